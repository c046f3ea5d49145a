import { getTranslations } from 'next-intl/server';
import { RATED_LEVELS } from '@/features/rating-rules/rules/levels';
import { Checkbox, CheckboxList, Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { setConditionAction } from '../actions';
import { type Condition, EVIDENCE_KINDS, RULE_SUBJECTS, type RuleCode, type RuleSubject } from '../rules/conditions';

const NUMBERS = ['count', 'years', 'yearsEach', 'percent', 'orCount'] as const;
type FieldName = (typeof NUMBERS)[number] | 'code' | 'of' | 'orCode' | 'levels' | 'anyOf';
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
  FORMER: ['code', 'years'],
  COUNT_WITHIN: ['code', 'count', 'years'],
  COUNT_EITHER: ['code', 'count', 'orCode', 'orCount', 'years'],
  RATED_WITHIN: ['levels', 'count', 'years'],
  NOT_DISCIPLINED: [],
  PRACTICE: ['years'],
};

type ConditionFormProps = {
  title: { id: number; forPerson: boolean; forCollective: boolean };
  /** Of whom it is asked, where it stands already. */
  subject?: RuleSubject;
  rule: RuleCode;
  titles: { code: string; name: string }[];
  /** What stands already: its parameters are offered. */
  former?: Condition | null;
  fromYear: number;
  source?: string;
  isUncertain?: boolean;
  /** The row that is corrected; without it a new row begins. */
  seen?: { id: number; rowVersion: number };
};

/** Whom a title may be given to, as conditions name them. */
export const subjectsOf = ({ forPerson, forCollective }: { forPerson: boolean; forCollective: boolean }): RuleSubject[] =>
  RULE_SUBJECTS.filter((one) => (one === 'PERSON' ? forPerson : forCollective));

/** Of whom it is asked, the parameters of one kind of condition, the year from which it counts, and the document that says so. */
export async function ConditionForm({
  title,
  subject,
  rule,
  titles,
  former,
  fromYear,
  source = '',
  isUncertain = false,
  seen,
}: ConditionFormProps) {
  const [t, tCommon] = await Promise.all([getTranslations('awardRules'), getTranslations('common')]);
  const subjects = subjectsOf(title);
  const only = seen || subjects.length === 1 ? (subject ?? subjects[0]) : undefined;
  const given = (former?.params ?? {}) as Partial<Record<FieldName, string | number | string[]>>;
  const one = (name: FieldName) => {
    const value = given[name];
    return typeof value === 'object' ? '' : (value ?? '');
  };
  const many = (name: FieldName) => {
    const value = given[name];
    return Array.isArray(value) ? value : [];
  };
  const label = (name: FieldName) => t(rule === 'FORMER' && name === 'years' ? 'form.params.yearsSince' : `form.params.${name}`);
  const names = Object.fromEntries(FIELDS[rule].map((name) => [`params.${name}`, label(name)]));
  return (
    <Form
      action={setConditionAction}
      labels={{ ...names, subject: t('form.subject'), fromYear: t('form.fromYear'), source: t('form.source') }}
    >
      <input type="hidden" name="awardTypeId" value={title.id} />
      <input type="hidden" name="rule" value={rule} />
      {seen && <input type="hidden" name="seenId" value={seen.id} />}
      {seen && <input type="hidden" name="rowVersion" value={seen.rowVersion} />}
      {only ? (
        <input type="hidden" name="subject" value={only} />
      ) : (
        <Select
          name="subject"
          label={t('form.subject')}
          initial={subject}
          choices={subjects.map((value) => ({ value, label: t(`subject.${value}`) }))}
        />
      )}
      {FIELDS[rule].map((name) => {
        const field = { name: `params.${name}`, label: label(name) };
        if (name === 'code' || name === 'of' || name === 'orCode')
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
        const optional = rule === 'FORMER' ? tCommon('optional') : undefined;
        return <Field key={name} {...field} type="number-vi" optional={optional} initial={one(name)} />;
      })}
      {seen ? (
        <input type="hidden" name="fromYear" value={fromYear} />
      ) : (
        <Field name="fromYear" label={t('form.fromYear')} initial={fromYear} />
      )}
      <TextArea name="source" label={t('form.source')} rows={2} initial={source} />
      <Checkbox name="isUncertain" label={t('form.isUncertain')} initial={isUncertain} />
      <footer>
        <SubmitButton>{t('form.save')}</SubmitButton>
      </footer>
    </Form>
  );
}
