import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { DecisionFields, decisionLabels } from '@/features/departments/components/decision-fields';
import { FieldGroup } from '@/features/departments/components/field-group';
import { Checkbox, CheckboxList, Field, Form, Select, SubmitButton } from '@/ui/form';
import { Section } from '@/ui/page/section';
import { linkDepartmentsAction, renameBodyAction, setLeadersAction, unlinkDepartmentsAction } from '../actions';
import { LeaderFields } from '../components/body-fields';
import type { BodyRow } from '../queries';
import type { FormProps } from './ending-forms';

/** Which body a form is about, as it was read. */
export function Versioned({ body }: { body: BodyRow }) {
  return (
    <>
      <input type="hidden" name="partyBodyId" value={body.id} />
      <input type="hidden" name="rowVersion" value={body.rowVersion} />
    </>
  );
}

export async function RenameForm({ body, decisions }: FormProps) {
  const t = await getTranslations('partyBodies.form');
  return (
    <Form action={renameBodyAction} labels={{ ...(await decisionLabels()), validFrom: t('validFrom'), name: t('name') }}>
      <Versioned body={body} />
      <Field name="validFrom" type="date" label={t('validFrom')} />
      <Field name="name" label={t('name')} initial={body.name} />
      <DecisionFields decisions={decisions} />
      <SubmitButton>{t('rename')}</SubmitButton>
    </Form>
  );
}

export async function LeadersForm({ body, decisions, people, accounts, access }: FormProps) {
  const t = await getTranslations('partyBodies.form');
  const labels = { secretaryId: t('secretary'), deputyId: t('deputy'), accountId: t('accountId'), validFrom: t('validFrom') };
  return (
    <Form action={setLeadersAction} labels={{ ...(await decisionLabels()), ...labels }}>
      <Versioned body={body} />
      <Field name="validFrom" type="date" label={t('validFrom')} initial={dayOf(new Date())} />
      <LeaderFields people={people} secretaryId={body.secretaryId} deputyId={body.deputyId} />
      {body.kind === 'CELL' && (
        <FieldGroup title={t('access')} hint={t('accessHint')}>
          <Checkbox name="changesAccess" label={t('changesAccess')} />
          <Select
            name="accountId"
            label={t('accountId')}
            empty={t('noAccount')}
            initial={access[0]?.accountId ?? ''}
            choices={accounts.map(({ id, name, username }) => ({ value: id, label: `${name} (${username})` }))}
          />
        </FieldGroup>
      )}
      <DecisionFields decisions={decisions} optional />
      <SubmitButton>{t('setLeaders')}</SubmitButton>
    </Form>
  );
}

export async function DepartmentsForm({ body, departments }: FormProps) {
  const t = await getTranslations('partyBodies.form');
  const covered = body.departments.map(({ id, name }) => ({ value: id, label: name }));
  const free = departments.filter(({ value }) => covered.every((one) => one.value !== value));
  return (
    <div className="secs">
      {covered.length > 0 && (
        <Section title={t('unlinkTitle')}>
          <Form action={unlinkDepartmentsAction} labels={{ departmentIds: t('departmentIds'), validTo: t('validTo') }}>
            <Versioned body={body} />
            <CheckboxList name="departmentIds" label={t('departmentIds')} choices={covered} />
            <Field name="validTo" type="date" label={t('validTo')} />
            <SubmitButton variant="plain">{t('unlink')}</SubmitButton>
          </Form>
        </Section>
      )}
      <Section title={t('linkTitle')}>
        <Form action={linkDepartmentsAction} labels={{ departmentIds: t('departmentIds'), validFrom: t('validFrom') }}>
          <Versioned body={body} />
          <CheckboxList name="departmentIds" label={t('departmentIds')} search={t('searchDepartments')} choices={free} />
          <Field name="validFrom" type="date" label={t('validFrom')} />
          <SubmitButton>{t('link')}</SubmitButton>
        </Form>
      </Section>
    </div>
  );
}
