import { describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { wordsOf } from '@/domain/text';
import { findPages, type PageTitle, share } from './rules';

const actor = (role: Actor['grants'][number]['role']): Actor => ({ id: 9, displayName: 'A', grants: [{ role, departmentId: null }] });
const titles: Partial<Record<PageTitle, string>> = { periods: 'Kỳ và hạn nộp', summary: 'Tổng kết năm', reports: 'Báo cáo quý' };
const titleOf = (page: PageTitle) => titles[page] ?? page;
const find = (who: Actor, query: string) => findPages(who, wordsOf(query), 2026, titleOf).map(({ href }) => href);

describe('pages', () => {
  it('are found without marks, case or order of words', () => {
    expect(find(actor('DIRECTOR'), 'NAM tong')).toEqual(['/summary/2026']);
    expect(find(actor('DIRECTOR'), 'báo  cáo')).toEqual(['/reports']);
    expect(find(actor('DIRECTOR'), '   ')).toEqual([]);
  });
  it('that a role may not open are not found', () => {
    expect(find(actor('PLANNING'), 'han nop')).toEqual(['/admin/periods']);
    expect(find(actor('UNION'), 'han nop')).toEqual([]);
    expect(find(actor('UNION'), 'bao cao')).toEqual([]);
  });
});

it('shares twelve places between kinds', () => {
  const many = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index}`);
  expect(share([many('d', 20), many('i', 20), many('p', 1)])).toHaveLength(12);
  expect(share([many('d', 20), many('i', 1), many('p', 1)]).filter((hit) => hit.startsWith('d'))).toHaveLength(10);
  expect(share([[], many('i', 2), []])).toEqual(['i0', 'i1']);
});
