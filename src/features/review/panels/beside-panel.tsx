import { getTranslations } from 'next-intl/server';
import { formatChange, formatNumber, formatPercent } from '@/domain/number';
import type { SheetLine } from '@/features/figures/rules';
import type { SubmissionKind } from '@/features/submissions/schema';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { attention, type Beside, besidePlan } from '../rules/changes';

/** A round without one before it: every cell beside the plan and the same quarter of last year, what asks to be looked at first. */
export async function BesidePanel({ lines, kind, round }: { lines: readonly SheetLine[]; kind: SubmissionKind; round: number }) {
  const t = await getTranslations('review.changes');
  const rows = besidePlan(lines, kind);
  const title = t(`besideTitle.${kind}`, { to: round, count: rows.filter((row) => attention(row) > 0).length });
  const stands = ({ stands: against, decimals }: Beside) => {
    if (against === null) return '–';
    if (against.kind === 'percent') return formatPercent(against.percent);
    return against.kind === 'within' ? t('within') : t(against.kind, { by: formatNumber(against.by, decimals) });
  };
  const since = ({ change }: Beside) =>
    change === null
      ? '–'
      : `${formatChange(change.by, 1)}${change.kind === 'percent' ? '\u00a0%' : change.kind === 'points' ? ` ${t('points')}` : ''}`;
  const mark = ({ large, remark, isFlagged, isEmpty }: Beside) =>
    [large !== null && t(remark === null ? 'unexplained' : 'explained'), isFlagged && t('flagged'), isEmpty && t('empty')]
      .filter(Boolean)
      .join(', ');
  const said = (row: Beside) => (
    <>
      {mark(row) && <b className={row.large !== null && row.remark === null ? 'bad' : 'warn'}>{mark(row)}</b>}
      {mark(row) && row.remark && ': '}
      {row.remark}
    </>
  );
  const hasBoth = new Set(rows.map((row) => attention(row) > 0)).size > 1;
  const groupOf = (row: Beside) =>
    attention(row) > 0 ? { key: 'attention', label: t('attention') } : { key: 'others', label: t('others') };
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        rows={rows}
        rowKey={({ indicatorId }) => String(indicatorId)}
        groupOf={hasBoth ? groupOf : undefined}
        columns={[
          {
            key: 'name',
            head: t('indicator'),
            rowHead: true,
            cell: ({ name, unit }) => (
              <>
                {name}
                <span className="muted small">, {unit}</span>
              </>
            ),
          },
          { key: 'value', head: t('value', { round }), align: 'end', cell: (row) => <b>{formatNumber(row.value, row.decimals)}</b> },
          {
            key: 'basis',
            head: t(kind === 'PLAN' ? 'share' : 'plan'),
            align: 'end',
            cell: (row) => formatNumber(row.basis, row.decimals),
          },
          {
            key: 'stands',
            head: t(kind === 'PLAN' ? 'ofShare' : 'ofPlan'),
            align: 'end',
            cell: (row) => <span className={row.isMissed ? 'miss' : undefined}>{stands(row)}</span>,
          },
          { key: 'lastYear', head: t('lastYear'), align: 'end', cell: (row) => formatNumber(row.lastYear, row.decimals) },
          { key: 'since', head: t('sinceLastYear'), align: 'end', cell: since },
          { key: 'remark', head: t('remark'), className: 'two', cell: said },
        ]}
        phone={(row) => ({
          title: row.name,
          detail: (
            <>
              <span className="block">
                {t(kind === 'PLAN' ? 'share' : 'plan')} {formatNumber(row.basis, row.decimals)}, {stands(row)}
              </span>
              <span className="block">
                {t('lastYear')} {formatNumber(row.lastYear, row.decimals)}, {since(row)}
              </span>
              {said(row)}
            </>
          ),
          aside: (
            <span className="num nowrap">
              <b>{formatNumber(row.value, row.decimals)}</b>
              <span className="block small muted">{row.unit}</span>
            </span>
          ),
        })}
      />
    </Section>
  );
}
