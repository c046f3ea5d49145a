/** Roles of the hospital (vai trò); the same words as the database's enum `role`. */
export const ROLES = [
  'ADMIN',
  'PLANNING',
  'DIRECTOR',
  'DEPARTMENT_HEAD',
  'REPORTER',
  'PARTY_OFFICE',
  'PARTY_COMMITTEE',
  'CELL_SECRETARY',
  'EMULATION',
  'UNION',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that are given for one department only; the database refuses them without one. */
export const DEPARTMENT_ROLES: readonly Role[] = ['DEPARTMENT_HEAD', 'REPORTER'];

/** Roles that open Party content; giving one takes two people (domain.md H5). */
export const PARTY_ROLES: readonly Role[] = ['PARTY_OFFICE', 'PARTY_COMMITTEE', 'CELL_SECRETARY'];

/** A role in force; a head's or a reporter's names the department, a cell secretary's the cell. */
export type Grant = { role: Role; departmentId: number | null; partyBodyId?: number | null };

/** Who is acting. Built from the session's row on every request, never from the cookie. */
export type Actor = {
  id: number;
  displayName: string;
  grants: readonly Grant[];
  /** An administrator's reasoned look into Party content, until this moment (ISO); it reads and never writes (domain.md H5). */
  breakGlassUntil?: string | null;
};

/** Scheduled work acts under the system account, which the first migration creates. */
export const SYSTEM: Actor = { id: 1, displayName: 'Hệ thống', grants: [] };

/** Whether one of the grants in force gives this role, for whatever department. */
export function hasRole(actor: Actor, role: Role): boolean {
  return actor.grants.some((grant) => grant.role === role);
}

/** The Party cells whose secretary the actor is, each once. */
export function ownCells(actor: Actor): number[] {
  return [...new Set(actor.grants.flatMap(({ role, partyBodyId }) => (role === 'CELL_SECRETARY' && partyBodyId ? [partyBodyId] : [])))];
}

/** The departments that the actor works in (as head or reporter), each once. */
export function ownDepartments(actor: Actor): number[] {
  return [...new Set(actor.grants.flatMap((grant) => (grant.departmentId === null ? [] : [grant.departmentId])))];
}
