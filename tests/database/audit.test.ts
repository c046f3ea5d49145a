import type pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM as SYSTEM_ACTOR } from '@/domain/actor';
import { freshDatabase, type TestDatabase } from '../support/postgres';
import { businessTables, fillHospital, GIAMDOC, KHTH, NOI } from './hospital';
import { as, connect, refusal } from './session';

/** A row of every business table that nothing points to: how it is made, what is changed in it, how it is found. */
const ROWS: Record<string, { insert: string; set: string; where: string; isParty?: true }> = {
  account: {
    insert: `(username, display_name, password_hash) VALUES ('moi', 'Người mới', 'secret-1')`,
    set: `password_hash = 'secret-2'`,
    where: `username = 'moi'`,
  },
  area: {
    insert: `(code, name, is_core, sort_order) VALUES ('DT', 'Đào tạo', true, 2)`,
    set: `name = 'Đào tạo cán bộ'`,
    where: `code = 'DT'`,
  },
  attachment: {
    insert: `(subject_type, subject_key, file_name, mime_type, bytes, sha256, confidentiality, uploaded_by_id) VALUES ('TASK', '9', 'b.pdf', 'application/pdf', 5, repeat('1', 64), 'NORMAL', 3)`,
    set: `file_name = 'c.pdf'`,
    where: `subject_key = '9'`,
  },
  batch: { insert: `(kind, scope, created_by_id) VALUES ('IMPORT_FIGURES', 'moi', 2)`, set: 'rows_total = 5', where: `scope = 'moi'` },
  comment: {
    insert: `(subject_type, subject_key, author_id, at, body) VALUES ('TASK', '9', 2, '2023-04-02', 'Ý kiến')`,
    set: `body = 'Ý kiến khác'`,
    where: `subject_key = '9'`,
  },
  deadline_extension: {
    insert: `(period_id, kind, department_id, reason, requested_by_id) VALUES (2, 'PLAN', 3, 'Bận', 3)`,
    set: `state = 'REFUSED'`,
    where: 'period_id = 2',
  },
  contingency_plan: {
    insert: `(kind, title, valid_from) VALUES ('FIRE', 'Phương án chữa cháy nhà A', '2023-01-01')`,
    set: `body = 'Lối thoát nạn'`,
    where: `kind = 'FIRE'`,
  },
  award: {
    insert: `(award_type_id, is_party, subject, person_id, year_from, year_to, decision_id) VALUES (900, false, 'PERSON', 2, 2022, 2022, 1)`,
    set: `citation = 'Có thành tích'`,
    where: 'year_to = 2022',
  },
  award_bonus: {
    insert: `(award_type_id, collective_multiple, valid_from) VALUES (901, 0.8, '2000-01-01')`,
    set: `document = 'NĐ'`,
    where: 'award_type_id = 901',
  },
  award_type: {
    insert: `(code, name, kind, level, track, is_party, for_person, for_collective, sort_order) VALUES ('X_GK', 'Giấy khen mẫu', 'FORM', 'GRASSROOTS', 'STATE', false, true, true, 9)`,
    set: 'from_year = 2003',
    where: `code = 'X_GK'`,
  },
  award_proposal: {
    insert: `(award_type_id, year, subject, person_id, department_id) VALUES (900, 2024, 'PERSON', 1, 2)`,
    set: `statement = 'Đã làm'`,
    where: 'year = 2024',
  },
  bloc: { insert: `(name) VALUES ('Cụm 2')`, set: 'decision_id = 1', where: `name = 'Cụm 2'` },
  bloc_meeting: {
    insert: `(bloc_id, year, kind, held_on) VALUES (1, 2022, 'FINAL', '2022-12-20')`,
    set: `place = 'Hội trường'`,
    where: `kind = 'FINAL'`,
  },
  bloc_member: { insert: `(bloc_id, year, organisation) VALUES (1, 2023, 'Bảo tàng')`, set: 'ballots = 3', where: 'year = 2023' },
  department_staff_count: { insert: '(department_id, year, staff) VALUES (3, 2023, 12)', set: 'staff = 13', where: 'department_id = 3' },
  eligibility_rule: {
    insert: `(award_type_id, rule_code, params, from_year, source) VALUES (901, 'FORMER', '{}', 1990, 'Luật')`,
    set: 'to_year = 2000',
    where: 'from_year = 1990',
  },
  movement: {
    insert: `(name, scope, launched_by) VALUES ('Trồng cây', 'NATIONAL', 'Chính phủ')`,
    set: `result = 'Đạt'`,
    where: `name = 'Trồng cây'`,
  },
  movement_review: {
    insert: `(movement_id, stage, held_on, result) VALUES (1, 'FINAL', '2022-12-30', 'Tốt')`,
    set: `result = 'Khá'`,
    where: `stage = 'FINAL'`,
  },
  movement_unit: { insert: '(movement_id, department_id) VALUES (1, 3)', set: 'is_commended = true', where: 'department_id = 3' },
  proposal_vote: {
    insert: `(proposal_id, stage, held_on, eligible, present, votes_for, votes_against, threshold_percent) VALUES (1, 'COUNCIL', '2023-12-20', 9, 9, 9, 0, 50)`,
    set: 'votes_blank = 0, votes_for = 8',
    where: `stage = 'COUNCIL'`,
  },
  score_entry: {
    insert: '(score_item_id, bloc_member_id, self_points) VALUES (1, 2, 50)',
    set: 'verified_points = 49',
    where: 'bloc_member_id = 2',
  },
  score_item: {
    insert: `(bloc_id, year, code, name, max_points) VALUES (1, 2022, '2', 'Phong trào', 40)`,
    set: 'max_points = 30',
    where: `code = '2'`,
  },
  staff_rating: { insert: `(person_id, year, level) VALUES (2, 2023, 'EXCELLENT')`, set: 'is_disciplined = true', where: 'person_id = 2' },
  base_salary: {
    insert: `(valid_from, amount, document) VALUES ('2030-07-01', 3000000, 'NĐ')`,
    set: 'amount = 3100000',
    where: `valid_from = '2030-07-01'`,
  },
  decision: {
    insert: `(kind, number, signed_on, subject) VALUES ('OTHER', '09/QĐ', '2023-03-01', 'Khác')`,
    set: `subject = 'Khác nữa'`,
    where: `number = '09/QĐ'`,
  },
  department: { insert: `(code, established_on) VALUES ('MOI', '2023-01-01')`, set: 'sort_order = 7', where: `code = 'MOI'` },
  department_lineage: {
    insert: `(from_id, to_id, kind, effective_on, is_principal, decision_id) VALUES (5, 2, 'PART_MOVED', '2023-01-01', false, 1)`,
    set: `kind = 'SPLIT'`,
    where: 'to_id = 2',
  },
  department_version: {
    insert: `(department_id, name, kind, functions, valid_from) VALUES (5, 'Khoa Cũ', 'UNIT', '{}', '2020-01-01')`,
    set: `valid_to = '2023-01-01'`,
    where: 'department_id = 5',
  },
  drill: {
    insert: `(contingency_plan_id, scheduled_on, scenario) VALUES (1, '2023-09-01', 'Mất điện')`,
    set: `scenario = 'Mất điện toàn viện'`,
    where: `scheduled_on = '2023-09-01'`,
  },
  figure: {
    insert: `(department_id, period_id, measure, indicator_id, value, row_version, updated_by_id, updated_at) VALUES (2, 2, 'ACTUAL', 2, 40, 1, 3, '2023-07-01')`,
    set: `value = 41, row_version = 2, updated_at = '2023-07-02'`,
    where: 'period_id = 2',
  },
  check_rule: {
    insert: `(kind, description, severity, indicator_id, params, from_year) VALUES ('NOT_ABOVE', 'Phần và toàn bộ', 'BLOCK', 1, '{"whole":2}', 2023)`,
    set: 'to_year = 2024',
    where: `kind = 'NOT_ABOVE'`,
  },
  holiday: { insert: `(day, name) VALUES ('2023-04-30', 'Giải phóng')`, set: `name = 'Ngày Giải phóng'`, where: `day = '2023-04-30'` },
  indicator: {
    insert: `(code, name, unit, area_id, direction, aggregation, from_year) VALUES ('XN', 'Xét nghiệm', 'lượt', 1, 'UP', 'SUM', 2018)`,
    set: 'is_headline = true',
    where: `code = 'XN'`,
  },
  indicator_assignment: {
    insert: `(department_id, indicator_id, valid_from) VALUES (3, 2, '2020-01-01')`,
    set: 'required = false',
    where: 'department_id = 3',
  },
  one_time_link: {
    insert: `(token_hash, purpose, account_id, expires_at) VALUES ('h2', 'PASSWORD_RESET', 2, '2030-01-01')`,
    set: `used_at = '2023-01-01'`,
    where: `token_hash = 'h2'`,
  },
  period: {
    insert: `(kind, year, index, starts_on, ends_on) VALUES ('QUARTER', 2024, 1, '2024-01-01', '2024-03-30')`,
    set: `ends_on = '2024-03-31'`,
    where: 'year = 2024',
  },
  period_deadline: {
    insert: `(period_id, kind, opens_at, due_at, lock_at) VALUES (2, 'PLAN', '2023-01-01', '2023-02-01', '2023-03-01')`,
    set: `lock_at = '2023-03-02'`,
    where: 'period_id = 2',
  },
  // the Party's bodies
  party_body: {
    insert: `(kind, code, established_on) VALUES ('BOARD', 'BDV', '2023-01-01')`,
    set: 'sort_order = 7',
    where: `code = 'BDV'`,
    isParty: true,
  },
  party_body_version: {
    insert: `(party_body_id, name, parent_id, valid_from) VALUES (4, 'Chi bộ Cũ', 1, '2020-01-01')`,
    set: `valid_to = '2023-01-01'`,
    where: 'party_body_id = 4',
    isParty: true,
  },
  party_lineage: {
    insert: `(from_id, to_id, kind, effective_on, is_principal, decision_id) VALUES (4, 2, 'PART_MOVED', '2023-01-01', false, 11)`,
    set: `kind = 'SPLIT'`,
    where: 'to_id = 2',
    isParty: true,
  },
  party_cell_department: {
    insert: `(party_body_id, department_id, valid_from) VALUES (3, 3, '2021-01-01')`,
    set: `valid_to = '2024-01-01'`,
    where: 'party_body_id = 3',
    isParty: true,
  },
  party_year_count: {
    insert: `(party_body_id, year, official_start) VALUES (3, 2023, 9)`,
    set: 'official_start = 8',
    where: 'party_body_id = 3',
    isParty: true,
  },
  person: { insert: `(family_name, given_name) VALUES ('Đinh', 'Hà')`, set: `middle_name = 'Thanh'`, where: `given_name = 'Hà'` },
  person_post: {
    insert: `(person_id, department_id, valid_from) VALUES (2, 3, '2020-01-01')`,
    set: `position = 'HEAD'`,
    where: 'person_id = 2',
  },
  reminder: {
    insert: `(kind, subject_type, subject_key, account_id, due_on, facts) VALUES ('ON_DUE', 'TASK', '9', 3, '2023-04-10', '{}')`,
    set: `read_at = '2023-04-10'`,
    where: `subject_key = '9'`,
  },
  review: {
    insert: `(submission_id, round_no, step, verdict, by_id, at) VALUES (2, 1, 'PLANNING', 'APPROVED', 2, '2023-04-07')`,
    set: `reason = 'x'`,
    where: `step = 'PLANNING'`,
  },
  review_pin: {
    insert: `(review_id, section, reason) VALUES (1, 'causes', 'Viết rõ hơn')`,
    set: `resolved_at = '2023-04-08'`,
    where: `section = 'causes'`,
  },
  party_role_request: {
    insert: `(account_id, role, valid_from, asked_by_id, asked_at) VALUES (4, 'PARTY_OFFICE', '2023-01-01', 2, '2023-01-01')`,
    set: `valid_from = '2023-02-01'`,
    where: `role = 'PARTY_OFFICE'`,
  },
  role_grant: {
    insert: `(account_id, role, valid_from) VALUES (4, 'DIRECTOR', '2020-01-01')`,
    set: `valid_to = '2024-01-01'`,
    where: 'account_id = 4',
  },
  setting: {
    insert: `(key, valid_from, value) VALUES ('smtp', '2023-01-01', '{"host":"a"}')`,
    set: `value = '{"host":"b"}'`,
    where: `key = 'smtp'`,
  },
  submission: { insert: `(department_id, period_id, kind) VALUES (2, 2, 'PLAN')`, set: `strengths = 'Tốt'`, where: 'period_id = 2' },
  submission_round: {
    insert: `(submission_id, round_no, snapshot, sha256, submitted_by_id, submitted_at) VALUES (2, 2, '{}', 'z', 3, '2023-04-08')`,
    set: `sha256 = 'q'`,
    where: 'round_no = 2',
  },
  target: {
    insert: `(indicator_id, year, version_no, kind, value, effective_on) VALUES (2, 2024, 1, 'ASSIGNED', 50, '2024-01-05')`,
    set: 'value = 60',
    where: 'year = 2024',
  },
  target_share: { insert: `(target_id, department_id, period_id, value) VALUES (1, 2, 2, 100)`, set: 'value = 90', where: 'period_id = 2' },
  task: {
    insert: `(period_id, area_id, lead_department_id, title, due_on, original_due_on) VALUES (1, 1, 3, 'Việc mới', '2023-03-01', '2023-03-01')`,
    set: 'percent = 20',
    where: 'lead_department_id = 3',
  },
  task_participant: {
    insert: `(task_id, partner_name) VALUES (1, 'Bệnh viện bạn')`,
    set: `voided_at = '2023-03-01'`,
    where: `partner_name = 'Bệnh viện bạn'`,
  },
  task_progress: {
    insert: `(task_id, at, by_id, percent, state, note) VALUES (1, '2023-02-09', 3, 50, 'IN_PROGRESS', 'Được nửa')`,
    set: 'percent = 60',
    where: 'percent = 50',
  },
};
/** The same of the Party's ratings, done by one who may see them; rating_campaign and rating_cap are made together, below. */
const PARTY_RATING_ROWS: typeof ROWS = {
  break_glass: {
    insert: `(account_id, reason, starts_at, ends_at) VALUES (1, 'Tra số liệu năm cũ', '2023-12-05 08:00+07', '2023-12-05 09:00+07')`,
    set: 'approved_by_id = 4',
    where: `reason = 'Tra số liệu năm cũ'`,
  },
  member_rating: { insert: `(campaign_id, party_body_id, total) VALUES (50, 51, 12)`, set: 'eligible = 11', where: 'party_body_id = 51' },
  party_aggregate: {
    insert: `(year, subject, mode, total, eligible, rated, excellent, source) VALUES (2018, 'MEMBER', 'CUMULATIVE', 518, 518, 518, 80, 'Báo cáo')`,
    set: `published_at = '2023-12-05'`,
    where: `subject = 'MEMBER'`,
  },
  party_badge: { insert: `(count, milestone) VALUES (2, 40)`, set: `state = 'PROPOSED'`, where: 'milestone = 40' },
  party_letterhead: {
    insert: `(valid_from, superior, issuer, place) VALUES ('2019-01-01', 'ĐẢNG BỘ TỈNH', 'ĐẢNG ỦY BỆNH VIỆN', 'Thái Nguyên')`,
    set: `place = 'Hà Nội'`,
    where: `valid_from = '2019-01-01'`,
  },
  party_rating: {
    insert: `(campaign_id, party_body_id, rule_set_id) VALUES (50, 53, 50)`,
    set: `note = 'Hai đơn vị'`,
    where: 'party_body_id = 53',
  },
  party_rating_step: {
    insert: `(rating_id, step, level, by_id, at) VALUES (50, 'APPRAISAL', 'GOOD', 3, '2023-12-12')`,
    set: `note = 'x'`,
    where: `step = 'APPRAISAL'`,
  },
  rating_level: {
    insert: `(rule_set_id, code, rank, label, short_label) VALUES (50, 'COMPLETED', 2, 'Đạt', 'Đ')`,
    set: `label = 'Hoàn thành'`,
    where: `rule_set_id = 50 AND code = 'COMPLETED'`,
  },
  rating_rule_set: {
    insert: `(subject, from_year, documents) VALUES ('STAFF', 2030, 'Văn bản mới')`,
    set: 'to_year = 2031',
    where: `subject = 'STAFF' AND from_year = 2030`,
  },
};
const SYSTEM = SYSTEM_ACTOR.id;
const APPEND_ONLY = new Set(['party_rating_step', 'review', 'submission_round', 'task_progress']);

