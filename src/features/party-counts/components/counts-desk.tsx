'use client';

import { type ReactNode, useCallback, useRef } from 'react';
import { Button } from '@/ui/button';
import type { Column, DataRow, Derive, Derived, Row, SheetHandle, SheetLabels } from '@/ui/sheet/model';
import { Sheet } from '@/ui/sheet/sheet';
import type { CountRow } from '../queries';
import {
  type Check,
  COUNT_COLUMNS,
  type CountColumn,
  type Counts,
  cellName,
  checkOf,
  countText,
  officialEnd,
  readCount,
  sumOf,
  totalEnd,
  versionOf,
} from '../rules';
import { sendCounts } from './save-counts';

export type CountsWords = {
  cell: string;
  columns: Record<CountColumn | 'officialEnd' | 'totalEnd' | 'check', string>;
  total: string;
  checks: Record<Check['key'], string>;
  offer: string;
  sheet: SheetLabels;
};
type Props = {
  year: number;
  rows: CountRow[];
  writable: number[];
  accountId: number;
  label: string;
  draftKey: string;
  signInHref: string;
  head: ReactNode;
  tabs: ReactNode;
  words: CountsWords;
};

const TOTAL = 'total';
const fill = (sentence: string, check: Check) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(check[name as keyof Check] ?? ''));
const shown = (value: number | null) => (value === null ? '' : countText(value));

/** The counts of all cells of a year in one sheet: the end and the sums follow while one types, and what does not fit says so. */
export function CountsDesk(props: Props) {
  const { year, rows, words, accountId } = props;
  const sheet = useRef<SheetHandle>(null);
  const writable = new Set(props.writable);
  const byId = new Map(rows.map((row) => [String(row.id), row]));
  const countsAt = (id: number, textOf: (name: string) => string) =>
    Object.fromEntries(COUNT_COLUMNS.map((column) => [column, readCount(textOf(cellName(id, column)))?.value ?? null])) as Counts;
  const derive: Derive = (row, _texts, textOf): Derived => {
    if (row.key === TOTAL) {
      const all = rows.map(({ id }) => countsAt(id, textOf));
      return {
        ...Object.fromEntries(COUNT_COLUMNS.map((column) => [column, shown(sumOf(all.map((counts) => counts[column])))])),
        officialEnd: shown(sumOf(all.map(officialEnd))),
        totalEnd: shown(sumOf(all.map(totalEnd))),
      };
    }
    const known = byId.get(row.key);
    if (!known) return {};
    const counts = countsAt(known.id, textOf);
    const check = checkOf(counts, known.lastEnd);
    return {
      officialEnd: shown(officialEnd(counts)),
      totalEnd: shown(totalEnd(counts)),
      check: check ? { text: fill(words.checks[check.key], check), tone: check.key === 'blank' ? 'miss' : 'warn' } : '',
    };
  };
  const columns: Column[] = [
    ...COUNT_COLUMNS.map(
      (column): Column => ({
        key: column,
        label: words.columns[column],
        kind: 'entry',
        width: '4.75rem',
        phoneLabel: words.columns[column],
      }),
    ),
    ...(['officialEnd', 'totalEnd'] as const).map(
      (column): Column => ({
        key: column,
        label: words.columns[column],
        kind: 'derived',
        width: '5rem',
        phoneLabel: words.columns[column],
      }),
    ),
    { key: 'check', label: words.columns.check, kind: 'derived', align: 'left', width: '16rem', phoneLabel: words.columns.check },
  ];
  const dataRow = (row: CountRow): DataRow => ({
    key: String(row.id),
    kind: 'row',
    label: row.name,
    read: {},
    entry: Object.fromEntries(
      COUNT_COLUMNS.map((column) => [
        column,
        {
          id: cellName(row.id, column),
          text: countText(row.counts[column]),
          version: versionOf(row.counts[column]),
          ...{ decimals: 0, required: false, percent: false, min: '0', locked: !writable.has(row.id) },
          ...{ by: row.by ?? undefined, at: row.at ?? undefined },
        },
      ]),
    ),
  });
  const sheetRows: Row[] = rows.map(dataRow);
  if (rows.length > 1) sheetRows.push({ key: TOTAL, kind: 'row', label: words.total, read: {}, entry: {}, foot: true });
  // Only blanks are offered: what somebody has typed stays.
  const offers = rows.flatMap(({ id, counts, lastEnd }) =>
    !writable.has(id)
      ? []
      : (
          [
            ['officialStart', lastEnd.official],
            ['probationaryStart', lastEnd.probationary],
          ] as const
        ).flatMap(([column, value]) =>
          counts[column] === null && value !== null ? [{ id: cellName(id, column), text: countText(value) }] : [],
        ),
  );
  const save = useCallback(
    (changes: Parameters<typeof sendCounts>[1], key: string) => sendCounts({ year, accountId }, changes, key),
    [year, accountId],
  );
  const canWrite = writable.size > 0;
  return (
    <Sheet
      ref={sheet}
      label={props.label}
      rowHeader={{ label: words.cell, width: '12rem' }}
      columns={columns}
      rows={sheetRows}
      derive={derive}
      save={save}
      draftKey={props.draftKey}
      labels={words.sheet}
      readOnly={!canWrite}
      signInHref={props.signInHref}
      header={({ status, tools }) => (
        <>
          <div className="desk-head">
            {props.head}
            <div className="row wrap">
              {status}
              {canWrite && offers.length > 0 && <Button onClick={() => sheet.current?.write(offers)}>{words.offer}</Button>}
              {canWrite && tools}
            </div>
          </div>
          {props.tabs}
        </>
      )}
    />
  );
}
