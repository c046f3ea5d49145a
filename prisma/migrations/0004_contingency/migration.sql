-- Why: contingency plans (phương án phòng chống dịch, thiên tai) with their drills, the tasks that a drill brings, files of evidence on
-- a drill, and two rules that tasks lacked: a due date lies in the plan's year, and a stored file is known by a whole SHA-256.
-- Existing rows: no task was due outside its year unless by mistake; the guard looks only at tasks that are made or moved from now on.
-- Order of release: safe before the new code, which is the only one to write the new columns.
ALTER TYPE "subject_type" ADD VALUE 'DRILL';
CREATE TYPE "contingency_kind" AS ENUM ('EPIDEMIC', 'DISASTER', 'FIRE', 'OTHER');

CREATE TABLE "contingency_plan" (
    "id" SERIAL NOT NULL,
    "kind" "contingency_kind" NOT NULL,
    "title" TEXT COLLATE "vi-x-icu" NOT NULL,
    "department_id" INTEGER,
    "decision_id" INTEGER,
    "body" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "retired_on" DATE,
    "retire_reason" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "contingency_plan_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "drill" (
    "id" SERIAL NOT NULL,
    "contingency_plan_id" INTEGER NOT NULL,
    "scheduled_on" DATE NOT NULL,
    "scenario" TEXT NOT NULL,
    "held_on" DATE,
    "participants" INTEGER,
    "result" TEXT,
    "lessons" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "drill_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "task" ADD COLUMN "drill_id" INTEGER;

CREATE INDEX "contingency_plan_department_id_idx" ON "contingency_plan"("department_id");
CREATE INDEX "drill_contingency_plan_id_scheduled_on_idx" ON "drill"("contingency_plan_id", "scheduled_on");
-- the board, the calendar and the shares read by due date
CREATE INDEX "task_due_on_idx" ON "task"("due_on");
CREATE INDEX "task_drill_id_idx" ON "task"("drill_id");
-- a drill is planned once for one day
CREATE UNIQUE INDEX "drill_once" ON "drill" (contingency_plan_id, scheduled_on) WHERE voided_at IS NULL;

ALTER TABLE "contingency_plan" ADD CONSTRAINT "contingency_plan_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "contingency_plan" ADD CONSTRAINT "contingency_plan_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "drill" ADD CONSTRAINT "drill_contingency_plan_id_fkey" FOREIGN KEY ("contingency_plan_id") REFERENCES "contingency_plan"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "task" ADD CONSTRAINT "task_drill_id_fkey" FOREIGN KEY ("drill_id") REFERENCES "drill"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "contingency_plan" ADD CONSTRAINT "contingency_plan_title" CHECK (btrim(title) <> '');
ALTER TABLE "contingency_plan" ADD CONSTRAINT "contingency_plan_range" CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE "contingency_plan" ADD CONSTRAINT "contingency_plan_retired" CHECK ((retired_on IS NULL) = (retire_reason IS NULL) AND (retire_reason IS NULL OR btrim(retire_reason) <> ''));
ALTER TABLE "drill" ADD CONSTRAINT "drill_scenario" CHECK (btrim(scenario) <> '');
-- held: when, how many, what was found; not held yet: none of it
ALTER TABLE "drill" ADD CONSTRAINT "drill_held" CHECK (CASE WHEN held_on IS NULL THEN participants IS NULL AND result IS NULL AND lessons IS NULL
  ELSE participants IS NOT NULL AND participants > 0 AND btrim(coalesce(result, '')) <> '' END);
ALTER TABLE "task" ADD CONSTRAINT "task_drill_source" CHECK (drill_id IS NULL OR source = 'CONTINGENCY');
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_sha256_form" CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_file_name_filled" CHECK (btrim(file_name) <> '');

-- Tasks: the lead unit must still exist on the due date, and that date lies in the year of the plan (checked when the task is made or
-- moved, not when progress is noted).
CREATE OR REPLACE FUNCTION task_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM department d WHERE d.id = NEW.lead_department_id AND (d.established_on > NEW.due_on OR d.dissolved_on <= NEW.due_on)) THEN
    RAISE EXCEPTION 'task_lead_absent' USING ERRCODE = 'check_violation', CONSTRAINT = 'task_lead_absent';
  END IF;
  IF EXISTS (SELECT FROM period p WHERE p.id = NEW.period_id AND extract(year FROM NEW.due_on) <> p.year) THEN
    RAISE EXCEPTION 'task_due_year' USING ERRCODE = 'check_violation', CONSTRAINT = 'task_due_year';
  END IF;
  RETURN NEW;
END $$;
SELECT protect_tables();