type Entry = {
  op: string;
  row_key: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  actor_id: number;
  command: string;
};

let urls: TestDatabase;
let runtime: pg.Client;
let owner: pg.Client;
beforeAll(async () => {
  urls = await freshDatabase();
  [owner, runtime] = [await connect(urls.ownerUrl), await connect(urls.runtimeUrl)];
  await fillHospital(runtime, owner);
});

const problems = async () => (await runtime.query('SELECT * FROM audit_verify()')).rows;
/** `apart` is a table whose triggers count what is written elsewhere. */
async function since<T>(work: () => Promise<T>, apart = ''): Promise<{ entries: Entry[]; result: T }> {
  const { rows } = await owner.query<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM audit_entry');
  const result = await work();
  const entries = await owner.query<Entry>(
    'SELECT e.op, e.row_key, e.before, e.after, t.actor_id, t.command FROM audit_entry e JOIN audit_tx t ON t.id = e.audit_tx_id WHERE e.id > $1 AND e.table_name <> $2 ORDER BY e.id',
    [rows[0]?.id, apart],
  );
  return { entries: entries.rows, result };
}
const row = async (table: string, where: string): Promise<Record<string, unknown>> =>
  (await owner.query<{ j: Record<string, unknown> }>(`SELECT jsonb_strip_nulls(to_jsonb(t)) AS j FROM ${table} t WHERE ${where}`)).rows[0]
    ?.j ?? {};
