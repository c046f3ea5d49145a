import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { can } from '@/domain/policy';
import { AttachmentsPanel } from '@/features/attachments/panels/attachments-panel';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { type Column, DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { type AwardRow, type Decision, recipientsOf } from '../queries/register';
import { AwardActs } from './award-acts';

/** One award decision: its list in the order that such lists have, collectives apart, the money, the scan. */
export async function DecisionPanel({ actor, decision }: { actor: Actor; decision: Decision }) {
  const [t, rows] = await Promise.all([getTranslations('awards.decision'), recipientsOf(actor, decision.id)]);
  const mayManage = can(actor, 'award.manage');
  const groups = [
    { key: 'people' as const, rows: rows.filter(({ isCollective }) => !isCollective) },
    { key: 'collectives' as const, rows: rows.filter(({ isCollective }) => isCollective) },
  ];
  const valid = rows.filter(({ revokedAt }) => revokedAt === null);
  const counted = (part: AwardRow[]) =>
    part.filter(({ revokedAt }) => revokedAt === null).reduce((sum, { count }) => sum + (count ?? 0), 0);
  const sum = (part: AwardRow[]) => part.reduce((total, { money, revokedAt }) => total + (revokedAt ? 0 : (money ?? 0)), 0);
  return (
    <>
      <PageHeader
        above={t('above')}
        title={[decision.number, decision.subject].filter(Boolean).join(' · ')}
        actions={
          <>
            <LinkButton href={`/api/awards/decisions/${decision.id}`}>{t('excel')}</LinkButton>
            {mayManage && <LinkButton href={`/awards/decisions/${decision.id}/add`}>{t('add')}</LinkButton>}
          </>
        }
      >
        <p>
          {t('summary', {
            ...{ people: formatNumber(counted(groups[0]?.rows ?? []), 0), collectives: formatNumber(counted(groups[1]?.rows ?? []), 0) },
            money: formatNumber(sum(valid), 0),
          })}
          {valid.some(({ count }) => count === null) && `. ${t('summaryUncounted')}`}
        </p>
        <p className="small muted">
          {[
            decision.signedOn && `${t('signedOn')} ${formatDay(decision.signedOn)}`,
            decision.authority && `${t('authority')}: ${decision.authority}`,
            decision.signer && `${t('signer')}: ${decision.signer}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </PageHeader>
      <div className="secs">
        {groups.map(
          (group) =>
            group.rows.length > 0 && (
              <Section key={group.key} title={`${t(group.key)} (${formatNumber(counted(group.rows), 0)})`}>
                <List rows={group.rows} money={sum(group.rows)} name={t(group.key)} t={t} mayManage={mayManage} />
              </Section>
            ),
        )}
        {rows.length === 0 && <p className="muted">{t('none')}</p>}
        <AttachmentsPanel actor={actor} subject="DECISION" subjectKey={decision.id} title={t('scan')} mayAttach={mayManage} />
      </div>
    </>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<'awards.decision'>>>;
type ListProps = { rows: AwardRow[]; money: number; name: string; t: Words; mayManage: boolean };

function List({ rows, money, name, t, mayManage }: ListProps) {
  const place = new Map(rows.map(({ id }, index) => [id, index + 1]));
  const act: Column<AwardRow>[] = mayManage ? [{ key: 'act', head: t('columns.act'), cell: (row) => <AwardActs row={row} /> }] : [];
  return (
    <DataTable
      caption={name}
      rows={rows}
      rowKey={({ id }) => String(id)}
      columns={[
        { key: 'index', head: t('columns.index'), align: 'end', className: 'muted', cell: ({ id }) => place.get(id) },
        { key: 'whom', head: t('columns.whom'), rowHead: true, cell: (row) => <Whom row={row} /> },
        {
          key: 'department',
          head: t('columns.department'),
          className: 'muted',
          cell: ({ subject, department }) => (subject === 'DEPARTMENT' ? '' : department),
        },
        { key: 'title', head: t('columns.title'), cell: ({ title }) => title },
        {
          key: 'year',
          head: t('columns.year'),
          cell: ({ yearFrom, yearTo }) => (yearFrom === yearTo ? (yearTo ?? '–') : `${yearFrom}–${yearTo}`),
        },
        {
          key: 'count',
          head: t('columns.count'),
          align: 'end',
          cell: ({ count }) => (count === null ? t('many') : formatNumber(count, 0)),
        },
        {
          key: 'money',
          head: t('columns.money'),
          align: 'end',
          cell: ({ money: amount, revokedAt }) =>
            amount === null ? '–' : revokedAt ? <del>{formatNumber(amount, 0)}</del> : formatNumber(amount, 0),
          total: formatNumber(money, 0),
        },
        {
          key: 'note',
          head: t('columns.note'),
          className: 'small',
          cell: ({ citation, revokedAt, revokeReason, money: amount }) =>
            revokedAt ? (
              <span className="bad">
                {t('revoked', { day: formatDay(dayOf(revokedAt)), reason: revokeReason ?? '' })}
                {amount !== null && `. ${t('recover', { money: formatNumber(amount, 0) })}`}
              </span>
            ) : (
              citation
            ),
        },
        ...act,
      ]}
    />
  );
}

function Whom({ row: { subject, personId, departmentCode, honorifics, whom, subjectText } }: { row: AwardRow }) {
  const shown = (
    <>
      {honorifics && <span className="muted">{honorifics} </span>}
      {whom ?? subjectText}
    </>
  );
  const href =
    subject === 'PERSON' ? `/awards/people/${personId}` : subject === 'DEPARTMENT' ? `/awards/departments/${departmentCode}` : null;
  return href ? (
    <Link href={href} prefetch={false}>
      {shown}
    </Link>
  ) : (
    shown
  );
}
