import { getMessages, getTranslations } from 'next-intl/server';
import { formatNumber } from '@/domain/number';
import { QUARTERS, roman } from '@/domain/period';
import type { Indicator } from '@/features/indicators/queries';
import type { SplitWords } from '../components/split-form';
import type { ShareMatrix } from '../queries/shares';
import type { TargetVersion } from '../queries/versions';
import { splitKind } from '../rules/split';

/** Every sentence of the split form, in the language of the reader. */
export async function splitWords(
  { name, unit, decimals, aggregation }: Indicator,
  year: number,
  { hospitalLastYearTotal }: ShareMatrix,
  inForce: TargetVersion | undefined,
  isDraft: boolean,
): Promise<SplitWords> {
  const [t, tForm, messages] = await Promise.all([getTranslations('targets.grid'), getTranslations('targets.form'), getMessages()]);
  const lastYear = year - 1;
  return {
    label: t('label', { name, year }),
    value: t('value', { year }),
    lastYearFact:
      hospitalLastYearTotal === null
        ? t('lastYearNone', { year: lastYear })
        : t('lastYear', { year: lastYear, value: formatNumber(hospitalLastYearTotal, decimals), unit }),
    formerFact: inForce ? t('former', { value: formatNumber(Number(inForce.value), decimals), unit }) : null,
    left: t.raw('left'),
    over: t.raw('over'),
    fits: t('fits'),
    limits: t('limits'),
    noValue: t('noValue'),
    sumRule: t(`sumRule.${splitKind(aggregation)}`),
    tools: t('tools'),
    even: t('even'),
    blanksOnly: t('blanksOnly'),
    heldCount: t.raw('heldCount'),
    release: t('release'),
    follow: {
      lastYear: {
        both: t('byLastYear', { year: lastYear }),
        departments: t('departmentsLastYear', { year: lastYear }),
        quarters: t('quartersLastYear', { year: lastYear }),
        strangers: t.raw('strangersLastYear').replace('{year}', String(lastYear)),
      },
      former: {
        both: t('byFormer'),
        departments: t('departmentsFormer'),
        quarters: t('quartersFormer'),
        strangers: t.raw('strangersFormer'),
      },
    },
    everywhere: t('everywhere'),
    compare: t('compare'),
    lastYear: t('compareLastYear', { year: lastYear }),
    lastYearColumn: String(lastYear),
    former: t('compareFormer'),
    formerColumn: t('formerColumn'),
    problems: t.raw('problems'),
    keys: t('keys'),
    department: t('department'),
    quarters: QUARTERS.map((quarter) => t('quarter', { roman: roman(quarter) })),
    wholeYear: t('wholeYear'),
    given: t('given'),
    change: t('change'),
    note: messages.sheet.note,
    sheet: messages.sheet,
    valueAside: t.raw('valueAside'),
    twoVersions: t('twoVersions'),
    total: t('total'),
    cell: t.raw('cell'),
    problem: {
      notANumber: t('problem.notANumber'),
      tooLarge: t('problem.tooLarge'),
      tooPrecise: t('problem.tooPrecise'),
      negative: t('problem.negative'),
    },
    reason: tForm('reason'),
    reasonHint: tForm('reasonHint'),
    saveDraft: tForm('saveDraft'),
    inForce: isDraft ? tForm('inForce') : tForm('assign'),
  };
}
