import { fold } from '@/domain/text';
import { isSame } from '@/features/awards/rules/checks';
import type { Planned } from './decisions';
import type { Item, Recorded, World } from './plan';
import type { Who } from './whom';

type Award = Pick<Item, 'typeId' | 'subject' | 'departmentId' | 'text' | 'count' | 'yearFrom' | 'yearTo'>;
type Drafted = Award & { who: Who | null; resolved: Planned | null };

/** Where an award stands that a row repeats or touches: a row of the file, or the register. */
type Place = number | 'register';
export type Repeats = {
  /** Where the same award stands already. */
  same: Place | null;
  /** Years of the same yearly title that share some with these. */
  touched: { yearFrom: number; yearTo: number } | null;
  /** From now on the award stands at this row. */
  take: (row: number) => void;
};

/** What stands already, to be asked of award by award: the register, and the rows that were found right so far. */
export function standing({ awards, titles }: Pick<World, 'awards' | 'titles'>): (award: Drafted) => Repeats {
  const taken = new Map<string, Place>();
  const years = new Map<string, { yearFrom: number; yearTo: number }[]>();
  const yearly = new Set(titles.filter(({ kind }) => kind === 'TITLE').map(({ id }) => id));
  const put = (award: Award, whom: string | null, decision: string, place: Place) => {
    taken.set(keyOfAward(award, whom, decision), place);
    const { typeId, yearFrom, yearTo } = award;
    if (whom === null || yearFrom === null || yearTo === null || !yearly.has(typeId)) return;
    const known = years.get(`${typeId}/${whom}`);
    if (known) known.push({ yearFrom, yearTo });
    else years.set(`${typeId}/${whom}`, [{ yearFrom, yearTo }]);
  };
  for (const award of awards) put(award, whomRecorded(award), award.decisionId === null ? '' : `#${award.decisionId}`, 'register');
  return (award) => {
    const { who, resolved } = award;
    const whom = who ? ('id' in who ? `p${who.id}` : `n${who.key}`) : whomRecorded({ ...award, personId: null });
    const decision = resolved ? (resolved.id === null ? resolved.key : `#${resolved.id}`) : '';
    return {
      same: taken.get(keyOfAward(award, whom, decision)) ?? null,
      touched: years.get(`${award.typeId}/${whom}`)?.find((one) => isSame(one, award, true)) ?? null,
      take: (row) => put(award, whom, decision, row),
    };
  };
}

const whomRecorded = ({ personId, subject, departmentId }: Pick<Recorded, 'personId' | 'subject' | 'departmentId'>): string | null =>
  personId !== null ? `p${personId}` : subject === 'DEPARTMENT' ? `d${departmentId}` : null;

/** Two awards of one key are one award twice. Without years only a decision tells two of them apart. */
function keyOfAward(
  { typeId, subject, departmentId, text, count, yearFrom, yearTo }: Award,
  whom: string | null,
  decision: string,
): string {
  if (whom && yearFrom !== null) return `${typeId}/${whom}/${yearFrom}-${yearTo}`;
  return `${typeId}/${whom ?? `${departmentId}/${subject}/${fold(text ?? '')}/${count}`}/${yearFrom}-${yearTo}/${decision}`;
}
