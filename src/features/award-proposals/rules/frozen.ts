import type { Condition, RuleCode } from '@/features/award-rules/rules/conditions';
import type { Eligibility, Verdict } from '@/features/award-rules/rules/eligibility';
import type { Finding } from '@/features/award-rules/rules/facts';

/** A finding with what its row asked at that moment: a row may be corrected later. */
export type FrozenFinding = Finding & { condition: Condition | null };
/** What stood when a proposal was voted on or decided; `at` is the moment, ISO. */
export type Frozen = { at: string; verdict: Verdict; findings: FrozenFinding[] };

/** What was found, as it is kept with the proposal. */
export const freeze = ({ verdict, findings }: Present, at: Date): Frozen => ({ at: at.toISOString(), verdict, findings });

/** What stands now, with what each row asks. */
export type Present = Pick<Eligibility, 'verdict'> & { findings: FrozenFinding[] };

/** Conditions that rest on somebody's yearly rating. */
const RATED_RULES: readonly (RuleCode | null)[] = ['RATED', 'RATED_WITHIN', 'NOT_DISCIPLINED', 'EVIDENCE'];

/** The same for a reader who may not see ratings: what rests on them is not known, as in every list of theirs, and neither is the verdict. */
export function withoutRatings<Kept extends Present>(kept: Kept): Kept {
  const findings = kept.findings.map(
    (finding): FrozenFinding =>
      RATED_RULES.includes(finding.rule) ? { ...pickSaid(finding), standing: 'unknown', condition: finding.condition } : finding,
  );
  return { ...kept, verdict: 'unknown', findings };
}
const pickSaid = ({ ruleId, rule, part, source, isUncertain }: Finding) => ({ ruleId, rule, part, source, isUncertain });

/** What a finding says: for conditions of merit the evidence too; a limit of the whole hospital moves with every other award. */
const saidBy = ({ part, standing, isUncertain, title, years, share, count, either, evidence, undated, condition }: FrozenFinding) =>
  part === 'merit' ? ordered({ standing, isUncertain, title, years, share, count, either, evidence, undated, condition }) : standing;

/** One text for one meaning: keys in order, as the database may keep them in its own; what is not there is left out. */
function ordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(ordered).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, of]) => of !== undefined && of !== null);
  return `{${entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, of]) => `${key}:${ordered(of)}`)
    .join()}}`;
}

/** The rows of which something else is found now than was kept: changed, no longer asked, or asked only since. */
export function changedSince(kept: Pick<Frozen, 'findings'>, present: Pick<Present, 'findings'>): number[] {
  const now = new Map(present.findings.map((finding) => [finding.ruleId, finding]));
  const before = new Set(kept.findings.map(({ ruleId }) => ruleId));
  const changed = kept.findings.filter((finding) => {
    const found = now.get(finding.ruleId);
    return !found || saidBy(found) !== saidBy(finding);
  });
  return [...changed, ...present.findings.filter(({ ruleId }) => !before.has(ruleId))].map(({ ruleId }) => ruleId);
}
