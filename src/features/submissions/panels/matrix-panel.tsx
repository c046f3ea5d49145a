import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatPercent } from '@/domain/number';
import { QUARTERS, roman } from '@/domain/period';
import { can } from '@/domain/policy';
import { holdsWords } from '@/domain/text';
import { DEPARTMENT_KINDS } from '@/features/departments/schema';
import { NudgeButton } from '@/features/reminders/panels/nudge-button';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Tabs } from '@/ui/page/tabs';
import { GridScreen } from '@/ui/shell/shell';
import { Status } from '@/ui/status';
import { DepartmentFilter } from '../components/department-filter';
import { matrixOf } from '../queries/matrix';
import { isChased, type MatrixRow, matrixPlace, onTimeRate } from '../rules';
import { BOARD_STATUSES, type MatrixFilter as Filter, SUBMISSION_KINDS } from '../schema';
import { cellWords, hrefOf, isQuiet, MARK, MatrixCellView } from './matrix-cells';

const fileOf = ({ departmentId }: MatrixRow, { periodId, kind }: { periodId: number; kind: string }) =>
  `${departmentId}/${periodId}/${kind}`;

/** Đôn đốc of a year: departments × plans and reports of the four quarters, who came in time, and whom to remind. */
export async function MatrixPanel({ year, filter, view }: { year: number; filter: Filter; view: ReactNode }) {
  const now = new Date();
  const [actor, t, tStatus, tKind] = await Promise.all([
    currentActor(),
    getTranslations('submissions.matrix'),
    getTranslations('submissions.status'),
    getTranslations('departments.kind'),
  ]);
  const all = await matrixOf(actor, year, now);
  if (all.length === 0)
    return (
      <Empty
        level={1}
        title={t('emptyTitle', { year })}
        action={
          can(actor, 'period.manage') && (
            <LinkButton variant="main" href={`/admin/periods?year=${year}`}>
              {t('openPeriods', { year })}
            </LinkButton>
          )
        }
      >
        {t('emptyBody')}
      </Empty>
    );
  const asked = all.filter(({ name, code, kind }) => (!filter.unit || kind === filter.unit) && holdsWords(`${name} ${code}`, filter.q));
  const cells = asked.flatMap((row) => row.cells.flatMap((cell) => (cell ? [cell] : [])));
  const count = (status: string) => cells.filter((cell) => cell.status === status).length;
  const rows = asked.filter((row) => !filter.status || row.cells.some((cell) => cell?.status === filter.status));
  const late = rows.flatMap((row) => row.cells.flatMap((cell) => (cell?.status === 'late' ? [{ row, cell }] : [])));
  const rate = onTimeRate(cells, now);
  const words = await cellWords();
  const mayNudge = can(actor, 'reminder.nudge');
  const chased = (row: MatrixRow) => row.cells.flatMap((cell) => (cell && isChased(cell, now) ? [fileOf(row, cell)] : []));
  const address = (more: Record<string, string | null>) =>
    `/review?${new URLSearchParams(Object.entries({ view: 'matrix', year: String(year), q: filter.q, unit: filter.unit, status: filter.status, ...more }).flatMap(([key, value]) => (value ? [[key, value]] : [])))}`;
  const columns: Column<MatrixRow>[] = [
    {
      key: 'name',
      head: t('department'),
      rowHead: true,
      cell: ({ name, code }) => <span title={code}>{name}</span>,
      total: t('onTimeFoot'),
    },
    ...QUARTERS.flatMap((quarter) =>
      SUBMISSION_KINDS.map((kind): Column<MatrixRow> => {
        const place = matrixPlace(quarter, kind);
        return {
          key: `${kind}${quarter}`,
          head: (
            <abbr title={t(kind === 'PLAN' ? 'planLong' : 'reportLong', { roman: roman(quarter) })}>
              {t(kind === 'PLAN' ? 'plan' : 'report', { roman: roman(quarter) })}
            </abbr>
          ),
          cell: (row) => <MatrixCellView cell={row.cells[place] ?? null} code={row.code} year={year} now={now} />,
          total: (
            <span className="num">
              {formatPercent(
                onTimeRate(
                  rows.map((row) => row.cells[place] ?? null),
                  now,
                ),
                0,
              )}
            </span>
          ),
        };
      }),
    ),
    {
      key: 'rate',
      head: t('onTimeRate'),
      align: 'end',
      cell: (row) => formatPercent(onTimeRate(row.cells, now), 0),
      total: formatPercent(
        onTimeRate(
          rows.flatMap((row) => row.cells),
          now,
        ),
        0,
      ),
    },
    ...(mayNudge
      ? [
          {
            key: 'chase',
            head: <span className="sr">{t('chase')}</span>,
            cell: (row: MatrixRow) => chased(row).length > 0 && <NudgeButton files={chased(row)} name={row.name} />,
          },
        ]
      : []),
  ];
  return (
    <GridScreen>
      <div className="work matrix">
        <PageHeader
          title={t('finding', { late: count('late'), year, rate: rate === null ? 'none' : formatPercent(rate, 0) })}
          actions={
            <>
              {view}
              {mayNudge && late.length > 0 && (
                <NudgeButton files={late.map(({ row, cell }) => fileOf(row, cell))} count={new Set(late.map(({ row }) => row.code)).size} />
              )}
            </>
          }
        />
        <DepartmentFilter
          address="/review"
          filter={filter}
          kept={{ view: 'matrix', year: String(year), ...(filter.status && { status: filter.status }) }}
          units={DEPARTMENT_KINDS.filter((kind) => all.some((row) => row.kind === kind)).map((kind) => ({
            value: kind,
            label: tKind(kind),
          }))}
          words={{ search: t('search'), kind: t('kind'), all: t('all'), apply: t('apply') }}
        />
        <Tabs
          label={t('status')}
          counts
          tabs={[
            { href: address({ status: null }), label: t('all'), count: cells.length, current: filter.status === null },
            ...BOARD_STATUSES.filter((status) => count(status) > 0 || filter.status === status).map((status) => ({
              href: address({ status }),
              label: (
                <Status kind={MARK[status]} quiet={isQuiet(status)}>
                  {tStatus(status)}
                </Status>
              ),
              count: count(status),
              current: filter.status === status,
            })),
          ]}
        />
        <DataTable
          place="box"
          caption={t('title', { year })}
          rows={rows}
          rowKey={({ code }) => code}
          empty={<p className="muted">{t('nothing')}</p>}
          columns={columns}
          phone={(row) => ({
            title: row.name,
            detail: (
              <span className="block">
                {row.cells.map((cell) => {
                  if (!cell || (isQuiet(cell.status) && cell.handedInAt)) return null;
                  const { what, long, filled, when } = words(cell, now);
                  return (
                    <Link key={what} className="plain block" href={hrefOf(cell, row.code, year)} prefetch={false}>
                      {what}: {long}, {filled}, {when}
                    </Link>
                  );
                })}
              </span>
            ),
            aside:
              mayNudge && chased(row).length > 0 ? (
                <NudgeButton files={chased(row)} name={row.name} />
              ) : (
                formatPercent(onTimeRate(row.cells, now), 0)
              ),
          })}
        />
      </div>
    </GridScreen>
  );
}
