import type { Condition, DatedRule } from '@/features/award-rules/rules/conditions';
import type { CollectiveFacts, Held, PersonFacts, RegisterFacts } from '@/features/award-rules/rules/facts';

/** Conditions, people, collectives and a register, as the tables of eligibility need them. */
let serial = 0;
export const rule = (typeCode: string, condition: Condition, fromYear = 2004, toYear: number | null = null): DatedRule => ({
  ...{ id: ++serial, typeCode, rule: condition.rule, condition, fromYear, toYear, source: 'x', isUncertain: false },
  subject: typeCode.startsWith('TTLD') ? 'COLLECTIVE' : 'PERSON',
});
export const ofCollective = (typeCode: string, condition: Condition, fromYear?: number, toYear?: number): DatedRule => ({
  ...rule(typeCode, condition, fromYear, toYear ?? null),
  subject: 'COLLECTIVE',
});
export const ofYear = (code: string, ...years: number[]): Held[] => years.map((year) => ({ code, from: year, to: year }));
export const person = (awards: Held[] = [], more: Partial<PersonFacts> = {}): PersonFacts => ({
  ...{ kind: 'PERSON', awards, ratings: [], evidence: [] },
  ...more,
});
export const unit = (more: Partial<CollectiveFacts> = {}): CollectiveFacts => ({
  ...{ kind: 'COLLECTIVE', awards: [], staff: { staff: 20, completed: 20, disciplined: 0 }, members: {} },
  ...more,
});
export const register = (year: number, more: Partial<RegisterFacts> = {}): RegisterFacts => ({
  ...{ year, holders: {}, isRecorded: () => true },
  ...{
    heldOnce: new Set(['TTND', 'TTUT', 'HCLD1', 'HCLD2', 'HCLD3']),
    ofPersons: new Set(['LDTT', 'CSTDCS', 'CSTDB', 'CSTDTQ', 'BK_B', 'BK_TTG']),
    ofCollectives: new Set(['TTLDTT', 'TTLDXS', 'CO_B', 'BK_B', 'BK_TTG']),
  },
  ...more,
});
