import { getTranslations } from 'next-intl/server';
import { RATED_LEVELS } from '@/features/rating-rules/rules/levels';
import { CheckboxList, Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { setConditionAction } from '../actions';
import { type Condition, EVIDENCE_KINDS, type RuleCode } from '../rules/conditions';

const NUMBERS = ['count', 'years', 'yearsEach', 'percent'] as const;
type FieldName = (typeof NUMBERS)[number] | 'code' | 'of' | 'levels' | 'anyOf';
const FIELDS: Record<RuleCode, FieldName[]> = {
  RATED: ['levels', 'years'],
  SAME_YEAR: ['code'],
  EVIDENCE: ['anyOf'],
  SHARE_MAX: ['code', 'percent'],
  STREAK: ['code', 'years'],
  CONSECUTIVE: ['code', 'count', 'of', 'yearsEach'],
  COUNCIL_SHARE: ['percent'],
  COMPLETED_SHARE: ['percent'],
  SHARE_MIN: ['code', 'percent'],
  SHARE_ABOVE: ['code', 'percent'],
  COUNT_MIN: ['code', 'count'],
  FORMER: ['code'],
  COUNT_WITHIN: ['code', 'count', 'years'],
  NOT_DISCIPLINED: [],
};

type ConditionFormProps = {
  awardTypeId: number;
  rule: RuleCode;
  titles: { code: string; name: string }[];
  /** What stands already: its parameters are offered. */
  former?: Condition | null;
  fromYear: number;
  source?: string;
  /** The row that is corrected; without it a new row begins. */
  seen?: { id: number; rowVersion: number };
};

/** The parameters of one kind of condition, the year from which it counts, and the document that says so. */
export async function ConditionForm({ awardTypeId, rule, titles, former, fromYear, source = '', seen }: ConditionFormProps) {
  const t = await getTranslations('awardRules');
  const given = (former?.params ?? {}) as Partial<Record<FieldName, string | number | string[]>>;
  const one = (name: FieldName) => {
    const value = given[name];
    return typeof value === 'object' ? '' : (value ?? '');
  };
  const many = (name: FieldName) => {
    const value = given[name];
    return Array.isArray(value) ? value : [];
  };
  const label = (name: FieldName) => t(`form.params.${name}`);
  const names = Object.fromEntries(FIELDS[rule].map((name) => [`params.${name}`, label(name)]));
  return (
    <Form action={setConditionAction} labels={{ ...names, fromYear: t('form.fromYear'), source: t('form.source') }}>
      <input type="hidden" name="awardTypeId" value={awardTypeId} />
      <input type="hidden" name="rule" value={rule} />
      {seen && <input type="hidden" name="seenId" value={seen.id} />}
      {seen && <input type="hidden" name="rowVersion" value={seen.rowVersion} />}
      {FIELDS[rule].map((name) => {
        const field = { name: `params.${name}`, label: label(name) };
        if (name === 'code' || name === 'of')
          return (
            <Select
              key={name}
              {...field}
              initial={String(one(name))}
              choices={titles.map(({ code, name: text }) => ({ value: code, label: text }))}
            />
          );
        if (name === 'levels')
          return (
            <CheckboxList
              key={name}
              {...field}
              initial={many(name)}
              choices={RATED_LEVELS.map((value) => ({ value, label: t(`rated.${value}`) }))}
            />
          );
        if (name === 'anyOf')
          return (
            <CheckboxList
              key={name}
              {...field}
              initial={many(name)}
              choices={EVIDENCE_KINDS.map((value) => ({ value, label: t(`evidence.${value}`) }))}
            />
          );
        return <Field key={name} {...field} type="number-vi" initial={one(name)} />;
      })}
      {seen ? (
        <input type="hidden" name="fromYear" value={fromYear} />
      ) : (
        <Field name="fromYear" label={t('form.fromYear')} initial={fromYear} />
      )}
      <TextArea name="source" label={t('form.source')} rows={2} initial={source} />
      <footer>
        <SubmitButton>{t('form.save')}</SubmitButton>
      </footer>
    </Form>
  );
}
