import { RATED_LEVELS, type RatedLevel } from './levels';

/** Least or most shares of tasks, in per cent; what is absent the set does not ask. */
type ShareConditions = { minDone?: number; minOnTime?: number; minExceeded?: number; maxLate?: number };
/** `allFixed`: every shortcoming of earlier years is put right (khắc phục xong hạn chế, khuyết điểm). */
export type LevelConditions = ShareConditions & { allFixed?: boolean };
/** More than `over[0]/over[1]` of those below not completed: the lowest level, or only a warning. */
export type LowestRule = { over: [number, number]; effect: 'LOWEST' | 'WARN' };
/** The thresholds of a rule set beside the scores of its levels (domain.md B1, B2, B5 V5 and V7). */
export type Criteria = {
  levels: Partial<Record<'EXCELLENT' | 'GOOD' | 'COMPLETED', LevelConditions>>;
  /** A score below it is the lowest level. */
  lowestBelow?: number;
  /** What a discipline of the year comes to; never excellent. */
  disciplined: 'NOT_COMPLETED' | 'NOT_EXCELLENT';
  /** Whether whoever meets the conditions of no level has the lowest: only where the set has conditions for each. */
  lowestOtherwise: boolean;
  members?: LowestRule;
  units?: LowestRule;
};

/** Counts of tasks: of `total`, so many done, on time, exceeded, late. */
export type TaskShares = { total: number; done: number; onTime: number; exceeded: number; late: number };
/** So many of those rated below have not completed. */
export type Below = { rated: number; notCompleted: number };
export type Facts = {
  score: number | null;
  tasks: TaskShares;
  isDisciplined: boolean;
  /** Whether all earlier shortcomings are put right; nobody said is not the same as no. */
  isAllFixed?: boolean | null;
  members?: Below;
  units?: Below;
};

export const CONDITION_KINDS = ['score', 'minDone', 'minOnTime', 'minExceeded', 'maxLate', 'allFixed'] as const;
type ConditionKind = (typeof CONDITION_KINDS)[number];
/**
 * One condition with its numbers: at least (or at most) so much was asked, so much there is; a share of tasks with its `part` of `whole`.
 * null: nothing known.
 */
export type Condition = {
  level: RatedLevel;
  kind: ConditionKind;
  asked: number;
  actual: number | null;
  part: number | null;
  whole: number | null;
  holds: boolean | null;
};
export const REASONS = ['CONDITIONS', 'DISCIPLINE', 'MEMBERS', 'UNITS', 'SCORE', 'OTHERWISE', 'NONE'] as const;
type Reason = (typeof REASONS)[number];
export type Suggestion = {
  level: RatedLevel | null;
  reason: Reason;
  conditions: Condition[];
  /** Some condition of the suggested level (of any, where none is suggested) could not be looked at. */
  isUncertain: boolean;
  warnings: ('MEMBERS' | 'UNITS')[];
};
type RuleSet = { criteria: Criteria | null; levels: readonly { code: string; minScore: number | null }[] };

/**
 * The level that the year's rules would give, and why. People decide; this is only the arithmetic. null when the set has no thresholds.
 * What is unknown (no score yet, no tasks) refuses nothing, but is told.
 */
export function suggest({ criteria, levels }: RuleSet, facts: Facts): Suggestion | null {
  if (criteria === null) return null;
  const conditions = RATED_LEVELS.flatMap((level) => conditionsOf(level, criteria, levels, facts));
  const warnings = (['MEMBERS', 'UNITS'] as const).filter((kind) => breaks(kind, criteria, facts) === 'WARN');
  const said = (level: RatedLevel | null, reason: Reason): Suggestion => ({
    level,
    reason,
    conditions,
    isUncertain: conditions.some((condition) => condition.holds === null && (level === null || condition.level === level)),
    warnings,
  });
  for (const kind of ['MEMBERS', 'UNITS'] as const) if (breaks(kind, criteria, facts) === 'LOWEST') return said('NOT_COMPLETED', kind);
  if (facts.isDisciplined && criteria.disciplined === 'NOT_COMPLETED') return said('NOT_COMPLETED', 'DISCIPLINE');
  const { lowestBelow } = criteria;
  if (lowestBelow !== undefined && facts.score !== null && facts.score < lowestBelow) return said('NOT_COMPLETED', 'SCORE');
  const reached = RATED_LEVELS.filter((level) => !(facts.isDisciplined && level === 'EXCELLENT')).find((level) => {
    const own = conditions.filter((condition) => condition.level === level);
    return own.some(({ holds }) => holds) && own.every(({ holds }) => holds !== false);
  });
  if (reached) return said(reached, 'CONDITIONS');
  const isKnown = conditions.some(({ holds }) => holds !== null);
  return criteria.lowestOtherwise && isKnown ? said('NOT_COMPLETED', 'OTHERWISE') : said(null, 'NONE');
}

const NO_COUNT = { part: null, whole: null };

function conditionsOf(
  level: RatedLevel,
  criteria: Criteria,
  levels: RuleSet['levels'],
  { score, tasks, isAllFixed = null }: Facts,
): Condition[] {
  if (level === 'NOT_COMPLETED') return [];
  const minScore = levels.find(({ code }) => code === level)?.minScore ?? null;
  const ofScore: Condition[] =
    minScore === null
      ? []
      : [{ level, kind: 'score', asked: minScore, actual: score, ...NO_COUNT, holds: score === null ? null : score >= minScore }];
  const asked = criteria.levels[level] ?? {};
  const counts = { minDone: tasks.done, minOnTime: tasks.onTime, minExceeded: tasks.exceeded, maxLate: tasks.late };
  const ofTasks = (Object.keys(counts) as (keyof ShareConditions)[]).flatMap((kind): Condition[] => {
    const percent = asked[kind];
    if (percent === undefined) return [];
    const count = counts[kind];
    if (tasks.total === 0) return [{ level, kind, asked: percent, actual: null, ...NO_COUNT, holds: null }];
    // multiplied out, so that 30 % of 10 is 3 and nothing is lost in a fraction
    const [have, need] = [count * 100, percent * tasks.total];
    const holds = kind === 'maxLate' ? have <= need : have >= need;
    return [{ level, kind, asked: percent, actual: have / tasks.total, part: count, whole: tasks.total, holds }];
  });
  const ofFixed: Condition[] = asked.allFixed
    ? [{ level, kind: 'allFixed', asked: 100, actual: null, ...NO_COUNT, holds: isAllFixed }]
    : [];
  return [...ofScore, ...ofTasks, ...ofFixed];
}

function breaks(kind: 'MEMBERS' | 'UNITS', criteria: Criteria, facts: Facts): LowestRule['effect'] | null {
  const [rule, below] = kind === 'MEMBERS' ? [criteria.members, facts.members] : [criteria.units, facts.units];
  if (!rule || !below || below.rated === 0) return null;
  return below.notCompleted * rule.over[1] > below.rated * rule.over[0] ? rule.effect : null;
}

/** A level that somebody chose beside the suggested one: better or worse by so many steps; null where nothing was suggested or both are the same. */
export function differs(chosen: RatedLevel, suggested: RatedLevel | null): 'above' | 'below' | null {
  if (suggested === null || chosen === suggested) return null;
  return RATED_LEVELS.indexOf(chosen) < RATED_LEVELS.indexOf(suggested) ? 'above' : 'below';
}
