-- Why: the first shape of the model (accounts, audit, departments, people, periods, indicators, figures, submissions, tasks,
-- collaboration) and the rules that hold whoever writes: constraints, states, rollups, audit, rights. Prisma cannot say most of it.
-- Runs as the OWNER with search_path set to the hospital's own schema: nothing here names a schema, one ALTER subcommand a statement.
-- Needs the runtime role; its name is read from the setting app.runtime_role (default tongket_app). PostgreSQL 15 or newer, UTF8.
-- Order: words · tables (as Prisma writes them) · constraints · guards · rollups · audit · rights.
-- Some enum values (roles, subjects, batch kinds) belong to modules to come: an enum is cheaper to declare whole than to extend.

-- WORDS ------------------------------------------------------------------------------------------------------------
-- No extension is used: an extension belongs to ONE schema of a database, and this database may hold many hospitals.
-- Folding for search, as fold() in src/domain/text.ts: no marks, đ → d, lower case, single spaces. NFC first, so that NFD input
-- folds alike; only pg_catalog functions, so honestly IMMUTABLE and independent of the database's locale.
CREATE FUNCTION fold_vi(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(regexp_replace(translate(normalize(lower(normalize(t, NFC) COLLATE "vi-x-icu"), NFD), 'đð', 'dd'),
    '[\u0300-\u036f]', '', 'g'), '[\s\u00a0\u2000-\u200b\u202f\u3000]+', ' ', 'g'))
$$;

-- TABLES -----------------------------------------------------------------------------------------------------------
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
    "detail" JSON,

    CONSTRAINT "audit_tx_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "audit_tx_id" BIGINT NOT NULL,
    "op" "audit_op" NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_key" TEXT NOT NULL,
    "before" JSON,
    "after" JSON,
    "is_party" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("audit_tx_id","id")
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
    "last_quarter" SMALLINT,

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
    "decision_reason" TEXT,
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

