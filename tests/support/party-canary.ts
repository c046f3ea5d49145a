import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask } from './hospital-database';

/**
 * Strings that stand nowhere but in Party content, one for each text column and for each circle of readers, so that a leak names its column.
 * own: of the cell whose secretary reads along · els: of another cell · hos: of the hospital's Party organisation · law: names of levels and
 * documents of a rule set, which whoever reads a rating or a sum needs · sum: published sums.
 */
export type Circle = 'own' | 'els' | 'hos' | 'law' | 'sum';
export const CANARY = 'Zqx';
const PATTERN = /zqx(own|els|hos|law|sum)(\d+)x/gi;

type Column = { table: string; name: string; type: 'text' | 'text[]' | 'jsonb' | 'json' };
export type Planted = {
  /** What a canary was put into: «party_rating.note (own)». */
  seenIn(text: string): string[];
  circleOf(place: string): Circle;
  /** Places by name; each holds its canary in the database. */
  places: readonly string[];
  cells: Record<'own' | 'els', { id: number; code: string; ratingId: number }>;
  year: number;
  campaignId: number;
  ruleSetId: number;
  files: string[];
  taskId: number;
};

/** Columns of Party tables whose text is machinery: what they may hold is fixed by the database. */
const MACHINERY: Record<string, string> = {
  'attachment.mime_type': 'a kind of file',
  'attachment.sha256': 'a hash',
  'attachment.subject_key': 'the id of what the file belongs to',
  'comment.subject_key': 'the id of what the remark is about',
  'audit_entry.table_name': 'written by triggers',
  'audit_entry.row_key': 'written by triggers',
  'batch.file_sha256': 'a hash',
};
/** A mixed table that is no secret: the catalogue of titles and their money is law. */
const PUBLIC_MIXED = ['award_type'];

/** Every text column of every table under the Party's row-level security, generated ones aside; fails on a mixed table without it. */
async function columns(): Promise<Column[]> {
  const open = await ask<{ name: string }>(
    `SELECT k.relname AS name FROM pg_class k JOIN pg_attribute a ON a.attrelid = k.oid AND a.attname = 'is_party'
     WHERE k.relnamespace = current_schema()::regnamespace AND k.relkind = 'r' AND NOT k.relrowsecurity`,
  );
  const unguarded = open.map(({ name }) => name).filter((name) => !PUBLIC_MIXED.includes(name));
  if (unguarded.length > 0) throw new Error(`tables with Party rows and no row-level security: ${unguarded.join(', ')}`);
  return ask<Column>(
    `SELECT k.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type FROM pg_class k JOIN pg_attribute a ON a.attrelid = k.oid
     WHERE k.relnamespace = current_schema()::regnamespace AND k.relrowsecurity AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'text[]'::regtype, 'json'::regtype, 'jsonb'::regtype) ORDER BY 1, 2`,
  );
}

