import { getTranslations } from 'next-intl/server';
import { type Choice, Field, Select, TextArea } from '@/ui/form';
import { DEPARTMENT_KINDS, type DepartmentKind } from '../schema';

type Unit = { name: string; shortName: string | null; kind: DepartmentKind; parentId: number | null; functions: string[] };

type UnitFieldsProps = {
  /** Where the fields belong in the form: '' or 'into.0.'. */
  at?: string;
  /** A new department has a code to choose; an old one keeps its own. */
  withCode?: boolean;
  /** Departments it may stand below; without them it stands directly below the hospital. */
  parents?: Choice[];
  initial?: Unit;
  /** The hospital itself may be founded (once), and keeps its kind. */
  kinds?: readonly DepartmentKind[];
};

const ORDINARY = DEPARTMENT_KINDS.filter((kind) => kind !== 'HOSPITAL');

/** What a department is called and is. */
export async function UnitFields({ at = '', withCode = true, parents, initial, kinds = ORDINARY }: UnitFieldsProps) {
  const [t, tKind, tCommon] = await Promise.all([
    getTranslations('departments.form'),
    getTranslations('departments.kind'),
    getTranslations('common'),
  ]);
  return (
    <>
      {withCode && <Field name={`${at}code`} label={t('code')} hint={t('codeHint')} />}
      <Field name={`${at}name`} label={t('name')} initial={initial?.name} />
      <Field
        name={`${at}shortName`}
        label={t('shortName')}
        hint={t('shortNameHint')}
        optional={tCommon('optional')}
        initial={initial?.shortName ?? ''}
      />
      <Select
        name={`${at}kind`}
        label={t('kind')}
        empty={kinds.length > 1 ? tCommon('choose') : undefined}
        initial={initial?.kind}
        choices={kinds.map((kind) => ({ value: kind, label: tKind(kind) }))}
      />
      {parents && (
        <Select name={`${at}parentId`} label={t('parent')} empty={t('parentNone')} initial={initial?.parentId ?? ''} choices={parents} />
      )}
      <TextArea
        name={`${at}functions`}
        label={t('functions')}
        hint={t('functionsHint')}
        optional={tCommon('optional')}
        rows={initial ? 9 : 4}
        initial={initial?.functions.join('\n')}
      />
    </>
  );
}

/** Names of the fields for a form's error summary. */
export async function unitLabels(at = ''): Promise<Record<string, string>> {
  const t = await getTranslations('departments.form');
  const fields = {
    code: t('code'),
    name: t('name'),
    shortName: t('shortName'),
    kind: t('kind'),
    parentId: t('parent'),
    functions: t('functions'),
  };
  return Object.fromEntries(Object.entries(fields).map(([name, label]) => [`${at}${name}`, label]));
}
