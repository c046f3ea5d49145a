import { getTranslations } from 'next-intl/server';
import { type Day, dayOf, formatDay } from '@/domain/date';
import { reach } from '@/domain/policy';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Tabs } from '@/ui/page/tabs';
import { Status } from '@/ui/status';
import { contingencyPlans, type PlanLine } from '../queries';
import { callsForWork, needsDrill, planStanding } from '../rules';
import { CONTINGENCY_KINDS, type ContingencyFilter } from '../schema';
import { MARK } from './wording';

/** Every contingency plan: what is in force, what is nearly over, what was not drilled this year. */
export async function ContingencyListPanel({ filter }: { filter: ContingencyFilter }) {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('contingencyPlans')]);
  const today = dayOf(new Date());
  const all = await contingencyPlans(actor);
  const due = all.filter((plan) => callsForWork(plan, today));
  const rows = filter.due ? due : all.filter(({ kind }) => filter.kind === null || kind === filter.kind);
  const name = (plan: PlanLine) => (
    <Link href={`/contingency-plans/${plan.id}`} prefetch={false}>
      {plan.title}
    </Link>
  );
  const scope = ({ department }: PlanLine) => department?.name ?? t('whole');
  const until = ({ validFrom, validTo }: PlanLine) =>
    validTo ? t('validity', { from: formatDay(validFrom), to: formatDay(validTo) }) : t('validitySince', { from: formatDay(validFrom) });
  const add = reach(actor, 'contingency.manage') && (
    <LinkButton variant="main" href="/contingency-plans/new">
      {t('drawUp')}
    </LinkButton>
  );
  const undrilled = all.filter((plan) => needsDrill(plan, today)).length;
  return (
    <>
      <PageHeader title={t('title')} actions={add}>
        {all.length > 0 && t('finding', { count: all.length, due: due.length, undrilled })}
      </PageHeader>
      {all.length > 0 && (
        <Tabs
          label={t('fields.kind')}
          counts
          tabs={[
            { href: '/contingency-plans', label: t('all'), count: all.length, current: filter.kind === null && filter.due === null },
            { href: '/contingency-plans?due=1', label: t('dueOnly'), count: due.length, current: filter.due !== null },
            ...CONTINGENCY_KINDS.map((kind) => ({
              href: `/contingency-plans?kind=${kind}`,
              label: t(`kind.${kind}`),
              count: all.filter((plan) => plan.kind === kind).length,
              current: filter.due === null && filter.kind === kind,
            })),
          ]}
        />
      )}
      <DataTable
        caption={t('title')}
        rows={rows}
        rowKey={({ id }) => String(id)}
        empty={
          <Empty title={t(all.length > 0 ? 'nothingTitle' : 'emptyTitle')} action={all.length === 0 ? add : undefined}>
            {t(all.length > 0 ? 'nothingBody' : 'emptyBody')}
          </Empty>
        }
        columns={[
          { key: 'title', head: t('fields.title'), rowHead: true, cell: name },
          { key: 'kind', head: t('fields.kind'), className: 'nowrap', cell: ({ kind }) => t(`kind.${kind}`) },
          { key: 'scope', head: t('fields.scope'), cell: scope },
          { key: 'valid', head: t('fields.validity'), className: 'nowrap', cell: until },
          { key: 'state', head: t('fields.state'), className: 'nowrap', cell: (plan) => <Standing plan={plan} today={today} /> },
          { key: 'drill', head: t('fields.drill'), cell: (plan) => <DrillNote plan={plan} today={today} /> },
        ]}
        phone={(plan) => ({
          title: name(plan),
          detail: (
            <>
              {scope(plan)} · {until(plan)}
              <br />
              <DrillNote plan={plan} today={today} />
            </>
          ),
          aside: <Standing plan={plan} today={today} />,
        })}
      />
    </>
  );
}

/** In force, nearly over, over, retired. */
async function Standing({ plan, today }: { plan: PlanLine; today: Day }) {
  const t = await getTranslations('contingencyPlans.standing');
  const standing = planStanding(plan, today);
  return (
    <Status kind={MARK[standing]} quiet={standing === 'inForce' || standing === 'retired'}>
      {t(standing)}
    </Status>
  );
}

/** When it was drilled last, when it will be; or that this year nobody did. */
async function DrillNote({ plan, today }: { plan: PlanLine; today: Day }) {
  const t = await getTranslations('contingencyPlans.drills');
  const next = plan.nextDrillOn && t(plan.nextDrillOn < today ? 'notRecorded' : 'next', { day: formatDay(plan.nextDrillOn) });
  if (needsDrill(plan, today))
    return (
      <>
        <Status kind="due">{t('notThisYear')}</Status> {next && <span className="small muted">{next}</span>}
      </>
    );
  return (
    <span className="small muted">
      {[plan.lastHeldOn && t('last', { day: formatDay(plan.lastHeldOn) }), next].filter(Boolean).join(' · ') || '–'}
    </span>
  );
}