-- CONSTRAINTS ------------------------------------------------------------------------------------------------------
-- Validity ranges are half open [from, to). int4range(x,x,'[]') gives EXCLUDE equality on an integer without btree_gist.
ALTER TABLE "department_version" ADD CONSTRAINT "department_version_no_overlap" EXCLUDE USING gist (int4range(department_id, department_id, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE "indicator_assignment" ADD CONSTRAINT "indicator_assignment_no_overlap" EXCLUDE USING gist (int4range(department_id, department_id, '[]') WITH &&, int4range(indicator_id, indicator_id, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&);
CREATE FUNCTION period_slot(k period_kind, c period_calendar) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE k WHEN 'MONTH' THEN 1 WHEN 'QUARTER' THEN 2 WHEN 'HALF' THEN 3 WHEN 'NINE_MONTHS' THEN 4 WHEN 'YEAR' THEN 5 WHEN 'FIVE_YEARS' THEN 6 ELSE 7 END
    + CASE c WHEN 'CALENDAR' THEN 0 ELSE 10 END $$;
ALTER TABLE "period" ADD CONSTRAINT "period_no_overlap" EXCLUDE USING gist (int4range(period_slot(kind, calendar), period_slot(kind, calendar), '[]') WITH &&, daterange(starts_on, ends_on, '[]') WITH &&);

-- accounts
ALTER TABLE "account" ADD CONSTRAINT "account_username_form" CHECK (username = lower(username) AND username ~ '^[a-z0-9._-]{2,40}$');
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_range" CHECK (valid_to IS NULL OR valid_to >= valid_from); -- equal: given and taken back on one day
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_scope" CHECK ((role IN ('DEPARTMENT_HEAD','REPORTER')) = (department_id IS NOT NULL) AND (role = 'CELL_SECRETARY') = (party_body_id IS NOT NULL));
CREATE UNIQUE INDEX "role_grant_one_open" ON "role_grant" (account_id, role, coalesce(department_id, 0), coalesce(party_body_id, 0)) WHERE valid_to IS NULL;
ALTER TABLE "session" ADD CONSTRAINT "session_range" CHECK (expires_at > created_at);
ALTER TABLE "rate_limit" ADD CONSTRAINT "rate_limit_points" CHECK (points >= 0);
ALTER TABLE "account" ADD CONSTRAINT "account_system_never_signs_in" CHECK (NOT is_system OR password_hash IS NULL);
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_reset_of_whom" CHECK (purpose <> 'PASSWORD_RESET' OR account_id IS NOT NULL);
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_single" CHECK (id);
-- departments
ALTER TABLE "department" ADD CONSTRAINT "department_range" CHECK (dissolved_on IS NULL OR dissolved_on > established_on);
ALTER TABLE "department_version" ADD CONSTRAINT "department_version_range" CHECK (valid_to IS NULL OR valid_to > valid_from);
ALTER TABLE "department_version" ADD CONSTRAINT "department_version_not_own_parent" CHECK (parent_id <> department_id);
CREATE UNIQUE INDEX "department_version_current" ON "department_version" (department_id) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX "department_version_one_hospital" ON "department_version" (kind) WHERE kind = 'HOSPITAL' AND valid_to IS NULL;
CREATE UNIQUE INDEX "department_version_current_name" ON "department_version" (search) WHERE valid_to IS NULL;
ALTER TABLE "department_lineage" ADD CONSTRAINT "department_lineage_distinct" CHECK (from_id <> to_id);
CREATE UNIQUE INDEX "department_lineage_one_principal" ON "department_lineage" (from_id) WHERE is_principal;
ALTER TABLE "decision" ADD CONSTRAINT "decision_number_shape" CHECK (number IS NULL OR btrim(number) <> '');
CREATE UNIQUE INDEX "decision_once" ON "decision" (number, signed_on, coalesce(authority, '')) WHERE voided_at IS NULL;
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
ALTER TABLE "review_pin" ADD CONSTRAINT "review_pin_section" CHECK (section IN ('strengths', 'limitations', 'causes', 'proposals'));
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
ALTER TABLE "rollup_indicator" SET (fillfactor = 45);
ALTER TABLE "rollup_department" SET (fillfactor = 45);

-- GUARDS -----------------------------------------------------------------------------------------------------------
-- State machines: the allowed moves are the trigger's arguments, 'FROM>TO', or '>FIRST' for a new row.
CREATE FUNCTION state_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before text := '';
BEGIN
  IF TG_OP = 'UPDATE' THEN before := OLD.state; END IF;
  IF before <> NEW.state::text AND NOT (before || '>' || NEW.state = ANY (TG_ARGV)) THEN
    RAISE EXCEPTION 'state_refused %: % > %', TG_TABLE_NAME, before, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_state';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submission_state BEFORE INSERT OR UPDATE OF state ON "submission" FOR EACH ROW EXECUTE FUNCTION state_guard(
  '>DRAFT','>LOCKED','DRAFT>SUBMITTED','DRAFT>LOCKED','SUBMITTED>RETURNED','SUBMITTED>APPROVED','RETURNED>SUBMITTED','RETURNED>LOCKED','APPROVED>LOCKED','APPROVED>REOPENED','LOCKED>REOPENED','REOPENED>SUBMITTED','REOPENED>LOCKED');
CREATE TRIGGER target_state BEFORE UPDATE OF state ON "target" FOR EACH ROW EXECUTE FUNCTION state_guard('DRAFT>IN_FORCE','IN_FORCE>SUPERSEDED');
CREATE TRIGGER task_state BEFORE UPDATE OF state ON "task" FOR EACH ROW EXECUTE FUNCTION state_guard(
  'PLANNED>IN_PROGRESS','PLANNED>DONE','PLANNED>SUSPENDED','PLANNED>CANCELLED','IN_PROGRESS>DONE','IN_PROGRESS>SUSPENDED','IN_PROGRESS>CANCELLED','SUSPENDED>IN_PROGRESS','SUSPENDED>CANCELLED','DONE>IN_PROGRESS');
CREATE TRIGGER batch_state BEFORE UPDATE OF state ON "batch" FOR EACH ROW EXECUTE FUNCTION state_guard('UPLOADED>CHECKED','UPLOADED>DISCARDED','CHECKED>CONFIRMED','CHECKED>DISCARDED','CONFIRMED>UNDONE');
CREATE TRIGGER extension_state BEFORE UPDATE OF state ON "deadline_extension" FOR EACH ROW EXECUTE FUNCTION state_guard('REQUESTED>GRANTED','REQUESTED>REFUSED');

-- Figures: closed submissions, absent departments, typed ratios and hard limits are refused, once per statement.
CREATE FUNCTION figure_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE closed boolean; bad text;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  -- Every file that is written to is locked FOR SHARE, and its state read once the lock is held (a WHERE would be tested before): a
  -- hand-in or an approval under way waits for this save, or this save waits and then sees it.
  SELECT bool_or(held.state IN ('SUBMITTED', 'APPROVED', 'LOCKED')) INTO closed FROM (
    SELECT s.state FROM submission s
      JOIN (SELECT DISTINCT n.department_id, n.period_id, CASE n.measure WHEN 'PLAN' THEN 'PLAN'::submission_kind ELSE 'REPORT'::submission_kind END AS kind FROM new_rows n) n USING (department_id, period_id, kind)
    FOR SHARE OF s) held;
  IF closed THEN RAISE EXCEPTION 'figure_closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'figure_closed'; END IF;
  SELECT d.code INTO bad FROM (SELECT DISTINCT n.department_id, n.period_id FROM new_rows n) n JOIN department d ON d.id = n.department_id JOIN period p ON p.id = n.period_id
    WHERE d.established_on > p.ends_on OR d.dissolved_on <= p.starts_on LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'figure_department_absent %', bad USING ERRCODE = 'check_violation', CONSTRAINT = 'figure_department_absent'; END IF;
  -- a ratio is computed from its parts; only the hospital itself may type one, as published for a year before there were parts
  SELECT i.code INTO bad FROM new_rows n JOIN indicator i ON i.id = n.indicator_id
    WHERE n.value < i.hard_min OR n.value > i.hard_max OR (i.aggregation = 'RATIO' AND n.measure <> 'PLAN' AND NOT EXISTS (
      SELECT FROM period p JOIN department_version v ON v.department_id = n.department_id AND v.kind = 'HOSPITAL' WHERE p.id = n.period_id AND p.kind = 'YEAR')) LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'figure_value_refused %', bad USING ERRCODE = 'check_violation', CONSTRAINT = 'figure_value_refused'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER figure_guard_insert AFTER INSERT ON "figure" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION figure_guard();
CREATE TRIGGER figure_guard_update AFTER UPDATE ON "figure" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION figure_guard();
-- Targets: a SUM target goes in force only when its shares add up, or with a reason; a version in force does not move.
CREATE FUNCTION target_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE total numeric;
BEGIN
  IF NEW.state = 'IN_FORCE' AND OLD.state = 'DRAFT' AND NEW.unsplit_reason IS NULL AND (SELECT aggregation FROM indicator WHERE id = NEW.indicator_id) = 'SUM' THEN
    SELECT sum(value) INTO total FROM target_share WHERE target_id = NEW.id;
    IF total IS NOT NULL AND total <> NEW.value THEN RAISE EXCEPTION 'target_split_differs % of %', total, NEW.value USING ERRCODE = 'check_violation', CONSTRAINT = 'target_split'; END IF;
  END IF;
  IF OLD.state <> 'DRAFT' AND (NEW.value, NEW.indicator_id, NEW.year, NEW.version_no, NEW.kind, NEW.effective_on)
    IS DISTINCT FROM (OLD.value, OLD.indicator_id, OLD.year, OLD.version_no, OLD.kind, OLD.effective_on) THEN
    RAISE EXCEPTION 'target_fixed' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_fixed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER target_guard BEFORE UPDATE ON "target" FOR EACH ROW EXECUTE FUNCTION target_guard();
CREATE FUNCTION target_share_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched int[] := ARRAY[NEW.target_id]; fixed boolean;
BEGIN
  IF TG_OP = 'UPDATE' THEN touched := touched || OLD.target_id; END IF;
  -- FOR SHARE: a target that goes in force at this moment waits, and then adds up what is here
  SELECT bool_or(held.state <> 'DRAFT') INTO fixed FROM (SELECT t.state FROM target t WHERE t.id = ANY (touched) ORDER BY t.id FOR SHARE) held;
  IF fixed THEN RAISE EXCEPTION 'target_fixed' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_fixed'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER target_share_guard BEFORE INSERT OR UPDATE ON "target_share" FOR EACH ROW EXECUTE FUNCTION target_share_guard();
-- Tasks: the lead unit must still exist on the due date (checked when the task is made or moved, not when progress is noted).
CREATE FUNCTION task_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM department d WHERE d.id = NEW.lead_department_id AND (d.established_on > NEW.due_on OR d.dissolved_on <= NEW.due_on)) THEN
    RAISE EXCEPTION 'task_lead_absent' USING ERRCODE = 'check_violation', CONSTRAINT = 'task_lead_absent';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER task_guard BEFORE INSERT OR UPDATE OF lead_department_id, due_on ON "task" FOR EACH ROW EXECUTE FUNCTION task_guard();

-- ROLLUPS ----------------------------------------------------------------------------------------------------------
-- Of four quarters, those that count (c): their sum, and the value of the last of them; NULL when none does. Inlined by the planner.
CREATE FUNCTION four_sum(c1 boolean, v1 numeric, c2 boolean, v2 numeric, c3 boolean, v3 numeric, c4 boolean, v4 numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN c1 OR c2 OR c3 OR c4 THEN CASE WHEN c1 THEN v1 ELSE 0 END + CASE WHEN c2 THEN v2 ELSE 0 END + CASE WHEN c3 THEN v3 ELSE 0 END + CASE WHEN c4 THEN v4 ELSE 0 END END
$$;
CREATE FUNCTION four_last(c1 boolean, v1 numeric, c2 boolean, v2 numeric, c3 boolean, v3 numeric, c4 boolean, v4 numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN c4 THEN v4 WHEN c3 THEN v3 WHEN c2 THEN v2 WHEN c1 THEN v1 END
$$;
-- A figure that a statement moved: what it was and what it is. NULL: there was none, there is none.
CREATE TYPE figure_move AS (department_id int, period_id int, measure measure, indicator_id int, before numeric, after numeric);
-- What departments planned and did, one row per span × department × indicator. A span is a QUARTER, HALF, NINE_MONTHS or YEAR.
-- The only definition of how a department's figures aggregate and how it is judged: the save, the check and every page that
-- drills down read it (by department_figures below). Values in the indicator's unit at its own decimals: what is judged is what is shown.
--   is_planned                      some quarter of the span has a plan (of a weighted average: and a weight for it)
--   plan, actual                    everything entered in the span
--   compared_plan, compared_actual  like with like («lũy kế»): only of quarters that have both, so that a running year does not set
--                                   four planned quarters against two reported ones; the whole year's plan is in `plan`
--   last_quarter                    the last of those quarters (1–4); NULL: nothing to compare yet
--   is_met, is_exceeded, completion judged by the indicator's direction; completion 1 = 100 %; NULL where nothing is compared or judged
-- SUM adds; LAST takes the last quarter; a weighted average weighs by its weight indicator; a ratio divides the sums of its parts,
-- its denominator times the days of each quarter; a part that is itself a LAST counts as it last stood. The plan of a ratio is the last
-- one typed. Steps end in OFFSET 0 so that each is computed once; columns nobody asks for cost nothing.
-- p_all: every indicator, else p_indicators, for which p_parts are read: they, their numerators, denominators and weights. p_before: also what was (is_before) before p_moves. Rows that are not among these moves but
-- were made by the same statement (p_own, p_command; NULL: none) do not count yet. Constants for p_all and p_before fold into leaner plans.
CREATE FUNCTION figures_now_and_before(p_spans int[], p_departments int[], p_indicators int[], p_parts int[], p_all boolean, p_before boolean, p_moves figure_move[], p_own xid, p_command cid)
RETURNS TABLE (is_before boolean, span_id int, department_id int, indicator_id int, area_id int, direction direction, is_planned boolean, plan numeric, actual numeric,
  compared_plan numeric, compared_actual numeric, last_quarter smallint, is_met boolean, is_exceeded boolean, completion numeric)
LANGUAGE sql STABLE AS $$
  WITH part AS MATERIALIZED ( -- a year is told by its number, of the administrative calendar by 10000 more
    SELECT t.id AS span_id, q.id, q.index, q.year + CASE q.calendar WHEN 'CALENDAR' THEN 0 ELSE 10000 END AS year, q.ends_on - q.starts_on + 1 AS days
    FROM period t JOIN period q ON q.kind = 'QUARTER' AND q.calendar = t.calendar AND q.starts_on >= t.starts_on AND q.ends_on <= t.ends_on
    WHERE t.id = ANY (p_spans) AND t.kind IN ('QUARTER', 'HALF', 'NINE_MONTHS', 'YEAR')
  ), span AS ( -- the days of its quarters; NULL: not in the span
    SELECT p.span_id, p.year, max(p.days) FILTER (WHERE p.index = 1) AS days1, max(p.days) FILTER (WHERE p.index = 2) AS days2,
      max(p.days) FILTER (WHERE p.index = 3) AS days3, max(p.days) FILTER (WHERE p.index = 4) AS days4
    FROM part p GROUP BY 1, 2
  ), quarter AS MATERIALIZED (
    SELECT DISTINCT p.id, p.index, p.year FROM part p
  ), cell AS MATERIALIZED (
    SELECT f.is_before, f.year, f.department_id, f.indicator_id,
      max(f.value) FILTER (WHERE f.slot = 1) AS p1, max(f.value) FILTER (WHERE f.slot = -1) AS a1,
      max(f.value) FILTER (WHERE f.slot = 2) AS p2, max(f.value) FILTER (WHERE f.slot = -2) AS a2,
      max(f.value) FILTER (WHERE f.slot = 3) AS p3, max(f.value) FILTER (WHERE f.slot = -3) AS a3,
      max(f.value) FILTER (WHERE f.slot = 4) AS p4, max(f.value) FILTER (WHERE f.slot = -4) AS a4
    FROM (
      SELECT false AS is_before, q.year, f.department_id, f.indicator_id, f.value, CASE f.measure WHEN 'PLAN' THEN q.index WHEN 'ACTUAL' THEN -q.index END AS slot
      FROM quarter q CROSS JOIN LATERAL (
        SELECT f.department_id, f.measure, f.indicator_id, f.value FROM figure f WHERE f.department_id = ANY (p_departments) AND f.period_id = q.id AND (p_all OR f.indicator_id = ANY (p_parts))
          AND (p_own IS NULL OR NOT (f.xmin = p_own AND f.cmin = p_command) OR (f.department_id, f.period_id, f.measure, f.indicator_id) IN (SELECT m.department_id, m.period_id, m.measure, m.indicator_id FROM unnest(p_moves) m))
        OFFSET 0) f WHERE NOT p_before
      UNION ALL -- both sides in one reading: what did not move is the same before. By department, or the planner takes the index by period, of all departments
      SELECT v.is_before, q.year, f.department_id, f.indicator_id, f.value, CASE f.measure WHEN 'PLAN' THEN q.index WHEN 'ACTUAL' THEN -q.index END
      FROM quarter q CROSS JOIN unnest(p_departments) AS u(department_id) CROSS JOIN LATERAL (
        SELECT f.*, f.xmin AS made_by, f.cmin AS made_at FROM figure f WHERE f.department_id = u.department_id AND f.period_id = q.id AND f.measure IN ('PLAN', 'ACTUAL')
          AND f.indicator_id = ANY (p_parts) OFFSET 0) f CROSS JOIN (VALUES (false), (true)) v(is_before)
      WHERE p_before AND CASE WHEN (f.department_id, f.period_id, f.measure, f.indicator_id) IN (SELECT m.department_id, m.period_id, m.measure, m.indicator_id FROM unnest(p_moves) m)
        THEN NOT v.is_before ELSE p_own IS NULL OR NOT (f.made_by = p_own AND f.made_at = p_command) END
      UNION ALL
      SELECT true, q.year, m.department_id, m.indicator_id, m.before, CASE m.measure WHEN 'PLAN' THEN q.index WHEN 'ACTUAL' THEN -q.index END
      FROM unnest(p_moves) m JOIN quarter q ON q.id = m.period_id WHERE p_before AND m.before IS NOT NULL
      OFFSET 0) f
    GROUP BY 1, 2, 3, 4
  ), rule AS (
    SELECT i.id, i.area_id, i.direction, i.aggregation, i.scale, i.decimals, i.range_low, i.range_high, i.numerator_id, i.denominator_id, i.weight_id, i.denominator_days,
      i.aggregation = 'WEIGHTED_AVG' AS weighted, i.aggregation = 'RATIO' AS ratio
    FROM indicator i WHERE p_all OR i.id = ANY (p_indicators)
  ), term AS ( -- p plan, w what it is divided by, a actual, b what it is divided by; x the numerator or the weight, d the denominator
    SELECT c.is_before, c.year, c.department_id, i.id AS indicator_id, i.area_id, i.direction, i.aggregation, i.scale, i.decimals, i.range_low, i.range_high, false AS by_days, false AS base_is_last, false AS top_is_last,
      c.p1, c.p2, c.p3, c.p4, NULL::numeric AS w1, NULL::numeric AS w2, NULL::numeric AS w3, NULL::numeric AS w4, c.a1, c.a2, c.a3, c.a4, 1::numeric AS b1, 1::numeric AS b2, 1::numeric AS b3, 1::numeric AS b4
    FROM cell c JOIN rule i ON i.id = c.indicator_id WHERE NOT i.weighted AND NOT i.ratio
    UNION ALL -- a ratio that nobody planned has no cell of its own
    SELECT u.is_before, u.year, u.department_id, i.id AS indicator_id, i.area_id, i.direction, i.aggregation, i.scale, i.decimals, i.range_low, i.range_high,
      i.denominator_days, NOT i.denominator_days AND i.denominator_id = ANY (ARRAY (SELECT l.id FROM indicator l WHERE l.aggregation = 'LAST')), i.numerator_id = ANY (ARRAY (SELECT l.id FROM indicator l WHERE l.aggregation = 'LAST')),
      CASE WHEN i.weighted THEN c.p1 * x.p1 ELSE c.p1 END, CASE WHEN i.weighted THEN c.p2 * x.p2 ELSE c.p2 END,
      CASE WHEN i.weighted THEN c.p3 * x.p3 ELSE c.p3 END, CASE WHEN i.weighted THEN c.p4 * x.p4 ELSE c.p4 END,
      x.p1, x.p2, x.p3, x.p4,
      CASE WHEN i.ratio THEN x.a1 ELSE c.a1 * x.a1 END, CASE WHEN i.ratio THEN x.a2 ELSE c.a2 * x.a2 END, CASE WHEN i.ratio THEN x.a3 ELSE c.a3 * x.a3 END, CASE WHEN i.ratio THEN x.a4 ELSE c.a4 * x.a4 END,
      CASE WHEN i.ratio THEN d.a1 ELSE x.a1 END, CASE WHEN i.ratio THEN d.a2 ELSE x.a2 END, CASE WHEN i.ratio THEN d.a3 ELSE x.a3 END, CASE WHEN i.ratio THEN d.a4 ELSE x.a4 END
    FROM (SELECT b.is_before, y.year, u.department_id FROM unnest(p_departments) AS u(department_id) CROSS JOIN (SELECT DISTINCT p.year FROM part p) y
        CROSS JOIN (SELECT false AS is_before UNION ALL SELECT true WHERE p_before) b) u
      CROSS JOIN rule i
      LEFT JOIN cell c ON c.indicator_id = i.id AND c.is_before = u.is_before AND c.year = u.year AND c.department_id = u.department_id
      LEFT JOIN cell x ON x.indicator_id = coalesce(i.numerator_id, i.weight_id) AND x.is_before = u.is_before AND x.year = u.year AND x.department_id = u.department_id
      LEFT JOIN cell d ON d.indicator_id = i.denominator_id AND d.is_before = u.is_before AND d.year = u.year AND d.department_id = u.department_id
    WHERE i.weighted AND c.indicator_id IS NOT NULL OR i.ratio AND (c.indicator_id IS NOT NULL OR x.indicator_id IS NOT NULL)
  ), flag AS ( -- of each quarter in the span: g it is planned, r it is reported, c it can be compared
    SELECT s.span_id, t.is_before, t.department_id, t.indicator_id, t.area_id, t.direction, t.aggregation, t.scale, t.decimals, t.range_low, t.range_high, t.base_is_last, t.top_is_last,
      t.p1, t.p2, t.p3, t.p4, t.w1, t.w2, t.w3, t.w4, t.a1, t.a2, t.a3, t.a4, CASE WHEN t.by_days THEN t.b1 * s.days1 ELSE t.b1 END AS b1, CASE WHEN t.by_days THEN t.b2 * s.days2 ELSE t.b2 END AS b2,
      CASE WHEN t.by_days THEN t.b3 * s.days3 ELSE t.b3 END AS b3, CASE WHEN t.by_days THEN t.b4 * s.days4 ELSE t.b4 END AS b4,
      f.g1, f.g2, f.g3, f.g4, f.r1, f.r2, f.r3, f.r4, f.g1 AND f.r1 AS c1, f.g2 AND f.r2 AS c2, f.g3 AND f.r3 AS c3, f.g4 AND f.r4 AS c4
    FROM term t JOIN span s ON s.year = t.year CROSS JOIN LATERAL (SELECT
      s.days1 IS NOT NULL AND t.p1 IS NOT NULL AS g1, s.days2 IS NOT NULL AND t.p2 IS NOT NULL AS g2, s.days3 IS NOT NULL AND t.p3 IS NOT NULL AS g3, s.days4 IS NOT NULL AND t.p4 IS NOT NULL AS g4,
      s.days1 IS NOT NULL AND t.a1 IS NOT NULL AND t.b1 IS NOT NULL AS r1, s.days2 IS NOT NULL AND t.a2 IS NOT NULL AND t.b2 IS NOT NULL AS r2,
      s.days3 IS NOT NULL AND t.a3 IS NOT NULL AND t.b3 IS NOT NULL AS r3, s.days4 IS NOT NULL AND t.a4 IS NOT NULL AND t.b4 IS NOT NULL AS r4) f
    OFFSET 0
  ), value AS (
    SELECT f.is_before, f.span_id, f.department_id, f.indicator_id, f.area_id, f.direction, f.range_low, f.range_high, f.g1 OR f.g2 OR f.g3 OR f.g4 AS is_planned,
      round(CASE f.aggregation WHEN 'SUM' THEN four_sum(f.g1, f.p1, f.g2, f.p2, f.g3, f.p3, f.g4, f.p4)
        WHEN 'WEIGHTED_AVG' THEN four_sum(f.g1, f.p1, f.g2, f.p2, f.g3, f.p3, f.g4, f.p4) / nullif(four_sum(f.g1, f.w1, f.g2, f.w2, f.g3, f.w3, f.g4, f.w4), 0)
        ELSE four_last(f.g1, f.p1, f.g2, f.p2, f.g3, f.p3, f.g4, f.p4) END, f.decimals) AS plan,
      round(CASE f.aggregation WHEN 'SUM' THEN four_sum(f.r1, f.a1, f.r2, f.a2, f.r3, f.a3, f.r4, f.a4) WHEN 'LAST' THEN four_last(f.r1, f.a1, f.r2, f.a2, f.r3, f.a3, f.r4, f.a4)
        ELSE f.scale * CASE WHEN f.top_is_last THEN four_last(f.r1, f.a1, f.r2, f.a2, f.r3, f.a3, f.r4, f.a4)
            ELSE four_sum(f.r1, f.a1, f.r2, f.a2, f.r3, f.a3, f.r4, f.a4) END
          / nullif(CASE WHEN f.base_is_last THEN four_last(f.r1, f.b1, f.r2, f.b2, f.r3, f.b3, f.r4, f.b4) ELSE four_sum(f.r1, f.b1, f.r2, f.b2, f.r3, f.b3, f.r4, f.b4) END, 0)
        END, f.decimals) AS actual,
      round(CASE f.aggregation WHEN 'SUM' THEN four_sum(f.c1, f.p1, f.c2, f.p2, f.c3, f.p3, f.c4, f.p4)
        WHEN 'WEIGHTED_AVG' THEN four_sum(f.c1, f.p1, f.c2, f.p2, f.c3, f.p3, f.c4, f.p4) / nullif(four_sum(f.c1, f.w1, f.c2, f.w2, f.c3, f.w3, f.c4, f.w4), 0)
        ELSE four_last(f.c1, f.p1, f.c2, f.p2, f.c3, f.p3, f.c4, f.p4) END, f.decimals) AS compared_plan,
      round(CASE f.aggregation WHEN 'SUM' THEN four_sum(f.c1, f.a1, f.c2, f.a2, f.c3, f.a3, f.c4, f.a4) WHEN 'LAST' THEN four_last(f.c1, f.a1, f.c2, f.a2, f.c3, f.a3, f.c4, f.a4)
        ELSE f.scale * CASE WHEN f.top_is_last THEN four_last(f.c1, f.a1, f.c2, f.a2, f.c3, f.a3, f.c4, f.a4)
            ELSE four_sum(f.c1, f.a1, f.c2, f.a2, f.c3, f.a3, f.c4, f.a4) END
          / nullif(CASE WHEN f.base_is_last THEN four_last(f.c1, f.b1, f.c2, f.b2, f.c3, f.b3, f.c4, f.b4) ELSE four_sum(f.c1, f.b1, f.c2, f.b2, f.c3, f.b3, f.c4, f.b4) END, 0)
        END, f.decimals) AS compared_actual,
      (CASE WHEN f.c4 THEN 4 WHEN f.c3 THEN 3 WHEN f.c2 THEN 2 WHEN f.c1 THEN 1 END)::smallint AS last_quarter
    FROM flag f
    OFFSET 0
  )
  SELECT v.is_before, v.span_id, v.department_id, v.indicator_id, v.area_id, v.direction, v.is_planned, v.plan, v.actual, v.compared_plan, v.compared_actual, v.last_quarter,
    CASE v.direction WHEN 'UP' THEN v.compared_actual >= v.compared_plan WHEN 'DOWN' THEN v.compared_actual <= v.compared_plan WHEN 'RANGE' THEN v.compared_actual BETWEEN v.range_low AND v.range_high END,
    CASE v.direction WHEN 'UP' THEN v.compared_actual > v.compared_plan WHEN 'DOWN' THEN v.compared_actual < v.compared_plan WHEN 'RANGE' THEN false END,
    CASE v.direction WHEN 'UP' THEN CASE WHEN v.compared_plan <> 0 THEN round(v.compared_actual / v.compared_plan, 4) WHEN v.compared_actual IS NOT NULL AND v.compared_plan IS NOT NULL THEN 1 END
      WHEN 'DOWN' THEN CASE WHEN v.compared_actual <> 0 THEN round(v.compared_plan / v.compared_actual, 4) WHEN v.compared_actual IS NOT NULL AND v.compared_plan IS NOT NULL THEN 1 END
      WHEN 'RANGE' THEN (v.compared_actual BETWEEN v.range_low AND v.range_high)::int END
  FROM value v
$$;
-- The same for whoever reads: as it is now. p_indicators NULL = all.
CREATE FUNCTION department_figures(p_spans int[], p_departments int[], p_indicators int[])
RETURNS TABLE (span_id int, department_id int, indicator_id int, area_id int, direction direction, is_planned boolean, plan numeric, actual numeric,
  compared_plan numeric, compared_actual numeric, last_quarter smallint, is_met boolean, is_exceeded boolean, completion numeric)
LANGUAGE sql STABLE AS $$
  SELECT v.span_id, v.department_id, v.indicator_id, v.area_id, v.direction, v.is_planned, v.plan, v.actual, v.compared_plan, v.compared_actual, v.last_quarter, v.is_met, v.is_exceeded, v.completion
  FROM figures_now_and_before(p_spans, p_departments, p_indicators,
    ARRAY (SELECT unnest(ARRAY[i.id, i.numerator_id, i.denominator_id, i.weight_id]) FROM indicator i WHERE i.id = ANY (p_indicators)), p_indicators IS NULL, false, NULL, NULL, NULL) v
$$;
-- A department's standing in an area: of its judged indicators with a plan, how many can be compared, met and exceeded it.
CREATE FUNCTION rollup_department_rows(p_spans int[], p_departments int[], p_moves figure_move[], p_own xid, p_command cid)
RETURNS TABLE (period_id int, department_id int, area_id int, with_target smallint, reported smallint, met smallint, exceeded smallint, completion_sum numeric, last_quarter smallint)
LANGUAGE sql STABLE AS $$
  SELECT v.span_id, v.department_id, v.area_id, count(*)::smallint, count(v.is_met)::smallint, (count(*) FILTER (WHERE v.is_met))::smallint,
    (count(*) FILTER (WHERE v.is_exceeded))::smallint, coalesce(sum(v.completion), 0), max(v.last_quarter)
  FROM figures_now_and_before(p_spans, p_departments, NULL, NULL, true, false, p_moves, p_own, p_command) v WHERE v.direction <> 'NONE' AND v.is_planned GROUP BY 1, 2, 3
$$;
-- What one department's cell of one period gives to the hospital's row: SUM and LAST the value itself, a weighted average value ×
-- weight (rounded per department, so that sums stay exact under differences) beside the weight, a ratio only what was published
-- for a year before it had parts. A row says how far a quarter is planned and reported; who compares a running year takes the plans
-- of the quarters that are reported.
CREATE FUNCTION rollup_indicator_terms(aggregation aggregation, plan numeric, actual numeric, plan_weight numeric, actual_weight numeric)
RETURNS TABLE (plan numeric, actual numeric, plan_weight numeric, actual_weight numeric) LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE $1 WHEN 'WEIGHTED_AVG' THEN round($2 * $4, 4) WHEN 'RATIO' THEN NULL ELSE $2 END, CASE $1 WHEN 'WEIGHTED_AVG' THEN round($3 * $5, 4) ELSE $3 END,
    CASE WHEN $1 = 'WEIGHTED_AVG' AND $2 IS NOT NULL THEN $4 END, CASE WHEN $1 = 'WEIGHTED_AVG' AND $3 IS NOT NULL THEN $5 END
$$;
-- The hospital's row of a period and an indicator, from raw. The save adds differences of the same terms.
CREATE FUNCTION rollup_indicator_rows(p_periods int[])
RETURNS TABLE (period_id int, indicator_id int, plan numeric, actual numeric, plan_weight numeric, actual_weight numeric, planned_departments smallint, reported_departments smallint) LANGUAGE sql STABLE AS $$
  WITH cell AS MATERIALIZED (
    SELECT f.period_id, f.department_id, f.indicator_id, max(f.value) FILTER (WHERE f.measure = 'PLAN') AS plan, max(f.value) FILTER (WHERE f.measure = 'ACTUAL') AS actual
    FROM figure f WHERE f.period_id = ANY (p_periods) GROUP BY 1, 2, 3
  )
  SELECT c.period_id, c.indicator_id, sum(t.plan), sum(t.actual), sum(t.plan_weight), sum(t.actual_weight), count(t.plan)::smallint, count(t.actual)::smallint
  FROM cell c JOIN indicator i ON i.id = c.indicator_id LEFT JOIN cell w ON w.period_id = c.period_id AND w.department_id = c.department_id AND w.indicator_id = i.weight_id
    CROSS JOIN LATERAL rollup_indicator_terms(i.aggregation, c.plan, c.actual, w.plan, w.actual) t
  GROUP BY 1, 2 HAVING count(t.plan) + count(t.actual) > 0
$$;
-- Writes a department's standing in every area again, from its year: one department at a time, so that the plan fits the one grid
-- that people save and is no worse for an import. Generic plans, of hashes only: planning these queries costs more than running
-- them, and the planner guesses high.
CREATE FUNCTION rollup_department_write(p_spans int[], p_department int, p_moves figure_move[], p_own xid, p_command cid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET plan_cache_mode = force_generic_plan SET enable_sort = off SET enable_mergejoin = off SET enable_nestloop = off SET jit = off AS $$
BEGIN
  WITH want AS MATERIALIZED (SELECT * FROM rollup_department_rows(p_spans, ARRAY[p_department], p_moves, p_own, p_command)),
    gone AS (DELETE FROM rollup_department r WHERE r.period_id = ANY (p_spans) AND r.department_id = p_department
      AND NOT EXISTS (SELECT FROM want w WHERE w.period_id = r.period_id AND w.area_id = r.area_id))
  INSERT INTO rollup_department AS r (period_id, department_id, area_id, with_target, reported, met, exceeded, completion_sum, last_quarter)
  SELECT w.period_id, w.department_id, w.area_id, w.with_target, w.reported, w.met, w.exceeded, w.completion_sum, w.last_quarter FROM want w
  ON CONFLICT (period_id, department_id, area_id) DO UPDATE SET with_target = excluded.with_target, reported = excluded.reported, met = excluded.met, exceeded = excluded.exceeded,
    completion_sum = excluded.completion_sum, last_quarter = excluded.last_quarter;
END $$;
-- Kept by the save itself, once per statement. The hospital's rows take the difference of its terms before and after (exact numerics,
-- so nothing drifts). So do a department's rows when few indicators moved (a cell typed and saved by itself); after a grid they are
-- computed again, which is less work than both sides of everything. Locks, always in this order: figure rows in key order, the one
-- lock on the hospital's rollups (its rows are everybody's, so savers would queue for them anyhow; one lock cannot deadlock), the
-- audit's head at COMMIT. READ COMMITTED only: what the lock waited for must be seen by the next query.
CREATE FUNCTION figure_rollup() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET plan_cache_mode = force_generic_plan SET enable_sort = off SET enable_mergejoin = off SET enable_nestloop = off SET jit = off AS $$
DECLARE
  moves figure_move[]; departments int[]; periods int[]; indicators int[]; is_few boolean;
  spans int[]; concerned int[]; parts int[]; averages int[]; weighed int[]; d int; own xid; command cid; again int[];
BEGIN
  -- a bulk load (seed, history import) may say 'later': it then calls rollup_rebuild() before anybody reads
  IF current_setting('app.rollup', true) = 'later' THEN RETURN NULL; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF; -- as after every save of cells that were there already
    SELECT array_agg((n.department_id, n.period_id, n.measure, n.indicator_id, NULL, n.value)::figure_move), array_agg(DISTINCT n.department_id), array_agg(DISTINCT n.period_id),
      array_agg(DISTINCT n.indicator_id) INTO moves, departments, periods, indicators FROM new_rows n WHERE n.measure <> 'ESTIMATE' AND n.value IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg((o.department_id, o.period_id, o.measure, o.indicator_id, o.value, NULL)::figure_move), array_agg(DISTINCT o.department_id), array_agg(DISTINCT o.period_id),
      array_agg(DISTINCT o.indicator_id) INTO moves, departments, periods, indicators FROM old_rows o WHERE o.measure <> 'ESTIMATE' AND o.value IS NOT NULL;
  ELSE -- FULL JOIN: a key may have moved (owner only), and it never becomes a nested loop however many rows there are
    SELECT array_agg((department_id, period_id, measure, indicator_id, o.value, n.value)::figure_move), array_agg(DISTINCT department_id), array_agg(DISTINCT period_id),
      array_agg(DISTINCT indicator_id) FILTER (WHERE o.value IS DISTINCT FROM n.value) INTO moves, departments, periods, indicators
    FROM old_rows o FULL JOIN new_rows n USING (department_id, period_id, measure, indicator_id) WHERE measure <> 'ESTIMATE';
  END IF;
  IF indicators IS NULL THEN RETURN NULL; END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN RAISE EXCEPTION 'rollup_isolation: figures are saved at READ COMMITTED only'; END IF;
  PERFORM pg_advisory_xact_lock('figure'::regclass::oid::int, 0);
  -- of few moved indicators also the ratios they are parts of; in any case the averages that moved or that they weigh
  is_few := cardinality(indicators) <= 4;
  SELECT array_agg(i.id), array_agg(i.numerator_id) || array_agg(i.denominator_id) || array_agg(i.weight_id) || array_agg(i.id), array_agg(i.id) FILTER (WHERE i.weight_id IS NOT NULL),
    array_agg(DISTINCT i.weight_id) || array_agg(i.id) FILTER (WHERE i.weight_id IS NOT NULL)
  INTO concerned, parts, averages, weighed FROM indicator i
  WHERE is_few AND (i.id = ANY (indicators) OR i.numerator_id = ANY (indicators) OR i.denominator_id = ANY (indicators)) OR i.weight_id IS NOT NULL AND (i.id = ANY (indicators) OR i.weight_id = ANY (indicators));
  IF TG_OP = 'UPDATE' THEN
    -- INSERT … ON CONFLICT DO UPDATE comes here twice, first with the rows it updated. Those it inserted must not count yet: they are
    -- known by the transaction and command that they share with the updated ones.
    SELECT f.xmin, f.cmin INTO own, command FROM figure f
    WHERE (f.department_id, f.period_id, f.measure, f.indicator_id) = (SELECT n.department_id, n.period_id, n.measure, n.indicator_id FROM new_rows n LIMIT 1);
  END IF;

  -- the departments: their quarters and years
  SELECT array_agg(DISTINCT t.id) INTO spans FROM period q JOIN period t ON t.kind IN ('QUARTER', 'YEAR') AND t.calendar = q.calendar AND t.starts_on <= q.starts_on
    AND t.ends_on >= q.ends_on WHERE q.id = ANY (periods) AND q.kind = 'QUARTER';
  IF spans IS NOT NULL THEN
    IF is_few THEN
      WITH delta AS MATERIALIZED (
        SELECT v.span_id, v.department_id, v.area_id, sum(v.one) AS with_target, coalesce(sum(v.one) FILTER (WHERE v.is_met IS NOT NULL), 0) AS reported,
          coalesce(sum(v.one) FILTER (WHERE v.is_met), 0) AS met, coalesce(sum(v.one) FILTER (WHERE v.is_exceeded), 0) AS exceeded, coalesce(sum(v.one * v.completion), 0) AS completion_sum,
          max(v.last_quarter) FILTER (WHERE NOT v.is_before) AS last_quarter, max(v.last_quarter) FILTER (WHERE v.is_before) AS last_before
        FROM (SELECT v.*, CASE WHEN v.is_before THEN -1 ELSE 1 END AS one
          FROM figures_now_and_before(spans, departments, concerned, parts, false, true, moves, own, command) v WHERE v.direction <> 'NONE' AND v.is_planned OFFSET 0) v
        GROUP BY 1, 2, 3
      ), kept AS (
        INSERT INTO rollup_department AS r (period_id, department_id, area_id, with_target, reported, met, exceeded, completion_sum, last_quarter)
        SELECT d.span_id, d.department_id, d.area_id, d.with_target, d.reported, d.met, d.exceeded, d.completion_sum, d.last_quarter FROM delta d
        ON CONFLICT (period_id, department_id, area_id) DO UPDATE SET with_target = r.with_target + excluded.with_target, reported = r.reported + excluded.reported,
          met = r.met + excluded.met, exceeded = r.exceeded + excluded.exceeded, completion_sum = r.completion_sum + excluded.completion_sum,
          last_quarter = greatest(r.last_quarter, excluded.last_quarter) RETURNING r.department_id, r.with_target
      ) -- an area that has no targets left, or whose last quarter may have been one of these, is computed again
      SELECT array_agg(DISTINCT x.department_id) INTO again FROM (SELECT k.department_id FROM kept k WHERE k.with_target = 0
        UNION ALL SELECT d.department_id FROM delta d WHERE d.last_before > coalesce(d.last_quarter, 0)) x;
    ELSE
      again := departments;
    END IF;
    IF again IS NOT NULL THEN
      FOREACH d IN ARRAY again LOOP PERFORM rollup_department_write(spans, d, moves, own, command); END LOOP;
    END IF;
  END IF;

  -- the hospital: what moved, and of weighted averages also those whose weight moved
  WITH moved AS MATERIALIZED (
    SELECT * FROM unnest(moves)
  ), plain AS (
    SELECT m.period_id, m.indicator_id, coalesce(sum(m.moved) FILTER (WHERE m.measure = 'PLAN'), 0) AS plan, coalesce(sum(m.moved) FILTER (WHERE m.measure = 'ACTUAL'), 0) AS actual,
      coalesce(sum(m.came) FILTER (WHERE m.measure = 'PLAN'), 0) AS planned, coalesce(sum(m.came) FILTER (WHERE m.measure = 'ACTUAL'), 0) AS reported
    FROM (SELECT m.*, coalesce(m.after, 0) - coalesce(m.before, 0) AS moved, (m.after IS NOT NULL)::int - (m.before IS NOT NULL)::int AS came FROM moved m) m JOIN indicator i ON i.id = m.indicator_id
    WHERE m.before IS DISTINCT FROM m.after AND (i.aggregation IN ('SUM', 'LAST') OR i.aggregation = 'RATIO' AND m.measure = 'ACTUAL') GROUP BY 1, 2
  ), cell AS MATERIALIZED ( -- the averages and their weights, now and before this statement
    SELECT department_id, period_id, indicator_id,
      max(f.value) FILTER (WHERE measure = 'PLAN') AS plan, max(f.value) FILTER (WHERE measure = 'ACTUAL') AS actual,
      max(CASE WHEN m.is_moved THEN m.before ELSE f.value END) FILTER (WHERE measure = 'PLAN') AS plan_before,
      max(CASE WHEN m.is_moved THEN m.before ELSE f.value END) FILTER (WHERE measure = 'ACTUAL') AS actual_before
    FROM (SELECT f.* FROM unnest(departments) AS u(department_id) CROSS JOIN LATERAL (
            SELECT f.department_id, f.period_id, f.measure, f.indicator_id, f.value, f.xmin AS made_by, f.cmin AS made_at FROM figure f
            WHERE f.department_id = u.department_id AND f.period_id = ANY (periods) AND f.measure IN ('PLAN', 'ACTUAL') AND f.indicator_id = ANY (weighed) OFFSET 0) f) f
      FULL JOIN (SELECT m.*, true AS is_moved FROM moved m WHERE m.indicator_id = ANY (weighed)) m
        USING (department_id, period_id, measure, indicator_id)
    WHERE m.is_moved OR own IS NULL OR NOT (f.made_by = own AND f.made_at = command)
    GROUP BY 1, 2, 3
  ), average AS (
    SELECT c.period_id, c.indicator_id, coalesce(sum(n.plan), 0) - coalesce(sum(b.plan), 0) AS plan, coalesce(sum(n.actual), 0) - coalesce(sum(b.actual), 0) AS actual,
      coalesce(sum(n.plan_weight), 0) - coalesce(sum(b.plan_weight), 0) AS plan_weight, coalesce(sum(n.actual_weight), 0) - coalesce(sum(b.actual_weight), 0) AS actual_weight,
      count(n.plan) - count(b.plan) AS planned, count(n.actual) - count(b.actual) AS reported
    FROM cell c JOIN indicator i ON i.id = c.indicator_id AND i.id = ANY (averages)
      LEFT JOIN cell w ON w.department_id = c.department_id AND w.period_id = c.period_id AND w.indicator_id = i.weight_id
      CROSS JOIN LATERAL rollup_indicator_terms(i.aggregation, c.plan, c.actual, w.plan, w.actual) n
      CROSS JOIN LATERAL rollup_indicator_terms(i.aggregation, c.plan_before, c.actual_before, w.plan_before, w.actual_before) b
    GROUP BY 1, 2
  ), delta AS MATERIALIZED (
    SELECT p.period_id, p.indicator_id, p.plan, p.actual, NULL::numeric AS plan_weight, NULL::numeric AS actual_weight, p.planned, p.reported FROM plain p
    UNION ALL SELECT a.period_id, a.indicator_id, a.plan, a.actual, a.plan_weight, a.actual_weight, a.planned, a.reported FROM average a
  ), kept AS ( -- not ON CONFLICT: it would look for every row by itself and lock it first
    UPDATE rollup_indicator r SET
      plan = CASE WHEN r.planned_departments + d.planned > 0 THEN coalesce(r.plan, 0) + d.plan END,
      plan_weight = CASE WHEN r.planned_departments + d.planned > 0 THEN coalesce(r.plan_weight, 0) + d.plan_weight END,
      actual = CASE WHEN r.reported_departments + d.reported > 0 THEN coalesce(r.actual, 0) + d.actual END,
      actual_weight = CASE WHEN r.reported_departments + d.reported > 0 THEN coalesce(r.actual_weight, 0) + d.actual_weight END,
      planned_departments = r.planned_departments + d.planned, reported_departments = r.reported_departments + d.reported
    FROM delta d WHERE r.period_id = d.period_id AND r.indicator_id = d.indicator_id AND r.period_id = ANY (periods)
    RETURNING r.period_id, r.indicator_id
  )
  INSERT INTO rollup_indicator (period_id, indicator_id, plan, actual, plan_weight, actual_weight, planned_departments, reported_departments)
  SELECT d.period_id, d.indicator_id, CASE WHEN d.planned > 0 THEN d.plan END, CASE WHEN d.reported > 0 THEN d.actual END,
    CASE WHEN d.planned > 0 THEN d.plan_weight END, CASE WHEN d.reported > 0 THEN d.actual_weight END, d.planned, d.reported
  FROM delta d WHERE d.planned + d.reported > 0 AND NOT EXISTS (SELECT FROM kept k WHERE k.period_id = d.period_id AND k.indicator_id = d.indicator_id);
  RETURN NULL;
END $$;
CREATE TRIGGER figure_rollup_insert AFTER INSERT ON "figure" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION figure_rollup();
CREATE TRIGGER figure_rollup_update AFTER UPDATE ON "figure" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION figure_rollup();
CREATE TRIGGER figure_rollup_delete AFTER DELETE ON "figure" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION figure_rollup();
-- After an indicator's rule, direction or area changes, after a bulk load, and for repair: everything again from raw.
CREATE FUNCTION rollup_rebuild() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  periods int[] := ARRAY (SELECT id FROM period); spans int[] := ARRAY (SELECT id FROM period WHERE kind IN ('QUARTER', 'YEAR'));
  departments int[] := ARRAY (SELECT id FROM department);
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN RAISE EXCEPTION 'rollup_isolation: rollups are rebuilt at READ COMMITTED only'; END IF;
  PERFORM pg_advisory_xact_lock('figure'::regclass::oid::int, 0);
  DELETE FROM rollup_indicator;
  DELETE FROM rollup_department;
  INSERT INTO rollup_indicator (period_id, indicator_id, plan, actual, plan_weight, actual_weight, planned_departments, reported_departments)
  SELECT * FROM rollup_indicator_rows(periods) ORDER BY 1, 2;
  INSERT INTO rollup_department (period_id, department_id, area_id, with_target, reported, met, exceeded, completion_sum, last_quarter)
  SELECT * FROM rollup_department_rows(spans, departments, NULL, NULL, NULL) ORDER BY 1, 2, 3;
END $$;
-- Compares every rollup with raw; four rows, all zero when nothing differs.
CREATE FUNCTION rollup_verify() RETURNS TABLE (problem text, rows bigint) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  periods int[] := ARRAY (SELECT id FROM period); spans int[] := ARRAY (SELECT id FROM period WHERE kind IN ('QUARTER', 'YEAR'));
  departments int[] := ARRAY (SELECT id FROM department);
BEGIN
  RETURN QUERY
  WITH raw_indicator AS MATERIALIZED (SELECT * FROM rollup_indicator_rows(periods)),
    kept_indicator AS MATERIALIZED (SELECT period_id, indicator_id, plan, actual, plan_weight, actual_weight, planned_departments, reported_departments
      FROM rollup_indicator WHERE planned_departments + reported_departments > 0),
    raw_department AS MATERIALIZED (SELECT * FROM rollup_department_rows(spans, departments, NULL, NULL, NULL)),
    kept_department AS MATERIALIZED (SELECT period_id, department_id, area_id, with_target, reported, met, exceeded, completion_sum, last_quarter FROM rollup_department)
  SELECT 'indicator: missing or different', count(*) FROM (SELECT * FROM raw_indicator EXCEPT SELECT * FROM kept_indicator) x
  UNION ALL SELECT 'indicator: too much', count(*) FROM (SELECT * FROM kept_indicator EXCEPT SELECT * FROM raw_indicator) x
  UNION ALL SELECT 'department: missing or different', count(*) FROM (SELECT * FROM raw_department EXCEPT SELECT * FROM kept_department) x
  UNION ALL SELECT 'department: too much', count(*) FROM (SELECT * FROM kept_department EXCEPT SELECT * FROM raw_department) x;
END $$;
-- As-now reading: every department mapped to the living principal successor (itself while it lives).
CREATE FUNCTION department_as_now() RETURNS TABLE (department_id int, as_now_id int) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE w AS (
    SELECT id AS department_id, id AS as_now_id, 0 AS depth FROM department
    UNION ALL SELECT w.department_id, l.to_id, w.depth + 1 FROM w JOIN department_lineage l ON l.from_id = w.as_now_id AND l.is_principal WHERE w.depth < 20)
  SELECT DISTINCT ON (department_id) department_id, as_now_id FROM w ORDER BY department_id, depth DESC
$$;

-- AUDIT -----------------------------------------------------------------------------------------------------------
-- One audit_tx per transaction (who, when, which command), one audit_entry per changed row, one audit_seal at COMMIT. An entry has no
-- foreign key to its transaction: only the two triggers below write entries, and the check would cost a fifth of the audit of a
-- grid; audit_verify() looks for entries of no transaction. What changed is kept as json, not jsonb: the text that was hashed is the
-- text that is stored, whatever a later Postgres would make of it.
INSERT INTO "audit_head" (id, seq, hash) VALUES (true, 0, repeat('0', 64));
-- The audit_tx of this transaction, opened at its first write. Refuses a write that names no actor, or one that does not exist.
CREATE FUNCTION audit_open() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  actor int := nullif(current_setting('app.actor', true), '')::int;
  opened bigint := nullif(current_setting('app.audit_tx', true), '')::bigint;
  this bigint := pg_current_xact_id()::text::bigint;
BEGIN
  -- the setting alone proves nothing (anybody may set it): the row must be of this very transaction, this actor, and not sealed yet
  IF opened IS NOT NULL AND EXISTS (SELECT FROM audit_tx t WHERE t.id = opened AND t.xid = this AND t.actor_id = actor
    AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.audit_tx_id = opened)) THEN RETURN opened; END IF;
  IF actor IS NULL OR NOT EXISTS (SELECT FROM account a WHERE a.id = actor) THEN RAISE EXCEPTION 'audit_no_actor: a write must name its actor (app.actor)' USING ERRCODE = 'insufficient_privilege'; END IF;
  SET CONSTRAINTS audit_seal_at_commit DEFERRED;
  INSERT INTO audit_tx (xid, kind, at, actor_id, on_behalf_of, command, request_id, session_id, ip)
  VALUES (this, 'WRITE', clock_timestamp(), actor, nullif(current_setting('app.on_behalf_of', true), ''), nullif(current_setting('app.command', true), ''),
    nullif(current_setting('app.request', true), ''), nullif(current_setting('app.session', true), '')::uuid, nullif(current_setting('app.ip', true), '')) RETURNING id INTO opened;
  PERFORM set_config('app.audit_tx', opened::text, true);
  RETURN opened;
END $$;
-- A row as the audit keeps it: without generated columns, secrets masked, nothing said of what is empty.
CREATE FUNCTION audit_shown(p_row jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_strip_nulls(p_row - '{search,full_name}'::text[] || CASE WHEN p_row ? 'password_hash' AND p_row ->> 'password_hash' IS NOT NULL THEN '{"password_hash": "***"}'::jsonb
    WHEN p_row ? 'token_hash' THEN '{"token_hash": "***"}'::jsonb ELSE '{}'::jsonb END)
$$;
-- The keys of p_this whose value p_other does not have, in the same way but for what is empty; NULL when there are none.
CREATE FUNCTION audit_changed(p_this jsonb, p_other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_object_agg(e.key, CASE WHEN e.key IN ('password_hash', 'token_hash') THEN '"***"'::jsonb ELSE e.value END)
  FROM jsonb_each(p_this) e WHERE e.key NOT IN ('search', 'full_name') AND e.value IS DISTINCT FROM p_other -> e.key
$$;
-- Any table. TG_ARGV[0]: where is_party comes from, 'normal' (never) or 'column' (the row's own). TG_ARGV[1..4]: the key columns.
CREATE FUNCTION audit_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE tx bigint;
BEGIN
  -- MATERIALIZED: each row becomes jsonb once (a plain subquery is flattened and evaluated once per use)
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
    tx := audit_open();
    WITH n AS MATERIALIZED (SELECT to_jsonb(x) AS j FROM new_rows x)
    INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key, after, is_party)
    SELECT tx, 'INSERT', TG_TABLE_NAME, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]), audit_shown(j)::json,
      TG_ARGV[0] = 'column' AND (j->>'is_party')::boolean FROM n;
  ELSIF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
    tx := audit_open();
    WITH o AS MATERIALIZED (SELECT to_jsonb(x) AS j FROM old_rows x)
    INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key, before, is_party)
    SELECT tx, 'DELETE', TG_TABLE_NAME, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]), audit_shown(j)::json,
      TG_ARGV[0] = 'column' AND (j->>'is_party')::boolean FROM o;
  ELSE
    IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
    tx := audit_open();
    WITH o AS MATERIALIZED (SELECT to_jsonb(x) AS j FROM old_rows x), n AS MATERIALIZED (SELECT to_jsonb(x) AS j FROM new_rows x),
      ok AS MATERIALIZED (SELECT j, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]) AS k FROM o),
      nk AS MATERIALIZED (SELECT j, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]) AS k FROM n)
    INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key, before, after, is_party)
    SELECT tx, 'UPDATE', TG_TABLE_NAME, coalesce(nk.k, ok.k), audit_changed(ok.j, coalesce(nk.j, '{}'))::json, audit_changed(nk.j, coalesce(ok.j, '{}'))::json,
      TG_ARGV[0] = 'column' AND (coalesce(nk.j, ok.j)->>'is_party')::boolean
    FROM ok FULL JOIN nk ON nk.k = ok.k WHERE ok.j IS DISTINCT FROM nk.j;
  END IF;
  RETURN NULL;
