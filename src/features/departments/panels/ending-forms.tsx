import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Actor } from '@/domain/actor';
import { type Day, formatDay } from '@/domain/date';
import { ConsequencesPanel } from '@/features/reorganisation/panels/consequences-panel';
import { type Consequences, consequencesOf } from '@/features/reorganisation/queries';
import { Checkbox, CheckboxList, Field, Form, Select } from '@/ui/form';
import { Link } from '@/ui/link';
import { DefinitionList } from '@/ui/page/definition-list';
import { Section } from '@/ui/page/section';
import { dissolveDepartmentAction, mergeDepartmentsAction, splitDepartmentAction } from '../actions';
import { AskingSubmit, MergeTitle } from '../components/asking-submit';
import { DecisionFields, decisionLabels } from '../components/decision-fields';
import { FieldGroup } from '../components/field-group';
import { UnitFields, unitLabels } from '../components/unit-fields';
import type { DecisionLine, Department, DepartmentRow } from '../queries';

/** New parts of a split that the form offers at once, and at most. */
const PARTS = { first: 2, most: 5 };
/** Tasks that get a lead one by one in the form; the others go with all. */
const MOST_TASKS = 40;

type Ending = 'merge' | 'split' | 'dissolve';

/** What has been chosen for the preview; it lives in the address. */
export type Asked = { on: Day | null; from: number[]; into: number | null; keeps: boolean };
export type FormProps = { unit: Department; others: DepartmentRow[]; decisions: DecisionLine[]; asked: Asked; actor: Actor };
export const choicesOf = (rows: DepartmentRow[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

export function Versioned({ unit }: { unit: Department }) {
  return (
    <>
      <input type="hidden" name="departmentId" value={unit.id} />
      <input type="hidden" name="rowVersion" value={unit.rowVersion} />
    </>
  );
}

/** First the choice that decides what happens, sent by GET so that the preview has an address of its own. */
async function Ask({ unit, change, children }: { unit: Department; change: Ending; children: ReactNode }) {
  const t = await getTranslations('reorganisation.form');
  return (
    <form action={`/departments/${unit.code}/change`} className="form">
      <input type="hidden" name="do" value={change} />
      {children}
      <div className="actions">
        <button type="submit" className="btn main-act">
          {t('look')}
        </button>
      </div>
    </form>
  );
}

type ChosenProps = { unit: Department; change: Ending; lines: { term: string; value: string }[] };

/** What was chosen, and the way back to choose again. */
async function ChosenSection({ unit, change, lines }: ChosenProps) {
  const t = await getTranslations('reorganisation.form');
  return (
    <Section title={t('chosen')} aside={<Link href={`/departments/${unit.code}/change?do=${change}`}>{t('again')}</Link>}>
      <DefinitionList items={lines} />
    </Section>
  );
}

export async function MergeForm({ unit, others, decisions, asked, actor }: FormProps) {
  const [t, tOrg] = await Promise.all([getTranslations('departments.form'), getTranslations('reorganisation.form')]);
  const known = [unit, ...others];
  const from = known.filter(({ id }) => asked.from.includes(id));
  const into = others.find(({ id }) => id === asked.into);
  if (asked.on === null || from.length === 0 || from.some(({ id }) => id === into?.id)) {
    return (
      <Ask unit={unit} change="merge">
        <CheckboxList
          name="from"
          label={t('fromIds')}
          search={t('searchFrom')}
          choices={choicesOf(known)}
          initial={asked.from.length > 0 ? asked.from : [unit.id]}
        />
        <Field name="on" type="date" label={t('effectiveOn')} initial={asked.on ?? ''} />
        <Select name="into" label={t('intoId')} empty={t('intoNew')} initial={asked.into ?? ''} choices={choicesOf(others)} />
      </Ask>
    );
  }
  const heirName = into?.name ?? tOrg('newHeir');
  const labels = {
    ...(await unitLabels('into.')),
    ...(await decisionLabels()),
    fromIds: t('fromIds'),
    intoId: t('intoId'),
    effectiveOn: t('effectiveOn'),
  };
  const seen = await consequencesOf(
    actor,
    from.map(({ id }) => id),
    asked.on,
  );
  return (
    <div className="secs">
      <ChosenSection
        unit={unit}
        change="merge"
        lines={[
          { term: t('fromIds'), value: from.map(({ name }) => name).join(', ') },
          { term: t('intoId'), value: into?.name ?? t('intoNew') },
          { term: t('effectiveOn'), value: formatDay(asked.on) },
        ]}
      />
      <ConsequencesPanel units={seen.units} day={asked.on} mode="ends" heirName={heirName} />
      <Form action={mergeDepartmentsAction} labels={labels}>
        {from.map(({ id }) => (
          <input key={id} type="hidden" name="fromIds[]" value={id} />
        ))}
        <input type="hidden" name="effectiveOn" value={asked.on} />
        <input type="hidden" name="intoId" value={into?.id ?? ''} />
        {!into && (
          <FieldGroup title={t('into')}>
            <UnitFields at="into." />
          </FieldGroup>
        )}
        <HandingOver seen={seen} day={asked.on} others={others.filter(({ id }) => !asked.from.includes(id))} heirName={heirName} />
        <DecisionFields decisions={decisions} />
        <div className="actions">
          <AskingSubmit
            button={t('merge')}
            title={
              into ? (
                tFilled(t.raw('mergeAsk'), from, into.name)
              ) : (
                <MergeTitle sentence={tFilled(t.raw('mergeAsk'), from)} nobody={tOrg('newHeir')} />
              )
            }
            consequence={t('mergeConsequence')}
            confirm={t('merge')}
            cancel={t('keep')}
          />
        </div>
      </Form>
    </div>
  );
}

/** The sentence with the names that are known; the new department's is read from the form. */
function tFilled(sentence: string, from: readonly { name: string }[], into = '{into}'): string {
  return sentence.replace('{from}', () => from.map(({ name }) => name).join(', ')).replace('{into}', () => into);
}

export async function SplitForm({ unit, others, decisions, asked, actor }: FormProps) {
  const [t, tOrg] = await Promise.all([getTranslations('departments.form'), getTranslations('reorganisation.form')]);
  const keepsLabel = t('keepsOriginal', { name: unit.name });
  if (asked.on === null) {
    return (
      <Ask unit={unit} change="split">
        <Field name="on" type="date" label={t('effectiveOn')} />
        <Checkbox name="keeps" label={keepsLabel} initial={asked.keeps} />
      </Ask>
    );
  }
  const places = Array.from({ length: PARTS.most }, (_, place) => place);
  const partLabels = await Promise.all(places.map((place) => unitLabels(`into.${place}.`)));
  const labels = Object.assign({}, ...partLabels, await decisionLabels(), { effectiveOn: t('effectiveOn'), principal: t('principal') });
  const part = (place: number) => (
    <FieldGroup key={place} title={t('part', { place: place + 1 })}>
      <UnitFields at={`into.${place}.`} />
    </FieldGroup>
  );
  const seen = await consequencesOf(actor, [unit.id], asked.on);
  const heirName = tOrg('principalHeir');
  return (
    <div className="secs">
      <ChosenSection
        unit={unit}
        change="split"
        lines={[{ term: t('effectiveOn'), value: formatDay(asked.on) }, ...(asked.keeps ? [{ term: unit.name, value: keepsLabel }] : [])]}
      />
      <ConsequencesPanel units={seen.units} day={asked.on} mode={asked.keeps ? 'stays' : 'ends'} heirName={asked.keeps ? null : heirName} />
      <Form action={splitDepartmentAction} labels={labels}>
        <Versioned unit={unit} />
        <input type="hidden" name="effectiveOn" value={asked.on} />
        <input type="hidden" name="keepsOriginal" value={asked.keeps ? 'on' : ''} />
        <div id="field-into">{places.slice(0, PARTS.first).map(part)}</div>
        <details className="my-4">
          <summary>{t('moreParts')}</summary>
          {places.slice(PARTS.first).map(part)}
        </details>
        {asked.keeps ? (
          <input type="hidden" name="fingerprint" value={seen.fingerprint} />
        ) : (
          <>
            <Select
              name="principal"
              label={t('principal')}
              initial={0}
              choices={places.map((place) => ({ value: place, label: t('part', { place: place + 1 }) }))}
            />
            <HandingOver seen={seen} day={asked.on} others={others} heirName={heirName} />
          </>
        )}
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
    </div>
  );
}

export async function DissolveForm({ unit, others, decisions, asked, actor }: FormProps) {
  const t = await getTranslations('departments.form');
  if (asked.on === null) {
    return (
      <Ask unit={unit} change="dissolve">
        <Field name="on" type="date" label={t('dissolvedOn')} />
        <Select name="into" label={t('successorId')} empty={t('successorNone')} initial={asked.into ?? ''} choices={choicesOf(others)} />
      </Ask>
    );
  }
  const heir = others.find(({ id }) => id === asked.into);
  const labels = { ...(await decisionLabels()), dissolvedOn: t('dissolvedOn'), successorId: t('successorId') };
  const seen = await consequencesOf(actor, [unit.id], asked.on);
  return (
    <div className="secs">
      <ChosenSection
        unit={unit}
        change="dissolve"
        lines={[
          { term: t('dissolvedOn'), value: formatDay(asked.on) },
          { term: t('successorId'), value: heir?.name ?? t('successorNone') },
        ]}
      />
      <ConsequencesPanel units={seen.units} day={asked.on} mode="ends" heirName={heir?.name ?? null} />
      <Form action={dissolveDepartmentAction} labels={labels}>
        <Versioned unit={unit} />
        <input type="hidden" name="dissolvedOn" value={asked.on} />
        <input type="hidden" name="successorId" value={heir?.id ?? ''} />
        <HandingOver seen={seen} day={asked.on} others={others} heirName={heir?.name ?? null} />
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
    </div>
  );
}

type HandingProps = { seen: { units: Consequences[]; fingerprint: string }; day: Day; others: DepartmentRow[]; heirName: string | null };

/** Who leads each open task from the day on, and whether the successor goes on reporting; carries what was seen. */
async function HandingOver({ seen: { units, fingerprint }, day, others, heirName }: HandingProps) {
  const t = await getTranslations('reorganisation');
  const tasks = units.flatMap((unit) => unit.tasks);
  const choices = choicesOf(others);
  const blank = heirName ?? t('form.choose');
  return (
    <>
      <input type="hidden" name="fingerprint" value={fingerprint} />
      {heirName !== null && units.some(({ indicators }) => indicators.length > 0) && (
        <Checkbox name="takesIndicators" label={t('form.takes', { heir: heirName, day: formatDay(day) })} initial />
      )}
      {tasks.length > 0 && (
        <FieldGroup title={t('form.tasks')} hint={t(heirName === null ? 'form.tasksHintNone' : 'form.tasksHint')}>
          <Select name="taskLeadId" label={t('form.allTasks')} empty={blank} choices={choices} />
          {tasks.slice(0, MOST_TASKS).map(({ id, title, dueOn }) => (
            <Select
              key={id}
              name={`taskLeads.t${id}`}
              label={t('task', { title, day: formatDay(dueOn) })}
              empty={t('form.allTasks')}
              choices={choices}
            />
          ))}
          {tasks.length > MOST_TASKS && <p className="muted small">{t('more', { count: tasks.length - MOST_TASKS })}</p>}
        </FieldGroup>
      )}
    </>
  );
}
