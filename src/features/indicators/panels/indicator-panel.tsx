import Pencil from 'lucide-react/icons/pencil';
import Target from 'lucide-react/icons/target';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatEntry } from '@/domain/number';
import { type PeriodRef, periodToSearch } from '@/domain/period';
import { can } from '@/domain/policy';
import { IndicatorYearPanel } from '@/features/annual-summary/panels/indicator-year-panel';
import { SplitMark, targetText, VersionName } from '@/features/targets/components/target-words';
import { type TargetVersion, targetsOverYears } from '@/features/targets/queries/versions';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { type Definition, DefinitionList } from '@/ui/page/definition-list';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Formula } from '../components/formula';
import { type Indicator, indicatorByCode } from '../queries';
import { ReportersPanel } from './reporters-panel';

type IndicatorPanelProps = { actor: Actor; code: string; period: PeriodRef };
type Found = NonNullable<Awaited<ReturnType<typeof indicatorByCode>>>;

/** One indicator in plain words: what it is, how it is worked out, its targets, and who reports it. */
export async function IndicatorPanel({ actor, code, period }: IndicatorPanelProps) {
  const indicator = await indicatorByCode(actor, code);
  if (!indicator) notFound();
  const [t, targets] = await Promise.all([getTranslations('indicators'), targetsOverYears(actor, indicator.id)]);
  const search = periodToSearch(period);
  return (
    <>
      <PageHeader
        title={indicator.name}
        above={indicator.area.name}
        actions={
          <>
            {can(actor, 'indicator.manage') && (
              <LinkButton href={`/indicators/${code}/edit?${search}`} icon={Pencil}>
                {t('form.edit')}
              </LinkButton>
            )}
            <LinkButton href={`/indicators/${code}/target?${search}`} icon={Target} variant="main">
              {t('targets.go', { year: period.year })}
            </LinkButton>
          </>
        }
      >
        <HowSentence indicator={indicator} />
      </PageHeader>
      <div className="split">
        <div className="secs">
          <IndicatorYearPanel actor={actor} code={code} period={period} />
          <ReportersPanel actor={actor} indicator={indicator} year={period.year} />
        </div>
        <div className="secs">
          <Section title={t('definition.title')}>
            <DefinitionList items={await definitions(indicator)} />
          </Section>
          <Section title={t('targets.title')}>
            <TargetsOverYears indicator={indicator} targets={targets} />
          </Section>
        </div>
      </div>
    </>
  );
}

async function HowSentence({ indicator }: { indicator: Indicator }) {
  const t = await getTranslations('indicators');
  return (
    <p>
      {indicator.aggregation === 'RATIO' && (
        <>
          <b>
            <Formula {...indicator} />
          </b>
          {'. '}
        </>
      )}
      {t(`how.${indicator.aggregation}`, { weight: indicator.weight?.name ?? '' })}
    </p>
  );
}

async function definitions(indicator: Found): Promise<Definition[]> {
  const t = await getTranslations('indicators');
  const { unit, decimals, direction, rangeLow, rangeHigh, hardMin, hardMax, softChangePct, fromYear, toYear, usedBy } = indicator;
  const bounds = { low: formatEntry(hardMin), high: formatEntry(hardMax) };
  const limits = hardMin === null ? (hardMax === null ? 'limitsNone' : 'limitsHigh') : hardMax === null ? 'limitsLow' : 'limitsBoth';
  return [
    { term: t('definition.code'), value: indicator.code },
    { term: t('definition.unit'), value: t('definition.unitDecimals', { unit, decimals }) },
    { term: t('definition.how'), value: t(`aggregation.${indicator.aggregation}`) },
    {
      term: t('definition.direction'),
      value:
        direction === 'RANGE'
          ? t('directionRange', { low: formatEntry(rangeLow), high: formatEntry(rangeHigh), unit })
          : t(`direction.${direction}`),
    },
    { term: t('definition.limits'), value: t(`definition.${limits}`, bounds) },
    {
      term: t('definition.soft'),
      value: softChangePct === null ? t('definition.softNone') : t('definition.softValue', { percent: softChangePct }),
    },
    {
      term: t('definition.years'),
      value:
        toYear === null
          ? t('definition.yearsOpen', { from: String(fromYear) })
          : t('definition.yearsClosed', { from: String(fromYear), to: String(toYear) }),
    },
    ...(usedBy.length === 0
      ? []
      : [
          {
            term: t('definition.usedBy'),
            value: usedBy.map(({ code, name }) => (
              <Link key={code} href={`/indicators/${code}`} className="block">
                {name}
              </Link>
            )),
          },
        ]),
  ];
}

async function TargetsOverYears({ indicator, targets }: { indicator: Indicator; targets: TargetVersion[] }) {
  const t = await getTranslations('indicators.targets');
  return (
    <DataTable
      caption={t('caption', { name: indicator.name })}
      dense
      columns={[
        {
          key: 'year',
          head: t('year'),
          rowHead: true,
          cell: ({ year }) => <Link href={`/indicators/${indicator.code}/target?year=${year}&period=year`}>{year}</Link>,
        },
        { key: 'value', head: t('value'), align: 'end', cell: ({ value }) => targetText(Number(value), indicator) },
        { key: 'version', head: t('version'), className: 'small', cell: (target) => <VersionName {...target} /> },
        { key: 'split', head: t('split'), cell: ({ split }) => <SplitMark state={split} /> },
      ]}
      rows={targets}
      rowKey={({ year }) => String(year)}
      empty={<p className="small muted">{t('none')}</p>}
    />
  );
}
