/** A column of `audit_entry.before|after` as it stands in the JSON: only what changed, nulls left out of an INSERT. */
export type AuditRow = Record<string, unknown> | null;

/** What one change did to a property; `null` on a side is «had none». */
type Changed<Value> = { before: Value | null; after: Value | null };

/** One change of one figure, read from the audit. Untouched properties are null. */
export type FigureChange = {
  /** Canonical decimal strings, so that nothing is rounded on the way. */
  value: Changed<string> | null;
  /** Typed text that could not be read and is kept. */
  draft: Changed<string> | null;
  remark: Changed<string> | null;
  /** Marked to be watched (true) or no longer (false). */
  flagged: boolean | null;
  /** How the value came in: TYPED, PASTED, IMPORTED, API, REGISTER. Said only by the change that set it. */
  source: string | null;
};

const text = (value: unknown): string | null => (typeof value === 'string' || typeof value === 'number' ? String(value) : null);

function changed(before: AuditRow, after: AuditRow, column: string): Changed<string> | null {
  const [was, is] = [text(before?.[column]), text(after?.[column])];
  return was === is ? null : { before: was, after: is };
}

/** Reads one audit entry of table `figure`: the columns that people care about, old beside new. */
export function figureChange(before: AuditRow, after: AuditRow): FigureChange {
  const flag = after?.is_flagged;
  const first = before === null;
  return {
    value: changed(before, after, 'value'),
    draft: changed(before, after, 'draft_text'),
    remark: changed(before, after, 'remark'),
    // a new row is born unmarked: that says nothing
    flagged: typeof flag === 'boolean' && !(first && !flag) ? flag : null,
    source: text(after?.source),
  };
}

/** Columns that tell nothing to a reader: keys, versions, and what the timeline already says (who, when). */
const SILENT = new Set(['id', 'row_version', 'updated_at', 'updated_by_id', 'search', 'session_version']);

export type RecordChange = Changed<string> & { column: string };

/** Reads one audit entry of any record: each changed column, old beside new, as text. Masked secrets stay masked. */
export function recordChanges(before: AuditRow, after: AuditRow): RecordChange[] {
  const columns = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((column) => !SILENT.has(column));
  const shown = (value: unknown) => (value === undefined || value === null ? null : (text(value) ?? JSON.stringify(value)));
  return columns
    .map((column) => ({ column, before: shown(before?.[column]), after: shown(after?.[column]) }))
    .filter((change) => change.before !== change.after);
}
