import { expect, it, test } from 'vitest';
import { callsForWork, needsDrill, planStanding } from './rules';

const plan = { validFrom: '2026-01-01', validTo: '2026-12-31', retiredOn: null, lastHeldOn: null };

test.each([
  ['2025-12-31', 'coming'],
  ['2026-01-01', 'inForce'],
  ['2026-10-31', 'inForce'],
  ['2026-11-01', 'expiring'],
  ['2026-12-31', 'expiring'],
  ['2027-01-01', 'expired'],
] as const)('a plan for 2026 on %s: %s', (today, standing) => {
  expect(planStanding(plan, today)).toBe(standing);
});

it('is retired from the day that says so, and calls for nothing then', () => {
  const retired = { ...plan, retiredOn: '2026-06-01' };
  expect(planStanding(retired, '2026-05-31')).toBe('inForce');
  expect(planStanding(retired, '2026-06-01')).toBe('retired');
  expect(callsForWork(retired, '2026-06-01')).toBe(false);
});

it('wants one drill a year', () => {
  expect(needsDrill(plan, '2026-03-01')).toBe(true);
  expect(needsDrill({ ...plan, lastHeldOn: '2025-12-30' }, '2026-03-01')).toBe(true);
  expect(needsDrill({ ...plan, lastHeldOn: '2026-02-01' }, '2026-03-01')).toBe(false);
  expect(needsDrill(plan, '2025-03-01')).toBe(false);
});

it('without a last day stays in force', () => {
  expect(planStanding({ ...plan, validTo: null }, '2040-01-01')).toBe('inForce');
});
