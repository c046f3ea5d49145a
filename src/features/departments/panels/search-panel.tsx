import { getTranslations } from 'next-intl/server';
import { type Day, dayOf, formatDay } from '@/domain/date';
import { type DepartmentHit, searchDepartments } from '@/features/search/queries';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { DepartmentSearch } from '../components/department-search';

type SearchPanelProps = { text: string; on: Day | null; kept: Record<string, string> };

/** Departments under their present and former names: «phong y vu» finds Phòng Kế hoạch tổng hợp, «tên cũ: Phòng Y vụ». */
export async function SearchPanel({ text, on, kept }: SearchPanelProps) {
  const [actor, t, tKind, tAll] = await Promise.all([
    currentActor(),
    getTranslations('departments.list'),
    getTranslations('departments.kind'),
    getTranslations('departments'),
  ]);
  const hits = await searchDepartments(actor, text, 50);
  const title = t('found', { count: hits.length, text });
  const detail = ({ formerName, dissolvedOn }: DepartmentHit) =>
    [formerName && t('former', { name: formerName }), dissolvedOn && t('goneSince', { day: formatDay(dissolvedOn) })]
      .filter(Boolean)
      .join(' · ');
  const link = ({ code, name }: DepartmentHit) => <Link href={`/departments/${code}${on ? `?on=${on}` : ''}`}>{name}</Link>;
  return (
    <>
      <PageHeader
        kind="finding"
        above={tAll('title')}
        title={title}
        actions={<LinkButton href={`/departments${on ? `?on=${on}` : ''}`}>{t('clear')}</LinkButton>}
      />
      <DepartmentSearch text={text} day={on ?? dayOf(new Date())} kept={kept} />
      <DataTable
        caption={title}
        rows={hits}
        rowKey={({ code }) => code}
        empty={<p className="muted">{t('nothing')}</p>}
        columns={[
          {
            key: 'name',
            head: t('name'),
            rowHead: true,
            cell: (hit) => (
              <>
                {link(hit)} <span className="muted small">{detail(hit)}</span>
              </>
            ),
          },
          { key: 'kind', head: t('kind'), className: 'muted', cell: ({ kind }) => tKind(kind) },
          { key: 'code', head: t('code'), className: 'muted', cell: ({ code }) => code },
        ]}
        phone={(hit) => ({
          title: link(hit),
          detail: detail(hit) || tKind(hit.kind),
          aside: <span className="muted small">{hit.code}</span>,
        })}
      />
    </>
  );
}
