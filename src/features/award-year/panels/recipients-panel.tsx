import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatDay } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { type Recipient, recipientsOf } from '../queries';
import { addressOf } from '../schema';

/** Lines of a title before the rest is a link. */
const MOST = 15;
/** One title, whole. */
const ALL = 5_000;

/** Who has what in a year, by title; a long list of one title is a page of its own (`code`). */
export async function RecipientsPanel({ actor, year, code }: { actor: Actor; year: number; code: string | undefined }) {
  const [t, lines] = await Promise.all([getTranslations('awardYear'), recipientsOf(actor, year, { code, most: code ? ALL : MOST })]);
  if (lines.length === 0) return code ? <p className="muted">{t('noneOfTitle')}</p> : null;
  const name = ({ personId, honorifics, name: said, isCollective, departmentCode, count }: Recipient) => {
    const full = [honorifics, said].filter(Boolean).join(' ');
    if (personId !== null)
      return (
        <Link className="plain" href={`/awards/people/${personId}`}>
          {full}
        </Link>
      );
    if (isCollective && departmentCode)
      return (
        <Link className="plain" href={`/awards/departments/${encodeURIComponent(departmentCode)}`}>
          {full}
        </Link>
      );
    return count === null ? t('uncounted', { name: full }) : full;
  };
  const decision = ({ decisionId, decisionNumber, signedOn }: Recipient) =>
    decisionId === null ? (
      <span className="muted">{t('noDecision')}</span>
    ) : (
      <>
        <Link href={`/awards/decisions/${decisionId}`}>{decisionNumber ?? t('noNumber')}</Link>
        {signedOn && <span className="muted"> {formatDay(signedOn)}</span>}
      </>
    );
  const columns: Column<Recipient>[] = [
    { key: 'name', head: t('name'), rowHead: true, cell: name },
    { key: 'department', head: t('department'), cell: (line) => line.department ?? '', className: 'muted' },
    { key: 'count', head: t('count'), align: 'end', cell: ({ count }) => (count === null ? t('many') : formatNumber(count)) },
    { key: 'decision', head: t('decision'), cell: decision },
    { key: 'money', head: t('moneyEach'), align: 'end', cell: ({ money }) => (money === null ? '–' : formatNumber(money)) },
  ];
  return (
    <Section
      title={t(code ? 'titleList' : 'listTitle', { year: String(year), title: lines[0]?.title ?? '' })}
      aside={
        code && (
          <LinkButton size="small" href={addressOf(year)}>
            {t('allTitles')}
          </LinkButton>
        )
      }
    >
      <DataTable
        caption={t('listTitle', { year: String(year) })}
        rows={lines}
        rowKey={({ id }) => String(id)}
        groupOf={(line) => ({
          key: line.code,
          label: line.title,
          aside:
            !code && line.lines > MOST ? (
              <Link href={`${addressOf(year)}&title=${line.code}`}>{t('more', { count: line.lines - MOST })}</Link>
            ) : undefined,
        })}
        columns={columns}
        phone={(line) => ({
          title: name(line),
          detail: (
            <>
              {line.title} · {decision(line)}
            </>
          ),
          aside: line.money === null ? '' : formatNumber(line.money),
        })}
      />
    </Section>
  );
}
