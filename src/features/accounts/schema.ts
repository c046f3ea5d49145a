import { z } from 'zod';
import type { Role } from '@/domain/actor';
import { id, integer, line, optionalDay, optionalId, orEmpty, rowVersion, unwantedCharacters } from '@/domain/input';
import { compatible, isUnwanted } from '@/domain/text';
import { GRANTABLE_ROLES, needsDepartment } from './rules';

export const usernameForm = /^[a-z0-9._-]{2,40}$/;

/** A user name: lower case, so that «KHTH» and «khth» are one person. */
export const username = z
  .string()
  .max(60)
  .transform((typed) => compatible(typed).trim().toLowerCase())
  .pipe(z.string().min(1, { abort: true }).regex(usernameForm, { message: 'accounts.field.usernameForm' }));

/** Tabs and new lines come from pasting; nobody types them, so nobody could sign in with them. */
const isPasted = (typed: string) => /[\t\r\n]/.test(typed);

/** Any password as typed; whether a new one is good is a rule, because it depends on whose it is. */
const password = z
  .string()
  .min(1)
  .max(512)
  .refine((typed) => !isUnwanted(typed) && !isPasted(typed), { message: unwantedCharacters });

const scope = { role: z.enum(GRANTABLE_ROLES), departmentId: optionalId.default(null) };
type Scope = { role: Role; departmentId: number | null };

/** Some roles are for one department, the others for the whole hospital. */
function scopeFits({ role, departmentId }: Scope, context: z.RefinementCtx): void {
  if (needsDepartment(role) === (departmentId !== null)) return;
  const message = needsDepartment(role) ? 'accounts.field.departmentNeeded' : 'accounts.field.departmentNotUsed';
  context.addIssue({ code: 'custom', path: ['departmentId'], message });
}

export const grant = z.strictObject(scope).superRefine(scopeFits);

/** A new password, typed twice; `alike` and `unlike` are what a schema's `refine` takes. */
export const twice = { newPassword: password, repeatPassword: password };
type Twice = { newPassword: string; repeatPassword: string };
export const alike = ({ newPassword, repeatPassword }: Twice) => newPassword === repeatPassword;
export const unlike = { path: ['repeatPassword'], message: 'accounts.password.unlike' };

export const createAccountInput = z.strictObject({ username, displayName: line(120), grants: z.array(grant).min(1).max(10) });
export const accountInput = z.strictObject({ accountId: id });
export const versionedAccountInput = z.strictObject({ accountId: id, version: rowVersion });
export const renameAccountInput = z.strictObject({ accountId: id, version: rowVersion, displayName: line(120) });

/** An e-mail address, or nothing: without one, reminders stay in the app. The database asks for the same form. */
const email = orEmpty(line(254).pipe(z.string().regex(/^[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>"]+$/, { message: 'accounts.field.emailForm' })));
export const setEmailInput = z.strictObject({ accountId: id, version: rowVersion, email });
export const setOwnEmailInput = z.strictObject({ email });

export const grantRoleInput = z
  .strictObject({
    accountId: id,
    ...scope,
    /** First day in force; today when left empty. */
    validFrom: optionalDay,
  })
  .superRefine(scopeFits);
/** One role that an administrator asked the Party for. */
export const partyRoleRequestInput = z.strictObject({ requestId: id });
export const revokeRoleInput = z.strictObject({ grantId: id });

export const changeOwnPasswordInput = z.strictObject({ oldPassword: password, ...twice }).refine(alike, unlike);

/** The list's address: `?q=&state=&role=&page=`; what cannot be read is left out. */
export const accountFilter = z.object({
  q: z.string().max(100).catch(''),
  state: z.enum(['ACTIVE', 'CLOSED']).nullable().catch(null),
  role: z.enum(GRANTABLE_ROLES).nullable().catch(null),
  page: integer(1, 10_000).catch(1),
});
export type AccountFilter = z.infer<typeof accountFilter>;
