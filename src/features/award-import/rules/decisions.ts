import { fold } from '@/domain/text';
import type { AwardRow, AwardValues } from './columns';
import type { Say } from './plan';

export type RecordedDecision = { id: number; number: string | null; signedOn: string | null; authority: string | null };
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

/** One decision is often named by many rows: what one row says of its day and authority holds for the others. */
export function decisionsOf(rows: readonly AwardRow[], recorded: readonly RecordedDecision[]) {
  const beside = new Map<string, { dates: Set<string>; authorities: Map<string, string> }>();
  for (const { values } of rows) {
    if (values.decisionNumber === null) continue;
    const key = fold(values.decisionNumber);
    const known = beside.get(key) ?? { dates: new Set(), authorities: new Map() };
    if (values.decisionDate) known.dates.add(values.decisionDate);
    if (values.authority) known.authorities.set(fold(values.authority), values.authority);
    beside.set(key, known);
  }
  const byNumber = new Map<string, RecordedDecision[]>();
  for (const one of recorded) {
    const key = one.number === null ? '' : fold(one.number);
    byNumber.set(key, [...(byNumber.get(key) ?? []), one]);
  }
  return (values: AwardValues, typeId: number | null, title: string, say: Say): Planned | null => {
    const { decisionNumber: number, signer } = values;
    let { decisionDate: about, authority } = values;
    if (number === null && about === null && authority === null && signer === null) return null;
    const key = number === null ? '' : fold(number);
    if (number !== null) {
      const { dates, authorities } = beside.get(key) ?? { dates: new Set<string>(), authorities: new Map<string, string>() };
      const fuller = [...dates].filter((date) => agree(about, date)).sort((one, other) => other.length - one.length);
      const [most = null] = fuller;
      // only where all that agree are readings of one date
      if (most !== null && fuller.every((date) => agree(date, most))) about = most;
      if (authority === null && authorities.size === 1) [authority = null] = authorities.values();
    }
    const same = (byNumber.get(key) ?? []).filter((one) =>
      number === null
        ? about !== null && one.signedOn === about && one.authority !== null && authority !== null && sameWords(one.authority, authority)
        : agree(one.signedOn, about) && sameWords(one.authority, authority),
    );
    if (same.length > 1) say('decisionDate', 'awardImport.cell.severalDecisions', { number: number ?? '' });
    const [known] = same;
    const words = {
      number: known?.number ?? number,
      about: known?.signedOn ?? about,
      authority: known?.authority ?? authority,
      signer,
      title,
    };
    if (known) return { ...words, key: `#${known.id}`, id: known.id };
    // without a number it is told apart by what it grants
    const told = number === null ? `${typeId}|${fold(signer ?? '')}` : key;
    return { ...words, key: `${told}|${about ?? ''}|${fold(authority ?? '')}`, id: null };
  };
}
