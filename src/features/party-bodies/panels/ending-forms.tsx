import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { addDays, type Day, formatDay } from '@/domain/date';
import { AskingSubmit } from '@/features/departments/components/asking-submit';
import { DecisionFields, decisionLabels } from '@/features/departments/components/decision-fields';
import { FieldGroup } from '@/features/departments/components/field-group';
import type { DecisionLine } from '@/features/departments/queries';
import { Checkbox, CheckboxList, type Choice, Field, Form, Select } from '@/ui/form';
import { Link } from '@/ui/link';
import { DefinitionList } from '@/ui/page/definition-list';
import { Section } from '@/ui/page/section';
import { dissolveBodyAction, mergeCellsAction, splitCellAction } from '../actions';
import { CellFields } from '../components/body-fields';
import { type Access, type BodyRow, type CellConsequences, fingerprintOf } from '../queries';
import { Versioned } from './keeping-forms';

/** New parts of a split that the form offers at once, and at most. */
const PARTS = { first: 2, most: 5 };

/** What has been chosen for the preview; it lives in the address. */
export type Asked = { on: Day | null; from: number[]; into: number | null; keeps: boolean };
export type FormProps = {
  body: BodyRow;
  /** The other cells that live. */
  others: BodyRow[];
  decisions: DecisionLine[];
  departments: Choice[];
  people: Choice[];
  accounts: { id: number; name: string; username: string }[];
  access: Access[];
  asked: Asked;
  seen: CellConsequences[];
};
type Ending = 'merge' | 'split' | 'dissolve';
const choicesOf = (rows: readonly BodyRow[]): Choice[] => rows.map(({ id, name }) => ({ value: id, label: name }));

