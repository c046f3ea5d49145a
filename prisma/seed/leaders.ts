import { addPerson } from '@/features/people/commands';
import { moment } from './calendar';
import { idOf, type People } from './hospital';
import type { Run } from './run';

/** The board of directors, who direct tasks: the director of people.ts and three deputies. All are invented. */
const BOARD = [
  { honorifics: 'TS.BS', fullName: 'Đặng Hữu Khiêm', position: 'DIRECTOR' },
  { honorifics: 'BSCKII', fullName: 'Lương Thị Bích Vân', position: 'DEPUTY_DIRECTOR' },
  { honorifics: 'PGS.TS.BS', fullName: 'Hoàng Trọng Nghĩa', position: 'DEPUTY_DIRECTOR' },
  { honorifics: 'ThS.BS', fullName: 'Mai Xuân Bách', position: 'DEPUTY_DIRECTOR' },
] as const;

/** Puts the directors on record; their ids in that order. */
export async function nameLeaders(run: Run, people: People, departments: ReadonlyMap<string, number>): Promise<number[]> {
  const act = { actor: people.actor('khth'), now: moment('2022-12-01', 60) };
  const ids: number[] = [];
  for (const person of BOARD) {
    const { id } = await run(addPerson, act, { ...person, departmentId: idOf(departments, 'BV'), since: '2020-01-01' });
    ids.push(id);
  }
  return ids;
}
