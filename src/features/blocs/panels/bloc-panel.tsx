import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatDay } from '@/domain/date';
import { formatEntry, formatNumber } from '@/domain/number';
import { can } from '@/domain/policy';
import { currentActor } from '@/server/session';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Tabs } from '@/ui/page/tabs';
import { Status } from '@/ui/status';
import { type BlocMember, type BlocYear, blocs, blocYear } from '../queries';
import { MEETING_KINDS } from '../schema';
import {
  AddItemButton,
  AddMemberButton,
  CopyButton,
  FoundButton,
  MeetingButtons,
  MemberButtons,
  RemoveItemButton,
  RenameButton,
  ScoreButton,
} from './bloc-forms';

type Words = Awaited<ReturnType<typeof getTranslations<'blocs'>>>;

/** The emulation bloc in a year: its units with who leads, the score sheet with ranks, pledges, the three meetings. */
export async function BlocPanel({ year, blocId, tabs }: { year: number; blocId: number | null; tabs: ReactNode }) {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('blocs')]);
  const all = await blocs(actor);
  const mayManage = can(actor, 'bloc.manage');
  const bloc = all.find(({ id }) => id === blocId) ?? all.find(({ years }) => years.includes(year)) ?? all[0];
  if (!bloc)
    return (
      <>
        <PageHeader title={t('title')}>
          <p>{t('intro')}</p>
        </PageHeader>
        {tabs}
        <Empty title={t('emptyTitle')} action={mayManage && <FoundButton />}>
          {t('emptyBody')}
        </Empty>
      </>
    );
  const shown = await blocYear(actor, bloc.id, year);
  const { members } = shown;
  // the nearest year before, else after
  const from = bloc.years.find((one) => one < year) ?? bloc.years.at(-1);
  const former = members.length === 0 && from !== undefined && mayManage ? (await blocYear(actor, bloc.id, from)).members : [];
  const named = (role: BlocMember['role']) => members.find((one) => one.role === role)?.organisation;
  const [chair, deputy] = [named('CHAIR'), named('DEPUTY')];
  const lead = !chair ? t('noChair') : deputy ? t('chairIs', { name: chair, deputy }) : t('chairOnly', { name: chair });
  const add = mayManage && <AddMemberButton blocId={bloc.id} year={year} />;
  return (
    <>
      <PageHeader
        kind="finding"
        above={bloc.decision || t('title')}
        title={t('finding', { name: bloc.name, year, count: members.length })}
        actions={
          mayManage && (
            <>
              <RenameButton bloc={bloc} />
              {add}
            </>
          )
        }
      >
        {members.length > 0 && <p>{lead}</p>}
      </PageHeader>
      {tabs}
      {all.length > 1 && (
        <Tabs
          label={t('title')}
          tabs={all.map(({ id, name }) => ({ href: `/awards/bloc?year=${year}&bloc=${id}`, label: name, current: id === bloc.id }))}
        />
      )}
      {members.length === 0 ? (
        <Empty
          title={t('yearEmptyTitle', { year })}
          action={former.length > 0 && from !== undefined && <CopyButton blocId={bloc.id} from={from} to={year} members={former} />}
        >
          {t('yearEmptyBody')}
        </Empty>
      ) : (
        <div className="secs">
          <Members members={members} mayManage={mayManage} t={t} />
          <Sheet shown={shown} blocId={bloc.id} year={year} mayManage={mayManage} t={t} />
          <Meetings meetings={shown.meetings} blocId={bloc.id} year={year} mayManage={mayManage} t={t} />
          <Section title={t('movements')}>
            <p>
              <Link href="/awards/movements">{t('toMovements')}</Link>
            </p>
          </Section>
        </div>
      )}
    </>
  );
}

function Members({ members, mayManage, t }: { members: BlocMember[]; mayManage: boolean; t: Words }) {
  const name = ({ organisation, isUs }: BlocMember) => (
    <>
      {organisation} {isUs && <span className="muted small">({t('us')})</span>}
    </>
  );
  return (
    <Section title={t('members', { count: members.length })}>
      <DataTable
        caption={t('members', { count: members.length })}
        rows={members}
        rowKey={({ id }) => String(id)}
        dense
        columns={[
          { key: 'name', head: t('fields.organisation'), rowHead: true, cell: name },
          {
            key: 'role',
            head: t('fields.role'),
            className: 'nowrap',
            cell: ({ role }) => (role === 'MEMBER' ? t(`role.${role}`) : <b>{t(`role.${role}`)}</b>),
          },
          { key: 'pledge', head: t('fields.pledge'), className: 'whitespace-pre-line', cell: ({ pledge }) => pledge ?? '–' },
          { key: 'proposal', head: t('fields.proposal'), cell: ({ proposal }) => proposal ?? '–' },
          ...(mayManage
            ? [
                {
                  key: 'act',
                  head: <span className="sr">{t('memberOf', { name: '' })}</span>,
                  cell: (member: BlocMember) => <MemberButtons member={member} />,
                },
              ]
            : []),
        ]}
        phone={(member) => ({
          title: name(member),
          detail: [t(`role.${member.role}`), member.proposal, member.pledge].filter(Boolean).join(' · '),
          aside: mayManage && <MemberButtons member={member} />,
        })}
      />
    </Section>
  );
}

type YearProps = { blocId: number; year: number; mayManage: boolean; t: Words };

const shownPoints = (points: number | null) => (points === null ? '–' : formatEntry(points).replace('-', '−'));

