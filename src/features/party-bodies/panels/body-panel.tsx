import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type Day, dayOf, formatDay } from '@/domain/date';
import { can } from '@/domain/policy';
import type { DecisionLine } from '@/features/departments/queries';
import { existsOn } from '@/features/departments/rules';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DefinitionList } from '@/ui/page/definition-list';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Timeline } from '@/ui/page/timeline';
import { type Access, accessTo, type BodyHistory, type BodyRow, bodyByCode, bodyHistory } from '../queries';

/** One body on a day: who leads it, what it covers, who writes for it, what it was called and what became of it. */
export async function BodyPanel({ code, day, year, tabs }: { code: string; day: Day; year: string | null; tabs: ReactNode }) {
  const [actor, t, tBodies] = await Promise.all([currentActor(), getTranslations('partyBodies.page'), getTranslations('partyBodies')]);
  const today = dayOf(new Date());
  const read = await readParty(actor, 'party.read', async (tx) => {
    const body = await bodyByCode(tx, code, day);
    return body && { body, history: await bodyHistory(tx, body.id), access: await accessTo(tx, body.id, today) };
  });
  if (!read) notFound();
  const { body, history, access } = read;
  const suffix = year ? `?year=${year}` : '';
  const mayChange = can(actor, 'party.organise') && body.dissolvedOn === null;
  return (
    <>
      <PageHeader
        title={body.name}
        above={
          <>
            <Link href={`/party/bodies${suffix}`}>{tBodies('title')}</Link> ·{' '}
            {t('above', { kind: tBodies(`kind.${body.kind}`), code: body.code })} · {tBodies('private')}
          </>
        }
        actions={mayChange && <LinkButton href={`/party/bodies/${body.code}/change`}>{t('change')}</LinkButton>}
      >
        <Facts body={body} day={day} today={today} suffix={suffix} />
      </PageHeader>
      {tabs}
      <div className="split">
        <div>
          <LeadersSection body={body} access={access} />
          {body.kind === 'CELL' && <DepartmentsSection body={body} />}
        </div>
        <aside>
          <HistorySection history={history} />
          {history.links.some(({ validTo }) => validTo !== null) && <LinksSection history={history} />}
          {history.lineage.length > 0 && <LineageSection history={history} suffix={suffix} />}
        </aside>
      </div>
    </>
  );
}

async function Facts({ body, day, today, suffix }: { body: BodyRow; day: Day; today: Day; suffix: string }) {
  const [t, tList] = await Promise.all([getTranslations('partyBodies.page'), getTranslations('partyBodies.list')]);
  const { establishedOn, dissolvedOn, parent } = body;
  const facts = [
    day !== today && tList('onDay', { day: formatDay(day) }),
    !existsOn(body, day) && establishedOn > day && t('absent', { day: formatDay(day) }),
    t('since', { day: formatDay(establishedOn) }),
    dissolvedOn && t(dissolvedOn <= today ? 'gone' : 'willEnd', { day: formatDay(dissolvedOn) }),
  ].filter(Boolean);
  return (
    <p>
      {parent && <Link href={`/party/bodies/${parent.code}${suffix}`}>{t('under', { parent: parent.name })}</Link>} {facts.join(' ')}
    </p>
  );
}

async function LeadersSection({ body, access }: { body: BodyRow; access: Access[] }) {
  const t = await getTranslations('partyBodies.page');
  const nobody = <span className="muted">{t('nobody')}</span>;
  const accounts = access.map(({ name, username, since }) => t('accessSince', { name, username, day: formatDay(since) }));
  return (
    <Section title={t('leaders')}>
      <DefinitionList
        wide
        items={[
          { term: t('secretary'), value: body.secretary ?? nobody },
          { term: t('deputy'), value: body.deputy ?? nobody },
          ...(body.kind === 'CELL'
            ? [{ term: t('access'), value: accounts.length > 0 ? accounts.join('; ') : <span className="muted">{t('noAccess')}</span> }]
            : []),
        ]}
      />
    </Section>
  );
}

async function DepartmentsSection({ body }: { body: BodyRow }) {
  const t = await getTranslations('partyBodies.page');
  return (
    <Section title={t('departments', { count: body.departments.length })}>
      {body.departments.length === 0 && <p className="muted">{t('noDepartments')}</p>}
      <ul className="list">
        {body.departments.map(({ id, code, name, validFrom }) => (
          <li key={id}>
            <Link href={`/departments/${code}`}>{name}</Link>{' '}
            <span className="muted small">{t('fromOn', { from: formatDay(validFrom) })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

async function DecisionText({ decision }: { decision: DecisionLine | null }) {
  const t = await getTranslations('partyBodies.page');
  if (!decision) return <span className="muted">{t('noDecision')}</span>;
  const { number, signedOn, subject } = decision;
  const name = number && signedOn ? t('decision', { number, signedOn: formatDay(signedOn) }) : t('decisionUnnumbered');
  return (
    <span className="muted">
      {name}: {subject}
    </span>
  );
}

async function HistorySection({ history }: { history: BodyHistory }) {
  const t = await getTranslations('partyBodies.page');
  return (
    <Section title={t('history')}>
      <Timeline
        label={t('history')}
        items={history.versions.map(({ id, name, secretary, deputy, validFrom, validTo, decision }) => ({
          key: String(id),
          dateTime: validFrom,
          current: validTo === null,
          what: (
            <>
              <b>{name}</b>
              {secretary && (
                <>
                  <br />
                  {t('secretary')}: {secretary}
                  {deputy && `; ${t('deputy')}: ${deputy}`}
                </>
              )}
              <br />
              <DecisionText decision={decision} />
            </>
          ),
          when: validTo ? t('fromTo', { from: formatDay(validFrom), to: formatDay(validTo) }) : t('fromOn', { from: formatDay(validFrom) }),
        }))}
      />
    </Section>
  );
}

async function LinksSection({ history }: { history: BodyHistory }) {
  const t = await getTranslations('partyBodies.page');
  return (
    <Section title={t('links')}>
      <ul className="list">
        {history.links.map(({ id, name, validFrom, validTo }) => (
          <li key={id}>
            {name}{' '}
            <span className="muted small">
              {validTo ? t('fromTo', { from: formatDay(validFrom), to: formatDay(validTo) }) : t('fromOn', { from: formatDay(validFrom) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

async function LineageSection({ history, suffix }: { history: BodyHistory; suffix: string }) {
  const t = await getTranslations('partyBodies.page');
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
              <Link href={`/party/bodies/${row.code}${suffix}`}>
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
