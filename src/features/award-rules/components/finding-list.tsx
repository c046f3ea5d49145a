import Check from 'lucide-react/icons/check';
import CircleHelp from 'lucide-react/icons/circle-question-mark';
import X from 'lucide-react/icons/x';
import { Icon } from '@/ui/icon';
import type { ConditionOf } from '../rules/conditions';
import type { Finding } from '../rules/eligibility';
import { askWords, foundWords, type RuleWords, type TitleNames } from './wording';

const LOOK = { met: { icon: Check, tone: 'ok' }, notMet: { icon: X, tone: 'bad' }, unknown: { icon: CircleHelp, tone: 'warn' } } as const;

type FindingListProps = { t: RuleWords; names: TitleNames; findings: readonly Finding[]; conditions: ConditionOf };

/** Each condition with what was found: mark, words, evidence. */
export function FindingList({ t, names, findings, conditions }: FindingListProps) {
  return (
    <ul className="small">
      {findings.map((finding) => {
        const { icon, tone } = LOOK[finding.standing];
        const found = foundWords(t, finding);
        return (
          <li key={finding.ruleId}>
            <Icon of={icon} size="s" tone={tone} /> {askWords(t, names, conditions.get(finding.ruleId) ?? null)}:{' '}
            <b className={tone}>{t(`standing.${finding.standing}`)}</b>
            {found && <span className="muted"> ({found})</span>}
          </li>
        );
      })}
    </ul>
  );
}
