import type { getTranslations } from 'next-intl/server';
import { formatEntry, formatPercent } from '@/domain/number';
import type { CapWords } from '../components/cap-words';
import type { RuleSet } from '../queries';
import { CAP_BASES, type CapBase, ROUNDINGS, type Rounding } from '../rules/cap';
import type { Subject, Years } from '../rules/levels';
import type { LevelConditions } from '../rules/suggestion';

export type RuleWords = Awaited<ReturnType<typeof getTranslations<'ratingRules'>>>;

/** «2018», «2019–2022», «từ 2025». */
export function yearsOf(t: RuleWords, { fromYear, toYear }: Years): string {
  const [from, to] = [String(fromYear), String(toYear)];
  if (toYear === null) return t('yearsOpen', { from });
  return fromYear === toYear ? t('yearsOne', { year: from }) : t('years', { from, to });
}

/** The cap's sentences for one subject, open for numbers. */
export function capWords(t: RuleWords, subject: Subject): CapWords {
  const sentence = (key: 'line' | 'exact' | 'other' | 'over' | 'passed' | 'full' | 'left'): string => t.raw(`cap.${key}`);
  return {
    line: sentence('line'),
    exact: sentence('exact'),
    other: sentence('other'),
    over: sentence('over'),
    passed: sentence('passed'),
    full: sentence('full'),
    left: sentence('left'),
    unit: t(`unit.${subject}`),
    base: Object.fromEntries(CAP_BASES.map((base) => [base, t(`base.${base}`)])) as Record<CapBase, string>,
    rounding: Object.fromEntries(ROUNDINGS.map((rounding) => [rounding, t(`rounding.${rounding}`)])) as Record<Rounding, string>,
  };
}

/** «xong từ 100 %, đúng hạn từ 100 %»; '' when nothing is asked. */
export function conditionsOf(t: RuleWords, asked: LevelConditions | undefined): string {
  const kinds = ['minDone', 'minOnTime', 'minExceeded', 'maxLate'] as const;
  return kinds
    .flatMap((kind) => {
      const percent = asked?.[kind];
      return percent === undefined ? [] : [t(`condition.${kind}`, { percent: formatPercent(percent, 0) })];
    })
    .concat(asked?.allFixed ? [t('condition.allFixed')] : [])
    .join(', ');
}

/** What the set says besides its levels: the lowest level, discipline, those below. */
export function furtherRules(t: RuleWords, { criteria }: RuleSet): string[] {
  if (!criteria) return [t('noThresholds')];
  const { lowestBelow, disciplined, lowestOtherwise, members, units } = criteria;
  const over = (rule: { over: [number, number] }) => rule.over.map((part) => formatEntry(part)).join('/');
  return [
    lowestBelow === undefined ? '' : t('lowestBelow', { score: lowestBelow }),
    lowestOtherwise ? t('lowestOtherwise') : '',
    t(`disciplined.${disciplined}`),
    members ? t(`members.${members.effect}`, { over: over(members) }) : '',
    units ? t(`units.${units.effect}`, { over: over(units) }) : '',
  ].filter((text) => text !== '');
}
