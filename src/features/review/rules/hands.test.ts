import { expect, it } from 'vitest';
import type { Step } from '../schema';
import { secondHand } from './hands';

const [reporter, both, planner, director] = [1, 2, 3, 4];
const steps: Step[] = ['HEAD', 'PLANNING', 'DIRECTOR'];
const at = (step: Step, submittedById = reporter) => ({ step, steps, submittedById });
const reviewers = (PLANNING: number[]) => ({ HEAD: [both], PLANNING, DIRECTOR: [director, both] });
const headApproved = [{ step: 'HEAD' as const, byId: both }];

it('who approved a step does not approve the next while somebody else can', () => {
  expect(secondHand(at('PLANNING'), headApproved, reviewers([both, planner]), both)).toBe('second');
  expect(secondHand(at('PLANNING'), headApproved, reviewers([both, planner]), planner)).toBe('first');
});
it('does it where nobody else is left; the person who handed in is nobody else', () => {
  expect(secondHand(at('PLANNING'), headApproved, reviewers([both]), both)).toBe('alone');
  expect(secondHand(at('PLANNING', planner), headApproved, reviewers([both, planner]), both)).toBe('alone');
});
it('may stand at a step that does not follow the own one', () => {
  const approvals = [...headApproved, { step: 'PLANNING' as const, byId: planner }];
  expect(secondHand(at('DIRECTOR'), approvals, reviewers([planner]), both)).toBe('first');
  expect(
    secondHand({ ...at('DIRECTOR'), steps: ['PLANNING', 'DIRECTOR'] }, [{ step: 'PLANNING', byId: both }], reviewers([both]), both),
  ).toBe('second');
});
