import { getTranslations } from 'next-intl/server';
import { DecisionFields, decisionLabels } from '@/features/departments/components/decision-fields';
import { type Choice, Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton } from '@/ui/overlay/dialog';
import { drawUpAction, reviseAction } from '../actions';
import type { PlanDetail } from '../queries';
import { CONTINGENCY_KINDS } from '../schema';

type PlanFieldsProps = {
  departments: Choice[];
  /** Whether it may be a plan of the whole hospital. */
  mayWhole: boolean;
  initial: PlanDetail | null;
  today: string;
};

/** The form of a contingency plan: to draw one up, or to revise one. */
export async function PlanFields({ departments, mayWhole, initial, today }: PlanFieldsProps) {
  const [t, tCommon, decision] = await Promise.all([getTranslations('contingencyPlans'), getTranslations('common'), decisionLabels()]);
  const optional = tCommon('optional');
  const labels = {
    ...{ kind: t('fields.kind'), title: t('fields.title'), departmentId: t('fields.scope'), body: t('fields.body') },
    ...{ validFrom: t('fields.validFrom'), validTo: t('fields.validTo'), ...decision },
  };
  return (
    <Form action={initial ? reviseAction : drawUpAction} labels={labels}>
      {initial && (
        <>
          <input type="hidden" name="planId" value={initial.id} />
          <input type="hidden" name="version" value={initial.version} />
        </>
      )}
      <Field name="title" label={t('fields.title')} initial={initial?.title} />
      <div className="columns">
        <Select
          name="kind"
          label={t('fields.kind')}
          choices={CONTINGENCY_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          initial={initial?.kind ?? 'EPIDEMIC'}
        />
        <Select
          name="departmentId"
          label={t('fields.scope')}
          choices={departments}
          empty={mayWhole ? t('whole') : undefined}
          initial={initial?.department?.id ?? (mayWhole ? '' : departments[0]?.value)}
        />
        <Field name="validFrom" type="date" label={t('fields.validFrom')} initial={initial?.validFrom ?? today} />
        <Field name="validTo" type="date" label={t('fields.validTo')} optional={optional} initial={initial?.validTo ?? ''} />
      </div>
      <TextArea
        name="body"
        label={t('fields.body')}
        hint={t('fields.bodyHint')}
        optional={optional}
        rows={6}
        initial={initial?.body ?? ''}
      />
      <details open={initial === null}>
        <summary>{t(initial?.decision ? 'newDecision' : 'decision')}</summary>
        <DecisionFields decisions={[]} optional />
      </details>
      <footer>
        {initial && <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>}
        <SubmitButton>{tCommon('save')}</SubmitButton>
      </footer>
    </Form>
  );
}