/** As the audit shows a row: generated columns left out, secrets masked. */
const shown = (all: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => key !== 'search' && key !== 'full_name')
      .map(([key, value]) => [key, key === 'password_hash' || key === 'token_hash' ? '***' : value]),
  );
const keyColumns = async (table: string) =>
  (
    await owner.query<{ name: string }>(
      `SELECT a.attname AS name FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(att, n) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.att WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY k.n`,
      [table],
    )
  ).rows.map(({ name }) => name);

it('has a row here for every business table', async () => {
  expect([...Object.keys(ROWS), ...Object.keys(PARTY_RATING_ROWS), 'rating_campaign', 'rating_cap'].sort()).toEqual(
    await businessTables(owner),
  );
});

describe.each(Object.entries({ ...ROWS, ...PARTY_RATING_ROWS }))('%s', (table, { insert, set, where, isParty }) => {
  // Party rows have one who may write them here: the system
  const [maker, changer] = isParty || table in PARTY_RATING_ROWS ? [SYSTEM, SYSTEM] : [NOI, KHTH];
  it('logs who inserted, changed and deleted what', async () => {
    const key = await keyColumns(table);
    const made = await since(
      () => as(runtime, maker, () => runtime.query(`INSERT INTO ${table} ${insert}`), `${table}.make`),
      'rating_cap',
    );
    const first = await row(table, where);
    const rowKey = key.map((name) => first[name]).join('/');
    expect(made.entries).toEqual([
      { op: 'INSERT', row_key: rowKey, before: null, after: shown(first), actor_id: maker, command: `${table}.make` },
    ]);

    if (APPEND_ONLY.has(table)) {
      expect(await refusal(owner, maker, `UPDATE ${table} SET ${set} WHERE ${where}`)).toContain('append_only');
      expect(await refusal(owner, maker, `DELETE FROM ${table} WHERE ${where}`)).toContain('append_only');
      return;
    }
    const changed = await since(
      () => as(runtime, changer, () => runtime.query(`UPDATE ${table} SET ${set} WHERE ${where}`), `${table}.change`),
      'rating_cap',
    );
    const second = await row(table, where);
    expect(changed.entries).toHaveLength(1);
    const [entry] = changed.entries;
    expect(entry).toMatchObject({ op: 'UPDATE', row_key: rowKey, actor_id: changer, command: `${table}.change` });
    for (const name of new Set([...Object.keys(first), ...Object.keys(second)])) {
      const moved = JSON.stringify(first[name]) !== JSON.stringify(second[name]) && name !== 'search' && name !== 'full_name';
      if (moved) {
        expect(entry?.before?.[name] ?? null, name).toEqual(shown(first)[name] ?? null);
        expect(entry?.after?.[name] ?? null, name).toEqual(shown(second)[name] ?? null);
      } else expect(JSON.stringify(entry?.before?.[name]), name).toBe(JSON.stringify(entry?.after?.[name]));
    }

    expect(await refusal(runtime, changer, `DELETE FROM ${table} WHERE ${where}`)).toContain('permission denied');
    const deleted = await since(() => as(owner, GIAMDOC, () => owner.query(`DELETE FROM ${table} WHERE ${where}`), `${table}.delete`));
    expect(deleted.entries).toEqual([
      { op: 'DELETE', row_key: rowKey, before: shown(second), after: null, actor_id: GIAMDOC, command: `${table}.delete` },
    ]);
  });
});

