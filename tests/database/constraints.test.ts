import type pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/postgres';
import { fillHospital, KHTH } from './hospital';
import { connect, refusal } from './session';

type Case = {
  /** The constraint, unique index or trigger's word that must refuse. */
  guard: string;
  what: string;
  sql: string | string[];
  /** Stronger guards that would answer first; taken away for this case only. */
  behind?: [table: string, constraint: string];
  /** What the runtime role may not even try is tried as the owner. */
  asOwner?: true;
};

/** The account that the first migration makes; it sees Party rows. */
const SYSTEM = 1;

const figure = (values: string) =>
  `INSERT INTO figure (department_id, period_id, measure, indicator_id, value, row_version, updated_by_id, updated_at) VALUES (${values}, 1, 3, '2023-04-01')`;
const version = (values: string) =>
  `INSERT INTO department_version (department_id, name, kind, functions, valid_from, valid_to) VALUES (${values})`;
const indicator = (columns: string, values: string) =>
  `INSERT INTO indicator (code, name, unit, area_id, from_year, ${columns}) VALUES ('Q', 'q', '%', 1, 2018, ${values})`;
const extension = (values: string) =>
  `INSERT INTO deadline_extension (period_id, kind, department_id, reason, requested_by_id) VALUES ${values}`;
const attachment = (bytes: number) =>
  `INSERT INTO attachment (subject_type, subject_key, file_name, mime_type, bytes, sha256, confidentiality, uploaded_by_id) VALUES ('TASK', '1', 'a', 'b', ${bytes}, repeat('0', 64), 'NORMAL', 2)`;
const rollover = (id: number, state: string, year: string) =>
  `INSERT INTO batch (id, kind, state, scope, confirmed_tx_id, created_by_id, updated_at) VALUES (${id}, 'YEAR_ROLLOVER', '${state}', '${year}', (SELECT max(id) FROM audit_tx), 2, '2020-01-01')`;
/** The first proposal walked to a state, step by step. */
const PROPOSAL_ROAD = (to: string) =>
  ['DEPARTMENT_VOTED', 'COUNCIL_VOTED', ...(to === 'COUNCIL_VOTED' ? [] : [to])].map(
    (state) => `UPDATE award_proposal SET state = '${state}' WHERE id = 1`,
  );
/** The same award once more, for the same subject and years. */
const awardAgain = (where: string) =>
  `INSERT INTO award (award_type_id, is_party, subject, person_id, department_id, year_from, year_to, certainty) SELECT award_type_id, is_party, subject, person_id, department_id, year_from, year_to, 'REPORTED' FROM award WHERE ${where}`;
/** An award of which no year is known, twice. */
const undatedTwice = (where: string) =>
  Array.from(
    { length: 2 },
    () =>
      `INSERT INTO award (award_type_id, is_party, subject, person_id, department_id, certainty) SELECT award_type_id, is_party, subject, person_id, department_id, 'UNKNOWN_DATE' FROM award WHERE year_from IS NOT NULL AND ${where}`,
  );
/** As somebody who reads the Party's rows. */
const ofTheParty = `SELECT set_config('app.party', 'on', true), set_config('app.actor', '1', true)`;
/** A cell and its commendation, so many times; the act is the Party's from its first row. */
const partyAward = (subject: string, times: number) => [
  ofTheParty,
  `INSERT INTO party_body (id, kind, code, established_on) VALUES (900, 'CELL', 'CB900', '2010-01-01')`,
  ...Array.from(
    { length: times },
    () =>
      `INSERT INTO award (award_type_id, is_party, subject, party_body_id, count, year_from, year_to, certainty) SELECT id, true, ${subject}, 2018, 2018, 'REPORTED' FROM award_type WHERE code = 'CB_XS'`,
  ),
];
const inForce = `UPDATE target SET state = 'IN_FORCE', unsplit_reason = 'Dự phòng' WHERE id = 1`;

function partyBodies(): Case[] {
  const body = (values: string) => `INSERT INTO party_body (kind, code, established_on) VALUES (${values})`;
  const named = (values: string) =>
    `INSERT INTO party_body_version (party_body_id, name, parent_id, valid_from, valid_to) VALUES (${values})`;
  const lineage = (values: string) =>
    `INSERT INTO party_lineage (from_id, to_id, kind, effective_on, is_principal, decision_id) VALUES (${values}, 11)`;
  const count = (set: string) => `UPDATE party_year_count SET ${set} WHERE party_body_id = 2`;
  const cases: Omit<Case, 'asOwner'>[] = [
    { guard: 'party_body_code_key', what: 'a code of the Party twice', sql: body(`'CELL', 'CB-NOI', '2020-01-01'`) },
    {
      guard: 'party_body_range',
      what: 'a cell that ends before it begins',
      sql: `UPDATE party_body SET dissolved_on = '2019-01-01' WHERE id = 2`,
    },
    { guard: 'party_body_version_no_overlap', what: 'two names of a cell at once', sql: named(`2, 'X', 1, '2021-01-01', '2022-01-01'`) },
    {
      guard: 'party_body_version_range',
      what: 'a name of a cell that ends before it begins',
      sql: named(`4, 'X', 1, '2021-01-01', '2020-01-01'`),
    },
    { guard: 'party_body_version_named', what: 'a cell without a name', sql: named(`4, ' ', 1, '2021-01-01', NULL`) },
    { guard: 'party_body_version_named', what: 'a cell below itself', sql: named(`4, 'X', 4, '2021-01-01', NULL`) },
    { guard: 'party_lineage_distinct', what: 'a cell that follows itself', sql: lineage(`2, 2, 'MERGED', '2023-01-01', false`) },
    { guard: 'party_lineage_one_principal', what: 'two main heirs of a cell', sql: lineage(`4, 2, 'MERGED', '2023-01-01', true`) },
    {
      guard: 'party_lineage_from_id_to_id_effective_on_key',
      what: 'the same lineage of cells twice',
      sql: lineage(`4, 3, 'MERGED', '2023-01-01', false`),
    },
    {
      guard: 'party_cell_department_no_overlap',
      what: 'a department of a cell twice at once',
      sql: `INSERT INTO party_cell_department (party_body_id, department_id, valid_from) VALUES (2, 2, '2022-01-01')`,
    },
    { guard: 'party_year_count_not_negative', what: 'fewer than no members', sql: count('reprimanded = -1') },
    { guard: 'party_year_count_end', what: 'an end that does not follow from the movements', sql: count('official_end = 11') },
  ];
  return cases.map((entry) => ({ ...entry, asOwner: true }));
}

