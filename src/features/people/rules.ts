export const POSITIONS = [
  'DIRECTOR',
  'DEPUTY_DIRECTOR',
  'HEAD',
  'DEPUTY_HEAD',
  'HEAD_NURSE',
  'HEAD_TECHNICIAN',
  'UNIT_HEAD',
  'STAFF',
] as const;
/** Chức vụ, the highest first. */
export type Position = (typeof POSITIONS)[number];

/** Nhóm cán bộ: cán bộ, công chức, viên chức, người lao động. */
export const STAFF_CATEGORIES = ['CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE', 'CONTRACT_WORKER'] as const;
export type StaffCategory = (typeof STAFF_CATEGORIES)[number];

export type NameParts = { familyName: string; middleName: string; givenName: string };

/** «Vũ Thị Ánh Tuyết» → họ Vũ, đệm Thị Ánh, tên Tuyết (domain.md G: họ + đệm + tên); one word alone is the given name. */
export function nameParts(fullName: string): NameParts {
  const words = fullName.trim().split(/\s+/);
  const givenName = words.pop() ?? '';
  const [familyName = '', ...middle] = words;
  return { familyName, middleName: middle.join(' '), givenName };
}
