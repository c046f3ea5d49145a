import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formatNumber } from '@/domain/number';
import { reach } from '@/domain/policy';
import { yearSummary } from '@/features/annual-summary/queries/year';
import { currentActor } from '@/server/session';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, type SearchParams } from '../period';

const AREA = 'NCKH';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('modules.research'))('title') };
}

/** What the departments reported of research, initiatives and new techniques; the registers behind the counts come with their module. */
export default async function ResearchPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, t, search] = await Promise.all([currentActor(), getTranslations('modules.research'), searchParams]);
  if (!reach(actor, 'research.read')) notFound();
  const { year, quarter } = currentPeriod(search);
  const summary = await yearSummary(actor, year, { quarter: search.period === undefined ? null : quarter });
  const rows = summary?.figures.filter(({ area }) => area === AREA) ?? [];
  return (
    <>
      <PageHeader title={t('title')}>
        <p className="muted">{t('intro', { year })}</p>
      </PageHeader>
      <DataTable
        caption={t('title')}
        rows={rows}
        rowKey={({ code }) => code}
        empty={<Empty title={t('emptyTitle', { year })}>{t('emptyBody')}</Empty>}
        columns={[
          {
            key: 'name',
            head: t('columns.indicator'),
            rowHead: true,
            cell: ({ code, name }) => <Link href={`/summary/${year}/${code}`}>{name}</Link>,
          },
          { key: 'unit', head: t('columns.unit'), cell: ({ unit }) => <span className="muted">{unit}</span> },
          { key: 'target', head: t('columns.target'), align: 'end', cell: ({ target, decimals }) => formatNumber(target, decimals) },
          {
            key: 'actual',
            head: t('columns.actual'),
            align: 'end',
            cell: ({ actual, decimals }) => <b>{formatNumber(actual, decimals)}</b>,
          },
        ]}
      />
    </>
  );
}
