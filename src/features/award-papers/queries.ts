import 'server-only';
import type { Actor } from '@/domain/actor';
import { isOwnDecision } from '@/domain/authority';
import { type Day, dayOf } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { type Decision, decisionById, recipientsOf } from '@/features/awards/queries/register';
import { departmentsOn } from '@/features/departments/queries';
import { letterheadOn } from '@/features/settings/queries';
import type { Recipient } from './rules/decision';
import { BLANK, capitals } from './rules/wording';

/** What heads a paper of the hospital: its name on that day and what it has set of itself; open where nothing is set. */
export type Letterhead = { hospital: string; issuer: string; superior: string; place: string; knownPlace: string | null; symbol: string };

/** The letterhead on a day; today's for a paper that has none yet. */
export async function letterhead(actor: Actor, signedOn: Day | null): Promise<Letterhead> {
  const day = signedOn ?? dayOf(new Date());
  const [units, { superior, place, symbol }] = await Promise.all([departmentsOn(actor, day, { withRoot: true }), letterheadOn(day)]);
  const hospital = units.find(({ parentId, kind }) => parentId === null && kind === 'HOSPITAL')?.name ?? 'Bệnh viện';
  return {
    ...{ hospital, issuer: capitals(hospital), symbol },
    superior: capitals(superior ?? `Cơ quan chủ quản ${BLANK}`),
    ...{ place: place ?? BLANK, knownPlace: place },
  };
}

export type PaperDecision = Decision & { recipients: (Recipient & { isNamed: boolean })[] };

/** A decision as it was signed; what was revoked since is marked. Throws NotFound, or Refusal when nobody is on its list. */
export async function decisionOnPaper(actor: Actor, decisionId: number): Promise<PaperDecision> {
  const decision = await decisionById(actor, decisionId);
  if (!decision) throw new NotFound();
  const rows = await recipientsOf(actor, decisionId);
  if (rows.length === 0) throw new Refusal('awardPapers.refused.noRecipients');
  const recipients = rows.map((row) => ({
    ...{ title: row.title, isCollective: row.isCollective, citation: row.citation, money: row.money, count: row.count },
    ...{ yearFrom: row.yearFrom, yearTo: row.yearTo, isNamed: row.subject === 'PERSON' || row.subject === 'DEPARTMENT' },
    isRevoked: row.revokedAt !== null,
    name: [row.honorifics, row.whom ?? row.subjectText].filter(Boolean).join(' '),
    department: row.subject === 'DEPARTMENT' ? null : row.department,
  }));
  return { ...decision, recipients };
}

/** Throws Refusal when somebody else made the decision: the hospital prints its list, not another's paper. */
export function ownOnly({ authority }: Decision, { hospital }: Letterhead): void {
  if (!isOwnDecision(authority, hospital)) throw new Refusal('awardPapers.refused.notOurs', { authority: authority ?? '' });
}
