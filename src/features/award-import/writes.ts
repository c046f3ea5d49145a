import 'server-only';
import { type Day, toColumn } from '@/domain/date';
import { grantMany, type NewAward } from '@/features/awards/writes';
import { nameParts } from '@/features/people/rules';
import type { Tx } from '@/server/db';
import { tell } from '@/server/steps';
import type { Stamp } from '@/server/versioned';
import { formatAbout } from './rules/columns';
import type { Planned } from './rules/decisions';
import type { NewPerson, Plan } from './rules/plan';

type Applying = Stamp & { tx: Tx; batchId: number };

/** Rows to a statement: a statement has some 32,000 values at most. */
const AT_ONCE = 1_000;

/**
 * Does what a plan says: people, their posts and decisions once each, then every award with its money, a thousand rows to a statement.
 * The caller has planned on what it read in the same transaction. Tells how far it has come.
 */
export async function applyPlan(applying: Applying, { items, people, decisions }: Plan): Promise<void> {
  const personIds = await join(applying, people);
  const decisionIds = await record(applying, decisions);
  const awards = items.map((item): NewAward & { decisionId: number | null; signedOn: Day | null } => {
    const { subject, typeId, personId, newPerson, departmentId, text, count, isCollective, yearFrom, yearTo, certainty, citation, source } =
      item;
    const about = item.decision === null ? null : (decisions[item.decision]?.about ?? null);
    return {
      ...{
        awardTypeId: typeId,
        isParty: false,
        subject,
        departmentId,
        subjectText: text,
        count,
        yearFrom,
        yearTo,
        certainty,
        citation,
        source,
      },
      personId: newPerson === null ? personId : (personIds[newPerson] ?? null),
      ofCollectives: isCollective === true,
      batchId: applying.batchId,
      decisionId: item.decision === null ? null : (decisionIds[item.decision] ?? null),
      signedOn: isWhole(about) ? about : null,
    };
  });
  for (let from = 0; from < awards.length; from += AT_ONCE) {
    tell('awards', from, awards.length);
    await grantMany(applying.tx, awards.slice(from, from + AT_ONCE), applying, null);
  }
  tell('awards', awards.length, awards.length);
}

const isWhole = (about: string | null): about is Day => about?.length === 10;

/** New people by name, each with the post that their awards speak of: in that department in those years, still open when they are recent. */
async function join({ tx, actor, now }: Applying, people: readonly NewPerson[]): Promise<number[]> {
  if (people.length === 0) return [];
  tell('people', 0, people.length);
  const ids: number[] = [];
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const made = await tx.person.createManyAndReturn({
      data: people
        .slice(from, from + AT_ONCE)
        .map(({ fullName, honorifics }) => ({ ...nameParts(fullName), honorifics, updatedAt: now, updatedById: actor.id })),
      select: { id: true },
    });
    ids.push(...made.map(({ id }) => id));
    tell('people', ids.length, people.length);
  }
  const posts = people.flatMap(({ departmentId, years }, at) => {
    const personId = ids[at];
    return personId === undefined || departmentId === null || years === null ? [] : [{ personId, departmentId, ...years }];
  });
  // within the department's life; one statement for all of them
  await tx.$executeRaw`
    INSERT INTO person_post (person_id, department_id, valid_from, valid_to)
    SELECT x.person_id, x.department_id, greatest(make_date(x.first, 1, 1), d.established_on),
      CASE WHEN x.last >= extract(year FROM ${now}::timestamptz)::int - 1 THEN d.dissolved_on ELSE least(make_date(x.last + 1, 1, 1), d.dissolved_on) END
    FROM unnest(${posts.map(({ personId }) => personId)}::int[], ${posts.map(({ departmentId }) => departmentId)}::int[],
      ${posts.map(({ from }) => from)}::int[], ${posts.map(({ to }) => to)}::int[]) x (person_id, department_id, first, last)
    JOIN department d ON d.id = x.department_id
    WHERE make_date(x.last, 12, 31) >= d.established_on AND (d.dissolved_on IS NULL OR make_date(x.first, 1, 1) < d.dissolved_on)`;
  return ids;
}

/** Decisions that are not on record yet; of those that are, the ids they have. What is known of a day but its year or month stands in the subject. */
async function record({ tx, actor, now }: Applying, decisions: readonly Planned[]): Promise<number[]> {
  const fresh = decisions.filter(({ id }) => id === null);
  const ids = new Map<string, number>();
  for (let from = 0; from < fresh.length; from += AT_ONCE) {
    tell('decisions', from, fresh.length);
    const some = fresh.slice(from, from + AT_ONCE);
    const made = await tx.decision.createManyAndReturn({
      data: some.map(({ number, about, authority, signer, title }) => ({
        ...{ kind: 'AWARD' as const, isParty: false, number, signedOn: isWhole(about) ? toColumn(about) : null, authority, signer },
        subject: `Khen thưởng: ${title}${about === null || isWhole(about) ? '' : ` (ký ${formatAbout(about)})`}`,
        ...{ updatedAt: now, updatedById: actor.id },
      })),
      select: { id: true },
    });
    for (const [at, { id }] of made.entries()) ids.set(some[at]?.key ?? '', id);
  }
  return decisions.map(({ id, key }) => id ?? ids.get(key) ?? 0);
}
