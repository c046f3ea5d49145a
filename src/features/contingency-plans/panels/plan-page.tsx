import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayOf, formatDay } from '@/domain/date';
import { can, visibleDepartments } from '@/domain/policy';
import { AttachmentsPanel } from '@/features/attachments/panels/attachments-panel';
import { RecordHistory } from '@/features/audit-trail/panels/record-history';
import { departmentsOn } from '@/features/departments/queries';
import { areas } from '@/features/indicators/queries';
import { currentActor } from '@/server/session';
import { type Choice, Field, Form, SubmitButton, TextArea } from '@/ui/form';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DefinitionList } from '@/ui/page/definition-list';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { StatusSentence } from '@/ui/status';
import { retireAction, scheduleDrillAction } from '../actions';
import { PlanFields } from '../components/plan-fields';
import { contingencyPlan } from '../queries';
import { needsDrill, planStanding } from '../rules';
import { DrillItem } from './drill-item';
import { MARK } from './wording';

/** One contingency plan: its validity, its wording, its drills and what these brought. */
export async function ContingencyPlanPage({ id }: { id: number }) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('contingencyPlans'), getTranslations('common')]);
  const today = dayOf(new Date());
  const plan = await contingencyPlan(actor, id);
  if (!plan) notFound();
  const standing = planStanding(plan, today);
  const mayManage = can(actor, 'contingency.manage', { departmentId: plan.department?.id });
  const isOpen = mayManage && plan.retiredOn === null;
  const within = visibleDepartments(actor, 'contingency.manage');
  const [departments, areaList] = mayManage ? await Promise.all([departmentsOn(actor, today), areas(actor)]) : [[], []];
  const leads: Choice[] = departments
    .filter((one) => within === 'all' || within.includes(one.id))
    .map((one) => ({ value: one.id, label: one.name }));
  const hidden = (
    <>
      <input type="hidden" name="planId" value={plan.id} />
      <input type="hidden" name="version" value={plan.version} />
    </>
  );
  const buttons = (save: string, variant?: 'danger') => (
    <footer>
      <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
      <SubmitButton variant={variant}>{save}</SubmitButton>
    </footer>
  );
  const schedule = isOpen && (standing === 'inForce' || standing === 'expiring' || standing === 'coming') && (
    <DialogButton button={t('drills.schedule')} variant={plan.drills.length === 0 ? 'main' : 'plain'} title={t('drills.schedule')}>
      <Form action={scheduleDrillAction} labels={{ scheduledOn: t('drills.scheduledOn'), scenario: t('drills.scenario') }}>
        <input type="hidden" name="planId" value={plan.id} />
        <Field name="scheduledOn" type="date" label={t('drills.scheduledOn')} />
        <TextArea name="scenario" label={t('drills.scenario')} hint={t('drills.scenarioHint')} rows={3} />
        {buttons(tCommon('save'))}
      </Form>
    </DialogButton>
  );
  const { decision } = plan;
  return (
    <>
      <PageHeader
        title={plan.title}
        above={
          <>
            <Link href="/contingency-plans">{t('title')}</Link> · {t(`kind.${plan.kind}`)} · {plan.department?.name ?? t('whole')}
          </>
        }
        actions={
          isOpen && (
            <>
              <DialogButton button={t('revise')} title={t('reviseTitle')} consequence={t('reviseBody')} wide>
                <PlanFields departments={leads} mayWhole={within === 'all'} initial={plan} today={today} />
              </DialogButton>
              <DialogButton button={t('retire')} title={t('retireTitle')} consequence={t('retireBody')}>
                <Form action={retireAction} labels={{ retiredOn: t('fields.retiredOn'), reason: t('fields.reason') }}>
                  {hidden}
                  <Field name="retiredOn" type="date" label={t('fields.retiredOn')} initial={today} />
                  <TextArea name="reason" label={t('fields.reason')} rows={2} />
                  {buttons(t('retire'), 'danger')}
                </Form>
              </DialogButton>
            </>
          )
        }
      >
        <StatusSentence kind={MARK[standing]} lead={t(`standing.${standing}`)}>
          {[
            plan.retiredOn && t('retiredSince', { day: formatDay(plan.retiredOn), reason: plan.retireReason ?? '' }),
            needsDrill(plan, today) && t('drills.notThisYear'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </StatusSentence>
      </PageHeader>
      <div className="split">
        <div>
          <Section title={t('drills.title', { count: plan.drills.length })} aside={schedule}>
            {plan.drills.length === 0 ? (
              <p className="muted">{t(mayManage ? 'drills.none' : 'drills.noneReader')}</p>
            ) : (
              <ul className="list lines">
                {plan.drills.map((drill) => (
                  <DrillItem
                    key={drill.id}
                    drill={drill}
                    today={today}
                    mayManage={mayManage}
                    choices={{ areas: areaList.map((area) => ({ value: area.id, label: area.name })), leads }}
                  />
                ))}
              </ul>
            )}
          </Section>
          {plan.body && (
            <Section title={t('fields.body')}>
              <p className="whitespace-pre-line">{plan.body}</p>
            </Section>
          )}
        </div>
        <aside>
          <Section title={t('facts')}>
            <DefinitionList
              items={[
                { term: t('fields.validFrom'), value: formatDay(plan.validFrom) },
                { term: t('fields.validTo'), value: plan.validTo ? formatDay(plan.validTo) : t('noEnd') },
              ]}
            />
            {decision && (
              <p className="small mt-2">
                <span className="muted">{t('decision')}:</span>{' '}
                {[decision.number, decision.signedOn && formatDay(decision.signedOn), decision.authority, decision.subject]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            )}
          </Section>
          <AttachmentsPanel actor={actor} subject="CONTINGENCY_PLAN" subjectKey={plan.id} title={t('files')} mayAttach={mayManage} />
          <RecordHistory actor={actor} record={{ table: 'contingency_plan', id: plan.id }} title={t('history')} />
        </aside>
      </div>
    </>
  );
}
