import { z } from 'zod';
import { dayInput, id, integer, line, optionalDay, optionalId, optionalLine, rowVersion, yearInput } from '@/domain/input';
import { MILESTONES } from './rules/runs';

/** Where a badge stands (trạng thái huy hiệu). */
export const BADGE_STATES = ['DUE', 'PROPOSED', 'DECIDED', 'PRESENTED'] as const;
export type BadgeState = (typeof BADGE_STATES)[number];

/** The decision that grants: a Party document, read by those who may read the Party's. */
const decision = z.strictObject({
  number: line(60),
  signedOn: dayInput,
  authority: line(200),
  signer: optionalLine(120).default(null),
});

/**
 * A commendation by decision: one cell or body, one person, or a number of unnamed ones with what they are («05 đảng viên»).
 * `yearFrom`–`yearTo` are the years of merit, not of the decision.
 */
export const recordCommendationInput = z
  .strictObject({
    typeCode: line(40),
    partyBodyId: optionalId.default(null),
    personId: optionalId.default(null),
    count: integer(1, 10_000).default(1),
    subjectText: optionalLine(300).default(null),
    yearFrom: yearInput,
    yearTo: yearInput,
    citation: optionalLine(500).default(null),
    decision,
  })
  .superRefine(({ partyBodyId, personId, subjectText, count, yearFrom, yearTo, decision: { signedOn } }, context) => {
    const issue = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    const named = [partyBodyId, personId].filter((value) => value !== null).length;
    if (named > 1) issue(['personId'], 'partyCommendations.field.oneSubject');
    if (named === 0 && subjectText === null) issue(['subjectText'], 'partyCommendations.field.whom');
    if (named === 1 && count !== 1) issue(['count'], 'partyCommendations.field.oneByName');
    if (yearTo < yearFrom) issue(['yearTo'], 'partyCommendations.field.yearOrder');
    if (Number(signedOn.slice(0, 4)) < yearFrom) issue(['decision.signedOn'], 'partyCommendations.field.beforeMerit');
  });
export type CommendationInput = z.output<typeof recordCommendationInput>;

const milestone = z.coerce.number().refine((years) => (MILESTONES as readonly number[]).includes(years), {
  message: 'partyCommendations.field.milestone',
});

/** Badges that are due: one person by name, or a count of a cell's or the hospital's. */
export const addBadgesInput = z
  .strictObject({
    milestone,
    personId: optionalId.default(null),
    partyBodyId: optionalId.default(null),
    count: integer(1, 1_000).default(1),
    dueOn: optionalDay,
    note: optionalLine(300).default(null),
  })
  .superRefine(({ personId, count }, context) => {
    if (personId !== null && count !== 1)
      context.addIssue({ code: 'custom', path: ['count'], message: 'partyCommendations.field.oneByName' });
  });

export const proposeBadgesInput = z.strictObject({ badgeId: id, version: rowVersion });
export const decideBadgesInput = z.strictObject({ badgeId: id, version: rowVersion, decision });
export const presentBadgesInput = z.strictObject({ badgeId: id, version: rowVersion });
export const withdrawCommendationInput = z.strictObject({ awardId: id, version: rowVersion, reason: line(500) });
