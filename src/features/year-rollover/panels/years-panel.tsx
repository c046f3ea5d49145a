import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay, formatMoment } from '@/domain/date';
import { YEARS } from '@/domain/period';
import { LinkButton } from '@/ui/button';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import { type YearStanding, yearStandings } from '../queries';
import { hrefOf, isOpen } from '../rules/steps';
import { RolloverScreen } from './rollover-screen';

/** Step 1: the years around today, how far each is open and by whom, and what to do with it. Only a year that is not open is offered. */
export async function YearsPanel({ actor, to, today, steps }: { actor: Actor; to: number; today: string; steps: ReactNode }) {
  const t = await getTranslations('rollover');
  const running = Number(today.slice(0, 4));
  const wanted = [...new Set([running, running + 1, running + 2, to])].filter((year) => year > YEARS.first && year <= YEARS.last);
  const years = await yearStandings(actor, wanted.sort());
  const chosen = years.find(({ year }) => year === to);
  const standing = (row: YearStanding) => {
    const words = openingWords(t, row);
    if (!isOpen(row))
      return row.isPreparing ? <Status kind="draft">{t('year.preparing')}</Status> : <Status kind="none">{t('year.none')}</Status>;
    return (
      <>
        <Status kind="approved">{t(row.openedAt ? 'year.opened' : 'year.openedByHand')}</Status>
        {words && <span className="block small muted">{words}</span>}
      </>
    );
  };
  const act = (row: YearStanding) => {
    const { year, openedAt, canUndo } = row;
    if (openedAt)
      return (
        <LinkButton size="small" href={hrefOf({ to: year, step: 'done' })}>
          {t(canUndo ? 'year.openOrUndo' : 'year.open')}
        </LinkButton>
      );
    if (isOpen(row))
      return (
        <LinkButton size="small" href={`/admin/periods?year=${year}`}>
          {t('year.toPeriods')}
        </LinkButton>
      );
    return (
      <LinkButton size="small" variant={year === to ? 'main' : 'plain'} href={hrefOf({ to: year, step: 'what' })}>
        {t('year.prepare', { year })}
      </LinkButton>
    );
  };
  return (
    <RolloverScreen
      steps={steps}
      head={
        <PageHeader kind="finding" above={t('title')} title={findingOf(t, to, chosen)}>
          <p className="small">{t(chosen && isOpen(chosen) ? 'year.introOpened' : 'year.intro')}</p>
        </PageHeader>
      }
    >
      <Section title={t('year.years')}>
        <DataTable
          caption={t('year.years')}
          rows={years}
          rowKey={({ year }) => String(year)}
          selected={({ year }) => year === to}
          columns={[
            { key: 'year', head: t('year.year'), rowHead: true, cell: ({ year }) => year },
            { key: 'quarters', head: t('year.quarters'), align: 'end', cell: ({ quarters }) => t('year.quartersOf', { count: quarters }) },
            { key: 'standing', head: t('year.standing'), className: 'two', cell: standing },
            { key: 'act', head: <span className="sr">{t('year.open')}</span>, align: 'end', cell: act },
          ]}
          phone={(row) => ({ title: row.year, detail: standing(row), aside: act(row) })}
        />
      </Section>
    </RolloverScreen>
  );
}

type T = Awaited<ReturnType<typeof getTranslations<'rollover'>>>;

function findingOf(t: T, year: number, chosen: YearStanding | undefined): string {
  if (chosen?.openedAt) return t('year.findingOpened', { year, day: formatDay(dayOf(chosen.openedAt)) });
  return t(chosen && isOpen(chosen) ? 'year.findingByHand' : 'year.finding', { year, before: year - 1 });
}

/** Who opened a year and when, and whether that can still be undone. */
function openingWords(t: T, { openedAt, openedBy, canUndo, handAt, handBy }: YearStanding): string | null {
  if (openedAt && openedBy)
    return t(canUndo ? 'year.openedByUndoable' : 'year.openedByForGood', { by: openedBy, at: formatMoment(openedAt) });
  return handAt && handBy ? t('year.handBy', { by: handBy, at: formatMoment(handAt) }) : null;
}