END $$;
-- The same for figures, saved by the hundred: columns by name instead of through jsonb, several times cheaper. What somebody who
-- saves their own figure again moves (value, version, moment) is taken as it is; anything else goes the general way.
CREATE FUNCTION audit_figures() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET enable_sort = off SET enable_mergejoin = off AS $$
DECLARE tx bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
  tx := audit_open();
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key, after)
    SELECT tx, 'INSERT', TG_TABLE_NAME, concat_ws('/', n.department_id, n.period_id, n.measure, n.indicator_id),
      CASE WHEN n.value IS NOT NULL AND (n.draft_text, n.draft_problem, n.remark, n.batch_id) IS NULL THEN
        json_build_object('department_id', n.department_id, 'period_id', n.period_id, 'measure', n.measure, 'indicator_id', n.indicator_id, 'value', n.value,
          'is_flagged', n.is_flagged, 'source', n.source, 'row_version', n.row_version, 'updated_at', n.updated_at, 'updated_by_id', n.updated_by_id)
        ELSE audit_shown(to_jsonb(n))::json END
    FROM new_rows n;
  ELSE
    -- FULL JOIN: a key may have moved (owner only), and it never becomes a nested loop however many rows there are
    INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key, before, after)
    SELECT tx, 'UPDATE', TG_TABLE_NAME, concat_ws('/', department_id, period_id, measure, indicator_id),
      CASE WHEN d.plain THEN json_build_object('value', o.value, 'row_version', o.row_version, 'updated_at', o.updated_at) ELSE audit_changed(to_jsonb(o), coalesce(to_jsonb(n), '{}'))::json END,
      CASE WHEN d.plain THEN json_build_object('value', n.value, 'row_version', n.row_version, 'updated_at', n.updated_at) ELSE audit_changed(to_jsonb(n), coalesce(to_jsonb(o), '{}'))::json END
    FROM old_rows o FULL JOIN new_rows n USING (department_id, period_id, measure, indicator_id)
    CROSS JOIN LATERAL (SELECT n.row_version > o.row_version AND n.updated_by_id = o.updated_by_id
      AND (o.draft_text, o.draft_problem, o.remark, o.is_flagged, o.source, o.batch_id) IS NOT DISTINCT FROM (n.draft_text, n.draft_problem, n.remark, n.is_flagged, n.source, n.batch_id) AS plain) d
    WHERE d.plain OR o IS DISTINCT FROM n;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_insert AFTER INSERT ON "figure" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_figures();
