import { formatMoment } from '@/domain/date';
import { CellButtons } from '@/features/figures/components/cell-buttons';
import { Link } from '@/ui/link';
import { type AcrossCell, axisName, namesOf } from '../rules';
import type { Box } from './across-boxes';
import type { AcrossDeskProps } from './across-desk';

type ActiveLineProps = AcrossDeskProps & { active: string | null; cell?: AcrossCell; onBox: (kind: Box['kind'], id: string) => void };

/** Which cell one stands on, who saved it and when, what was said of it, and the ways to its history, its remark and its own sheet. */
export function ActiveLine({ active, cell, onBox, sheetHref, words, ...dimensions }: ActiveLineProps) {
  if (active === null || !cell) return null;
  const names = namesOf(cell, dimensions);
  if (!names) return null;
  const { unit, quarter, indicator } = names;
  const where = [indicator.name, unit.name, axisName({ of: 'quarter', key: '', quarter })].join(', ');
  const said = cell.at
    ? words.active
        .replace('{where}', where)
        .replace('{at}', formatMoment(new Date(cell.at)))
        .replace('{by}', cell.by)
    : words.activeNew.replace('{where}', where);
  return (
    <div className="small muted row wrap no-print mt-1 mb-1">
      <span>{said}</span>
      {cell.isFlagged && <b className="warn">{words.box.cell.isFlagged}</b>}
      {cell.remark && <span>«{cell.remark}»</span>}
      <CellButtons onHistory={() => onBox('history', active)} onRemark={() => onBox('remark', active)} words={words.box.buttons} />
      <Link href={sheetHref.replace('{department}', unit.code).replace('{quarter}', String(quarter.quarter))}>{words.openSheet}</Link>
    </div>
  );
}
