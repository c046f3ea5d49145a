import 'server-only';
import { toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import type { Scoped } from '@/domain/policy';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import type { Condition } from './rules/conditions';
import {
  addAwardTypeInput,
  changeAwardTypeInput,
  endConditionInput,
  recordAppraisalInput,
  setBaseSalaryInput,
  setConditionInput,
  setMultipleInput,
} from './schema';

const refusals = {
  award_type_code_key: 'awardRules.field.codeTaken',
  award_type_subjects: 'awardRules.field.forWhom',
  award_bonus_no_overlap: 'awardRules.refused.overlap',
  eligibility_rule_years: 'awardRules.field.yearOrder',
  eligibility_rule_award_type_id_subject_rule_code_from_year_key: 'awardRules.field.sameYear',
  department_staff_count_order: 'awardRules.field.moreThanStaff',
  base_salary_pkey: 'awardRules.field.sameDay',
} as const;

/** A title of the desk's own catalogue, held for the change; the Party's are not found here. */
async function heldType(tx: Tx, awardTypeId: number) {
  const [type] = await tx.$queryRaw<{ id: number }[]>`SELECT id FROM award_type WHERE id = ${awardTypeId} AND NOT is_party FOR UPDATE`;
  return type ? {} : null;
}

/** Adds a title, or a form of commendation, to the catalogue. */
export const addAwardType = defineCommand({
  name: 'award.addType',
  input: addAwardTypeInput,
  permission: 'award.manage',
  load: async () => ({}),
  async run({ tx, input, actor, now }) {
    const { countsAsId } = input;
    if (countsAsId !== null && !(await tx.awardType.findFirst({ where: { id: countsAsId, isParty: false }, select: { id: true } })))
      throw problemAt('countsAsId', 'common.field.notAChoice');
    const twin = await tx.awardType.findUnique({ where: { code: input.code }, select: { id: true } });
    if (twin) throw problemAt('code', 'awardRules.field.codeTaken');
    const { id } = await tx.awardType.create({
      data: { ...input, isParty: false, updatedAt: now, updatedById: actor.id },
      select: { id: true },
    });
    return { awardTypeId: id };
  },
  refusals,
});

/** Corrects a title: its name, who decides, the years in which it may be granted, its place. Years that awards stand in stay within. */
export const changeAwardType = defineCommand({
  name: 'award.changeType',
  input: changeAwardTypeInput,
  permission: 'award.manage',
  load: (tx, { awardTypeId }) => heldType(tx, awardTypeId),
  async run({ tx, input: { awardTypeId, rowVersion, ...data }, actor, now }) {
    const { fromYear, toYear } = data;
    const granted = await tx.award.aggregate({
      where: { awardTypeId, isParty: false, voidedAt: null },
      _min: { yearTo: true },
      _max: { yearTo: true },
    });
    const [first, last] = [granted._min.yearTo, granted._max.yearTo];
    if (toYear !== null && last !== null && last > toYear) throw problemAt('toYear', 'awardRules.field.granted', { year: String(last) });
    if (fromYear !== null && first !== null && first < fromYear)
      throw problemAt('fromYear', 'awardRules.field.granted', { year: String(first) });
    await tx.awardType.update({ where: asSeen(awardTypeId, rowVersion), data: { ...data, ...changedBy({ actor, now }) } });
    return { awardTypeId };
  },
  refusals,
});

/** The titles that a condition names, by the field that names them. */
const namedTitles = ({ params }: Condition) =>
  (['code', 'of', 'orCode'] as const).flatMap((field) => {
    const code = (params as Record<string, unknown>)[field];
    return typeof code === 'string' ? [{ field, code }] : [];
  });

/**
 * What a title asks from a year on. The row that held until then ends with the year before; one of the same first year is corrected, and
 * only by who was looking at it; where the former had an end, the new row has it too. Conditions of other years stay as they were (design.md section 3: laws are dated rows).
 */
export const setCondition = defineCommand({
  name: 'award.setCondition',
  input: setConditionInput,
  permission: 'award.manage',
  load: (tx, { awardTypeId }) => heldType(tx, awardTypeId),
  async run({ tx, input, actor, now }) {
    const { awardTypeId, subject, rule, params, fromYear, source, isUncertain, seenId, rowVersion } = input;
    const type = await tx.awardType.findUniqueOrThrow({ where: { id: awardTypeId }, select: { forPerson: true, forCollective: true } });
    if (!(subject === 'PERSON' ? type.forPerson : type.forCollective)) throw problemAt('subject', 'awardRules.field.notForSubject');
    const named = namedTitles({ rule, params } as Condition);
    const known = await tx.awardType.findMany({
      where: { code: { in: named.map(({ code }) => code) }, isParty: false },
      select: { code: true },
    });
    const unknown = named.find((one) => !known.some(({ code }) => code === one.code));
    if (unknown) throw problemAt(`params.${unknown.field}`, 'common.field.notAChoice');
    const rows = await tx.eligibilityRule.findMany({ where: { awardTypeId, subject, ruleCode: rule }, orderBy: { fromYear: 'asc' } });
    const same = rows.find((row) => row.fromYear === fromYear);
    if (same) {
      if (same.id !== seenId) throw problemAt('fromYear', 'awardRules.field.sameYear');
      await tx.eligibilityRule.update({
        where: asSeen(same.id, rowVersion),
        data: { params, source, isUncertain, ...changedBy({ actor, now }) },
      });
      return { ruleId: same.id };
    }
    const former = rows.filter((row) => row.fromYear < fromYear).at(-1);
    const holds = former !== undefined && (former.toYear === null || former.toYear >= fromYear);
    if (holds)
      await tx.eligibilityRule.update({
        where: asSeen(former.id, former.rowVersion),
        data: { toYear: fromYear - 1, ...changedBy({ actor, now }) },
      });
    const next = rows.find((row) => row.fromYear > fromYear);
    const { id } = await tx.eligibilityRule.create({
      data: {
        ...{
          awardTypeId,
          subject,
          ruleCode: rule,
          params,
          fromYear,
          source,
          isUncertain,
          toYear: (holds ? former.toYear : null) ?? (next ? next.fromYear - 1 : null),
        },
        ...{ updatedAt: now, updatedById: actor.id },
      },
      select: { id: true },
    });
    return { ruleId: id };
  },
  refusals,
});

/** From a year on a condition is asked no more. */
export const endCondition = defineCommand({
  name: 'award.endCondition',
  input: endConditionInput,
  permission: 'award.manage',
  load: async (tx, { ruleId }): Promise<(Scoped & { row: { fromYear: number; toYear: number | null } }) | null> => {
    const row = await tx.eligibilityRule.findFirst({
      where: { id: ruleId, awardType: { isParty: false } },
      select: { fromYear: true, toYear: true },
    });
    return row && { row };
  },
  async run({ tx, input: { ruleId, rowVersion, toYear }, before: { row }, actor, now }) {
    if (toYear < row.fromYear) throw problemAt('toYear', 'awardRules.field.yearOrder');
    if (row.toYear !== null && toYear > row.toYear) throw problemAt('toYear', 'awardRules.field.endedBefore', { year: String(row.toYear) });
    await tx.eligibilityRule.update({ where: asSeen(ruleId, rowVersion), data: { toYear, ...changedBy({ actor, now }) } });
    return { ruleId };
  },
  refusals,
});

/**
 * The multiple of the base salary from a day on; the former ends there. One of the same day is corrected, and only by who was looking at it.
 * Money that was granted stays what it was.
 */
export const setMultiple = defineCommand({
  name: 'award.setMultiple',
  input: setMultipleInput,
  permission: 'award.manage',
  load: (tx, { awardTypeId }) => heldType(tx, awardTypeId),
  async run({ tx, input: { awardTypeId, validFrom, seenId, rowVersion, ...data }, actor, now }) {
    const day = toColumn(validFrom);
    const rows = await tx.awardBonus.findMany({ where: { awardTypeId }, orderBy: { validFrom: 'asc' } });
    const same = rows.find((row) => row.validFrom.getTime() === day.getTime());
    if (same) {
      if (same.id !== seenId) throw problemAt('validFrom', 'awardRules.field.sameDay');
      await tx.awardBonus.update({ where: asSeen(same.id, rowVersion), data: { ...data, ...changedBy({ actor, now }) } });
      return { bonusId: same.id };
    }
    const former = rows.filter((row) => row.validFrom < day).at(-1);
    if (former && (former.validTo === null || former.validTo > day))
      await tx.awardBonus.update({
        where: asSeen(former.id, former.rowVersion),
        data: { validTo: day, ...changedBy({ actor, now }) },
      });
    const next = rows.find((row) => row.validFrom > day);
    const { id } = await tx.awardBonus.create({
      data: { awardTypeId, validFrom: day, validTo: next?.validFrom ?? null, ...data, updatedAt: now, updatedById: actor.id },
      select: { id: true },
    });
    return { bonusId: id };
  },
  refusals,
});

/** The base salary from a day on; one of the same day is corrected, and only by who was looking at it. Money that was granted stays what it was. */
export const setBaseSalary = defineCommand({
  name: 'award.setBaseSalary',
  input: setBaseSalaryInput,
  permission: 'award.manage',
  load: async () => ({}),
  async run({ tx, input: { validFrom, rowVersion, ...data }, actor, now }) {
    const at = { validFrom: toColumn(validFrom) };
    if (rowVersion > 0) {
      await tx.baseSalary.update({ where: { ...at, rowVersion }, data: { ...data, ...changedBy({ actor, now }) } });
      return { validFrom };
    }
    if (await tx.baseSalary.findUnique({ where: at, select: { amount: true } })) throw problemAt('validFrom', 'awardRules.field.sameDay');
    await tx.baseSalary.create({ data: { ...at, ...data, updatedAt: now, updatedById: actor.id } });
    return { validFrom };
  },
  refusals,
});

/**
 * The yearly appraisal of a department's people: levels, discipline, and how many it counts. Saved in two statements however many people
 * there are; of two who save one department's at once the second is told.
 */
export const recordAppraisal = defineCommand({
  name: 'award.recordAppraisal',
  input: recordAppraisalInput,
  permission: 'award.manage',
  load: async (tx, { departmentId }) => {
    // of two who save at once the second waits here, and then sees what the first has written
    const [department] = await tx.$queryRaw<{ id: number }[]>`SELECT id FROM department WHERE id = ${departmentId} FOR NO KEY UPDATE`;
    return department ? { departmentId } : null;
  },
  async run({ tx, input, actor, now }) {
    const { departmentId, year, staff, completed, disciplined, countVersion, source } = input;
    const rated = input.people.flatMap(({ level, ...row }) => (level === null ? [] : [{ ...row, level }]));
    const ids = rated.map(({ personId }) => personId);
    const belong = await tx.personPost.findMany({
      where: {
        ...{ personId: { in: ids }, departmentId, validFrom: { lte: toColumn(`${year}-12-31`) } },
        OR: [{ validTo: null }, { validTo: { gt: toColumn(`${year}-01-01`) } }],
      },
      select: { personId: true },
    });
    if (new Set(belong.map(({ personId }) => personId)).size < ids.length) throw new Refusal('awardRules.refused.notOfDepartment');
    const kept = await tx.staffRating.findMany({ where: { personId: { in: ids }, year }, select: { personId: true, rowVersion: true } });
    const versionOf = new Map(kept.map(({ personId, rowVersion }) => [personId, rowVersion]));
    if (rated.some(({ personId, rowVersion }) => (versionOf.get(personId) ?? 0) !== rowVersion))
      throw new Refusal('common.refused.conflict');
    if (rated.length > 0)
      await tx.$executeRaw`
        INSERT INTO staff_rating (person_id, year, level, is_disciplined, source, updated_at, updated_by_id)
        SELECT x.person_id, ${year}, x.level::rating_level_code, x.is_disciplined, ${source}, ${now}::timestamptz, ${actor.id}
        FROM unnest(${ids}::int[], ${rated.map(({ level }) => level)}::text[], ${rated.map(({ isDisciplined }) => isDisciplined)}::boolean[]) x (person_id, level, is_disciplined)
        ON CONFLICT (person_id, year) DO UPDATE SET level = excluded.level, is_disciplined = excluded.is_disciplined, source = coalesce(excluded.source, staff_rating.source),
          row_version = staff_rating.row_version + 1, updated_at = excluded.updated_at, updated_by_id = excluded.updated_by_id
        WHERE (staff_rating.level, staff_rating.is_disciplined) IS DISTINCT FROM (excluded.level, excluded.is_disciplined) OR excluded.source IS NOT NULL`;
    if (staff !== null) {
      const at = { departmentId_year: { departmentId, year } };
      const counts = { staff, completed, disciplined };
      if (countVersion > 0)
        await tx.departmentStaffCount.update({
          where: { ...at, rowVersion: countVersion },
          data: { ...counts, ...changedBy({ actor, now }) },
        });
      else await tx.departmentStaffCount.create({ data: { departmentId, year, ...counts, updatedAt: now, updatedById: actor.id } });
    }
    return { rated: rated.length };
  },
  refusals,
});
