import { describe, expect, it, test } from 'vitest';
import { nextStep, shortHash, stepsAfter, stepsFor } from './steps';

const off = { reviewHead: false, reviewDirector: false, submitterId: 1, heads: [2], directors: [9] };

describe('the steps of a round', () => {
  test.each([
    ['planning alone, as always', off, ['PLANNING'], []],
    ['the head first', { ...off, reviewHead: true }, ['HEAD', 'PLANNING'], []],
    ['the director last', { ...off, reviewDirector: true }, ['PLANNING', 'DIRECTOR'], []],
    ['all three', { ...off, reviewHead: true, reviewDirector: true }, ['HEAD', 'PLANNING', 'DIRECTOR'], []],
    ["not the head's own", { ...off, reviewHead: true, submitterId: 2 }, ['PLANNING'], ['HEAD_SUBMITS']],
    ['nor when one of two heads hands in', { ...off, reviewHead: true, submitterId: 2, heads: [2, 3] }, ['PLANNING'], ['HEAD_SUBMITS']],
    ['no head, no step', { ...off, reviewHead: true, heads: [] }, ['PLANNING'], ['NO_HEAD']],
    ['no director, no step', { ...off, reviewDirector: true, directors: [] }, ['PLANNING'], ['NO_DIRECTOR']],
    ['the director hands in', { ...off, reviewDirector: true, submitterId: 9 }, ['PLANNING'], ['NO_DIRECTOR']],
    ['a deputy director decides', { ...off, reviewDirector: true, submitterId: 9, directors: [9, 10] }, ['PLANNING', 'DIRECTOR'], []],
  ] as const)('%s', (_what, handIn, steps, skips) => {
    expect(stepsFor(handIn)).toEqual({ steps, skips });
  });

  it('follow each other', () => {
    const steps = ['HEAD', 'PLANNING', 'DIRECTOR'] as const;
    expect(nextStep(steps, 'HEAD')).toBe('PLANNING');
    expect(nextStep(['PLANNING'], 'PLANNING')).toBeNull();
    expect(stepsAfter(steps, 'HEAD')).toEqual(['PLANNING', 'DIRECTOR']);
    expect(stepsAfter(['PLANNING'], 'PLANNING')).toEqual([]);
  });
});

it('a round is known by six digits', () => {
  expect(shortHash('a1b2c3d4e5')).toBe('a1b2c3');
});
