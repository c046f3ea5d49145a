import { getTranslations } from 'next-intl/server';
import { CheckboxList, type Choice, Field, Select } from '@/ui/form';

/** Code and name of a new cell, and the departments it gets; `at` leads to where they stand in the form. */
export async function CellFields({ at, departments }: { at: string; departments: Choice[] }) {
  const t = await getTranslations('partyBodies.form');
  return (
    <>
      <Field name={`${at}code`} label={t('code')} hint={t('codeHint')} />
      <Field name={`${at}name`} label={t('name')} />
      <CheckboxList name={`${at}departmentIds`} label={t('partDepartments')} search={t('searchDepartments')} choices={departments} />
    </>
  );
}

/** Who leads: two people on record, or nobody yet. */
export async function LeaderFields({
  people,
  secretaryId,
  deputyId,
}: {
  people: Choice[];
  secretaryId?: number | null;
  deputyId?: number | null;
}) {
  const t = await getTranslations('partyBodies.form');
  return (
    <>
      <Select name="secretaryId" label={t('secretary')} empty={t('nobody')} initial={secretaryId ?? ''} choices={people} />
      <Select name="deputyId" label={t('deputy')} empty={t('nobody')} initial={deputyId ?? ''} choices={people} />
    </>
  );
}
