import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { dayOf, formatDay } from '@/domain/date';
import { reach } from '@/domain/policy';
import { currentActor } from '@/server/session';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Status, type StatusKind } from '@/ui/status';
import { MOST_MOVEMENTS, type MovementLine, movements } from '../queries';
import { MOVEMENT_SCOPES, type MovementStanding, standingOf } from '../rules';
import type { MovementFilter } from '../schema';
import { MovementFields } from './movement-forms';

export const MARK: Record<MovementStanding, StatusKind> = {
  ...{ coming: 'waiting', running: 'waiting', toReview: 'due', reviewed: 'approved', undated: 'waiting' },
};

/** Emulation movements: what runs, what waits for its final review, what was reviewed; found by name or launcher. */
export async function MovementListPanel({ filter, tabs }: { filter: MovementFilter; tabs: ReactNode }) {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('movements')]);
  const rows = await movements(actor, filter);
  const today = dayOf(new Date());
  const isAsked = filter.q.trim() !== '' || filter.scope !== null;
  const add = reach(actor, 'movement.manage') && (
    <DialogButton wide variant="main" button={t('launch')} title={t('launch')}>
      <MovementFields initial={null} mayAll={reach(actor, 'award.manage') === 'any'} />
    </DialogButton>
  );
  const name = ({ id, name: text }: MovementLine) => <Link href={`/awards/movements/${id}`}>{text}</Link>;
  const standing = (row: MovementLine) => {
    const where = standingOf(row, today);
    return (
      <Status kind={MARK[where]} quiet={where === 'reviewed' || where === 'undated'}>
        {t(`standing.${where}`)}
      </Status>
    );
  };
  return (
    <>
      <PageHeader title={t('title')} actions={add}>
        <p>{t('intro')}</p>
      </PageHeader>
      {tabs}
      <search>
        <form action="/awards/movements" className="row wrap my-3">
          <label className="sr" htmlFor="movement-q">
            {t('search')}
          </label>
          <input
            style={{ width: '20rem', maxWidth: '100%' }}
            className="input"
            id="movement-q"
            type="search"
            name="q"
            defaultValue={filter.q}
            placeholder={t('search')}
            maxLength={100}
          />
          <label className="sr" htmlFor="movement-scope">
            {t('fields.scope')}
          </label>
          <select className="input" style={{ width: 'auto' }} id="movement-scope" name="scope" defaultValue={filter.scope ?? ''}>
            <option value="">{t('anyScope')}</option>
            {MOVEMENT_SCOPES.map((scope) => (
              <option key={scope} value={scope}>
                {t(`scope.${scope}`)}
              </option>
            ))}
          </select>
          <Button type="submit">{t('find')}</Button>
        </form>
      </search>
      <DataTable
        caption={t('title')}
        rows={rows.slice(0, MOST_MOVEMENTS)}
        rowKey={({ id }) => String(id)}
        empty={
          <Empty title={t(isAsked ? 'nothingTitle' : 'emptyTitle')} action={isAsked ? undefined : add}>
            {t(isAsked ? 'nothingBody' : 'emptyBody')}
          </Empty>
        }
        columns={[
          { key: 'name', head: t('fields.name'), rowHead: true, cell: name },
          { key: 'scope', head: t('fields.scope'), className: 'nowrap', cell: ({ scope }) => t(`scope.${scope}`) },
          { key: 'by', head: t('fields.launchedBy'), cell: ({ launchedBy }) => launchedBy },
          { key: 'period', head: t('fields.period'), className: 'nowrap', cell: (row) => periodOf(row) },
          { key: 'units', head: t('fields.units'), align: 'end', cell: ({ units }) => units },
          { key: 'commended', head: t('fields.commended'), align: 'end', cell: ({ commended }) => commended },
          { key: 'standing', head: t('fields.standing'), className: 'nowrap', cell: standing },
        ]}
        phone={(row) => ({
          title: name(row),
          detail: [t(`scope.${row.scope}`), row.launchedBy, periodOf(row)].filter((text) => text !== '–').join(' · '),
          aside: standing(row),
        })}
      />
      {rows.length > MOST_MOVEMENTS && <p className="muted">{t('more', { shown: MOST_MOVEMENTS })}</p>}
    </>
  );
}

export const periodOf = ({ startsOn, endsOn }: Pick<MovementLine, 'startsOn' | 'endsOn'>) =>
  startsOn === null && endsOn === null
    ? '–'
    : [startsOn && formatDay(startsOn), endsOn ? formatDay(endsOn) : '…'].filter(Boolean).join(' – ');
