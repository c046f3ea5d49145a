import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type Day, dayOf, formatDay } from '@/domain/date';
import { can, reach } from '@/domain/policy';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { bodiesOn, endedBy } from '../queries';

/** `tabs` stand between the title and the list. */
type ListPanelProps = { day: Day; year: string | null; text: string; tabs: ReactNode };

/** Every body of a day, by kind; a search looks through former names too. */
export async function BodyListPanel({ day, year, text, tabs }: ListPanelProps) {
  const [actor, t, tBodies, tParty, tImport] = await Promise.all([
    currentActor(),
    getTranslations('partyBodies.list'),
    getTranslations('partyBodies'),
    getTranslations('modules.party'),
    getTranslations('imports'),
  ]);
  const read = await readParty(actor, 'party.read', async (tx) => ({ rows: await bodiesOn(tx, day, text), gone: await endedBy(tx, day) }));
  if (read === null) notFound();
  const { rows, gone } = read;
  const cells = rows.filter(({ kind }) => kind === 'CELL').length;
  const own = reach(actor, 'party.read') === 'own';
  const title = text ? t('found', { count: rows.length, text }) : t(own ? 'own' : 'finding', { count: cells });
  const suffix = year ? `?year=${year}` : '';
  const link = ({ code, name }: { code: string; name: string }) => (
    <Link href={`/party/bodies/${code}${suffix}`} prefetch={false}>
      {name}
    </Link>
  );
  return (
    <>
      <PageHeader
        kind="finding"
        above={`${tBodies('title')} · ${tBodies('private')}`}
        title={title}
        actions={
          <>
            <a className="btn" href={`/api/party/cells${suffix}`} download>
              {tParty('excel')}
            </a>
            {can(actor, 'party.organise') && (
              <>
                <LinkButton href="/party/bodies/import">{tImport('door')}</LinkButton>
                <LinkButton variant="main" href="/party/bodies/new">
                  {t('establish')}
                </LinkButton>
              </>
            )}
          </>
        }
      >
        {day !== dayOf(new Date()) && <p>{t('onDay', { day: formatDay(day) })}</p>}
      </PageHeader>
      {tabs}
      <search>
        <form action="/party/bodies" className="row wrap mb-4">
          {year && <input type="hidden" name="year" value={year} />}
          <label className="grow phone:basis-full">
            <span className="sr">{t('search')}</span>
            <input className="input" type="search" name="q" defaultValue={text} placeholder={t('searchHint')} maxLength={100} />
          </label>
          <button type="submit" className="btn">
            {t('show')}
          </button>
          {text && <Link href={`/party/bodies${suffix}`}>{t('clear')}</Link>}
        </form>
      </search>
      {rows.length === 0 &&
        (text ? <p className="muted">{t('nothing')}</p> : <Empty title={t('emptyTitle', { day: formatDay(day) })}>{t('emptyBody')}</Empty>)}
      {rows.length > 0 && (
        <DataTable
          caption={t('search')}
          rows={rows}
          rowKey={({ code }) => code}
          groupOf={({ kind }) => ({
            key: kind,
            label: tBodies(`kind.${kind}`),
            aside: t('count', { count: rows.filter((row) => row.kind === kind).length }),
          })}
          columns={[
            { key: 'name', head: t('name'), rowHead: true, cell: link },
            { key: 'secretary', head: t('secretary'), cell: ({ secretary }) => secretary },
            { key: 'deputy', head: t('deputy'), cell: ({ deputy }) => deputy },
            {
              key: 'departments',
              head: t('departments'),
              className: 'muted',
              cell: ({ departments }) => departments.map(({ name }) => name).join(', '),
            },
            {
              key: 'established',
              head: t('established'),
              align: 'end',
              className: 'muted',
              cell: ({ establishedOn }) => formatDay(establishedOn),
            },
            { key: 'code', head: t('code'), className: 'muted', cell: ({ code }) => code },
          ]}
          phone={(row) => ({
            title: link(row),
            detail: [row.secretary, row.departments.map(({ name }) => name).join(', ')].filter(Boolean).join(' · '),
            aside: <span className="muted small">{row.code}</span>,
          })}
        />
      )}
      {gone.length > 0 && !text && (
        <details className="mt-5">
          <summary>{t('ended', { count: gone.length })}</summary>
          <DataTable
            caption={t('ended', { count: gone.length })}
            rows={gone}
            rowKey={({ code }) => code}
            columns={[
              { key: 'name', head: t('name'), rowHead: true, cell: link },
              { key: 'on', head: t('endedOn'), align: 'end', cell: ({ dissolvedOn }) => formatDay(dissolvedOn) },
              { key: 'code', head: t('code'), className: 'muted', cell: ({ code }) => code },
            ]}
            phone={(row) => ({ title: link(row), detail: formatDay(row.dissolvedOn) })}
          />
        </details>
      )}
    </>
  );
}
