import type { DecisionLabels } from './decide-button';

/** Labels of a decision's fields by their names in the form. A file of its own: what a client file exports cannot be called on the server. */
export const labelled = (labels: DecisionLabels) =>
  Object.fromEntries(Object.entries(labels).map(([name, label]) => [`decision.${name}`, label]));