/** The last line of defence, one counter-example each. Families that every table has are below. */
const CASES: Case[] = [
  // accounts
  {
    guard: 'account_username_form',
    what: 'a username in capitals',
    sql: `INSERT INTO account (username, display_name) VALUES ('KHTH', 'x')`,
  },
  {
    guard: 'account_email_wellformed',
    what: 'an address without a host',
    sql: `UPDATE account SET email = 'hien.lai@benhvien' WHERE id = 3`,
  },
  { guard: 'account_username_key', what: 'a username twice', sql: `INSERT INTO account (username, display_name) VALUES ('khth', 'x')` },
  { guard: 'account_system_never_signs_in', what: 'a password for the system', sql: `UPDATE account SET password_hash = 'x' WHERE id = 1` },
  {
    guard: 'role_grant_scope',
    what: 'a reporter of no department',
    sql: `INSERT INTO role_grant (account_id, role, valid_from) VALUES (3, 'REPORTER', '2020-01-01')`,
  },
  {
    guard: 'role_grant_two_hands',
    what: 'a secretary of a cell whom nobody of the Party named',
    sql: `INSERT INTO role_grant (account_id, role, party_body_id, valid_from) VALUES (3, 'CELL_SECRETARY', 2, '2020-01-01')`,
  },
  {
    guard: 'party_role_request_role',
    what: 'a role asked of the Party that is none of its',
    sql: `INSERT INTO party_role_request (account_id, role, valid_from, asked_by_id, asked_at) VALUES (4, 'PLANNING', '2023-01-01', 2, '2023-01-01')`,
  },
  {
    guard: 'party_role_request_decided',
    what: 'a request answered by nobody',
    sql: `UPDATE party_role_request SET decided_at = '2023-01-02' WHERE id = 50`,
  },
  {
    guard: 'party_role_request_two_hands',
    what: 'a request confirmed by who asked',
    sql: `UPDATE party_role_request SET decided_at = '2023-01-02', decided_by_id = asked_by_id, is_confirmed = true WHERE id = 50`,
  },
  {
    guard: 'party_role_request_one_open',
    what: 'the same role asked for twice',
    sql: `INSERT INTO party_role_request (account_id, role, valid_from, asked_by_id, asked_at) VALUES (4, 'PARTY_COMMITTEE', '2023-01-01', 3, '2023-01-01')`,
  },
  {
    guard: 'attachment_party_internal',
    what: 'a file of the Party that is not internal',
    asOwner: true,
    sql: `UPDATE attachment SET is_party = true, confidentiality = 'NORMAL'`,
  },
  {
    guard: 'role_grant_range',
    what: 'a role that ends before it begins',
    sql: `UPDATE role_grant SET valid_to = '2019-01-01' WHERE id = 1`,
  },
  {
    guard: 'role_grant_one_open',
    what: 'the same role twice',
    sql: `INSERT INTO role_grant (account_id, role, valid_from) VALUES (2, 'PLANNING', '2021-01-01')`,
  },
  { guard: 'session_range', what: 'a session that ended before it began', sql: `UPDATE session SET expires_at = '2000-01-01'` },
  { guard: 'rate_limit_points', what: 'fewer than no points', sql: 'UPDATE rate_limit SET points = -1' },
  { guard: 'one_time_link_reset_of_whom', what: "nobody's password reset", sql: 'UPDATE one_time_link SET account_id = NULL' },
  // departments, decisions, people
  { guard: 'department_code_key', what: 'a code twice', sql: `INSERT INTO department (code, established_on) VALUES ('NOI', '2020-01-01')` },
  {
    guard: 'department_range',
    what: 'dissolved before it was established',
    sql: `UPDATE department SET dissolved_on = '2019-01-01' WHERE id = 2`,
  },
  { guard: 'department_version_no_overlap', what: 'two names at once', sql: version(`2, 'X', 'UNIT', '{}', '2021-01-01', '2022-01-01'`) },
  {
    guard: 'department_version_range',
    what: 'a name that ends before it begins',
    sql: version(`5, 'X', 'UNIT', '{}', '2021-01-01', '2020-01-01'`),
  },
  {
    guard: 'department_version_not_own_parent',
    what: 'its own superior',
    sql: 'UPDATE department_version SET parent_id = 2 WHERE department_id = 2',
  },
  {
    guard: 'department_version_current',
    what: 'two current names',
    behind: ['department_version', 'department_version_no_overlap'],
    sql: version(`2, 'X', 'UNIT', '{}', '2021-01-01', NULL`),
  },
  {
    guard: 'department_version_current_name',
    what: 'two departments of one name, marks and spaces apart',
    sql: version(`5, 'KHOA  NOI', 'UNIT', '{}', '2020-01-01', NULL`),
  },
  {
    guard: 'department_version_one_hospital',
    what: 'a second hospital',
    sql: version(`5, 'Bệnh viện khác', 'HOSPITAL', '{}', '2020-01-01', NULL`),
  },
  { guard: 'department_lineage_distinct', what: 'merged into itself', sql: 'UPDATE department_lineage SET to_id = from_id' },
  {
    guard: 'department_lineage_one_principal',
    what: 'two principal successors',
    sql: `INSERT INTO department_lineage (from_id, to_id, kind, effective_on, is_principal, decision_id) VALUES (5, 3, 'SPLIT', '2023-01-01', true, 1)`,
  },
  {
    guard: 'department_lineage_from_id_to_id_effective_on_key',
    what: 'one succession twice',
    sql: `INSERT INTO department_lineage (from_id, to_id, kind, effective_on, is_principal, decision_id) VALUES (5, 4, 'SPLIT', '2023-01-01', false, 1)`,
  },
  { guard: 'decision_number_shape', what: 'a blank number', sql: `UPDATE decision SET number = ' ' WHERE id = 1` },
  {
    guard: 'decision_once',
    what: 'the same decision twice',
    sql: `INSERT INTO decision (kind, number, signed_on, authority, subject) VALUES ('OTHER', '01/QĐ-BV', '2022-07-13', 'Bệnh viện', 'x')`,
  },
  {
    guard: 'decision_once',
    what: 'the same decision twice, its authority not written',
    sql: `INSERT INTO decision (kind, number, signed_on, subject) VALUES ('OTHER', '02/QĐ-BV', '2023-01-10', 'x')`,
  },
  { guard: 'person_name', what: 'a person without a name', sql: `UPDATE person SET given_name = ' ' WHERE id = 1` },
  {
    guard: 'person_post_no_overlap',
    what: 'the same post twice at once',
    sql: `INSERT INTO person_post (person_id, department_id, valid_from) VALUES (1, 2, '2021-01-01')`,
  },
  { guard: 'person_post_range', what: 'a post that ends before it begins', sql: `UPDATE person_post SET valid_to = '2019-01-01'` },
  // periods
  {
    guard: 'period_index',
    what: 'a fifth quarter',
    sql: `INSERT INTO period (kind, year, index, starts_on, ends_on) VALUES ('QUARTER', 2023, 5, '2024-01-01', '2024-03-31')`,
  },
  {
    guard: 'period_no_overlap',
    what: 'quarters that overlap',
    sql: `INSERT INTO period (kind, year, index, starts_on, ends_on) VALUES ('QUARTER', 2023, 3, '2023-06-30', '2023-09-30')`,
  },
  {
    guard: 'period_range',
    what: 'a period that ends before it begins',
    sql: `INSERT INTO period (kind, year, index, starts_on, ends_on) VALUES ('MONTH', 2023, 6, '2023-06-01', '2023-05-30')`,
  },
  {
    guard: 'period_kind_calendar_year_index_key',
    what: 'a quarter twice',
    sql: `INSERT INTO period (kind, year, index, starts_on, ends_on) VALUES ('QUARTER', 2023, 1, '2040-01-01', '2040-03-31')`,
  },
  {
    guard: 'period_one_calendar',
    what: 'a quarter of another calendar in the year',
    sql: `INSERT INTO period (kind, year, index, calendar, starts_on, ends_on) VALUES ('QUARTER', 2023, 4, 'ADMIN_14', '2023-09-15', '2023-12-14')`,
  },
  {
    guard: 'period_one_calendar',
    what: 'the year moved to another calendar, quarter by quarter',
    sql: `UPDATE period SET calendar = 'ADMIN_14' WHERE id = 1`,
  },
  { guard: 'period_deadline_order', what: 'locked before it is due', sql: `UPDATE period_deadline SET lock_at = '2022-12-02'` },
  { guard: 'deadline_extension_reason', what: 'an extension for no reason', sql: extension(`(1, 'PLAN', 3, ' ', 3)`) },
  {
    guard: 'deadline_extension_granted',
    what: 'granted until no date',
    sql: `UPDATE deadline_extension SET state = 'GRANTED', decided_by_id = 2`,
  },
  { guard: 'deadline_extension_one_open', what: 'asked twice', sql: extension(`(1, 'REPORT', 2, 'b', 3)`) },
  {
    guard: 'deadline_extension_state',
    what: 'a refused extension asked again',
    sql: [`UPDATE deadline_extension SET state = 'REFUSED'`, `UPDATE deadline_extension SET state = 'REQUESTED'`],
  },
  // indicators and targets
  { guard: 'area_code_key', what: 'an area twice', sql: `INSERT INTO area (code, name, is_core, sort_order) VALUES ('KCB', 'x', true, 2)` },
  {
    guard: 'indicator_code_key',
    what: 'an indicator twice',
    sql: `INSERT INTO indicator (code, name, unit, area_id, direction, aggregation, from_year) VALUES ('BED', 'x', 'x', 1, 'UP', 'SUM', 2018)`,
  },
  { guard: 'indicator_ratio_parts', what: 'a ratio without parts', sql: indicator('direction, aggregation', `'UP', 'RATIO'`) },
  {
    guard: 'indicator_weight',
    what: 'a weighted average without a weight',
    sql: indicator('direction, aggregation', `'UP', 'WEIGHTED_AVG'`),
  },
  { guard: 'indicator_range', what: 'a range without bounds', sql: indicator('direction, aggregation', `'RANGE', 'SUM'`) },
  { guard: 'indicator_decimals', what: 'five decimals', sql: 'UPDATE indicator SET decimals = 5 WHERE id = 1' },
  { guard: 'indicator_years', what: 'an indicator that ends before it begins', sql: 'UPDATE indicator SET to_year = 2017 WHERE id = 1' },
  {
    guard: 'check_rule_years',
    what: 'a check rule that ended before it began',
    sql: `INSERT INTO check_rule (kind, description, severity, indicator_id, params, from_year, to_year) VALUES ('WITHIN', 'x', 'INFO', 1, '{}', 2024, 2022)`,
  },
  {
    guard: 'check_rule_params',
    what: 'a check rule without parameters',
    sql: `INSERT INTO check_rule (kind, description, severity, indicator_id, params, from_year) VALUES ('WITHIN', 'x', 'INFO', 1, '[]', 2024)`,
  },
  {
    guard: 'check_rule_indicator',
    what: 'parts of no total',
    sql: `INSERT INTO check_rule (kind, description, severity, params, from_year) VALUES ('PARTS_SUM', 'x', 'BLOCK', '{}', 2024)`,
  },
  {
    guard: 'check_rule_measure',
    what: 'a check of estimates',
    sql: `INSERT INTO check_rule (kind, description, severity, indicator_id, measure, params, from_year) VALUES ('WITHIN', 'x', 'INFO', 1, 'ESTIMATE', '{}', 2024)`,
  },
  {
    guard: 'indicator_assignment_no_overlap',
    what: 'assigned twice at once',
    sql: `INSERT INTO indicator_assignment (department_id, indicator_id, valid_from) VALUES (2, 1, '2022-01-01')`,
  },
  {
    guard: 'target_one_assigned',
    what: 'a second assigned target',
    sql: `INSERT INTO target (indicator_id, year, version_no, kind, value, effective_on) VALUES (1, 2023, 2, 'ASSIGNED', 1, '2023-02-01')`,
  },
  {
    guard: 'target_one_in_force',
    what: 'two targets in force',
    sql: [
      inForce,
      `INSERT INTO target (indicator_id, year, version_no, kind, state, value, effective_on, decision_id) VALUES (1, 2023, 2, 'ADJUSTED', 'IN_FORCE', 1, '2023-02-01', 2)`,
    ],
  },
  {
    guard: 'target_indicator_id_year_version_no_key',
    what: 'a version twice',
    sql: `INSERT INTO target (indicator_id, year, version_no, kind, value, effective_on, decision_id) VALUES (1, 2023, 1, 'ADJUSTED', 1, '2023-02-01', 2)`,
  },
  {
    guard: 'target_adjusted_by_decision',
    what: 'an adjustment without a decision',
    sql: `INSERT INTO target (indicator_id, year, version_no, kind, value, effective_on) VALUES (1, 2023, 2, 'ADJUSTED', 1, '2023-02-01')`,
  },
  {
    guard: 'target_split',
    what: 'shares of 900 for a target of 1,000, for no reason',
    sql: `UPDATE target SET state = 'IN_FORCE' WHERE id = 1`,
  },
  { guard: 'target_fixed', what: 'a value moved while in force', sql: [inForce, 'UPDATE target SET value = 1 WHERE id = 1'] },
  { guard: 'target_fixed', what: 'a share moved while in force', sql: [inForce, 'UPDATE target_share SET value = 1'] },
  {
    guard: 'target_fixed',
    what: 'a share taken away from a target in force',
    sql: [
      `INSERT INTO target (id, indicator_id, year, version_no, kind, value, effective_on) VALUES (9, 2, 2023, 1, 'ASSIGNED', 5, '2023-01-05')`,
      inForce,
      'UPDATE target_share SET target_id = 9 WHERE department_id = 3',
    ],
  },
  {
    guard: 'target_changes_past_by_decision',
    what: 'a first target that changes the past',
    sql: 'UPDATE target SET changes_past = true WHERE id = 1',
  },
  {
    guard: 'target_past',
    what: 'a quarter that was over, moved by an adjustment of April',
    sql: [
      inForce,
      `INSERT INTO target (id, indicator_id, year, version_no, kind, value, effective_on, decision_id) VALUES (9, 1, 2023, 2, 'ADJUSTED', 900, '2023-04-01', 2)`,
      `INSERT INTO target_share (target_id, department_id, period_id, value) VALUES (9, 2, 1, 401), (9, 3, 1, 499)`,
      `UPDATE target SET state = 'SUPERSEDED' WHERE id = 1`,
      `UPDATE target SET state = 'IN_FORCE' WHERE id = 9`,
    ],
  },
  {
    guard: 'target_past',
    what: 'a share of a quarter that was over, left out by an adjustment',
    sql: [
      inForce,
      `INSERT INTO target (id, indicator_id, year, version_no, kind, value, effective_on, decision_id) VALUES (9, 1, 2023, 2, 'ADJUSTED', 400, '2023-04-01', 2)`,
      `INSERT INTO target_share (target_id, department_id, period_id, value) VALUES (9, 2, 1, 400)`,
      `UPDATE target SET state = 'SUPERSEDED' WHERE id = 1`,
      `UPDATE target SET state = 'IN_FORCE' WHERE id = 9`,
    ],
  },
  { guard: 'target_state', what: 'a target superseded before it was in force', sql: `UPDATE target SET state = 'SUPERSEDED'` },
  // figures
  { guard: 'figure_value_refused', what: 'a negative count', sql: figure(`2, 1, 'ACTUAL', 2, -5`) },
  { guard: 'figure_value_refused', what: 'a count made negative', sql: 'UPDATE figure SET value = -5' },
  { guard: 'figure_value_refused', what: 'a typed ratio', sql: figure(`2, 1, 'ACTUAL', 3, 85`) },
  { guard: 'figure_value_refused', what: 'a ratio of a whole year, typed by a department', sql: figure(`2, 3, 'ACTUAL', 3, 85`) },
  { guard: 'figure_closed', what: 'a figure in a report that was handed in', sql: figure(`3, 1, 'ACTUAL', 1, 5`) },
  { guard: 'figure_department_absent', what: 'a figure from before its department', sql: figure(`4, 4, 'ACTUAL', 1, 5`) },
  { guard: 'figure_department_absent', what: 'a figure of a dissolved department', sql: figure(`5, 1, 'ACTUAL', 1, 5`) },
  { guard: 'figure_draft', what: 'a draft without its problem', sql: `UPDATE figure SET draft_text = '12abc'` },
  { guard: 'figure_version', what: 'version nought', sql: 'UPDATE figure SET row_version = 0' },
  // submissions
  {
    guard: 'submission_department_id_period_id_kind_key',
    what: 'a second report of a quarter',
    sql: `INSERT INTO submission (department_id, period_id, kind) VALUES (2, 1, 'REPORT')`,
  },
  { guard: 'submission_state', what: 'a draft approved at once', sql: `UPDATE submission SET state = 'APPROVED' WHERE id = 1` },
  {
    guard: 'submission_state',
    what: 'approved from the beginning',
    sql: `INSERT INTO submission (department_id, period_id, kind, state, round_no, submitted_by_id, submitted_at, decided_by_id) VALUES (2, 1, 'PLAN', 'APPROVED', 1, 3, '2023-01-01', 2)`,
  },
  {
    guard: 'submission_four_eyes',
    what: 'approved by its author',
    sql: [
      `INSERT INTO review (submission_id, round_no, step, verdict, by_id, at) VALUES (2, 1, 'PLANNING', 'APPROVED', 2, '2023-04-07')`,
      `UPDATE submission SET state = 'APPROVED', step = NULL, decided_by_id = 3 WHERE id = 2`,
    ],
  },
  {
    guard: 'submission_every_step',
    what: 'approved before its last step',
    sql: `UPDATE submission SET state = 'APPROVED', step = NULL, decided_by_id = 2 WHERE id = 2`,
  },
  {
    guard: 'submission_round_steps',
    what: 'a round that planning never sees',
    sql: `INSERT INTO submission_round (submission_id, round_no, snapshot, sha256, submitted_by_id, submitted_at, steps) VALUES (2, 2, '{}', 'x', 3, '2023-04-08', '{HEAD}')`,
  },
  { guard: 'submission_step', what: 'handed in, waiting for nobody', sql: 'UPDATE submission SET step = NULL WHERE id = 2' },
  { guard: 'submission_submitted', what: 'handed in by nobody', sql: 'UPDATE submission SET submitted_by_id = NULL WHERE id = 2' },
  {
    guard: 'review_reason',
    what: 'returned without a reason',
    sql: `INSERT INTO review (submission_id, round_no, step, verdict, by_id, at) VALUES (2, 1, 'PLANNING', 'RETURNED', 2, '2023-04-07')`,
  },
  {
    guard: 'review_one_verdict_per_step',
    what: 'two verdicts on one step',
    sql: `INSERT INTO review (submission_id, round_no, step, verdict, by_id, at) VALUES (2, 1, 'HEAD', 'APPROVED', 2, '2023-04-07')`,
  },
  {
    guard: 'review_step',
    what: 'a verdict on a step that the round has not',
    sql: `INSERT INTO review (submission_id, round_no, step, verdict, by_id, at) VALUES (2, 1, 'DIRECTOR', 'APPROVED', 4, '2023-04-07')`,
  },
  {
    guard: 'review_round',
    what: 'a verdict on a round that was never handed in',
    sql: `INSERT INTO review (submission_id, round_no, step, verdict, by_id, at) VALUES (2, 2, 'PLANNING', 'APPROVED', 2, '2023-04-07')`,
  },
  {
    guard: 'review_four_eyes',
    what: "a step approved by the round's submitter",
    sql: `INSERT INTO review (submission_id, round_no, step, verdict, by_id, at) VALUES (2, 1, 'PLANNING', 'APPROVED', 3, '2023-04-07')`,
  },
  {
    guard: 'review_in_turn',
    what: 'planning before the head',
    sql: [
      `INSERT INTO submission_round (submission_id, round_no, snapshot, sha256, submitted_by_id, submitted_at, steps) VALUES (2, 2, '{}', 'x', 3, '2023-04-08', '{HEAD,PLANNING}')`,
      `INSERT INTO review (submission_id, round_no, step, verdict, by_id, at) VALUES (2, 2, 'PLANNING', 'APPROVED', 2, '2023-04-09')`,
    ],
  },
  {
    guard: 'review_withdrawn_by_submitter',
    what: 'taken back by somebody else',
    sql: `INSERT INTO review (submission_id, round_no, step, verdict, by_id, at) VALUES (2, 1, 'PLANNING', 'WITHDRAWN', 2, '2023-04-07')`,
  },
  {
    guard: 'review_withdrawn_undecided',
    what: 'taken back after the head approved',
    sql: `INSERT INTO review (submission_id, round_no, step, verdict, by_id, at) VALUES (2, 1, 'PLANNING', 'WITHDRAWN', 3, '2023-04-07')`,
  },
  { guard: 'review_pin_one_target', what: 'a pin on two things', sql: 'UPDATE review_pin SET task_id = 1' },
  {
    guard: 'review_pin_section',
    what: 'a pin on a text that does not exist',
    sql: `UPDATE review_pin SET indicator_id = NULL, section = 'weather'`,
  },
  // tasks
  { guard: 'task_title', what: 'a task without a title', sql: `UPDATE task SET title = ' '` },
  { guard: 'task_percent', what: '101 percent', sql: 'UPDATE task SET percent = 101' },
  { guard: 'task_done', what: 'done on no day', sql: `UPDATE task SET state = 'DONE'` },
  { guard: 'task_dates', what: 'due before it starts', sql: `UPDATE task SET starts_on = '2024-01-01'` },
  { guard: 'task_exceeded_is_done', what: 'exceeded but not done', sql: 'UPDATE task SET is_exceeded = true' },
  {
    guard: 'task_carried_once',
    what: 'carried over twice',
    sql: `INSERT INTO task (period_id, area_id, lead_department_id, title, due_on, original_due_on, carried_from_id) VALUES (2, 1, 2, 'x', '2023-05-01', '2023-05-01', 1)`,
  },
  {
    guard: 'task_lead_absent',
    what: 'led by a department dissolved by then',
    sql: `INSERT INTO task (period_id, area_id, lead_department_id, title, due_on, original_due_on) VALUES (1, 1, 5, 'x', '2023-03-01', '2023-03-01')`,
  },
  {
    guard: 'task_due_year',
    what: 'due in another year than its plan',
    sql: `UPDATE task SET due_on = '2024-01-15' WHERE id = 1`,
  },
  {
    guard: 'task_drill_source',
    what: 'a planned task of a drill',
    sql: 'UPDATE task SET drill_id = 1 WHERE id = 1',
  },
  {
    guard: 'task_state',
    what: 'a cancelled task goes on',
    sql: [`UPDATE task SET state = 'CANCELLED'`, `UPDATE task SET state = 'IN_PROGRESS'`],
  },
  { guard: 'task_participant_one', what: 'a supporter that is nobody', sql: 'INSERT INTO task_participant (task_id) VALUES (1)' },
  {
    guard: 'task_participant_once',
    what: 'the same supporter twice',
    sql: 'INSERT INTO task_participant (task_id, department_id) VALUES (1, 3)',
  },
  {
    guard: 'task_progress_percent',
    what: 'progress of 101 percent',
    sql: `INSERT INTO task_progress (task_id, at, by_id, percent, state, note) VALUES (1, '2023-02-02', 3, 101, 'IN_PROGRESS', 'x')`,
  },
  // collaboration
  {
    guard: 'reminder_kind_subject_type_subject_key_account_id_due_on_key',
    what: 'reminded twice',
    sql: `INSERT INTO reminder (kind, subject_type, subject_key, account_id, due_on, facts) VALUES ('BEFORE_DUE', 'SUBMISSION', '1', 3, '2023-04-10', '{}')`,
  },
  { guard: 'reminder_sent', what: 'an e-mail sent at no time', sql: `UPDATE reminder SET email_state = 'SENT'` },
  {
    guard: 'reminder_claimed',
    what: 'an e-mail being sent that does not wait',
    sql: `UPDATE reminder SET email_state = 'SKIPPED', claimed_at = '2023-04-10'`,
  },
  { guard: 'reminder_attempts', what: 'fewer than no attempts', sql: 'UPDATE reminder SET email_attempts = -1' },
  { guard: 'comment_body', what: 'an empty comment', sql: `UPDATE comment SET body = ' '` },
  // contingency plans
  { guard: 'contingency_plan_title', what: 'a contingency plan without a title', sql: `UPDATE contingency_plan SET title = ' '` },
  {
    guard: 'contingency_plan_range',
    what: 'a contingency plan that ends before it begins',
    sql: `UPDATE contingency_plan SET valid_to = '2022-12-31'`,
  },
  {
    guard: 'contingency_plan_retired',
    what: 'a contingency plan retired without a reason',
    sql: `UPDATE contingency_plan SET retired_on = '2023-06-01'`,
  },
  { guard: 'drill_scenario', what: 'a drill of nothing', sql: `UPDATE drill SET scenario = ' '` },
  { guard: 'drill_held', what: 'a drill held by nobody', sql: `UPDATE drill SET held_on = '2023-06-01', result = 'Đạt'` },
  {
    guard: 'drill_once',
    what: 'two drills of one plan on one day',
    sql: `INSERT INTO drill (contingency_plan_id, scheduled_on, scenario) VALUES (1, '2023-06-01', 'x')`,
  },
  { guard: 'attachment_sha256_form', what: 'a file known by half a hash', sql: `UPDATE attachment SET sha256 = 'abc'` },
  { guard: 'attachment_file_name_filled', what: 'a file without a name', sql: `UPDATE attachment SET file_name = ' '` },
  { guard: 'attachment_size', what: 'a file of 60 MB', sql: attachment(62_914_560) },
  {
    guard: 'batch_same_file_once',
    what: 'the same file confirmed twice',
    sql: `UPDATE batch SET state = 'CONFIRMED', confirmed_tx_id = 1 WHERE id = 2`,
  },
  { guard: 'batch_confirmed', what: 'confirmed by no transaction', sql: `UPDATE batch SET confirmed_tx_id = NULL WHERE id = 1` },
  { guard: 'batch_rows', what: 'more rows read than there were', sql: 'UPDATE batch SET rows_accepted = 5 WHERE id = 2' },
  { guard: 'batch_one_rollover', what: 'a year opened twice', sql: [rollover(90, 'CONFIRMED', '2030'), rollover(91, 'CONFIRMED', '2030')] },
  {
    guard: 'batch_one_rollover_draft',
    what: 'a year prepared twice',
    sql: [rollover(90, 'CHECKED', '2030'), rollover(91, 'CHECKED', '2030')],
  },
  { guard: 'rollover_not_held', what: 'an import withdrawn as a rollover', sql: 'SELECT rollover_withdraw(1)' },
  {
    guard: 'rollover_entered',
    what: 'a year withdrawn in which people have worked',
    sql: [rollover(90, 'CONFIRMED', '2023'), 'SELECT rollover_withdraw(90)'],
  },
  {
    guard: 'batch_party',
    what: 'an import of cells that everybody sees',
    sql: `INSERT INTO batch (kind, scope, created_by_id) VALUES ('IMPORT_CELLS', 'CELLS', 2)`,
  },
  { guard: 'cell_import_not_held', what: 'cells taken back by whom they are hidden from', sql: 'SELECT cell_import_withdraw(92)' },
  {
    guard: 'cell_import_not_held',
    what: 'an import of figures withdrawn as one of cells',
    sql: [ofTheParty, 'SELECT cell_import_withdraw(1)'],
  },
  {
    guard: 'cell_import_built',
    what: 'an import of cells withdrawn on which something rests',
    asOwner: true,
    // the act that made a cell which has counts
    sql: [
      ofTheParty,
      `INSERT INTO batch (id, kind, state, is_party, scope, confirmed_tx_id, created_by_id) SELECT 92, 'IMPORT_CELLS', 'CONFIRMED', true, 'CELLS', max(audit_tx_id), 2 FROM audit_entry WHERE table_name = 'party_body' AND op = 'INSERT' AND row_key = '2'`,
      'SELECT cell_import_withdraw(92)',
    ],
  },
  {
    guard: 'batch_awards_public',
    what: 'an import of awards that is the Party’s',
    sql: [ofTheParty, `INSERT INTO batch (kind, scope, is_party, created_by_id) VALUES ('IMPORT_AWARDS', 'AWARDS', true, 2)`],
  },
  {
    guard: 'award_import_not_held',
    what: 'an import of figures withdrawn as one of awards',
    sql: 'SELECT award_import_withdraw(1)',
  },
  {
    guard: 'award_import_built',
    what: 'an import of awards withdrawn of which one was changed',
    asOwner: true,
    sql: [
      `INSERT INTO batch (id, kind, state, scope, confirmed_tx_id, created_by_id) SELECT 93, 'IMPORT_AWARDS', 'CONFIRMED', 'AWARDS', max(id), 2 FROM audit_tx`,
      'UPDATE award SET batch_id = 93, row_version = 2 WHERE id = 1',
      'SELECT award_import_withdraw(93)',
    ],
  },
  { guard: 'batch_state', what: 'undone before it was confirmed', sql: `UPDATE batch SET state = 'UNDONE' WHERE id = 2` },
  // awards
  {
    guard: 'eligibility_rule_award_type_id_subject_rule_code_from_year_key',
    what: 'a condition twice from one year',
    sql: `INSERT INTO eligibility_rule (award_type_id, rule_code, params, from_year, source) VALUES (900, 'STREAK', '{}', 2010, 'x')`,
  },
  {
    guard: 'eligibility_rule_years',
    what: 'a condition that ends before it begins',
    sql: 'UPDATE eligibility_rule SET to_year = 2001 WHERE id = 900',
  },
  {
    guard: 'award_proposal_revoked',
    what: 'a proposal revoked that was never granted',
    sql: 'UPDATE award_proposal SET is_revoked = true WHERE id = 1',
  },
  {
    guard: 'award_proposal_subject',
    what: 'a person’s proposal without a person',
    sql: 'UPDATE award_proposal SET person_id = NULL WHERE id = 1',
  },
  {
    guard: 'award_proposal_findings',
    what: 'findings of a decision before there is one',
    sql: `UPDATE award_proposal SET decided_findings = '{}' WHERE id = 1`,
  },
  {
    guard: 'award_findings_guard',
    what: 'findings of the council changed after it was decided',
    sql: [
      ...PROPOSAL_ROAD('COUNCIL_VOTED'),
      `UPDATE award_proposal SET council_findings = '{"at": 1}' WHERE id = 1`,
      `UPDATE award_proposal SET state = 'GRANTED', award_id = 1, decided_findings = '{"at": 2}' WHERE id = 1`,
      `UPDATE award_proposal SET council_findings = NULL WHERE id = 1`,
    ],
  },
  {
    guard: 'award_findings_guard',
    what: 'findings of the decision written again',
    sql: [
      ...PROPOSAL_ROAD('COUNCIL_VOTED'),
      `UPDATE award_proposal SET state = 'GRANTED', award_id = 1, decided_findings = '{"at": 2}' WHERE id = 1`,
      `UPDATE award_proposal SET decided_findings = '{"at": 3}' WHERE id = 1`,
    ],
  },
  {
    guard: 'award_proposal_granted',
    what: 'granted without an award',
    sql: PROPOSAL_ROAD('GRANTED'),
  },
  { guard: 'award_proposal_submitted', what: 'submitted to nobody', sql: PROPOSAL_ROAD('SUBMITTED') },
  { guard: 'award_proposal_closed', what: 'refused for no reason', sql: PROPOSAL_ROAD('REFUSED') },
  { guard: 'award_proposal_state', what: 'a step left out', sql: `UPDATE award_proposal SET state = 'COUNCIL_VOTED' WHERE id = 1` },
  { guard: 'award_proposal_guard', what: 'a title of another era', sql: 'UPDATE award_proposal SET year = 2022 WHERE id = 2' },
  {
    guard: 'award_proposal_once',
    what: 'proposed twice',
    sql: `INSERT INTO award_proposal (award_type_id, year, subject, person_id, department_id) VALUES (900, 2023, 'PERSON', 1, 3)`,
  },
  {
    guard: 'award_proposal_award_id_key',
    what: 'one award of two proposals',
    sql: [
      ...PROPOSAL_ROAD('COUNCIL_VOTED'),
      `UPDATE award_proposal SET state = 'GRANTED', award_id = 1 WHERE id = 1`,
      `INSERT INTO award_proposal (award_type_id, year, subject, person_id, department_id, state, award_id) VALUES (900, 2022, 'PERSON', 1, 2, 'GRANTED', 1)`,
    ],
  },
  {
    guard: 'proposal_vote_proposal_id_stage_key',
    what: 'two votes of one stage',
    sql: `INSERT INTO proposal_vote (proposal_id, stage, held_on, eligible, present, votes_for, votes_against, threshold_percent) VALUES (1, 'DEPARTMENT', '2023-12-02', 1, 1, 1, 0, 50)`,
  },
  { guard: 'proposal_vote_counts', what: 'more votes than people', sql: 'UPDATE proposal_vote SET votes_for = 9 WHERE id = 1' },
  { guard: 'proposal_vote_threshold', what: 'more than everybody', sql: 'UPDATE proposal_vote SET threshold_percent = 101 WHERE id = 1' },
  { guard: 'staff_rating_level', what: 'a rating that is none', sql: `UPDATE staff_rating SET level = 'NOT_RATED'` },
  { guard: 'department_staff_count_order', what: 'more completed than staff', sql: 'UPDATE department_staff_count SET completed = 21' },
  {
    guard: 'movement_range',
    what: 'a movement that ends before it begins',
    sql: `UPDATE movement SET ends_on = '2021-12-31' WHERE id = 1`,
  },
  { guard: 'bloc_one_chair', what: 'two chairs', sql: `UPDATE bloc_member SET role = 'CHAIR' WHERE id = 2` },
  { guard: 'bloc_member_counts', what: 'rank nought', sql: 'UPDATE bloc_member SET rank = 0 WHERE id = 2' },
  {
    guard: 'bloc_member_once',
    what: 'a member twice, however it is written',
    sql: `INSERT INTO bloc_member (bloc_id, year, organisation) VALUES (1, 2022, 'SỞ  Y TẾ')`,
  },
  {
    guard: 'bloc_meeting_once',
    what: 'two interim meetings',
    sql: `INSERT INTO bloc_meeting (bloc_id, year, kind, held_on) VALUES (1, 2022, 'INTERIM', '2022-08-01')`,
  },
  {
    guard: 'score_item_once',
    what: 'a criterion twice',
    sql: `INSERT INTO score_item (bloc_id, year, code, name, max_points) VALUES (1, 2022, '1', 'x', 1)`,
  },
  {
    guard: 'score_item_kind',
    what: 'points that count both ways',
    sql: 'UPDATE score_item SET is_bonus = true, is_penalty = true WHERE id = 1',
  },
  { guard: 'score_item_points', what: 'less than nothing to win', sql: 'UPDATE score_item SET max_points = -1 WHERE id = 1' },
  { guard: 'score_entry_points', what: 'less than nothing', sql: 'UPDATE score_entry SET verified_points = -1' },
  {
    guard: 'award_of_collectives',
    what: 'a person who is several collectives',
    sql: 'UPDATE award SET of_collectives = true WHERE id = 1',
  },
  { guard: 'award_type_code_key', what: 'a code of the catalogue twice', sql: `UPDATE award_type SET code = 'X_TT' WHERE id = 901` },
  {
    guard: 'award_type_id_is_party_key',
    what: 'a type under the key of another',
    asOwner: true,
    sql: [
      'ALTER TABLE award_type DROP CONSTRAINT award_type_pkey CASCADE',
      'UPDATE award_type SET id = 900, is_party = false WHERE id = 901',
    ],
  },
  { guard: 'award_type_party', what: 'a Party type in the state’s track', sql: 'UPDATE award_type SET is_party = true WHERE id = 901' },
  { guard: 'award_type_subjects', what: 'a type for nobody', sql: 'UPDATE award_type SET for_person = false WHERE id = 900' },
  {
    guard: 'award_bonus_range',
    what: 'a multiple that ends before it begins',
    sql: `UPDATE award_bonus SET valid_to = '2019-01-01' WHERE id = 900`,
  },
  { guard: 'award_bonus_round', what: 'money rounded to nothing', sql: 'UPDATE award_bonus SET round_up_to = 0 WHERE id = 900' },
  {
    guard: 'award_bonus_no_overlap',
    what: 'two multiples on one day',
    sql: `INSERT INTO award_bonus (award_type_id, person_multiple, valid_from) VALUES (900, 0.4, '2022-01-01')`,
  },
  { guard: 'base_salary_amount', what: 'a salary of nothing', sql: 'UPDATE base_salary SET amount = 0' },
  { guard: 'award_subject_shape', what: 'a person without a name', sql: 'UPDATE award SET person_id = NULL WHERE id = 1' },
  { guard: 'award_years', what: 'merit that ends before it begins', sql: 'UPDATE award SET year_to = 2019 WHERE id = 1' },
  { guard: 'award_confirmed_has_decision', what: 'confirmed without a decision', sql: 'UPDATE award SET decision_id = NULL WHERE id = 1' },
  { guard: 'award_revoked', what: 'revoked by nobody', sql: 'UPDATE award SET revoked_at = now() WHERE id = 1' },
  { guard: 'award_money', what: 'money without the salary it follows from', sql: 'UPDATE award SET bonus_amount = 5 WHERE id = 1' },
  { guard: 'award_person_once', what: 'a title twice for one year', sql: awardAgain(`subject = 'PERSON'`) },
  { guard: 'award_department_once', what: 'a department’s title twice for one year', sql: awardAgain(`subject = 'DEPARTMENT'`) },
  { guard: 'award_person_undated_once', what: 'a title of no year twice', sql: undatedTwice(`subject = 'PERSON'`) },
  { guard: 'award_department_undated_once', what: 'a department’s title of no year twice', sql: undatedTwice(`subject = 'DEPARTMENT'`) },
  { guard: 'award_guard', what: 'a decision before the last year of merit', sql: 'UPDATE award SET year_to = 2090 WHERE id = 1' },
  { guard: 'award_party_body_once', what: 'a cell’s commendation twice for one year', sql: partyAward(`'PARTY_BODY', 900, 1`, 2) },
  { guard: 'award_guard', what: 'a title that had ended', sql: 'UPDATE award SET year_from = 2022, year_to = 2022 WHERE id = 2' },
  // the audit itself
  {
    guard: 'audit_head_single',
    what: 'a second head',
    asOwner: true,
    sql: `INSERT INTO audit_head (id, seq, hash) VALUES (false, 0, 'x')`,
  },
  {
    guard: 'audit_seal_audit_tx_id_key',
    what: 'a transaction sealed twice',
    asOwner: true,
    sql: 'INSERT INTO audit_seal (seq, audit_tx_id, entry_count, prev_hash, hash) SELECT seq + 1000, audit_tx_id, entry_count, prev_hash, hash FROM audit_seal LIMIT 1',
  },
  // the Party's bodies: tried as the owner, whom no row-level security stops
  ...partyBodies(),
];

