import type { getTranslations } from 'next-intl/server';
import { formatOfficialCount } from '@/domain/number';
import { cumulative, type LevelCounts, printedShare } from '@/features/rating-rules/rules/aggregates';
import { RATED_LEVELS, type RatedLevel, type Subject } from '@/features/rating-rules/rules/levels';
import type { Shown, YearOf } from '../queries';
import { countAt } from '../rules';

export type FigureWords = Awaited<ReturnType<typeof getTranslations<'partyFigures'>>>;
export type RuleWords = Awaited<ReturnType<typeof getTranslations<'ratingRules'>>>;

/** What a level was called in that year; without a set of the year, by its number. */
export function labelsOf(t: RuleWords, { set }: Pick<YearOf, 'set'>): Record<RatedLevel, string> {
  const label = (level: RatedLevel) => set?.levels.find(({ code }) => code === level)?.label ?? t(`levelCode.${level}`);
  return Object.fromEntries(RATED_LEVELS.map((level) => [level, label(level)])) as Record<RatedLevel, string>;
}

/** «Không có đảng viên nào bị thi hành kỷ luật» is said only of an explicit zero; null when it is not known. */
export function disciplineSaid(t: FigureWords, subject: Subject, disciplined: number | null): string | null {
  if (disciplined === null) return null;
  const key = subject === 'MEMBER' ? (disciplined === 0 ? 'none' : 'some') : disciplined === 0 ? 'noneBody' : 'someBody';
  return t(`discipline.${key}`, { count: formatOfficialCount(disciplined) });
}

/** A level's name within a sentence. */
export const lower = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);

/** The sentences of a report: «08/42 (19,05 %) chi bộ hoàn thành xuất sắc nhiệm vụ», «42/42 (100 %) … tốt nhiệm vụ trở lên». */
export function sentencesOf(t: FigureWords, tRules: RuleWords, of: YearOf, shown: Shown): string[] {
  const labels = labelsOf(tRules, of);
  const unit = tRules(`unit.${of.subject}`);
  const discipline = disciplineSaid(t, of.subject, shown.disciplined);
  if (of.subject === 'ORGANISATION') {
    const level = levelOfOne(shown);
    return [level && t('year.organisationSentence', { label: lower(labels[level]) }), discipline].filter((text) => text !== null);
  }
  const { good } = cumulative('DISJOINT', shown);
  return [
    t('year.sentence', { printed: printedShare(shown.excellent, shown.rated), unit, label: lower(labels.EXCELLENT) }),
    good === null ? null : t('year.sentenceOrBetter', { printed: printedShare(good, shown.rated), unit, label: lower(labels.GOOD) }),
    discipline,
  ].filter((text) => text !== null);
}

/** The level of the one that was rated; null when it is not one. */
export const levelOfOne = (counts: LevelCounts): RatedLevel | null => RATED_LEVELS.find((level) => countAt(counts, level) === 1) ?? null;
