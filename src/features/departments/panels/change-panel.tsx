import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayOf, formatDay } from '@/domain/date';
import { currentActor } from '@/server/session';
import { Checkbox, CheckboxList, Field, Form, Select, SubmitButton } from '@/ui/form';
import { Link } from '@/ui/link';
import { PageHeader } from '@/ui/page/page-header';
import { Tabs } from '@/ui/page/tabs';
import { dissolveDepartmentAction, mergeDepartmentsAction, renameDepartmentAction, splitDepartmentAction } from '../actions';
import { AskingSubmit, MergeTitle } from '../components/asking-submit';
import { DecisionFields, decisionLabels } from '../components/decision-fields';
import { FieldGroup } from '../components/field-group';
import { UnitFields, unitLabels } from '../components/unit-fields';
import { type DecisionLine, type Department, type DepartmentRow, departmentByCode, departmentsOn, organisationDecisions } from '../queries';

export const CHANGES = ['rename', 'merge', 'split', 'dissolve'] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** New parts of a split that the form offers at once, and at most. */
const PARTS = { first: 2, most: 5 };

type FormProps = { unit: Department; others: DepartmentRow[]; decisions: DecisionLine[] };
const choicesOf = (rows: DepartmentRow[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

/** One department and what a decision may do to it: a new name, a merger, a split, the end. The hospital itself is only renamed. */
export async function ChangePanel({ code, change }: { code: string; change: ChangeKind }) {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('departments.form')]);
  const today = dayOf(new Date());
  const [unit, all, decisions] = await Promise.all([
    departmentByCode(actor, code, '9999-12-31'),
    departmentsOn(actor, today),
    organisationDecisions(actor),
  ]);
  if (!unit) notFound();
  const page = `/departments/${code}`;
  const above = <Link href={page}>{unit.name}</Link>;
  if (unit.dissolvedOn)
    return (
      <PageHeader above={above} title={t('changeTitle', { name: unit.name })}>
        {t('alreadyGone', { name: unit.name, day: formatDay(unit.dissolvedOn) })}
      </PageHeader>
    );
  const isRoot = unit.kind === 'HOSPITAL';
  const others = all.filter(({ id, dissolvedOn }) => id !== unit.id && dissolvedOn === null);
  const FORMS = { rename: RenameForm, merge: MergeForm, split: SplitForm, dissolve: DissolveForm };
  const shown = isRoot ? 'rename' : change;
  const Chosen = FORMS[shown];
  return (
    <>
      <PageHeader above={above} title={t('changeTitle', { name: unit.name })} />
      {!isRoot && (
        <Tabs
          label={t('tabs.label')}
          tabs={CHANGES.map((kind) => ({ href: `${page}/change?do=${kind}`, label: t(`tabs.${kind}`), current: kind === change }))}
        />
      )}
      <p className="muted mt-5 mb-4 max-w-[34rem]">{t(`${shown}Intro`)}</p>
      <Chosen key={shown} unit={unit} others={others} decisions={decisions} />
    </>
  );
}

function Versioned({ unit }: { unit: Department }) {
  return (
    <>
      <input type="hidden" name="departmentId" value={unit.id} />
      <input type="hidden" name="rowVersion" value={unit.rowVersion} />
    </>
  );
}

async function RenameForm({ unit, others, decisions }: FormProps) {
  const t = await getTranslations('departments.form');
  const labels = { ...(await unitLabels()), ...(await decisionLabels()), validFrom: t('validFrom') };
  const root = unit.kind === 'HOSPITAL';
  const standsBelowHospital = !others.some(({ id }) => id === unit.parentId);
  return (
    <Form action={renameDepartmentAction} labels={labels}>
      <Versioned unit={unit} />
      <Field name="validFrom" type="date" label={t('validFrom')} />
      <UnitFields
        withCode={false}
        kinds={root ? ['HOSPITAL'] : undefined}
        parents={root ? undefined : choicesOf(others)}
        initial={{ ...unit, parentId: standsBelowHospital ? null : unit.parentId }}
      />
      <DecisionFields decisions={decisions} />
      <SubmitButton>{t('rename')}</SubmitButton>
    </Form>
  );
}

