import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { reach } from '@/domain/policy';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { Status } from '@/ui/status';
import { roadSentence, STATUS } from '../components/sentence';
import { type ProposalLine, proposals } from '../queries';

/** The proposals of a year in the order of lists, each with where it is and what comes next. */
export async function ProposalsPanel({ actor, year }: { actor: Actor; year: number }) {
  const [t, rows] = await Promise.all([getTranslations('awardProposals'), proposals(actor, { year })]);
  const name = ({ id, name: whom }: ProposalLine) => (
    <Link href={`/awards/proposals/${id}`} prefetch={false}>
      {whom}
    </Link>
  );
  const state = (row: ProposalLine) => <Status kind={STATUS[row.state]}>{t(`state.${row.state}`)}</Status>;
  return (
    <DataTable
      caption={t('title', { year: String(year) })}
      rows={rows}
      rowKey={({ id }) => String(id)}
      groupOf={({ title }) => ({ key: title.code, label: title.name })}
      empty={<Empty title={t('emptyTitle', { year: String(year) })}>{t('emptyBody')}</Empty>}
      columns={[
        { key: 'whom', head: t('column.whom'), rowHead: true, cell: name, width: '15rem' },
        {
          key: 'department',
          head: t('column.department'),
          cell: ({ department, subject }) => (subject === 'PERSON' ? department.name : ''),
          width: '12rem',
        },
        { key: 'state', head: t('column.state'), cell: state, width: '12rem' },
        { key: 'where', head: t('column.where'), cell: (row) => roadSentence(t, row) },
      ]}
      phone={(row) => ({ title: name(row), detail: `${row.title.name} · ${roadSentence(t, row)}`, aside: state(row) })}
    />
  );
}

/** What one may begin from here. */
export async function ProposalDoors({ actor, year }: { actor: Actor; year: number }) {
  const t = await getTranslations('awardProposals');
  const at = `?year=${year}`;
  return (
    <>
      {reach(actor, 'award.propose') && (
        <LinkButton href={`/awards/proposals/new${at}`} variant="main">
          {t('new')}
        </LinkButton>
      )}
      {reach(actor, 'award.propose') && <LinkButton href={`/awards/proposals/meeting${at}`}>{t('meeting')}</LinkButton>}
      {reach(actor, 'award.council') && <LinkButton href={`/awards/proposals/council${at}`}>{t('council')}</LinkButton>}
      {reach(actor, 'award.council') && <LinkButton href={`/awards/proposals/decide${at}`}>{t('decide')}</LinkButton>}
    </>
  );
}
