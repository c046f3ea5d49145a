import type { RowProblem } from './file';

/** Wrong cells to a page: a screen or two. */
export const CELLS_PER_PAGE = 100;

type Asked = { column: string | null; kind: string | null; page: number };
/** One kind of mistake in one column, with how many cells have it; what differs between them is left open in `params`. */
export type ProblemKind<Key extends string> = Pick<RowProblem<Key>, 'column' | 'key' | 'params'> & { count: number };

/**
 * Wrong cells of a file as a page shows them: how many of each kind, the most frequent first, how many in each column, and one page of those
 * that are asked for. A page after the last is the last.
 */
export function problemPage<Key extends string, Problem extends RowProblem<Key>>(
  problems: readonly Problem[],
  asked: Asked,
): { kinds: ProblemKind<Key>[]; columns: Map<Key, number>; shown: Problem[]; total: number; page: number; pages: number } {
  const kinds = new Map<string, ProblemKind<Key>>();
  const columns = new Map<Key, number>();
  for (const { column, key, params } of problems) {
    const known = kinds.get(`${column} ${key}`) ?? { column, key, params: { ...params }, count: 0 };
    known.count++;
    for (const [name, value] of Object.entries(params)) if (known.params[name] !== value) known.params[name] = '…';
    kinds.set(`${column} ${key}`, known);
    columns.set(column, (columns.get(column) ?? 0) + 1);
  }
  const wanted = problems.filter(
    ({ column, key }) => (asked.column === null || column === asked.column) && (asked.kind === null || key === asked.kind),
  );
  const pages = Math.max(1, Math.ceil(wanted.length / CELLS_PER_PAGE));
  const page = Math.min(asked.page, pages);
  return {
    kinds: [...kinds.values()].sort((one, other) => other.count - one.count),
    columns,
    shown: wanted.slice((page - 1) * CELLS_PER_PAGE, page * CELLS_PER_PAGE),
    ...{ total: wanted.length, page, pages },
  };
}
