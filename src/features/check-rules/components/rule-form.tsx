import { getTranslations } from 'next-intl/server';
import { CheckboxList, type Choice, Field, Form, Select, SubmitButton } from '@/ui/form';
import { CloseDialogButton } from '@/ui/overlay/dialog';
import { defineRuleAction } from '../actions';
import { type CheckKind, SEVERITIES } from '../rules';
import { CHECK_MEASURES } from '../schema';

/** One kind of rule in a dialog. */
export async function RuleForm({ kind, year, indicators }: { kind: CheckKind; year: number; indicators: Choice[] }) {
  const [t, tCommon] = await Promise.all([getTranslations('checkRules'), getTranslations('common')]);
  const labels = {
    description: t('form.description'),
    indicatorId: t(`form.indicator.${kind}`),
    'params.parts': t('form.parts'),
    'params.whole': t('form.whole'),
    'params.above': t('form.above'),
    'params.below': t('form.below'),
    'params.spread': t('form.spread'),
    'params.least': t('form.least'),
    severity: t('column.severity'),
    measure: t('column.measure'),
    fromYear: t('form.fromYear'),
  };
  const optional = tCommon('optional');
  return (
    <Form action={defineRuleAction} labels={labels}>
      <input type="hidden" name="kind" value={kind} />
      <Field name="description" label={labels.description} hint={t('form.descriptionHint')} />
      <Select name="indicatorId" label={labels.indicatorId} empty={tCommon('choose')} choices={indicators} />
      {kind === 'PARTS_SUM' && <CheckboxList name="params.parts" label={labels['params.parts']} choices={indicators} />}
      {kind === 'NOT_ABOVE' && <Select name="params.whole" label={labels['params.whole']} empty={tCommon('choose')} choices={indicators} />}
      {kind === 'WITHIN' && (
        <>
          <Field name="params.above" type="number-vi" label={labels['params.above']} optional={optional} />
          <Field name="params.below" type="number-vi" label={labels['params.below']} optional={optional} />
        </>
      )}
      {kind === 'OWN_PAST' && (
        <>
          <Field name="params.spread" type="number-vi" label={labels['params.spread']} initial="3,5" />
          <Field name="params.least" type="number-vi" label={labels['params.least']} initial={6} />
        </>
      )}
      <Select
        name="severity"
        label={labels.severity}
        initial={kind === 'OWN_PAST' ? 'INFO' : 'WARN'}
        choices={SEVERITIES.map((severity) => ({ value: severity, label: t(`severity.${severity}`) }))}
      />
      <Select
        name="measure"
        label={labels.measure}
        empty={t('measure.both')}
        choices={CHECK_MEASURES.map((measure) => ({ value: measure, label: t(`measure.${measure}`) }))}
      />
      <Field name="fromYear" type="number-vi" label={labels.fromYear} initial={year} />
      <footer>
        <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
        <SubmitButton>{t('form.save')}</SubmitButton>
      </footer>
    </Form>
  );
}
