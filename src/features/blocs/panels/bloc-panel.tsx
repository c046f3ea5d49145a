import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { can } from '@/domain/policy';
import { currentActor } from '@/server/session';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Tabs } from '@/ui/page/tabs';
import { type BlocMember, blocs, blocYear } from '../queries';
import { AddMemberButton, CopyButton, FoundButton, MemberButtons, RenameButton, VoidButton } from './bloc-forms';
import { Meetings } from './meetings-section';
import { Sheet } from './sheet-section';

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
        <Empty title={t('emptyTitle')} action={mayManage && <FoundButton isFirst />}>
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
  const isBare = members.length === 0 && shown.items.length === 0 && shown.meetings.length === 0;
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
              {isBare && bloc.years.length === 0 && <VoidButton bloc={bloc} />}
              <RenameButton bloc={bloc} />
              <FoundButton />
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
      {members.length === 0 && (
        <Empty
          title={t('yearEmptyTitle', { year })}
          action={former.length > 0 && from !== undefined && <CopyButton blocId={bloc.id} from={from} to={year} members={former} />}
        >
          {t('yearEmptyBody')}
        </Empty>
      )}
      {/* what was recorded of a year without members can still be taken back */}
      {!isBare && (
        <div className="secs">
          <Members members={members} mayManage={mayManage} t={t} />
          <Sheet shown={shown} blocId={bloc.id} year={year} mayManage={mayManage} />
          <Meetings meetings={shown.meetings} blocId={bloc.id} year={year} mayManage={mayManage} />
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
