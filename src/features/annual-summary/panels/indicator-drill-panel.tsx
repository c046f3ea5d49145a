import { getTranslations } from 'next-intl/server';
import { formatMoment } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { roman } from '@/domain/period';
import { change } from '@/features/indicators/rules';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import type { DepartmentRow, IndicatorDrill } from '../queries/drill';
import type { Reading } from '../rules/as-now';
import { isPartlyCompared, planOfSpan } from '../rules/department-year';
import { isComingIn } from '../rules/year';
import type { IndicatorOfYear, Span } from '../schema';
import { FigureChart } from './chart-panel';
import { Became, ReadingChoice } from './departments-panel';
import {
  bareValue,
  basisWords,
  changeWords,
  judgedWords,
  largestOf,
  shortSpanWords,
  spanWords,
  standingWords,
  type T,
  valueWords,
} from './wording';

type Props = {
  drill: IndicatorDrill;
  year: number;
  hrefOf: (code: string) => string;
  cellHref: (department: string, quarter: number) => string;
  readingHref: (reading: Reading) => string;
};

/** One number of the year: what it is, how it stands, and where it comes from. */
export async function IndicatorDrillPanel({ drill, year, hrefOf, cellHref, readingHref }: Props) {
  const t = await getTranslations('annualSummary');
  const { figure, published } = drill;
  const [numerator, denominator] = drill.parts;
  return (
    <>
      <PageHeader kind="finding" above={<Link href={`/summary/${year}`}>{t('drill.back', { year })}</Link>} title={titleOf(t, drill, year)}>
        <p className="small">
          {figure.target !== null && t('drill.target', { target: valueWords(figure, figure.target, largestOf(figure)) })}
          {figure.target !== null && numerator && ' · '}
          {numerator &&
            denominator &&
            t.rich('drill.ratio', {
              numerator: numerator.name,
              denominator: denominator.name,
              a: (words) => <Link href={hrefOf(numerator.code)}>{words}</Link>,
              b: (words) => <Link href={hrefOf(denominator.code)}>{words}</Link>,
            })}
        </p>
        {published && (
          <p className="small">
            {t('drill.published', {
              value: valueWords(figure, published.value),
              by: published.by,
              at: formatMoment(new Date(published.at)),
            })}
          </p>
        )}
      </PageHeader>
      <div className="mb-5 grid gap-x-9 gap-y-5 min-[64rem]:grid-cols-[minmax(0,1.55fr)_minmax(0,1fr)]">
        <QuartersSection figure={figure} span={drill.span} year={year} />
        <FigureChart figure={figure} year={year} />
      </div>
      <DepartmentsSection drill={drill} year={year} cellHref={cellHref} readingHref={readingHref} />
    </>
  );
}

function titleOf(t: T, { figure, span }: IndicatorDrill, year: number): string {
  const { name, actual, verdict, basisKind } = figure;
  const words = { name, span: spanWords(t, year, span.quarters, null), value: valueWords(figure, actual, largestOf(figure)) };
  if (actual === null) return t('drill.findingNone', words);
  if (verdict === 'none' || basisKind === null) return t('drill.finding', words);
  return t('drill.findingJudged', { ...words, standing: judgedWords(t, figure) });
}

/** The hospital by quarter, closed by what the quarters give together. */
async function QuartersSection({ figure, span, year }: { figure: IndicatorOfYear; span: Span; year: number }) {
  const [t, tCommon] = await Promise.all([getTranslations('annualSummary'), getTranslations('common')]);
  const largest = largestOf(figure);
  const bare = (value: number | null) => bareValue(figure, value, largest);
  const rows = figure.quarters.map((row) => ({
    ...row,
    change: isComingIn(row) ? null : change(figure, row.actual, row.previous),
    standing: isComingIn(row) ? '–' : standingWords(t, { ...figure, compared: row.actual, basis: row.plan ?? ratePlan(figure) }),
  }));
  return (
    <Section title={t('drill.hospital')} aside={bareUnit(figure, largest)}>
      <DataTable
        caption={t('drill.hospitalCaption', { name: figure.name, year })}
        rows={rows}
        rowKey={({ quarter }) => String(quarter)}
        columns={[
          {
            key: 'period',
            head: t('drill.period'),
            rowHead: true,
            cell: ({ quarter }) => tCommon('quarter', { roman: roman(quarter) }),
            total: shortSpanWords(t, span.quarters, null),
          },
          { key: 'plan', head: t('drill.plan'), align: 'end', cell: ({ plan }) => bare(plan), total: bare(figure.plan) },
          { key: 'actual', head: t('drill.actual'), align: 'end', cell: ({ actual }) => <b>{bare(actual)}</b>, total: bare(figure.actual) },
          {
            key: 'percent',
            head: t('drill.percent'),
            align: 'end',
            cell: ({ standing }) => standing,
            // a count against the plans above it, so that the row is the sum of its column
            total: standingWords(t, figure.aggregation === 'SUM' ? { ...figure, basis: figure.plan } : figure),
          },
          {
            key: 'previous',
            head: t('drill.previous', { year: year - 1 }),
            align: 'end',
            className: 'muted',
            cell: ({ previous }) => bare(previous),
            total: bare(figure.previous),
          },
          {
            key: 'change',
            head: t('drill.change'),
            align: 'end',
            className: 'muted',
            cell: (row) => changeWords(t, { ...figure, change: row.change }) ?? '–',
            total: changeWords(t, figure) ?? '–',
          },
          {
            key: 'reported',
            head: t('drill.reported'),
            align: 'end',
            className: 'muted small',
            cell: ({ reported, planned }) => (planned === reported ? formatNumber(reported) : t('drill.reportedOf', { reported, planned })),
            total: '',
          },
        ]}
        phone={(row) => ({
          title: tCommon('quarter', { roman: roman(row.quarter) }),
          detail: `${t('drill.plan')} ${bare(row.plan)} · ${row.standing}`,
          aside: <b>{bare(row.actual)}</b>,
        })}
        phoneTotal={{
          title: shortSpanWords(t, span.quarters, null),
          detail: `${t('drill.plan')} ${bare(figure.plan)} · ${standingWords(t, figure.aggregation === 'SUM' ? { ...figure, basis: figure.plan } : figure)}`,
          aside: <b>{bare(figure.actual)}</b>,
        }}
      />
    </Section>
  );
}

