import { getTranslations } from 'next-intl/server';
import { roman } from '@/domain/period';
import { Link } from '@/ui/link';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import { readable } from '../rules/year';
import type { IndicatorOfYear, YearSummary } from '../schema';
import { bareValue, basisWords, capitalised, changeWords, largestOf, spanWords, standingWords, type T, tallyWords } from './wording';

type IndicatorsPanelProps = {
  summary: YearSummary;
  hrefOf: (code: string) => string;
  /** Each quarter beside what they come to, instead of target, basis and verdict. */
  byQuarter: boolean;
  viewHref: (view: 'quarters' | undefined) => string;
};

/** Every indicator of the year by area: the table of the annual report (domain.md D6, part II). */
export async function IndicatorsPanel({ summary, hrefOf, byQuarter, viewHref }: IndicatorsPanelProps) {
  const [t, tCommon] = await Promise.all([getTranslations('annualSummary'), getTranslations('common')]);
  const { indicators, year, quarter, span } = summary;
  // a year from before there were quarters has only what was published for it
  const isPublished = span.quarters.length === 0;
  const areas = new Map(summary.areas.map((area) => [area.code, area]));
  const target = (figure: IndicatorOfYear) => (figure.range ? basisWords(t, figure) : bareValue(figure, figure.target, largestOf(figure)));
  const link = ({ code, name }: IndicatorOfYear) => (
    <Link className="plain" href={hrefOf(code)} prefetch={false}>
      {name}
    </Link>
  );
  const standing = (figure: IndicatorOfYear) => (
    <b className={figure.verdict === 'notMet' ? 'miss' : undefined}>{span.isPartial ? '–' : standingWords(t, figure)}</b>
  );
  // of a whole year that is in, the target is what is judged by; else what was due by then
  const isWhole = (span.isComplete || isPublished) && summary.period === 'year';
  const inShort = (figure: IndicatorOfYear) => {
    const largest = largestOf(figure);
    const due = isWhole ? figure.target : figure.basis;
    const against = figure.range ? basisWords(t, figure) : due === null ? null : bareValue(figure, due, largest);
    const done = bareValue(figure, figure.actual, largest);
    return `${against === null ? done : `${done} / ${against}`} ${readable(figure.unit, largest, figure.decimals).unit}`;
  };
  const isRunning = summary.figures.some(({ pace }) => pace?.kind === 'part');
  const spanColumns = (): Column<IndicatorOfYear>[] => [
    { key: 'target', head: t('indicators.target'), align: 'end', cell: target },
    ...(isWhole
      ? []
      : [
          {
            key: 'basis',
            head: t(quarter === null ? 'indicators.basis' : 'indicators.basisQuarter'),
            align: 'end' as const,
            className: 'muted',
            cell: (figure: IndicatorOfYear) => (figure.range ? '' : bareValue(figure, figure.basis, largestOf(figure))),
          },
        ]),
    ...(isRunning
      ? [
          {
            key: 'today',
            head: t('indicators.today'),
            align: 'end' as const,
            className: 'muted',
            cell: (figure: IndicatorOfYear) =>
              bareValue(figure, figure.pace?.kind === 'part' ? figure.pace.value : null, largestOf(figure)),
          },
        ]
      : []),
    {
      key: 'actual',
      head: t('indicators.actual'),
      align: 'end',
      cell: (figure) => <b>{bareValue(figure, figure.actual, largestOf(figure))}</b>,
    },
    { key: 'percent', head: t('indicators.percent'), align: 'end', cell: standing },
    {
      key: 'previous',
      head: t('indicators.previous'),
      align: 'end',
      className: 'muted',
      cell: (figure) => bareValue(figure, figure.previous, largestOf(figure)),
    },
    {
      key: 'change',
      head: t('indicators.change'),
      align: 'end',
      className: 'muted',
      cell: (figure) => changeWords(t, figure) ?? '–',
    },
    {
      key: 'verdict',
      head: t('indicators.verdict'),
      cell: ({ verdict }) => <Judged verdict={verdict} words={t(`verdict.${verdict}`)} />,
    },
  ];
  return (
    <Section
      id="indicators"
      title={indicators.withTarget === 0 || isPublished ? t('indicators.titleNone') : capitalised(tallyWords(t, indicators))}
      aside={
        !isPublished && (
          <Link className="no-print" href={viewHref(byQuarter ? undefined : 'quarters')} scroll={false} prefetch={false}>
            {t(byQuarter ? 'indicators.bySpan' : 'indicators.byQuarter')}
          </Link>
        )
      }
    >
      {byQuarter && <p className="small muted mb-2">{t('indicators.toDateMeans')}</p>}
      <DataTable
        caption={t('indicators.caption', { span: spanWords(t, year, span.quarters, quarter) })}
        dense
        rows={isPublished ? summary.figures.filter(({ actual }) => actual !== null) : summary.figures}
        rowKey={({ code }) => code}
        groupOf={({ area }) => {
          const found = areas.get(area);
          return {
            key: area,
            label: <span id={`area-${area}`}>{found?.name}</span>,
            aside: found && found.withTarget > 0 ? t('indicators.areaTally', { met: found.met, of: found.withTarget }) : undefined,
          };
        }}
        columns={[
          { key: 'name', head: t('indicators.name'), rowHead: true, cell: link },
          {
            key: 'unit',
            head: t('indicators.unit'),
            className: 'muted small',
            cell: (figure) => readable(figure.unit, largestOf(figure), figure.decimals).unit,
          },
          ...(byQuarter ? quarterColumns(t, tCommon, summary) : spanColumns()),
        ]}
        phone={(figure) => ({
          title: link(figure),
          detail: inShort(figure),
          aside: standing(figure),
        })}
      />
    </Section>
  );
}

