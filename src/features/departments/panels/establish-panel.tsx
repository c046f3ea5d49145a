import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { currentActor } from '@/server/session';
import { Field, Form, SubmitButton } from '@/ui/form';
import { PageHeader } from '@/ui/page/page-header';
import { establishDepartmentAction } from '../actions';
import { DecisionFields, decisionLabels } from '../components/decision-fields';
import { UnitFields, unitLabels } from '../components/unit-fields';
import { departmentsOn, organisationDecisions } from '../queries';

/** The form that founds a department; the first one is the hospital itself. */
export async function EstablishPanel() {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('departments.form')]);
  const today = dayOf(new Date());
  const [all, decisions, unitNames, decisionNames] = await Promise.all([
    departmentsOn(actor, today, { withRoot: true }),
    organisationDecisions(actor),
    unitLabels(),
    decisionLabels(),
  ]);
  const parents = all.filter(({ kind }) => kind !== 'HOSPITAL').map(({ id, name }) => ({ value: id, label: name }));
  const isFirst = all.every(({ kind }) => kind !== 'HOSPITAL');
  return (
    <>
      <PageHeader title={t('establishTitle')}>{t('establishIntro')}</PageHeader>
      <Form action={establishDepartmentAction} labels={{ ...unitNames, ...decisionNames, establishedOn: t('establishedOn') }}>
        <UnitFields {...(isFirst ? { kinds: ['HOSPITAL'] } : { parents })} />
        <Field name="establishedOn" type="date" label={t('establishedOn')} />
        <DecisionFields decisions={decisions} optional />
        <SubmitButton>{t('establish')}</SubmitButton>
      </Form>
    </>
  );
}
