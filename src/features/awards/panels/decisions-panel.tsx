import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { can } from '@/domain/policy';
import { departmentsOn } from '@/features/departments/queries';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { decisions, decisionYears } from '../queries/register';

type Props = { actor: Actor; q: string; year: number | null; batchId: number | null };

/** Award decisions, to be found by number, title or a recipient's name; those of one import when that is asked for. */
export async function DecisionsPanel({ actor, q, year, batchId }: Props) {
  const [t, rows, years, departments] = await Promise.all([
    getTranslations('awards.decisions'),
    decisions(actor, { q, year, batchId }),
    decisionYears(actor),
    departmentsOn(actor, dayOf(new Date()), { withRoot: true }),
  ]);
  const isAll = q === '' && year === null && batchId === null;
  return (
    <>
      {batchId !== null && (
        <p className="my-3">
          {t('ofImport')} <Link href="/awards/decisions">{t('all')}</Link>
        </p>
      )}
      <search>
        <form action="/awards/decisions" className="row wrap my-3">
          {batchId !== null && <input type="hidden" name="import" value={batchId} />}
          <label className="grow phone:basis-full">
            <span className="sr">{t('search')}</span>
            <input className="input" type="search" name="q" defaultValue={q} placeholder={t('searchHint')} maxLength={100} />
          </label>
          <label className="row">
            <span className="small muted nowrap">{t('year')}</span>
            <select className="input w-auto" name="signed" defaultValue={year ?? ''}>
              <option value="">{t('allYears')}</option>
              {years.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="btn">
            {t('show')}
          </button>
        </form>
      </search>
      <DataTable
        caption={t('title')}
        rows={rows}
        rowKey={({ id }) => String(id)}
        empty={
          isAll ? (
            <Empty
              title={t('none')}
              action={can(actor, 'award.manage') && <LinkButton href="/awards/decisions/new">{t('new')}</LinkButton>}
            >
              {t('noneBody')}
            </Empty>
          ) : (
            <p className="muted">{t('noneFound')}</p>
          )
        }
        phone={({ id, number, signedOn, subject, recipients }) => ({
          title: <Link href={`/awards/decisions/${id}`}>{number ?? t('unnumbered')}</Link>,
          detail: subject,
          aside: [signedOn && formatDay(signedOn), t('recipients', { count: recipients })].filter(Boolean).join(' · '),
        })}
        columns={[
          {
            key: 'number',
            head: t('columns.number'),
            rowHead: true,
            cell: ({ id, number }) => (
              <Link href={`/awards/decisions/${id}`} prefetch={false}>
                {number ?? t('unnumbered')}
              </Link>
            ),
          },
          { key: 'signedOn', head: t('columns.signedOn'), cell: ({ signedOn }) => (signedOn ? formatDay(signedOn) : '–') },
          { key: 'subject', head: t('columns.subject'), cell: ({ subject }) => subject },
          { key: 'titles', head: t('columns.titles'), className: 'small muted', cell: ({ titles }) => titles },
          { key: 'recipients', head: t('columns.recipients'), align: 'end', cell: ({ recipients }) => formatNumber(recipients, 0) },
          { key: 'money', head: t('columns.money'), align: 'end', cell: ({ money }) => (money === 0 ? '–' : formatNumber(money, 0)) },
        ]}
      />
      <details className="mt-4">
        <summary>{t('byDepartment')}</summary>
        <ul className="row wrap mt-2 gap-x-4 gap-y-1">
          {departments.map(({ id, code, name }) => (
            <li key={id}>
              <Link href={`/awards/departments/${code}`} prefetch={false}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
