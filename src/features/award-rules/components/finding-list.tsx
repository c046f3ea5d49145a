import Check from 'lucide-react/icons/check';
import CircleHelp from 'lucide-react/icons/circle-question-mark';
import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { Icon } from '@/ui/icon';
import type { ConditionOf } from '../rules/conditions';
import type { Finding } from '../rules/facts';
import { askWords, foundWords, type RuleWords, type TitleNames } from './wording';

const LOOK = {
  met: { icon: Check, tone: 'ok' },
  notMet: { icon: X, tone: 'bad' },
  unknown: { icon: CircleHelp, tone: 'warn' },
  uncertain: { icon: CircleHelp, tone: 'warn' },
} as const;

type FindingListProps = {
  t: RuleWords;
  names: TitleNames;
  findings: readonly Finding[];
  conditions: ConditionOf;
  /** What else is to be said of a condition. */
  mark?: (finding: Finding) => ReactNode;
};

/** Each condition with what was found: mark, words, evidence. One whose text nobody has compared with the law claims nothing. */
export function FindingList({ t, names, findings, conditions, mark }: FindingListProps) {
  return (
    <ul className="small">
      {findings.map((finding) => {
        const shown = finding.isUncertain ? 'uncertain' : finding.standing;
        const { icon, tone } = LOOK[shown];
        const hint = finding.isUncertain && finding.part !== 'vote' && t('found.hint', { standing: t(`standing.${finding.standing}`) });
        const found = [hint, foundWords(t, names, finding)].filter(Boolean).join('; ');
        return (
          <li key={finding.ruleId}>
            <Icon of={icon} size="s" tone={tone} /> {askWords(t, names, conditions.get(finding.ruleId) ?? null)}:{' '}
            <b className={tone}>{t(`standing.${shown}`)}</b>
            {found && <span className="muted"> ({found})</span>}
            {mark?.(finding)}
          </li>
        );
      })}
    </ul>
  );
}