/** Of the Party's ratings, rules and figures: tried as one who may see them. */
const PARTY_RATING_CASES: Case[] = [
  {
    guard: 'break_glass_limited',
    what: 'a look of five hours',
    sql: `INSERT INTO break_glass (account_id, reason, starts_at, ends_at) VALUES (1, 'Khôi phục số liệu', '2023-12-01 08:00', '2023-12-01 13:00')`,
  },
  {
    guard: 'break_glass_limited',
    what: 'a look without a reason',
    sql: `INSERT INTO break_glass (account_id, reason, starts_at, ends_at) VALUES (1, 'x', '2023-12-01 08:00', '2023-12-01 09:00')`,
  },
  {
    guard: 'member_rating_decided',
    what: 'members decided without a decision',
    sql: `INSERT INTO member_rating (campaign_id, party_body_id, state, total) VALUES (50, 51, 'DECIDED', 20)`,
  },
  {
    guard: 'member_rating_exempt_reason',
    what: 'exempt for no reason',
    sql: `INSERT INTO member_rating (campaign_id, party_body_id, total, exempt) VALUES (50, 51, 20, 1)`,
  },
  {
    guard: 'member_rating_levels',
    what: 'levels that do not add up',
    sql: `INSERT INTO member_rating (campaign_id, party_body_id, total, eligible, rated, excellent, good, completed, not_completed) VALUES (50, 51, 20, 20, 20, 2, 17, 0, 0)`,
  },
  {
    guard: 'member_rating_not_negative',
    what: 'fewer than no members',
    sql: `INSERT INTO member_rating (campaign_id, party_body_id, total) VALUES (50, 51, -1)`,
  },
  {
    guard: 'member_rating_order',
    what: 'more rated than eligible',
    sql: `INSERT INTO member_rating (campaign_id, party_body_id, total, eligible, rated) VALUES (50, 51, 20, 19, 20)`,
  },
  {
    guard: 'party_aggregate_given',
    what: 'separate levels with one left out',
    sql: `INSERT INTO party_aggregate (year, subject, mode, total, eligible, rated, excellent, good, completed, not_completed, source) VALUES (2019, 'CELL', 'DISJOINT', 42, 42, 42, 8, NULL, 34, 0, 'x')`,
  },
  {
    guard: 'party_aggregate_order',
    what: 'more rated than eligible, as published',
    sql: `INSERT INTO party_aggregate (year, subject, mode, total, eligible, rated, excellent, good, completed, not_completed, source) VALUES (2019, 'CELL', 'CUMULATIVE', 42, 41, 42, 8, 42, 42, 0, 'x')`,
  },
  {
    guard: 'party_aggregate_order',
    what: 'a share of nobody',
    sql: `INSERT INTO party_aggregate (year, subject, mode, total, eligible, rated, excellent, good, completed, not_completed, source) VALUES (2019, 'CELL', 'CUMULATIVE', 0, 0, 0, 0, 0, 0, 0, 'x')`,
  },
  {
    guard: 'party_aggregate_quarter',
    what: 'a quarter before 2026',
    sql: `INSERT INTO party_aggregate (year, subject, quarter, mode, total, eligible, rated, excellent, good, completed, not_completed, source) VALUES (2019, 'CELL', 1, 'CUMULATIVE', 42, 42, 42, 8, 42, 42, 0, 'x')`,
  },
  {
    guard: 'party_aggregate_source',
    what: 'figures from nowhere',
    sql: `INSERT INTO party_aggregate (year, subject, mode, total, eligible, rated, excellent, good, completed, not_completed, source) VALUES (2019, 'CELL', 'CUMULATIVE', 42, 42, 42, 8, 42, 42, 0, ' ')`,
  },
  {
    guard: 'party_aggregate_sum',
    what: '8 and 42 of 42 as separate levels',
    sql: `INSERT INTO party_aggregate (year, subject, mode, total, eligible, rated, excellent, good, completed, not_completed, source) VALUES (2019, 'CELL', 'DISJOINT', 42, 42, 42, 8, 42, 0, 0, 'x')`,
  },
  {
    guard: 'party_aggregate_year_quarter_subject_revision_key',
    what: 'a revision twice',
    sql: `INSERT INTO party_aggregate (year, subject, mode, total, eligible, rated, excellent, source) VALUES (2018, 'CELL', 'CUMULATIVE', 42, 42, 42, 8, 'x')`,
  },
  {
    guard: 'party_letterhead_filled',
    what: 'a head of papers that names nobody above',
    sql: `UPDATE party_letterhead SET superior = '' WHERE valid_from = '2020-01-01'`,
  },
  {
    guard: 'party_badge_award_id_key',
    what: 'an award for two badges',
    sql: `INSERT INTO party_badge (person_id, milestone, award_id) VALUES (1, 40, 7), (2, 40, 7)`,
  },
  { guard: 'party_badge_count', what: 'two badges for one person', sql: `UPDATE party_badge SET count = 2 WHERE id = 50` },
  { guard: 'party_badge_milestone', what: 'a badge of 35 years', sql: `UPDATE party_badge SET milestone = 35 WHERE id = 50` },
  { guard: 'party_badge_once', what: 'the same badge twice', sql: `INSERT INTO party_badge (person_id, milestone) VALUES (1, 30)` },
  {
    guard: 'party_badge_state',
    what: 'a badge presented before it is decided',
    sql: `UPDATE party_badge SET state = 'PRESENTED' WHERE id = 50`,
  },
  {
    guard: 'party_rating_campaign_id_party_body_id_key',
    what: 'a second rating of a cell',
    sql: `INSERT INTO party_rating (campaign_id, party_body_id, rule_set_id) VALUES (50, 50, 50)`,
  },
  {
    guard: 'party_rating_decided',
    what: 'decided without a decision',
    sql: `UPDATE party_rating SET state = 'DECIDED', level = 'GOOD' WHERE id = 51`,
  },
  {
    guard: 'party_rating_discipline',
    what: 'disciplined and excellent',
    sql: `UPDATE party_rating SET discipline = 'WARNING' WHERE id = 51`,
  },
  {
    guard: 'party_rating_cell_absent',
    what: 'a cell rated before it existed',
    sql: `INSERT INTO party_rating (campaign_id, party_body_id, rule_set_id) VALUES (50, 52, 50)`,
  },
  {
    guard: 'party_rating_cell_absent',
    what: 'members of a cell before it existed',
    sql: `INSERT INTO member_rating (campaign_id, party_body_id) VALUES (50, 52)`,
  },
  { guard: 'party_rating_state', what: 'decided without an appraisal', sql: `UPDATE party_rating SET state = 'SELF_RATED' WHERE id = 51` },
  {
    guard: 'member_rating_state',
    what: 'members decided without an appraisal',
    sql: `UPDATE member_rating SET state = 'DECIDED', decision_id = 50 WHERE party_body_id = 50`,
  },
  {
    guard: 'party_rating_step_votes',
    what: 'more votes than were present',
    sql: `INSERT INTO party_rating_step (rating_id, step, eligible_voters, present, votes_good, by_id, at) VALUES (50, 'CELL_MEETING', 20, 18, 19, 3, '2023-12-01')`,
  },
  {
    guard: 'rating_campaign_quarter',
    what: 'a campaign of a quarter before 2026',
    sql: `INSERT INTO rating_campaign (year, quarter, subject, rule_set_id, opened_on) VALUES (2025, 1, 'STAFF', 50, '2025-04-01')`,
  },
  {
    guard: 'rating_campaign_year_quarter_subject_key',
    what: 'a campaign twice',
    sql: `INSERT INTO rating_campaign (year, quarter, subject, rule_set_id, opened_on) VALUES (2023, 0, 'STAFF', 50, '2023-11-01')`,
  },
  {
    guard: 'rating_campaign_id_rule_set_id_key',
    what: 'a campaign of two rows',
    behind: ['rating_campaign', 'rating_campaign_pkey CASCADE'],
    sql: `INSERT INTO rating_campaign (id, year, subject, rule_set_id, opened_on) VALUES (50, 2024, 'STAFF', 50, '2024-11-01')`,
  },
  {
    guard: 'rating_campaign_rule_set',
    what: 'a campaign by the rules of another year',
    sql: `INSERT INTO rating_campaign (year, quarter, subject, rule_set_id, opened_on) VALUES (2030, 0, 'STAFF', 50, '2030-11-01')`,
  },
  {
    guard: 'rating_cap_counts',
    what: 'a count below nothing',
    asOwner: true,
    sql: `UPDATE rating_cap SET good_count = -1 WHERE campaign_id = 50`,
  },
  {
    guard: 'rating_cap_blocks',
    what: 'a reason where nobody may pass the cap',
    sql: [
      `UPDATE rating_rule_set SET cap_severity = 'BLOCK' WHERE id = 50`,
      `UPDATE rating_cap SET override_limit = 9, override_reason = 'x', override_document = 'y', override_by_id = 1, override_at = now() WHERE campaign_id = 50`,
    ],
  },
  {
    guard: 'rating_cap_cells',
    what: 'a cell above its own cap for no reason',
    asOwner: true,
    sql: ['ALTER TABLE rating_cap DISABLE TRIGGER rating_cap_guard', 'UPDATE rating_cap SET over_cell_count = 1 WHERE campaign_id = 50'],
  },
  {
    guard: 'rating_cap_limit',
    what: 'excellent ones past the cap',
    sql: [
      `UPDATE rating_rule_set SET cap_percent = 0 WHERE id = 50`,
      `UPDATE party_rating SET state = 'DECIDED', decision_id = 50 WHERE id = 51`,
    ],
  },
  {
    guard: 'rating_cap_override',
    what: 'past the cap for no reason',
    sql: `UPDATE rating_cap SET override_limit = 9 WHERE campaign_id = 50`,
  },
  { guard: 'rating_rule_set_cap', what: 'a percentage of nothing', sql: `UPDATE rating_rule_set SET cap_base = NULL WHERE id = 50` },
  {
    guard: 'rating_rule_set_cap_scope',
    what: 'a cap by cell of what is no member',
    sql: `UPDATE rating_rule_set SET cap_scope = 'CELL' WHERE id = 50`,
  },
  {
    guard: 'rating_rule_set_no_overlap',
    what: 'two rules for a year',
    sql: `INSERT INTO rating_rule_set (subject, from_year, documents) VALUES ('STAFF', 2029, 'x')`,
  },
  {
    guard: 'rating_rule_set_years',
    what: 'rules that end before they begin',
    sql: `UPDATE rating_rule_set SET to_year = 2019 WHERE id = 50`,
  },
];

