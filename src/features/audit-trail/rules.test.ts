import { describe, expect, it } from 'vitest';
import { figureChange, recordChanges } from './rules';

describe('a figure in the audit', () => {
  it('begins with its first value and how it came in', () => {
    const entry = {
      department_id: 4,
      period_id: 7,
      measure: 'ACTUAL',
      indicator_id: 3,
      value: 3346,
      is_flagged: false,
      source: 'PASTED',
      row_version: 1,
    };
    expect(figureChange(null, entry)).toEqual({
      value: { before: null, after: '3346' },
      draft: null,
      remark: null,
      flagged: null,
      source: 'PASTED',
    });
  });
  it('shows old beside new, and nothing that did not change', () => {
    expect(figureChange({ value: 3346, row_version: 1 }, { value: 3364, row_version: 2 })).toMatchObject({
      value: { before: '3346', after: '3364' },
      draft: null,
      flagged: null,
    });
  });
  it('tells a blank from a zero', () => {
    expect(figureChange({ value: 0 }, { value: null }).value).toEqual({ before: '0', after: null });
    expect(figureChange({ value: null, draft_text: 'khoảng 20' }, { value: 20, draft_text: null })).toMatchObject({
      value: { before: null, after: '20' },
      draft: { before: 'khoảng 20', after: null },
    });
  });
  it('says when a value was marked, and when no longer', () => {
    expect(figureChange({ is_flagged: false }, { is_flagged: true }).flagged).toBe(true);
    expect(figureChange({ is_flagged: true }, { is_flagged: false }).flagged).toBe(false);
  });
});

describe('a record in the audit', () => {
  it('gives each changed column as text, without versions and keys', () => {
    const before = { state: 'ACTIVE', row_version: 1, updated_at: '2026-07-01T00:00:00Z' };
    expect(recordChanges(before, { state: 'CLOSED', row_version: 2, updated_at: '2026-07-02T00:00:00Z' })).toEqual([
      { column: 'state', before: 'ACTIVE', after: 'CLOSED' },
    ]);
    expect(recordChanges(null, { id: 4, functions: ['a', 'b'] })).toEqual([{ column: 'functions', before: null, after: '["a","b"]' }]);
  });
});
