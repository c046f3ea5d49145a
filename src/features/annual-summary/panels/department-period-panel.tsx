import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatDay } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { type PeriodRef, roman } from '@/domain/period';
import { change } from '@/features/indicators/rules';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { type DepartmentIndicator, departmentPeriod } from '../queries/department';
import { Judged } from './indicators-panel';
import { changeWords, standingOf, tallyWords } from './wording';

type Props = { actor: Actor; department: { id: number; code: string }; period: PeriodRef };

/** One department's indicators over the period in the bar: given, planned, done, last year, met or not. Nothing for who may not see it. */
export async function DepartmentPeriodPanel({ actor, department, period }: Props) {
  const now = new Date();
  const found = await departmentPeriod(actor, department.id, period.year, period, now);
  if (!found) return null;
  const t = await getTranslations('annualSummary');
  const { indicators, tally, previousTally, calendar, startsOn, endsOn } = found;
  const name = t(`period.${period.quarter === null ? (period.part ?? 'year') : 'quarter'}`, {
    quarter: period.quarter === null ? '' : roman(period.quarter),
    year: period.year,
  });
  const text = ({ decimals }: DepartmentIndicator, value: number | null) => formatNumber(value, decimals);
  const isRunning = indicators.some(({ pace }) => pace !== null);
  const standing = (row: DepartmentIndicator) => (
    <span className={row.verdict === 'notMet' ? 'miss' : undefined}>{standingOf(t, row, { compared: row.compared, basis: row.plan })}</span>
  );
  return (
    <Section
      title={
        tally.withTarget > 0
          ? t('department.title', { period: name, tally: tallyWords(t, tally) })
          : t('department.titleNone', { period: name })
      }
      aside={calendar === 'ADMIN_14' && t('span.days', { from: formatDay(startsOn), to: formatDay(endsOn) })}
    >
      {previousTally.withTarget > 0 && (
        <p className="small muted mb-2">{t('department.previous', { year: period.year - 1, tally: tallyWords(t, previousTally) })}</p>
      )}
      <DataTable
        caption={t('department.caption', { period: name })}
        dense
        rows={indicators}
        rowKey={({ code }) => code}
        empty={<p className="muted">{t('department.none', { period: name })}</p>}
        columns={[
          {
            key: 'name',
            head: t('indicators.name'),
            rowHead: true,
            cell: ({ code, name, unit }) => (
              <>
                <Link className="plain" href={`/summary/${period.year}/${code}/${department.code}`} prefetch={false}>
                  {name}
                </Link>{' '}
                <span className="muted small">{unit}</span>
              </>
            ),
          },
          { key: 'given', head: t('department.given'), align: 'end', className: 'muted', cell: (row) => text(row, row.given) },
          { key: 'plan', head: t('department.plan'), align: 'end', cell: (row) => text(row, row.plan) },
          { key: 'actual', head: t('indicators.actual'), align: 'end', cell: (row) => <b>{text(row, row.actual)}</b> },
          { key: 'percent', head: t('indicators.percent'), align: 'end', cell: standing },
          ...(isRunning
            ? [
                {
                  key: 'today',
                  head: t('indicators.today'),
                  align: 'end' as const,
                  className: 'muted',
                  cell: (row: DepartmentIndicator) => text(row, row.pace?.kind === 'part' ? row.pace.value : null),
                },
              ]
            : []),
          {
            key: 'previous',
            head: t('indicators.previous'),
            align: 'end',
            className: 'muted',
            cell: (row) => text(row, row.previous),
          },
          {
            key: 'change',
            head: t('indicators.change'),
            align: 'end',
            className: 'muted',
            cell: (row) => changeWords(t, { ...row, change: change(row, row.actual, row.previous) }) ?? '–',
          },
          {
            key: 'verdict',
            head: t('indicators.verdict'),
            className: 'nowrap',
            cell: ({ verdict }) => <Judged verdict={verdict} words={verdict === 'none' ? '–' : t(`verdict.${verdict}`)} />,
          },
        ]}
        phone={(row) => ({
          title: row.name,
          detail: `${text(row, row.actual)} / ${text(row, row.plan)} ${row.unit}`,
          aside: standing(row),
        })}
      />
    </Section>
  );
}

/** «Hôm nay đáng lẽ …» in one line, for the head of a department's own report. Nothing outside the running year. */
export async function DepartmentPaceLine({ actor, department, year }: { actor: Actor; department: Props['department']; year: number }) {
  const found = await departmentPeriod(actor, department.id, year);
  const counts = found?.indicators.flatMap(({ pace, givenYear, ...row }) =>
    pace?.kind === 'part' && givenYear !== null && givenYear > 0 && row.direction === 'UP'
      ? [{ ...row, percent: pace.percent, done: ((row.actual ?? 0) / givenYear) * 100, short: pace.value - (row.actual ?? 0) }]
      : [],
  );
  if (!counts || counts.length === 0) return null;
  const t = await getTranslations('annualSummary.department');
  const mean = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length;
  const [worst] = counts.toSorted((one, other) => one.done - one.percent - (other.done - other.percent));
  return (
    <p className="small muted">
      {t('pace', {
        percent: formatNumber(mean(counts.map(({ percent }) => percent)), 1),
        done: formatNumber(mean(counts.map(({ done }) => done)), 1),
        count: counts.length,
      })}{' '}
      {worst && worst.short > 0 && t('worst', { name: worst.name, by: formatNumber(worst.short, worst.decimals), unit: worst.unit })}{' '}
      <Link href={`/departments/${department.code}?year=${year}&period=year`}>{t('all')}</Link>
    </p>
  );
}
