-- Why: the first shape of the whole model. Runs as the OWNER role with search_path set to the hospital's own schema (nothing here names a schema).
-- Needs: the runtime role exists; its name is read from the setting app.runtime_role (default tongket_app). Postgres 15 or newer, encoding UTF8.
-- To build module by module, cut at the CUT lines into 0001 … 0006; each cut ends by calling protect_tables().

-- ====================================================================================================
-- CUT 1 · foundation: accounts, audit, departments, people, periods, indicators, figures, submissions, tasks, collaboration
-- ====================================================================================================
-- No extension is used: an extension belongs to ONE schema of a database, and this database may hold many hospitals.
-- Folding for search: lower case, no marks, đ -> d, single spaces. Only pg_catalog functions, so honestly IMMUTABLE.
CREATE FUNCTION fold_vi(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(regexp_replace(translate(normalize(lower(normalize(t, NFC) COLLATE "vi-x-icu"), NFD), 'đ', 'd'),
    '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g'))
$$;
-- The cap of domain B4, in integers only. NULL percent = no cap.
CREATE FUNCTION cap_max(percent int, base int, rounding text, min_one boolean) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT greatest(CASE rounding WHEN 'HALF_UP' THEN (percent * base * 2 + 100) / 200 WHEN 'FLOOR' THEN percent * base / 100
    WHEN 'CEIL' THEN (percent * base + 99) / 100 END, CASE WHEN min_one AND base > 0 THEN 1 ELSE 0 END)
$$;
CREATE TYPE "account_state" AS ENUM ('ACTIVE', 'CLOSED');
CREATE TYPE "role" AS ENUM ('ADMIN', 'PLANNING', 'DIRECTOR', 'DEPARTMENT_HEAD', 'REPORTER', 'PARTY_OFFICE', 'PARTY_COMMITTEE', 'CELL_SECRETARY', 'EMULATION', 'UNION');
CREATE TYPE "link_purpose" AS ENUM ('FIRST_ADMIN', 'PASSWORD_RESET');
CREATE TYPE "audit_kind" AS ENUM ('WRITE', 'READ', 'SIGN_IN', 'SIGN_OUT', 'DENIED', 'EXPORT', 'JOB');
CREATE TYPE "audit_op" AS ENUM ('INSERT', 'UPDATE', 'DELETE');
CREATE TYPE "subject_type" AS ENUM ('FIGURE', 'SUBMISSION', 'TASK', 'TARGET', 'DEPARTMENT', 'DECISION', 'MEETING', 'CONCLUSION', 'AWARD', 'AWARD_PROPOSAL', 'PARTY_RATING', 'PARTY_BODY', 'TECHNIQUE', 'RESEARCH_WORK', 'TRAINING', 'ACTIVITY', 'REPORT_DOCUMENT', 'CONTINGENCY_PLAN', 'BATCH');
CREATE TYPE "reminder_kind" AS ENUM ('BEFORE_DUE', 'ON_DUE', 'AFTER_DUE', 'ESCALATED_HEAD', 'ESCALATED_DIRECTOR', 'REVIEW_WAITING', 'RETURNED', 'DIGEST', 'MENTION', 'CUSTOM');
CREATE TYPE "delivery_state" AS ENUM ('PENDING', 'SENT', 'FAILED', 'SKIPPED');
CREATE TYPE "confidentiality" AS ENUM ('NORMAL', 'INTERNAL');
CREATE TYPE "batch_kind" AS ENUM ('IMPORT_FIGURES', 'IMPORT_AWARDS', 'IMPORT_PEOPLE', 'IMPORT_CELLS', 'IMPORT_CRITERIA', 'YEAR_ROLLOVER');
CREATE TYPE "batch_state" AS ENUM ('UPLOADED', 'CHECKED', 'CONFIRMED', 'UNDONE', 'DISCARDED');
CREATE TYPE "department_kind" AS ENUM ('HOSPITAL', 'CLINICAL_DEPT', 'PARACLINICAL_DEPT', 'FUNCTIONAL_OFFICE', 'CENTER', 'INSTITUTE', 'UNIT', 'SECTION', 'TEAM');
CREATE TYPE "lineage_kind" AS ENUM ('MERGED', 'SPLIT', 'PART_MOVED');
CREATE TYPE "decision_kind" AS ENUM ('ORGANISATION', 'TARGET', 'AWARD', 'PARTY', 'PLAN', 'OTHER');
CREATE TYPE "staff_category" AS ENUM ('CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE', 'CONTRACT_WORKER');
CREATE TYPE "position" AS ENUM ('DIRECTOR', 'DEPUTY_DIRECTOR', 'HEAD', 'DEPUTY_HEAD', 'HEAD_NURSE', 'HEAD_TECHNICIAN', 'UNIT_HEAD', 'STAFF');
CREATE TYPE "direction" AS ENUM ('UP', 'DOWN', 'RANGE', 'NONE');
CREATE TYPE "aggregation" AS ENUM ('SUM', 'LAST', 'WEIGHTED_AVG', 'RATIO');
CREATE TYPE "measure" AS ENUM ('PLAN', 'ACTUAL', 'ESTIMATE');
CREATE TYPE "figure_source" AS ENUM ('TYPED', 'PASTED', 'IMPORTED', 'API', 'REGISTER');
CREATE TYPE "target_kind" AS ENUM ('ASSIGNED', 'ADJUSTED');
CREATE TYPE "target_state" AS ENUM ('DRAFT', 'IN_FORCE', 'SUPERSEDED');
CREATE TYPE "severity" AS ENUM ('INFO', 'WARN', 'BLOCK');
CREATE TYPE "period_kind" AS ENUM ('MONTH', 'QUARTER', 'HALF', 'NINE_MONTHS', 'YEAR', 'FIVE_YEARS', 'TERM');
CREATE TYPE "period_calendar" AS ENUM ('CALENDAR', 'ADMIN_14');
CREATE TYPE "submission_kind" AS ENUM ('PLAN', 'REPORT');
CREATE TYPE "extension_state" AS ENUM ('REQUESTED', 'GRANTED', 'REFUSED');
CREATE TYPE "submission_state" AS ENUM ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'LOCKED', 'REOPENED');
CREATE TYPE "review_step" AS ENUM ('HEAD', 'PLANNING', 'DIRECTOR');
CREATE TYPE "verdict" AS ENUM ('APPROVED', 'RETURNED', 'LOCKED', 'REOPENED');
CREATE TYPE "task_state" AS ENUM ('PLANNED', 'IN_PROGRESS', 'DONE', 'SUSPENDED', 'CANCELLED');
CREATE TYPE "task_source" AS ENUM ('PLAN', 'CONCLUSION', 'ADHOC', 'CONTINGENCY', 'CARRIED_OVER');
CREATE TABLE "account" (
    "id" SERIAL NOT NULL,
    "username" TEXT NOT NULL,
    "display_name" TEXT COLLATE "vi-x-icu" NOT NULL,
    "email" TEXT,
    "person_id" INTEGER,
    "password_hash" TEXT,
    "must_change_password" BOOLEAN NOT NULL DEFAULT true,
    "state" "account_state" NOT NULL DEFAULT 'ACTIVE',
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "is_system" BOOLEAN NOT NULL DEFAULT false,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL DEFAULT 'vi',
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "role_grant" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "role" "role" NOT NULL,
    "department_id" INTEGER,
    "party_body_id" INTEGER,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" INTEGER NOT NULL,
    "session_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "one_time_link" (
    "token_hash" TEXT NOT NULL,
    "purpose" "link_purpose" NOT NULL,
    "account_id" INTEGER,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("token_hash")
);
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);
CREATE TABLE "idempotency_key" (
    "account_id" INTEGER NOT NULL,
    "key" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("account_id","key")
);
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key","valid_from")
);
CREATE TABLE "audit_tx" (
    "id" BIGSERIAL NOT NULL,
    "xid" BIGINT NOT NULL,
    "kind" "audit_kind" NOT NULL DEFAULT 'WRITE',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "on_behalf_of" TEXT,
    "command" TEXT,
    "request_id" TEXT,
    "session_id" UUID,
    "ip" TEXT,
    "is_party" BOOLEAN NOT NULL DEFAULT false,
    "detail" JSONB,

    CONSTRAINT "audit_tx_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "audit_tx_id" BIGINT NOT NULL,
    "op" "audit_op" NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_key" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "is_party" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "audit_seal" (
    "seq" BIGINT NOT NULL,
    "audit_tx_id" BIGINT NOT NULL,
    "entry_count" INTEGER NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("seq")
);
CREATE TABLE "audit_head" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "reminder" (
    "id" SERIAL NOT NULL,
    "kind" "reminder_kind" NOT NULL,
    "subject_type" "subject_type" NOT NULL,
    "subject_key" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "text" TEXT NOT NULL,
    "is_party" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),
    "email_state" "delivery_state" NOT NULL DEFAULT 'PENDING',
    "email_attempts" SMALLINT NOT NULL DEFAULT 0,
    "emailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "comment" (
    "id" SERIAL NOT NULL,
    "subject_type" "subject_type" NOT NULL,
    "subject_key" TEXT NOT NULL,
    "parent_id" INTEGER,
    "author_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "body" TEXT NOT NULL,
    "mention_ids" INTEGER[],
    "frozen_value" JSONB,
    "is_party" BOOLEAN NOT NULL DEFAULT false,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "attachment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "subject_type" "subject_type" NOT NULL,
    "subject_key" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "mime_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "confidentiality" "confidentiality" NOT NULL,
    "is_party" BOOLEAN NOT NULL DEFAULT false,
    "uploaded_by_id" INTEGER NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "batch" (
    "id" SERIAL NOT NULL,
    "kind" "batch_kind" NOT NULL,
    "state" "batch_state" NOT NULL DEFAULT 'UPLOADED',
    "file_name" TEXT,
    "file_sha256" TEXT,
    "scope" TEXT NOT NULL,
    "template_version" TEXT,
    "rows_total" INTEGER NOT NULL DEFAULT 0,
    "rows_accepted" INTEGER NOT NULL DEFAULT 0,
    "rows_rejected" INTEGER NOT NULL DEFAULT 0,
    "findings" JSONB,
    "confirmed_tx_id" BIGINT,
    "undone_tx_id" BIGINT,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "department" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "established_on" DATE NOT NULL,
    "dissolved_on" DATE,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "department_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "department_version" (
    "id" SERIAL NOT NULL,
    "department_id" INTEGER NOT NULL,
    "name" TEXT COLLATE "vi-x-icu" NOT NULL,
    "short_name" TEXT COLLATE "vi-x-icu",
    "kind" "department_kind" NOT NULL,
    "parent_id" INTEGER,
    "functions" TEXT[],
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "decision_id" INTEGER,
    "search" TEXT GENERATED ALWAYS AS (fold_vi("name" || ' ' || coalesce("short_name", ''))) STORED,

    CONSTRAINT "department_version_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "department_lineage" (
    "id" SERIAL NOT NULL,
    "from_id" INTEGER NOT NULL,
    "to_id" INTEGER NOT NULL,
    "kind" "lineage_kind" NOT NULL,
    "effective_on" DATE NOT NULL,
    "is_principal" BOOLEAN NOT NULL,
    "decision_id" INTEGER NOT NULL,

    CONSTRAINT "department_lineage_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "decision" (
    "id" SERIAL NOT NULL,
    "kind" "decision_kind" NOT NULL,
    "number" TEXT,
    "signed_on" DATE,
    "effective_on" DATE,
    "authority" TEXT,
    "signer" TEXT,
    "subject" TEXT NOT NULL,
    "is_party" BOOLEAN NOT NULL DEFAULT false,
    "search" TEXT GENERATED ALWAYS AS (fold_vi(coalesce("number", '') || ' ' || "subject")) STORED,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "family_name" TEXT COLLATE "vi-x-icu" NOT NULL,
    "middle_name" TEXT COLLATE "vi-x-icu" NOT NULL DEFAULT '',
    "given_name" TEXT COLLATE "vi-x-icu" NOT NULL,
    "honorifics" TEXT,
    "category" "staff_category",
    "full_name" TEXT COLLATE "vi-x-icu" GENERATED ALWAYS AS (btrim(regexp_replace("family_name" || ' ' || "middle_name" || ' ' || "given_name", '\s+', ' ', 'g'))) STORED,
    "search" TEXT GENERATED ALWAYS AS (fold_vi("family_name" || ' ' || "middle_name" || ' ' || "given_name")) STORED,
    "is_external" BOOLEAN NOT NULL DEFAULT false,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "person_post" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "department_id" INTEGER NOT NULL,
    "position" "position" NOT NULL DEFAULT 'STAFF',
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "person_post_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "area" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT COLLATE "vi-x-icu" NOT NULL,
    "is_core" BOOLEAN NOT NULL,
    "sort_order" SMALLINT NOT NULL,

    CONSTRAINT "area_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "indicator" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT COLLATE "vi-x-icu" NOT NULL,
    "unit" TEXT NOT NULL,
    "decimals" SMALLINT NOT NULL DEFAULT 0,
    "area_id" INTEGER NOT NULL,
    "direction" "direction" NOT NULL,
    "aggregation" "aggregation" NOT NULL,
    "numerator_id" INTEGER,
    "denominator_id" INTEGER,
    "denominator_days" BOOLEAN NOT NULL DEFAULT false,
    "scale" DECIMAL(20,4) NOT NULL DEFAULT 1,
    "weight_id" INTEGER,
    "range_low" DECIMAL(20,4),
    "range_high" DECIMAL(20,4),
    "hard_min" DECIMAL(20,4) DEFAULT 0,
    "hard_max" DECIMAL(20,4),
    "soft_change_pct" SMALLINT,
    "is_headline" BOOLEAN NOT NULL DEFAULT false,
    "from_year" SMALLINT NOT NULL,
    "to_year" SMALLINT,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "search" TEXT GENERATED ALWAYS AS (fold_vi("code" || ' ' || "name")) STORED,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "indicator_assignment" (
    "id" SERIAL NOT NULL,
    "department_id" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "required" BOOLEAN NOT NULL DEFAULT true,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "indicator_assignment_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "target" (
    "id" SERIAL NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "year" SMALLINT NOT NULL,
    "version_no" SMALLINT NOT NULL,
    "kind" "target_kind" NOT NULL,
    "state" "target_state" NOT NULL DEFAULT 'DRAFT',
    "value" DECIMAL(20,4) NOT NULL,
    "decision_id" INTEGER,
    "effective_on" DATE NOT NULL,
    "note" TEXT,
    "unsplit_reason" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "target_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "target_share" (
    "target_id" INTEGER NOT NULL,
    "department_id" INTEGER NOT NULL,
    "period_id" INTEGER NOT NULL,
    "value" DECIMAL(20,4) NOT NULL,

    CONSTRAINT "target_share_pkey" PRIMARY KEY ("target_id","department_id","period_id")
);
CREATE TABLE "figure" (
    "department_id" INTEGER NOT NULL,
    "period_id" INTEGER NOT NULL,
    "measure" "measure" NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "value" DECIMAL(20,4),
    "draft_text" TEXT,
    "draft_problem" TEXT,
    "remark" TEXT,
    "is_flagged" BOOLEAN NOT NULL DEFAULT false,
    "source" "figure_source" NOT NULL DEFAULT 'TYPED',
    "batch_id" INTEGER,
    "row_version" INTEGER NOT NULL,
    "updated_by_id" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "figure_pkey" PRIMARY KEY ("department_id","period_id","measure","indicator_id")
);
CREATE TABLE "rollup_indicator" (
    "period_id" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "plan" DECIMAL(20,4),
    "actual" DECIMAL(20,4),
    "plan_weight" DECIMAL(20,4),
    "actual_weight" DECIMAL(20,4),
    "planned_departments" SMALLINT NOT NULL,
    "reported_departments" SMALLINT NOT NULL,

    CONSTRAINT "rollup_indicator_pkey" PRIMARY KEY ("period_id","indicator_id")
);
CREATE TABLE "rollup_department" (
    "period_id" INTEGER NOT NULL,
    "department_id" INTEGER NOT NULL,
    "area_id" INTEGER NOT NULL,
    "with_target" SMALLINT NOT NULL,
    "reported" SMALLINT NOT NULL,
    "met" SMALLINT NOT NULL,
    "exceeded" SMALLINT NOT NULL,
    "completion_sum" DECIMAL(20,4) NOT NULL,

    CONSTRAINT "rollup_department_pkey" PRIMARY KEY ("period_id","department_id","area_id")
);
CREATE TABLE "period" (
    "id" SERIAL NOT NULL,
    "kind" "period_kind" NOT NULL,
    "year" SMALLINT NOT NULL,
    "index" SMALLINT NOT NULL,
    "calendar" "period_calendar" NOT NULL DEFAULT 'CALENDAR',
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,

    CONSTRAINT "period_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "period_deadline" (
    "period_id" INTEGER NOT NULL,
    "kind" "submission_kind" NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "lock_at" TIMESTAMPTZ(3) NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "period_deadline_pkey" PRIMARY KEY ("period_id","kind")
);
CREATE TABLE "deadline_extension" (
    "id" SERIAL NOT NULL,
    "period_id" INTEGER NOT NULL,
    "kind" "submission_kind" NOT NULL,
    "department_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "extension_state" NOT NULL DEFAULT 'REQUESTED',
    "new_due_at" TIMESTAMPTZ(3),
    "new_lock_at" TIMESTAMPTZ(3),
    "requested_by_id" INTEGER NOT NULL,
    "decided_by_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "deadline_extension_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "holiday" (
    "day" DATE NOT NULL,
    "name" TEXT COLLATE "vi-x-icu" NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("day")
);
CREATE TABLE "submission" (
    "id" SERIAL NOT NULL,
    "department_id" INTEGER NOT NULL,
    "period_id" INTEGER NOT NULL,
    "kind" "submission_kind" NOT NULL,
    "state" "submission_state" NOT NULL DEFAULT 'DRAFT',
    "step" "review_step",
    "round_no" SMALLINT NOT NULL DEFAULT 0,
    "submitted_by_id" INTEGER,
    "submitted_at" TIMESTAMPTZ(3),
    "decided_by_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "strengths" TEXT,
    "limitations" TEXT,
    "causes" TEXT,
    "proposals" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "submission_round" (
    "submission_id" INTEGER NOT NULL,
    "round_no" SMALLINT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "submitted_by_id" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "submission_round_pkey" PRIMARY KEY ("submission_id","round_no")
);
CREATE TABLE "review" (
    "id" SERIAL NOT NULL,
    "submission_id" INTEGER NOT NULL,
    "round_no" SMALLINT NOT NULL,
    "step" "review_step" NOT NULL,
    "verdict" "verdict" NOT NULL,
    "reason" TEXT,
    "by_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "review_pin" (
    "id" SERIAL NOT NULL,
    "review_id" INTEGER NOT NULL,
    "indicator_id" INTEGER,
    "task_id" INTEGER,
    "section" TEXT,
    "reason" TEXT NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_pin_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "task" (
    "id" SERIAL NOT NULL,
    "period_id" INTEGER NOT NULL,
    "area_id" INTEGER NOT NULL,
    "lead_department_id" INTEGER NOT NULL,
    "title" TEXT COLLATE "vi-x-icu" NOT NULL,
    "detail" TEXT,
    "deliverable" TEXT,
    "quantity" DECIMAL(20,4),
    "quantity_unit" TEXT,
    "directing_person_id" INTEGER,
    "starts_on" DATE,
    "due_on" DATE NOT NULL,
    "original_due_on" DATE NOT NULL,
    "state" "task_state" NOT NULL DEFAULT 'PLANNED',
    "percent" SMALLINT NOT NULL DEFAULT 0,
    "done_on" DATE,
    "is_priority" BOOLEAN NOT NULL DEFAULT false,
    "is_unplanned" BOOLEAN NOT NULL DEFAULT false,
    "is_exceeded" BOOLEAN NOT NULL DEFAULT false,
    "source" "task_source" NOT NULL DEFAULT 'PLAN',
    "conclusion_id" INTEGER,
    "carried_from_id" INTEGER,
    "result" TEXT,
    "search" TEXT GENERATED ALWAYS AS (fold_vi("title")) STORED,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "task_participant" (
    "id" SERIAL NOT NULL,
    "task_id" INTEGER NOT NULL,
    "department_id" INTEGER,
    "partner_name" TEXT,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "task_participant_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "task_progress" (
    "id" SERIAL NOT NULL,
    "task_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" INTEGER NOT NULL,
    "percent" SMALLINT NOT NULL,
    "state" "task_state" NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "task_progress_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "account_username_key" ON "account"("username");
CREATE INDEX "role_grant_account_id_idx" ON "role_grant"("account_id");
CREATE INDEX "session_account_id_ended_at_idx" ON "session"("account_id", "ended_at");
CREATE INDEX "rate_limit_expires_at_idx" ON "rate_limit"("expires_at");
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");
CREATE INDEX "audit_tx_actor_id_id_idx" ON "audit_tx"("actor_id", "id" DESC);
CREATE INDEX "audit_entry_table_name_row_key_id_idx" ON "audit_entry"("table_name", "row_key", "id" DESC);
CREATE INDEX "audit_entry_audit_tx_id_idx" ON "audit_entry"("audit_tx_id");
CREATE UNIQUE INDEX "audit_seal_audit_tx_id_key" ON "audit_seal"("audit_tx_id");
CREATE INDEX "reminder_account_id_read_at_idx" ON "reminder"("account_id", "read_at");
CREATE UNIQUE INDEX "reminder_kind_subject_type_subject_key_account_id_due_on_key" ON "reminder"("kind", "subject_type", "subject_key", "account_id", "due_on");
CREATE INDEX "comment_subject_type_subject_key_idx" ON "comment"("subject_type", "subject_key");
CREATE INDEX "attachment_subject_type_subject_key_idx" ON "attachment"("subject_type", "subject_key");
CREATE UNIQUE INDEX "department_code_key" ON "department"("code");
CREATE INDEX "department_version_department_id_valid_from_idx" ON "department_version"("department_id", "valid_from");
CREATE UNIQUE INDEX "department_lineage_from_id_to_id_effective_on_key" ON "department_lineage"("from_id", "to_id", "effective_on");
CREATE INDEX "decision_kind_signed_on_idx" ON "decision"("kind", "signed_on");
CREATE INDEX "person_given_name_family_name_middle_name_idx" ON "person"("given_name", "family_name", "middle_name");
CREATE INDEX "person_post_department_id_idx" ON "person_post"("department_id");
CREATE INDEX "person_post_person_id_idx" ON "person_post"("person_id");
CREATE UNIQUE INDEX "area_code_key" ON "area"("code");
CREATE UNIQUE INDEX "indicator_code_key" ON "indicator"("code");
CREATE INDEX "indicator_assignment_department_id_idx" ON "indicator_assignment"("department_id");
CREATE INDEX "target_year_idx" ON "target"("year");
CREATE UNIQUE INDEX "target_indicator_id_year_version_no_key" ON "target"("indicator_id", "year", "version_no");
CREATE INDEX "figure_period_id_indicator_id_idx" ON "figure"("period_id", "indicator_id");
CREATE INDEX "period_year_idx" ON "period"("year");
CREATE UNIQUE INDEX "period_kind_calendar_year_index_key" ON "period"("kind", "calendar", "year", "index");
CREATE INDEX "deadline_extension_period_id_kind_department_id_idx" ON "deadline_extension"("period_id", "kind", "department_id");
CREATE INDEX "submission_period_id_kind_state_idx" ON "submission"("period_id", "kind", "state");
CREATE UNIQUE INDEX "submission_department_id_period_id_kind_key" ON "submission"("department_id", "period_id", "kind");
CREATE INDEX "review_submission_id_id_idx" ON "review"("submission_id", "id");
CREATE INDEX "review_pin_review_id_idx" ON "review_pin"("review_id");
CREATE INDEX "task_lead_department_id_period_id_idx" ON "task"("lead_department_id", "period_id");
CREATE INDEX "task_state_due_on_idx" ON "task"("state", "due_on");
CREATE INDEX "task_period_id_idx" ON "task"("period_id");
CREATE INDEX "task_participant_task_id_idx" ON "task_participant"("task_id");
CREATE INDEX "task_participant_department_id_idx" ON "task_participant"("department_id");
CREATE INDEX "task_progress_task_id_id_idx" ON "task_progress"("task_id", "id");
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_audit_tx_id_fkey" FOREIGN KEY ("audit_tx_id") REFERENCES "audit_tx"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_audit_tx_id_fkey" FOREIGN KEY ("audit_tx_id") REFERENCES "audit_tx"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "comment" ADD CONSTRAINT "comment_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "comment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "comment" ADD CONSTRAINT "comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_uploaded_by_id_fkey" FOREIGN KEY ("uploaded_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "batch" ADD CONSTRAINT "batch_confirmed_tx_id_fkey" FOREIGN KEY ("confirmed_tx_id") REFERENCES "audit_tx"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "batch" ADD CONSTRAINT "batch_undone_tx_id_fkey" FOREIGN KEY ("undone_tx_id") REFERENCES "audit_tx"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "batch" ADD CONSTRAINT "batch_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "department_version" ADD CONSTRAINT "department_version_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "department_version" ADD CONSTRAINT "department_version_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "department_version" ADD CONSTRAINT "department_version_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "department_lineage" ADD CONSTRAINT "department_lineage_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "department_lineage" ADD CONSTRAINT "department_lineage_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "department_lineage" ADD CONSTRAINT "department_lineage_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "person_post" ADD CONSTRAINT "person_post_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "person_post" ADD CONSTRAINT "person_post_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_numerator_id_fkey" FOREIGN KEY ("numerator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_denominator_id_fkey" FOREIGN KEY ("denominator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_weight_id_fkey" FOREIGN KEY ("weight_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "indicator_assignment" ADD CONSTRAINT "indicator_assignment_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "indicator_assignment" ADD CONSTRAINT "indicator_assignment_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "target" ADD CONSTRAINT "target_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "target" ADD CONSTRAINT "target_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "target_share" ADD CONSTRAINT "target_share_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "target"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "target_share" ADD CONSTRAINT "target_share_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "target_share" ADD CONSTRAINT "target_share_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "figure" ADD CONSTRAINT "figure_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "figure" ADD CONSTRAINT "figure_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "figure" ADD CONSTRAINT "figure_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "figure" ADD CONSTRAINT "figure_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "rollup_indicator" ADD CONSTRAINT "rollup_indicator_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "rollup_indicator" ADD CONSTRAINT "rollup_indicator_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "rollup_department" ADD CONSTRAINT "rollup_department_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "rollup_department" ADD CONSTRAINT "rollup_department_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "rollup_department" ADD CONSTRAINT "rollup_department_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "period_deadline" ADD CONSTRAINT "period_deadline_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "deadline_extension" ADD CONSTRAINT "deadline_extension_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "deadline_extension" ADD CONSTRAINT "deadline_extension_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "deadline_extension" ADD CONSTRAINT "deadline_extension_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "deadline_extension" ADD CONSTRAINT "deadline_extension_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "submission" ADD CONSTRAINT "submission_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "submission" ADD CONSTRAINT "submission_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "submission" ADD CONSTRAINT "submission_submitted_by_id_fkey" FOREIGN KEY ("submitted_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "submission" ADD CONSTRAINT "submission_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "submission_round" ADD CONSTRAINT "submission_round_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "submission_round" ADD CONSTRAINT "submission_round_submitted_by_id_fkey" FOREIGN KEY ("submitted_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review" ADD CONSTRAINT "review_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review" ADD CONSTRAINT "review_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_pin" ADD CONSTRAINT "review_pin_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_pin" ADD CONSTRAINT "review_pin_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_pin" ADD CONSTRAINT "review_pin_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "task" ADD CONSTRAINT "task_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "period"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "task" ADD CONSTRAINT "task_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "task" ADD CONSTRAINT "task_lead_department_id_fkey" FOREIGN KEY ("lead_department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "task" ADD CONSTRAINT "task_directing_person_id_fkey" FOREIGN KEY ("directing_person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "task" ADD CONSTRAINT "task_carried_from_id_fkey" FOREIGN KEY ("carried_from_id") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "task_participant" ADD CONSTRAINT "task_participant_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "task_participant" ADD CONSTRAINT "task_participant_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "task_progress" ADD CONSTRAINT "task_progress_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "task_progress" ADD CONSTRAINT "task_progress_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Validity ranges are half open [from, to). int4range(x,x,'[]') gives EXCLUDE equality on an integer without btree_gist.
ALTER TABLE "department_version" ADD CONSTRAINT "department_version_no_overlap" EXCLUDE USING gist (int4range(department_id, department_id, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE "indicator_assignment" ADD CONSTRAINT "indicator_assignment_no_overlap" EXCLUDE USING gist (int4range(department_id, department_id, '[]') WITH &&, int4range(indicator_id, indicator_id, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&);
CREATE FUNCTION period_slot(k period_kind, c period_calendar) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE k WHEN 'MONTH' THEN 1 WHEN 'QUARTER' THEN 2 WHEN 'HALF' THEN 3 WHEN 'NINE_MONTHS' THEN 4 WHEN 'YEAR' THEN 5 WHEN 'FIVE_YEARS' THEN 6 ELSE 7 END
    + CASE c WHEN 'CALENDAR' THEN 0 ELSE 10 END $$;
ALTER TABLE "period" ADD CONSTRAINT "period_no_overlap" EXCLUDE USING gist (int4range(period_slot(kind, calendar), period_slot(kind, calendar), '[]') WITH &&, daterange(starts_on, ends_on, '[]') WITH &&);

-- accounts
ALTER TABLE "account" ADD CONSTRAINT "account_username_form" CHECK (username = lower(username) AND username ~ '^[a-z0-9._-]{2,40}$');
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_range" CHECK (valid_to IS NULL OR valid_to > valid_from);
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_scope" CHECK ((role IN ('DEPARTMENT_HEAD','REPORTER')) = (department_id IS NOT NULL) AND (role = 'CELL_SECRETARY') = (party_body_id IS NOT NULL));
CREATE UNIQUE INDEX "role_grant_one_open" ON "role_grant" (account_id, role, coalesce(department_id, 0), coalesce(party_body_id, 0)) WHERE valid_to IS NULL;
ALTER TABLE "session" ADD CONSTRAINT "session_range" CHECK (expires_at > created_at);
ALTER TABLE "rate_limit" ADD CONSTRAINT "rate_limit_points" CHECK (points >= 0);
-- departments
ALTER TABLE "department" ADD CONSTRAINT "department_range" CHECK (dissolved_on IS NULL OR dissolved_on > established_on);
ALTER TABLE "department_version" ADD CONSTRAINT "department_version_range" CHECK (valid_to IS NULL OR valid_to > valid_from);
ALTER TABLE "department_version" ADD CONSTRAINT "department_version_not_own_parent" CHECK (parent_id <> department_id);
CREATE UNIQUE INDEX "department_version_current" ON "department_version" (department_id) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX "department_version_current_name" ON "department_version" (search) WHERE valid_to IS NULL;
ALTER TABLE "department_lineage" ADD CONSTRAINT "department_lineage_distinct" CHECK (from_id <> to_id);
CREATE UNIQUE INDEX "department_lineage_one_principal" ON "department_lineage" (from_id) WHERE is_principal;
ALTER TABLE "decision" ADD CONSTRAINT "decision_number_shape" CHECK (number IS NULL OR btrim(number) <> '');
CREATE UNIQUE INDEX "decision_once" ON "decision" (number, signed_on, authority) WHERE voided_at IS NULL AND number IS NOT NULL;
ALTER TABLE "person_post" ADD CONSTRAINT "person_post_no_overlap" EXCLUDE USING gist (int4range(person_id, person_id, '[]') WITH &&, int4range(department_id, department_id, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE "person_post" ADD CONSTRAINT "person_post_range" CHECK (valid_to IS NULL OR valid_to > valid_from);
ALTER TABLE "person" ADD CONSTRAINT "person_name" CHECK (btrim(given_name) <> '');
-- periods
ALTER TABLE "period" ADD CONSTRAINT "period_range" CHECK (ends_on >= starts_on);
ALTER TABLE "period" ADD CONSTRAINT "period_index" CHECK (index BETWEEN 1 AND CASE kind WHEN 'MONTH' THEN 12 WHEN 'QUARTER' THEN 4 WHEN 'HALF' THEN 2 ELSE 1 END);
ALTER TABLE "period_deadline" ADD CONSTRAINT "period_deadline_order" CHECK (opens_at <= due_at AND due_at <= lock_at);
ALTER TABLE "deadline_extension" ADD CONSTRAINT "deadline_extension_reason" CHECK (btrim(reason) <> '');
ALTER TABLE "deadline_extension" ADD CONSTRAINT "deadline_extension_granted" CHECK (state <> 'GRANTED' OR (new_due_at IS NOT NULL AND new_lock_at >= new_due_at AND decided_by_id IS NOT NULL));
CREATE UNIQUE INDEX "deadline_extension_one_open" ON "deadline_extension" (period_id, kind, department_id) WHERE state = 'REQUESTED';
-- indicators and targets
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_ratio_parts" CHECK ((aggregation = 'RATIO') = (numerator_id IS NOT NULL AND denominator_id IS NOT NULL));
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_weight" CHECK ((aggregation = 'WEIGHTED_AVG') = (weight_id IS NOT NULL));
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_range" CHECK (direction <> 'RANGE' OR (range_low IS NOT NULL AND range_high > range_low));
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_decimals" CHECK (decimals BETWEEN 0 AND 4 AND scale > 0);
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_years" CHECK (to_year IS NULL OR to_year >= from_year);
CREATE UNIQUE INDEX "target_one_in_force" ON "target" (indicator_id, year) WHERE state = 'IN_FORCE';
CREATE UNIQUE INDEX "target_one_assigned" ON "target" (indicator_id, year) WHERE kind = 'ASSIGNED';
ALTER TABLE "target" ADD CONSTRAINT "target_adjusted_by_decision" CHECK (kind = 'ASSIGNED' OR decision_id IS NOT NULL);
ALTER TABLE "figure" ADD CONSTRAINT "figure_version" CHECK (row_version >= 1);
ALTER TABLE "figure" ADD CONSTRAINT "figure_draft" CHECK ((draft_text IS NULL) = (draft_problem IS NULL));
-- submissions
ALTER TABLE "submission" ADD CONSTRAINT "submission_step" CHECK ((state = 'SUBMITTED') = (step IS NOT NULL));
ALTER TABLE "submission" ADD CONSTRAINT "submission_submitted" CHECK (state NOT IN ('SUBMITTED','RETURNED','APPROVED') OR (submitted_by_id IS NOT NULL AND submitted_at IS NOT NULL AND round_no >= 1));
ALTER TABLE "submission" ADD CONSTRAINT "submission_four_eyes" CHECK (state <> 'APPROVED' OR (decided_by_id IS NOT NULL AND decided_by_id <> submitted_by_id));
ALTER TABLE "review" ADD CONSTRAINT "review_reason" CHECK (verdict NOT IN ('RETURNED','REOPENED') OR btrim(coalesce(reason, '')) <> '');
CREATE UNIQUE INDEX "review_one_verdict_per_step" ON "review" (submission_id, round_no, step) WHERE verdict IN ('APPROVED','RETURNED');
ALTER TABLE "review_pin" ADD CONSTRAINT "review_pin_one_target" CHECK (num_nonnulls(indicator_id, task_id, section) = 1 AND btrim(reason) <> '');
-- tasks
ALTER TABLE "task" ADD CONSTRAINT "task_percent" CHECK (percent BETWEEN 0 AND 100);
ALTER TABLE "task" ADD CONSTRAINT "task_done" CHECK ((state = 'DONE') = (done_on IS NOT NULL));
ALTER TABLE "task" ADD CONSTRAINT "task_dates" CHECK (starts_on IS NULL OR due_on >= starts_on);
ALTER TABLE "task" ADD CONSTRAINT "task_exceeded_is_done" CHECK (NOT is_exceeded OR state = 'DONE');
ALTER TABLE "task" ADD CONSTRAINT "task_title" CHECK (btrim(title) <> '');
ALTER TABLE "task_participant" ADD CONSTRAINT "task_participant_one" CHECK (num_nonnulls(department_id, partner_name) = 1);
CREATE UNIQUE INDEX "task_participant_once" ON "task_participant" (task_id, coalesce(department_id, 0), coalesce(partner_name, '')) WHERE voided_at IS NULL;
ALTER TABLE "task_progress" ADD CONSTRAINT "task_progress_percent" CHECK (percent BETWEEN 0 AND 100);
CREATE UNIQUE INDEX "task_carried_once" ON "task" (carried_from_id) WHERE carried_from_id IS NOT NULL AND voided_at IS NULL;
-- attachments, batches
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_size" CHECK (bytes BETWEEN 1 AND 52428800);
CREATE UNIQUE INDEX "batch_same_file_once" ON "batch" (kind, scope, file_sha256) WHERE state = 'CONFIRMED';
ALTER TABLE "batch" ADD CONSTRAINT "batch_confirmed" CHECK (state NOT IN ('CONFIRMED','UNDONE') OR confirmed_tx_id IS NOT NULL);
ALTER TABLE "batch" ADD CONSTRAINT "batch_rows" CHECK (rows_accepted + rows_rejected <= rows_total);
ALTER TABLE "comment" ADD CONSTRAINT "comment_body" CHECK (btrim(body) <> '');
-- storage: figures and submissions are updated in place (HOT)
ALTER TABLE "figure" SET (fillfactor = 85);
ALTER TABLE "submission" SET (fillfactor = 85);
ALTER TABLE "rollup_indicator" SET (fillfactor = 70);
ALTER TABLE "rollup_department" SET (fillfactor = 70);

-- Who is acting. Every write transaction sets app.actor (transaction-local).
CREATE FUNCTION actor_id() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.actor', true), '')::int $$;

-- State machines: the allowed moves are the trigger's arguments.
CREATE FUNCTION state_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IS DISTINCT FROM NEW.state AND NOT (OLD.state || '>' || NEW.state = ANY (TG_ARGV)) THEN
    RAISE EXCEPTION 'state_refused %: % > %', TG_TABLE_NAME, OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_state';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submission_state BEFORE UPDATE OF state ON "submission" FOR EACH ROW EXECUTE FUNCTION state_guard('DRAFT>SUBMITTED','DRAFT>LOCKED','SUBMITTED>RETURNED','SUBMITTED>APPROVED','RETURNED>SUBMITTED','RETURNED>LOCKED','APPROVED>LOCKED','APPROVED>REOPENED','LOCKED>REOPENED','REOPENED>SUBMITTED','REOPENED>LOCKED');
CREATE TRIGGER target_state BEFORE UPDATE OF state ON "target" FOR EACH ROW EXECUTE FUNCTION state_guard('DRAFT>IN_FORCE','IN_FORCE>SUPERSEDED');
CREATE TRIGGER task_state BEFORE UPDATE OF state ON "task" FOR EACH ROW EXECUTE FUNCTION state_guard('PLANNED>IN_PROGRESS','PLANNED>DONE','PLANNED>SUSPENDED','PLANNED>CANCELLED','IN_PROGRESS>DONE','IN_PROGRESS>SUSPENDED','IN_PROGRESS>CANCELLED','SUSPENDED>IN_PROGRESS','SUSPENDED>CANCELLED','DONE>IN_PROGRESS');
CREATE TRIGGER batch_state BEFORE UPDATE OF state ON "batch" FOR EACH ROW EXECUTE FUNCTION state_guard('UPLOADED>CHECKED','UPLOADED>DISCARDED','CHECKED>CONFIRMED','CHECKED>DISCARDED','CONFIRMED>UNDONE');
CREATE TRIGGER extension_state BEFORE UPDATE OF state ON "deadline_extension" FOR EACH ROW EXECUTE FUNCTION state_guard('REQUESTED>GRANTED','REQUESTED>REFUSED');

-- Figures: closed submissions, absent departments, typed ratios and hard limits are refused, once per statement.
CREATE FUNCTION figure_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad text;
BEGIN
  -- FOR SHARE: an approval running at the same time waits for this save, or this save waits and then sees it
  PERFORM 1 FROM submission s JOIN (SELECT DISTINCT department_id, period_id, CASE measure WHEN 'PLAN' THEN 'PLAN' ELSE 'REPORT' END::submission_kind AS kind FROM new_rows) n USING (department_id, period_id, kind)
    WHERE s.state IN ('SUBMITTED','APPROVED','LOCKED') FOR SHARE OF s;
  IF FOUND THEN RAISE EXCEPTION 'figure_closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'figure_closed'; END IF;
  SELECT d.code INTO bad FROM (SELECT DISTINCT department_id, period_id FROM new_rows) n JOIN department d ON d.id = n.department_id JOIN period p ON p.id = n.period_id
    WHERE d.established_on > p.ends_on OR d.dissolved_on <= p.starts_on LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'figure_department_absent %', bad USING ERRCODE = 'check_violation', CONSTRAINT = 'figure_department_absent'; END IF;
  SELECT i.code INTO bad FROM new_rows n JOIN indicator i ON i.id = n.indicator_id JOIN period p ON p.id = n.period_id
    WHERE (i.aggregation = 'RATIO' AND n.measure <> 'PLAN' AND p.kind <> 'YEAR') OR n.value < i.hard_min OR n.value > i.hard_max LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'figure_value_refused %', bad USING ERRCODE = 'check_violation', CONSTRAINT = 'figure_value_refused'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER figure_guard_insert AFTER INSERT ON "figure" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION figure_guard();
CREATE TRIGGER figure_guard_update AFTER UPDATE ON "figure" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION figure_guard();
-- Targets: a SUM target goes in force only when its shares add up, or with a reason; shares of a target in force do not move.
CREATE FUNCTION target_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE total numeric;
BEGIN
  IF NEW.state = 'IN_FORCE' AND OLD.state = 'DRAFT' AND NEW.unsplit_reason IS NULL AND (SELECT aggregation FROM indicator WHERE id = NEW.indicator_id) = 'SUM' THEN
    SELECT sum(value) INTO total FROM target_share WHERE target_id = NEW.id;
    IF total IS NOT NULL AND total <> NEW.value THEN RAISE EXCEPTION 'target_split_differs % of %', total, NEW.value USING ERRCODE = 'check_violation', CONSTRAINT = 'target_split'; END IF;
  END IF;
  IF OLD.state <> 'DRAFT' AND (NEW.value, NEW.indicator_id, NEW.year, NEW.version_no) IS DISTINCT FROM (OLD.value, OLD.indicator_id, OLD.year, OLD.version_no) THEN
    RAISE EXCEPTION 'target_fixed' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_fixed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER target_guard BEFORE UPDATE ON "target" FOR EACH ROW EXECUTE FUNCTION target_guard();
CREATE FUNCTION target_share_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM target WHERE id = NEW.target_id) <> 'DRAFT' THEN RAISE EXCEPTION 'target_fixed' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_fixed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER target_share_guard BEFORE INSERT OR UPDATE ON "target_share" FOR EACH ROW EXECUTE FUNCTION target_share_guard();
-- Tasks: the lead unit must still exist on the due date (checked when the task is made or moved, not when progress is noted).
CREATE FUNCTION task_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM department d WHERE d.id = NEW.lead_department_id AND (d.established_on > NEW.due_on OR d.dissolved_on <= NEW.due_on)) THEN
    RAISE EXCEPTION 'task_lead_absent' USING ERRCODE = 'check_violation', CONSTRAINT = 'task_lead_absent';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER task_guard BEFORE INSERT OR UPDATE OF lead_department_id, due_on ON "task" FOR EACH ROW EXECUTE FUNCTION task_guard();

-- ROLLUPS. One definition (…_rows) is used by the save (refresh) and by the check (verify).
CREATE FUNCTION rollup_indicator_rows(p_periods int[], p_indicators int[]) RETURNS TABLE (period_id int, indicator_id int, plan numeric, actual numeric, plan_weight numeric, actual_weight numeric, planned_departments smallint, reported_departments smallint) LANGUAGE sql STABLE AS $$
  SELECT f.period_id, f.indicator_id, round(sum(f.value) FILTER (WHERE f.measure = 'PLAN'), 4), round(sum(f.value) FILTER (WHERE f.measure = 'ACTUAL'), 4), NULL::numeric, NULL::numeric,
    (count(*) FILTER (WHERE f.measure = 'PLAN'))::smallint, (count(*) FILTER (WHERE f.measure = 'ACTUAL'))::smallint
  FROM indicator i JOIN figure f ON f.indicator_id = i.id AND f.period_id = ANY (p_periods) AND f.measure IN ('PLAN','ACTUAL') AND f.value IS NOT NULL
  WHERE i.id = ANY (p_indicators) AND i.aggregation IN ('SUM','LAST') GROUP BY 1, 2
  UNION ALL
  SELECT f.period_id, f.indicator_id, round(sum(f.value * w.value) FILTER (WHERE f.measure = 'PLAN'), 4), round(sum(f.value * w.value) FILTER (WHERE f.measure = 'ACTUAL'), 4),
    round(sum(w.value) FILTER (WHERE f.measure = 'PLAN'), 4), round(sum(w.value) FILTER (WHERE f.measure = 'ACTUAL'), 4), (count(*) FILTER (WHERE f.measure = 'PLAN'))::smallint, (count(*) FILTER (WHERE f.measure = 'ACTUAL'))::smallint
  FROM indicator i JOIN figure f ON f.indicator_id = i.id AND f.period_id = ANY (p_periods) AND f.measure IN ('PLAN','ACTUAL') AND f.value IS NOT NULL
    JOIN figure w ON w.period_id = ANY (p_periods) AND w.department_id = f.department_id AND w.period_id = f.period_id AND w.measure = f.measure AND w.indicator_id = i.weight_id AND w.value IS NOT NULL
  WHERE i.id = ANY (p_indicators) AND i.aggregation = 'WEIGHTED_AVG' GROUP BY 1, 2
  UNION ALL -- a published ratio of a past year that has no parts
  SELECT f.period_id, f.indicator_id, NULL, round(max(f.value), 4), NULL, NULL, 0::smallint, count(*)::smallint
  FROM indicator i JOIN figure f ON f.indicator_id = i.id AND f.period_id = ANY (p_periods) AND f.measure = 'ACTUAL' AND f.value IS NOT NULL JOIN period p ON p.id = f.period_id AND p.kind = 'YEAR'
  WHERE i.id = ANY (p_indicators) AND i.aggregation = 'RATIO' GROUP BY 1, 2
$$;
-- Each figure is read once and lends itself to its own indicator (S) and to the ratios it is a part of (N, D): one aggregate, no self-joins.
CREATE FUNCTION rollup_department_rows(p_periods int[], p_departments int[]) RETURNS TABLE (period_id int, department_id int, area_id int, with_target smallint, reported smallint, met smallint, exceeded smallint, completion_sum numeric) LANGUAGE sql STABLE AS $$
  WITH part AS (
    SELECT id AS base_id, id AS indicator_id, 'S' AS part FROM indicator
    UNION ALL SELECT numerator_id, id, 'N' FROM indicator WHERE aggregation = 'RATIO'
    UNION ALL SELECT denominator_id, id, 'D' FROM indicator WHERE aggregation = 'RATIO'
  ), x AS (
    SELECT t.id AS period_id, f.department_id, m.indicator_id, f.measure, m.part, b.aggregation AS base_aggregation, q.index, f.value, (q.ends_on - q.starts_on + 1) AS days, w.value AS weight
    FROM period t JOIN period q ON q.kind = 'QUARTER' AND q.calendar = t.calendar AND q.starts_on >= t.starts_on AND q.ends_on <= t.ends_on
      JOIN figure f ON f.period_id = q.id AND f.department_id = ANY (p_departments) AND f.measure IN ('PLAN','ACTUAL') AND f.value IS NOT NULL
      JOIN indicator b ON b.id = f.indicator_id JOIN part m ON m.base_id = f.indicator_id AND (m.part = 'S' OR f.measure = 'ACTUAL')
      LEFT JOIN LATERAL (SELECT w.value FROM figure w WHERE m.part = 'S' AND b.weight_id IS NOT NULL AND w.department_id = f.department_id AND w.period_id = f.period_id AND w.measure = f.measure AND w.indicator_id = b.weight_id) w ON true
    WHERE t.id = ANY (p_periods)
  ), v AS (
    SELECT period_id, department_id, indicator_id,
      sum(value) FILTER (WHERE part = 'S' AND measure = 'PLAN') AS plan_sum, sum(value) FILTER (WHERE part = 'S' AND measure = 'ACTUAL') AS actual_sum,
      (array_agg(value ORDER BY index DESC) FILTER (WHERE part = 'S' AND measure = 'PLAN'))[1] AS plan_last, (array_agg(value ORDER BY index DESC) FILTER (WHERE part = 'S' AND measure = 'ACTUAL'))[1] AS actual_last,
      sum(value * weight) FILTER (WHERE measure = 'PLAN') / nullif(sum(weight) FILTER (WHERE measure = 'PLAN'), 0) AS plan_avg, sum(value * weight) FILTER (WHERE measure = 'ACTUAL') / nullif(sum(weight) FILTER (WHERE measure = 'ACTUAL'), 0) AS actual_avg,
      sum(value) FILTER (WHERE part = 'N') AS num, sum(value) FILTER (WHERE part = 'D') AS den_sum, sum(value * days) FILTER (WHERE part = 'D') AS den_days,
      (array_agg(value ORDER BY index DESC) FILTER (WHERE part = 'D'))[1] AS den_last, bool_or(base_aggregation = 'LAST') FILTER (WHERE part = 'D') AS den_is_last
    FROM x GROUP BY 1, 2, 3
  ), c AS (
    SELECT v.period_id, v.department_id, i.area_id, i.direction, i.range_low, i.range_high,
      CASE i.aggregation WHEN 'SUM' THEN plan_sum WHEN 'WEIGHTED_AVG' THEN plan_avg ELSE plan_last END AS plan,
      CASE i.aggregation WHEN 'SUM' THEN actual_sum WHEN 'WEIGHTED_AVG' THEN actual_avg WHEN 'LAST' THEN actual_last
        ELSE i.scale * num / nullif(CASE WHEN i.denominator_days THEN den_days WHEN den_is_last THEN den_last ELSE den_sum END, 0) END AS actual
    FROM v JOIN indicator i ON i.id = v.indicator_id WHERE i.direction <> 'NONE'
  )
  SELECT c.period_id, c.department_id, c.area_id, count(*)::smallint, count(actual)::smallint,
    (count(*) FILTER (WHERE CASE direction WHEN 'UP' THEN actual >= plan WHEN 'DOWN' THEN actual <= plan ELSE actual BETWEEN range_low AND range_high END))::smallint,
    (count(*) FILTER (WHERE CASE direction WHEN 'UP' THEN actual > plan WHEN 'DOWN' THEN actual < plan ELSE false END))::smallint,
    coalesce(round(sum(round(CASE direction WHEN 'UP' THEN actual / nullif(plan, 0) WHEN 'DOWN' THEN CASE WHEN actual = 0 THEN 1 ELSE plan / actual END ELSE CASE WHEN actual BETWEEN range_low AND range_high THEN 1 ELSE 0 END END, 4)), 4), 0)
  FROM c WHERE plan IS NOT NULL GROUP BY 1, 2, 3
$$;
-- Kept by the save itself, once per statement: the hospital's sums by difference (exact numerics), what is weighted and what is
-- per department by recomputation under a lock per department. Order: figure rows, department locks, rollup rows, audit head at COMMIT.
CREATE FUNCTION figure_rollup() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET max_parallel_workers_per_gather = 0 AS $$
DECLARE ds int[]; ps int[]; inds int[]; spans int[]; weighted int[];
BEGIN
  -- a bulk load (seed, history import) may say 'later' and must then call rollup_rebuild() in the same transaction or before anyone reads
  IF current_setting('app.rollup', true) = 'later' THEN RETURN NULL; END IF;
  SELECT array_agg(DISTINCT department_id ORDER BY department_id), array_agg(DISTINCT period_id), array_agg(DISTINCT indicator_id) INTO ds, ps, inds FROM new_rows WHERE measure IN ('PLAN','ACTUAL');
  IF ds IS NULL THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(hashtext(current_schema() || '.rollup'), d) FROM unnest(ds) AS d;
  SELECT array_agg(DISTINCT t.id) INTO spans FROM period q JOIN period t ON t.kind IN ('QUARTER','YEAR') AND t.calendar = q.calendar AND t.starts_on <= q.starts_on AND t.ends_on >= q.ends_on WHERE q.id = ANY (ps) AND q.kind = 'QUARTER';
  IF spans IS NOT NULL THEN PERFORM rollup_department_write(spans, ds, ARRAY(SELECT DISTINCT i.area_id FROM indicator i WHERE i.id = ANY (inds) OR i.numerator_id = ANY (inds) OR i.denominator_id = ANY (inds) OR i.weight_id = ANY (inds))); END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO rollup_indicator AS r (period_id, indicator_id, plan, actual, planned_departments, reported_departments)
    SELECT n.period_id, n.indicator_id, sum(n.value) FILTER (WHERE n.measure = 'PLAN'), sum(n.value) FILTER (WHERE n.measure = 'ACTUAL'), count(n.value) FILTER (WHERE n.measure = 'PLAN'), count(n.value) FILTER (WHERE n.measure = 'ACTUAL')
    FROM new_rows n JOIN indicator i ON i.id = n.indicator_id AND i.aggregation IN ('SUM','LAST') WHERE n.measure IN ('PLAN','ACTUAL') AND n.value IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (period_id, indicator_id) DO UPDATE SET plan = coalesce(r.plan + excluded.plan, r.plan, excluded.plan), actual = coalesce(r.actual + excluded.actual, r.actual, excluded.actual),
      planned_departments = r.planned_departments + excluded.planned_departments, reported_departments = r.reported_departments + excluded.reported_departments;
  ELSE
    INSERT INTO rollup_indicator AS r (period_id, indicator_id, plan, actual, planned_departments, reported_departments)
    SELECT x.period_id, x.indicator_id, sum(x.v) FILTER (WHERE x.measure = 'PLAN'), sum(x.v) FILTER (WHERE x.measure = 'ACTUAL'), coalesce(sum(x.n) FILTER (WHERE x.measure = 'PLAN'), 0), coalesce(sum(x.n) FILTER (WHERE x.measure = 'ACTUAL'), 0)
    FROM (SELECT period_id, indicator_id, measure, value AS v, 1 AS n FROM new_rows WHERE value IS NOT NULL UNION ALL SELECT period_id, indicator_id, measure, -value, -1 FROM old_rows WHERE value IS NOT NULL) x
      JOIN indicator i ON i.id = x.indicator_id AND i.aggregation IN ('SUM','LAST') WHERE x.measure IN ('PLAN','ACTUAL') GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (period_id, indicator_id) DO UPDATE SET planned_departments = r.planned_departments + excluded.planned_departments, reported_departments = r.reported_departments + excluded.reported_departments,
      plan = CASE WHEN r.planned_departments + excluded.planned_departments > 0 THEN coalesce(r.plan, 0) + coalesce(excluded.plan, 0) END, actual = CASE WHEN r.reported_departments + excluded.reported_departments > 0 THEN coalesce(r.actual, 0) + coalesce(excluded.actual, 0) END;
  END IF;
  SELECT array_agg(i.id) INTO weighted FROM indicator i WHERE i.aggregation IN ('WEIGHTED_AVG','RATIO') AND (i.id = ANY (inds) OR i.weight_id = ANY (inds));
  IF weighted IS NOT NULL THEN PERFORM rollup_indicator_write(ps, weighted); END IF;
  RETURN NULL;
END $$;
-- plpgsql with custom plans: before PostgreSQL 18 a plain SQL function is planned once without its arguments (70 ms against 4 here)
CREATE FUNCTION rollup_indicator_write(p_periods int[], p_indicators int[]) RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET max_parallel_workers_per_gather = 0 AS $$
BEGIN
  INSERT INTO rollup_indicator AS r SELECT * FROM rollup_indicator_rows(p_periods, p_indicators) ORDER BY 1, 2
  ON CONFLICT (period_id, indicator_id) DO UPDATE SET plan = excluded.plan, actual = excluded.actual, plan_weight = excluded.plan_weight, actual_weight = excluded.actual_weight, planned_departments = excluded.planned_departments, reported_departments = excluded.reported_departments;
END $$;
CREATE FUNCTION rollup_department_write(p_periods int[], p_departments int[], p_areas int[]) RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET max_parallel_workers_per_gather = 0 AS $$
BEGIN
  WITH want AS MATERIALIZED (SELECT * FROM rollup_department_rows(p_periods, p_departments) w WHERE w.area_id = ANY (p_areas)),
    gone AS (DELETE FROM rollup_department r WHERE r.department_id = ANY (p_departments) AND r.period_id = ANY (p_periods) AND r.area_id = ANY (p_areas) AND (r.period_id, r.department_id, r.area_id) NOT IN (SELECT w.period_id, w.department_id, w.area_id FROM want w))
  INSERT INTO rollup_department AS r SELECT * FROM want ORDER BY 1, 2, 3
  ON CONFLICT (period_id, department_id, area_id) DO UPDATE SET with_target = excluded.with_target, reported = excluded.reported, met = excluded.met, exceeded = excluded.exceeded, completion_sum = excluded.completion_sum
    WHERE (r.with_target, r.reported, r.met, r.exceeded, r.completion_sum) IS DISTINCT FROM (excluded.with_target, excluded.reported, excluded.met, excluded.exceeded, excluded.completion_sum);
END $$;
CREATE TRIGGER figure_rollup_insert AFTER INSERT ON "figure" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION figure_rollup();
CREATE TRIGGER figure_rollup_update AFTER UPDATE ON "figure" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION figure_rollup();
-- After an indicator's rule, direction or area changes, and for repair: everything again from raw.
CREATE FUNCTION rollup_rebuild() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext(current_schema() || '.rollup'), d.id) FROM (SELECT id FROM department ORDER BY id) d;
  DELETE FROM rollup_indicator; DELETE FROM rollup_department;
  PERFORM rollup_indicator_write((SELECT array_agg(id) FROM period), (SELECT array_agg(id) FROM indicator));
  PERFORM rollup_department_write((SELECT array_agg(id) FROM period WHERE kind IN ('QUARTER','YEAR')), (SELECT array_agg(id) FROM department), (SELECT array_agg(id) FROM area));
END $$;
CREATE FUNCTION rollup_verify() RETURNS TABLE (problem text, rows bigint) LANGUAGE sql STABLE AS $$
  WITH p AS (SELECT array_agg(id) AS a FROM period), d AS (SELECT array_agg(id) AS a FROM department), i AS (SELECT array_agg(id) AS a FROM indicator),
  pq AS (SELECT array_agg(id) AS a FROM period WHERE kind IN ('QUARTER','YEAR')), ri AS (SELECT r.* FROM p, i, rollup_indicator_rows(p.a, i.a) r), rd AS (SELECT r.* FROM pq, d, rollup_department_rows(pq.a, d.a) r)
  SELECT 'indicator: missing or different', count(*) FROM (SELECT * FROM ri EXCEPT SELECT * FROM rollup_indicator) x
  UNION ALL SELECT 'indicator: too much', count(*) FROM (SELECT * FROM rollup_indicator r WHERE r.planned_departments + r.reported_departments > 0 EXCEPT SELECT * FROM ri) x
  UNION ALL SELECT 'department: missing or different', count(*) FROM (SELECT * FROM rd EXCEPT SELECT * FROM rollup_department) x
  UNION ALL SELECT 'department: too much', count(*) FROM (SELECT * FROM rollup_department EXCEPT SELECT * FROM rd) x
$$;
-- As-now reading: every department mapped to the living principal successor (itself while it lives).
CREATE FUNCTION department_as_now() RETURNS TABLE (department_id int, as_now_id int) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE w AS (
    SELECT id AS department_id, id AS as_now_id, 0 AS depth FROM department
    UNION ALL SELECT w.department_id, l.to_id, w.depth + 1 FROM w JOIN department_lineage l ON l.from_id = w.as_now_id AND l.is_principal WHERE w.depth < 20)
  SELECT DISTINCT ON (department_id) department_id, as_now_id FROM w ORDER BY department_id, depth DESC
$$;

-- AUDIT. One audit_tx per transaction (who, when, which command), one audit_entry per changed row, one audit_seal at COMMIT.
INSERT INTO "audit_head" (id, seq, hash) VALUES (true, 0, repeat('0', 64));
CREATE FUNCTION audit_open() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE a int := nullif(current_setting('app.actor', true), '')::int; tx bigint := nullif(current_setting('app.audit_tx', true), '')::bigint; x bigint := pg_current_xact_id()::text::bigint;
BEGIN
  IF a IS NULL THEN RAISE EXCEPTION 'audit_no_actor: a write must name its actor (app.actor)' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF tx IS NOT NULL AND EXISTS (SELECT 1 FROM audit_tx t WHERE t.id = tx AND t.xid = x AND t.actor_id = a AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.audit_tx_id = tx)) THEN RETURN tx; END IF;
  SET CONSTRAINTS audit_seal_at_commit DEFERRED;
  INSERT INTO audit_tx (xid, kind, at, actor_id, on_behalf_of, command, request_id, session_id, ip)
  VALUES (x, 'WRITE', clock_timestamp(), a, nullif(current_setting('app.on_behalf_of', true), ''), nullif(current_setting('app.command', true), ''),
    nullif(current_setting('app.request', true), ''), nullif(current_setting('app.session', true), '')::uuid, nullif(current_setting('app.ip', true), '')) RETURNING id INTO tx;
  PERFORM set_config('app.audit_tx', tx::text, true);
  RETURN tx;
END $$;
-- TG_ARGV[0]: normal | party | column (the row's own is_party) | meeting | minutes | document | proposal (the parent's). TG_ARGV[1..4]: key columns.
CREATE FUNCTION audit_party(mode text, j jsonb) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
  RETURN CASE mode WHEN 'normal' THEN false WHEN 'party' THEN true WHEN 'column' THEN (j->>'is_party')::boolean
    WHEN 'meeting' THEN (SELECT m.is_party FROM meeting m WHERE m.id = (j->>'meeting_id')::int)
    WHEN 'minutes' THEN (SELECT m.is_party FROM minutes v JOIN meeting m ON m.id = v.meeting_id WHERE v.id = (j->>'minutes_id')::int)
    WHEN 'document' THEN (SELECT d.is_party FROM report_document d WHERE d.id = (j->>'document_id')::int)
    WHEN 'proposal' THEN (SELECT p.is_party FROM award_proposal p WHERE p.id = (j->>'proposal_id')::int)
    ELSE true END;
END $$;
CREATE FUNCTION audit_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE tx bigint := audit_open(); hidden text[] := ARRAY['search', 'full_name', 'password_hash', 'token_hash'];
BEGIN
  -- MATERIALIZED: each row becomes jsonb once (a plain subquery is flattened and evaluated once per use)
  IF TG_OP = 'INSERT' THEN
    WITH n AS MATERIALIZED (SELECT to_jsonb(x) - hidden AS j FROM new_rows x)
    INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key, after, is_party)
    SELECT tx, 'INSERT', TG_TABLE_NAME, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]), jsonb_strip_nulls(j),
      CASE TG_ARGV[0] WHEN 'normal' THEN false ELSE audit_party(TG_ARGV[0], j) END FROM n;
  ELSIF TG_OP = 'DELETE' THEN
    WITH o AS MATERIALIZED (SELECT to_jsonb(x) - hidden AS j FROM old_rows x)
    INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key, before, is_party)
    SELECT tx, 'DELETE', TG_TABLE_NAME, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]), jsonb_strip_nulls(j),
      CASE TG_ARGV[0] WHEN 'normal' THEN false ELSE audit_party(TG_ARGV[0], j) END FROM o;
  ELSE
    WITH o AS MATERIALIZED (SELECT to_jsonb(x) AS j FROM old_rows x), n AS MATERIALIZED (SELECT to_jsonb(x) AS j FROM new_rows x),
      ok AS MATERIALIZED (SELECT j, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]) AS k FROM o),
      nk AS MATERIALIZED (SELECT j, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]) AS k FROM n)
    INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key, before, after, is_party)
    SELECT tx, 'UPDATE', TG_TABLE_NAME, coalesce(nk.k, ok.k), d.b, d.a, CASE TG_ARGV[0] WHEN 'normal' THEN false ELSE audit_party(TG_ARGV[0], coalesce(nk.j, ok.j)) END
    FROM ok FULL JOIN nk ON nk.k = ok.k
    CROSS JOIN LATERAL (
      SELECT jsonb_object_agg(e.key, CASE WHEN e.key = ANY (hidden) THEN '"***"' ELSE ok.j->e.key END) AS b, jsonb_object_agg(e.key, CASE WHEN e.key = ANY (hidden) THEN '"***"' ELSE e.value END) AS a
      FROM jsonb_each(coalesce(nk.j, ok.j)) e WHERE e.key NOT IN ('search', 'full_name') AND (ok.j->e.key) IS DISTINCT FROM (nk.j->e.key)) d
    WHERE d.a IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION audit_body(p_tx bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(string_agg(concat(op, E'\x1f', table_name, E'\x1f', row_key, E'\x1f', coalesce(before::text, '-'), E'\x1f', coalesce(after::text, '-'), E'\x1f', is_party), E'\x1e' ORDER BY id), '') FROM audit_entry WHERE audit_tx_id = p_tx
$$;
CREATE FUNCTION audit_hash(prev text, t audit_tx) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(concat(prev, E'\x1f', t.id, E'\x1f', t.xid, E'\x1f', t.kind, E'\x1f', (extract(epoch FROM t.at) * 1000)::bigint, E'\x1f', t.actor_id, E'\x1f', t.on_behalf_of, E'\x1f', t.command, E'\x1f', t.request_id, E'\x1f', t.session_id, E'\x1f', t.ip, E'\x1f', t.is_party, E'\x1f', t.detail::text, E'\x1d', audit_body(t.id)), 'UTF8')), 'hex')
$$;
-- Sealed at COMMIT: the chain's head is the last lock a transaction takes and is held only while it commits, so it can neither deadlock nor queue long commands.
CREATE FUNCTION audit_seal_tx() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE h audit_head; v text;
BEGIN
  SELECT * INTO h FROM audit_head FOR UPDATE;
  v := audit_hash(h.hash, NEW);
  INSERT INTO audit_seal (seq, audit_tx_id, entry_count, prev_hash, hash) VALUES (h.seq + 1, NEW.id, (SELECT count(*) FROM audit_entry WHERE audit_tx_id = NEW.id), h.hash, v);
  UPDATE audit_head SET seq = h.seq + 1, hash = v;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_seal_at_commit AFTER INSERT ON "audit_tx" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_seal_tx();