/** Puts a canary into every text of a row of its own in every Party table, for every circle that the table knows. */
export async function plant(): Promise<Planted> {
  const [start] = await ask<{ year: number; organisation: number; department: number; task: number; system: number; award: number }>(
    `SELECT (SELECT max(y) FROM generate_series(2001, 2007) y WHERE NOT EXISTS (SELECT FROM rating_rule_set WHERE from_year <= y AND coalesce(to_year, 9999) >= y)) AS year,
       (SELECT id FROM party_body WHERE kind = 'ORGANISATION' ORDER BY id LIMIT 1) AS organisation, (SELECT id FROM department WHERE code = 'NOI') AS department,
       (SELECT id FROM task WHERE lead_department_id = (SELECT id FROM department WHERE code = 'NOI') AND voided_at IS NULL ORDER BY id LIMIT 1) AS task,
       (SELECT id FROM account WHERE is_system) AS system, (SELECT id FROM award_type WHERE code = 'CB_XS') AS award`,
  );
  if (!start?.year) throw new Error('every year before the rules is taken: begin with a fresh hospital');
  const { year, organisation, department, task, system } = start;
  const all = await columns();
  const places: string[] = [];
  const circles = new Map<string, Circle>();
  const tokenOf = (column: Column, circle: Circle) => {
    const name = `${column.table}.${column.name} (${circle})`;
    if (!places.includes(name)) places.push(name);
    circles.set(name, circle);
    return `${CANARY}${circle}${start.year * 1000 + places.indexOf(name)}x`;
  };
  const canaryOf = (column: Column, circle: Circle) => {
    const token = tokenOf(column, circle);
    if (column.type === 'text[]') return [token];
    return column.type === 'text' ? token : JSON.stringify({ [token]: token });
  };
  /** The columns of a table that are to be filled, with their canaries; `given` says what a column must hold instead. */
  const filled = (table: string, circle: Circle, given: Record<string, unknown>) => {
    const texts = all.filter((column) => column.table === table && !(column.name in given) && !MACHINERY[`${table}.${column.name}`]);
    return { ...Object.fromEntries(texts.map((column) => [column.name, canaryOf(column, circle)])), ...given };
  };
  const put = async (table: string, circle: Circle, given: Record<string, unknown>, key = 'id') => {
    const row = Object.entries(filled(table, circle, given));
    const names = row.map(([name]) => name).join(', ');
    const [made] = await ask<{ id: number }>(
      `INSERT INTO ${table} (${names}) VALUES (${row.map((_, index) => `$${index + 1}`).join(', ')}) RETURNING ${key} AS id`,
      row.map(([, value]) => value),
    );
    if (!made) throw new Error(`nothing was put into ${table}`);
    return made.id;
  };

  const day = (monthAndDay: string) => `${year}-${monthAndDay}`;

  const setOf = async (subject: 'CELL' | 'MEMBER') => {
    const id = await put('rating_rule_set', 'law', {
      ...{
        subject,
        from_year: year,
        to_year: year,
        cap_percent: 20,
        cap_base: 'GOOD_OR_BETTER',
        cap_rounding: 'HALF_UP',
        cap_severity: 'WARN',
      },
    });
    for (const [rank, code] of ['NOT_COMPLETED', 'COMPLETED', 'GOOD', 'EXCELLENT'].entries())
      await put('rating_level', 'law', { rule_set_id: id, code, rank: rank + 1 }, 'rule_set_id');
    return id;
  };
  const [ruleSetId, memberSetId] = [await setOf('CELL'), await setOf('MEMBER')];
  const campaign = { year, opened_on: day('11-01') };
  const campaignId = await put('rating_campaign', 'hos', { ...campaign, subject: 'CELL', rule_set_id: ruleSetId });
  const memberCampaignId = await put('rating_campaign', 'hos', { ...campaign, subject: 'MEMBER', rule_set_id: memberSetId });
  const cap = filled('rating_cap', 'hos', {});
  await ask(
    `UPDATE rating_cap SET override_limit = 9, override_by_id = $1, override_at = now(), ${Object.keys(cap).map((name, index) => `${name} = $${index + 2}`)} WHERE campaign_id = $${Object.keys(cap).length + 2}`,
    [system, ...Object.values(cap), campaignId],
  );
  const sums = { year, mode: 'DISJOINT', total: 2, eligible: 2, rated: 2, excellent: 0, good: 2, completed: 0, not_completed: 0 };
  await put('party_aggregate', 'sum', { ...sums, subject: 'CELL', published_at: new Date() });
  await put('party_aggregate', 'hos', { ...sums, subject: 'MEMBER' });
  await put('break_glass', 'hos', { account_id: system, starts_at: new Date(0), ends_at: new Date(60_000) });

  const cells = {} as Planted['cells'];
  for (const circle of ['own', 'els'] as const) {
    const code = all.find((column) => column.table === 'party_body' && column.name === 'code');
    if (!code) throw new Error('a cell has a code');
    const cellCode = tokenOf(code, circle).toUpperCase();
    const id = await put('party_body', circle, { kind: 'CELL', code: cellCode, established_on: day('01-01') });
    const decision = await put('decision', circle, { kind: 'PARTY', is_party: true, signed_on: day('12-20') });
    await put('party_body_version', circle, {
      party_body_id: id,
      parent_id: organisation,
      valid_from: day('01-01'),
      decision_id: decision,
    });
    await put('party_cell_department', circle, { party_body_id: id, department_id: department, valid_from: day('01-01') });
    await put('party_year_count', circle, { party_body_id: id, year, official_start: 7 }, 'party_body_id');
    const rated = { campaign_id: campaignId, party_body_id: id, decision_id: decision };
    const ratingId = await put('party_rating', circle, { ...rated, rule_set_id: ruleSetId, state: 'DECIDED', level: 'GOOD' });
    const step = { rating_id: ratingId, level: 'GOOD', by_id: system, at: new Date() };
    for (const one of ['SELF', 'CELL_MEETING', 'APPRAISAL', 'DECISION'])
      await put('party_rating_step', circle, { ...step, step: one, ...(one === 'CELL_MEETING' && { eligible_voters: 9, present: 8 }) });
    const counts = { total: 9, exempt: 1, eligible: 8, rated: 8, excellent: 1, good: 7, completed: 0, not_completed: 0 };
    const members = { campaign_id: memberCampaignId, party_body_id: id, ...counts, state: 'DECIDED', decision_id: decision };
    await put('member_rating', circle, members, 'party_body_id');
    await put('party_badge', circle, { party_body_id: id, milestone: 30, due_on: day('05-19') });
    const award = { award_type_id: start.award, is_party: true, decision_id: decision, year_from: year, year_to: year };
    await put('award', circle, { ...award, subject: 'PARTY_BODY', party_body_id: id, revoke_reason: null });
    await put('award', circle, { ...award, subject: 'UNNAMED', revoked_at: new Date(), revoked_by_id: system });
    cells[circle] = { id, code: cellCode, ratingId };
  }
  await put('party_lineage', 'hos', {
    ...{ from_id: cells.els.id, to_id: cells.own.id, kind: 'PART_MOVED', effective_on: day('12-01'), is_principal: false },
    decision_id: await put('decision', 'hos', { kind: 'PARTY', is_party: true, signed_on: day('12-01') }),
  });
  await put('batch', 'hos', { kind: 'IMPORT_CELLS', is_party: true, created_by_id: system });
  await put('party_letterhead', 'law', { valid_from: day('01-01') }, 'valid_from');

  // Party rows of what belongs to everybody: a remark and a file at a task that a department reads, a reminder in everybody's inbox.
  const at = { subject_type: 'TASK', subject_key: String(task), is_party: true };
  await put('comment', 'hos', { ...at, author_id: system, at: new Date() });
  const bytes = all.find((column) => column.table === 'attachment' && column.name === 'file_name');
  if (!bytes) throw new Error('a file has a name');
  const content = Buffer.from(`%PDF-1.4\n${tokenOf({ ...bytes, name: 'the bytes of the file' }, 'hos')}\n`);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const folder = path.join(process.env.E2E_DATA_DIR ?? '', 'files', sha256.slice(0, 2));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, sha256), content);
  const file = { ...at, mime_type: 'application/pdf', bytes: content.length, sha256, confidentiality: 'INTERNAL', uploaded_by_id: system };
  const files = [String(await put('attachment', 'hos', file)), String(await put('attachment', 'hos', { ...file, void_reason: null }))];
  for (const { id } of await ask<{ id: number }>(
    `SELECT id FROM account WHERE username IN ('khth', 'giamdoc', 'quantri', 'vpdu', 'truongnoi')`,
  ))
    await put('reminder', 'hos', { kind: 'CUSTOM', subject_type: 'PARTY_RATING', account_id: id, due_on: day('12-01'), is_party: true });
  await auditActs(all, tokenOf, cells.own.id);

  const found = await stillThere(all);
  const uncovered = all.filter(({ table, name }) => !MACHINERY[`${table}.${name}`] && !found.has(`${table}.${name}`));
  if (uncovered.length > 0) throw new Error(`no canary in ${uncovered.map(({ table, name }) => `${table}.${name}`).join(', ')}`);
  return {
    seenIn: (text) => [...new Set([...text.matchAll(PATTERN)].map((match) => places[Number(match[2]) % 1000] ?? match[0]))],
    circleOf: (place) => circles.get(place) ?? 'hos',
    ...{ places, cells, year, campaignId, ruleSetId, files, taskId: task },
  };
}