it('logs a campaign together with its cap, which only triggers make and count', async () => {
  const { entries } = await since(() =>
    as(runtime, SYSTEM, async () => {
      await runtime.query(
        `INSERT INTO rating_campaign (id, year, subject, rule_set_id, opened_on) VALUES (60, 2024, 'STAFF', 50, '2024-11-01')`,
      );
      await runtime.query('INSERT INTO party_rating (campaign_id, party_body_id, rule_set_id) VALUES (60, 51, 50)');
    }),
  );
  // the cap and its campaign, then the count and the rating that moved it
  expect(entries.map(({ op }) => op)).toEqual(['INSERT', 'INSERT', 'UPDATE', 'INSERT']);
  expect(entries.filter(({ row_key }) => row_key === '60')).toHaveLength(3);
  expect(entries.find(({ op }) => op === 'UPDATE')).toMatchObject({
    before: { total_count: 0 },
    after: { total_count: 1 },
    actor_id: SYSTEM,
  });
  expect(await refusal(runtime, SYSTEM, 'UPDATE rating_cap SET excellent_count = 0')).toContain('permission denied');
});

describe('what is written down', () => {
  const cell = (value: string, base: number) =>
    `INSERT INTO figure AS f (department_id, period_id, measure, indicator_id, value, row_version, updated_by_id, updated_at) SELECT 2, 1, 'ACTUAL', i, ${value}, ${base} + 1, 3, '2023-04-02' FROM generate_series(1, 2) i ORDER BY 4
     ON CONFLICT (department_id, period_id, measure, indicator_id) DO UPDATE SET value = excluded.value, row_version = excluded.row_version, updated_at = excluded.updated_at WHERE f.row_version = excluded.row_version - 1`;

  it('of a save that inserts and updates: one entry per cell that moved, in one transaction', async () => {
    const { entries } = await since(() => as(runtime, NOI, () => runtime.query(cell('i * 10', 1)), 'figure.save'));
    expect(entries.map(({ op, row_key }) => `${op} ${row_key}`)).toEqual(['UPDATE 2/1/ACTUAL/1', 'INSERT 2/1/ACTUAL/2']);
    expect(entries[0]).toMatchObject({ before: { value: 120, row_version: 1 }, after: { value: 10, row_version: 2 } });
    const lost = await since(() => as(runtime, NOI, () => runtime.query(cell('i * 20', 7)), 'figure.save'));
    expect(lost.entries).toEqual([]);
  });

  it('of a cell: a remark, a draft and a cleared value are each seen', async () => {
    const change = async (set: string) =>
      (
        await since(() => as(runtime, NOI, () => runtime.query(`UPDATE figure SET ${set} WHERE period_id = 1 AND measure = 'PLAN'`)))
      ).entries.map(({ before, after }) => ({ before, after }));
    expect(await change(`remark = 'Theo quyết định'`)).toEqual([{ before: { remark: null }, after: { remark: 'Theo quyết định' } }]);
    expect(await change(`draft_text = '12abc', draft_problem = 'notANumber', value = NULL, row_version = 2`)).toEqual([
      {
        before: { draft_text: null, draft_problem: null, value: 100, row_version: 1 },
        after: { draft_text: '12abc', draft_problem: 'notANumber', value: null, row_version: 2 },
      },
    ]);
    expect(await change('updated_by_id = 4')).toEqual([{ before: { updated_by_id: 3 }, after: { updated_by_id: 4 } }]);
    expect(await change('updated_by_id = updated_by_id')).toEqual([]);
  });

  it('of a figure that the owner moves to another place', async () => {
    const { entries } = await since(() =>
      as(owner, KHTH, () => owner.query(`UPDATE figure SET indicator_id = 4 WHERE period_id = 1 AND measure = 'PLAN'`)),
    );
    expect(entries.map(({ row_key }) => row_key).sort()).toEqual(['2/1/PLAN/1', '2/1/PLAN/4']);
  });

  it('of what is no row: a sign-in, a denial, an export', async () => {
    await as(runtime, NOI, () => runtime.query(`SELECT audit_event('SIGN_IN', 'account.signIn', false, '{"device":"x"}')`));
    const { rows } = await owner.query('SELECT kind, actor_id, command, detail FROM audit_tx ORDER BY id DESC LIMIT 1');
    expect(rows).toEqual([{ kind: 'SIGN_IN', actor_id: NOI, command: 'account.signIn', detail: { device: 'x' } }]);
  });

  it('not of sessions, rate limits, old keys and rollups', async () => {
    const { entries } = await since(() =>
      as(runtime, NOI, async () => {
        await runtime.query(`UPDATE session SET last_seen_at = '2023-01-01'`);
        await runtime.query('UPDATE rate_limit SET points = 2');
        await runtime.query('DELETE FROM idempotency_key');
        await runtime.query('SELECT rollup_rebuild()');
      }),
    );
    expect(entries).toEqual([]);
  });
});

