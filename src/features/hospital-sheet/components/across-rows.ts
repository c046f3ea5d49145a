import { type FigureProblem, PERCENT } from '@/features/figures/rules';
import type { DataRow, EntryCell, Row } from '@/ui/sheet/model';
import { type AcrossCell, type Axis, cellName, type Measure, type SheetRule } from '../rules';

/** A ratio that is worked out from its parts, not typed. */
export const isRatioResult = (indicator: SheetRule | undefined, measure: Measure) =>
  indicator?.aggregation === 'RATIO' && measure === 'ACTUAL';

/** A cell of the sheet as the field that shows it. */
export function entryOf(
  cell: AcrossCell,
  indicator: SheetRule,
  { measure, canWrite, problems }: { measure: Measure; canWrite: boolean; problems: Record<FigureProblem, string> },
): EntryCell {
  const computed = isRatioResult(indicator, measure);
  return {
    id: cellName(cell),
    text: cell.text,
    version: cell.version,
    decimals: indicator.decimals,
    percent: indicator.unit === PERCENT,
    required: cell.required && !computed && indicator.aggregation !== 'RATIO',
    computed,
    locked: cell.locked || !canWrite,
    min: indicator.hardMin === null ? undefined : String(indicator.hardMin),
    max: indicator.hardMax === null ? undefined : String(indicator.hardMax),
    problem: cell.problem && problems[cell.problem],
    remark: cell.remark,
    flagged: cell.isFlagged,
    by: cell.by,
    at: cell.at ?? undefined,
  };
}

/** Indicators under their area, as on the sheet of one department. */
export function withAreas(rows: readonly Axis[], dataRow: (row: Axis) => DataRow): Row[] {
  let last: number | null = null;
  return rows.flatMap((row): Row[] => {
    if (row.of !== 'indicator' || row.indicator.areaId === last) return [dataRow(row)];
    last = row.indicator.areaId;
    return [{ key: `area-${last}`, kind: 'group', label: row.indicator.areaName }, dataRow(row)];
  });
}
