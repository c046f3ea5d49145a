import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay } from '@/domain/date';
import { YEARS } from '@/domain/period';
import { LinkButton } from '@/ui/button';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import { type YearStanding, yearStandings } from '../queries';
import { hrefOf } from '../rules/steps';

/** Step 1: the years around today, how far each is open, and what to do with it. */
export async function YearsPanel({ actor, to, today, steps }: { actor: Actor; to: number; today: string; steps: ReactNode }) {
  const t = await getTranslations('rollover');
  const running = Number(today.slice(0, 4));
  const wanted = [...new Set([running, running + 1, running + 2, to])].filter((year) => year > YEARS.first && year <= YEARS.last);
  const years = await yearStandings(actor, wanted.sort());
  const chosen = years.find(({ year }) => year === to);
  const standing = ({ openedAt, isPreparing, quarters }: YearStanding) =>
    openedAt || quarters === 4 ? (
      <Status kind="approved">{openedAt ? `${t('year.opened')} ${formatDay(dayOf(openedAt))}` : t('year.opened')}</Status>
    ) : isPreparing ? (
      <Status kind="draft">{t('year.preparing')}</Status>
    ) : (
      <Status kind="none">{t('year.none')}</Status>
    );
  const act = ({ year, openedAt }: YearStanding) => (
    <LinkButton
      size="small"
      variant={year === to && !openedAt ? 'main' : 'plain'}
      href={hrefOf({ to: year, step: openedAt ? 'done' : 'what' })}
    >
      {openedAt ? t('year.open') : t('year.prepare', { year })}
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        kind="finding"
        above={t('title')}
        title={
          chosen?.openedAt
            ? t('year.findingOpened', { year: to, day: formatDay(dayOf(chosen.openedAt)) })
            : t('year.finding', { year: to, before: to - 1 })
        }
      >
        <p className="small">{t('year.intro')}</p>
      </PageHeader>
      {steps}
      <Section title={t('year.years')}>
        <DataTable
          caption={t('year.years')}
          rows={years}
          rowKey={({ year }) => String(year)}
          selected={({ year }) => year === to}
          columns={[
            { key: 'year', head: t('year.year'), rowHead: true, cell: ({ year }) => year },
            { key: 'quarters', head: t('year.quarters'), align: 'end', cell: ({ quarters }) => t('year.quartersOf', { count: quarters }) },
            { key: 'standing', head: t('year.standing'), cell: standing },
            { key: 'act', head: <span className="sr">{t('year.open')}</span>, align: 'end', cell: act },
          ]}
          phone={(row) => ({ title: row.year, detail: standing(row), aside: act(row) })}
        />
      </Section>
    </>
  );
}