/** A rate without a plan of its own is held against the year's target. */
function ratePlan({ aggregation, target }: IndicatorOfYear): number | null {
  return aggregation === 'SUM' ? null : target;
}

const bareUnit = (figure: IndicatorOfYear, largest: number | null) => valueWords(figure, 0, largest).split('\u00a0').slice(1).join(' ');

/** Each department by quarter; every number leads to its cell for who may see it. The total is the hospital's own sum. */
async function DepartmentsSection({ drill, year, cellHref, readingHref }: Omit<Props, 'hrefOf'>) {
  const [t, tCommon] = await Promise.all([getTranslations('annualSummary'), getTranslations('common')]);
  const { figure, departments } = drill;
  const { quarters } = drill.span;
  const largest = largestOf(figure);
  const bare = (value: number | null) => bareValue(figure, value, largest);
  const cell = ({ code, name, figure: own, isOpen }: DepartmentRow, quarter: number) => {
    const words = bare(own.quarters[quarter - 1]?.actual ?? null);
    const label = t('drill.openCell', {
      quarter: tCommon('quarter', { roman: roman(own.quarters[quarter - 1]?.quarter ?? 1) }),
      department: name,
    });
    return isOpen ? (
      <Link className="plain" href={cellHref(code, quarter)} prefetch={false} aria-label={`${words}. ${label}`}>
        {words}
      </Link>
    ) : (
      words
    );
  };
  const last = (row: DepartmentRow) => row.figure.quarters.findLast(({ actual }) => actual !== null)?.quarter ?? 1;
  const name = (row: DepartmentRow) => (
    <>
      {row.isOpen ? (
        <Link className="plain" href={cellHref(row.code, last(row))} prefetch={false}>
          {row.name}
        </Link>
      ) : (
        row.name
      )}
      <Became t={t} now={row.now} of={row.of} />
    </>
  );
  const tone = ({ figure: own }: DepartmentRow) => (own.verdict === 'notMet' ? 'miss' : undefined);
  return (
    <Section
      id="departments"
      title={t('drill.departments')}
      aside={
        <span className="row wrap">
          {bareUnit(figure, largest)}
          <ReadingChoice t={t} reading={drill.as} href={readingHref} />
        </span>
      }
    >
      <DataTable
        caption={t('drill.departmentsCaption', { name: figure.name, year })}
        dense
        rows={departments}
        rowKey={({ code }) => code}
        empty={
          <Empty
            title={t('drill.noDepartments')}
            action={<LinkButton href={`/indicators/${figure.code}?year=${year}`}>{t('drill.toIndicator')}</LinkButton>}
          >
            {t('drill.noDepartmentsBody')}
          </Empty>
        }
        columns={[
          { key: 'name', head: t('drill.department'), rowHead: true, cell: name, total: t('drill.total') },
          ...figure.quarters.map(({ quarter, actual }) => ({
            key: String(quarter),
            head: tCommon('quarter', { roman: roman(quarter) }),
            align: 'end' as const,
            cell: (row: DepartmentRow) => cell(row, quarter),
            total: bare(actual),
          })),
          {
            key: 'actual',
            head: shortSpanWords(t, drill.span.quarters, null),
            align: 'end',
            cell: ({ figure: own }) => <b>{bare(own.actual)}</b>,
            total: bare(figure.actual),
          },
          {
            key: 'plan',
            head: t('drill.planToDate'),
            align: 'end',
            className: 'muted',
            cell: ({ figure: own }) => (own.range ? basisWords(t, own) : bare(planOfSpan(own, quarters))),
            total: figure.aggregation === 'SUM' ? bare(figure.plan) : '',
          },
          {
            key: 'percent',
            head: t('drill.percent'),
            align: 'end',
            cell: (row) => (
              <b className={tone(row)}>
                {standingWords(t, row.figure)}
                {isPartlyCompared(row.figure, quarters) && <sup>1</sup>}
              </b>
            ),
            total: figure.aggregation === 'SUM' ? standingWords(t, { ...figure, basis: figure.plan }) : '',
          },
          {
            key: 'previous',
            head: t('drill.previous', { year: year - 1 }),
            align: 'end',
            className: 'muted',
            // no total: departments of last year that are gone, or compare only some quarters, are not in this column
            cell: ({ figure: own }) => bare(own.previous),
            total: '',
          },
        ]}
        phone={(row) => ({
          title: name(row),
          detail: row.figure.quarters.map(({ quarter, actual }) => `${roman(quarter)}\u00a0${bare(actual)}`).join(' · '),
          aside: <b className={tone(row)}>{bare(row.figure.actual)}</b>,
        })}
        phoneTotal={{ title: t('drill.total'), aside: <b>{bare(figure.actual)}</b> }}
      />
      {departments.some((row) => isPartlyCompared(row.figure, quarters)) && (
        <p className="muted small mt-2 no-phone">
          <sup>1</sup> {t('drill.partly')}
        </p>
      )}
    </Section>
  );
}