/** Refusals of other kinds, where the type or a missing value is the guard. */
const PLAIN: [what: string, sql: string, word: string][] = [
  [
    'a task that nobody leads',
    `INSERT INTO task (period_id, area_id, title, due_on, original_due_on) VALUES (1, 1, 'x', '2023-03-01', '2023-03-01')`,
    'lead_department_id',
  ],
  ['a secret file', `UPDATE attachment SET confidentiality = 'SECRET'`, 'confidentiality'],
  ['a figure of another department', `UPDATE figure SET department_id = 3`, 'permission denied'],
  ['a deleted figure', 'DELETE FROM figure', 'permission denied'],
  ['an edited verdict', `UPDATE review SET reason = 'x'`, 'permission denied'],
  ['an edited snapshot', `UPDATE submission_round SET sha256 = 'y'`, 'permission denied'],
  ['a rollup written by hand', 'UPDATE rollup_department SET met = 99', 'permission denied'],
];

/** Triggers that keep something instead of refusing: where they are proved. */
const KEEPERS: [RegExp, string][] = [
  [/^\w+\.audit_(insert|update|delete)$|^audit_tx\.audit_seal_at_commit$/, 'audit.test.ts'],
  [/^figure\.figure_rollup_(insert|update|delete)$/, 'rollups.test.ts'],
  [/^(party_rating|member_rating)\.rating_cap_move$|^rating_campaign\.rating_cap_open$/, 'rating-rules/commands.test.ts'],
  [/^rating_rule_set\.rating_rule_cap_moved$/, 'rating-rules/commands.test.ts'],
];
/** Triggers that refuse, and the words they refuse with. */
const GUARDS: Record<string, string[]> = {
  'award_proposal.award_proposal_guard': ['award_proposal_guard'],
  'award_proposal.award_findings_guard': ['award_findings_guard'],
  'award_proposal.award_proposal_state': ['award_proposal_state'],
  'rating_cap.rating_cap_guard': ['rating_cap_blocks'],
  'member_rating.member_rating_state': ['member_rating_state'],
  'member_rating.rating_body_guard': ['party_rating_cell_absent'],
  'party_badge.party_badge_state': ['party_badge_state'],
  'party_rating.party_rating_state': ['party_rating_state'],
  'party_rating.rating_body_guard': ['party_rating_cell_absent'],
  'rating_campaign.rating_campaign_guard': ['rating_campaign_rule_set'],
  'role_grant.role_grant_guard': ['role_grant_two_hands'],
  'submission.submission_state': ['submission_state'],
  'submission.submission_state_approved': ['submission_every_step'],
  'review.review_guard': [
    'review_round',
    'review_withdrawn_by_submitter',
    'review_withdrawn_undecided',
    'review_step',
    'review_four_eyes',
    'review_in_turn',
  ],
  'target.target_state': ['target_state'],
  'task.task_state': ['task_state'],
  'batch.batch_state': ['batch_state'],
  'deadline_extension.extension_state': ['deadline_extension_state'],
  'figure.figure_guard_insert': ['figure_closed', 'figure_department_absent', 'figure_value_refused'],
  'figure.figure_guard_update': ['figure_value_refused'],
  'period.period_calendar_guard': ['period_one_calendar'],
  'target.target_guard': ['target_split', 'target_fixed', 'target_past'],
  'target_share.target_share_guard': ['target_fixed'],
  'task.task_guard': ['task_lead_absent', 'task_due_year'],
  'award.award_guard_insert': ['award_guard'],
  'award.award_guard_update': ['award_guard'],
};