describe('no way around it', () => {
  const change = `UPDATE setting SET value = '1'`;
  it('a write that names nobody, or somebody who does not exist, is refused', async () => {
    expect(await refusal(runtime, null, change)).toContain('audit_no_actor');
    expect(await refusal(owner, null, change)).toContain('audit_no_actor');
    expect(await refusal(runtime, 999, change)).toContain('audit_no_actor');
    expect(await refusal(runtime, null, `SELECT audit_event('EXPORT', 'x', false, NULL)`)).toContain('audit_no_actor');
    expect(await refusal(runtime, NOI, `SELECT audit_event('WRITE', 'x', false, NULL)`)).toContain('audit_event');
  });

  it.each([
    `INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key) VALUES (1, 'INSERT', 'x', '1')`,
    `INSERT INTO audit_tx (xid, at, actor_id) VALUES (1, now(), 2)`,
    'UPDATE audit_tx SET actor_id = 2',
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    'UPDATE audit_head SET seq = 0',
    'DELETE FROM audit_seal',
    'SELECT audit_open()',
    `SELECT nextval('audit_entry_id_seq')`,
    'ALTER TABLE setting DISABLE TRIGGER ALL',
    'DROP TRIGGER audit_update ON setting',
    'CREATE OR REPLACE FUNCTION audit_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
    'SET session_replication_role = replica',
    'SET ROLE tongket_owner',
    'CREATE TEMP TABLE account (id int)',
    'CREATE TABLE shadow (id int)',
    'SELECT protect_tables()',
  ])('the runtime role may not: %s', async (attack) => {
    expect(await refusal(runtime, NOI, attack)).toMatch(/permission denied|must be owner|append_only/);
  });

  it("writing under another transaction's number opens a transaction of one's own", async () => {
    const { rows } = await owner.query<{ id: string }>('SELECT min(id) AS id FROM audit_tx');
    const { entries } = await since(() =>
      as(runtime, NOI, async () => {
        await runtime.query(`SELECT set_config('app.audit_tx', $1, true)`, [rows[0]?.id]);
        await runtime.query(`UPDATE setting SET value = '2'`);
      }),
    );
    expect(entries).toMatchObject([{ op: 'UPDATE', actor_id: NOI }]);
    expect(await problems()).toEqual([]);
  });

  it('changing the actor half way writes two names, not one', async () => {
    const { entries } = await since(() =>
      as(runtime, NOI, async () => {
        await runtime.query(`UPDATE setting SET value = '3'`);
        await runtime.query(`SELECT set_config('app.actor', $1, true)`, [String(KHTH)]);
        await runtime.query(`UPDATE setting SET value = '4'`);
      }),
    );
    expect(entries.map(({ actor_id }) => actor_id)).toEqual([NOI, KHTH]);
    expect(await problems()).toEqual([]);
  });

  it('sealing early leaves nothing unsealed', async () => {
    await as(runtime, NOI, async () => {
      await runtime.query(`UPDATE setting SET value = '5'`);
      await runtime.query('SET CONSTRAINTS ALL IMMEDIATE');
      await runtime.query(`UPDATE setting SET value = '6'`);
    });
    expect(await problems()).toEqual([]);
  });

  it('what is rolled back leaves no trace and no gap', async () => {
    const { entries } = await since(() => refusal(runtime, NOI, `UPDATE setting SET value = '7'`));
    expect(entries).toEqual([]);
    expect(await problems()).toEqual([]);
  });

  it('twenty people writing at once make one chain', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => connect(urls.runtimeUrl)));
    const write = (client: pg.Client, n: number) =>
      as(client, KHTH, () => client.query(`INSERT INTO holiday VALUES (date '2024-01-01' + ${n}, 'Ngày ${n}')`));
    await Promise.all(clients.map((client, n) => write(client, n)));
    expect(await problems()).toEqual([]);
    const { rows } = await owner.query('SELECT h.seq = (SELECT count(*) FROM audit_tx) AS whole FROM audit_head h');
    expect(rows).toEqual([{ whole: true }]);
  });
});

