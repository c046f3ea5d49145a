import { getTranslations } from 'next-intl/server';
import { type ReactNode, Suspense } from 'react';
import { dayOf } from '@/domain/date';
import { quarterOf, roman, YEARS } from '@/domain/period';
import { reach } from '@/domain/policy';
import { placeOf } from '@/features/departments/queries';
import { workCounts } from '@/features/my-work/queries';
import { periodsOfYears } from '@/features/periods/queries';
import { unreadCount } from '@/features/reminders/queries';
import { hasInbox } from '@/features/review/queries/inbox';
import { env } from '@/server/env';
import { currentActor } from '@/server/session';
import { Banner } from '@/ui/banner';
import { SearchButton } from '@/ui/overlay/search-button';
import { Shortcuts } from '@/ui/overlay/shortcuts';
import { Toaster } from '@/ui/overlay/toast';
import { LivePeriodRuler } from '@/ui/shell/live-period-ruler';
import { Shell } from '@/ui/shell/shell';
import { bottomFor, sectionsFor } from './navigation';

/** Pages that gather quarters: they offer 6 and 9 tháng beside the quarters. */
const GATHERING = ['/summary', '/indicators', '/departments/'];

/** The frame of every signed-in page: who, where, which period, what waits. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const [actor, t, tCommon, tSearch, tRole, tReminders] = await Promise.all([
    currentActor(),
    getTranslations('shell'),
    getTranslations('common'),
    getTranslations('search'),
    getTranslations('accounts.role'),
    getTranslations('reminders'),
  ]);
  const now = new Date();
  const [years, work, isReviewer, place, unread] = await Promise.all([
    periodsOfYears(actor, now),
    workCounts(actor, now),
    hasInbox(actor),
    placeOf(actor, dayOf(now)),
    unreadCount(actor),
  ]);
  const counts = { ...work, hasInbox: isReviewer };
  const today = quarterOf(dayOf(now));
  const sections = sectionsFor(actor, today.year, counts, {
    nav: (key) => t(`nav.${key}`),
    count: (which, count) => t(which, { count }),
  });
  // the Party's figures go further back than the hospital's periods; nobody else is told of the address
  const readsParty = reach(actor, 'party.read') !== undefined || reach(actor, 'party.aggregate') !== undefined;
  const firstRole = actor.grants[0]?.role;
  const name = tCommon('product');
  return (
    <Shell
      skip={t('skip')}
      banner={env().APP_EVALUATION && <Banner label={t('evaluation.label')}>{t('evaluation.body')}</Banner>}
      rail={{
        brand: { href: '/', label: name },
        label: t('navigation'),
        sections,
        person: { href: '/account', name: actor.displayName, place: place ?? (firstRole ? tRole(firstRole) : '') },
      }}
      bar={{
        ruler: (
          <Suspense>
            <LivePeriodRuler
              years={years.map(({ year, quarters }) => ({
                year,
                locked: quarters.filter(({ isLocked }) => isLocked).map(({ quarter }) => `q${quarter}`),
                open: quarters.filter(({ isOpen }) => isOpen).map(({ quarter }) => `q${quarter}`),
              }))}
              periods={[
                ...([1, 2, 3, 4] as const).map((quarter) => ({ key: `q${quarter}`, label: tCommon('quarter', { roman: roman(quarter) }) })),
                { key: 'h1', label: tCommon('months', { months: 6 }), only: GATHERING },
                { key: 'm9', label: tCommon('months', { months: 9 }), only: GATHERING },
                { key: 'year', label: tCommon('wholeYear') },
              ]}
              further={readsParty ? { only: ['/party'], first: YEARS.first, last: today.year + 1 } : undefined}
              whole="year"
              fallback={{ year: today.year, period: `q${today.quarter}` }}
              words={{
                ruler: t('ruler.ruler'),
                locked: t('ruler.locked'),
                open: t('ruler.open'),
                choose: t('ruler.choose'),
                close: t('ruler.close'),
                year: t('ruler.year'),
              }}
            />
          </Suspense>
        ),
        bell: { href: '/reminders', label: tReminders('bell', { count: unread }), count: unread },
        search: (
          <SearchButton
            endpoint="/api/v1/search"
            words={{
              button: tSearch('button'),
              title: tSearch('title'),
              placeholder: tSearch('placeholder'),
              hint: tSearch('hint'),
              searching: tSearch('searching'),
              nothing: tSearch.raw('nothing'),
              failed: tSearch('failed'),
              found: tSearch.raw('found'),
              choose: tSearch('choose'),
              open: tSearch('open'),
              close: tSearch('close'),
            }}
          />
        ),
      }}
      bottom={{
        label: t('quick'),
        items: bottomFor(sections, t('nav.summaryShort')),
        more: { label: t('more'), title: t('moreTitle'), close: tCommon('close'), sections },
      }}
      over={
        <>
          <Toaster words={{ region: t('toasts'), dismiss: t('dismiss') }} />
          <Shortcuts
            groups={[
              {
                title: t('shortcuts.go'),
                items: [
                  { keys: 'g v', label: t('nav.home'), href: '/' },
                  { keys: 'g b', label: t('nav.reports'), href: '/reports' },
                  { keys: 'g t', label: t('nav.summary'), href: `/summary/${today.year}` },
                ],
              },
              {
                title: t('shortcuts.period'),
                items: [
                  { keys: '[', label: t('shortcuts.previous') },
                  { keys: ']', label: t('shortcuts.next') },
                  { keys: 'Ctrl K', label: t('shortcuts.search') },
                  { keys: '?', label: t('shortcuts.list') },
                ],
              },
              {
                title: t('shortcuts.sheet'),
                items: [
                  { keys: 'Enter', label: t('shortcuts.down') },
                  { keys: 'Ctrl D', label: t('shortcuts.fillDown') },
                  { keys: 'Ctrl Z', label: t('shortcuts.undo') },
                  { keys: 'Ctrl Y', label: t('shortcuts.redo') },
                  { keys: 'F8', label: t('shortcuts.problem') },
                  { keys: 'F2', label: t('shortcuts.edit') },
                  { keys: 'Esc', label: t('shortcuts.restore') },
                ],
              },
            ]}
            words={{ title: t('shortcuts.title'), enabled: t('shortcuts.enabled') }}
          />
        </>
      }
    >
      {children}
    </Shell>
  );
}
