import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import CircleX from 'lucide-react/icons/circle-x';
import { getTranslations } from 'next-intl/server';
import { formatEntry, formatPercent } from '@/domain/number';
import { Icon } from '@/ui/icon';
import { RATED_LEVELS, type RatedLevel } from '../rules/levels';
import type { Below, Condition, Criteria, Suggestion } from '../rules/suggestion';

type SuggestionProps = {
  suggestion: Suggestion;
  criteria: Criteria | null;
  below: { MEMBERS: Below | null; UNITS: Below | null };
  labels: Record<RatedLevel, string>;
};

/** The suggested level, why, and each condition with its numbers: those of the level itself and of every better one. */
export async function SuggestionLines({ suggestion, criteria, below, labels }: SuggestionProps) {
  const t = await getTranslations('ratingRules.suggestion');
  const { level, reason, conditions, isUncertain } = suggestion;
  const lowest = (kind: 'MEMBERS' | 'UNITS') => ({
    over: (kind === 'MEMBERS' ? criteria?.members : criteria?.units)?.over.join('/') ?? '',
    notCompleted: below[kind]?.notCompleted ?? 0,
    rated: below[kind]?.rated ?? 0,
  });
  const why = () => {
    if (reason === 'MEMBERS' || reason === 'UNITS') return t(`reason.${reason}`, lowest(reason));
    if (reason === 'SCORE') return t('reason.SCORE', { lowestBelow: formatEntry(criteria?.lowestBelow ?? null) });
    return t(`reason.${reason}`);
  };
  const reached = level === null ? RATED_LEVELS.length : RATED_LEVELS.indexOf(level);
  const looked = RATED_LEVELS.filter((one, place) => place <= reached && conditions.some((condition) => condition.level === one));
  return (
    <>
      {level !== null && (
        <p>
          <b>{labels[level]}</b>
        </p>
      )}
      <p className="small">{why()}</p>
      {looked.map((one) => (
        <div key={one} className="mt-2">
          <p className="small muted">{labels[one]}</p>
          <ul className="list lines small" aria-label={labels[one]}>
            {conditions
              .filter((condition) => condition.level === one)
              .map((condition) => (
                <li key={condition.kind}>
                  <ConditionLine condition={condition} />
                </li>
              ))}
          </ul>
        </div>
      ))}
      {isUncertain && <p className="small muted mt-2">{t('uncertain')}</p>}
    </>
  );
}

/** «Nhiệm vụ đúng hạn 100 %: có 92 % (23/25) – chưa đạt». */
async function ConditionLine({ condition }: { condition: Condition }) {
  const t = await getTranslations('ratingRules.suggestion');
  const { kind, asked, actual, part, whole, holds } = condition;
  const number = (value: number) => (kind === 'score' ? formatEntry(value) : formatPercent(value, Number.isInteger(value) ? 0 : 1));
  const has = () => {
    if (kind === 'allFixed') return t(holds === null ? 'unknown' : holds ? 'yes' : 'no');
    if (actual === null) return t('unknown');
    return part === null || whole === null ? t('have', { actual: number(actual) }) : t('haveOf', { actual: number(actual), part, whole });
  };
  const [icon, tone, verdict] =
    holds === null
      ? ([CircleDashed, 'muted', 'notJudged'] as const)
      : holds
        ? ([CircleCheck, 'ok', 'met'] as const)
        : ([CircleX, 'bad', 'unmet'] as const);
  return (
    <>
      <Icon of={icon} size="s" tone={tone} />{' '}
      {t('line', {
        condition: t(`condition.${kind}`, { asked: number(asked) }),
        actual: has(),
        verdict: t(verdict),
      })}
    </>
  );
}
