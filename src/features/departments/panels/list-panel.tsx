import { getTranslations } from 'next-intl/server';
import { type Day, dayOf, formatDay } from '@/domain/date';
import { can } from '@/domain/policy';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { DepartmentSearch } from '../components/department-search';
import { departmentTree, dissolvedBy } from '../queries';
import { underHeadings } from '../rules';
import { DEPARTMENT_KINDS, type DepartmentKind } from '../schema';

/** `on` null is today; `kept` is carried along by the search form (the period in the bar). */
type ListPanelProps = { on: Day | null; kept: Record<string, string> };

/** Every department of a day as a tree by kind, and below it those that are no longer there. */
export async function ListPanel({ on, kept }: ListPanelProps) {
  const [actor, t, tKind] = await Promise.all([currentActor(), getTranslations('departments.list'), getTranslations('departments.kind')]);
  const today = dayOf(new Date());
  const day = on ?? today;
  const suffix = on ? `?on=${on}` : '';
  const href = (code: string) => `/departments/${code}${suffix}`;
  const tTitle = await getTranslations('departments');
  const actions = can(actor, 'department.manage') && (
    <LinkButton variant="main" href="/departments/new">
      {tTitle('form.establishTitle')}
    </LinkButton>
  );
  const [tree, gone] = await Promise.all([departmentTree(actor, day), dissolvedBy(actor, day)]);
  const rows = underHeadings(tree);
  const byKind = DEPARTMENT_KINDS.map((kind) => [kind, rows.filter((row) => row.kind === kind).length] as const).filter(
    ([, count]) => count > 0,
  );
  const kinds = byKind.map(([kind, count]) => t(`kinds.${kind}`, { count })).join(', ');
  const countUnder = (kind: DepartmentKind) => rows.filter((row) => row.under === kind).length;
  return (
    <>
      <PageHeader
        kind="finding"
        above={tTitle('title')}
        title={rows.length > 0 ? t('finding', { total: rows.length, kinds }) : t('emptyTitle', { day: formatDay(day) })}
        actions={actions}
      >
        {day !== today && (
          <>
            {t('onDay', { day: formatDay(day) })} <Link href="/departments">{t('backToToday')}</Link>
          </>
        )}
      </PageHeader>
      <DepartmentSearch text="" day={day} kept={kept} />
      {rows.length === 0 && <p className="muted">{t(actions ? 'emptyBody' : 'emptyReader')}</p>}
      {rows.length > 0 && (
        <DataTable
          caption={tTitle('title')}
          rows={rows}
          rowKey={({ code }) => code}
          groupOf={({ under }) => ({ key: under, label: tKind(under), aside: t('count', { count: countUnder(under) }) })}
          columns={[
            {
              key: 'name',
              head: t('name'),
              rowHead: true,
              cell: ({ code, name, depth, kind, under }) => (
                <span style={{ paddingInlineStart: `${depth * 1.25}rem` }}>
                  <Link href={href(code)} prefetch={false}>
                    {name}
                  </Link>
                  {kind !== under && <span className="muted small font-normal"> {tKind(kind)}</span>}
                </span>
              ),
            },
            { key: 'short', head: t('shortName'), className: 'muted', cell: ({ shortName }) => shortName },
            {
              key: 'established',
              head: t('established'),
              align: 'end',
              className: 'muted',
              cell: ({ establishedOn }) => formatDay(establishedOn),
            },
            { key: 'code', head: t('code'), className: 'muted', cell: ({ code }) => code },
          ]}
          phone={({ code, name, shortName, kind }) => ({
            title: <Link href={href(code)}>{name}</Link>,
            detail: [tKind(kind), shortName].filter(Boolean).join(' · '),
            aside: <span className="muted small">{code}</span>,
          })}
        />
      )}
      {gone.length > 0 && (
        <details className="mt-5">
          <summary>{t('dissolved', { count: gone.length })}</summary>
          <DataTable
            caption={t('dissolved', { count: gone.length })}
            rows={gone}
            rowKey={({ code }) => code}
            columns={[
              {
                key: 'name',
                head: t('name'),
                rowHead: true,
                cell: ({ code, name }) => (
                  <Link href={href(code)} prefetch={false}>
                    {name}
                  </Link>
                ),
              },
              { key: 'on', head: t('dissolvedOn'), align: 'end', cell: ({ dissolvedOn }) => formatDay(dissolvedOn) },
              {
                key: 'heir',
                head: t('heir'),
                cell: ({ successor }) =>
                  successor && (
                    <Link href={href(successor.code)} prefetch={false}>
                      {successor.name}
                    </Link>
                  ),
              },
              { key: 'code', head: t('code'), className: 'muted', cell: ({ code }) => code },
            ]}
            phone={({ code, name, dissolvedOn, successor }) => ({
              title: <Link href={href(code)}>{name}</Link>,
              detail: [t('goneSince', { day: formatDay(dissolvedOn) }), successor?.name].filter(Boolean).join(' · '),
            })}
          />
        </details>
      )}
    </>
  );
}
