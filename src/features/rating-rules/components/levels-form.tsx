import { getTranslations } from 'next-intl/server';
import { formatEntry } from '@/domain/number';
import { Checkbox, Field, Form, Select, SubmitButton } from '@/ui/form';
import { CloseDialogButton } from '@/ui/overlay/dialog';
import { changeLevelsAction } from '../actions';
import type { Subject } from '../rules/levels';
import type { Criteria, LowestRule } from '../rules/suggestion';

type Level = { code: string; label: string; shortLabel: string; minScore: number | null };
type LevelsFormProps = { set: { id: number; rowVersion: number; subject: Subject; criteria: Criteria | null; levels: Level[] } };

const SHARES = ['minDone', 'minOnTime', 'minExceeded', 'maxLate'] as const;
const ASKED = ['EXCELLENT', 'GOOD', 'COMPLETED'] as const;

/** Names, scores and thresholds of the four levels in a dialog. */
export async function LevelsForm({ set: { id, rowVersion, subject, criteria, levels } }: LevelsFormProps) {
  const [t, tCommon] = await Promise.all([getTranslations('ratingRules'), getTranslations('common')]);
  const labels = Object.fromEntries(
    levels.flatMap(({ code, label }, index) => [
      [`levels.${index}.label`, t('form.label', { level: index + 1 })],
      [`levels.${index}.shortLabel`, t('form.shortLabel', { level: index + 1 })],
      [`levels.${index}.minScore`, t('form.minScore', { level: index + 1 })],
      ...SHARES.map((kind) => [`criteria.levels.${code}.${kind}`, t('form.share', { kind: t(`form.${kind}`), level: label })]),
    ]),
  );
  const lowest = (name: 'members' | 'units', rule: LowestRule | undefined) => {
    const over = rule?.over ?? (name === 'members' ? [1, 2] : [1, 3]);
    return (
      <>
        {over.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fraction has two places
          <input key={index} type="hidden" name={`criteria.${name}.over.${index}`} value={part} />
        ))}
        <Select
          name={`criteria.${name}.effect`}
          label={t('form.effect', { over: over.join('/') })}
          initial={rule?.effect ?? ''}
          empty={t('form.effectNone')}
          choices={[
            { value: 'WARN', label: t('form.effectWarn') },
            { value: 'LOWEST', label: t('form.effectLowest') },
          ]}
        />
      </>
    );
  };
  return (
    <Form action={changeLevelsAction} labels={labels}>
      <input type="hidden" name="ruleSetId" value={id} />
      <input type="hidden" name="rowVersion" value={rowVersion} />
      {levels.map(({ code, label, shortLabel, minScore }, index) => {
        const asked = ASKED.find((one) => one === code);
        return (
          <fieldset key={code} className="field">
            <legend>{label}</legend>
            <input type="hidden" name={`levels.${index}.code`} value={code} />
            <div className="columns">
              <Field name={`levels.${index}.label`} label={t('form.label', { level: index + 1 })} initial={label} />
              <Field name={`levels.${index}.shortLabel`} label={t('form.shortLabel', { level: index + 1 })} initial={shortLabel} />
              <Field
                name={`levels.${index}.minScore`}
                type="number-vi"
                label={t('form.minScore', { level: index + 1 })}
                optional={tCommon('optional')}
                initial={minScore === null ? '' : formatEntry(minScore)}
              />
              {asked &&
                SHARES.map((kind) => (
                  <Field
                    key={kind}
                    name={`criteria.levels.${asked}.${kind}`}
                    type="number-vi"
                    label={t(`form.${kind}`)}
                    optional={tCommon('optional')}
                    initial={criteria?.levels[asked]?.[kind] ?? ''}
                  />
                ))}
            </div>
            {asked && (
              <Checkbox
                name={`criteria.levels.${asked}.allFixed`}
                label={t('form.allFixed')}
                initial={criteria?.levels[asked]?.allFixed ?? false}
              />
            )}
          </fieldset>
        );
      })}
      <Field
        name="criteria.lowestBelow"
        type="number-vi"
        label={t('form.lowestBelow')}
        optional={tCommon('optional')}
        initial={criteria?.lowestBelow ?? ''}
      />
      <Select
        name="criteria.disciplined"
        label={t('form.disciplined')}
        initial={criteria?.disciplined ?? 'NOT_COMPLETED'}
        choices={(['NOT_COMPLETED', 'NOT_EXCELLENT'] as const).map((value) => ({ value, label: t(`disciplined.${value}`) }))}
      />
      <Checkbox name="criteria.lowestOtherwise" label={t('form.lowestOtherwise')} initial={criteria?.lowestOtherwise ?? false} />
      {subject === 'CELL' && lowest('members', criteria?.members)}
      {subject === 'ORGANISATION' && lowest('units', criteria?.units)}
      <footer>
        <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
        <SubmitButton>{t('saveLevels')}</SubmitButton>
      </footer>
    </Form>
  );
}