CREATE TRIGGER audit_update AFTER UPDATE ON "figure" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_figures();
CREATE TRIGGER audit_delete AFTER DELETE ON "figure" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('normal', 'department_id', 'period_id', 'measure', 'indicator_id');
-- The hash of one transaction and all its entries, on top of the hash before it; and how many entries there are.
CREATE FUNCTION audit_hash(p_prev text, p_tx audit_tx, OUT hash text, OUT entries int) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  SELECT encode(sha256(convert_to(concat(p_prev, E'\x1f', p_tx.id, E'\x1f', p_tx.xid, E'\x1f', p_tx.kind, E'\x1f', (extract(epoch FROM p_tx.at) * 1000)::bigint, E'\x1f', p_tx.actor_id, E'\x1f', p_tx.on_behalf_of,
      E'\x1f', p_tx.command, E'\x1f', p_tx.request_id, E'\x1f', p_tx.session_id, E'\x1f', p_tx.ip, E'\x1f', p_tx.is_party, E'\x1f', p_tx.detail::text, E'\x1d', e.body), 'UTF8')), 'hex'), e.entries INTO hash, entries
  FROM (SELECT count(*) AS entries, string_agg(concat(e.op, E'\x1f', e.table_name, E'\x1f', e.row_key, E'\x1f', coalesce(e.before::text, '-'), E'\x1f', coalesce(e.after::text, '-'), E'\x1f', e.is_party), E'\x1e' ORDER BY e.id) AS body
    FROM audit_entry e WHERE e.audit_tx_id = p_tx.id) e;
