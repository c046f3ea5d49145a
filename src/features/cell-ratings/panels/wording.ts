import { getTranslations } from 'next-intl/server';
import { isQuarter, roman } from '@/domain/period';
import { capWords } from '@/features/rating-rules/panels/wording';
import { RATED_LEVELS } from '@/features/rating-rules/rules/levels';
import type { DecideWords } from '../components/decide-button';
import type { SheetWords } from '../components/rating-sheet';
import type { Campaign } from '../queries/campaign';
import { briefLevel, initialsOf } from '../rules';
import type { CampaignSubject, Level } from '../schema';

/** «năm 2025», «quý II/2026». */
export async function spanName({ year, quarter }: { year: number; quarter: number }): Promise<string> {
  const t = await getTranslations('cellRatings');
  return isQuarter(quarter) ? t('span.quarter', { roman: roman(quarter), year }) : t('span.year', { year });
}

/** The names of the levels as the documents of the campaign's year have them; '' for a level that the year does not know. */
export function levelNames({ levels }: Pick<Campaign, 'levels'>, which: 'label' | 'short'): Record<Level, string> {
  const name = (code: Level) => levels.find((level) => level.code === code)?.[which] ?? '';
  return { EXCELLENT: name('EXCELLENT'), GOOD: name('GOOD'), COMPLETED: name('COMPLETED'), NOT_COMPLETED: name('NOT_COMPLETED') };
}

/** The choices of a level in a form, in the year's words. */
export const levelChoices = ({ levels }: Pick<Campaign, 'levels'>) =>
  RATED_LEVELS.flatMap((code) => levels.filter((level) => level.code === code).map(({ label }) => ({ value: code, label })));

/** Words of the dialog that writes a decision down. */
export async function decideWords(subject: CampaignSubject): Promise<DecideWords> {
  const [t, tCommon] = await Promise.all([getTranslations('cellRatings.decide'), getTranslations('common')]);
  return {
    ...{
      open: t('open'),
      title: t.raw(subject === 'ORGANISATION' ? 'titleOrganisation' : 'title'),
      body: t('body'),
      submit: t.raw(subject === 'ORGANISATION' ? 'submitOrganisation' : 'submit'),
      cancel: tCommon('cancel'),
      authority: t('authority'),
      early: t('early'),
      differing: t.raw('differing'),
    },
    fields: { number: t('fields.number'), signedOn: t('fields.signedOn'), authority: t('fields.authority'), signer: t('fields.signer') },
  };
}

/** Words of the sheet. */
export async function sheetWords(campaign: Campaign): Promise<SheetWords> {
  const [t, tRules, span, decide] = await Promise.all([
    getTranslations('cellRatings'),
    getTranslations('ratingRules'),
    spanName(campaign),
    decideWords(campaign.subject),
  ]);
  const column = (key: keyof SheetWords['columns']) => t(`columns.${key}`);
  return {
    caption: t('sheetCaption', { span }),
    filter: t('filter'),
    filters: { all: t('filters.all'), excellent: t('filters.excellent'), differs: t('filters.differs'), late: t('filters.late') },
    columns: {
      ...{
        place: column('place'),
        cell: t(campaign.subject === 'ORGANISATION' ? 'columns.organisation' : 'columns.cell'),
        secretary: column('secretary'),
        members: column('members'),
        self: column('self'),
        appraised: column('appraised'),
      },
      ...{ ballots: column('ballots'), score: column('score'), done: column('done'), late: column('late'), exceeded: column('exceeded') },
      ...{ discipline: column('discipline'), suggested: column('suggested'), decision: column('decision') },
    },
    levels: levelNames(campaign, 'label'),
    brief: levelNames({ levels: campaign.levels.map((level) => ({ ...level, label: briefLevel(level.label) })) }, 'label'),
    onPhone: t.raw('onPhone'),
    short: levelNames({ levels: campaign.levels.map((level) => ({ ...level, short: initialsOf(briefLevel(level.label)) })) }, 'short'),
    disciplines: { REPRIMAND: t('discipline.REPRIMAND'), WARNING: t('discipline.WARNING'), DISSOLUTION: t('discipline.DISSOLUTION') },
    decisionOf: t.raw('decisionOf'),
    nothing: t('nothing'),
    keys: t('keys'),
    appealed: t.raw('appealed'),
    uncertain: tRules('suggestion.uncertain'),
    warnings: {
      ...{ ABOVE_SUGGESTED: t('mark.ABOVE_SUGGESTED'), BELOW_SUGGESTED: t('mark.BELOW_SUGGESTED'), MEMBERS: t('mark.MEMBERS') },
      ...{ UNITS: t('mark.UNITS'), HEAD_ABOVE: t('mark.HEAD_ABOVE') },
    },
    kept: {
      ...{ pending: t.raw('kept.pending'), restored: t.raw('kept.restored'), notKept: t.raw('kept.notKept'), forget: t('kept.forget') },
      ...{ movedTitle: t('kept.movedTitle'), movedMine: t.raw('kept.movedMine'), movedTheirs: t.raw('kept.movedTheirs') },
      ...{ keepMine: t.raw('kept.keepMine'), takeTheirs: t.raw('kept.takeTheirs'), none: t('kept.none') },
    },
    ninth: {
      ...{ title: t.raw('ninth.title'), body: t('ninth.body'), reason: t('ninth.reason'), document: t('ninth.document') },
      ...{
        documentHint: t('ninth.documentHint'),
        back: t('ninth.back'),
        keep: t.raw('ninth.keep'),
        needed: t('ninth.needed'),
        kept: t.raw('ninth.kept'),
        blocks: t('ninth.blocks'),
        blocked: t('ninth.blocked'),
      },
    },
    cap: capWords(tRules, campaign.subject),
    decide,
  };
}
