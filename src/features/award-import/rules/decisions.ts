import { fold } from '@/domain/text';
import { type AwardRow, type AwardValues, formatAbout } from './columns';
import type { Say, Tell } from './plan';

/** A decision on record; `about` is its day, or the month or the year that its subject line tells, or null. */
export type RecordedDecision = { id: number; number: string | null; about: string | null; authority: string | null };
/**
 * A decision that rows speak of: one on record (`id`), or a new one. `about` is its day, or the month or the year where no more is known.
 * The same key is the same decision.
 */
export type Planned = {
  key: string;
  id: number | null;
  number: string | null;
  about: string | null;
  authority: string | null;
  signer: string | null;
  /** What it grants, for its subject line. */
  title: string;
};

/** The year of a date of which only a part may be known. */
export const yearOf = (about: string | null): number | null => (about === null ? null : Number(about.slice(0, 4)));

/** Two readings of one date agree when one only says less: «2009» and «2009-10-05»; nothing agrees with everything. */
const agree = (one: string | null, other: string | null) =>
  one === null || other === null || one.startsWith(other) || other.startsWith(one);
const sameWords = (one: string | null, other: string | null) => one === null || other === null || fold(one) === fold(other);
const isWhole = (about: string | null) => about?.length === 10;
/** A number is used again every year: a decision of which no day is on record is not the one that a row has the day of. */
const isOne = (recorded: string | null, about: string | null) =>
  about === null || (recorded !== null && agree(recorded, about) && (isWhole(recorded) || !isWhole(about)));

/** What the rows of one number say of the decision's date and authority. */
type Beside = { dates: Set<string>; authorities: Map<string | null, Map<string, string>> };

function besideOf(rows: readonly AwardRow[]): Map<string, Beside> {
  const beside = new Map<string, Beside>();
  const numbered = rows.flatMap(({ values }) => (values.decisionNumber === null ? [] : [{ ...values, key: fold(values.decisionNumber) }]));
  for (const { key, decisionDate } of numbered) {
    const known = beside.get(key) ?? { dates: new Set(), authorities: new Map() };
    if (decisionDate) known.dates.add(decisionDate);
    beside.set(key, known);
  }
  for (const { key, decisionDate, authority } of numbered) {
    const known = beside.get(key);
    if (!known || authority === null) continue;
    const { about } = fullest(known.dates, decisionDate);
    const of = known.authorities.get(about) ?? new Map<string, string>();
    known.authorities.set(about, of.set(fold(authority), authority));
  }
  return beside;
}

/** The date that all readings agree on which agree with this one; `isSure` is false where they are of several dates. */
function fullest(dates: ReadonlySet<string>, about: string | null): { about: string | null; isSure: boolean } {
  if (isWhole(about)) return { about, isSure: true };
  const fuller = [...dates].filter((date) => agree(about, date));
  const most = fuller.reduce<string | null>((longest, date) => (longest === null || date.length > longest.length ? date : longest), about);
  return fuller.every((date) => agree(date, most)) ? { about: most, isSure: true } : { about, isSure: false };
}

type Of = { typeId: number | null; title: string };

/** One decision is often named by many rows: what one row says of its day and authority holds for the others of that number and date. */
export function decisionsOf(rows: readonly AwardRow[], recorded: readonly RecordedDecision[]) {
  const beside = besideOf(rows);
  const byNumber = new Map<string, RecordedDecision[]>();
  for (const one of recorded) {
    const key = one.number === null ? '' : fold(one.number);
    const known = byNumber.get(key);
    if (known) known.push(one);
    else byNumber.set(key, [one]);
  }
  return (values: AwardValues, { typeId, title }: Of, { say, tell }: { say: Say; tell: Tell }): Planned | null => {
    const { decisionNumber: number, signer } = values;
    let { decisionDate: about, authority } = values;
    if (number === null && about === null && authority === null && signer === null) return null;
    const key = number === null ? '' : fold(number);
    let isSure = true;
    const told = number === null ? undefined : beside.get(key);
    if (told) {
      ({ about, isSure } = fullest(told.dates, about));
      const authorities = told.authorities.get(about);
      if (authority === null && authorities?.size === 1) [authority = null] = authorities.values();
    }
    const ofNumber = byNumber.get(key) ?? [];
    const same = ofNumber.filter((one) =>
      number === null
        ? isWhole(about) && one.about === about && one.authority !== null && authority !== null && sameWords(one.authority, authority)
        : isOne(one.about, about) && sameWords(one.authority, authority),
    );
    if (same.length > 1 || !isSure) say('decisionDate', 'awardImport.cell.severalDecisions', { number: number ?? '' });
    const [known] = same;
    const words = {
      number: known?.number ?? number,
      about: known?.about ?? about,
      authority: known?.authority ?? authority,
      signer,
      title,
    };
    if (known) {
      // by its number alone: which one it is deserves a look
      if (about === null)
        tell('awardImport.note.byNumber', { number: known.number ?? '', date: known.about ? formatAbout(known.about) : '–' });
      return { ...words, key: `#${known.id}`, id: known.id };
    }
    const isDoubtful = number !== null && ofNumber.some((one) => agree(one.about, about) && sameWords(one.authority, authority));
    if (isDoubtful) tell('awardImport.note.undatedDecision', { number: number ?? '' });
    // without a number it is told apart by what it grants
    const what = number === null ? `${typeId}|${fold(signer ?? '')}` : key;
    return { ...words, key: `${what}|${about ?? ''}|${fold(authority ?? '')}`, id: null };
  };
}
