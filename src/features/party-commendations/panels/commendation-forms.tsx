import { getTranslations } from 'next-intl/server';
import type { PersonLine } from '@/features/people/queries';
import { Field, Form, Select, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { Pick } from '@/ui/pick';
import {
  addBadgesAction,
  decideBadgesAction,
  presentBadgesAction,
  proposeBadgesAction,
  recordCommendationAction,
  withdrawCommendationAction,
} from '../actions';
import type { BadgeRow, CommendationRow } from '../queries';
import { MILESTONES } from '../rules/runs';

type Named = { id: number; name: string };
type ChoicesProps = { year: number; types: { code: string; name: string }[]; bodies: Named[]; people: PersonLine[] };

const asChoice = ({ id, name }: Named) => ({ value: id, label: name });
const personChoices = (people: PersonLine[]) =>
  people.map(({ id, honorifics, fullName, department }) => ({
    value: id,
    label: [honorifics, fullName].filter(Boolean).join(' '),
    aside: department ?? undefined,
  }));

/** Records one commendation by decision. */
export async function RecordButton({ year, types, bodies, people }: ChoicesProps) {
  const t = await getTranslations('partyCommendations.form');
  return (
    <DialogButton wide button={t('record')} title={t('record')}>
      <Form action={recordCommendationAction} labels={labelsOf(t)}>
        <Select name="typeCode" label={t('type')} choices={types.map(({ code, name }) => ({ value: code, label: name }))} />
        <Select name="partyBodyId" label={t('cell')} empty={t('nobody')} choices={bodies.map(asChoice)} />
        <Pick name="personId" label={t('person')} choices={personChoices(people)} nothing={t('nobody')} />
        <Field name="count" label={t('count')} type="number-vi" initial={1} />
        <Field name="subjectText" label={t('subjectText')} hint={t('subjectHint')} />
        <Field name="yearFrom" label={t('yearFrom')} initial={year} />
        <Field name="yearTo" label={t('yearTo')} initial={year} />
        <Field name="citation" label={t('citation')} />
        <DecisionFields />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** Puts badges on the due list. */
export async function AddBadgesButton({ people }: { people: PersonLine[] }) {
  const t = await getTranslations('partyCommendations');
  return (
    <DialogButton button={t('form.addBadges')} title={t('form.addBadges')}>
      <Form action={addBadgesAction} labels={labelsOf(await getTranslations('partyCommendations.form'))}>
        <Select
          name="milestone"
          label={t('form.milestone')}
          choices={MILESTONES.map((years) => ({ value: years, label: t('milestone', { years }) }))}
        />
        <Pick name="personId" label={t('form.person')} choices={personChoices(people)} nothing={t('form.nobody')} />
        <Field name="count" label={t('form.count')} type="number-vi" initial={1} />
        <Field name="dueOn" label={t('form.dueOn')} type="date" />
        <Field name="note" label={t('form.note')} />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** What comes next for a badge: propose, record the decision, hand over; nothing after that. */
export async function BadgeStep({ badge: { id, version, state } }: { badge: BadgeRow }) {
  const t = await getTranslations('partyCommendations.form');
  const hidden = (
    <>
      <input type="hidden" name="badgeId" value={id} />
      <input type="hidden" name="version" value={version} />
    </>
  );
  if (state === 'PRESENTED') return null;
  if (state === 'PROPOSED')
    return (
      <DialogButton button={t('decide')} title={t('decide')}>
        <Form action={decideBadgesAction} labels={labelsOf(t)}>
          {hidden}
          <DecisionFields />
          <Ends />
        </Form>
      </DialogButton>
    );
  return (
    <Form action={state === 'DUE' ? proposeBadgesAction : presentBadgesAction} className="contents">
      {hidden}
      <SubmitButton>{state === 'DUE' ? t('propose') : t('present')}</SubmitButton>
    </Form>
  );
}

/** Takes back what was recorded wrongly, with the reason. */
export async function WithdrawButton({ row: { id, version, type } }: { row: CommendationRow }) {
  const t = await getTranslations('partyCommendations.form');
  return (
    <DialogButton button={t('withdraw')} title={`${t('withdraw')}: ${type}`}>
      <Form action={withdrawCommendationAction} labels={labelsOf(t)}>
        <input type="hidden" name="awardId" value={id} />
        <input type="hidden" name="version" value={version} />
        <Field name="reason" label={t('reason')} />
        <Ends />
      </Form>
    </DialogButton>
  );
}

async function DecisionFields() {
  const t = await getTranslations('partyCommendations.form');
  return (
    <>
      <Field name="decision.number" label={`${t('decision')}: ${t('number')}`} />
      <Field name="decision.signedOn" label={t('signedOn')} type="date" />
      <Field name="decision.authority" label={t('authority')} />
      <Field name="decision.signer" label={t('signer')} />
    </>
  );
}

async function Ends() {
  const t = await getTranslations('partyCommendations.form');
  return (
    <footer>
      <CloseDialogButton>{t('cancel')}</CloseDialogButton>
      <SubmitButton>{t('save')}</SubmitButton>
    </footer>
  );
}

const FIELDS = ['cell', 'count', 'subjectText', 'yearFrom', 'yearTo', 'citation', 'dueOn', 'note', 'milestone', 'reason'] as const;
type Words = Awaited<ReturnType<typeof getTranslations<'partyCommendations.form'>>>;
const labelsOf = (t: Words): Record<string, string> => ({
  ...Object.fromEntries(FIELDS.map((field) => [field, t(field)])),
  typeCode: t('type'),
  partyBodyId: t('cell'),
  personId: t('person'),
  'decision.number': t('number'),
  'decision.signedOn': t('signedOn'),
  'decision.authority': t('authority'),
  'decision.signer': t('signer'),
});
