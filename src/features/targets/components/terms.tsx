import { useTranslations } from 'next-intl';
import { type Day, formatDay } from '@/domain/date';
import { Field, Select } from '@/ui/form';
import type { TargetDecision, TargetVersion } from '../queries/versions';

type TermsProps = { year: number; initial?: Pick<TargetVersion, 'effectiveOn' | 'note'> };

/** From which day, and a note. */
export function Terms({ year, initial }: TermsProps) {
  const t = useTranslations('targets.form');
  return (
    <>
      <Field
        name="effectiveOn"
        label={t('effectiveOn')}
        hint={t('effectiveHint', { year: String(year) })}
        type="date"
        initial={initial?.effectiveOn}
      />
      <Field name="note" label={t('note')} initial={initial?.note ?? ''} />
    </>
  );
}

/** By which decision: one recorded before, or a new one. */
export function DecisionFields({ decisions }: { decisions: (TargetDecision & { id: number })[] }) {
  const t = useTranslations('targets.form');
  return (
    <>
      {decisions.length > 0 && (
        <Select
          name="decisionId"
          label={t('decisionId')}
          empty={t('decisionNew')}
          choices={decisions.map(({ id, ...decision }) => ({ value: id, label: decisionText(decision) }))}
        />
      )}
      <div className="mt-3.5 grid grid-cols-2 items-end gap-x-4 gap-y-3.5 group-has-[#field-decisionId_option:checked:not([value=''])]/decision:hidden [&>.field]:mt-0">
        <Field name="decision.number" label={t('number')} />
        <Field name="decision.signedOn" label={t('signedOn')} type="date" />
        <Field name="decision.authority" label={t('authority')} />
        <Field name="decision.signer" label={t('signer')} />
        <div className="col-span-2">
          <Field name="decision.subject" label={t('subject')} />
        </div>
      </div>
    </>
  );
}

/** «118/QĐ-BV, 20/06/2026, Điều chỉnh chỉ tiêu» */
export function decisionText({ number, signedOn, subject }: { number: string | null; signedOn: Day | null; subject: string }): string {
  return [number, signedOn && formatDay(signedOn), subject].filter(Boolean).join(', ');
}
