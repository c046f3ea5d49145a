import { notFound } from 'next/navigation';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Actor } from '@/domain/actor';
import { visibleCells } from '@/domain/policy';
import { readParty } from '@/server/party-read';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { GridScreen } from '@/ui/shell/shell';
import { CountsDesk } from '../components/counts-desk';
import { countsOf } from '../queries';
import { officialEnd, sumOf, totalEnd } from '../rules';

/** The members of every cell in a year, counted: read and written in one sheet. */
export async function CountsPanel({ actor, year, tabs }: { actor: Actor; year: number; tabs: ReactNode }) {
  const [t, tParty, messages] = await Promise.all([getTranslations('partyCounts'), getTranslations('modules.party'), getMessages()]);
  const rows = await readParty(actor, 'party.read', (tx) => countsOf(tx, year));
  if (rows === null) notFound();
  const writable = visibleCells(actor, 'party.count');
  const total = sumOf(rows.map(({ counts }) => (officialEnd(counts) === null ? null : totalEnd(counts))));
  const counted = rows.filter(({ counts }) => officialEnd(counts) !== null).length;
  const title =
    total === null ? t('none', { year: String(year) }) : t('finding', { year: String(year), total, counted, cells: rows.length });
  const excel = rows.length > 0 && (
    <a className="btn" href={`/api/party/counts/workbook?year=${year}`} download>
      {tParty('excel')}
    </a>
  );
  const head = (
    <PageHeader kind="finding" above={`${t('title')} · ${t('private')}`} title={title} actions={excel}>
      <p className="small">{t('intro')}</p>
    </PageHeader>
  );
  return (
    <GridScreen>
      <div className="work">
        {rows.length === 0 ? (
          <>
            {head}
            {tabs}
            <Empty title={t('emptyTitle', { year: String(year) })}>{t('emptyBody')}</Empty>
          </>
        ) : (
          <CountsDesk
            key={year}
            {...{ year, rows, head, tabs }}
            writable={rows.map(({ id }) => id).filter((id) => writable === 'all' || writable.includes(id))}
            accountId={actor.id}
            label={title}
            draftKey={`${actor.id}/party-counts/${year}`}
            signInHref={`/sign-in?callbackUrl=${encodeURIComponent(`/party/counts?year=${year}`)}`}
            words={{
              cell: t('cell'),
              columns: messages.partyCounts.columns,
              total: t('hospital'),
              checks: messages.partyCounts.check,
              offer: t('offer', { year: String(year - 1) }),
              sheet: messages.sheet,
            }}
          />
        )}
      </div>
    </GridScreen>
  );
}
