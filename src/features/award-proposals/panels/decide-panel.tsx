import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf } from '@/domain/date';
import { departmentsOn } from '@/features/departments/queries';
import { CheckboxList, Field, Form, SubmitButton } from '@/ui/form';
import { Section } from '@/ui/page/section';
import { grantProposalsAction, submitProposalsAction } from '../actions';
import { type ProposalLine, proposals } from '../queries';

/** What the council carried: the director's own by one decision, the rest to the superior by one submission. */
export async function DecidePanel({ actor, year }: { actor: Actor; year: number }) {
  const [t, rows] = await Promise.all([getTranslations('awardProposals'), proposals(actor, { year })]);
  const [ours, theirs, away] = (['grant', 'submit', 'awaitResult'] as const).map((step) => rows.filter(({ next }) => next === step));
  return (
    <div className="secs">
      <Section title={t('section.toGrant')}>
        {ours && ours.length > 0 ? <GrantForm actor={actor} rows={ours} year={year} /> : <p className="muted">{t('none.grant')}</p>}
      </Section>
      <Section title={t('section.toSubmit')}>
        {theirs && theirs.length > 0 ? (
          <Form action={submitProposalsAction} labels={await labels()}>
            <Chosen rows={theirs} />
            <Field name="superior" label={t('form.superior')} initial={theirs[0]?.title.decidedBy ?? ''} />
            <div className="columns">
              <Field name="submissionNumber" label={t('form.submissionNumber')} />
              <Field name="submittedOn" type="date" label={t('form.submittedOn')} />
            </div>
            <SubmitButton>{t('form.submit')}</SubmitButton>
          </Form>
        ) : (
          <p className="muted">{t('none.submit')}</p>
        )}
      </Section>
      {away && away.length > 0 && (
        <Section title={t('section.submitted')}>
          <GrantForm actor={actor} rows={away} year={year} fromAbove />
        </Section>
      )}
    </div>
  );
}

async function Chosen({ rows, all = true }: { rows: ProposalLine[]; all?: boolean }) {
  const t = await getTranslations('awardProposals');
  const choices = rows.map(({ id, rowVersion, name, title }) => ({ value: `${id}:${rowVersion}`, label: `${name}: ${title.name}` }));
  return (
    <CheckboxList
      name="proposals"
      label={t('form.proposals')}
      choices={choices}
      initial={all ? choices.map(({ value }) => value) : []}
      search={choices.length > 12 ? t('form.search') : undefined}
    />
  );
}

type GrantProps = { actor: Actor; rows: ProposalLine[]; year: number; fromAbove?: boolean };

/** Records the decision on the chosen proposals; from above when the superior has granted what was submitted. */
export async function GrantForm({ actor, rows, year, fromAbove = false }: GrantProps) {
  const [t, units] = await Promise.all([getTranslations('awardProposals'), departmentsOn(actor, dayOf(new Date()), { withRoot: true })]);
  const hospital = units.find(({ kind }) => kind === 'HOSPITAL')?.name ?? '';
  return (
    <Form action={grantProposalsAction} labels={await labels()}>
      <Chosen rows={rows} all={!fromAbove || rows.length === 1} />
      <div className="columns">
        <Field name="decision.number" label={t('form.number')} />
        <Field name="decision.signedOn" type="date" label={t('form.signedOn')} />
        <Field name="decision.authority" label={t('form.authority')} initial={fromAbove ? (rows[0]?.superior ?? '') : hospital} />
        <Field name="decision.signer" label={t('form.signer')} />
      </div>
      <Field name="decision.subject" label={t('form.subject')} initial={t('form.subjectOf', { year: String(year) })} />
      <SubmitButton>{fromAbove ? t('form.recordGrant') : t('form.grant')}</SubmitButton>
    </Form>
  );
}

async function labels(): Promise<Record<string, string>> {
  const t = await getTranslations('awardProposals.form');
  const decision = (['number', 'signedOn', 'authority', 'signer', 'subject'] as const).map((name) => [`decision.${name}`, t(name)]);
  return {
    ...Object.fromEntries(decision),
    ...Object.fromEntries((['proposals', 'superior', 'submissionNumber', 'submittedOn'] as const).map((name) => [name, t(name)])),
  };
}