-- What is not a row change: sign-in, refusal, export, read of party content.
CREATE FUNCTION audit_event(p_kind audit_kind, p_command text, p_is_party boolean, p_detail jsonb) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE tx bigint; a int := nullif(current_setting('app.actor', true), '')::int;
BEGIN
  IF a IS NULL OR p_kind = 'WRITE' THEN RAISE EXCEPTION 'audit_no_actor' USING ERRCODE = 'insufficient_privilege'; END IF;
  SET CONSTRAINTS audit_seal_at_commit DEFERRED;
  INSERT INTO audit_tx (xid, kind, at, actor_id, command, request_id, session_id, ip, is_party, detail)
  VALUES (pg_current_xact_id()::text::bigint, p_kind, clock_timestamp(), a, p_command, nullif(current_setting('app.request', true), ''), nullif(current_setting('app.session', true), '')::uuid, nullif(current_setting('app.ip', true), ''), p_is_party, p_detail) RETURNING id INTO tx;
  RETURN tx;
END $$;
CREATE FUNCTION audit_verify() RETURNS TABLE (seq bigint, problem text) LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE prev text := repeat('0', 64); n bigint := 0; s record; h audit_head;
BEGIN
  FOR s IN SELECT k.seq AS k_seq, k.prev_hash, k.hash, k.entry_count, t AS tx, (SELECT count(*) FROM audit_entry e WHERE e.audit_tx_id = k.audit_tx_id) AS n_entries FROM audit_seal k LEFT JOIN audit_tx t ON t.id = k.audit_tx_id ORDER BY k.seq LOOP
    n := n + 1;
    IF s.k_seq <> n THEN seq := s.k_seq; problem := 'gap'; RETURN NEXT; n := s.k_seq; END IF;
    IF s.prev_hash <> prev THEN seq := s.k_seq; problem := 'broken link'; RETURN NEXT; END IF;
    IF s.n_entries <> s.entry_count THEN seq := s.k_seq; problem := 'entries added or lost'; RETURN NEXT; END IF;
    IF audit_hash(s.prev_hash, s.tx) IS DISTINCT FROM s.hash THEN seq := s.k_seq; problem := 'content changed'; RETURN NEXT; END IF;
    prev := s.hash;
  END LOOP;
  SELECT * INTO h FROM audit_head;
  IF h.hash <> prev OR h.seq <> n THEN seq := h.seq; problem := 'head differs'; RETURN NEXT; END IF;
  FOR s IN SELECT id FROM audit_tx t WHERE NOT EXISTS (SELECT 1 FROM audit_seal k WHERE k.audit_tx_id = t.id) LOOP seq := NULL; problem := 'unsealed transaction ' || s.id; RETURN NEXT; END LOOP;
