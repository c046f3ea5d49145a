import type { getTranslations } from 'next-intl/server';
import { formatOfficialCount } from '@/domain/number';
import { printedShare } from '@/features/rating-rules/rules/aggregates';
import { RATED_LEVELS, type RatedLevel, type Subject } from '@/features/rating-rules/rules/levels';
import type { YearOf } from '../queries';
import type { Sentence } from '../rules';

export type FigureWords = Awaited<ReturnType<typeof getTranslations<'partyFigures'>>>;
export type RuleWords = Awaited<ReturnType<typeof getTranslations<'ratingRules'>>>;

/** What a level was called in that year; without a set of the year, by its number. */
export function labelsOf(t: RuleWords, { set }: Pick<YearOf, 'set'>): Record<RatedLevel, string> {
  const label = (level: RatedLevel) => set?.levels.find(({ code }) => code === level)?.label ?? t(`levelCode.${level}`);
  return Object.fromEntries(RATED_LEVELS.map((level) => [level, label(level)])) as Record<RatedLevel, string>;
}

/** «Không có đảng viên nào bị thi hành kỷ luật» is said of an explicit zero. */
export function disciplineSaid(t: FigureWords, subject: Subject, disciplined: number): string {
  return t(`discipline.${subject}.${disciplined === 0 ? 'none' : 'some'}`, { count: formatOfficialCount(disciplined) });
}

/** A level's name within a sentence. */
export const lower = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);

/** A sentence of a report in words: «08/42 (19,05 %) chi bộ hoàn thành xuất sắc nhiệm vụ», «42/42 (100 %) … tốt nhiệm vụ trở lên». */
export function sentenceWords(t: FigureWords, tRules: RuleWords, of: Pick<YearOf, 'subject' | 'set'>, sentence: Sentence): string {
  if (sentence.says === 'discipline') return disciplineSaid(t, of.subject, sentence.count);
  const label = lower(labelsOf(tRules, of)[sentence.level]);
  if (sentence.says === 'level') return t('year.organisationSentence', { label });
  const { says, count } = sentence;
  const words = { printed: printedShare(count, sentence.of), unit: tRules(`unit.${of.subject}`), label };
  return t(says === 'share' ? 'year.sentence' : 'year.sentenceOrBetter', words);
}