END $$;
-- Sealed at COMMIT: the chain's head is the last lock a transaction takes and is held only while it commits, so it can neither
-- deadlock nor queue long commands.
CREATE FUNCTION audit_seal_tx() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET plan_cache_mode = force_generic_plan AS $$
DECLARE head audit_head; sealed record;
BEGIN
  SELECT * INTO head FROM audit_head FOR UPDATE;
  sealed := audit_hash(head.hash, NEW);
  INSERT INTO audit_seal (seq, audit_tx_id, entry_count, prev_hash, hash) VALUES (head.seq + 1, NEW.id, sealed.entries, head.hash, sealed.hash);
  UPDATE audit_head SET seq = head.seq + 1, hash = sealed.hash;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_seal_at_commit AFTER INSERT ON "audit_tx" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_seal_tx();
-- What is not a row change: sign-in, refusal, export, read of what is restricted. Returns the audit_tx.
CREATE FUNCTION audit_event(p_kind audit_kind, p_command text, p_is_party boolean, p_detail jsonb) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE opened bigint; actor int := nullif(current_setting('app.actor', true), '')::int;
BEGIN
  IF p_kind = 'WRITE' THEN RAISE EXCEPTION 'audit_event: a WRITE is recorded by the write itself' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF actor IS NULL OR NOT EXISTS (SELECT FROM account a WHERE a.id = actor) THEN RAISE EXCEPTION 'audit_no_actor: an event must name its actor (app.actor)' USING ERRCODE = 'insufficient_privilege'; END IF;
  SET CONSTRAINTS audit_seal_at_commit DEFERRED;
  INSERT INTO audit_tx (xid, kind, at, actor_id, command, request_id, session_id, ip, is_party, detail)
  VALUES (pg_current_xact_id()::text::bigint, p_kind, clock_timestamp(), actor, p_command, nullif(current_setting('app.request', true), ''), nullif(current_setting('app.session', true), '')::uuid,
    nullif(current_setting('app.ip', true), ''), p_is_party, p_detail::json) RETURNING id INTO opened;
  RETURN opened;
