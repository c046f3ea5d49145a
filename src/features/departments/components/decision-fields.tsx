import { getTranslations } from 'next-intl/server';
import { formatDay } from '@/domain/date';
import { Checkbox, Field, Select } from '@/ui/form';
import type { DecisionLine } from '../queries';
import { FieldGroup } from './field-group';

/** By which decision: one on record, or a new one. */
export async function DecisionFields({ decisions, optional = false }: { decisions: DecisionLine[]; optional?: boolean }) {
  const [t, tCommon] = await Promise.all([getTranslations('departments.form'), getTranslations('common')]);
  const choices = decisions.map(({ id, number, signedOn, subject }) => ({
    value: id,
    label: [number, signedOn && formatDay(signedOn), subject].filter(Boolean).join(' · ').slice(0, 120),
  }));
  return (
    <FieldGroup title={t('decision')} hint={optional ? tCommon('optional') : undefined}>
      {choices.length > 0 && <Select name="decisionId" label={t('decisionId')} empty={t('decisionNew')} choices={choices} />}
      <Field name="decision.number" label={t('number')} />
      <Field name="decision.signedOn" type="date" label={t('signedOn')} />
      <Field name="decision.subject" label={t('subject')} />
      <Field name="decision.authority" label={t('authority')} optional={tCommon('optional')} />
      <Field name="decision.signer" label={t('signer')} optional={tCommon('optional')} />
      <Checkbox name="decision.unnumbered" label={t('unnumbered')} />
    </FieldGroup>
  );
}

/** Names of the decision's fields for a form's error summary. */
export async function decisionLabels(): Promise<Record<string, string>> {
  const t = await getTranslations('departments.form');
  return {
    decisionId: t('decisionId'),
    'decision.number': t('number'),
    'decision.signedOn': t('signedOn'),
    'decision.subject': t('subject'),
    'decision.authority': t('authority'),
    'decision.signer': t('signer'),
  };
}
