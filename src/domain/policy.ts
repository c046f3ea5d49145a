import { type Actor, ownCells, type Role, SYSTEM } from './actor';

/** How far a role reaches: its own department (or Party cell), or the whole hospital. Absent means no. */
type Reach = 'own' | 'any';
type Row = Partial<Record<Role, Reach>> & { system?: true; everyone?: 'self' | 'any'; breakGlass?: true };

/**
 * The whole of authorisation: one row per permission, one column per role.
 * `everyone` is every signed-in account: 'self' reaches what belongs to that account, 'any' needs only a sign-in.
 * `system` is the scheduler. `breakGlass` is an administrator while a reasoned look is open. Read by the command pipeline, by the filter of every list, and by the screens.
 */
const POLICY = {
  // accounts
  'account.read': { ADMIN: 'any' },
  'account.manage': { ADMIN: 'any' },
  'account.signIn': { system: true },
  'account.sample': { system: true },
  'account.own': { everyone: 'self' },
  /** The second of the two hands that give a role of the Party; the administrator's is `account.manage`. */
  'account.confirmParty': { PARTY_OFFICE: 'any', PARTY_COMMITTEE: 'any' },
  // organisation and calendar
  'department.read': { everyone: 'any' },
  'department.manage': { PLANNING: 'any', ADMIN: 'any' },
  'period.read': { everyone: 'any' },
  'period.manage': { PLANNING: 'any' },
  'setting.manage': { PLANNING: 'any', ADMIN: 'any' },
  'extension.request': { DEPARTMENT_HEAD: 'own', REPORTER: 'own' },
  'extension.decide': { PLANNING: 'any' },
  // indicators and targets
  'indicator.read': { everyone: 'any' },
  'indicator.manage': { PLANNING: 'any' },
  'target.read': { everyone: 'any' },
  'target.manage': { PLANNING: 'any' },
  // opening a new year
  'rollover.manage': { PLANNING: 'any' },
  // plans and reports
  'submission.read': { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any', DIRECTOR: 'any' },
  /** Figures of every department side by side. */
  'submission.readAcross': { PLANNING: 'any', DIRECTOR: 'any' },
  'submission.write': { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any' },
  'submission.submit': { DEPARTMENT_HEAD: 'own', REPORTER: 'own' },
  // a decision at some step of a file's road; which one is the file's own matter, asked of the three rows below
  'submission.review': { DEPARTMENT_HEAD: 'own', PLANNING: 'any', DIRECTOR: 'any' },
  'review.head': { DEPARTMENT_HEAD: 'own' },
  'review.planning': { PLANNING: 'any' },
  'review.director': { DIRECTOR: 'any' },
  'submission.reopen': { PLANNING: 'any' },
  'submission.lock': { system: true },
  // tasks: a supporting department reads what it supports, besides this row (features/tasks/queries.ts)
  'task.read': { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any', DIRECTOR: 'any' },
  'task.manage': { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any' },
  // a later due date of an approved plan is planning's to give: shares on time are counted by it
  'task.reschedule': { PLANNING: 'any' },
  // what the hospital gave a department to do is not the department's to give up
  'task.cancelAssigned': { PLANNING: 'any' },
  'contingency.read': { everyone: 'any' },
  'contingency.manage': { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any' },
  // who may attach to what is the subject's own permission (features/attachments/rules.ts)
  'attachment.write': { everyone: 'any' },
  'person.read': { everyone: 'any' },
  'person.manage': { PLANNING: 'any', ADMIN: 'any', EMULATION: 'any' },
  // reminders and their e-mails
  'reminder.send': { system: true },
  'reminder.own': { everyone: 'self' },
  'reminder.nudge': { PLANNING: 'any' },
  'mail.manage': { ADMIN: 'any' },
  // the year
  'summary.read': { everyone: 'any' },
  'summary.departments': { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any', DIRECTOR: 'any' },
  'history.publish': { PLANNING: 'any' },
  'audit.read': { ADMIN: 'any' },
  // the Party (domain.md H5); row-level security says the same in the database, and a test compares them
  /** Bodies, cells, counts, ratings, badges, by name. */
  'party.read': { PARTY_OFFICE: 'any', PARTY_COMMITTEE: 'any', CELL_SECRETARY: 'own', breakGlass: true },
  /** Published figures of a year: sums, no cell by name. */
  'party.aggregate': { PARTY_OFFICE: 'any', PARTY_COMMITTEE: 'any', DIRECTOR: 'any', breakGlass: true },
  'party.organise': { PARTY_OFFICE: 'any' },
  'party.rules': { PARTY_OFFICE: 'any' },
  'party.count': { PARTY_OFFICE: 'any', CELL_SECRETARY: 'own' },
  'party.campaign': { PARTY_OFFICE: 'any' },
  /** Self-rating and the cell's meeting. */
  'party.rate': { PARTY_OFFICE: 'any', CELL_SECRETARY: 'own' },
  'party.appraise': { PARTY_OFFICE: 'any' },
  /** The decision, publication, and what passes the cap: the committee's; the office writes it down on its behalf. */
  'party.decide': { PARTY_COMMITTEE: 'any', PARTY_OFFICE: 'any' },
  'party.publish': { PARTY_OFFICE: 'any', PARTY_COMMITTEE: 'any' },
  'party.commend': { PARTY_OFFICE: 'any' },
  /** A reasoned, time-limited look of an administrator; the office sees every one. */
  'party.breakGlass': { ADMIN: 'any' },
  /** Who has read what of the Party, and who looked in by break-glass. */
  'party.watch': { PARTY_OFFICE: 'any', PARTY_COMMITTEE: 'any' },
  // the award desk: what is given is the whole hospital's to know
  'award.read': { EMULATION: 'any', PLANNING: 'any', DIRECTOR: 'any', DEPARTMENT_HEAD: 'any', REPORTER: 'any', UNION: 'any' },
  /** Catalogue, conditions, money, the register of decisions, revocation, import. */
  'award.manage': { EMULATION: 'any' },
  /** A department's proposals and its vote. */
  'award.propose': { EMULATION: 'any', DEPARTMENT_HEAD: 'own', REPORTER: 'own' },
  /** The yearly appraisal of staff by name, on which titles rest. */
  'award.appraisal': { EMULATION: 'any', DIRECTOR: 'any', DEPARTMENT_HEAD: 'own' },
  /** The council's vote, what goes to the superior and what comes back. */
  'award.council': { EMULATION: 'any' },
  /** Movements: the union launches its own. */
  'movement.manage': { EMULATION: 'any', UNION: 'any' },
  'bloc.manage': { EMULATION: 'any' },
  // doors of the coming modules
  'meeting.read': { PLANNING: 'any', DIRECTOR: 'any', DEPARTMENT_HEAD: 'any', REPORTER: 'any', UNION: 'any', EMULATION: 'any' },
  'research.read': { everyone: 'any' },
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof POLICY;

/** What a permission is asked about: the department, the Party cell and the account that the record belongs to, if any. */
export type Scoped = { departmentId?: number | null; accountId?: number | null; partyBodyId?: number | null };

/** How far the actor reaches with this permission: nowhere (undefined), itself, own departments, or everywhere. */
export function reach(actor: Actor, permission: Permission): Reach | 'self' | undefined {
  const row: Row = POLICY[permission];
  if (row.system && actor.id === SYSTEM.id) return 'any';
  if (row.everyone && actor.id !== SYSTEM.id) return row.everyone;
  const reaches = actor.grants.map((grant) => row[grant.role]);
  if (reaches.includes('any') || (row.breakGlass && actor.breakGlassUntil)) return 'any';
  return reaches.includes('own') ? 'own' : undefined;
}

/** The departments for which a role with reach `own` holds this permission. */
function grantedDepartments(actor: Actor, permission: Permission): number[] {
  const row: Row = POLICY[permission];
  return [
    ...new Set(actor.grants.flatMap((grant) => (row[grant.role] === 'own' && grant.departmentId !== null ? [grant.departmentId] : []))),
  ];
}

/** The Party cells for which a secretary holds this permission. */
function grantedCells(actor: Actor, permission: Permission): number[] {
  const row: Row = POLICY[permission];
  return row.CELL_SECRETARY === 'own' ? ownCells(actor) : [];
}

/**
 * Whether the actor may do this to this record. Without a subject only reach over the whole hospital answers yes, so a list or a
 * button that asks about nothing in particular never promises more than the command grants.
 */
export function can(actor: Actor, permission: Permission, subject: Scoped = {}): boolean {
  switch (reach(actor, permission)) {
    case 'any':
      return true;
    case 'own':
      if (subject.partyBodyId != null) return grantedCells(actor, permission).includes(subject.partyBodyId);
      return subject.departmentId != null && grantedDepartments(actor, permission).includes(subject.departmentId);
    case 'self':
      return subject.accountId === actor.id;
    default:
      return false;
  }
}

/** The same table read as a filter, so that a list never shows what `can` would refuse. */
export function visibleDepartments(actor: Actor, permission: Permission): 'all' | number[] {
  return reach(actor, permission) === 'any' ? 'all' : grantedDepartments(actor, permission);
}

/** The Party cells that a list may show to this actor. */
export function visibleCells(actor: Actor, permission: Permission): 'all' | number[] {
  return reach(actor, permission) === 'any' ? 'all' : grantedCells(actor, permission);
}

/** Whether an act of this permission is Party content: the audit then hides it from everyone else. */
export const isPartyPermission = (permission: Permission): boolean => permission.startsWith('party.');