describe('a hand behind the database', () => {
  const last = '(SELECT max(id) FROM audit_entry)';
  it.each([
    [
      'a value changed',
      'content changed',
      [`UPDATE audit_entry SET after = '{"value": 1}' WHERE id = (SELECT max(id) FROM audit_entry WHERE op = 'UPDATE')`],
    ],
    ['a name changed', 'content changed', ['UPDATE audit_tx SET actor_id = 4 WHERE id = (SELECT max(id) FROM audit_tx)']],
    ['an entry taken out', 'entries added or lost', [`DELETE FROM audit_entry WHERE id = ${last}`]],
    [
      'an entry put in',
      'entries added or lost',
      [`INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key) SELECT max(id), 'DELETE', 'setting', 'x' FROM audit_tx`],
    ],
    [
      'an entry of no transaction',
      'entries of no transaction 0',
      [`INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key) VALUES (0, 'DELETE', 'setting', 'x')`],
    ],
    ['a seal taken off', 'unsealed transaction', ['DELETE FROM audit_seal WHERE seq = 5']],
    [
      'a transaction taken out whole',
      'broken link',
      [
        'DELETE FROM audit_entry WHERE audit_tx_id = (SELECT audit_tx_id FROM audit_seal WHERE seq = 5)',
        'DELETE FROM audit_tx WHERE id = (SELECT audit_tx_id FROM audit_seal WHERE seq = 5)',
        'DELETE FROM audit_seal WHERE seq = 5',
      ],
    ],
    ['the newest forgotten', 'head differs', ['DELETE FROM audit_seal WHERE seq = (SELECT max(seq) FROM audit_seal)']],
    ['the head moved', 'head differs', ['UPDATE audit_head SET seq = seq - 1']],
  ])('%s is found', async (_what, problem, tampering) => {
    const superuser = await connect(urls.superuserUrl);
    await superuser.query('BEGIN');
    await superuser.query('SET LOCAL session_replication_role = replica');
    for (const statement of tampering) await superuser.query(statement);
    const { rows } = await superuser.query<{ problem: string }>('SELECT problem FROM audit_verify()');
    await superuser.query('ROLLBACK');
    expect(rows.map((found) => found.problem).join(', ')).toContain(problem);
  });
  it('and nothing is found when nobody was there', async () => {
    expect(await problems()).toEqual([]);
  });
});
