import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayOf, formatDay } from '@/domain/date';
import { ConsequencesPanel } from '@/features/reorganisation/panels/consequences-panel';
import { consequencesOf } from '@/features/reorganisation/queries';
import { currentActor } from '@/server/session';
import { Field, Form, SubmitButton } from '@/ui/form';
import { Link } from '@/ui/link';
import { PageHeader } from '@/ui/page/page-header';
import { Tabs } from '@/ui/page/tabs';
import { renameDepartmentAction } from '../actions';
import { DecisionFields, decisionLabels } from '../components/decision-fields';
import { UnitFields, unitLabels } from '../components/unit-fields';
import { departmentByCode, departmentsOn, organisationDecisions } from '../queries';
import { type Asked, choicesOf, DissolveForm, type FormProps, MergeForm, SplitForm, Versioned } from './ending-forms';

export const CHANGES = ['rename', 'merge', 'split', 'dissolve'] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** One department and what a decision may do to it: a new name, a merger, a split, the end. The hospital itself is only renamed. */
export async function ChangePanel({ code, change, asked }: { code: string; change: ChangeKind; asked: Asked }) {
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
      <Chosen key={shown} unit={unit} others={others} decisions={decisions} asked={asked} actor={actor} />
    </>
  );
}

async function RenameForm({ unit, others, decisions, asked, actor }: FormProps) {
  const day = asked.on ?? dayOf(new Date());
  const { units } = await consequencesOf(actor, [unit.id], day);
  const t = await getTranslations('departments.form');
  const labels = { ...(await unitLabels()), ...(await decisionLabels()), validFrom: t('validFrom') };
  const root = unit.kind === 'HOSPITAL';
  const standsBelowHospital = !others.some(({ id }) => id === unit.parentId);
  return (
    <>
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
      <div className="mt-6">
        <ConsequencesPanel units={units} day={day} mode="stays" heirName={null} />
      </div>
    </>
  );
}
