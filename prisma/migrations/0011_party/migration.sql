-- The Party module (domain.md B): bodies and cells by date, counts, rule sets of each evaluation year, campaigns with a cap that holds,
-- ratings with their steps, published figures, badges, and the administrator's break-glass.
-- Why so:
-- · Every table of it has row-level security. Who reads what follows from the actor's own grants (party_scope), never from a caller;
--   without app.actor there are no rows. Break-glass reads and never writes.
-- · The cap counts stand in a row of their own (rating_cap) that only triggers move: its lock lets one decider through at a time, and its
--   CHECK is evaluated on the true count. A campaign itself may then be read by a cell's secretary, who sees no count of the hospital.
-- · A campaign is a year or a quarter of it (HD 02-HD/BTCTW: quarters from 2026); members are rated as counts per cell.
-- · Tables of other modules that can hold Party rows (decisions, remarks, files, reminders, the audit) are hidden by their is_party.
-- Order of release: safe before the new code; the old code sees no Party row and names none.

CREATE TYPE "party_body_kind" AS ENUM ('ORGANISATION', 'COMMITTEE', 'STANDING_COMMITTEE', 'OFFICE', 'BOARD', 'SUB_ORGANISATION', 'CELL', 'GROUP');
CREATE TYPE "rating_subject" AS ENUM ('ORGANISATION', 'CELL', 'MEMBER', 'STAFF');
CREATE TYPE "rating_level_code" AS ENUM ('EXCELLENT', 'GOOD', 'COMPLETED', 'NOT_COMPLETED', 'NOT_RATED');
CREATE TYPE "rating_state" AS ENUM ('DRAFT', 'SELF_RATED', 'CELL_REVIEWED', 'APPRAISED', 'DECIDED', 'PUBLISHED', 'RETURNED', 'APPEALED');
CREATE TYPE "rating_step_kind" AS ENUM ('SELF', 'CELL_MEETING', 'APPRAISAL', 'DECISION', 'APPEAL');
CREATE TYPE "cap_base" AS ENUM ('GOOD_OR_BETTER', 'GOOD_ONLY', 'RATED', 'TOTAL');
CREATE TYPE "rounding" AS ENUM ('HALF_UP', 'FLOOR', 'CEIL');
CREATE TYPE "aggregate_mode" AS ENUM ('CUMULATIVE', 'DISJOINT');
CREATE TYPE "body_discipline" AS ENUM ('REPRIMAND', 'WARNING', 'DISSOLUTION');
CREATE TYPE "badge_state" AS ENUM ('DUE', 'PROPOSED', 'DECIDED', 'PRESENTED');
CREATE TABLE "party_body" (
    "id" SERIAL NOT NULL,
    "kind" "party_body_kind" NOT NULL,
    "code" TEXT NOT NULL,
    "established_on" DATE NOT NULL,
    "dissolved_on" DATE,
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "party_body_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "party_body_version" (
    "id" SERIAL NOT NULL,
    "party_body_id" INTEGER NOT NULL,
    "name" TEXT COLLATE "vi-x-icu" NOT NULL,
    "parent_id" INTEGER,
    "secretary_id" INTEGER,
    "deputy_id" INTEGER,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "decision_id" INTEGER,
    "search" TEXT GENERATED ALWAYS AS (fold_vi("name")) STORED,

    CONSTRAINT "party_body_version_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "party_lineage" (
    "id" SERIAL NOT NULL,
    "from_id" INTEGER NOT NULL,
    "to_id" INTEGER NOT NULL,
    "kind" "lineage_kind" NOT NULL,
    "effective_on" DATE NOT NULL,
    "is_principal" BOOLEAN NOT NULL,
    "decision_id" INTEGER NOT NULL,

    CONSTRAINT "party_lineage_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "party_cell_department" (
    "id" SERIAL NOT NULL,
    "party_body_id" INTEGER NOT NULL,
    "department_id" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "party_cell_department_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "party_year_count" (
    "party_body_id" INTEGER NOT NULL,
    "year" SMALLINT NOT NULL,
    "official_start" INTEGER,
    "probationary_start" INTEGER,
    "admitted" INTEGER,
    "made_official" INTEGER,
    "transferred_in" INTEGER,
    "transferred_out" INTEGER,
    "died" INTEGER,
    "struck_off" INTEGER,
    "reprimanded" INTEGER,
    "warned" INTEGER,
    "removed" INTEGER,
    "expelled" INTEGER,
    "official_end" INTEGER,
    "probationary_end" INTEGER,
    "note" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "party_year_count_pkey" PRIMARY KEY ("party_body_id","year")
);
CREATE TABLE "rating_rule_set" (
    "id" SERIAL NOT NULL,
    "subject" "rating_subject" NOT NULL,
    "from_year" SMALLINT NOT NULL,
    "to_year" SMALLINT,
    "documents" TEXT NOT NULL,
    "criteria" JSONB,
    "cap_percent" SMALLINT,
    "cap_base" "cap_base",
    "cap_rounding" "rounding",
    "cap_min_one" BOOLEAN NOT NULL DEFAULT false,
    "cap_severity" "severity",
    "cap_percent_outstanding" SMALLINT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "rating_rule_set_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "rating_level" (
    "rule_set_id" INTEGER NOT NULL,
    "code" "rating_level_code" NOT NULL,
    "rank" SMALLINT NOT NULL,
    "label" TEXT NOT NULL,
    "short_label" TEXT NOT NULL,
    "min_score" DECIMAL(7,4),

    CONSTRAINT "rating_level_pkey" PRIMARY KEY ("rule_set_id","code")
);
CREATE TABLE "rating_campaign" (
    "id" SERIAL NOT NULL,
    "year" SMALLINT NOT NULL,
    "quarter" SMALLINT NOT NULL DEFAULT 0,
    "subject" "rating_subject" NOT NULL,
    "rule_set_id" INTEGER NOT NULL,
    "opened_on" DATE NOT NULL,
    "due_on" DATE,
    "closed_at" TIMESTAMPTZ(3),
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "rating_campaign_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "rating_cap" (
    "campaign_id" INTEGER NOT NULL,
    "total_count" INTEGER NOT NULL DEFAULT 0,
    "excellent_count" INTEGER NOT NULL DEFAULT 0,
    "good_count" INTEGER NOT NULL DEFAULT 0,
    "rated_count" INTEGER NOT NULL DEFAULT 0,
    "decided_excellent_count" INTEGER NOT NULL DEFAULT 0,
    "cap_limit" INTEGER,
    "override_limit" INTEGER,
    "override_reason" TEXT,
    "override_document" TEXT,
    "override_by_id" INTEGER,
    "override_at" TIMESTAMPTZ(3),
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "rating_cap_pkey" PRIMARY KEY ("campaign_id")
);
CREATE TABLE "party_rating" (
    "id" SERIAL NOT NULL,
    "campaign_id" INTEGER NOT NULL,
    "party_body_id" INTEGER NOT NULL,
    "rule_set_id" INTEGER NOT NULL,
    "state" "rating_state" NOT NULL DEFAULT 'DRAFT',
    "level" "rating_level_code",
    "suggested_level" "rating_level_code",
    "suggested_score" DECIMAL(7,4),
    "evidence" JSONB,
    "discipline" "body_discipline",
    "decision_id" INTEGER,
    "note" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "party_rating_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "party_rating_step" (
    "id" SERIAL NOT NULL,
    "rating_id" INTEGER NOT NULL,
    "step" "rating_step_kind" NOT NULL,
    "level" "rating_level_code",
    "score" DECIMAL(7,4),
    "eligible_voters" INTEGER,
    "present" INTEGER,
    "votes_excellent" INTEGER,
    "votes_good" INTEGER,
    "votes_completed" INTEGER,
    "votes_not_completed" INTEGER,
    "invalid_votes" INTEGER,
    "note" TEXT,
    "by_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "party_rating_step_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "member_rating" (
    "campaign_id" INTEGER NOT NULL,
    "party_body_id" INTEGER NOT NULL,
    "state" "rating_state" NOT NULL DEFAULT 'DRAFT',
    "total" INTEGER,
    "exempt" INTEGER,
    "exempt_reason" TEXT,
    "eligible" INTEGER,
    "rated" INTEGER,
    "excellent" INTEGER,
    "good" INTEGER,
    "completed" INTEGER,
    "not_completed" INTEGER,
    "decision_id" INTEGER,
    "note" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "member_rating_pkey" PRIMARY KEY ("campaign_id","party_body_id")
);
CREATE TABLE "party_aggregate" (
    "id" SERIAL NOT NULL,
    "year" SMALLINT NOT NULL,
    "quarter" SMALLINT NOT NULL DEFAULT 0,
    "subject" "rating_subject" NOT NULL,
    "revision" SMALLINT NOT NULL DEFAULT 1,
    "mode" "aggregate_mode" NOT NULL,
    "total" INTEGER NOT NULL,
    "eligible" INTEGER NOT NULL,
    "rated" INTEGER NOT NULL,
    "excellent" INTEGER NOT NULL,
    "good" INTEGER NOT NULL,
    "completed" INTEGER NOT NULL,
    "not_completed" INTEGER NOT NULL,
    "disciplined" INTEGER,
    "source" TEXT NOT NULL,
    "campaign_id" INTEGER,
    "published_at" TIMESTAMPTZ(3),
    "cap_reason" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "party_aggregate_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "party_badge" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER,
    "party_body_id" INTEGER,
    "count" INTEGER NOT NULL DEFAULT 1,
    "milestone" SMALLINT NOT NULL,
    "due_on" DATE,
    "state" "badge_state" NOT NULL DEFAULT 'DUE',
    "award_id" INTEGER,
    "is_posthumous" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "party_badge_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "break_glass" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by_id" INTEGER,

    CONSTRAINT "break_glass_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "party_body_code_key" ON "party_body"("code");
CREATE INDEX "party_body_version_party_body_id_valid_from_idx" ON "party_body_version"("party_body_id", "valid_from");
CREATE UNIQUE INDEX "party_lineage_from_id_to_id_effective_on_key" ON "party_lineage"("from_id", "to_id", "effective_on");
CREATE INDEX "party_cell_department_party_body_id_idx" ON "party_cell_department"("party_body_id");
CREATE INDEX "party_cell_department_department_id_idx" ON "party_cell_department"("department_id");
CREATE UNIQUE INDEX "rating_campaign_year_quarter_subject_key" ON "rating_campaign"("year", "quarter", "subject");
CREATE UNIQUE INDEX "rating_campaign_id_rule_set_id_key" ON "rating_campaign"("id", "rule_set_id");
CREATE INDEX "party_rating_party_body_id_idx" ON "party_rating"("party_body_id");
CREATE UNIQUE INDEX "party_rating_campaign_id_party_body_id_key" ON "party_rating"("campaign_id", "party_body_id");
CREATE INDEX "party_rating_step_rating_id_id_idx" ON "party_rating_step"("rating_id", "id");
CREATE UNIQUE INDEX "party_aggregate_year_quarter_subject_revision_key" ON "party_aggregate"("year", "quarter", "subject", "revision");
CREATE UNIQUE INDEX "party_badge_award_id_key" ON "party_badge"("award_id");
CREATE INDEX "break_glass_account_id_ends_at_idx" ON "break_glass"("account_id", "ends_at");
CREATE INDEX "member_rating_party_body_id_idx" ON "member_rating"("party_body_id");
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_party_body_id_fkey" FOREIGN KEY ("party_body_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_body_version" ADD CONSTRAINT "party_body_version_party_body_id_fkey" FOREIGN KEY ("party_body_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_body_version" ADD CONSTRAINT "party_body_version_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_body_version" ADD CONSTRAINT "party_body_version_secretary_id_fkey" FOREIGN KEY ("secretary_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_body_version" ADD CONSTRAINT "party_body_version_deputy_id_fkey" FOREIGN KEY ("deputy_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_body_version" ADD CONSTRAINT "party_body_version_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_lineage" ADD CONSTRAINT "party_lineage_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_lineage" ADD CONSTRAINT "party_lineage_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_lineage" ADD CONSTRAINT "party_lineage_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_cell_department" ADD CONSTRAINT "party_cell_department_party_body_id_fkey" FOREIGN KEY ("party_body_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_cell_department" ADD CONSTRAINT "party_cell_department_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_year_count" ADD CONSTRAINT "party_year_count_party_body_id_fkey" FOREIGN KEY ("party_body_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "rating_level" ADD CONSTRAINT "rating_level_rule_set_id_fkey" FOREIGN KEY ("rule_set_id") REFERENCES "rating_rule_set"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "rating_campaign" ADD CONSTRAINT "rating_campaign_rule_set_id_fkey" FOREIGN KEY ("rule_set_id") REFERENCES "rating_rule_set"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "rating_cap" ADD CONSTRAINT "rating_cap_override_by_id_fkey" FOREIGN KEY ("override_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_rating" ADD CONSTRAINT "party_rating_campaign_id_rule_set_id_fkey" FOREIGN KEY ("campaign_id", "rule_set_id") REFERENCES "rating_campaign"("id", "rule_set_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_rating" ADD CONSTRAINT "party_rating_party_body_id_fkey" FOREIGN KEY ("party_body_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_rating" ADD CONSTRAINT "party_rating_rule_set_id_level_fkey" FOREIGN KEY ("rule_set_id", "level") REFERENCES "rating_level"("rule_set_id", "code") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_rating" ADD CONSTRAINT "party_rating_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_rating_step" ADD CONSTRAINT "party_rating_step_rating_id_fkey" FOREIGN KEY ("rating_id") REFERENCES "party_rating"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_rating_step" ADD CONSTRAINT "party_rating_step_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_badge" ADD CONSTRAINT "party_badge_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_badge" ADD CONSTRAINT "party_badge_party_body_id_fkey" FOREIGN KEY ("party_body_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_approved_by_id_fkey" FOREIGN KEY ("approved_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "rating_cap" ADD CONSTRAINT "rating_cap_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "rating_campaign"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "member_rating" ADD CONSTRAINT "member_rating_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "rating_campaign"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "member_rating" ADD CONSTRAINT "member_rating_party_body_id_fkey" FOREIGN KEY ("party_body_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "member_rating" ADD CONSTRAINT "member_rating_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_aggregate" ADD CONSTRAINT "party_aggregate_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "rating_campaign"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
-- The largest number of excellent ones that a cap allows; integers only (domain.md B4), equal to src/features/rating-rules for 0 to 2,000.
CREATE FUNCTION cap_max(percent int, base int, rounding text, min_one boolean) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT greatest(CASE rounding WHEN 'HALF_UP' THEN (percent * base * 2 + 100) / 200 WHEN 'FLOOR' THEN percent * base / 100
    WHEN 'CEIL' THEN (percent * base + 99) / 100 END, CASE WHEN min_one AND base > 0 THEN 1 ELSE 0 END)
$$;
ALTER TABLE "party_body" ADD CONSTRAINT "party_body_range" CHECK (dissolved_on IS NULL OR dissolved_on > established_on);
ALTER TABLE "party_body_version" ADD CONSTRAINT "party_body_version_range" CHECK (valid_to IS NULL OR valid_to > valid_from);
ALTER TABLE "party_body_version" ADD CONSTRAINT "party_body_version_no_overlap" EXCLUDE USING gist (int4range(party_body_id, party_body_id, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE "party_lineage" ADD CONSTRAINT "party_lineage_distinct" CHECK (from_id <> to_id);
CREATE UNIQUE INDEX "party_lineage_one_principal" ON "party_lineage" (from_id) WHERE is_principal;
ALTER TABLE "party_cell_department" ADD CONSTRAINT "party_cell_department_no_overlap" EXCLUDE USING gist (int4range(party_body_id, party_body_id, '[]') WITH &&, int4range(department_id, department_id, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE "party_year_count" ADD CONSTRAINT "party_year_count_not_negative" CHECK (least(official_start, probationary_start, admitted, made_official, transferred_in, transferred_out, died, struck_off, reprimanded, warned, removed, expelled, official_end, probationary_end) >= 0);
ALTER TABLE "party_year_count" ADD CONSTRAINT "party_year_count_end" CHECK (official_end + probationary_end = official_start + probationary_start + admitted + transferred_in - transferred_out - died - struck_off - expelled);
ALTER TABLE "rating_rule_set" ADD CONSTRAINT "rating_rule_set_years" CHECK (to_year IS NULL OR to_year >= from_year);
ALTER TABLE "rating_rule_set" ADD CONSTRAINT "rating_rule_set_cap" CHECK ((cap_percent IS NULL) = (cap_base IS NULL) AND (cap_percent IS NULL) = (cap_rounding IS NULL) AND cap_percent BETWEEN 0 AND 100);
CREATE FUNCTION subject_slot(s rating_subject) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT CASE s WHEN 'ORGANISATION' THEN 1 WHEN 'CELL' THEN 2 WHEN 'MEMBER' THEN 3 ELSE 4 END $$;
ALTER TABLE "rating_rule_set" ADD CONSTRAINT "rating_rule_set_no_overlap" EXCLUDE USING gist (int4range(subject_slot(subject), subject_slot(subject), '[]') WITH &&, int4range(from_year, coalesce(to_year, 9999), '[]') WITH &&);
-- THE CAP. Only triggers move the counters; the CHECK is evaluated on the locked row, so two people at once cannot pass it.
ALTER TABLE "rating_cap" ADD CONSTRAINT "rating_cap_limit" CHECK (cap_limit IS NULL OR decided_excellent_count <= cap_limit OR decided_excellent_count <= coalesce(override_limit, 0));
ALTER TABLE "rating_cap" ADD CONSTRAINT "rating_cap_override" CHECK ((override_limit IS NULL) = (override_reason IS NULL) AND (override_limit IS NULL) = (override_document IS NULL) AND (override_limit IS NULL) = (override_by_id IS NULL)
  AND (override_limit IS NULL) = (override_at IS NULL) AND (override_limit IS NULL OR (btrim(override_reason) <> '' AND btrim(override_document) <> '')));
ALTER TABLE "rating_cap" ADD CONSTRAINT "rating_cap_counts" CHECK (least(total_count, excellent_count, good_count, rated_count, decided_excellent_count) >= 0 AND decided_excellent_count <= excellent_count);
ALTER TABLE "party_rating" ADD CONSTRAINT "party_rating_decided" CHECK (state NOT IN ('DECIDED','PUBLISHED') OR (level IS NOT NULL AND decision_id IS NOT NULL));
ALTER TABLE "party_rating" ADD CONSTRAINT "party_rating_discipline" CHECK (discipline IS NULL OR level IS DISTINCT FROM 'EXCELLENT');
ALTER TABLE "party_rating_step" ADD CONSTRAINT "party_rating_step_votes" CHECK (present <= eligible_voters AND coalesce(votes_excellent, 0) + coalesce(votes_good, 0) + coalesce(votes_completed, 0) + coalesce(votes_not_completed, 0) + coalesce(invalid_votes, 0) <= coalesce(present, 0));
ALTER TABLE "party_aggregate" ADD CONSTRAINT "party_aggregate_order" CHECK (least(total, eligible, rated, excellent, good, completed, not_completed) >= 0 AND rated <= eligible AND eligible <= total AND rated > 0);
ALTER TABLE "party_aggregate" ADD CONSTRAINT "party_aggregate_sum" CHECK (CASE mode WHEN 'DISJOINT' THEN excellent + good + completed + not_completed = rated ELSE excellent <= good AND good <= completed AND completed <= rated AND not_completed = rated - completed END);
ALTER TABLE "party_badge" ADD CONSTRAINT "party_badge_milestone" CHECK (milestone BETWEEN 30 AND 90 AND milestone % 5 = 0 AND milestone <> 35);
ALTER TABLE "party_badge" ADD CONSTRAINT "party_badge_count" CHECK (count >= 1 AND (person_id IS NULL OR count = 1));
CREATE UNIQUE INDEX "party_badge_once" ON "party_badge" (person_id, milestone) WHERE person_id IS NOT NULL AND voided_at IS NULL;
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_limited" CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '4 hours' AND char_length(btrim(reason)) >= 10);
ALTER TABLE "rating_campaign" ADD CONSTRAINT "rating_campaign_quarter" CHECK (quarter BETWEEN 0 AND 4 AND (quarter = 0 OR year >= 2026) AND (due_on IS NULL OR due_on >= opened_on));
ALTER TABLE "party_aggregate" ADD CONSTRAINT "party_aggregate_quarter" CHECK (quarter BETWEEN 0 AND 4 AND (quarter = 0 OR year >= 2026));
ALTER TABLE "member_rating" ADD CONSTRAINT "member_rating_not_negative" CHECK (least(total, exempt, eligible, rated, excellent, good, completed, not_completed) >= 0);
ALTER TABLE "member_rating" ADD CONSTRAINT "member_rating_order" CHECK (eligible <= total - coalesce(exempt, 0) AND rated <= eligible);
ALTER TABLE "member_rating" ADD CONSTRAINT "member_rating_levels" CHECK (excellent + good + completed + not_completed = rated);
ALTER TABLE "member_rating" ADD CONSTRAINT "member_rating_exempt_reason" CHECK (coalesce(exempt, 0) = 0 OR btrim(coalesce(exempt_reason, '')) <> '');
ALTER TABLE "member_rating" ADD CONSTRAINT "member_rating_decided" CHECK (state NOT IN ('DECIDED','PUBLISHED') OR (decision_id IS NOT NULL AND rated IS NOT NULL AND excellent IS NOT NULL AND good IS NOT NULL AND completed IS NOT NULL AND not_completed IS NOT NULL));
ALTER TABLE "party_aggregate" ADD CONSTRAINT "party_aggregate_source" CHECK (btrim(source) <> '');
ALTER TABLE "party_body_version" ADD CONSTRAINT "party_body_version_named" CHECK (btrim(name) <> '' AND parent_id IS DISTINCT FROM party_body_id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "party_rating_step" FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER party_rating_state BEFORE UPDATE OF state ON "party_rating" FOR EACH ROW EXECUTE FUNCTION state_guard('DRAFT>SELF_RATED','SELF_RATED>CELL_REVIEWED','CELL_REVIEWED>APPRAISED','CELL_REVIEWED>RETURNED','APPRAISED>DECIDED','APPRAISED>RETURNED','RETURNED>SELF_RATED','RETURNED>CELL_REVIEWED','DECIDED>PUBLISHED','DECIDED>APPEALED','PUBLISHED>APPEALED','APPEALED>APPRAISED','APPEALED>DECIDED');
CREATE TRIGGER party_badge_state BEFORE UPDATE OF state ON "party_badge" FOR EACH ROW EXECUTE FUNCTION state_guard('DUE>PROPOSED','PROPOSED>DUE','PROPOSED>DECIDED','DECIDED>PRESENTED');
CREATE TRIGGER member_rating_state BEFORE UPDATE OF state ON "member_rating" FOR EACH ROW EXECUTE FUNCTION state_guard('DRAFT>SELF_RATED','SELF_RATED>CELL_REVIEWED','CELL_REVIEWED>APPRAISED','CELL_REVIEWED>RETURNED','APPRAISED>DECIDED','APPRAISED>RETURNED','RETURNED>SELF_RATED','RETURNED>CELL_REVIEWED','DECIDED>PUBLISHED','DECIDED>APPEALED','PUBLISHED>APPEALED','APPEALED>APPRAISED','APPEALED>DECIDED');
CREATE FUNCTION rating_campaign_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r rating_rule_set;
BEGIN
  SELECT * INTO r FROM rating_rule_set WHERE id = NEW.rule_set_id;
  IF r.subject <> NEW.subject OR NEW.year < r.from_year OR NEW.year > coalesce(r.to_year, 9999) THEN
    RAISE EXCEPTION 'rule_set_not_of_year' USING ERRCODE = 'check_violation', CONSTRAINT = 'rating_campaign_rule_set';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rating_campaign_guard BEFORE INSERT OR UPDATE ON "rating_campaign" FOR EACH ROW EXECUTE FUNCTION rating_campaign_guard();
CREATE FUNCTION rating_cap_open() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO rating_cap (campaign_id, updated_by_id) VALUES (NEW.id, NEW.updated_by_id);
  RETURN NULL;
END $$;
CREATE TRIGGER rating_cap_open AFTER INSERT ON "rating_campaign" FOR EACH ROW EXECUTE FUNCTION rating_cap_open();
CREATE FUNCTION rating_cap_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE r rating_rule_set;
BEGIN
  SELECT s.* INTO r FROM rating_rule_set s JOIN rating_campaign c ON c.rule_set_id = s.id WHERE c.id = NEW.campaign_id;
  NEW.cap_limit := cap_max(r.cap_percent, CASE r.cap_base WHEN 'GOOD_OR_BETTER' THEN NEW.excellent_count + NEW.good_count WHEN 'GOOD_ONLY' THEN NEW.good_count
    WHEN 'RATED' THEN NEW.rated_count ELSE NEW.total_count END, r.cap_rounding::text, r.cap_min_one);
  RETURN NEW;
END $$;
CREATE TRIGGER rating_cap_guard BEFORE INSERT OR UPDATE ON "rating_cap" FOR EACH ROW EXECUTE FUNCTION rating_cap_guard();
-- A changed cap of a rule set is a changed limit of its open campaigns, at once and under the same lock.
CREATE FUNCTION rating_rule_cap_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  UPDATE rating_cap k SET row_version = k.row_version + 1, updated_at = NEW.updated_at, updated_by_id = NEW.updated_by_id FROM rating_campaign c WHERE c.id = k.campaign_id AND c.rule_set_id = NEW.id AND c.closed_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER rating_rule_cap_moved AFTER UPDATE OF cap_percent, cap_base, cap_rounding, cap_min_one ON "rating_rule_set" FOR EACH ROW EXECUTE FUNCTION rating_rule_cap_moved();
CREATE FUNCTION rating_body_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM party_body b JOIN rating_campaign c ON c.id = NEW.campaign_id WHERE b.id = NEW.party_body_id
    AND b.established_on <= make_date(c.year, CASE c.quarter WHEN 0 THEN 12 ELSE c.quarter * 3 END, 28) AND (b.dissolved_on IS NULL OR b.dissolved_on > make_date(c.year, CASE c.quarter WHEN 0 THEN 1 ELSE c.quarter * 3 - 2 END, 1))) THEN
    RAISE EXCEPTION 'cell_absent_in_year' USING ERRCODE = 'check_violation', CONSTRAINT = 'party_rating_cell_absent';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rating_body_guard BEFORE INSERT OR UPDATE OF campaign_id, party_body_id ON "party_rating" FOR EACH ROW EXECUTE FUNCTION rating_body_guard();
CREATE TRIGGER rating_body_guard BEFORE INSERT OR UPDATE OF campaign_id, party_body_id ON "member_rating" FOR EACH ROW EXECUTE FUNCTION rating_body_guard();
-- What one row gives to the counters: total, excellent, good, rated, decided excellent. An appeal takes nothing back before it is decided.
CREATE FUNCTION rating_terms(r party_rating) RETURNS int[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN r.id IS NULL OR r.voided_at IS NOT NULL THEN '{0,0,0,0,0}'::int[] ELSE ARRAY[1, coalesce((r.level = 'EXCELLENT')::int, 0), coalesce((r.level = 'GOOD')::int, 0),
    coalesce((r.level <> 'NOT_RATED')::int, 0), coalesce((r.level = 'EXCELLENT' AND r.state IN ('DECIDED', 'PUBLISHED', 'APPEALED'))::int, 0)] END
$$;
CREATE FUNCTION member_terms(r member_rating) RETURNS int[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN r.campaign_id IS NULL THEN '{0,0,0,0,0}'::int[] ELSE ARRAY[coalesce(r.total, 0), coalesce(r.excellent, 0), coalesce(r.good, 0), coalesce(r.rated, 0),
    CASE WHEN r.state IN ('DECIDED', 'PUBLISHED', 'APPEALED') THEN coalesce(r.excellent, 0) ELSE 0 END] END
$$;
CREATE FUNCTION rating_cap_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE o int[]; n int[];
BEGIN
  IF TG_TABLE_NAME = 'party_rating' THEN o := rating_terms(CASE WHEN TG_OP = 'UPDATE' THEN OLD END); n := rating_terms(NEW);
  ELSE o := member_terms(CASE WHEN TG_OP = 'UPDATE' THEN OLD END); n := member_terms(NEW); END IF;
  IF o <> n THEN
    UPDATE rating_cap SET total_count = total_count + n[1] - o[1], excellent_count = excellent_count + n[2] - o[2], good_count = good_count + n[3] - o[3],
      rated_count = rated_count + n[4] - o[4], decided_excellent_count = decided_excellent_count + n[5] - o[5] WHERE campaign_id = NEW.campaign_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER rating_cap_move AFTER INSERT OR UPDATE ON "party_rating" FOR EACH ROW EXECUTE FUNCTION rating_cap_move();
CREATE TRIGGER rating_cap_move AFTER INSERT OR UPDATE ON "member_rating" FOR EACH ROW EXECUTE FUNCTION rating_cap_move();

-- WHO READS PARTY CONTENT. Derived from the actor's own grants, so no caller can claim a scope it does not have.
-- ALL: office and committee. READ: an administrator during a break-glass. CELLS: a secretary, the own cells. AGGREGATE: the director, what was published.
CREATE FUNCTION actor_id() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.actor', true), '')::int $$;
CREATE FUNCTION hospital_day() RETURNS date LANGUAGE sql STABLE AS $$ SELECT (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date $$;
CREATE FUNCTION break_glass_until(p_account int) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT max(b.ends_at) FROM break_glass b WHERE b.account_id = p_account AND now() >= b.starts_at AND now() < b.ends_at
$$;
CREATE FUNCTION party_scope() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS $$
  WITH held AS (SELECT g.role FROM role_grant g JOIN account a ON a.id = g.account_id WHERE g.account_id = actor_id() AND a.state = 'ACTIVE'
    AND g.valid_from <= hospital_day() AND (g.valid_to IS NULL OR g.valid_to > hospital_day()))
  SELECT CASE
    WHEN EXISTS (SELECT FROM account a WHERE a.id = actor_id() AND a.is_system) THEN 'ALL'
    WHEN EXISTS (SELECT FROM held WHERE role IN ('PARTY_OFFICE', 'PARTY_COMMITTEE')) THEN 'ALL'
    WHEN EXISTS (SELECT FROM held WHERE role = 'ADMIN') AND break_glass_until(actor_id()) IS NOT NULL THEN 'READ'
    WHEN EXISTS (SELECT FROM held WHERE role = 'CELL_SECRETARY') THEN 'CELLS'
    WHEN EXISTS (SELECT FROM held WHERE role = 'DIRECTOR') THEN 'AGGREGATE'
    ELSE 'NONE' END
$$;
CREATE FUNCTION party_cells() RETURNS int[] LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT coalesce(array_agg(g.party_body_id), '{}') FROM role_grant g WHERE g.account_id = actor_id() AND g.role = 'CELL_SECRETARY'
    AND g.valid_from <= hospital_day() AND (g.valid_to IS NULL OR g.valid_to > hospital_day())
$$;
DO $do$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['party_body','party_body_version','party_lineage','party_cell_department','party_year_count','party_badge','party_rating','party_rating_step','member_rating','rating_rule_set','rating_level',
    'rating_campaign','rating_cap','party_aggregate','break_glass'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY party_all ON %I USING ((SELECT party_scope()) = ''ALL'')', t);
    EXECUTE format('CREATE POLICY party_read ON %I FOR SELECT USING ((SELECT party_scope()) = ''READ'')', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['rating_rule_set','rating_level','rating_campaign'] LOOP
    EXECUTE format('CREATE POLICY party_cells_read ON %I FOR SELECT USING ((SELECT party_scope()) IN (''CELLS'', ''AGGREGATE''))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['party_body_version','party_cell_department'] LOOP
    EXECUTE format('CREATE POLICY party_own_cell ON %I FOR SELECT USING ((SELECT party_scope()) = ''CELLS'' AND party_body_id = ANY ((SELECT party_cells())::int[]))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['party_year_count','party_rating','member_rating'] LOOP
    EXECUTE format('CREATE POLICY party_own_cell ON %I USING ((SELECT party_scope()) = ''CELLS'' AND party_body_id = ANY ((SELECT party_cells())::int[]))', t);
  END LOOP;
  EXECUTE 'CREATE POLICY party_own_cell ON party_body FOR SELECT USING ((SELECT party_scope()) = ''CELLS'' AND id = ANY ((SELECT party_cells())::int[]))';
  EXECUTE 'CREATE POLICY party_own_cell ON party_rating_step USING ((SELECT party_scope()) = ''CELLS'' AND EXISTS (SELECT FROM party_rating r WHERE r.id = rating_id))';
  EXECUTE 'CREATE POLICY party_published ON party_aggregate FOR SELECT USING ((SELECT party_scope()) = ''AGGREGATE'' AND published_at IS NOT NULL)';
  EXECUTE 'CREATE POLICY break_glass_self ON break_glass FOR INSERT WITH CHECK (account_id = actor_id() AND EXISTS (SELECT FROM role_grant g WHERE g.account_id = actor_id() AND g.role = ''ADMIN'' AND g.valid_from <= hospital_day() AND (g.valid_to IS NULL OR g.valid_to > hospital_day())))';
  EXECUTE 'CREATE POLICY break_glass_own ON break_glass FOR SELECT USING (account_id = actor_id())';
  -- tables of other modules that can hold Party rows
  FOREACH t IN ARRAY ARRAY['decision','comment','attachment','reminder','audit_tx','audit_entry'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY not_party ON %I USING (NOT is_party OR (SELECT party_scope()) = ''ALL'')', t);
    EXECUTE format('CREATE POLICY party_read ON %I FOR SELECT USING (is_party AND (SELECT party_scope()) = ''READ'')', t);
  END LOOP;
  EXECUTE 'CREATE POLICY party_own_decision ON decision FOR SELECT USING (is_party AND (SELECT party_scope()) = ''CELLS'' AND EXISTS (SELECT FROM party_rating r WHERE r.decision_id = decision.id))';
  EXECUTE 'ALTER TABLE batch ENABLE ROW LEVEL SECURITY';
  EXECUTE 'CREATE POLICY not_party ON batch USING (kind <> ''IMPORT_CELLS'' OR (SELECT party_scope()) = ''ALL'')';
END $do$;

-- THE AUDIT of Party tables is Party content: entries of them, and the transaction that holds one, are read by nobody else.

CREATE OR REPLACE FUNCTION audit_open() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
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
  INSERT INTO audit_tx (xid, kind, at, actor_id, on_behalf_of, command, request_id, session_id, ip, is_party)
  VALUES (this, 'WRITE', clock_timestamp(), actor, nullif(current_setting('app.on_behalf_of', true), ''), nullif(current_setting('app.command', true), ''),
    nullif(current_setting('app.request', true), ''), nullif(current_setting('app.session', true), '')::uuid, nullif(current_setting('app.ip', true), ''), coalesce(current_setting('app.party', true) = 'on', false)) RETURNING id INTO opened;
  PERFORM set_config('app.audit_tx', opened::text, true);
  RETURN opened;
END $$;
CREATE OR REPLACE FUNCTION audit_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE tx bigint; party boolean := TG_ARGV[0] = 'party';
BEGIN
  -- MATERIALIZED: each row becomes jsonb once (a plain subquery is flattened and evaluated once per use)
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
    tx := audit_open_for(party);
    WITH n AS MATERIALIZED (SELECT to_jsonb(x) AS j FROM new_rows x)
    INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key, after, is_party)
    SELECT tx, 'INSERT', TG_TABLE_NAME, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]), audit_shown(j)::json,
      TG_ARGV[0] = 'party' OR TG_ARGV[0] = 'column' AND (j->>'is_party')::boolean FROM n;
  ELSIF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
    tx := audit_open_for(party);
    WITH o AS MATERIALIZED (SELECT to_jsonb(x) AS j FROM old_rows x)
    INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key, before, is_party)
    SELECT tx, 'DELETE', TG_TABLE_NAME, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]), audit_shown(j)::json,
      TG_ARGV[0] = 'party' OR TG_ARGV[0] = 'column' AND (j->>'is_party')::boolean FROM o;
  ELSE
    IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
    tx := audit_open_for(party);
    WITH o AS MATERIALIZED (SELECT to_jsonb(x) AS j FROM old_rows x), n AS MATERIALIZED (SELECT to_jsonb(x) AS j FROM new_rows x),
      ok AS MATERIALIZED (SELECT j, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]) AS k FROM o),
      nk AS MATERIALIZED (SELECT j, concat_ws('/', j->>TG_ARGV[1], j->>TG_ARGV[2], j->>TG_ARGV[3], j->>TG_ARGV[4]) AS k FROM n)
    INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key, before, after, is_party)
    SELECT tx, 'UPDATE', TG_TABLE_NAME, coalesce(nk.k, ok.k), audit_changed(ok.j, coalesce(nk.j, '{}'))::json, audit_changed(nk.j, coalesce(ok.j, '{}'))::json,
      TG_ARGV[0] = 'party' OR TG_ARGV[0] = 'column' AND ((nk.j->>'is_party')::boolean OR (ok.j->>'is_party')::boolean)
    FROM ok FULL JOIN nk ON nk.k = ok.k WHERE ok.j IS DISTINCT FROM nk.j;
  END IF;
  RETURN NULL;
END $$;
-- The audit never changes a line, so an act on a Party table must be the Party's from its first write: the pipeline says so (app.party), or
-- its first row does. A row of a mixed table is hidden by itself: the clock may move reminders of both kinds in one act.
CREATE FUNCTION audit_open_for(p_party boolean) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE tx bigint;
BEGIN
  IF p_party THEN PERFORM set_config('app.party', 'on', true); END IF;
  tx := audit_open();
  IF p_party AND NOT (SELECT t.is_party FROM audit_tx t WHERE t.id = tx) THEN
    RAISE EXCEPTION 'audit_party_mixed: a Party row in an act that was opened as an ordinary one' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN tx;
END $$;
CREATE OR REPLACE FUNCTION protect_tables() RETURNS void LANGUAGE plpgsql AS $fn$
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
      EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = k.oid AND p.polname = 'party_all') AS is_party,
      EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.oid AND a.attname = 'is_party' AND NOT a.attisdropped) AS is_mixed
    FROM pg_class k WHERE k.relnamespace = sch::regnamespace AND k.relkind = 'r' ORDER BY k.relname
  LOOP
    EXECUTE format('GRANT SELECT ON %I TO %I', t.name, rw);
    CONTINUE WHEN t.name = '_prisma_migrations';
    IF t.name = 'rating_cap' THEN -- its counters and its limit are the triggers' to write
      EXECUTE format('GRANT UPDATE (override_limit, override_reason, override_document, override_by_id, override_at, row_version, updated_at, updated_by_id) ON rating_cap TO %I', rw);
    ELSIF NOT t.is_audit AND NOT t.is_rollup THEN
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
          t.name, CASE WHEN t.is_party THEN 'party' WHEN t.is_mixed THEN 'column' ELSE 'normal' END, keys);
        EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows(%L, %s)',
          t.name, CASE WHEN t.is_party THEN 'party' WHEN t.is_mixed THEN 'column' ELSE 'normal' END, keys);
      END IF;
      IF NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'audit_delete') THEN
        EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_rows(%L, %s)',
          t.name, CASE WHEN t.is_party THEN 'party' WHEN t.is_mixed THEN 'column' ELSE 'normal' END, keys);
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
  FOR c IN SELECT p.oid::regprocedure::text AS sig, p.prosecdef AS is_definer, p.proname IN ('protect_tables', 'audit_open', 'audit_open_for', 'rollup_department_write') AS is_private FROM pg_proc p WHERE p.pronamespace = sch::regnamespace LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', c.sig);
    IF NOT c.is_private THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', c.sig, rw); END IF;
    IF c.is_definer THEN EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, %I, pg_temp', c.sig, sch); END IF;
  END LOOP;
END $fn$;
SELECT protect_tables();