END $$;
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append_only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_tx" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_seal" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "submission_round" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "review" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "task_progress" FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Called at the end of every cut (and of every later migration that adds a table): audit triggers, text limits, void rule, grants.
CREATE FUNCTION protect_tables() RETURNS void LANGUAGE plpgsql AS $fn$
DECLARE t record; c record; mode text; keys text; rw text := coalesce(nullif(current_setting('app.runtime_role', true), ''), 'tongket_app'); sch text := current_schema();
  own_flag text[] := ARRAY['decision','award','award_proposal','meeting','meeting_series','comment','attachment','reminder','report_document'];
  no_audit text[] := ARRAY['audit_tx','audit_entry','audit_seal','audit_head','session','rate_limit','idempotency_key','rollup_indicator','rollup_department','_prisma_migrations'];
  append text[] := ARRAY['submission_round','review','task_progress','party_rating_step','report_snapshot'];
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = rw) THEN RAISE EXCEPTION 'The runtime role "%" does not exist: create it, or name another with SET app.runtime_role', rw; END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', sch, rw);
  FOR t IN SELECT k.oid, k.relname FROM pg_class k WHERE k.relnamespace = sch::regnamespace AND k.relkind = 'r' LOOP
    IF t.relname = '_prisma_migrations' THEN EXECUTE format('GRANT SELECT ON %I TO %I', t.relname, rw); CONTINUE; END IF;
    EXECUTE format('GRANT SELECT ON %I TO %I', t.relname, rw);
    IF t.relname NOT LIKE 'audit\_%' THEN
      EXECUTE format('GRANT INSERT ON %I TO %I', t.relname, rw);
      IF NOT t.relname = ANY (append) AND t.relname <> 'rating_campaign' THEN EXECUTE format('GRANT UPDATE ON %I TO %I', t.relname, rw); END IF;
    END IF;
    IF t.relname IN ('rate_limit','idempotency_key','rollup_indicator','rollup_department') THEN EXECUTE format('GRANT DELETE ON %I TO %I', t.relname, rw); END IF;
    IF NOT t.relname = ANY (no_audit) AND NOT EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'audit_insert') THEN
      mode := CASE WHEN t.relname LIKE 'party\_%' OR t.relname LIKE 'rating\_%' OR t.relname = 'break_glass' THEN 'party' WHEN t.relname = ANY (own_flag) THEN 'column'
        WHEN t.relname IN ('meeting_item','attendance','meeting_vote','minutes','conclusion') THEN 'meeting' WHEN t.relname = 'minutes_block' THEN 'minutes'
        WHEN t.relname IN ('report_section','report_snapshot') THEN 'document' WHEN t.relname = 'proposal_vote' THEN 'proposal' ELSE 'normal' END;
      SELECT string_agg(quote_literal(a.attname), ', ' ORDER BY x.ord) INTO keys FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY x(att, ord) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = x.att WHERE i.indrelid = t.oid AND i.indisprimary;
      EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows(%L, %s)', t.relname, mode, keys);
      EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows(%L, %s)', t.relname, mode, keys);
      EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows(%L, %s)', t.relname, mode, keys);
    END IF;
    FOR c IN SELECT a.attname FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.atttypid = 'text'::regtype AND t.relname NOT LIKE 'audit\_%' LOOP
      IF NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = t.oid AND k.conname = left(t.relname || '_' || c.attname, 58) || '_text') THEN
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (char_length(%I) <= %s AND %I IS NFC NORMALIZED)', t.relname, left(t.relname || '_' || c.attname, 58) || '_text', c.attname,
          CASE WHEN c.attname IN ('body','detail','description','content','strengths','limitations','causes','proposals','statement','citation','criteria','result','lessons') THEN 50000 ELSE 2000 END, c.attname);
      END IF;
    END LOOP;
    IF EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'void_reason') AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = t.oid AND k.conname = t.relname || '_void') THEN
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK ((voided_at IS NULL) = (voided_by_id IS NULL) AND (voided_at IS NULL OR btrim(coalesce(void_reason, '''')) <> ''''))', t.relname, t.relname || '_void');
    END IF;
  END LOOP;
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO %I', sch, rw);
  FOR c IN SELECT p.oid::regprocedure::text AS sig FROM pg_proc p WHERE p.pronamespace = sch::regnamespace LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', c.sig);
    IF c.sig NOT LIKE '%protect_tables%' AND c.sig NOT LIKE '%audit_open%' AND c.sig NOT LIKE '%audit_party%' THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', c.sig, rw); END IF;
  END LOOP;
  FOR c IN SELECT p.oid::regprocedure::text AS sig FROM pg_proc p WHERE p.pronamespace = sch::regnamespace AND p.prosecdef LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, %I, pg_temp', c.sig, sch);
  END LOOP;
END $fn$;
SELECT protect_tables();