let runtime: pg.Client;
let owner: pg.Client;
beforeAll(async () => {
  const urls = await freshDatabase();
  [owner, runtime] = [await connect(urls.ownerUrl), await connect(urls.runtimeUrl)];
  await fillHospital(runtime, owner);
});

const list = async <Row extends pg.QueryResultRow>(sql: string) => (await owner.query<Row>(sql)).rows;
const here = 'current_schema()::regnamespace';

describe('refuses', () => {
  it.each([...CASES, ...PARTY_RATING_CASES].map((entry) => [`${entry.what} (${entry.guard})`, entry] as const))(
    '%s',
    async (_title, entry) => {
      const { guard, sql, behind, asOwner } = entry;
      const actor = PARTY_RATING_CASES.includes(entry) ? SYSTEM : KHTH;
      const statements = [sql].flat();
      if (behind) statements.unshift(`ALTER TABLE ${behind[0]} DROP CONSTRAINT ${behind[1]}`);
      const answer = await refusal(behind || asOwner ? owner : runtime, actor, ...statements);
      expect(answer.split(' · ')[0]).toBe(guard);
    },
  );
  it.each(PLAIN)('%s', async (_what, sql, word) => {
    expect(await refusal(runtime, KHTH, sql)).toContain(word);
  });
});

