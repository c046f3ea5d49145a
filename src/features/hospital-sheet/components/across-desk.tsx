'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { formatNumber } from '@/domain/number';
import { type FigureProblem, numberOf } from '@/features/figures/rules';
import type { Column, DataRow, Derive, Derived, EntryCell, Row, SheetHandle, SheetLabels } from '@/ui/sheet/model';
import { Sheet } from '@/ui/sheet/sheet';
import {
  type AcrossCell,
  type Axis,
  axesOf,
  axisName,
  cellName,
  type Dimensions,
  type Measure,
  marginOf,
  type NumberAt,
  type View,
} from '../rules';
import { AcrossBoxes, type Box, type BoxWords } from './across-boxes';
import { entryOf, isRatioResult, withAreas } from './across-rows';
import { ActiveLine } from './active-line';
import { sendAcross } from './save-across';

export type AcrossWords = {
  unit: string;
  /** What the margins are called: the quarters together, the departments together. */
  overQuarters: string;
  overDepartments: string;
  rowHeader: Record<Axis['of'], string>;
  active: string;
  activeNew: string;
  openSheet: string;
  sheet: SheetLabels;
  problems: Record<FigureProblem, string>;
  box: BoxWords;
};

export type AcrossDeskProps = Dimensions & {
  view: View;
  isSwapped: boolean;
  measure: Measure;
  cells: AcrossCell[];
  parts: Record<string, number>;
  canWrite: boolean;
  accountId: number;
  label: string;
  draftKey: string;
  signInHref: string;
  /** The sheet of one department and quarter; `{department}` and `{quarter}` stand for both. */
  sheetHref: string;
  /** Where the history of a figure is shown; `{code}` stands for the indicator's, beside the two above. */
  historyHref: string;
  /** Title and filters, drawn on the server. */
  head: ReactNode;
  filterBar: ReactNode;
  words: AcrossWords;
};

const MARGIN = 'margin';

