import type pg from 'pg';
import { as } from './session';

/** Accounts of the little hospital below; 1 is the system, which the migration makes. */
export const KHTH = 2;
export const NOI = 3;
export const GIAMDOC = 4;

/**
 * The smallest hospital that has a row in every business table and every state that a rule distinguishes.
 * Department 2 may be written to in quarter 1 of 2023, 3 has handed in its report, 4 begins in July 2022, 5 ended with 2022.
 */
const ROWS = [
  `INSERT INTO person (id, family_name, middle_name, given_name) VALUES (1, 'Nguyễn', 'Công', 'Hoàng'), (2, 'Lê', 'Văn', 'Sỹ')`,
  `INSERT INTO account (id, username, display_name, person_id, password_hash) VALUES (2, 'khth', 'Phòng KHTH', NULL, 'x'), (3, 'noi', 'Khoa Nội', 1, 'x'), (4, 'giamdoc', 'Giám đốc', 2, 'x')`,
  `INSERT INTO decision (id, kind, number, signed_on, authority, subject) VALUES (1, 'ORGANISATION', '01/QĐ-BV', '2022-07-13', 'Bệnh viện', 'Thành lập khoa'), (2, 'TARGET', '02/QĐ-BV', '2023-01-10', NULL, 'Điều chỉnh chỉ tiêu')`,
  `INSERT INTO department (id, code, established_on) VALUES (1, 'BV', '2020-01-01'), (2, 'NOI', '2020-01-01'), (3, 'NGOAI', '2020-01-01'), (4, 'NOISOI', '2022-07-13')`,
  `INSERT INTO department (id, code, established_on, dissolved_on) VALUES (5, 'CU', '2020-01-01', '2023-01-01')`,
  `INSERT INTO department_version (id, department_id, name, kind, parent_id, functions, valid_from) VALUES
     (1, 1, 'Bệnh viện', 'HOSPITAL', NULL, '{}', '2020-01-01'), (2, 2, 'Khoa Nội', 'CLINICAL_DEPT', 1, '{Khám,Chữa}', '2020-01-01'),
     (3, 3, 'Khoa Ngoại', 'CLINICAL_DEPT', 1, '{}', '2020-01-01'), (4, 4, 'Khoa Nội soi', 'CLINICAL_DEPT', 1, '{}', '2022-07-13')`,
  `INSERT INTO department_lineage (id, from_id, to_id, kind, effective_on, is_principal, decision_id) VALUES (1, 5, 4, 'MERGED', '2023-01-01', true, 1)`,
  `INSERT INTO person_post (id, person_id, department_id, valid_from) VALUES (1, 1, 2, '2020-01-01')`,
  `INSERT INTO role_grant (id, account_id, role, department_id, valid_from) VALUES (1, 2, 'PLANNING', NULL, '2020-01-01'), (2, 3, 'REPORTER', 2, '2020-01-01')`,
  `INSERT INTO session (id, account_id, session_version, expires_at) VALUES ('00000000-0000-4000-8000-000000000001', 2, 1, now() + interval '1 day')`,
  `INSERT INTO one_time_link (token_hash, purpose, account_id, expires_at) VALUES ('abc', 'PASSWORD_RESET', 3, '2030-01-01')`,
  `INSERT INTO rate_limit (key, points, expires_at) VALUES ('sign-in:noi', 1, '2030-01-01')`,
  `INSERT INTO idempotency_key (account_id, key, action, request_hash, response) VALUES (2, '00000000-0000-4000-8000-000000000002', 'x', 'y', '{}')`,
  `INSERT INTO setting (key, valid_from, value) VALUES ('reviewSteps', '2020-01-01', '["PLANNING"]')`,
  `INSERT INTO holiday (day, name) VALUES ('2023-01-01', 'Tết Dương lịch')`,
  `INSERT INTO period (id, kind, year, index, starts_on, ends_on) VALUES (1, 'QUARTER', 2023, 1, '2023-01-01', '2023-03-31'), (2, 'QUARTER', 2023, 2, '2023-04-01', '2023-06-30'),
     (3, 'YEAR', 2023, 1, '2023-01-01', '2023-12-31'), (4, 'QUARTER', 2022, 1, '2022-01-01', '2022-03-31')`,
  `INSERT INTO period_deadline (period_id, kind, opens_at, due_at, lock_at) VALUES (1, 'PLAN', '2022-12-01', '2022-12-25', '2023-01-10')`,
  `INSERT INTO deadline_extension (id, period_id, kind, department_id, reason, requested_by_id) VALUES (1, 1, 'REPORT', 2, 'Chuyển nhà', 3)`,
  `INSERT INTO area (id, code, name, is_core, sort_order) VALUES (1, 'KCB', 'Khám chữa bệnh', true, 1)`,
  `INSERT INTO indicator (id, code, name, unit, area_id, direction, aggregation, from_year) VALUES (1, 'IPD_DAYS', 'Ngày điều trị', 'ngày', 1, 'UP', 'SUM', 2018), (2, 'BED', 'Giường', 'giường', 1, 'UP', 'LAST', 2018)`,
  `INSERT INTO indicator (id, code, name, unit, area_id, direction, aggregation, numerator_id, denominator_id, denominator_days, scale, from_year) VALUES (3, 'BOR', 'Công suất', '%', 1, 'UP', 'RATIO', 1, 2, true, 100, 2018)`,
  `INSERT INTO indicator (id, code, name, unit, area_id, direction, aggregation, weight_id, from_year) VALUES (4, 'SAT', 'Hài lòng', 'điểm', 1, 'UP', 'WEIGHTED_AVG', 1, 2018)`,
  `INSERT INTO check_rule (id, kind, description, severity, indicator_id, params, from_year) VALUES (1, 'WITHIN', 'Công suất', 'WARN', 1, '{"above":"100"}', 2023)`,
  `INSERT INTO indicator_assignment (id, department_id, indicator_id, valid_from) VALUES (1, 2, 1, '2020-01-01')`,
  `INSERT INTO submission (id, department_id, period_id, kind) VALUES (1, 2, 1, 'REPORT'), (2, 3, 1, 'REPORT')`,
  `INSERT INTO target (id, indicator_id, year, version_no, kind, value, effective_on) VALUES (1, 1, 2023, 1, 'ASSIGNED', 1000, '2023-01-05')`,
  `INSERT INTO target_share (target_id, department_id, period_id, value) VALUES (1, 2, 1, 400), (1, 3, 1, 500)`,
  `INSERT INTO figure (department_id, period_id, measure, indicator_id, value, row_version, updated_by_id, updated_at) VALUES (2, 1, 'ACTUAL', 1, 120, 1, 3, '2023-04-01'), (2, 1, 'PLAN', 1, 100, 1, 3, '2023-01-01')`,
  `UPDATE submission SET state = 'SUBMITTED', step = 'PLANNING', round_no = 1, submitted_by_id = 3, submitted_at = '2023-04-05' WHERE id = 2`,
  `INSERT INTO submission_round (submission_id, round_no, snapshot, sha256, submitted_by_id, submitted_at, steps) VALUES (2, 1, '{}', 'x', 3, '2023-04-05', '{HEAD,PLANNING}')`,
  `INSERT INTO review (id, submission_id, round_no, step, verdict, by_id, at) VALUES (1, 2, 1, 'HEAD', 'APPROVED', 4, '2023-04-06')`,
  `INSERT INTO review_pin (id, review_id, indicator_id, reason) VALUES (1, 1, 1, 'Xem lại số')`,
  `INSERT INTO task (id, period_id, area_id, lead_department_id, title, due_on, original_due_on) VALUES (1, 1, 1, 2, 'Việc', '2023-03-01', '2023-03-01')`,
  `INSERT INTO task (id, period_id, area_id, lead_department_id, title, due_on, original_due_on, carried_from_id) VALUES (2, 2, 1, 2, 'Việc chuyển quý', '2023-05-01', '2023-05-01', 1)`,
  `INSERT INTO contingency_plan (id, kind, title, department_id, decision_id, valid_from, valid_to) VALUES (1, 'EPIDEMIC', 'Phương án phòng chống dịch sởi', 2, 1, '2023-01-01', '2023-12-31')`,
  `INSERT INTO drill (id, contingency_plan_id, scheduled_on, scenario) VALUES (1, 1, '2023-06-01', 'Ba ca sởi nặng vào cùng một buổi')`,
  `INSERT INTO task_participant (id, task_id, department_id) VALUES (1, 1, 3)`,
  `INSERT INTO task_progress (id, task_id, at, by_id, percent, state, note) VALUES (1, 1, '2023-02-01', 3, 10, 'IN_PROGRESS', 'Bắt đầu')`,
  `INSERT INTO reminder (id, kind, subject_type, subject_key, account_id, due_on, facts) VALUES (1, 'BEFORE_DUE', 'SUBMISSION', '1', 3, '2023-04-10', '{}')`,
  `INSERT INTO comment (id, subject_type, subject_key, author_id, at, body) VALUES (1, 'FIGURE', '2/1/ACTUAL/1', 2, '2023-04-02', 'Vì sao tăng?')`,
  `INSERT INTO attachment (id, subject_type, subject_key, file_name, mime_type, bytes, sha256, confidentiality, uploaded_by_id) VALUES ('00000000-0000-4000-8000-000000000003', 'TASK', '1', 'a.pdf', 'application/pdf', 10, repeat('0', 64), 'NORMAL', 3)`,
  `INSERT INTO batch (id, kind, state, scope, file_sha256, created_by_id) VALUES (1, 'IMPORT_FIGURES', 'CHECKED', '2023-Q1', 'abc', 2), (2, 'IMPORT_FIGURES', 'CHECKED', '2023-Q1', 'abc', 2)`,
  `UPDATE batch SET state = 'CONFIRMED', confirmed_tx_id = (SELECT max(id) FROM audit_tx) WHERE id = 1`,
  `INSERT INTO award_type (id, code, name, kind, level, track, is_party, for_person, for_collective, from_year, to_year, sort_order) VALUES
     (900, 'X_TT', 'Danh hiệu mẫu', 'TITLE', 'GRASSROOTS', 'STATE', false, true, false, 2003, NULL, 1), (901, 'X_TO', 'Danh hiệu tổ mẫu', 'TITLE', 'GRASSROOTS', 'STATE', false, false, true, 1960, 2003, 2)`,
  `INSERT INTO award_bonus (id, award_type_id, person_multiple, valid_from) VALUES (900, 900, 0.3, '2020-01-01')`,
  `INSERT INTO award (id, award_type_id, is_party, subject, person_id, year_from, year_to, decision_id) VALUES (1, 900, false, 'PERSON', 1, 2021, 2021, 1)`,
  `INSERT INTO award (id, award_type_id, is_party, subject, department_id, year_from, year_to, certainty) VALUES (2, 901, false, 'DEPARTMENT', 2, 2001, 2001, 'REPORTED')`,
  // the award desk
  `INSERT INTO eligibility_rule (id, award_type_id, rule_code, params, from_year, to_year, source) VALUES (900, 900, 'STREAK', '{"code": "X_TT", "years": 3}', 2010, 2020, 'Luật')`,
  `INSERT INTO award_proposal (id, award_type_id, year, subject, person_id, department_id, statement) VALUES (1, 900, 2023, 'PERSON', 1, 2, 'Thành tích')`,
  `INSERT INTO award_proposal (id, award_type_id, year, subject, department_id, evidence) VALUES (2, 901, 2001, 'DEPARTMENT', 3, '{}')`,
  `INSERT INTO proposal_vote (id, proposal_id, stage, held_on, eligible, present, votes_for, votes_against, threshold_percent) VALUES (1, 1, 'DEPARTMENT', '2023-12-01', 10, 9, 8, 1, 50)`,
  `INSERT INTO staff_rating (person_id, year, level, source) VALUES (1, 2023, 'GOOD', 'QĐ 10')`,
  `INSERT INTO department_staff_count (department_id, year, staff, completed, disciplined) VALUES (2, 2023, 20, 19, 0)`,
  `INSERT INTO movement (id, name, scope, launched_by, starts_on, ends_on, decision_id) VALUES (1, 'Đổi mới phong cách phục vụ', 'UNIT', 'Bệnh viện', '2022-01-01', '2022-12-31', 1)`,
  `INSERT INTO movement_unit (movement_id, department_id) VALUES (1, 2)`,
  `INSERT INTO movement_review (id, movement_id, stage, held_on, result) VALUES (1, 1, 'INTERIM', '2022-07-01', 'Đạt')`,
  `INSERT INTO bloc (id, name, decision_id) VALUES (1, 'Khối văn hóa – xã hội', 1)`,
  `INSERT INTO bloc_member (id, bloc_id, year, organisation, is_us, role) VALUES (1, 1, 2022, 'Bệnh viện', true, 'CHAIR'), (2, 1, 2022, 'Sở Y tế', false, 'MEMBER')`,
  `INSERT INTO bloc_meeting (id, bloc_id, year, kind, held_on) VALUES (1, 1, 2022, 'INTERIM', '2022-07-13')`,
  `INSERT INTO score_item (id, bloc_id, year, code, name, max_points) VALUES (1, 1, 2022, '1', 'Nhiệm vụ chuyên môn', 60)`,
  `INSERT INTO score_entry (score_item_id, bloc_member_id, self_points, verified_points) VALUES (1, 1, 58, 57)`,
];

