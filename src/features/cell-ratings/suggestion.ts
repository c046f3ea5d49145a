import type { Evidence } from './rules';
import type { Level } from './schema';

/** A suggested level with its arithmetic, a condition a line; people decide (domain.md B2). */
export type Suggestion = { level: Level; because: { text: string; isMet: boolean }[] };

/**
 * The level that the rule set of the year suggests from the evidence; null when the rule set says nothing that can be computed.
 * The arithmetic of a rule set's criteria belongs to the feature of rule sets; until it is joined nothing is suggested.
 */
export function suggestLevel(_criteria: unknown, _evidence: Evidence): Suggestion | null {
  return null;
}