function Sheet({ shown: { members, items, points }, blocId, year, mayManage, t }: YearProps & { shown: BlocYear }) {
  const add = mayManage && <AddItemButton blocId={blocId} year={year} />;
  if (items.length === 0)
    return (
      <Section title={t('sheet')} aside={add}>
        <p className="muted">{t('noItems')}</p>
      </Section>
    );
  const unscored = members.filter(({ verified }) => verified === null).length;
  const ranked = [...members].sort((one, other) => (one.rank ?? 999) - (other.rank ?? 999));
  const most = items.filter(({ isPenalty }) => !isPenalty).reduce((sum, { maxPoints }) => sum + Number(maxPoints), 0);
  const rank = ({ rank: place, isTied }: BlocMember) => (place === null ? '–' : `${place}${isTied ? ` (${t('tied')})` : ''}`);
  const score = (member: BlocMember) => <ScoreButton member={member} items={items} points={points} />;
  const verifiedOf = (member: BlocMember, itemId: number) =>
    points.find((one) => one.itemId === itemId && one.memberId === member.id)?.verified ?? null;
  return (
    <>
      <Section title={t('sheet')}>
        <p className="muted">{t('sheetBody')}</p>
        {unscored > 0 && (
          <p>
            <Status kind="due">{t('provisional', { count: unscored })}</Status>
          </p>
        )}
        <DataTable
          caption={t('sheet')}
          rows={ranked}
          rowKey={({ id }) => String(id)}
          dense
          columns={[
            { key: 'rank', head: t('fields.rank'), align: 'end', className: 'nowrap', cell: rank },
            { key: 'name', head: t('fields.organisation'), rowHead: true, cell: ({ organisation }) => organisation },
            ...items.map((item) => ({
              key: `item-${item.id}`,
              head: <abbr title={item.name}>{item.code}</abbr>,
              align: 'end' as const,
              cell: (member: BlocMember) => {
                const given = verifiedOf(member, item.id);
                return given === null ? '–' : `${item.isPenalty && Number(given) > 0 ? '−' : ''}${formatEntry(given)}`;
              },
            })),
            { key: 'self', head: t('fields.self'), align: 'end', className: 'muted', cell: ({ self }) => shownPoints(self) },
            { key: 'verified', head: t('fields.verified'), align: 'end', cell: ({ verified }) => <b>{shownPoints(verified)}</b> },
            {
              key: 'ballots',
              head: t('fields.ballots'),
              align: 'end',
              cell: ({ ballots }) => (ballots === null ? '–' : formatNumber(ballots)),
            },
            ...(mayManage ? [{ key: 'act', head: <span className="sr">{t('score')}</span>, cell: score }] : []),
          ]}
          phone={(member) => ({
            title: `${rank(member)} · ${member.organisation}`,
            detail: `${t('fields.self')} ${shownPoints(member.self)} · ${t('fields.verified')} ${shownPoints(member.verified)} · ${t('fields.ballots')} ${member.ballots ?? '–'}`,
            aside: mayManage && score(member),
          })}
        />
      </Section>
      <Section title={t('items', { count: items.length, max: formatEntry(most) })} aside={add}>
        <DataTable
          caption={t('items', { count: items.length, max: formatEntry(most) })}
          rows={items}
          rowKey={({ id }) => String(id)}
          dense
          columns={[
            { key: 'code', head: t('fields.code'), className: 'muted', cell: ({ code }) => code },
            { key: 'name', head: t('fields.item'), rowHead: true, cell: ({ name }) => name },
            {
              key: 'max',
              head: t('fields.maxPoints'),
              align: 'end',
              cell: ({ maxPoints, isPenalty }) => `${isPenalty ? '−' : ''}${formatEntry(maxPoints)}`,
            },
            ...(mayManage
              ? [
                  {
                    key: 'act',
                    head: <span className="sr">{t('removeItem')}</span>,
                    cell: (item: BlocYear['items'][number]) => <RemoveItemButton item={item} />,
                  },
                ]
              : []),
          ]}
          phone={(item) => ({
            title: `${item.code} ${item.name}`,
            detail: `${t(item.isPenalty ? 'fields.isPenalty' : 'fields.maxPoints')} ${formatEntry(item.maxPoints)}`,
            aside: mayManage && <RemoveItemButton item={item} />,
          })}
        />
      </Section>
    </>
  );
}

function Meetings({ meetings, blocId, year, mayManage, t }: YearProps & Pick<BlocYear, 'meetings'>) {
  const rows = MEETING_KINDS.map((kind) => ({ kind, meeting: meetings.find((one) => one.kind === kind) }));
  type Row = (typeof rows)[number];
  const buttons = ({ kind, meeting }: Row) => <MeetingButtons blocId={blocId} year={year} kind={kind} meeting={meeting} />;
  const when = ({ meeting }: Row) => (meeting ? formatDay(meeting.heldOn) : t('notHeld'));
  return (
    <Section title={t('meetings')}>
      <DataTable
        caption={t('meetings')}
        rows={rows}
        rowKey={({ kind }) => kind}
        dense
        columns={[
          { key: 'kind', head: t('fields.kind'), rowHead: true, className: 'nowrap', cell: ({ kind }) => t(`kind.${kind}`) },
          { key: 'when', head: t('fields.heldOn'), className: 'nowrap', cell: when },
          { key: 'place', head: t('fields.place'), cell: ({ meeting }) => meeting?.place ?? '–' },
          { key: 'result', head: t('fields.result'), className: 'whitespace-pre-line', cell: ({ meeting }) => meeting?.result ?? '–' },
          ...(mayManage ? [{ key: 'act', head: <span className="sr">{t('meeting')}</span>, cell: buttons }] : []),
        ]}
        phone={(row) => ({
          title: t(`kind.${row.kind}`),
          detail: [when(row), row.meeting?.place, row.meeting?.result].filter(Boolean).join(' · '),
          aside: mayManage && buttons(row),
        })}
      />
    </Section>
  );
}
