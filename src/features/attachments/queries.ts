import 'server-only';
import { type Actor, ownDepartments } from '@/domain/actor';
import { can, type Scoped } from '@/domain/policy';
import { type Db, db, type Tx } from '@/server/db';
import { PERMISSIONS } from './rules';
import { ATTACHABLE, type Attachable } from './schema';

/** Whose record it is, and the departments that may read it besides (those that support a task). */
type Subject = Scoped & { readers: number[] };

/** The subject of files; null when it is not there. */
export async function subjectOf(from: Db | Tx, subject: Attachable, key: number): Promise<Subject | null> {
  switch (subject) {
    case 'TASK': {
      const task = await from.task.findUnique({
        where: { id: key, voidedAt: null },
        select: { leadDepartmentId: true, participants: { where: { voidedAt: null }, select: { departmentId: true } } },
      });
      return task && { departmentId: task.leadDepartmentId, readers: task.participants.flatMap(({ departmentId }) => departmentId ?? []) };
    }
    case 'CONTINGENCY_PLAN': {
      const plan = await from.contingencyPlan.findUnique({ where: { id: key, voidedAt: null }, select: { departmentId: true } });
      return plan && { departmentId: plan.departmentId, readers: [] };
    }
    // the scan of an award decision; papers of the Party and decisions about the organisation have none here
    case 'DECISION': {
      const decision = await from.decision.findFirst({
        where: { id: key, kind: 'AWARD', isParty: false, voidedAt: null },
        select: { id: true },
      });
      return decision && { readers: [] };
    }
    case 'DRILL': {
      const drill = await from.drill.findUnique({
        where: { id: key, voidedAt: null, contingencyPlan: { voidedAt: null } },
        select: { contingencyPlan: { select: { departmentId: true } } },
      });
      return drill && { departmentId: drill.contingencyPlan.departmentId, readers: [] };
    }
  }
}

const mayRead = (actor: Actor, subject: Attachable, found: Subject): boolean =>
  can(actor, PERMISSIONS[subject].read, found) || ownDepartments(actor).some((id) => found.readers.includes(id));

/** Whether the actor may add files to it; false for what is not there. Asked before a body is read, and again by the command. */
export async function mayAttach(actor: Actor, subject: Attachable, key: number): Promise<boolean> {
  const found = await subjectOf(db(), subject, key);
  return found !== null && can(actor, PERMISSIONS[subject].write, found);
}

export type AttachmentLine = {
  id: string;
  fileName: string;
  mimeType: string;
  bytes: number;
  confidentiality: 'NORMAL' | 'INTERNAL';
  by: string;
  at: Date;
};

const line = {
  id: true,
  fileName: true,
  mimeType: true,
  bytes: true,
  confidentiality: true,
  uploadedAt: true,
  uploadedBy: { select: { displayName: true } },
} as const;

/** The files of one subject, the latest first; empty for who may not read it. */
export async function attachmentsOf(actor: Actor, subject: Attachable, key: number): Promise<AttachmentLine[]> {
  const found = await subjectOf(db(), subject, key);
  if (!found || !mayRead(actor, subject, found)) return [];
  const rows = await db().attachment.findMany({
    where: { subjectType: subject, subjectKey: String(key), voidedAt: null, isParty: false },
    orderBy: [{ uploadedAt: 'desc' }, { id: 'asc' }],
    take: 100,
    select: line,
  });
  return rows.map(({ uploadedAt, uploadedBy, ...row }) => ({ ...row, by: uploadedBy.displayName, at: uploadedAt }));
}

/** One file with the hash it is kept under; null when it is not there, was withdrawn, or its subject may not be read by the actor. */
export async function attachmentById(
  actor: Actor,
  id: string,
): Promise<{ fileName: string; mimeType: string; bytes: number; sha256: string } | null> {
  const row = await db().attachment.findFirst({
    where: { id, voidedAt: null, isParty: false },
    select: { fileName: true, mimeType: true, bytes: true, sha256: true, subjectType: true, subjectKey: true },
  });
  const subject = ATTACHABLE.find((one) => one === row?.subjectType);
  if (!row || !subject) return null;
  const found = await subjectOf(db(), subject, Number(row.subjectKey));
  if (!found || !mayRead(actor, subject, found)) return null;
  const { subjectType: _type, subjectKey: _key, ...file } = row;
  return file;
}
