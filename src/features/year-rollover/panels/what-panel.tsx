import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatEntry } from '@/domain/number';
import { Button } from '@/ui/button';
import { Field, Form, Select } from '@/ui/form';
import { PageHeader } from '@/ui/page/page-header';
import { prepareRolloverAction } from '../actions';
import type { RolloverPreview } from '../queries';
import { countsOf } from '../rules/plan';
import { ROLLOVER_PARTS, UNFINISHED_TO } from '../schema';
import { RolloverScreen } from './rollover-screen';

/** Step 2: which parts, by how many per cent, and where unfinished tasks go. */
export async function WhatPanel({ preview: { plan, choices }, steps }: { preview: RolloverPreview; steps: ReactNode }) {
  const t = await getTranslations('rollover');
  const { year } = plan;
  const counts = countsOf(plan);
  const labels = { percent: t('what.percent'), percentDown: t('what.percentDown'), unfinishedTo: t('what.unfinishedTo') };
  return (
    <RolloverScreen
      steps={steps}
      head={<PageHeader kind="finding" above={t('title')} title={t('what.finding', { year, before: year - 1 })} />}
      foot={
        <Button variant="main" type="submit" form="what">
          {t('what.save')}
        </Button>
      }
    >
      <Form id="what" action={prepareRolloverAction} labels={labels}>
        <input type="hidden" name="year" value={year} />
        <fieldset className="field">
          <legend>{t('what.parts', { year })}</legend>
          {ROLLOVER_PARTS.map((part) => (
            <div key={part} className="field check">
              <input type="checkbox" id={`part-${part}`} name="parts[]" value={part} defaultChecked={choices.parts.includes(part)} />
              <label htmlFor={`part-${part}`}>
                {t(`parts.${part}`)} <span className="muted">({counts[part].rows})</span>
              </label>
              <span className="hint">{t(`partHint.${part}`, { before: year - 1 })}</span>
            </div>
          ))}
        </fieldset>
        <Field
          type="number-vi"
          name="percent"
          label={t('what.percent')}
          hint={t('what.percentHint')}
          initial={formatEntry(choices.percent)}
        />
        <Field
          type="number-vi"
          name="percentDown"
          label={t('what.percentDown')}
          hint={t('what.percentDownHint')}
          initial={formatEntry(choices.percentDown)}
        />
        <Select
          name="unfinishedTo"
          label={t('what.unfinishedTo')}
          initial={choices.unfinishedTo}
          choices={UNFINISHED_TO.map((value) => ({ value, label: t(`what.${value}`, { year }) }))}
        />
      </Form>
    </RolloverScreen>
  );
}
