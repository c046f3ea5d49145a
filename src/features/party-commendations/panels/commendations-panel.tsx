import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { reach } from '@/domain/policy';
import { readersLine } from '@/features/party-year/panels/readers';
import { people } from '@/features/people/queries';
import { readParty } from '@/server/party-read';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { badgesOf, bodiesOf, commendationsOf, commendationTypes } from '../queries';
import { AddBadgesButton, BadgeStep, RecordButton, WithdrawButton } from './commendation-forms';

/** Commendations of the Party and badges of one year; with the forms of those who record them. Nothing for those who may not read. */
export async function CommendationsPanel({ actor, year, tabs }: { actor: Actor; year: number; tabs: ReactNode }) {
  const [t, readers] = await Promise.all([getTranslations('partyCommendations'), readersLine(actor)]);
  const read = await readParty(
    actor,
    'party.read',
    async (tx) => ({
      rows: await commendationsOf(tx, year),
      badges: await badgesOf(tx, year),
      types: await commendationTypes(tx),
      bodies: await bodiesOf(tx, year),
    }),
    { what: 'party.commendations', of: { year } },
  );
  if (!read) return null;
  const { rows, badges, types, bodies } = read;
  const mayRecord = reach(actor, 'party.commend') === 'any';
  const known = mayRecord ? await people(actor, dayOf(new Date())) : [];
  const money = rows.reduce((sum, row) => sum + (row.money ?? 0), 0);
  const persons = (count: number) => t('persons', { count });
  return (
    <>
      <PageHeader
        title={t('title')}
        above={readers}
        actions={
          mayRecord && (
            <>
              <AddBadgesButton people={known} />
              <RecordButton year={year} types={types} bodies={bodies} people={known} />
            </>
          )
        }
      >
        <p className="muted">{t('intro')}</p>
      </PageHeader>
      {tabs}
      <div className="secs">
        <Section
          title={t('year', { year })}
          aside={rows.length > 0 && t('sum', { count: rows.reduce((sum, { count }) => sum + count, 0), money: formatNumber(money, 0) })}
        >
          <DataTable
            caption={t('year', { year })}
            rows={rows}
            rowKey={({ id }) => String(id)}
            empty={<p className="muted">{t('none', { year })}</p>}
            columns={[
              { key: 'type', head: t('columns.type'), rowHead: true, cell: ({ type }) => type },
              { key: 'whom', head: t('columns.whom'), cell: ({ whom, subjectText, count }) => whom ?? subjectText ?? persons(count) },
              { key: 'count', head: t('columns.count'), align: 'end', cell: ({ count }) => formatNumber(count, 0) },
              {
                key: 'years',
                head: t('columns.years'),
                cell: ({ yearFrom, yearTo }) => (yearFrom === yearTo ? yearFrom : t('years', { from: yearFrom, to: yearTo })),
              },
              {
                key: 'decision',
                head: t('columns.decision'),
                cell: ({ decision }) => [decision?.number, decision?.signedOn && formatDay(decision.signedOn)].filter(Boolean).join(', '),
              },
              {
                key: 'money',
                head: t('columns.money'),
                align: 'end',
                cell: ({ money: amount }) => (amount === null ? '–' : formatNumber(amount, 0)),
              },
              ...(mayRecord
                ? [{ key: 'act', head: t('columns.act'), cell: (row: (typeof rows)[number]) => <WithdrawButton row={row} /> }]
                : []),
            ]}
          />
        </Section>
        <Section title={t('badges')}>
          <DataTable
            caption={t('badges')}
            rows={badges}
            rowKey={({ id }) => String(id)}
            empty={<p className="muted">{t('badgesNone')}</p>}
            columns={[
              {
                key: 'milestone',
                head: t('columns.milestone'),
                rowHead: true,
                cell: ({ milestone }) => t('milestone', { years: milestone }),
              },
              { key: 'whom', head: t('columns.whom'), cell: ({ whom, count }) => whom ?? persons(count) },
              { key: 'dueOn', head: t('columns.dueOn'), cell: ({ dueOn }) => (dueOn ? formatDay(dueOn) : '–') },
              { key: 'state', head: t('columns.state'), cell: ({ state }) => t(`state.${state}`) },
              ...(mayRecord
                ? [{ key: 'act', head: t('columns.act'), cell: (badge: (typeof badges)[number]) => <BadgeStep badge={badge} /> }]
                : []),
            ]}
          />
        </Section>
      </div>
    </>
  );
}