/** The Party's bodies: an organisation and two cells, the second of which took over a third that ended with 2022. */
const PARTY_BODIES = [
  `INSERT INTO decision (id, kind, number, signed_on, authority, subject, is_party) VALUES (11, 'PARTY', '01-QĐ/ĐU', '2022-12-20', 'Đảng ủy', 'Nhập chi bộ', true)`,
  `INSERT INTO party_body (id, kind, code, established_on, dissolved_on) VALUES (1, 'ORGANISATION', 'DB', '2020-01-01', NULL), (2, 'CELL', 'CB-NOI', '2020-01-01', NULL), (3, 'CELL', 'CB-NGOAI', '2020-01-01', NULL), (4, 'CELL', 'CB-CU', '2020-01-01', '2023-01-01')`,
  `INSERT INTO party_body_version (id, party_body_id, name, parent_id, secretary_id, deputy_id, valid_from, decision_id) VALUES (1, 1, 'Đảng bộ', NULL, NULL, NULL, '2020-01-01', NULL), (2, 2, 'Chi bộ Nội', 1, 1, 2, '2020-01-01', NULL), (3, 3, 'Chi bộ Ngoại', 1, NULL, NULL, '2020-01-01', 11)`,
  `INSERT INTO party_lineage (id, from_id, to_id, kind, effective_on, is_principal, decision_id) VALUES (1, 4, 3, 'MERGED', '2023-01-01', true, 11)`,
  `INSERT INTO party_cell_department (id, party_body_id, department_id, valid_from) VALUES (1, 2, 2, '2020-01-01')`,
  `INSERT INTO party_letterhead (valid_from, superior, issuer, place) VALUES ('2020-01-01', 'ĐẢNG BỘ TỈNH', 'ĐẢNG ỦY BỆNH VIỆN', 'An Hòa')`,
  `INSERT INTO party_year_count (party_body_id, year, official_start, probationary_start, admitted, transferred_in, transferred_out, died, struck_off, expelled, official_end, probationary_end, note) VALUES (2, 2023, 10, 1, 2, 0, 1, 0, 0, 0, 10, 2, 'Đủ')`,
];

