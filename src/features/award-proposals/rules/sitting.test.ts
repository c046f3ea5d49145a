import { describe, expect, it } from 'vitest';
import { ballotsToWrite, bySitting } from './sitting';

const head = { heldOn: '2026-01-10', eligible: 10, present: 10 };
const line = (proposalId: number, votesFor: number) => ({ proposalId, votesFor, votesAgainst: 0, votesBlank: 0, thresholdPercent: 50 });
const kept = new Map([1, 2].map((id) => [id, { ...head, ...line(id, 9) }]));

describe('ballots of a sitting', () => {
  it('a new sitting takes what was never voted on, and leaves an earlier sitting alone', () => {
    const later = { heldOn: '2026-01-20', eligible: 12, present: 12, correcting: null };
    expect(ballotsToWrite([line(3, 9)], kept, later)).toEqual({ write: [line(3, 9)], problem: null });
    expect(ballotsToWrite([line(1, 9), line(3, 9)], kept, later)).toEqual({ write: [], problem: 'votedBefore' });
  });
  it('a correction takes of its own sitting what is different', () => {
    expect(ballotsToWrite([line(1, 9), line(2, 8)], kept, { ...head, correcting: '2026-01-10' }).write).toEqual([line(2, 8)]);
    expect(ballotsToWrite([line(1, 9), line(2, 9)], kept, { ...head, present: 9, correcting: '2026-01-10' }).write).toHaveLength(2);
    expect(ballotsToWrite([line(1, 9)], kept, { ...head, correcting: '2026-01-11' }).problem).toBe('otherSitting');
    expect(ballotsToWrite([line(3, 9)], kept, { ...head, correcting: '2026-01-10' }).problem).toBe('otherSitting');
  });
  it('are listed by sitting, the latest first', () => {
    const rows = [{ vote: { ...head, votesFor: 9 } }, { vote: null }, { vote: { ...head, heldOn: '2026-01-20', votesFor: 5 } }];
    expect(bySitting(rows, ({ vote }) => vote).map(({ heldOn, rows: of }) => [heldOn, of.length])).toEqual([
      ['2026-01-20', 1],
      ['2026-01-10', 1],
    ]);
  });
});
