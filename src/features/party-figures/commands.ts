import 'server-only';
import { dayOf } from '@/domain/date';
import { InvalidInput, problemAt, Refusal } from '@/domain/errors';
import { ruleSetOfYear } from '@/features/rating-rules/queries';
import {
  type AggregateProblem,
  aggregateProblems,
  disjoint,
  type LevelCounts,
  withImplied,
} from '@/features/rating-rules/rules/aggregates';
import { defineCommand } from '@/server/command';
import { asSeen, changedBy } from '@/server/versioned';
import { capOf, isAhead } from './rules';
import { recordFiguresInput, showFiguresInput } from './schema';

/** The database's last line, should a rule before it be passed by. */
const refusals = {
  party_aggregate_year_quarter_subject_revision_key: 'partyFigures.refused.raced',
  party_aggregate_order: 'partyFigures.refused.sums',
  party_aggregate_sum: 'partyFigures.refused.sums',
  party_aggregate_given: 'partyFigures.refused.sums',
  party_aggregate_quarter: 'partyFigures.refused.noQuarters',
  party_aggregate_source: 'partyFigures.refused.sourceNeeded',
} as const;

/**
 * Keeps the figures of a year, or from 2026 on of a quarter, as they were published, with their source. A correction is a further revision: what was said before stays.
 * Excellent ones over that year's cap need a reason.
 */
export const recordFigures = defineCommand({
  name: 'partyFigures.record',
  input: recordFiguresInput,
  permission: 'party.publish',
  load: async () => ({}),
  async run({ tx, input, actor, now }) {
    const { year, quarter, subject, seenRevision, mode, disciplined, source, capReason, isPublished, ...typed } = input;
    if (isAhead({ year, quarter }, dayOf(now))) throw problemAt('year', 'partyFigures.problem.future', { year: String(year), quarter });
    const figures = withImplied(mode, typed);
    const problems = aggregateProblems(mode, figures);
    if (problems.length > 0) throw new InvalidInput(problems.map(said));
    const levels = disjoint(mode, figures);
    const rule = (await ruleSetOfYear(tx, subject, year))?.cap;
    const cap = rule && capOf(rule, { ...figures, ...levels });
    if (cap?.isOver && capReason === null)
      throw problemAt('capReason', 'partyFigures.problem.overCap', { excellent: cap.excellent, limit: cap.limit, year: String(year) });
    const latest = await tx.partyAggregate.findFirst({
      where: { year, quarter, subject },
      orderBy: { revision: 'desc' },
      select: { revision: true },
    });
    if ((latest?.revision ?? 0) !== seenRevision) throw new Refusal('partyFigures.refused.raced');
    const { id } = await tx.partyAggregate.create({
      data: {
        ...{ year, quarter, subject, revision: seenRevision + 1, mode, ...figures, disciplined, source },
        capReason: cap?.isOver ? capReason : null,
        publishedAt: isPublished ? now : null,
        ...{ updatedAt: now, updatedById: actor.id },
      },
      select: { id: true },
    });
    return { aggregateId: id };
  },
  refusals,
});

/** Lets the director see a revision, or no longer. */
export const showFigures = defineCommand({
  name: 'partyFigures.show',
  input: showFiguresInput,
  permission: 'party.publish',
  load: async (tx, { aggregateId }) => (await tx.partyAggregate.findUnique({ where: { id: aggregateId }, select: { id: true } })) && {},
  async run({ tx, input: { aggregateId, rowVersion, isPublished }, actor, now }) {
    await tx.partyAggregate.update({
      where: asSeen(aggregateId, rowVersion),
      data: { publishedAt: isPublished ? now : null, ...changedBy({ actor, now }) },
    });
    return { aggregateId };
  },
  refusals,
});

/** The sentence beside the field; the cumulative reading of figures that cannot be separate is offered with its own numbers. */
function said(problem: AggregateProblem) {
  const { at, says, ...params } = problem;
  if ('offered' in params && params.offered) {
    const { offered, ...numbers } = params;
    return { path: at, key: 'partyFigures.problem.aboveRatedOffered' as const, params: { ...numbers, levels: inOrder(offered) } };
  }
  const { offered: _, ...numbers } = { offered: null, ...params };
  return { path: at, key: `partyFigures.problem.${says}` as const, params: numbers };
}

/** «8 · 34 · 0 · 0». */
const inOrder = ({ excellent, good, completed, notCompleted }: LevelCounts) =>
  [excellent, good, completed, notCompleted].map((count) => count ?? '–').join(' · ');