/** Figures of many departments as one sheet, with the sums of its rows and columns worked out while one types. */
export function AcrossDesk(props: AcrossDeskProps) {
  const { view, isSwapped, measure, words, canWrite, units, quarters, indicators, cells, parts } = props;
  const [active, setActive] = useState<string | null>(null);
  const [box, setBox] = useState<Box | null>(null);
  const sheet = useRef<SheetHandle>(null);
  const router = useRouter();
  // What was typed goes first: the box shows, and writes beside, what the server has now.
  const openBox = (kind: Box['kind'], id: string) =>
    void sheet.current?.flush().then(() => {
      if (kind === 'remark') router.refresh();
      setBox({ kind, id });
    });
  const known = useMemo(() => new Map(cells.map((cell) => [cellName(cell), cell])), [cells]);
  const { rows, columns } = axesOf(view, { units, quarters, indicators }, isSwapped);
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));

  /** Coordinates of a cell: from its row, its column, and what is held still. */
  const at = (row: Axis, column: Axis) => {
    const found = { departmentId: units[0]?.id ?? 0, periodId: quarters[0]?.periodId ?? 0, indicatorId: indicators[0]?.id ?? 0 };
    for (const axis of [row, column]) {
      if (axis.of === 'department') found.departmentId = axis.unit.id;
      else if (axis.of === 'quarter') found.periodId = axis.quarter.periodId;
      else found.indicatorId = axis.indicator.id;
    }
    return found;
  };
  const numberAt =
    (textOf: (id: string) => string): NumberAt =>
    (place) => {
      const name = cellName(place);
      const cell = known.get(name);
      const isComputed = cell && isRatioResult(byId.get(place.indicatorId), measure);
      if (cell && !isComputed) return numberOf(textOf(name));
      return parts[`${place.departmentId}/${place.periodId}/${place.indicatorId}`] ?? null;
    };
  /** The margin of one row or one column: over what the other axis runs through. */
  const marginText = (axis: Axis | null, over: Axis['of'], numbers: NumberAt): string => {
    const indicator = axis?.of === 'indicator' ? axis.indicator : indicators[0];
    if (!indicator || over === 'indicator' || (axis === null && view === 'quarter')) return '';
    const of = {
      units: axis?.of === 'department' ? [axis.unit] : units,
      quarters: axis?.of === 'quarter' ? [axis.quarter] : quarters,
    };
    return formatNumber(marginOf(indicator, measure, of, numbers), indicator.decimals);
  };
  const over = { row: columns[0]?.of ?? 'quarter', column: rows[0]?.of ?? 'department' };
  const marginName = (of: Axis['of']) => (of === 'quarter' ? words.overQuarters : of === 'department' ? words.overDepartments : null);

  const dataRow = (row: Axis): DataRow => ({
    key: row.key,
    kind: 'row',
    label: axisName(row),
    indent: row.of === 'indicator',
    read: row.of === 'indicator' ? { unit: row.indicator.unit } : {},
    entry: Object.fromEntries(
      columns.flatMap((column): [string, EntryCell][] => {
        const place = at(row, column);
        const cell = known.get(cellName(place));
        const indicator = byId.get(place.indicatorId);
        return cell && indicator ? [[column.key, entryOf(cell, indicator, { measure, canWrite, problems: words.problems })]] : [];
      }),
    ),
  });
  const sheetRows: Row[] = withAreas(rows, dataRow);
  const columnMargin = marginName(over.column);
  if (columnMargin && rows.length > 1) sheetRows.push({ key: MARGIN, kind: 'row', label: columnMargin, read: {}, entry: {} });
  const rowMargin = marginName(over.row);
  const sheetColumns: Column[] = [
    ...(rows[0]?.of === 'indicator' ? [{ key: 'unit', label: words.unit, kind: 'unit' as const, width: '5rem', quiet: true }] : []),
    ...columns.map(
      (column): Column => ({ key: column.key, label: axisName(column), kind: 'entry', width: '6.5rem', phoneLabel: axisName(column) }),
    ),
    ...(rowMargin && columns.length > 1
      ? [{ key: MARGIN, label: rowMargin, kind: 'derived' as const, width: '6.5rem', phoneLabel: rowMargin }]
      : []),
  ];
  const axisByKey = new Map([...rows, ...columns].map((axis) => [axis.key, axis]));
  const derive: Derive = (row, _texts, textOf) => {
    const numbers = numberAt(textOf);
    const axis = axisByKey.get(row.key) ?? null;
    const result: Derived = { [MARGIN]: marginText(axis, over.row, numbers) };
    for (const column of columns) {
      if (axis === null) result[column.key] = marginText(column, over.column, numbers);
      else {
        const place = at(axis, column);
        const indicator = byId.get(place.indicatorId);
        if (indicator && isRatioResult(indicator, measure))
          result[column.key] = formatNumber(
            marginOf(
              indicator,
              measure,
              {
                units: units.filter(({ id }) => id === place.departmentId),
                quarters: quarters.filter(({ periodId }) => periodId === place.periodId),
              },
              numbers,
            ),
            indicator.decimals,
          );
      }
    }
    return result;
  };
  const save = useCallback(
    (changes: Parameters<typeof sendAcross>[1], key: string) =>
      sendAcross({ measure, accountId: props.accountId }, changes, key, words.problems),
    [measure, props.accountId, words.problems],
  );
  return (
    <>
      <Sheet
        ref={sheet}
        label={props.label}
        rowHeader={{ label: words.rowHeader[rows[0]?.of ?? 'department'], width: '16.5rem' }}
        columns={sheetColumns}
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
                {canWrite && tools}
              </div>
            </div>
            {props.filterBar}
          </>
        )}
        onActive={setActive}
        onCommand={(command, id) => command !== 'submit' && openBox(command, id)}
      />
      <ActiveLine {...props} active={active} cell={active === null ? undefined : known.get(active)} onBox={openBox} />
      <AcrossBoxes {...props} box={box} cell={box ? known.get(box.id) : undefined} onClose={() => setBox(null)} />
    </>
  );
}
