import Flag from 'lucide-react/icons/flag';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { roman } from '@/domain/period';
import { FigureHistory } from '@/features/audit-trail/panels/figure-history';
import { LinkButton } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import type { CellNow, DepartmentDrill } from '../queries/drill';
import { isPartlyCompared, planOfSpan, spanOfResults } from '../rules/department-year';
import { bareValue, judgedWords, largestOf, shortSpanWords, standingWords, valueWords } from './wording';

type Props = {
  actor: Actor;
  drill: DepartmentDrill;
  year: number;
  chosen: CellNow | undefined;
  /** The indicator for the whole hospital. */
  upHref: string;
  cellHref: (cell: CellNow) => string;
};

/** The last step down: the cells of one department, who typed each and when, and everything that happened to one of them. */
export async function CellsPanel({ actor, drill, year, chosen, upHref, cellHref }: Props) {
  const [t, tCommon] = await Promise.all([getTranslations('annualSummary'), getTranslations('common')]);
  const { department, figure, parts, cells } = drill;
  const quarterWords = (quarter: CellNow['quarter']) => tCommon('quarter', { roman: roman(quarter) });
  const title = t('cells.title', { department: department.name, indicator: figure.name });
  const place = (quarter: number) => `${department.code}?year=${year}&period=q${quarter}`;
  const bare = (value: number | null) => bareValue(figure, value, largestOf(figure));
  const last = figure.quarters.findLast(({ actual }) => actual !== null);
  const span = spanOfResults(figure);
  const spanName = shortSpanWords(t, span, null);
  const isPartly = isPartlyCompared(figure, span);
  return (
    <>
      <PageHeader
        title={title}
        above={<Link href={upHref}>{`${figure.name}, ${year}`}</Link>}
        actions={
          chosen && (
            <>
              <LinkButton href={`/plans/${place(chosen.quarter)}`}>{t('cells.plan', { quarter: quarterWords(chosen.quarter) })}</LinkButton>
              <LinkButton href={`/reports/${place(chosen.quarter)}`}>
                {t('cells.report', { quarter: quarterWords(chosen.quarter) })}
              </LinkButton>
            </>
          )
        }
      >
        {last && (
          <p className="small">
            <b>{valueWords(figure, figure.actual, largestOf(figure))}</b>, {judgedWords(t, figure)}
          </p>
        )}
      </PageHeader>
      {cells.length === 0 ? (
        <Empty
          title={t('cells.empty')}
          action={<LinkButton href={`/reports/${place(1)}`}>{t('cells.report', { quarter: quarterWords(1) })}</LinkButton>}
        >
          {t('cells.emptyBody', { year })}
        </Empty>
      ) : (
        <div className="split">
          <div>
            <Section title={t('cells.byQuarter')} aside={valueWords(figure, 0, largestOf(figure)).split('\u00a0').slice(1).join(' ')}>
              <DataTable
                caption={t('cells.byQuarterCaption', { indicator: figure.name, department: department.name, year })}
                rows={figure.quarters}
                rowKey={({ quarter }) => String(quarter)}
                columns={[
                  {
                    key: 'quarter',
                    head: t('cells.quarter'),
                    rowHead: true,
                    cell: ({ quarter }) => quarterWords(quarter),
                    total: spanName,
                  },
                  {
                    key: 'plan',
                    head: t('cells.PLAN'),
                    align: 'end',
                    cell: ({ plan }) => bare(plan),
                    total: bare(planOfSpan(figure, span)),
                  },
                  {
                    key: 'actual',
                    head: t('cells.ACTUAL'),
                    align: 'end',
                    cell: ({ actual }) => <b>{bare(actual)}</b>,
                    total: bare(figure.actual),
                  },
                  {
                    key: 'percent',
                    head: t('cells.percent'),
                    align: 'end',
                    cell: (row) => standingWords(t, { ...figure, compared: row.actual, basis: row.plan }),
                    total: (
                      <>
                        {standingWords(t, figure)}
                        {isPartly && <sup>1</sup>}
                      </>
                    ),
                  },
                  {
                    key: 'previous',
                    head: t('cells.previous', { year: year - 1 }),
                    align: 'end',
                    className: 'muted',
                    cell: ({ previous }) => bare(previous),
                    total: bare(figure.previous),
                  },
                ]}
                phone={(row) => ({
                  title: quarterWords(row.quarter),
                  detail: `${t('cells.PLAN')} ${bare(row.plan)} · ${standingWords(t, { ...figure, compared: row.actual, basis: row.plan })}`,
                  aside: <b>{bare(row.actual)}</b>,
                })}
                phoneTotal={{
                  title: spanName,
                  detail: `${t('cells.PLAN')} ${bare(planOfSpan(figure, span))} · ${standingWords(t, figure)}${isPartly ? '¹' : ''}`,
                  aside: <b>{bare(figure.actual)}</b>,
                }}
              />
              {isPartly && (
                <p className="muted small mt-2">
                  <sup>1</sup> {t('drill.partly')}
                </p>
              )}
            </Section>
            <Section title={t('cells.typed')}>
              <DataTable
                caption={t('cells.caption', { department: department.name, year })}
                rows={cells}
                rowKey={keyOf}
                selected={(cell) => chosen !== undefined && keyOf(cell) === keyOf(chosen)}
                groupOf={parts.length > 0 ? ({ quarter }) => ({ key: String(quarter), label: quarterWords(quarter) }) : undefined}
                columns={[
                  {
                    key: 'cell',
                    head: t('cells.measure'),
                    rowHead: true,
                    cell: (cell) => (
                      <Link
                        className="plain"
                        href={cellHref(cell)}
                        scroll={false}
                        aria-current={chosen && keyOf(cell) === keyOf(chosen) ? 'true' : undefined}
                      >
                        {parts.length > 0
                          ? `${cell.indicator.name}, ${t(`cells.${cell.measure}`).toLocaleLowerCase('vi')}`
                          : `${quarterWords(cell.quarter)}, ${t(`cells.${cell.measure}`).toLocaleLowerCase('vi')}`}
                      </Link>
                    ),
                  },
                  {
                    key: 'value',
                    head: t('cells.value'),
                    align: 'end',
                    cell: (cell) => (
                      <Value
                        cell={cell}
                        words={t('cells.draft', { text: cell.draft ?? '' })}
                        none={tCommon('none').toLocaleLowerCase('vi')}
                      />
                    ),
                  },
                  { key: 'who', head: t('cells.who'), cell: ({ by }) => by },
                  {
                    key: 'when',
                    head: t('cells.when'),
                    className: 'muted small nowrap',
                    cell: ({ at }) => <time dateTime={at}>{formatMoment(new Date(at))}</time>,
                  },
                  ...(cells.some(({ remark, isFlagged }) => remark || isFlagged)
                    ? [
                        {
                          key: 'remark',
                          head: t('cells.remark'),
                          className: 'small',
                          cell: ({ remark, isFlagged }: (typeof cells)[number]) => (
                            <>
                              {isFlagged && <Icon of={Flag} size="s" tone="warn" label={t('cells.flagged')} />} {remark}
                            </>
                          ),
                        },
                      ]
                    : []),
                ]}
                phone={(cell) => ({
                  title: (
                    <Link className="plain" href={cellHref(cell)} scroll={false}>
                      {parts.length > 0 ? `${cell.indicator.name}, ` : ''}
                      {quarterWords(cell.quarter)}, {t(`cells.${cell.measure}`).toLocaleLowerCase('vi')}
                    </Link>
                  ),
                  detail: `${cell.by}, ${formatMoment(new Date(cell.at))}`,
                  aside: (
                    <Value
                      cell={cell}
                      words={t('cells.draft', { text: cell.draft ?? '' })}
                      none={tCommon('none').toLocaleLowerCase('vi')}
                    />
                  ),
                })}
              />
            </Section>
          </div>
          {chosen && (
            <aside>
              <Section title={t('cells.history')}>
                <p className="small muted">
                  {t('cells.historyOf', {
                    indicator: chosen.indicator.name,
                    measure: t(`cells.${chosen.measure}`).toLocaleLowerCase('vi'),
                    quarter: quarterWords(chosen.quarter),
                  })}
                </p>
                <FigureHistory
                  actor={actor}
                  cell={{
                    departmentId: department.id,
                    periodId: chosen.periodId,
                    indicatorId: chosen.indicator.id,
                    measure: chosen.measure,
                  }}
                  decimals={chosen.indicator.decimals}
                />
              </Section>
            </aside>
          )}
        </div>
      )}
    </>
  );
}

const keyOf = ({ quarter, measure, indicator }: CellNow) => `${quarter}/${measure}/${indicator.code}`;

function Value({ cell: { value, draft, indicator }, words, none }: { cell: CellNow; words: string; none: string }) {
  if (value !== null) return <b>{formatNumber(Number(value), indicator.decimals)}</b>;
  return draft === null ? <span className="muted">{none}</span> : <span className="small bad">{words}</span>;
}
