import 'server-only';
import { type Day, dayOf } from '@/domain/date';
import { departmentsOfPeople } from '@/features/awards/queries/world';
import { grantMany, type NewAward } from '@/features/awards/writes';
import { recordDecisions } from '@/features/departments/writes';
import { enlist } from '@/features/people/writes';
import type { Tx } from '@/server/db';
import { tell } from '@/server/steps';
import type { Stamp } from '@/server/versioned';
import { formatAbout } from './rules/columns';
import type { Planned } from './rules/decisions';
import type { Item, NewPerson, Plan } from './rules/plan';

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
  const homes = await homesOf(applying.tx, items, people);
  const awards = items.map((item, at): NewAward & { decisionId: number | null; signedOn: Day | null } => {
    const { subject, typeId, personId, newPerson, text, count, isCollective, yearFrom, yearTo, certainty, citation, source } = item;
    const about = item.decision === null ? null : (decisions[item.decision]?.about ?? null);
    return {
      ...{
        awardTypeId: typeId,
        isParty: false,
        subject,
        departmentId: homes[at] ?? null,
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

/**
 * The department of each award: what the row says; of a person whose row is silent, where they were in the last merit year, in one statement
 * for all, or where other rows put somebody new.
 */
async function homesOf(tx: Tx, items: readonly Item[], people: readonly NewPerson[]): Promise<(number | null)[]> {
  const asked = items.flatMap(({ departmentId, personId, yearTo }) =>
    departmentId === null && personId !== null && yearTo !== null ? [{ personId, year: yearTo }] : [],
  );
  const found = await departmentsOfPeople(tx, asked);
  const key = ({ personId, year }: { personId: number; year: number }) => `${personId}/${year}`;
  const homes = new Map(asked.map((one, at) => [key(one), found[at] ?? null]));
  return items.map(({ departmentId, personId, newPerson, yearTo }) => {
    if (departmentId !== null) return departmentId;
    if (newPerson !== null) return people[newPerson]?.departmentId ?? null;
    return personId === null || yearTo === null ? null : (homes.get(key({ personId, year: yearTo })) ?? null);
  });
}

const isWhole = (about: string | null): about is Day => about?.length === 10;

/** New people by name, each with the post that their awards speak of: in that department in those years, still open when they are recent. */
async function join({ tx, actor, now }: Applying, people: readonly NewPerson[]): Promise<number[]> {
  const thisYear = Number(dayOf(now).slice(0, 4));
  const newcomers = people.map(({ fullName, honorifics, departmentId, years }) => ({
    ...{ fullName, honorifics },
    post:
      departmentId === null || years === null
        ? null
        : { departmentId, since: `${years.from}-01-01`, until: years.to >= thisYear - 1 ? null : `${years.to + 1}-01-01` },
  }));
  if (people.length > 0) tell('people', 0, people.length);
  return enlist(tx, newcomers, { actor, now }, (done) => tell('people', done, people.length));
}

/** Decisions that are not on record yet; of those that are, the ids they have. What is known of a day but its year or month stands in the subject. */
async function record({ tx, actor, now }: Applying, decisions: readonly Planned[]): Promise<number[]> {
  const fresh = decisions.filter(({ id }) => id === null);
  const ids = new Map<string, number>();
  for (let from = 0; from < fresh.length; from += AT_ONCE) {
    tell('decisions', from, fresh.length);
    const some = fresh.slice(from, from + AT_ONCE);
    const made = await recordDecisions(
      tx,
      'AWARD',
      some.map(({ number, about, authority, signer, title }) => ({
        ...{ number, signedOn: isWhole(about) ? about : null, authority, signer, effectiveOn: null },
        subject: `Khen thưởng: ${title}${about === null || isWhole(about) ? '' : ` (ký ${formatAbout(about)})`}`,
      })),
      { actor, now },
    );
    for (const [at, id] of made.entries()) ids.set(some[at]?.key ?? '', id);
  }
  return decisions.map(({ id, key }) => id ?? ids.get(key) ?? 0);
}