/** First the choice that decides what happens, sent by GET so that the preview has an address of its own. */
async function Ask({ body, change, children }: { body: BodyRow; change: Ending; children: ReactNode }) {
  const t = await getTranslations('partyBodies.form');
  return (
    <form action={`/party/bodies/${body.code}/change`} className="form">
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

type PreviewProps = {
  body: BodyRow;
  change: Ending;
  lines: { term: string; value: string }[];
  seen: CellConsequences[];
  day: Day;
  ends: boolean;
};

/** What was chosen, and cell by cell what it touches. */
async function Preview({ body, change, lines, seen, day, ends }: PreviewProps) {
  const [t, tWhat] = await Promise.all([getTranslations('partyBodies.form'), getTranslations('partyBodies.consequences')]);
  const names = (rows: readonly { name: string }[]) => ({ count: rows.length, names: rows.map(({ name }) => name).join(', ') });
  const years = (list: readonly number[]) => ({ count: list.length, years: list.join(', ') });
  return (
    <>
      <Section title={t('chosen')} aside={<Link href={`/party/bodies/${body.code}/change?do=${change}`}>{t('again')}</Link>}>
        <DefinitionList items={lines} />
      </Section>
      {seen.map((cell) => (
        <Section
          key={cell.id}
          title={
            ends
              ? tWhat('ends', { name: cell.name, day: formatDay(day), last: formatDay(addDays(day, -1)) })
              : tWhat('stays', { name: cell.name })
          }
        >
          <ul className="list">
            <li>{tWhat('counts', years(cell.countYears))}</li>
            <li>{tWhat('ratings', years(cell.ratingYears))}</li>
            {ends && (
              <>
                <li>{tWhat('departments', names(cell.departments))}</li>
                <li>{tWhat('accounts', names(cell.accounts))}</li>
                <li>{tWhat('below', names(cell.below))}</li>
              </>
            )}
          </ul>
        </Section>
      ))}
    </>
  );
}

async function Send({ act, day }: { act: string; day: Day }) {
  const t = await getTranslations('partyBodies.form');
  return (
    <div className="actions">
      <AskingSubmit
        button={act}
        title={t('ask', { act, day: formatDay(day) })}
        consequence={t('askConsequence')}
        confirm={act}
        cancel={t('keep')}
      />
    </div>
  );
}

export async function MergeForm({ body, others, decisions, departments, asked, seen }: FormProps) {
  const t = await getTranslations('partyBodies.form');
  const known = [body, ...others];
  const from = known.filter(({ id }) => asked.from.includes(id));
  const into = others.find(({ id }) => id === asked.into);
  if (asked.on === null || from.length === 0 || from.some(({ id }) => id === into?.id)) {
    return (
      <Ask body={body} change="merge">
        <CheckboxList
          name="from"
          label={t('fromIds')}
          search={t('searchCells')}
          choices={choicesOf(known)}
          initial={asked.from.length > 0 ? asked.from : [body.id]}
        />
        <Field name="on" type="date" label={t('effectiveOn')} initial={asked.on ?? ''} />
        <Select name="into" label={t('intoId')} empty={t('intoNew')} initial={asked.into ?? ''} choices={choicesOf(others)} />
      </Ask>
    );
  }
  const labels = {
    'into.code': t('code'),
    'into.name': t('name'),
    intoId: t('intoId'),
    fromIds: t('fromIds'),
    effectiveOn: t('effectiveOn'),
  };
  const lines = [
    { term: t('fromIds'), value: from.map(({ name }) => name).join(', ') },
    { term: t('intoId'), value: into?.name ?? t('intoNew') },
    { term: t('effectiveOn'), value: formatDay(asked.on) },
  ];
  return (
    <div className="secs">
      <Preview body={body} change="merge" lines={lines} seen={seen} day={asked.on} ends />
      <Form action={mergeCellsAction} labels={{ ...(await decisionLabels()), ...labels }}>
        {from.map(({ id }) => (
          <input key={id} type="hidden" name="fromIds[]" value={id} />
        ))}
        <input type="hidden" name="effectiveOn" value={asked.on} />
        <input type="hidden" name="intoId" value={into?.id ?? ''} />
        <input type="hidden" name="fingerprint" value={fingerprintOf(seen)} />
        {!into && (
          <FieldGroup title={t('into')}>
            <CellFields at="into." departments={departments} />
          </FieldGroup>
        )}
        <DecisionFields decisions={decisions} />
        <Send act={t('merge')} day={asked.on} />
      </Form>
    </div>
  );
}

export async function SplitForm({ body, decisions, departments, asked, seen }: FormProps) {
  const t = await getTranslations('partyBodies.form');
  const keepsLabel = t('keepsOriginal', { name: body.name });
  if (asked.on === null) {
    return (
      <Ask body={body} change="split">
        <Field name="on" type="date" label={t('effectiveOn')} />
        <Checkbox name="keeps" label={keepsLabel} initial={asked.keeps} />
      </Ask>
    );
  }
  const places = Array.from({ length: PARTS.most }, (_, place) => place);
  const partLabels = places.map((place) => ({ [`into.${place}.code`]: t('code'), [`into.${place}.name`]: t('name') }));
  const labels = Object.assign({}, ...partLabels, await decisionLabels(), { effectiveOn: t('effectiveOn'), principal: t('principal') });
  const part = (place: number) => (
    <FieldGroup key={place} title={t('part', { place: place + 1 })}>
      <CellFields at={`into.${place}.`} departments={departments} />
    </FieldGroup>
  );
  const lines = [{ term: t('effectiveOn'), value: formatDay(asked.on) }, ...(asked.keeps ? [{ term: body.name, value: keepsLabel }] : [])];
  return (
    <div className="secs">
      <Preview body={body} change="split" lines={lines} seen={seen} day={asked.on} ends={!asked.keeps} />
      <Form action={splitCellAction} labels={labels}>
        <Versioned body={body} />
        <input type="hidden" name="effectiveOn" value={asked.on} />
        <input type="hidden" name="keepsOriginal" value={asked.keeps ? 'on' : ''} />
        <input type="hidden" name="fingerprint" value={fingerprintOf(seen)} />
        <div id="field-into">{places.slice(0, PARTS.first).map(part)}</div>
        <details className="my-4">
          <summary>{t('moreParts')}</summary>
          {places.slice(PARTS.first).map(part)}
        </details>
        {!asked.keeps && (
          <Select
            name="principal"
            label={t('principal')}
            initial={0}
            choices={places.map((place) => ({ value: place, label: t('part', { place: place + 1 }) }))}
          />
        )}
        <DecisionFields decisions={decisions} />
        <Send act={t('split')} day={asked.on} />
      </Form>
    </div>
  );
}

export async function DissolveForm({ body, others, decisions, asked, seen }: FormProps) {
  const t = await getTranslations('partyBodies.form');
  const isCell = body.kind === 'CELL';
  if (asked.on === null) {
    return (
      <Ask body={body} change="dissolve">
        <Field name="on" type="date" label={t('dissolvedOn')} />
        {isCell && (
          <Select name="into" label={t('successorId')} empty={t('successorNone')} initial={asked.into ?? ''} choices={choicesOf(others)} />
        )}
      </Ask>
    );
  }
  const heir = others.find(({ id }) => id === asked.into);
  const lines = [
    { term: t('dissolvedOn'), value: formatDay(asked.on) },
    ...(isCell ? [{ term: t('successorId'), value: heir?.name ?? t('successorNone') }] : []),
  ];
  const labels = { ...(await decisionLabels()), dissolvedOn: t('dissolvedOn'), successorId: t('successorId') };
  return (
    <div className="secs">
      <Preview body={body} change="dissolve" lines={lines} seen={seen} day={asked.on} ends />
      <Form action={dissolveBodyAction} labels={labels}>
        <Versioned body={body} />
        <input type="hidden" name="dissolvedOn" value={asked.on} />
        <input type="hidden" name="successorId" value={heir?.id ?? ''} />
        <input type="hidden" name="fingerprint" value={fingerprintOf(seen)} />
        <DecisionFields decisions={decisions} />
        <Send act={t('dissolve')} day={asked.on} />
      </Form>
    </div>
  );
}
