import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatDay } from '@/domain/date';
import type { DryRun, ImportSearch } from '@/server/imports/file';
import { actsView, type Places, problemsView } from '@/server/imports/view';
import { ImportActs } from '@/ui/imports/acts';
import { ImportProblems } from '@/ui/imports/problems';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { discardImportAction } from '../actions';
import type { CellImport } from '../queries';
import { CELL_COLUMNS, type CellColumn, type Item, type Plan, type World } from '../rules';

type CheckedProps = {
  batch: CellImport;
  world: World;
  run: DryRun<CellColumn, Plan>;
  above: string;
  tabs: ReactNode;
  places: Places;
  search: ImportSearch;
};

/** The dry run: what the right rows would do, and every wrong cell by its place in the file. */
export async function Checked({ batch, world, run, above, tabs, places, search }: CheckedProps) {
  const [t, tImports] = await Promise.all([getTranslations('cellImport'), getTranslations('imports')]);
  const { items } = run.plan;
  const [right, wrong] = [run.rows.length - run.rejected.size, run.rejected.size];
  const count = (act: Item['act']) => items.filter((item) => item.act === act).length;
  const named = (id: number | null) => world.people.find((one) => one.id === id)?.fullName ?? '';
  const department = (id: number) => world.departments.find((one) => one.id === id)?.names[0] ?? '';
  const hasWork = items.some(({ act }) => act !== 'same');
  return (
    <>
      <PageHeader
        kind="finding"
        above={`${above} · ${batch.fileName}`}
        title={wrong === 0 ? tImports('allRight', { right }) : tImports('finding', { right, wrong })}
      >
        <p>{t('would', { found: count('found'), change: count('change'), same: count('same') })}</p>
      </PageHeader>
      {tabs}
      <ImportActs {...(await actsView(batch, run, { places, hasWork, steps: {} }))} discard={discardImportAction} />
      {wrong > 0 && <ImportProblems {...(await problemsView(batch, run, { columns: CELL_COLUMNS, places, search }))} />}
      {items.length > 0 && (
        <Section title={t('preview')}>
          <DataTable
            caption={t('preview')}
            rows={items}
            rowKey={({ row }) => String(row)}
            dense
            columns={[
              { key: 'row', head: tImports('row'), align: 'end', className: 'muted', cell: ({ row }) => row },
              { key: 'act', head: t('head.act'), cell: ({ act }) => t(`act.${act}`) },
              { key: 'code', head: t('head.code'), className: 'muted', cell: ({ code }) => code },
              { key: 'name', head: t('head.name'), rowHead: true, cell: ({ name }) => name },
              { key: 'secretary', head: t('head.secretary'), cell: ({ secretaryId }) => named(secretaryId) },
              { key: 'deputy', head: t('head.deputy'), cell: ({ deputyId }) => named(deputyId) },
              {
                key: 'departments',
                head: t('head.departments'),
                className: 'muted',
                cell: ({ departmentIds }) => departmentIds.map(department).join(', '),
              },
              { key: 'from', head: t('head.validFrom'), align: 'end', cell: ({ validFrom }) => formatDay(validFrom) },
            ]}
            phone={(item) => ({
              title: item.name,
              detail: [t(`act.${item.act}`), named(item.secretaryId), item.departmentIds.map(department).join(', ')]
                .filter(Boolean)
                .join(' · '),
              aside: <span className="muted small">{item.code}</span>,
            })}
          />
        </Section>
      )}
    </>
  );
}