async function MergeForm({ unit, others, decisions }: FormProps) {
  const t = await getTranslations('departments.form');
  const labels = {
    ...(await unitLabels('into.')),
    ...(await decisionLabels()),
    fromIds: t('fromIds'),
    intoId: t('intoId'),
    effectiveOn: t('effectiveOn'),
  };
  return (
    <Form action={mergeDepartmentsAction} labels={labels}>
      <CheckboxList name="fromIds" label={t('fromIds')} choices={choicesOf([unit, ...others])} initial={[unit.id]} />
      <Field name="effectiveOn" type="date" label={t('effectiveOn')} />
      <Select name="intoId" label={t('intoId')} empty={t('intoNew')} choices={choicesOf(others)} />
      <FieldGroup title={t('into')} hint={t('intoHint')}>
        <UnitFields at="into." />
      </FieldGroup>
      <DecisionFields decisions={decisions} />
      <div className="actions">
        <AskingSubmit
          button={t('merge')}
          title={<MergeTitle sentence={t.raw('mergeAsk')} nobody={t('mergeNobody')} />}
          consequence={t('mergeConsequence')}
          confirm={t('merge')}
          cancel={t('keep')}
        />
      </div>
    </Form>
  );
}

async function SplitForm({ unit, decisions }: FormProps) {
  const t = await getTranslations('departments.form');
  const places = Array.from({ length: PARTS.most }, (_, place) => place);
  const partLabels = await Promise.all(places.map((place) => unitLabels(`into.${place}.`)));
  const labels = Object.assign({}, ...partLabels, await decisionLabels(), { effectiveOn: t('effectiveOn'), principal: t('principal') });
  const part = (place: number) => (
    <FieldGroup key={place} title={t('part', { place: place + 1 })}>
      <UnitFields at={`into.${place}.`} />
    </FieldGroup>
  );
  return (
    <Form action={splitDepartmentAction} labels={labels}>
      <Versioned unit={unit} />
      <Field name="effectiveOn" type="date" label={t('effectiveOn')} />
      <Checkbox name="keepsOriginal" label={t('keepsOriginal', { name: unit.name })} />
      <div id="field-into">{places.slice(0, PARTS.first).map(part)}</div>
      <details className="my-4">
        <summary>{t('moreParts')}</summary>
        {places.slice(PARTS.first).map(part)}
      </details>
      <Select
        name="principal"
        label={t('principal')}
        initial={0}
        choices={places.map((place) => ({ value: place, label: t('part', { place: place + 1 }) }))}
      />
      <DecisionFields decisions={decisions} />
      <div className="actions">
        <AskingSubmit
          button={t('split')}
          title={t('splitAsk', { name: unit.name })}
          consequence={t('splitConsequence')}
          confirm={t('split')}
          cancel={t('keep')}
        />
      </div>
    </Form>
  );
}

async function DissolveForm({ unit, others, decisions }: FormProps) {
  const t = await getTranslations('departments.form');
  const labels = { ...(await decisionLabels()), dissolvedOn: t('dissolvedOn'), successorId: t('successorId') };
  return (
    <Form action={dissolveDepartmentAction} labels={labels}>
      <Versioned unit={unit} />
      <Field name="dissolvedOn" type="date" label={t('dissolvedOn')} />
      <Select name="successorId" label={t('successorId')} empty={t('successorNone')} choices={choicesOf(others)} />
      <DecisionFields decisions={decisions} />
      <div className="actions">
        <AskingSubmit
          button={t('dissolve')}
          title={t('dissolveAsk', { name: unit.name })}
          consequence={t('dissolveConsequence')}
          confirm={t('dissolve')}
          cancel={t('keep')}
        />
      </div>
    </Form>
  );
}
