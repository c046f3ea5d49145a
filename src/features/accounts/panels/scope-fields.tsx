import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf } from '@/domain/date';
import { departmentsOn } from '@/features/departments/queries';
import { Select } from '@/ui/form';
import { GRANTABLE_ROLES } from '../rules';

/** A role, and the department for those that are given for one. `prefix`: where they stand in the form's input. */
export async function ScopeFields({ actor, prefix = '' }: { actor: Actor; prefix?: string }) {
  const [t, tCommon, departments] = await Promise.all([
    getTranslations('accounts'),
    getTranslations('common'),
    departmentsOn(actor, dayOf(new Date())),
  ]);
  return (
    <>
      <Select
        name={`${prefix}role`}
        label={t('field.role')}
        empty={tCommon('choose')}
        choices={GRANTABLE_ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      />
      <Select
        name={`${prefix}departmentId`}
        label={t('field.department')}
        hint={t('field.departmentHint')}
        empty={t('field.wholeHospital')}
        choices={departments.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  );
}
