import { formatChange, formatDecimal, formatNumber } from '@/domain/number';
import type { Aggregation } from '@/features/indicators/rules';
import type { Column, Derive, Derived, Row } from '@/ui/sheet/model';
import { type QuarterShares, quarterTotals, splitKind, splitTotal } from '../rules/split';
import { isWritable, openingText, readShare, type SplitRow, shareCell, shareField } from './split-share';

export type TableWords = {
  department: string;
  quarters: readonly string[];
  wholeYear: string;
  given: string;
  change: string;
  total: string;
  /** «{department}, {quarter}» */
  cell: string;
  note: string;
};

/** The numbers beside the cells, Quý I to IV and the year: last year's results, or the version in force. */
export type Reference = {
  label: string;
  of(row: SplitRow): { quarters: readonly (number | null)[]; total: number | null };
  total: number | null;
  totals: readonly (number | null)[];
};

export type Measured = { aggregation: Aggregation; decimals: number };

const TOTAL = 'total';
const quarterKey = (column: number) => `q${column + 1}`;
const besideKey = (column: number) => `beside-q${column + 1}`;

/** Each quarter beside what it is compared with, then the year and how far it is from there. */
export function splitColumns({ quarters, wholeYear, given, change, note }: TableWords, beside: string): Column[] {
  const reference = (key: string, name: string): Column => ({
    key,
    label: `${name}\n${beside}`,
    kind: 'read',
    align: 'right',
    width: '5.25rem',
    quiet: true,
    aside: true,
  });
  return [
    ...quarters.flatMap((quarter, column): Column[] => [
      reference(besideKey(column), quarter),
      { key: quarterKey(column), label: `${quarter}\n${given}`, kind: 'entry', width: '6.25rem', phoneLabel: quarter },
    ]),
    reference('beside-year', wholeYear),
    { key: 'year', label: `${wholeYear}\n${given}`, kind: 'derived', width: '5.75rem', phoneLabel: wholeYear },
    { key: 'change', label: change, kind: 'derived', width: '4.5rem', quiet: true },
    { key: 'note', label: note, kind: 'note', width: '11rem' },
  ];
}

type Table = Measured & {
  rows: readonly SplitRow[];
  reference: Reference;
  /** What the server refused, by field name. */
  errors: Record<string, string[]>;
  /** Of the draft that the cells were read from. */
  version: number;
  words: TableWords;
};

/** Departments under their kinds, and what they come to. */
export function splitRows({ rows, reference, errors, version, words, aggregation, decimals }: Table): Row[] {
  const beside = (quarters: readonly (number | null)[], total: number | null) => ({
    ...Object.fromEntries(words.quarters.map((_, column) => [besideKey(column), formatNumber(quarters[column], decimals)])),
    'beside-year': formatNumber(total, decimals),
  });
  const sheetRows = rows.flatMap((row, index): Row[] => {
    const { quarters, total } = reference.of(row);
    const entry = words.quarters.flatMap((_, column) => {
      if (!row.open[column]) return [];
      const writable = isWritable(row, column);
      const name = shareField(index, column);
      const cell = {
        id: shareCell(row, column),
        name: writable ? name : undefined,
        text: openingText(row, column, decimals),
        version,
        decimals,
        required: false,
        locked: !writable,
        min: '0',
        problem: errors[name]?.[0] ?? null,
      };
      return [[quarterKey(column), cell] as const];
    });
    const line: Row = {
      key: `d${row.departmentId}`,
      kind: 'row',
      label: row.name,
      indent: true,
      read: beside(quarters, total),
      entry: Object.fromEntries(entry),
    };
    return row.group === rows[index - 1]?.group ? [line] : [{ key: `kind-${index}`, kind: 'group', label: row.group }, line];
  });
  if (splitKind(aggregation) === 'limit') return sheetRows;
  return [
    ...sheetRows,
    { key: TOTAL, kind: 'row', foot: true, label: words.total, read: beside(reference.totals, reference.total), entry: {} },
  ];
}

/** The typed shares as canonical decimals, department × quarter; null for blank or unreadable. */
export const sharesOf = (rows: readonly SplitRow[], decimals: number, textOf: (cellId: string) => string): (string | null)[][] =>
  rows.map((row) => [0, 1, 2, 3].map((column) => readShare(textOf(shareCell(row, column)), decimals).value));

/** What the year comes to, and for the foot each quarter too, while one types. */
export function splitDerive({ rows, reference, aggregation, decimals }: Measured & Pick<Table, 'rows' | 'reference'>): Derive {
  const byKey = new Map(rows.map((row) => [`d${row.departmentId}`, row]));
  const year = (shares: (string | null)[][], before: number | null): Derived => {
    const total = yearOf(aggregation, shares);
    return { year: formatDecimal(total, decimals), change: changeText(total, before) };
  };
  return (line, _texts, textOf) => {
    const row = byKey.get(line.key);
    if (row) return year(sharesOf([row], decimals, textOf), reference.of(row).total);
    if (line.key !== TOTAL) return {};
    const shares = sharesOf(rows, decimals, textOf);
    const quarters = quarterTotals(shares).map((total, column) => [quarterKey(column), formatDecimal(total, decimals)]);
    return { ...Object.fromEntries(quarters), ...year(shares, reference.total) };
  };
}

const asQuarters = (row: readonly (string | null)[]): QuarterShares => [row[0] ?? null, row[1] ?? null, row[2] ?? null, row[3] ?? null];

/** What shares come to over the year, exactly; null when none is given, or when they do not add up. */
export function yearOf(aggregation: Aggregation, rows: readonly (readonly (string | null)[])[]): string | null {
  return rows.flat().every((share) => share === null) ? null : splitTotal(aggregation, rows.map(asQuarters));
}

function changeText(now: string | null, before: number | null): string {
  return now === null || before === null || before === 0 ? '–' : `${formatChange((Number(now) / before - 1) * 100)}\u00a0%`;
}
