import type { getTranslations } from 'next-intl/server';
import { formatPercent } from '@/domain/number';
import type { Condition, EvidenceKind } from '../rules/conditions';
import type { Verdict } from '../rules/eligibility';
import type { Finding } from '../rules/facts';

export type RuleWords = Awaited<ReturnType<typeof getTranslations<'awardRules'>>>;
/** Names of titles by code; what is not in the catalogue keeps its code. */
export type TitleNames = ReadonlyMap<string, string>;

const nameOf = (names: TitleNames, code: string | undefined) => (code === undefined ? '' : (names.get(code) ?? code));
const kindsOf = (t: RuleWords, kinds: readonly EvidenceKind[]) => kinds.map((kind) => t(`evidence.${kind}`)).join(t('evidence.or'));
/** «2021–2023, 2025» */
export function runs(years: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const year of [...years].sort((one, other) => one - other)) {
    const last = parts.at(-1);
    if (last && year - last[1] <= 1) last[1] = year;
    else parts.push([year, year]);
  }
  return parts.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}
const share = (percent: number) => formatPercent(percent, 0);
/** A share as it is: two digits only where they say something. */
export const exactShare = (part: number, whole: number) => formatPercent((part * 100) / whole, (part * 100) % whole === 0 ? 0 : 2);

/** «Chiến sĩ thi đua cơ sở 3 năm liền» */
export function askWords(t: RuleWords, names: TitleNames, condition: Condition | null): string {
  if (condition === null) return t('asks.UNREADABLE');
  const { rule, params } = condition;
  switch (rule) {
    case 'RATED':
      return t('asks.RATED', { levels: params.levels.map((level) => t(`rated.${level}`)).join(t('evidence.or')), years: params.years });
    case 'EVIDENCE':
      return t('asks.EVIDENCE', { kinds: kindsOf(t, params.anyOf) });
    case 'RATED_WITHIN':
      return t('asks.RATED_WITHIN', { ...params, levels: params.levels.map((level) => t(`rated.${level}`)).join(t('evidence.or')) });
    case 'COUNT_EITHER':
      return t('asks.COUNT_EITHER', { ...params, title: nameOf(names, params.code), other: nameOf(names, params.orCode) });
    case 'CONSECUTIVE':
      return t('asks.CONSECUTIVE', { ...params, title: nameOf(names, params.code), of: nameOf(names, params.of) });
    case 'STREAK':
      return t('asks.STREAK', { title: nameOf(names, params.code), years: params.years });
    case 'COUNT_WITHIN':
      return t('asks.COUNT_WITHIN', { title: nameOf(names, params.code), count: params.count, years: params.years });
    case 'COUNT_MIN':
      return t('asks.COUNT_MIN', { title: nameOf(names, params.code), count: params.count });
    case 'SHARE_MAX':
    case 'SHARE_MIN':
    case 'SHARE_ABOVE':
      return t(`asks.${rule}`, { title: nameOf(names, params.code), percent: share(params.percent) });
    case 'COUNCIL_SHARE':
    case 'COMPLETED_SHARE':
      return t(`asks.${rule}`, { percent: share(params.percent) });
    case 'SAME_YEAR':
      return t('asks.SAME_YEAR', { title: nameOf(names, params.code) });
    case 'FORMER':
      return params.years
        ? t('asks.FORMER_SINCE', { title: nameOf(names, params.code), years: params.years })
        : t('asks.FORMER', { title: nameOf(names, params.code) });
    case 'PRACTICE':
      return t('asks.PRACTICE', { years: params.years });
    case 'NOT_DISCIPLINED':
      return t('asks.NOT_DISCIPLINED');
  }
}

/** A row of years is said by how far it has come: «2/3 năm liên tiếp; thiếu năm 2024». */
const isRow = ({ rule, years }: Finding) =>
  (rule === 'STREAK' || rule === 'RATED') && years !== undefined && years.held.length + years.gaps.length + years.unrecorded.length > 1;

/** By what a condition was found as it is: «có năm 2023–2024; thiếu năm 2025». */
export function foundWords(t: RuleWords, names: TitleNames, finding: Finding): string {
  const { rule, part, years, share: of, count, either, undated = 0, evidence, standing } = finding;
  if (part === 'vote') return t('found.vote');
  const said: string[] = [];
  if (count && rule !== 'NOT_DISCIPLINED') said.push(t('found.count', { held: count.held, asked: count.asked }));
  if (either) said.push(t('found.either', { held: either.held, asked: either.asked, title: nameOf(names, either.title) }));
  if (of)
    said.push(
      of.part === null || of.whole === null || of.whole === 0
        ? t('found.shareOpen')
        : t('found.share', { part: of.part, whole: of.whole, percent: exactShare(of.part, of.whole) }),
    );
  if (years && rule !== 'NOT_DISCIPLINED') {
    if (isRow(finding))
      said.push(t('found.streak', { held: years.held.length, asked: years.held.length + years.gaps.length + years.unrecorded.length }));
    else if (years.held.length > 0) said.push(t('found.held', { years: runs(years.held) }));
    if (years.gaps.length > 0) said.push(t('found.gaps', { years: runs(years.gaps) }));
  }
  if (years && years.unrecorded.length > 0) said.push(t('found.unrecorded', { years: runs(years.unrecorded) }));
  if (undated > 0 && standing !== 'met') said.push(t('found.undated', { count: undated }));
  if (evidence)
    said.push(
      evidence.shown.length > 0
        ? t('found.shown', { kinds: kindsOf(t, evidence.shown) })
        : t('found.notShown', { kinds: kindsOf(t, evidence.anyOf) }),
    );
  if (said.length === 0 && standing === 'unknown') said.push(t('found.other'));
  return said.join('; ');
}

/** The verdict in words; where it rests on a text that nobody has compared with the law it claims nothing. */
export const verdictWords = (t: RuleWords, { verdict, findings }: { verdict: Verdict; findings: readonly Finding[] }): string =>
  verdict !== 'holds' && findings.some(({ isUncertain, part }) => isUncertain && part === 'merit')
    ? t('verdict.uncertain')
    : t(`verdict.${verdict}`);

/** «từ 2024», «2014–2023», «mọi năm» */
export function yearsWords(t: RuleWords, { fromYear: from, toYear: to }: { fromYear: number | null; toYear: number | null }): string {
  if (from !== null && to !== null)
    return from === to ? t('years.one', { from: String(from) }) : t('years.span', { from: String(from), to: String(to) });
  if (from !== null) return t('years.from', { from: String(from) });
  return to === null ? t('years.always') : t('years.to', { to: String(to) });
}