END $$;
-- Walks the whole chain. No row: nothing was changed, lost or added since it was written. Whoever owns the machine could rebuild
-- the chain, so the head's hash is also kept elsewhere (printed by npm run audit:verify).
CREATE FUNCTION audit_verify() RETURNS TABLE (seq bigint, problem text) LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE prev text := repeat('0', 64); n bigint := 0; s record; head audit_head; again record;
BEGIN
  FOR s IN SELECT k.seq AS at, k.prev_hash, k.hash, k.entry_count, t AS tx FROM audit_seal k LEFT JOIN audit_tx t ON t.id = k.audit_tx_id ORDER BY k.seq LOOP
    n := n + 1; seq := s.at; again := audit_hash(s.prev_hash, s.tx);
    IF s.at <> n THEN problem := 'gap'; RETURN NEXT; n := s.at; END IF;
    IF s.prev_hash <> prev THEN problem := 'broken link'; RETURN NEXT; END IF;
    IF again.entries <> s.entry_count THEN problem := 'entries added or lost'; RETURN NEXT; END IF;
    IF again.hash IS DISTINCT FROM s.hash THEN problem := 'content changed'; RETURN NEXT; END IF;
    prev := s.hash;
  END LOOP;
  SELECT * INTO head FROM audit_head;
  IF head.hash IS DISTINCT FROM prev OR head.seq IS DISTINCT FROM n THEN seq := head.seq; problem := 'head differs'; RETURN NEXT; END IF;
  seq := NULL;
  FOR problem IN SELECT 'unsealed transaction ' || t.id FROM audit_tx t WHERE NOT EXISTS (SELECT FROM audit_seal k WHERE k.audit_tx_id = t.id) LOOP RETURN NEXT; END LOOP;
  FOR problem IN SELECT 'entries of no transaction ' || e.audit_tx_id FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_tx t WHERE t.id = e.audit_tx_id) GROUP BY e.audit_tx_id LOOP RETURN NEXT; END LOOP;
