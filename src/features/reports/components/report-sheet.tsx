'use client';

import { type DeskProps, EntryDesk } from '@/features/figures/components/entry-desk';
import { cellId } from '@/features/figures/components/save';
import { PERCENT, type SheetLine } from '@/features/figures/rules';
import type { Column, DataRow, Derive, Derived } from '@/ui/sheet/model';
import { reportBeside, reportReads, type StandingWords } from '../rules';

type ReportWords = {
  columns: Record<'indicator' | 'unit' | 'lastYear' | 'plan' | 'actual' | 'ofPlan' | 'toDate' | 'note', string>;
  phone: Record<'lastYear' | 'plan' | 'ofPlan', string>;
  computed: string;
  standing: StandingWords;
};

const empty: Derived = {};

type ReportSheetProps = Omit<DeskProps, 'rowHeader' | 'columns' | 'rowOf' | 'derive'> & { report: ReportWords };

/** The sheet of a quarter's report: last year and the plan beside every cell, ratios worked out as one types. */
export function ReportSheet({ report: words, ...desk }: ReportSheetProps) {
  const lines = new Map(desk.lines.map((line) => [line.indicator.indicatorId, line]));
  const columns: Column[] = [
    { key: 'unit', label: words.columns.unit, kind: 'unit', width: '5rem', quiet: true },
    {
      key: 'lastYear',
      label: words.columns.lastYear,
      kind: 'read',
      align: 'right',
      width: '5.5rem',
      phoneLabel: words.phone.lastYear,
      quiet: true,
    },
    { key: 'plan', label: words.columns.plan, kind: 'read', align: 'right', width: '5.5rem', phoneLabel: words.phone.plan },
    { key: 'actual', label: words.columns.actual, kind: 'entry', width: '6.5rem' },
    { key: 'ofPlan', label: words.columns.ofPlan, kind: 'derived', width: '5.5rem', phoneLabel: words.phone.ofPlan },
    { key: 'toDate', label: words.columns.toDate, kind: 'derived', width: '5.5rem', quiet: true },
    { key: 'note', label: words.columns.note, kind: 'note' },
  ];
  const rowOf = (line: SheetLine): DataRow => {
    const { indicator, actual } = line;
    const computed = indicator.aggregation === 'RATIO';
    return {
      key: String(indicator.indicatorId),
      kind: 'row',
      label: indicator.name,
      read: { unit: indicator.unit, ...reportReads(line) },
      entry: {
        actual: {
          id: cellId(indicator.indicatorId),
          text: actual.text,
          version: actual.version,
          decimals: indicator.decimals,
          percent: indicator.unit === PERCENT,
          required: indicator.required && !computed,
          computed,
          min: indicator.hardMin === null ? undefined : String(indicator.hardMin),
          max: indicator.hardMax === null ? undefined : String(indicator.hardMax),
          locked: !desk.canWrite,
          problem: actual.problem && desk.words.problems[actual.problem],
          pin: desk.pins[indicator.indicatorId] ?? null,
          remark: actual.remark,
          flagged: actual.isFlagged,
          by: actual.by,
          at: actual.at ?? undefined,
        },
      },
      note: actual.remark ?? (computed ? words.computed : undefined),
    };
  };
  const derive: Derive = (row, texts, textOf) => {
    const line = lines.get(Number(row.key));
    if (!line) return empty;
    const { computed, ofPlan, toDate } = reportBeside(
      line,
      texts.actual ?? '',
      (indicatorId) => textOf(cellId(indicatorId)),
      words.standing,
    );
    const beside: Derived = { ofPlan, toDate };
    return computed === null ? beside : { ...beside, actual: computed };
  };
  return <EntryDesk {...desk} rowHeader={words.columns.indicator} columns={columns} rowOf={rowOf} derive={derive} />;
}
