import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOfColumn, toColumn } from '@/domain/date';
import { can } from '@/domain/policy';
import { namesakes } from '@/features/people/rules';
import { db } from '@/server/db';
import type { Condition } from '../rules/checks';
import { salaryOn } from '../rules/money';
import { departmentFinder, type Match, matchLine, type ParsedLine, parseLines } from '../rules/recipients';
import { titleFinder } from '../rules/titles';
import { conditionsIn, departmentNames, type Facts, factsOfDepartments, factsOfPeople, peopleOf, titlesIn, totalsIn } from './world';

/** A multiple of the base salary in force on a day, as canonical decimals. */
export type Bonus = { typeId: number; person: string | null; collective: string | null; roundUpTo: number };
export type MatchAnswer = {
  lines: (ParsedLine & Match)[];
  people: Facts[];
  departments: Facts[];
  conditions: Condition[];
  /** How many hold each title of the year already, by code. */
  totals: Record<string, number>;
  /** đồng, of the decision's day; null without a day or before the first known. */
  salary: number | null;
  bonuses: Bonus[];
};

/** Whom each line of a pasted list means, and what the register knows of them as of a year of merit; money by the day of the decision. Null for those who may not grant. */
export async function matchText(
  actor: Actor,
  { text, year, day }: { text: string; year: number; day: Day | null },
): Promise<MatchAnswer | null> {
  if (!can(actor, 'award.manage')) return null;
  const tx = db();
  const parsed = parseLines(text).slice(0, 1_000);
  const [people, names, titles, conditions, totals] = await Promise.all([
    peopleOf(tx, year),
    departmentNames(tx),
    titlesIn(tx),
    conditionsIn(tx, year),
    totalsIn(tx, year),
  ]);
  const world = { namesakes: namesakes(people), departmentsNamed: departmentFinder(names, year), titleOf: titleFinder(titles) };
  const lines = parsed.map((line) => ({ ...line, ...matchLine(line, world) }));
  const wanted = (kind: Match['kind']) => [...new Set(lines.filter((line) => line.kind === kind).flatMap(({ candidates }) => candidates))];
  const [facts, departments, money] = await Promise.all([
    factsOfPeople(tx, wanted('PERSON'), year),
    factsOfDepartments(tx, wanted('DEPARTMENT'), year),
    moneyOn(day),
  ]);
  return { lines, people: facts, departments, conditions, totals: Object.fromEntries(totals), ...money };
}

async function moneyOn(day: Day | null): Promise<{ salary: number | null; bonuses: Bonus[] }> {
  if (day === null) return { salary: null, bonuses: [] };
  const on = toColumn(day);
  const [salaries, bonuses] = await Promise.all([
    db().baseSalary.findMany({ select: { validFrom: true, amount: true } }),
    db().awardBonus.findMany({
      where: { validFrom: { lte: on }, OR: [{ validTo: null }, { validTo: { gt: on } }], awardType: { isParty: false } },
      select: { awardTypeId: true, personMultiple: true, collectiveMultiple: true, roundUpTo: true },
    }),
  ]);
  return {
    salary: salaryOn(
      salaries.map(({ validFrom, amount }) => ({ validFrom: dayOfColumn(validFrom), amount })),
      day,
    ),
    bonuses: bonuses.map(({ awardTypeId, personMultiple, collectiveMultiple, roundUpTo }) => ({
      typeId: awardTypeId,
      person: personMultiple?.toString() ?? null,
      collective: collectiveMultiple?.toString() ?? null,
      roundUpTo,
    })),
  };
}