/** An act and a read of the Party whose own words are canaries; the rows that they change are in the audit with theirs. */
async function auditActs(all: readonly Column[], tokenOf: (column: Column, circle: Circle) => string, cellId: number): Promise<void> {
  const token = (name: string) => {
    const column = all.find((one) => one.table === 'audit_tx' && one.name === name);
    if (!column) throw new Error(`audit_tx.${name} is gone`);
    return tokenOf(column, 'hos');
  };
  const settings = { command: 'command', on_behalf_of: 'on_behalf_of', request: 'request_id', ip: 'ip' };
  const named = Object.entries(settings)
    .map(([setting, column]) => `set_config('app.${setting}', '${token(column)}', true)`)
    .join(', ');
  // one statement, so that the settings of the transaction hold for the write and for the event
  await ask(
    `WITH said AS MATERIALIZED (SELECT ${named}, set_config('app.party', 'on', true)),
       moved AS (UPDATE party_year_count SET note = note || ', sửa' WHERE party_body_id = $1 AND (SELECT count(*) FROM said) = 1 RETURNING year)
     SELECT audit_event('READ', '${token('command')}', true, jsonb_build_object('of', '${token('detail')}')) FROM moved`,
    [cellId],
  );
}

/** Which columns hold a canary now. */
async function stillThere(all: readonly Column[]): Promise<Set<string>> {
  const rows = await ask<{ place: string }>(
    all
      .map(
        ({ table, name }) =>
          `SELECT '${table}.${name}' AS place WHERE EXISTS (SELECT FROM ${table} WHERE ${name}::text ~* 'zqx(own|els|hos|law|sum)\\d+x')`,
      )
      .join(' UNION ALL '),
  );
  return new Set(rows.map(({ place }) => place));
}
