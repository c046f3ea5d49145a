import { recordFigures } from '@/features/party-figures/commands';
import { moment } from './calendar';
import type { People } from './hospital';
import type { Run } from './run';

type YearOf = {
  cells: { excellent: number; good: number; completed: number; notCompleted: number };
  members: { excellent: number; rated: number; eligible: number; total: number };
  disciplined: number;
};

/** 2018 as the hospital published it (seed 001); the other years are made up, plausible in their growth and within the rules of their time. */
const YEARS: Record<number, YearOf> = {
  2008: {
    cells: { excellent: 20, good: 9, completed: 2, notCompleted: 0 },
    members: { excellent: 52, rated: 296, eligible: 298, total: 305 },
    disciplined: 1,
  },
  2009: {
    cells: { excellent: 22, good: 9, completed: 1, notCompleted: 0 },
    members: { excellent: 55, rated: 311, eligible: 312, total: 320 },
    disciplined: 0,
  },
  2010: {
    cells: { excellent: 24, good: 8, completed: 1, notCompleted: 0 },
    members: { excellent: 58, rated: 327, eligible: 329, total: 337 },
    disciplined: 0,
  },
  2011: {
    cells: { excellent: 23, good: 10, completed: 1, notCompleted: 0 },
    members: { excellent: 57, rated: 345, eligible: 347, total: 355 },
    disciplined: 2,
  },
  2012: {
    cells: { excellent: 25, good: 9, completed: 1, notCompleted: 0 },
    members: { excellent: 61, rated: 363, eligible: 365, total: 374 },
    disciplined: 0,
  },
  2013: {
    cells: { excellent: 26, good: 10, completed: 0, notCompleted: 0 },
    members: { excellent: 64, rated: 384, eligible: 386, total: 395 },
    disciplined: 1,
  },
  2014: {
    cells: { excellent: 24, good: 12, completed: 1, notCompleted: 0 },
    members: { excellent: 62, rated: 405, eligible: 408, total: 417 },
    disciplined: 0,
  },
  2015: {
    cells: { excellent: 26, good: 11, completed: 1, notCompleted: 0 },
    members: { excellent: 66, rated: 430, eligible: 433, total: 443 },
    disciplined: 0,
  },
  2016: {
    cells: { excellent: 27, good: 12, completed: 1, notCompleted: 0 },
    members: { excellent: 68, rated: 449, eligible: 452, total: 462 },
    disciplined: 1,
  },
  2017: {
    cells: { excellent: 28, good: 12, completed: 1, notCompleted: 0 },
    members: { excellent: 72, rated: 470, eligible: 473, total: 481 },
    disciplined: 0,
  },
  2019: {
    cells: { excellent: 8, good: 33, completed: 1, notCompleted: 0 },
    members: { excellent: 86, rated: 514, eligible: 517, total: 525 },
    disciplined: 0,
  },
  2020: {
    cells: { excellent: 8, good: 34, completed: 0, notCompleted: 0 },
    members: { excellent: 88, rated: 519, eligible: 522, total: 531 },
    disciplined: 1,
  },
  2021: {
    cells: { excellent: 8, good: 33, completed: 1, notCompleted: 0 },
    members: { excellent: 91, rated: 525, eligible: 529, total: 537 },
    disciplined: 0,
  },
  2022: {
    cells: { excellent: 8, good: 34, completed: 0, notCompleted: 0 },
    members: { excellent: 95, rated: 531, eligible: 535, total: 543 },
    disciplined: 0,
  },
  2023: {
    cells: { excellent: 8, good: 34, completed: 0, notCompleted: 0 },
    members: { excellent: 99, rated: 548, eligible: 552, total: 560 },
    disciplined: 1,
  },
  2024: {
    cells: { excellent: 8, good: 33, completed: 1, notCompleted: 0 },
    members: { excellent: 104, rated: 566, eligible: 570, total: 579 },
    disciplined: 1,
  },
};

const ORGANISATION = { subject: 'ORGANISATION', mode: 'DISJOINT', total: 1, eligible: 1, rated: 1, completed: 0, notCompleted: 0 } as const;

/** What the party office has of the years before the program: sums as they were published, the director may see them. */
export async function publishPartyFigures(run: Run, people: People): Promise<void> {
  const act = { actor: people.actor('vpdu'), now: moment('2026-11-20', 45) };
  const shown = { seenRevision: 0, isPublished: true } as const;
  for (const [text, { cells, members, disciplined }] of Object.entries(YEARS)) {
    const year = Number(text);
    const of = { ...shown, year, source: `Báo cáo tổng kết công tác Đảng năm ${year} (số liệu mẫu)` };
    const sum = cells.excellent + cells.good + cells.completed + cells.notCompleted;
    const isExcellent = cells.excellent * 10 >= sum * 6 || year >= 2018;
    await run(recordFigures, act, { ...of, ...ORGANISATION, excellent: isExcellent ? 1 : 0, good: isExcellent ? 0 : 1, disciplined: 0 });
    await run(recordFigures, act, {
      ...of,
      subject: 'CELL',
      mode: 'DISJOINT',
      total: sum,
      eligible: sum,
      rated: sum,
      ...cells,
      disciplined: 0,
    });
    await run(recordFigures, act, { ...of, subject: 'MEMBER', mode: 'CUMULATIVE', ...members, disciplined });
  }
  await publish2018(run, act);
}

/** Word for word of seed 001: «08/42 … 42/42 … 80/518 … Không có đảng viên nào bị thi hành kỷ luật». */
async function publish2018(run: Run, act: Parameters<Run>[1]): Promise<void> {
  const of = {
    year: 2018,
    seenRevision: 0,
    isPublished: true,
    source: 'Hội nghị tổng kết công tác Đảng năm 2018, ngày 09/01/2019',
  } as const;
  await run(recordFigures, act, { ...of, ...ORGANISATION, excellent: 1, good: 0, disciplined: 0 });
  await run(recordFigures, act, { ...of, subject: 'CELL', mode: 'CUMULATIVE', total: 42, eligible: 42, rated: 42, excellent: 8, good: 42 });
  const members = { total: 518, eligible: 518, rated: 518, excellent: 80, disciplined: 0 };
  await run(recordFigures, act, { ...of, subject: 'MEMBER', mode: 'CUMULATIVE', ...members });
}
