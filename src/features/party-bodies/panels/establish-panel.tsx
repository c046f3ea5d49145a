import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { DecisionFields, decisionLabels } from '@/features/departments/components/decision-fields';
import { departmentsOn } from '@/features/departments/queries';
import { people } from '@/features/people/queries';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { CheckboxList, Field, Form, Select, SubmitButton } from '@/ui/form';
import { PageHeader } from '@/ui/page/page-header';
import { establishBodyAction } from '../actions';
import { LeaderFields } from '../components/body-fields';
import { bodiesOn, partyDecisions } from '../queries';
import { BODY_KINDS } from '../schema';

/** The form that founds a body or a cell; the first one is the hospital's Party organisation. */
export async function EstablishBodyPanel() {
  const [actor, t, tKind] = await Promise.all([currentActor(), getTranslations('partyBodies.form'), getTranslations('partyBodies.kind')]);
  const today = dayOf(new Date());
  const read = await readParty(actor, 'party.read', async (tx) => ({
    bodies: await bodiesOn(tx, today),
    decisions: await partyDecisions(tx),
  }));
  if (read === null) notFound();
  const { bodies, decisions } = read;
  const [departments, known, labels] = await Promise.all([departmentsOn(actor, today), people(actor, today), decisionLabels()]);
  const isFirst = bodies.every(({ kind }) => kind !== 'ORGANISATION');
  const kinds = BODY_KINDS.filter((kind) => (kind === 'ORGANISATION') === isFirst);
  const parents = bodies.filter(({ kind }) => kind !== 'ORGANISATION' && ['COMMITTEE', 'SUB_ORGANISATION', 'CELL'].includes(kind));
  return (
    <>
      <PageHeader title={t('establishTitle')}>{t('establishIntro')}</PageHeader>
      <Form
        action={establishBodyAction}
        labels={{
          ...labels,
          ...{ code: t('code'), kind: t('kind'), name: t('name'), parentId: t('parent'), establishedOn: t('establishedOn') },
          ...{ secretaryId: t('secretary'), deputyId: t('deputy'), departmentIds: t('departmentIds') },
        }}
      >
        <Select
          name="kind"
          label={t('kind')}
          initial={isFirst ? 'ORGANISATION' : 'CELL'}
          choices={kinds.map((kind) => ({ value: kind, label: tKind(kind) }))}
        />
        <Field name="code" label={t('code')} hint={t('codeHint')} />
        <Field name="name" label={t('name')} />
        {parents.length > 0 && (
          <Select
            name="parentId"
            label={t('parent')}
            empty={t('parentNone')}
            choices={parents.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Field name="establishedOn" type="date" label={t('establishedOn')} />
        <LeaderFields
          people={known.map(({ id, honorifics, fullName }) => ({ value: id, label: [honorifics, fullName].filter(Boolean).join(' ') }))}
        />
        {!isFirst && (
          <CheckboxList
            name="departmentIds"
            label={t('departmentIds')}
            hint={t('departmentsHint')}
            search={t('searchDepartments')}
            choices={departments.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <DecisionFields decisions={decisions} optional />
        <SubmitButton>{t('establish')}</SubmitButton>
      </Form>
    </>
  );
}
