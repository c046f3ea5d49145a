import { getTranslations } from 'next-intl/server';
import type { RoleLine } from '../queries';

/** Roles as people say them, with the place of those that have one: «Trưởng đơn vị, Khoa Nội tổng hợp». */
export async function roleNames(): Promise<(line: RoleLine) => string> {
  const t = await getTranslations('accounts');
  return ({ role, department }) => (department ? t('roleOf', { role: t(`role.${role}`), department }) : t(`role.${role}`));
}
