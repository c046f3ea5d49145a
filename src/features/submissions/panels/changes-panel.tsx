import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatEntry } from '@/domain/number';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { roundChanges, type Screen } from '../queries/file';

/** What the department changed between its last two rounds, cell by cell. */
export async function ChangesPanel({ actor, screen }: { actor: Actor; screen: Screen }) {
  const t = await getTranslations('submissions.changes');
  const { department, detail } = screen;
  const changes = detail.id === null ? null : await roundChanges(actor, department.id, detail.id);
  if (!changes) return <p className="muted">{t('none')}</p>;
  const { from, to, cells } = changes;
  if (cells.length === 0) return <p className="muted">{t('same', { from, to })}</p>;
  const shown = (value: string | null, decimals: number) => (value === null ? '–' : formatEntry(value, decimals));
  return (
    <Section title={t('title', { from, to, count: cells.length })}>
      <DataTable
        caption={t('title', { from, to, count: cells.length })}
        rows={cells}
        rowKey={({ indicatorId }) => String(indicatorId)}
        columns={[
          { key: 'name', head: t('indicator'), rowHead: true, cell: ({ name, unit }) => `${name}, ${unit}` },
          { key: 'before', head: t('before', { round: from }), align: 'end', cell: ({ before, decimals }) => shown(before, decimals) },
          { key: 'after', head: t('after', { round: to }), align: 'end', cell: ({ after, decimals }) => <b>{shown(after, decimals)}</b> },
        ]}
      />
    </Section>
  );
}
