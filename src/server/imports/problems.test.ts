import { describe, expect, it } from 'vitest';
import { CELLS_PER_PAGE, problemPage } from './problems';

const cell = (row: number, column: 'name' | 'title', name: string) => ({
  ...{ row, column, params: { name } },
  key: column === 'name' ? ('awardImport.cell.notAName' as const) : ('awardImport.cell.noTitle' as const),
});
const problems = [
  ...Array.from({ length: 150 }, (_, at) => cell(at + 1, 'title', 'Danh hiệu lạ')),
  ...[cell(1, 'name', 'A'), cell(2, 'name', 'B')],
];
const all = { column: null, kind: null, page: 1 };

describe('wrong cells of a file', () => {
  it('are counted by kind, the most frequent first, with what is the same for all of them', () => {
    const { kinds, columns } = problemPage(problems, all);
    expect(kinds.map(({ column, count, params }) => [column, count, params.name])).toEqual([
      ['title', 150, 'Danh hiệu lạ'],
      ['name', 2, '…'],
    ]);
    expect([...columns]).toEqual([
      ['title', 150],
      ['name', 2],
    ]);
    expect(problems[150]?.params.name).toBe('A');
  });
  it('are shown a page at a time, all of them once', () => {
    const pages = [1, 2].map((page) => problemPage(problems, { ...all, page }));
    expect(pages.map(({ shown, pages: of }) => [shown.length, of])).toEqual([
      [CELLS_PER_PAGE, 2],
      [52, 2],
    ]);
    expect(pages.flatMap(({ shown }) => shown)).toEqual(problems);
    expect(problemPage(problems, { ...all, page: 99 }).page).toBe(2);
  });
  it('are asked for by column and by kind; counts stay those of the file', () => {
    const { shown, total, pages, kinds } = problemPage(problems, { column: 'name', kind: null, page: 1 });
    expect([shown.length, total, pages, kinds.length]).toEqual([2, 2, 1, 2]);
    expect(problemPage(problems, { ...all, kind: 'awardImport.cell.noTitle' }).total).toBe(150);
    expect(problemPage(problems, { column: 'name', kind: 'awardImport.cell.noTitle', page: 3 })).toMatchObject({
      total: 0,
      page: 1,
      pages: 1,
    });
  });
});
