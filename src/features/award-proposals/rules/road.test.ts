import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carries, nextStep, votesNeeded } from './road';

describe('ballots against their threshold, of all who may vote', () => {
  it.each([
    [30, 50, 16],
    [31, 50, 16],
    [1, 50, 1],
    [30, 90, 27],
    [31, 90, 28],
    [9, 66.6667, 7],
    [20, 100, 20],
    [20, 0, 0],
  ])('of %i with %d per cent: %i', (eligible, thresholdPercent, needed) => {
    expect(votesNeeded({ eligible, thresholdPercent })).toBe(needed);
    expect(carries({ eligible, thresholdPercent, votesFor: needed })).toBe(true);
    expect(needed === 0 || !carries({ eligible, thresholdPercent, votesFor: needed - 1 })).toBe(true);
  });
  it('is never carried where nobody may vote', () => {
    expect(carries({ eligible: 0, votesFor: 0, thresholdPercent: 0 })).toBe(false);
  });
  it('always: a share of the threshold or more carries it, less does not, half of them never', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 100 }),
        (eligible, votes, percent) => {
          const votesFor = Math.min(votes, eligible);
          const [is, asked] = [votesFor * 100, eligible * percent];
          expect(carries({ eligible, votesFor, thresholdPercent: percent })).toBe(percent === 50 ? is > asked : is >= asked);
        },
      ),
    );
  });
});

it('the road: the department, the council, then our own decision or the superior', () => {
  const [yes, no] = [
    { eligible: 10, votesFor: 6, thresholdPercent: 50 },
    { eligible: 10, votesFor: 5, thresholdPercent: 50 },
  ];
  const at = (state: Parameters<typeof nextStep>[0]['state'], department = yes, council: typeof yes | null = yes, isOurs = true) =>
    nextStep({ state, department, council, isOurs });
  expect([at('DRAFT'), at('DEPARTMENT_VOTED'), at('DEPARTMENT_VOTED', no), at('COUNCIL_VOTED'), at('COUNCIL_VOTED', yes, no)]).toEqual([
    ...(['departmentVote', 'council', 'voteAgainOrWithdraw', 'grant', 'refuse'] as const),
  ]);
  expect([at('COUNCIL_VOTED', yes, yes, false), at('COUNCIL_VOTED', yes, null), at('SUBMITTED'), at('GRANTED')]).toEqual([
    'submit',
    'refuse',
    'awaitResult',
    'none',
  ]);
});
