import { getTranslations } from 'next-intl/server';
import { formatDecimal, formatNumber } from '@/domain/number';
import { QUARTERS, roman } from '@/domain/period';
import type { Indicator } from '@/features/indicators/queries';
import { Link } from '@/ui/link';
import { type Column, DataTable } from '@/ui/page/data-table';
import type { ShareMatrix } from '../queries/shares';
import { quarterTotals, splitKind, splitTotal } from '../rules/split';

type SharesProps = { indicator: Indicator; year: number; matrix: ShareMatrix };
type ShareRow = ShareMatrix['rows'][number];

/** What the version in force gives each department in each quarter. */
export async function Shares({ indicator, year, matrix }: SharesProps) {
  const [t, tKinds] = await Promise.all([getTranslations('targets'), getTranslations('departments.kind')]);
  const { aggregation, decimals, name } = indicator;
  const rows = matrix.rows.filter(({ shares }) => shares.some((share) => share !== null));
  const text = (share: string | null | undefined) => formatDecimal(share ?? null, decimals);
  const shares = rows.map((row) => row.shares);
  const totals = splitKind(aggregation) === 'limit' ? null : quarterTotals(shares);
  const columns: Column<ShareRow>[] = [
    {
      key: 'department',
      head: t('grid.department'),
      rowHead: true,
      cell: ({ code, name }) => (
        <Link href={`/departments/${code}`} className="plain" prefetch={false}>
          {name}
        </Link>
      ),
      total: totals && t('grid.total'),
    },
    ...QUARTERS.map(
      (quarter): Column<ShareRow> => ({
        key: String(quarter),
        head: t('grid.quarter', { roman: roman(quarter) }),
        align: 'end',
        cell: ({ shares }) => text(shares[quarter - 1]),
        total: totals && text(totals[quarter - 1]),
      }),
    ),
    {
      key: 'year',
      head: t('grid.wholeYear'),
      align: 'end',
      cell: ({ shares }) => <b>{text(splitTotal(aggregation, [shares]))}</b>,
      total: totals && text(splitTotal(aggregation, shares)),
    },
    {
      key: 'lastYear',
      head: t('shares.actual', { year: year - 1 }),
      align: 'end',
      className: 'muted',
      cell: ({ lastYearTotal }) => formatNumber(lastYearTotal, decimals),
      total: totals && formatNumber(matrix.hospitalLastYearTotal, decimals),
    },
  ];
  return (
    <DataTable
      caption={t('shares.caption', { name, year })}
      dense
      columns={columns.map(({ total, ...column }) => (total ? { ...column, total } : column))}
      rows={rows}
      rowKey={({ code }) => code}
      groupOf={({ kind }) => ({ key: kind, label: tKinds(kind) })}
      empty={<p className="muted">{t('shares.none')}</p>}
      phone={({ name, shares }) => ({
        title: name,
        detail: shares.map(text).join(' · '),
        aside: <b>{text(splitTotal(aggregation, [shares]))}</b>,
      })}
    />
  );
}
