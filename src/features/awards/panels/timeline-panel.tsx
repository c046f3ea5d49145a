import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { can } from '@/domain/policy';
import { Link } from '@/ui/link';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import type { AwardRow } from '../queries/register';
import { AwardActs } from './award-acts';

type TimelinePanelProps = { actor: Actor; title: string; kind: 'person' | 'department'; rows: AwardRow[]; actions?: ReactNode };

/** Awards of one person or department: by year, of unknown years, and «nhiều», which is told and never summed. */
export async function TimelinePanel({ actor, title, kind, rows, actions }: TimelinePanelProps) {
  const t = await getTranslations('awards.timeline');
  const parts = [
    { key: 'dated' as const, rows: rows.filter(({ count, yearTo }) => count !== null && yearTo !== null) },
    { key: 'undated' as const, rows: rows.filter(({ count, yearTo }) => count !== null && yearTo === null) },
    { key: 'uncounted' as const, rows: rows.filter(({ count }) => count === null) },
  ].filter((part) => part.rows.length > 0);
  const counted = rows.reduce((sum, { count, revokedAt }) => sum + (revokedAt ? 0 : (count ?? 0)), 0);
  return (
    <>
      <PageHeader above={t(kind)} title={title} actions={actions}>
        <p className="muted">{rows.length === 0 ? t('none') : t('counted', { count: formatNumber(counted, 0) })}</p>
      </PageHeader>
      <div className="secs">
        {parts.map((part) => (
          <Section key={part.key} title={t(part.key)}>
            <ol className="tl" aria-label={t(part.key)}>
              {part.rows.map((row) => (
                <li key={row.id} className={row.revokedAt ? 'warn-dot' : 'on'}>
                  <Line row={row} mayManage={can(actor, 'award.manage')} />
                </li>
              ))}
            </ol>
          </Section>
        ))}
      </div>
    </>
  );
}

async function Line({ row, mayManage }: { row: AwardRow; mayManage: boolean }) {
  const [t, tDecision] = await Promise.all([getTranslations('awards.timeline'), getTranslations('awards.decision')]);
  const {
    title,
    subject,
    subjectText,
    count,
    yearFrom,
    yearTo,
    decisionId,
    number,
    signedOn,
    authority,
    citation,
    source,
    money,
    revokedAt,
    revokeReason,
  } = row;
  const years = yearTo === null ? null : yearFrom === yearTo ? String(yearTo) : `${yearFrom}–${yearTo}`;
  const isUnnamed = subject === 'UNNAMED' || subject === 'UNCOUNTED';
  return (
    <>
      <p>
        {years && <b>{years} </b>}
        {title}
        {isUnnamed && (
          <span>: {count === null ? subjectText : t('people', { count: formatNumber(count, 0), who: subjectText ?? t('unit') })}</span>
        )}
        {money !== null && <span className="muted small"> · {formatNumber(money, 0)} đ</span>}
      </p>
      <p className="small muted">
        {decisionId !== null ? (
          <Link href={`/awards/decisions/${decisionId}`}>
            {t('byDecision', { number: number ?? '–', day: signedOn ? formatDay(signedOn) : '–' })}
          </Link>
        ) : (
          t('noDecision')
        )}
        {[authority, citation, source && t('source', { source })].filter(Boolean).map((part) => ` · ${part}`)}
      </p>
      {revokedAt && <p className="small bad">{tDecision('revoked', { day: formatDay(dayOf(revokedAt)), reason: revokeReason ?? '' })}</p>}
      {/* what a decision gave is put right on its own page */}
      {mayManage && decisionId === null && (
        <details className="small">
          <summary className="muted">{t('putRight')}</summary>
          <AwardActs row={row} />
        </details>
      )}
    </>
  );
}