END $$;
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append_only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_tx" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_seal" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "submission_round" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "review" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "task_progress" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
-- RIGHTS -----------------------------------------------------------------------------------------------------------
-- Called at the end of this migration and of every later one that adds a table: audit triggers, text limits, void rule, grants.
-- What a table is, it says itself: append-only by its trigger of that name, of mixed secrecy by its column is_party.
-- Rollups and audit are written by definer functions only; the runtime role deletes nothing but rate limits and old keys.
CREATE FUNCTION protect_tables() RETURNS void LANGUAGE plpgsql AS $fn$
DECLARE
  t record; c record; keys text; columns text; sch text := current_schema();
  rw text := coalesce(nullif(current_setting('app.runtime_role', true), ''), 'tongket_app');
  unaudited text[] := ARRAY['session', 'rate_limit', 'idempotency_key']; -- sessions have events instead; the others are no business
  long_texts text[] := ARRAY['body', 'detail', 'description', 'content', 'strengths', 'limitations', 'causes', 'proposals', 'statement', 'citation', 'criteria', 'result', 'lessons'];
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = rw) THEN RAISE EXCEPTION 'The runtime role "%" does not exist: create it, or name another with SET app.runtime_role', rw; END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', sch, rw);
  FOR t IN SELECT k.oid, k.relname::text AS name, k.relname LIKE 'audit\_%' AS is_audit, k.relname LIKE 'rollup\_%' AS is_rollup,
      EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = k.oid AND g.tgname = 'append_only') AS is_append_only,
      EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.oid AND a.attname = 'is_party' AND NOT a.attisdropped) AS is_mixed
    FROM pg_class k WHERE k.relnamespace = sch::regnamespace AND k.relkind = 'r' ORDER BY k.relname
  LOOP
    EXECUTE format('GRANT SELECT ON %I TO %I', t.name, rw);
    CONTINUE WHEN t.name = '_prisma_migrations';
    IF NOT t.is_audit AND NOT t.is_rollup THEN
      EXECUTE format('GRANT INSERT ON %I TO %I', t.name, rw);
      IF t.name = 'figure' THEN -- a figure never moves to another department, period, measure or indicator
        SELECT string_agg(quote_ident(a.attname), ', ') INTO columns FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
          AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary AND a.attnum = ANY (i.indkey));
        EXECUTE format('GRANT UPDATE (%s) ON %I TO %I', columns, t.name, rw);
      ELSIF NOT t.is_append_only THEN
        EXECUTE format('GRANT UPDATE ON %I TO %I', t.name, rw);
      END IF;
    END IF;
    IF t.name IN ('rate_limit', 'idempotency_key') THEN EXECUTE format('GRANT DELETE ON %I TO %I', t.name, rw); END IF;

    IF NOT t.is_audit AND NOT t.is_rollup AND NOT t.name = ANY (unaudited) THEN
      SELECT string_agg(quote_literal(a.attname), ', ' ORDER BY x.ord) INTO keys FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY x(att, ord)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = x.att WHERE i.indrelid = t.oid AND i.indisprimary;
      IF NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'audit_insert') THEN
        EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows(%L, %s)',
          t.name, CASE WHEN t.is_mixed THEN 'column' ELSE 'normal' END, keys);
        EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows(%L, %s)',
          t.name, CASE WHEN t.is_mixed THEN 'column' ELSE 'normal' END, keys);
      END IF;
      IF NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'audit_delete') THEN
        EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows(%L, %s)',
          t.name, CASE WHEN t.is_mixed THEN 'column' ELSE 'normal' END, keys);
      END IF;
      -- TRUNCATE leaves no rows for an audit to see: refused, to the owner too
      IF NOT t.is_append_only AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'no_truncate') THEN
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION append_only()', t.name);
      END IF;
    END IF;

    -- every text NFC and bounded, lists of texts and JSON bounded; names are cut so that they fit and stay the same on the next call
    FOR c IN SELECT a.attname::text AS name, a.atttypid::regtype::text AS type,
        left(t.name || '_' || a.attname, 58) || CASE a.atttypid WHEN 'text'::regtype THEN '_text' ELSE '_size' END AS constraint_name
      FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        AND a.atttypid IN ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype) AND NOT t.is_audit
    LOOP
      CONTINUE WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = t.oid AND k.conname = c.constraint_name);
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%s)', t.name, c.constraint_name, CASE c.type
        WHEN 'text' THEN format('char_length(%1$I) <= %2$s AND %1$I IS NFC NORMALIZED', c.name, CASE WHEN c.name = ANY (long_texts) THEN 50000 ELSE 2000 END)
        WHEN 'text[]' THEN format('cardinality(%1$I) <= 200 AND char_length(array_to_string(%1$I, '' '')) <= 50000 AND array_to_string(%1$I, '' '') IS NFC NORMALIZED', c.name)
        ELSE format('pg_column_size(%I) <= 4194304', c.name) END);
    END LOOP;
    IF EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'void_reason') AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = t.oid AND k.conname = t.name || '_void') THEN
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK ((voided_at IS NULL) = (voided_by_id IS NULL) AND (voided_at IS NULL OR btrim(coalesce(void_reason, '''')) <> ''''))', t.name, t.name || '_void');
    END IF;
  END LOOP;
  FOR t IN SELECT k.relname::text AS name FROM pg_class k WHERE k.relnamespace = sch::regnamespace AND k.relkind = 'S' AND k.relname NOT LIKE 'audit\_%' LOOP
    EXECUTE format('GRANT USAGE ON SEQUENCE %I TO %I', t.name, rw);
  END LOOP;
  -- definer functions find their tables in this schema whatever the caller's search_path says; run again after renaming the schema
  FOR c IN SELECT p.oid::regprocedure::text AS sig, p.prosecdef AS is_definer, p.proname IN ('protect_tables', 'audit_open', 'rollup_department_write') AS is_private FROM pg_proc p WHERE p.pronamespace = sch::regnamespace LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', c.sig);
    IF NOT c.is_private THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', c.sig, rw); END IF;
    IF c.is_definer THEN EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, %I, pg_temp', c.sig, sch); END IF;
  END LOOP;
END $fn$;
-- Scheduled work and set-up act under this account (src/domain/actor.ts). Made before accounts are audited: nobody made it.
INSERT INTO "account" (username, display_name, is_system, must_change_password) VALUES ('he-thong', 'Hệ thống', true, false);
SELECT protect_tables();
