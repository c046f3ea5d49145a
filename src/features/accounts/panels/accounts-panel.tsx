import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { Pagination } from '@/ui/page/pagination';
import { Status } from '@/ui/status';
import { type AccountLine, accountList, PAGE_SIZE } from '../queries';
import type { AccountFilter } from '../schema';
import { roleNames } from './role-names';

const LIST = '/admin/accounts';

/** The accounts that match, fifty at a time; the address holds what is asked for. */
export async function AccountsPanel({ actor, filter }: { actor: Actor; filter: AccountFilter }) {
  const [t, tAll, { rows, total }, nameOf] = await Promise.all([
    getTranslations('accounts.list'),
    getTranslations('accounts'),
    accountList(actor, filter, new Date()),
    roleNames(),
  ]);
  const name = ({ id, displayName }: AccountLine) => (
    <Link href={`${LIST}/${id}`} prefetch={false}>
      {displayName}
    </Link>
  );
  const roles = ({ roles }: AccountLine) => {
    const [first, ...more] = roles;
    if (!first) return '–';
    return more.length > 0 ? `${nameOf(first)}, ${t('moreRoles', { count: more.length })}` : nameOf(first);
  };
  const notes = ({ isSample, mustChangePassword }: AccountLine) =>
    [isSample && t('sample'), mustChangePassword && t('firstPassword')].filter(Boolean).join(', ');
  const state = ({ state }: AccountLine) => (
    <Status kind={state === 'ACTIVE' ? 'approved' : 'locked'} quiet>
      {tAll(`state.${state}`)}
    </Status>
  );
  const lastSeen = ({ lastSeenAt }: AccountLine) => (lastSeenAt ? formatMoment(lastSeenAt) : t('never'));
  const from = (filter.page - 1) * PAGE_SIZE;
  return (
    <>
      <DataTable
        caption={t('title')}
        rows={rows}
        rowKey={({ id }) => String(id)}
        columns={[
          { key: 'name', head: t('name'), cell: name, rowHead: true },
          { key: 'username', head: tAll('field.username'), cell: ({ username }) => username },
          { key: 'role', head: tAll('field.role'), cell: roles },
          { key: 'state', head: t('state'), cell: state },
          { key: 'seen', head: t('lastSeen'), cell: lastSeen, align: 'end' },
          { key: 'notes', head: t('notes'), cell: notes, className: 'muted small' },
        ]}
        phone={(row) => ({ title: name(row), detail: `${row.username} · ${roles(row)}`, aside: state(row) })}
        empty={
          <Empty title={t('emptyTitle')} action={<LinkButton href={LIST}>{t('clear')}</LinkButton>}>
            {t('emptyBody')}
          </Empty>
        }
      />
      <Pagination
        label={t('pages')}
        range={t('range', { from: formatNumber(from + 1), to: formatNumber(from + rows.length), total: formatNumber(total) })}
        previous={filter.page > 1 ? addressOf({ ...filter, page: filter.page - 1 }) : undefined}
        next={from + rows.length < total ? addressOf({ ...filter, page: filter.page + 1 }) : undefined}
        words={{ previous: t('previous'), next: t('next') }}
      />
    </>
  );
}

function addressOf({ q, state, role, page }: AccountFilter): string {
  const search = new URLSearchParams();
  if (q) search.set('q', q);
  if (state) search.set('state', state);
  if (role) search.set('role', role);
  if (page > 1) search.set('page', String(page));
  return `${LIST}?${search}`;
}
