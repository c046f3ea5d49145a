import { ASK, hasIn } from './asks';
import { type DatedRule, isGround, type RuleCode, rulesOf } from './conditions';
import type { Finding, Part, RegisterFacts, SubjectFacts } from './facts';

/** Đủ điều kiện; chỉ thiếu một; chưa đủ điều kiện; chưa đủ căn cứ; đã được. */
export type Verdict = 'qualifies' | 'lacksOne' | 'lacksMore' | 'unknown' | 'holds';
export type Eligibility = {
  verdict: Verdict;
  findings: Finding[];
  /** The only thing that is missing or not known. */
  only: Finding | null;
};

const PARTS: Partial<Record<RuleCode, Part>> = { SHARE_MAX: 'limit', COUNCIL_SHARE: 'vote' };

function findingOf({ id, source, isUncertain, condition, typeCode }: DatedRule, subject: SubjectFacts, register: RegisterFacts): Finding {
  const of = { ruleId: id, source, isUncertain };
  if (condition === null) return { ...of, rule: null, part: 'merit', standing: 'unknown' };
  const { rule, params } = condition;
  return { ...of, rule, part: PARTS[rule] ?? 'merit', ...ASK[rule](params as never, subject, register, typeCode) };
}

/** Whether what is missing is itself begun and one short: one year of several, one time of several, one person of a share, an award below that was given too lately. */
function isOneShort({ rule, years, count, either, share }: Finding): boolean {
  if (share) {
    const { part, whole, percent, sign } = share;
    if (part === null || part < 1 || whole === null || sign === 'atMost') return false;
    const [next, asked] = [(part + 1) * 100, whole * percent];
    return sign === 'atLeast' ? next >= asked : next > asked;
  }
  const counts = [count, either].flatMap((one) => one ?? []);
  if (counts.some(({ held, asked }) => held < asked)) return counts.some(({ held, asked }) => held >= 1 && held + 1 === asked);
  if (rule === 'FORMER') return years !== undefined && years.held.length > 0;
  return years !== undefined && years.held.length >= 1 && years.gaps.length + years.unrecorded.length === 1;
}

/**
 * Whether there is anything to speak for it: another condition of substance that is met, or the missing one is one short. Without it a title of
 * one condition would be «only one thing missing» for everybody in the hospital.
 */
function isNear(merit: readonly Finding[], missing: Finding): boolean {
  return merit.some((one) => one !== missing && one.standing === 'met' && isGround(one.rule)) || isOneShort(missing);
}

function verdictOf(merit: readonly Finding[]): Verdict {
  const [missing, ...more] = merit.filter(({ standing }) => standing === 'notMet');
  if (more.length > 0 || (missing && !isNear(merit, missing))) return 'lacksMore';
  const isOpen =
    !merit.some(({ rule }) => isGround(rule)) || merit.some(({ standing, isUncertain }) => standing === 'unknown' || isUncertain);
  return isOpen ? 'unknown' : missing ? 'lacksOne' : 'qualifies';
}

/** Whether it is held for the year; one that is held once, for any year until then or for one that nobody knows. */
function isHeld({ awards }: SubjectFacts, code: string, { year, heldOnce }: RegisterFacts): boolean {
  if (!heldOnce.has(code)) return hasIn(awards, code, year);
  return awards.some((award) => award.code === code && (award.to === null || award.to <= year));
}

/**
 * Whether somebody, or a collective, meets the conditions of a title for a year of merit by the rows of that year (domain.md C3). It advises
 * and never forbids. `unknown` is never taken for `met`: only all conditions of merit met qualifies; a title without a readable condition, or
 * with one whose text nobody has compared with the law, is unknown; who holds it for the year already, or one that is held once for any year
 * until then, is not due it again (AWD-R8).
 */
export function eligibilityOf(rules: readonly DatedRule[], typeCode: string, subject: SubjectFacts, register: RegisterFacts): Eligibility {
  const findings = rulesOf(rules, typeCode, register.year, subject.kind).map((rule) => findingOf(rule, subject, register));
  const merit = findings.filter(({ part }) => part === 'merit');
  const rest = merit.filter(({ standing }) => standing !== 'met');
  const only = (rest.length === 1 && rest[0]) || null;
  return { verdict: isHeld(subject, typeCode, register) ? 'holds' : verdictOf(merit), findings, only };
}