/** The Party's ratings, in an act of their own as the database asks: bodies of their own, a set of a subject that no law row has. */
const PARTY_RATINGS = [
  `INSERT INTO decision (id, kind, number, signed_on, subject, is_party) VALUES (50, 'PARTY', '50-QĐ/ĐU', '2023-12-20', 'Xếp loại chi bộ', true)`,
  `INSERT INTO party_body (id, kind, code, established_on) VALUES (50, 'CELL', 'RATED', '2010-01-01'), (51, 'CELL', 'RATED2', '2010-01-01'), (52, 'CELL', 'RATED3', '2024-06-01'), (53, 'CELL', 'RATED4', '2010-01-01')`,
  `INSERT INTO rating_rule_set (id, subject, from_year, to_year, documents, criteria, cap_percent, cap_base, cap_rounding) VALUES (50, 'STAFF', 2020, 2029, 'Văn bản', '{}', 20, 'RATED', 'HALF_UP')`,
  `INSERT INTO rating_level (rule_set_id, code, rank, label, short_label) VALUES (50, 'EXCELLENT', 4, 'Xuất sắc', 'XS'), (50, 'GOOD', 3, 'Tốt', 'T'), (50, 'NOT_RATED', 0, 'Không xếp loại', '-')`,
  `INSERT INTO rating_campaign (id, year, subject, rule_set_id, opened_on) VALUES (50, 2023, 'STAFF', 50, '2023-11-01')`,
  `INSERT INTO party_rating (id, campaign_id, party_body_id, rule_set_id, state, level, decision_id) VALUES (50, 50, 50, 50, 'DECIDED', 'GOOD', 50), (51, 50, 51, 50, 'APPRAISED', 'EXCELLENT', NULL)`,
  `INSERT INTO party_rating_step (id, rating_id, step, level, eligible_voters, present, votes_good, by_id, at) VALUES (50, 50, 'CELL_MEETING', 'GOOD', 20, 18, 18, 3, '2023-12-01')`,
  `INSERT INTO member_rating (campaign_id, party_body_id, total, exempt, exempt_reason, eligible, rated, excellent, good, completed, not_completed) VALUES (50, 50, 20, 1, 'Miễn sinh hoạt', 19, 19, 2, 17, 0, 0)`,
  `INSERT INTO party_aggregate (id, year, subject, mode, total, eligible, rated, excellent, good, completed, not_completed, source) VALUES (50, 2018, 'CELL', 'CUMULATIVE', 42, 42, 42, 8, 42, 42, 0, 'Hội nghị tổng kết')`,
  `INSERT INTO party_badge (id, person_id, milestone) VALUES (50, 1, 30)`,
  `INSERT INTO party_role_request (id, account_id, role, valid_from, asked_by_id, asked_at) VALUES (50, 4, 'PARTY_COMMITTEE', '2023-01-01', 2, '2023-01-01')`,
  `INSERT INTO break_glass (id, account_id, reason, starts_at, ends_at) VALUES (50, 1, 'Khôi phục số liệu', '2023-12-01 08:00+07', '2023-12-01 09:00+07')`,
];

/** Fills an empty migrated database through the runtime role, in the system's name. */
export async function fillHospital(runtime: pg.Client, owner: pg.Client): Promise<void> {
  await as(runtime, 1, async () => {
    for (const statement of ROWS) await runtime.query(statement);
  });
  // an act is the Party's from its first row or not at all
  await as(runtime, 1, async () => {
    await runtime.query(`SELECT set_config('app.party', 'on', true)`);
    for (const statement of [...PARTY_BODIES, ...PARTY_RATINGS]) await runtime.query(statement);
  });
  // the rows above took their numbers without asking the sequences
  await owner.query(`DO $$ DECLARE s record; BEGIN
    FOR s IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'S' AND c.relname NOT LIKE 'audit%' LOOP PERFORM setval(s.name, 1000); END LOOP; END $$`);
}

/** Tables that hold the hospital's business: every one of them is audited row by row. */
export async function businessTables(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT relname::text AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !NOT_BUSINESS.test(name));
}
const NOT_BUSINESS = /^(audit_|rollup_|session$|rate_limit$|idempotency_key$|_prisma_migrations$)/;