/** Each quarter alone, then what they come to by the indicator's own rule, against target and last year. */
function quarterColumns(
  t: T,
  tCommon: (key: 'quarter', words: { roman: string }) => string,
  { period, span }: YearSummary,
): Column<IndicatorOfYear>[] {
  const bare = (figure: IndicatorOfYear, value: number | null) => bareValue(figure, value, largestOf(figure));
  return [
    ...([1, 2, 3, 4] as const).map(
      (quarter): Column<IndicatorOfYear> => ({
        key: `q${quarter}`,
        head: tCommon('quarter', { roman: roman(quarter) }),
        align: 'end',
        className: span.asked.includes(quarter) ? undefined : 'muted',
        cell: (figure) => bare(figure, figure.quarters[quarter - 1]?.actual ?? null),
      }),
    ),
    {
      key: 'toDate',
      head: t(`indicators.toDate.${period.startsWith('q') ? 'quarter' : 'span'}`),
      align: 'end',
      cell: (figure) => <b>{bare(figure, figure.actual)}</b>,
    },
    {
      key: 'target',
      head: t('indicators.target'),
      align: 'end',
      className: 'muted',
      cell: (figure) => (figure.range ? basisWords(t, figure) : bare(figure, figure.target)),
    },
    { key: 'previous', head: t('indicators.previous'), align: 'end', className: 'muted', cell: (figure) => bare(figure, figure.previous) },
    { key: 'how', head: t('indicators.how'), className: 'small muted', cell: ({ aggregation }) => t(`how.short.${aggregation}`) },
  ];
}

/** What is met stays quiet, or the misses drown; a miss is a fact, said in rust. */
export function Judged({ verdict, words }: { verdict: IndicatorOfYear['verdict']; words: string }) {
  if (verdict === 'none') return <span className="small muted">{words}</span>;
  if (verdict === 'notMet') return <span className="small miss">{words}</span>;
  return (
    <Status kind="approved" quiet>
      {words}
    </Status>
  );
}