/** A level that the year does not have, and a rating by other rules than its campaign's. */
const OF_TWO_COLUMNS = [
  ['award_award_type_id_is_party_fkey', 'UPDATE award SET award_type_id = 999999 WHERE id = 2'],
  ['party_rating_rule_set_id_level_fkey', `UPDATE party_rating SET level = 'COMPLETED' WHERE id = 51`],
  ['party_rating_campaign_id_rule_set_id_fkey', `UPDATE party_rating SET level = NULL, rule_set_id = 1 WHERE id = 51`],
] as const;

describe('every table', () => {
  /** Statements that fail at another guard first, or need a row of another shape. */
  const SPECIAL: Record<string, string[]> = {
    check_rule_params_size: ['ALTER TABLE check_rule DROP CONSTRAINT check_rule_params'],
    award_party_body_id_fkey: ['ALTER TABLE award DROP CONSTRAINT award_subject_shape'],
    award_revoked_by_id_fkey: ['ALTER TABLE award DROP CONSTRAINT award_revoked'],
    account_username_text: ['ALTER TABLE account DROP CONSTRAINT account_username_form'],
    review_pin_section_text: [
      'ALTER TABLE review_pin DROP CONSTRAINT review_pin_section',
      'ALTER TABLE review_pin DROP CONSTRAINT review_pin_one_target',
    ],
    figure_draft_text_text: ['ALTER TABLE figure DROP CONSTRAINT figure_draft'],
    figure_draft_problem_text: ['ALTER TABLE figure DROP CONSTRAINT figure_draft'],
    task_participant_partner_name_text: ['ALTER TABLE task_participant DROP CONSTRAINT task_participant_one'],
    role_grant_department_id_fkey: ['ALTER TABLE role_grant DROP CONSTRAINT role_grant_scope'],
    attachment_sha256_text: ['ALTER TABLE attachment DROP CONSTRAINT attachment_sha256_form'],
    contingency_plan_retire_reason_text: ['ALTER TABLE contingency_plan DROP CONSTRAINT contingency_plan_retired'],
    drill_result_text: ['ALTER TABLE drill DROP CONSTRAINT drill_held'],
    drill_lessons_text: ['ALTER TABLE drill DROP CONSTRAINT drill_held'],
    task_drill_id_fkey: ['ALTER TABLE task DROP CONSTRAINT task_drill_source'],
    member_rating_campaign_id_fkey: ['ALTER TABLE member_rating DISABLE TRIGGER rating_body_guard'],
    member_rating_party_body_id_fkey: ['ALTER TABLE member_rating DISABLE TRIGGER rating_body_guard'],
    party_rating_party_body_id_fkey: ['ALTER TABLE party_rating DISABLE TRIGGER rating_body_guard'],
    rating_campaign_rule_set_id_fkey: ['ALTER TABLE party_rating DROP CONSTRAINT party_rating_campaign_id_rule_set_id_fkey'],
    award_proposal_award_id_fkey: ['ALTER TABLE award_proposal DROP CONSTRAINT award_proposal_granted'],
    rating_cap_override_by_id_fkey: ['ALTER TABLE rating_cap DROP CONSTRAINT rating_cap_override'],
    role_grant_party_body_id_fkey: ['ALTER TABLE role_grant DROP CONSTRAINT role_grant_scope'],
    party_role_request_party_body_id_fkey: ['ALTER TABLE party_role_request DROP CONSTRAINT party_role_request_role'],
    party_role_request_decided_by_id_fkey: ['ALTER TABLE party_role_request DROP CONSTRAINT party_role_request_decided'],
    break_glass_reason_text: ['ALTER TABLE break_glass DROP CONSTRAINT break_glass_limited'],
    rating_cap_override_reason_text: ['ALTER TABLE rating_cap DROP CONSTRAINT rating_cap_override'],
    rating_cap_override_document_text: ['ALTER TABLE rating_cap DROP CONSTRAINT rating_cap_override'],
    review_pin_task_id_fkey: ['ALTER TABLE review_pin DROP CONSTRAINT review_pin_one_target'],
  };
  const unlock = async (table: string) =>
    (await list(`SELECT FROM pg_trigger WHERE tgrelid = '${table}'::regclass AND tgname = 'append_only'`)).length
      ? [`ALTER TABLE ${table} DISABLE TRIGGER append_only`]
      : [];
  /** Tries one assignment on one row of every listed constraint's table; returns the answers that are not the constraint's own. */
  async function wrongAnswers(rows: { name: string; table: string; column: string; value: string }[]): Promise<Record<string, string>> {
    const wrong: Record<string, string> = {};
    for (const { name, table, column, value } of rows) {
      const update = `UPDATE ${table} SET "${column}" = ${value} WHERE ctid = (SELECT ctid FROM ${table} ORDER BY ("${column}" IS NULL), ctid LIMIT 1)`;
      const answer = await refusal(owner, KHTH, ...(await unlock(table)), ...(SPECIAL[name] ?? []), update);
      if (answer.split(' · ')[0] !== name) wrong[name] = answer;
    }
    return wrong;
  }
  const columns = (suffix: string, type: string) =>
    list<{ name: string; table: string; column: string }>(
      `SELECT k.conname AS name, k.conrelid::regclass::text AS table, a.attname AS column FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
       WHERE k.connamespace = ${here} AND k.contype = 'c' AND k.conname = left(k.conrelid::regclass || '_' || a.attname, 58) || '${suffix}' AND a.atttypid = '${type}'::regtype`,
    );

  it('has a row to try on', async () => {
    const tables = await list<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = ${here} AND relkind = 'r'`);
    const empty = [];
    for (const { name } of tables) if ((await list(`SELECT FROM "${name}" LIMIT 1`)).length === 0) empty.push(name);
    expect(empty).toEqual([]);
  });

  it('refuses a key twice', async () => {
    const keys = await list<{ name: string; table: string; columns: string }>(
      `SELECT k.conname AS name, k.conrelid::regclass::text AS table, (SELECT string_agg(quote_ident(a.attname), ', ') FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
       FROM pg_constraint k WHERE k.connamespace = ${here} AND k.contype = 'p'`,
    );
    const wrong: Record<string, string> = {};
    for (const { name, table, columns: all } of keys) {
      const answer = await refusal(owner, KHTH, `INSERT INTO ${table} (${all}) SELECT ${all} FROM ${table} ORDER BY ctid LIMIT 1`);
      if (answer.split(' · ')[0] !== name) wrong[name] = answer;
    }
    expect(keys.length).toBeGreaterThan(40);
    expect(wrong).toEqual({});
  });

  it('refuses what points to nothing', async () => {
    const keys = await list<{ name: string; table: string; column: string }>(
      `SELECT k.conname AS name, k.conrelid::regclass::text AS table, a.attname AS column FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
       WHERE k.connamespace = ${here} AND k.contype = 'f' AND cardinality(k.conkey) = 1`,
    );
    const all = await list(`SELECT FROM pg_constraint WHERE connamespace = ${here} AND contype = 'f'`);
    expect(keys.length + OF_TWO_COLUMNS.length).toBe(all.length);
    for (const [key, statement] of OF_TWO_COLUMNS) expect((await refusal(runtime, SYSTEM, statement)).split(' · ')[0]).toBe(key);
    expect(await wrongAnswers(keys.map((key) => ({ ...key, value: '999999' })))).toEqual({});
  });

  it('refuses a text that is not NFC, or too long', async () => {
    const texts = await columns('_text', 'text');
    expect(await wrongAnswers(texts.map((text) => ({ ...text, value: `normalize('ế', NFD)` })))).toEqual({});
    expect(await wrongAnswers(texts.map((text) => ({ ...text, value: `repeat('x', 50001)` })))).toEqual({});
    const unbounded = await list(
      `SELECT k.relname, a.attname FROM pg_attribute a JOIN pg_class k ON k.oid = a.attrelid AND k.relkind = 'r' WHERE k.relnamespace = ${here} AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
         AND a.atttypid IN ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype) AND k.relname NOT LIKE 'audit\\_%' AND k.relname <> '_prisma_migrations'
         AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = k.oid AND c.conname IN (left(k.relname || '_' || a.attname, 58) || '_text', left(k.relname || '_' || a.attname, 58) || '_size'))`,
    );
    expect(unbounded).toEqual([]);
  });

  it('refuses a list of texts or JSON without end', async () => {
    const lists = (await columns('_size', 'text[]')).map((entry) => ({ ...entry, value: `array_fill('x'::text, ARRAY[201])` }));
    const json = (await columns('_size', 'jsonb')).map((entry) => ({ ...entry, value: `to_jsonb(repeat('x', 4200000))` }));
    expect(await wrongAnswers([...lists, ...json])).toEqual({});
  });

  it('is not voided without who and why', async () => {
    const voids = await list<{ name: string; table: string }>(
      `SELECT conname AS name, conrelid::regclass::text AS table FROM pg_constraint WHERE connamespace = ${here} AND conname = conrelid::regclass || '_void'`,
    );
    const column = { column: 'voided_at', value: `'2023-01-01'` };
    expect(await wrongAnswers(voids.map((entry) => ({ ...entry, ...column })))).toEqual({});
    const reasons = await list<{ table: string }>(
      `SELECT attrelid::regclass::text AS table FROM pg_attribute WHERE attname = 'void_reason' AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = ${here})`,
    );
    expect(voids.map(({ table }) => table).sort()).toEqual(reasons.map(({ table }) => table).sort());
  });

  it('is never truncated, and what is append-only neither changed nor deleted, by the owner either', async () => {
    const guarded = await list<{ table: string; trigger: string }>(
      `SELECT tgrelid::regclass::text AS table, tgname AS trigger FROM pg_trigger WHERE tgname IN ('no_truncate', 'append_only') AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = ${here})`,
    );
    const allowed: string[] = [];
    for (const { table, trigger } of guarded) {
      const column = (
        await list<{ name: string }>(
          `SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum = 1`,
        )
      )[0]?.name;
      const tries = [
        `TRUNCATE ${table} CASCADE`,
        ...(trigger === 'append_only' ? [`UPDATE ${table} SET ${column} = ${column}`, `DELETE FROM ${table}`] : []),
      ];
      for (const statement of tries) if (!(await refusal(owner, KHTH, statement)).startsWith('append_only')) allowed.push(statement);
    }
    expect(guarded.filter(({ trigger }) => trigger === 'append_only')).toHaveLength(7);
    expect(allowed).toEqual([]);
  });
});

/** Words of functions that no trigger calls. */
const OF_FUNCTIONS = [
  'rollover_not_held',
  'rollover_entered',
  'cell_import_not_held',
  'cell_import_built',
  'award_import_not_held',
  'award_import_built',
];

describe('nothing is unproved', () => {
  const proved = new Set([...CASES, ...PARTY_RATING_CASES].map(({ guard }) => guard));
  it('every CHECK, UNIQUE and EXCLUDE has a row', async () => {
    const constraints = await list<{ name: string }>(
      `SELECT k.conname AS name FROM pg_constraint k WHERE k.connamespace = ${here} AND k.contype IN ('c', 'u', 'x')
         AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND k.conname IN (left(k.conrelid::regclass || '_' || a.attname, 58) || '_text', left(k.conrelid::regclass || '_' || a.attname, 58) || '_size'))
         AND k.conname <> k.conrelid::regclass || '_void'
       UNION SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid WHERE k.relnamespace = ${here} AND i.indisunique AND NOT i.indisprimary`,
    );
    expect(constraints.map(({ name }) => name).filter((name) => !proved.has(name))).toEqual([]);
    const known = new Set(constraints.map(({ name }) => name));
    const words = new Set([...Object.values(GUARDS).flat(), ...OF_FUNCTIONS]);
    expect([...proved].filter((name) => !known.has(name) && !words.has(name))).toEqual([]);
  });

  it('every trigger refuses with proved words, or is proved elsewhere', async () => {
    const triggers = await list<{ name: string }>(
      `SELECT tgrelid::regclass || '.' || tgname AS name FROM pg_trigger WHERE NOT tgisinternal AND tgname NOT IN ('no_truncate', 'append_only') AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = ${here})`,
    );
    const names = triggers.map(({ name }) => name);
    expect(names.filter((name) => !GUARDS[name] && !KEEPERS.some(([pattern]) => pattern.test(name)))).toEqual([]);
    expect(Object.keys(GUARDS).filter((name) => !names.includes(name))).toEqual([]);
    expect(
      Object.values(GUARDS)
        .flat()
        .filter((word) => !proved.has(word)),
    ).toEqual([]);
  });

  it('every word that a function refuses with has a row', async () => {
    const words = await list<{ word: string }>(
      `SELECT DISTINCT m[1] AS word FROM pg_proc p CROSS JOIN LATERAL regexp_matches(p.prosrc, 'CONSTRAINT = ''(\\w+)''', 'g') m WHERE p.pronamespace = ${here}`,
    );
    expect(words.map(({ word }) => word).filter((word) => !proved.has(word))).toEqual([]);
  });
});
