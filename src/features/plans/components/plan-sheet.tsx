'use client';

import { type DeskProps, EntryDesk } from '@/features/figures/components/entry-desk';
import { cellId } from '@/features/figures/components/save';
import { PERCENT, type SheetLine } from '@/features/figures/rules';
import type { Column, DataRow, Derive } from '@/ui/sheet/model';
import { planBeside, planReads } from '../rules';

type PlanWords = {
  columns: Record<'indicator' | 'unit' | 'lastYear' | 'share' | 'plan' | 'ofShare' | 'change' | 'note', string>;
  phone: Record<'lastYear' | 'share' | 'ofShare', string>;
  ratioNote: string;
};

type PlanSheetProps = Omit<DeskProps, 'rowHeader' | 'columns' | 'rowOf' | 'derive'> & { plan: PlanWords };

/** The sheet of a quarter's plan: the assigned share and last year beside every cell. */
export function PlanSheet({ plan: words, ...desk }: PlanSheetProps) {
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
    { key: 'share', label: words.columns.share, kind: 'read', align: 'right', width: '5.5rem', phoneLabel: words.phone.share },
    { key: 'plan', label: words.columns.plan, kind: 'entry', width: '6.5rem' },
    { key: 'ofShare', label: words.columns.ofShare, kind: 'derived', width: '5rem', phoneLabel: words.phone.ofShare },
    { key: 'change', label: words.columns.change, kind: 'derived', width: '5rem', quiet: true },
    { key: 'note', label: words.columns.note, kind: 'note' },
  ];
  const rowOf = (line: SheetLine): DataRow => {
    const { indicator, plan } = line;
    const isRatio = indicator.aggregation === 'RATIO';
    return {
      key: String(indicator.indicatorId),
      kind: 'row',
      label: indicator.name,
      read: { unit: indicator.unit, ...planReads(line) },
      entry: {
        plan: {
          id: cellId(indicator.indicatorId),
          text: plan.text,
          version: plan.version,
          decimals: indicator.decimals,
          percent: indicator.unit === PERCENT,
          required: indicator.required && !isRatio,
          min: indicator.hardMin === null ? undefined : String(indicator.hardMin),
          max: indicator.hardMax === null ? undefined : String(indicator.hardMax),
          locked: !desk.canWrite,
          problem: plan.problem && desk.words.problems[plan.problem],
          pin: desk.pins[indicator.indicatorId] ?? null,
          remark: plan.remark,
          flagged: plan.isFlagged,
          by: plan.by,
          at: plan.at ?? undefined,
        },
      },
      note: plan.remark ?? (isRatio ? words.ratioNote : undefined),
    };
  };
  const derive: Derive = (row, texts) => {
    const line = lines.get(Number(row.key));
    return line ? planBeside(line, texts.plan ?? '') : {};
  };
  return <EntryDesk {...desk} rowHeader={words.columns.indicator} columns={columns} rowOf={rowOf} derive={derive} />;
}
