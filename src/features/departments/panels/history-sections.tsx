import { getTranslations } from 'next-intl/server';
import { type Day, formatDay } from '@/domain/date';
import { Link } from '@/ui/link';
import { Section } from '@/ui/page/section';
import { Timeline } from '@/ui/page/timeline';
import type { DecisionLine, DepartmentHistory } from '../queries';
import { versionOn } from '../rules';

/** «QĐ 12/QĐ-BV ngày 01/07/2022», or what is known of it. */
async function DecisionText({ decision }: { decision: DecisionLine | null }) {
  const t = await getTranslations('departments.page');
  if (!decision) return <span className="muted">{t('noDecision')}</span>;
  const { number, signedOn, authority, signer, subject } = decision;
  const name = number && signedOn ? t('decision', { number, signedOn: formatDay(signedOn) }) : t('decisionUnnumbered');
  return (
    <span className="muted" title={[authority, signer].filter(Boolean).join(', ') || undefined}>
      {name}: {subject}
    </span>
  );
}

/** Names over time, latest first; the one of the day that is looked at is marked. */
export async function NamesSection({ history, day }: { history: DepartmentHistory; day: Day }) {
  const t = await getTranslations('departments.page');
  return (
    <Section title={t('names')}>
      <Timeline
        label={t('names')}
        items={history.versions.toReversed().map((version) => ({
          key: String(version.id),
          dateTime: version.validFrom,
          current: version === versionOn(history.versions, day),
          what: (
            <>
              <b>{version.name}</b>
              <br />
              <DecisionText decision={version.decision} />
            </>
          ),
          when: version.validTo
            ? t('fromTo', { from: formatDay(version.validFrom), to: formatDay(version.validTo) })
            : t('fromOn', { from: formatDay(version.validFrom) }),
        }))}
      />
    </Section>
  );
}

/** What it came from and what became of it, each with its decision. */
export async function LineageSection({ history }: { history: DepartmentHistory }) {
  const t = await getTranslations('departments.page');
  return (
    <Section title={t('lineage')}>
      <Timeline
        label={t('lineage')}
        items={history.lineage.toReversed().map((row) => ({
          key: `${row.side}/${row.code}/${row.effectiveOn}`,
          when: formatDay(row.effectiveOn),
          dateTime: row.effectiveOn,
          what: (
            <>
              <Link href={`/departments/${row.code}`}>
                <b>{t(`${row.side}.${row.kind}`, { name: row.name })}</b>
              </Link>
              {row.isPrincipal && <span className="muted">, {t('principal')}</span>}
              <br />
              <DecisionText decision={row.decision} />
            </>
          ),
        }))}
      />
    </Section>
  );
}
