import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ownDepartments } from '@/domain/actor';
import { dayOf, formatDay, TIME_ZONE } from '@/domain/date';
import { reach } from '@/domain/policy';
import { FindingPanel } from '@/features/annual-summary/panels/finding-panel';
import { HeadlinePanel } from '@/features/annual-summary/panels/headline-panel';
import { OutstandingPanel } from '@/features/annual-summary/panels/outstanding-panel';
import { TasksPanel } from '@/features/annual-summary/panels/tasks-panel';
import { yearSummary } from '@/features/annual-summary/queries/year';
import { placeOf } from '@/features/departments/queries';
import { DepartmentHome } from '@/features/my-work/panels/department-home';
import { PlanningHome } from '@/features/my-work/panels/planning-home';
import { UnreadSection } from '@/features/reminders/panels/unread-section';
import { WaitingPanel } from '@/features/review/panels/waiting-panel';
import { hasInbox } from '@/features/review/queries/inbox';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import { sectionsFor } from './navigation';
import { Places } from './places';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('home'))('title') };
}

const weekday = (locale: string, now: Date) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: TIME_ZONE }).format(now);

/** What is due from me: one home for each kind of work. */
export default async function HomePage() {
  const [actor, locale, t, tShell] = await Promise.all([currentActor(), getLocale(), getTranslations('home'), getTranslations('shell')]);
  const now = new Date();
  const today = dayOf(now);
  const place = await placeOf(actor, today);
  const subtitle = [t('weekday', { weekday: weekday(locale, now), day: formatDay(today) }), place].filter(Boolean).join(' · ');
  if (ownDepartments(actor).length > 0) return <DepartmentHome actor={actor} now={now} subtitle={subtitle} />;
  if (reach(actor, 'review.planning')) return <PlanningHome actor={actor} now={now} subtitle={subtitle} />;
  const year = Number(today.slice(0, 4));
  const summary = reach(actor, 'submission.read') ? await yearSummary(actor, year) : null;
  const hrefOf = (code: string) => `/summary/${year}/${code}`;
  const owed = summary?.submissions?.quarter;
  const departmentHref = (code: string) => (owed ? `/reports/${code}?year=${year}&period=q${owed}` : `/departments/${code}`);
  const sections = sectionsFor(
    actor,
    year,
    { due: 0, waiting: 0, hasInbox: await hasInbox(actor) },
    { nav: (key) => tShell(`nav.${key}`), count: () => '' },
  );
  return (
    <>
      {summary ? (
        <>
          <FindingPanel summary={summary} />
          <WaitingPanel actor={actor} now={now} />
          <HeadlinePanel summary={summary} hrefOf={hrefOf} />
          <div className="mb-5 grid empty:hidden gap-x-9 gap-y-5 min-[64rem]:grid-cols-[minmax(0,1.75fr)_minmax(0,1fr)]">
            <TasksPanel summary={summary} hrefOf={hrefOf} />
            <OutstandingPanel summary={summary} departmentHref={departmentHref} />
          </div>
        </>
      ) : (
        <PageHeader kind="finding" title={t('finding.reader', { name: actor.displayName })}>
          <p className="muted">{subtitle}</p>
        </PageHeader>
      )}
      <UnreadSection actor={actor} />
      {!summary && <Places title={t('places')} items={sections.flat().filter(({ href }) => href !== '/')} />}
    </>
  );
}
