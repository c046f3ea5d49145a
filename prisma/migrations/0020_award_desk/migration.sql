-- The award desk: the whole catalogue of titles since 1951, the conditions of each by year, proposals from a department's vote to the decision,
-- what the yearly appraisal of staff said, emulation movements and blocs (domain.md C1 to C4).
-- Why now: 0013 knew only the Party's awards. Conditions and money are law: dated rows, changed by the desk without code. Old titles stay in the
-- catalogue with the last year in which they could be granted (award_guard refuses later ones) and say under which title they are counted.
-- A proposal is never the Party's (its own road is 0011's): a trigger refuses a Party title, one that does not fit the subject, or one of another era.
-- Order of release: safe before the new code.
CREATE TYPE "proposal_state" AS ENUM ('DRAFT', 'DEPARTMENT_VOTED', 'COUNCIL_VOTED', 'SUBMITTED', 'GRANTED', 'REFUSED', 'WITHDRAWN');
CREATE TYPE "vote_stage" AS ENUM ('DEPARTMENT', 'COUNCIL');
CREATE TYPE "movement_scope" AS ENUM ('NATIONAL', 'PROVINCE', 'SECTOR', 'UNIT', 'UNION');
CREATE TYPE "review_stage" AS ENUM ('INTERIM', 'FINAL');
CREATE TYPE "bloc_role" AS ENUM ('CHAIR', 'DEPUTY', 'MEMBER');
CREATE TYPE "bloc_meeting_kind" AS ENUM ('PLEDGE', 'INTERIM', 'FINAL');
CREATE TABLE "eligibility_rule" (
    "id" SERIAL NOT NULL,
    "award_type_id" INTEGER NOT NULL,
    "rule_code" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "severity" "severity" NOT NULL DEFAULT 'WARN',
    "from_year" SMALLINT NOT NULL,
    "to_year" SMALLINT,
    "source" TEXT NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "eligibility_rule_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "award_proposal" (
    "id" SERIAL NOT NULL,
    "award_type_id" INTEGER NOT NULL,
    "year" SMALLINT NOT NULL,
    "subject" "award_subject" NOT NULL,
    "person_id" INTEGER,
    "department_id" INTEGER NOT NULL,
    "state" "proposal_state" NOT NULL DEFAULT 'DRAFT',
    "evidence" JSONB,
    "statement" TEXT,
    "superior" TEXT,
    "submission_number" TEXT,
    "submitted_on" DATE,
    "closed_reason" TEXT,
    "award_id" INTEGER,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "award_proposal_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "proposal_vote" (
    "id" SERIAL NOT NULL,
    "proposal_id" INTEGER NOT NULL,
    "stage" "vote_stage" NOT NULL,
    "held_on" DATE NOT NULL,
    "eligible" INTEGER NOT NULL,
    "present" INTEGER NOT NULL,
    "votes_for" INTEGER NOT NULL,
    "votes_against" INTEGER NOT NULL,
    "votes_blank" INTEGER NOT NULL DEFAULT 0,
    "threshold_percent" DECIMAL(7,4) NOT NULL,

    CONSTRAINT "proposal_vote_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "staff_rating" (
    "person_id" INTEGER NOT NULL,
    "year" SMALLINT NOT NULL,
    "level" "rating_level_code" NOT NULL,
    "is_disciplined" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "staff_rating_pkey" PRIMARY KEY ("person_id", "year")
);
CREATE TABLE "department_staff_count" (
    "department_id" INTEGER NOT NULL,
    "year" SMALLINT NOT NULL,
    "staff" INTEGER NOT NULL,
    "completed" INTEGER,
    "disciplined" INTEGER,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "department_staff_count_pkey" PRIMARY KEY ("department_id", "year")
);
CREATE TABLE "movement" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE "vi-x-icu" NOT NULL,
    "scope" "movement_scope" NOT NULL,
    "launched_by" TEXT NOT NULL,
    "starts_on" DATE,
    "ends_on" DATE,
    "criteria" TEXT,
    "result" TEXT,
    "decision_id" INTEGER,
    "search" TEXT GENERATED ALWAYS AS (fold_vi("name" || ' ' || "launched_by")) STORED,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "movement_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "movement_unit" (
    "movement_id" INTEGER NOT NULL,
    "department_id" INTEGER NOT NULL,
    "result" TEXT,
    "is_commended" BOOLEAN NOT NULL DEFAULT false,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "movement_unit_pkey" PRIMARY KEY ("movement_id", "department_id")
);
CREATE TABLE "movement_review" (
    "id" SERIAL NOT NULL,
    "movement_id" INTEGER NOT NULL,
    "stage" "review_stage" NOT NULL,
    "held_on" DATE NOT NULL,
    "result" TEXT NOT NULL,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "movement_review_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "bloc" (
    "id" SERIAL NOT NULL,
    "name" TEXT COLLATE "vi-x-icu" NOT NULL,
    "decision_id" INTEGER,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "bloc_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "bloc_member" (
    "id" SERIAL NOT NULL,
    "bloc_id" INTEGER NOT NULL,
    "year" SMALLINT NOT NULL,
    "organisation" TEXT COLLATE "vi-x-icu" NOT NULL,
    "is_us" BOOLEAN NOT NULL DEFAULT false,
    "role" "bloc_role" NOT NULL DEFAULT 'MEMBER',
    "sort_order" SMALLINT NOT NULL DEFAULT 0,
    "pledge" TEXT,
    "ballots" INTEGER,
    "rank" SMALLINT,
    "proposal" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "bloc_member_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "bloc_meeting" (
    "id" SERIAL NOT NULL,
    "bloc_id" INTEGER NOT NULL,
    "year" SMALLINT NOT NULL,
    "kind" "bloc_meeting_kind" NOT NULL,
    "held_on" DATE NOT NULL,
    "place" TEXT,
    "result" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "bloc_meeting_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "score_item" (
    "id" SERIAL NOT NULL,
    "bloc_id" INTEGER NOT NULL,
    "year" SMALLINT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "max_points" DECIMAL(7,2) NOT NULL,
    "is_penalty" BOOLEAN NOT NULL DEFAULT false,
    "sort_order" SMALLINT NOT NULL DEFAULT 0,
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "score_item_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "score_entry" (
    "score_item_id" INTEGER NOT NULL,
    "bloc_member_id" INTEGER NOT NULL,
    "self_points" DECIMAL(7,2),
    "verified_points" DECIMAL(7,2),
    "note" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "score_entry_pkey" PRIMARY KEY ("score_item_id", "bloc_member_id")
);
CREATE UNIQUE INDEX "eligibility_rule_award_type_id_rule_code_from_year_key" ON "eligibility_rule"("award_type_id", "rule_code", "from_year");
CREATE UNIQUE INDEX "award_proposal_award_id_key" ON "award_proposal"("award_id");
CREATE INDEX "award_proposal_year_state_idx" ON "award_proposal"("year", "state");
CREATE INDEX "award_proposal_department_id_idx" ON "award_proposal"("department_id");
CREATE UNIQUE INDEX "proposal_vote_proposal_id_stage_key" ON "proposal_vote"("proposal_id", "stage");
CREATE UNIQUE INDEX "bloc_member_bloc_id_year_organisation_key" ON "bloc_member"("bloc_id", "year", "organisation");
CREATE UNIQUE INDEX "score_item_bloc_id_year_code_key" ON "score_item"("bloc_id", "year", "code");
CREATE INDEX "movement_review_movement_id_idx" ON "movement_review"("movement_id");
ALTER TABLE "eligibility_rule" ADD CONSTRAINT "eligibility_rule_award_type_id_fkey" FOREIGN KEY ("award_type_id") REFERENCES "award_type"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award_proposal" ADD CONSTRAINT "award_proposal_award_type_id_fkey" FOREIGN KEY ("award_type_id") REFERENCES "award_type"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award_proposal" ADD CONSTRAINT "award_proposal_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award_proposal" ADD CONSTRAINT "award_proposal_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award_proposal" ADD CONSTRAINT "award_proposal_award_id_fkey" FOREIGN KEY ("award_id") REFERENCES "award"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "proposal_vote" ADD CONSTRAINT "proposal_vote_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "award_proposal"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "staff_rating" ADD CONSTRAINT "staff_rating_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "department_staff_count" ADD CONSTRAINT "department_staff_count_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "movement" ADD CONSTRAINT "movement_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "movement_unit" ADD CONSTRAINT "movement_unit_movement_id_fkey" FOREIGN KEY ("movement_id") REFERENCES "movement"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "movement_unit" ADD CONSTRAINT "movement_unit_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "movement_review" ADD CONSTRAINT "movement_review_movement_id_fkey" FOREIGN KEY ("movement_id") REFERENCES "movement"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "bloc" ADD CONSTRAINT "bloc_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "bloc_member" ADD CONSTRAINT "bloc_member_bloc_id_fkey" FOREIGN KEY ("bloc_id") REFERENCES "bloc"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "bloc_meeting" ADD CONSTRAINT "bloc_meeting_bloc_id_fkey" FOREIGN KEY ("bloc_id") REFERENCES "bloc"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "score_item" ADD CONSTRAINT "score_item_bloc_id_fkey" FOREIGN KEY ("bloc_id") REFERENCES "bloc"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "score_entry" ADD CONSTRAINT "score_entry_score_item_id_fkey" FOREIGN KEY ("score_item_id") REFERENCES "score_item"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "score_entry" ADD CONSTRAINT "score_entry_bloc_member_id_fkey" FOREIGN KEY ("bloc_member_id") REFERENCES "bloc_member"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "eligibility_rule" ADD CONSTRAINT "eligibility_rule_years" CHECK (to_year IS NULL OR to_year >= from_year);
ALTER TABLE "award_proposal" ADD CONSTRAINT "award_proposal_subject" CHECK (subject IN ('PERSON', 'DEPARTMENT') AND (subject = 'PERSON') = (person_id IS NOT NULL));
ALTER TABLE "award_proposal" ADD CONSTRAINT "award_proposal_granted" CHECK ((state = 'GRANTED') = (award_id IS NOT NULL));
ALTER TABLE "award_proposal" ADD CONSTRAINT "award_proposal_submitted" CHECK (state <> 'SUBMITTED' OR (superior IS NOT NULL AND submitted_on IS NOT NULL));
ALTER TABLE "award_proposal" ADD CONSTRAINT "award_proposal_closed" CHECK (state NOT IN ('REFUSED', 'WITHDRAWN') OR closed_reason IS NOT NULL);
CREATE UNIQUE INDEX "award_proposal_once" ON "award_proposal" (award_type_id, year, coalesce(person_id, 0), (CASE WHEN subject = 'DEPARTMENT' THEN department_id ELSE 0 END)) WHERE voided_at IS NULL AND state NOT IN ('REFUSED', 'WITHDRAWN');
ALTER TABLE "proposal_vote" ADD CONSTRAINT "proposal_vote_counts" CHECK (present BETWEEN 0 AND eligible AND least(votes_for, votes_against, votes_blank) >= 0 AND votes_for + votes_against + votes_blank <= present);
ALTER TABLE "proposal_vote" ADD CONSTRAINT "proposal_vote_threshold" CHECK (threshold_percent BETWEEN 0 AND 100);
ALTER TABLE "staff_rating" ADD CONSTRAINT "staff_rating_level" CHECK (level <> 'NOT_RATED');
ALTER TABLE "department_staff_count" ADD CONSTRAINT "department_staff_count_order" CHECK (least(staff, completed, disciplined) >= 0 AND completed <= staff AND disciplined <= staff);
ALTER TABLE "movement" ADD CONSTRAINT "movement_range" CHECK (ends_on IS NULL OR ends_on >= starts_on);
ALTER TABLE "bloc_member" ADD CONSTRAINT "bloc_member_counts" CHECK (ballots >= 0 AND rank >= 1);
CREATE UNIQUE INDEX "bloc_one_chair" ON "bloc_member" (bloc_id, year) WHERE role = 'CHAIR' AND voided_at IS NULL;
CREATE UNIQUE INDEX "bloc_meeting_once" ON "bloc_meeting" (bloc_id, year, kind) WHERE voided_at IS NULL;
ALTER TABLE "score_item" ADD CONSTRAINT "score_item_points" CHECK (max_points >= 0);
ALTER TABLE "score_entry" ADD CONSTRAINT "score_entry_points" CHECK (least(self_points, verified_points) >= 0);
CREATE TRIGGER award_proposal_state BEFORE UPDATE OF state ON "award_proposal" FOR EACH ROW EXECUTE FUNCTION state_guard('DRAFT>DEPARTMENT_VOTED', 'DRAFT>WITHDRAWN', 'DEPARTMENT_VOTED>COUNCIL_VOTED', 'DEPARTMENT_VOTED>REFUSED', 'DEPARTMENT_VOTED>WITHDRAWN', 'COUNCIL_VOTED>SUBMITTED', 'COUNCIL_VOTED>GRANTED', 'COUNCIL_VOTED>REFUSED', 'COUNCIL_VOTED>WITHDRAWN', 'SUBMITTED>GRANTED', 'SUBMITTED>REFUSED', 'SUBMITTED>WITHDRAWN');
CREATE FUNCTION award_proposal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM award_type t WHERE t.id = NEW.award_type_id AND (t.is_party OR NEW.year > t.to_year OR NEW.year < t.from_year
    OR (NEW.subject = 'PERSON' AND NOT t.for_person) OR (NEW.subject = 'DEPARTMENT' AND NOT t.for_collective))) THEN
    RAISE EXCEPTION 'award_proposal_guard' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_proposal_guard';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER award_proposal_guard BEFORE INSERT OR UPDATE OF award_type_id, year, subject ON "award_proposal" FOR EACH ROW EXECUTE FUNCTION award_proposal_guard();
SELECT protect_tables();

SELECT set_config('app.actor', '1', true), set_config('app.command', 'migration.0020_award_desk', true);
-- C1 of domain.md, the highest first. Money in C2.
INSERT INTO award_type (code, name, kind, level, track, is_party, for_person, for_collective, for_household, decided_by, from_year, to_year, sort_order) VALUES
  ('AHLD', 'Anh hùng Lao động', 'HONOR', 'STATE', 'STATE', false, true, true, false, 'Chủ tịch nước', NULL, NULL, 10),
  ('HCLD1', 'Huân chương Lao động hạng Nhất', 'FORM', 'STATE', 'STATE', false, true, true, false, 'Chủ tịch nước', NULL, NULL, 20),
  ('HCLD2', 'Huân chương Lao động hạng Nhì', 'FORM', 'STATE', 'STATE', false, true, true, false, 'Chủ tịch nước', NULL, NULL, 30),
  ('HCLD3', 'Huân chương Lao động hạng Ba', 'FORM', 'STATE', 'STATE', false, true, true, false, 'Chủ tịch nước', NULL, NULL, 40),
  ('TTND', 'Thầy thuốc nhân dân', 'HONOR', 'STATE', 'STATE', false, true, false, false, 'Chủ tịch nước', NULL, NULL, 50),
  ('TTUT', 'Thầy thuốc ưu tú', 'HONOR', 'STATE', 'STATE', false, true, false, false, 'Chủ tịch nước', NULL, NULL, 60),
  ('CO_CP', 'Cờ thi đua của Chính phủ', 'TITLE', 'STATE', 'STATE', false, false, true, false, 'Thủ tướng Chính phủ', NULL, NULL, 70),
  ('BK_TTG', 'Bằng khen của Thủ tướng Chính phủ', 'FORM', 'STATE', 'STATE', false, true, true, true, 'Thủ tướng Chính phủ', NULL, NULL, 80),
  ('CSTDTQ', 'Chiến sĩ thi đua toàn quốc', 'TITLE', 'STATE', 'STATE', false, true, false, false, 'Thủ tướng Chính phủ', NULL, NULL, 90),
  ('CO_B', 'Cờ thi đua của bộ, ban, ngành, tỉnh', 'TITLE', 'PROVINCE_MINISTRY', 'STATE', false, false, true, false, 'Bộ trưởng, Chủ tịch Ủy ban nhân dân tỉnh', NULL, NULL, 100),
  ('TTLDXS', 'Tập thể lao động xuất sắc', 'TITLE', 'PROVINCE_MINISTRY', 'STATE', false, false, true, false, 'Bộ trưởng, Chủ tịch Ủy ban nhân dân tỉnh', NULL, NULL, 110),
  ('CSTDB', 'Chiến sĩ thi đua cấp bộ, ban, ngành, tỉnh', 'TITLE', 'PROVINCE_MINISTRY', 'STATE', false, true, false, false, 'Bộ trưởng, Chủ tịch Ủy ban nhân dân tỉnh', NULL, NULL, 120),
  ('BK_B', 'Bằng khen của bộ, ban, ngành, tỉnh', 'FORM', 'PROVINCE_MINISTRY', 'STATE', false, true, true, true, 'Bộ trưởng, Chủ tịch Ủy ban nhân dân tỉnh', NULL, NULL, 130),
  ('KNC', 'Kỷ niệm chương', 'FORM', 'PROVINCE_MINISTRY', 'STATE', false, true, false, false, 'Bộ trưởng', NULL, NULL, 140),
  ('TTLDTT', 'Tập thể lao động tiên tiến', 'TITLE', 'GRASSROOTS', 'STATE', false, false, true, false, 'Giám đốc bệnh viện', NULL, NULL, 150),
  ('CSTDCS', 'Chiến sĩ thi đua cơ sở', 'TITLE', 'GRASSROOTS', 'STATE', false, true, false, false, 'Giám đốc bệnh viện', NULL, NULL, 160),
  ('LDTT', 'Lao động tiên tiến', 'TITLE', 'GRASSROOTS', 'STATE', false, true, false, false, 'Giám đốc bệnh viện', NULL, NULL, 170),
  ('GK', 'Giấy khen', 'FORM', 'GRASSROOTS', 'STATE', false, true, true, true, 'Giám đốc bệnh viện', NULL, NULL, 180),
  ('LDST', 'Bằng Lao động sáng tạo', 'ASSOC', 'OTHER', 'UNION', false, true, false, false, 'Tổng Liên đoàn Lao động Việt Nam', NULL, NULL, 200),
  ('BK_CDYT', 'Bằng khen của Công đoàn Y tế Việt Nam', 'ASSOC', 'OTHER', 'UNION', false, true, true, false, 'Công đoàn Y tế Việt Nam', NULL, NULL, 210),
  ('BK_LDLD', 'Bằng khen của Liên đoàn Lao động tỉnh', 'ASSOC', 'OTHER', 'UNION', false, true, true, false, 'Liên đoàn Lao động tỉnh', NULL, NULL, 220),
  ('BK_DTN', 'Bằng khen của Tỉnh đoàn', 'ASSOC', 'OTHER', 'YOUTH', false, true, true, false, 'Tỉnh đoàn', NULL, NULL, 230),
  ('VD_HOI', 'Vinh danh của hội nghề nghiệp', 'ASSOC', 'OTHER', 'ASSOCIATION', false, true, true, false, 'Hội nghề nghiệp', NULL, NULL, 240),
  ('BD', 'Biểu dương', 'INTERNAL', 'OTHER', 'INTERNAL', false, true, true, false, 'Giám đốc bệnh viện', NULL, NULL, 250),
  ('GD_VHOA', 'Gia đình văn hóa', 'TITLE', 'OTHER', 'STATE', false, false, false, true, 'Chủ tịch Ủy ban nhân dân xã', NULL, NULL, 260),
  ('TTLDXHCN', 'Tập thể lao động xã hội chủ nghĩa', 'TITLE', 'GRASSROOTS', 'STATE', false, false, true, false, NULL, 1960, 2003, 300),
  ('TOLDXHCN', 'Tổ, đội lao động xã hội chủ nghĩa', 'TITLE', 'GRASSROOTS', 'STATE', false, false, true, false, NULL, 1960, 2003, 310),
  ('TTLDTTXS', 'Tập thể lao động tiên tiến xuất sắc', 'TITLE', 'PROVINCE_MINISTRY', 'STATE', false, false, true, false, NULL, NULL, 2003, 320),
  ('TTLDG', 'Tập thể lao động giỏi', 'TITLE', 'GRASSROOTS', 'STATE', false, false, true, false, NULL, NULL, 2003, 330),
  ('LDG', 'Lao động giỏi', 'TITLE', 'GRASSROOTS', 'STATE', false, true, false, false, NULL, NULL, 2003, 340);
UPDATE award_type t SET counts_as_id = n.id, row_version = t.row_version + 1 FROM (VALUES ('TTLDTTXS', 'TTLDXS')) x (code, now) JOIN award_type n ON n.code = x.now WHERE t.code = x.code;
-- Multiples of the base salary. A collective's is twice the individual's where both may have it. In force since 2018 (NĐ 91/2017); 2024: NĐ 98/2023; the changed ones of 2025: NĐ 152/2025 Điều 54.
INSERT INTO award_bonus (award_type_id, person_multiple, collective_multiple, valid_from, valid_to, document)
SELECT t.id, b.person, b.collective, b.since, b.until, b.document FROM (VALUES
  ('LDTT', 0.3, NULL::numeric, DATE '2017-10-01', NULL::date, 'NĐ 91/2017, NĐ 98/2023 Điều 54'), ('CSTDCS', 1.0, NULL, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023 Điều 54'),
  ('CSTDB', 3.0, NULL, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023 Điều 54'), ('CSTDTQ', 4.5, NULL, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023 Điều 54'),
  ('TTLDTT', NULL, 0.8, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023 Điều 54'), ('TTLDXS', NULL, 1.5, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023 Điều 54'),
  ('CO_B', NULL, 8.0, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023 Điều 54'), ('CO_CP', NULL, 12.0, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023 Điều 54'),
  ('GK', 0.3, 0.6, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023 Điều 55'), ('BK_B', 1.0, 2.0, DATE '2017-10-01', DATE '2024-01-01', 'NĐ 91/2017'),
  ('BK_B', 1.5, 3.0, DATE '2024-01-01', NULL, 'NĐ 98/2023, NĐ 152/2025'), ('BK_TTG', 3.5, 7.0, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023'),
  ('HCLD1', 9.0, 18.0, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023'), ('HCLD2', 7.5, 15.0, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023'), ('HCLD3', 4.5, 9.0, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023'),
  ('TTUT', 9.0, NULL, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023'), ('TTND', 12.5, NULL, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023'),
  ('AHLD', 15.5, 31.0, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023'), ('KNC', 0.6, NULL, DATE '2017-10-01', NULL, 'NĐ 91/2017, NĐ 98/2023 (không quá 0,6)')
) b (code, person, collective, since, until, document) JOIN award_type t ON t.code = b.code;
-- C3: conditions by year of merit. They warn; people decide.
INSERT INTO eligibility_rule (award_type_id, rule_code, params, from_year, to_year, source)
SELECT t.id, r.rule, r.params::jsonb, r.from_year, r.to_year, r.source FROM (VALUES
  ('LDTT', 'RATED', '{"levels": ["EXCELLENT", "GOOD"], "years": 1}', 2024, NULL::int, 'Luật 06/2022 Điều 24'),
  ('CSTDCS', 'SAME_YEAR', '{"code": "LDTT"}', 2004, NULL, 'Luật 06/2022 Điều 23'),
  ('CSTDCS', 'EVIDENCE', '{"anyOf": ["INITIATIVE"]}', 2014, 2023, 'NĐ 91/2017 Điều 9'),
  ('CSTDCS', 'EVIDENCE', '{"anyOf": ["EXCELLENT", "INITIATIVE", "RESEARCH"]}', 2024, NULL, 'Luật 06/2022 Điều 23'),
  ('CSTDCS', 'SHARE_MAX', '{"code": "LDTT", "percent": 15}', 2014, 2023, 'NĐ 91/2017 Điều 9 khoản 3'),
  ('CSTDCS', 'SHARE_MAX', '{"code": "LDTT", "percent": 15}', 2024, NULL, 'Hội đồng đặt; luật không quy định từ 2024'),
  ('CSTDB', 'STREAK', '{"code": "CSTDCS", "years": 3}', 2004, NULL, 'Luật 06/2022 Điều 22'),
  ('CSTDB', 'EVIDENCE', '{"anyOf": ["INITIATIVE_PROVINCE"]}', 2014, NULL, 'Luật 06/2022 Điều 22'),
  ('CSTDTQ', 'CONSECUTIVE', '{"code": "CSTDB", "count": 2, "yearsEach": 3, "of": "CSTDCS"}', 2004, NULL, 'Luật 06/2022 Điều 21'),
  ('CSTDTQ', 'EVIDENCE', '{"anyOf": ["INITIATIVE_NATIONAL"]}', 2014, NULL, 'Luật 06/2022 Điều 21'),
  ('CSTDTQ', 'COUNCIL_SHARE', '{"percent": 90}', 2014, NULL, 'NĐ 91/2017, NĐ 98/2023; chưa đối chiếu'),
  ('TTLDXS', 'COMPLETED_SHARE', '{"percent": 100}', 2004, NULL, 'Luật 06/2022 Điều 27'),
  ('TTLDXS', 'SHARE_MIN', '{"code": "LDTT", "percent": 70}', 2004, NULL, 'Luật 06/2022 Điều 27'),
  ('TTLDXS', 'COUNT_MIN', '{"code": "CSTDCS", "count": 1}', 2004, NULL, 'Luật 06/2022 Điều 27'),
  ('TTLDTT', 'SHARE_ABOVE', '{"code": "LDTT", "percent": 50}', 2004, NULL, 'Luật 15/2003 Điều 28'),
  ('CO_CP', 'SAME_YEAR', '{"code": "CO_B"}', 2004, NULL, 'Luật 06/2022 Điều 25'),
  ('BK_B', 'STREAK', '{"code": "CSTDCS", "years": 2}', 2014, NULL, 'Luật 06/2022 Điều 74; chưa đối chiếu'),
  ('BK_TTG', 'FORMER', '{"code": "BK_B"}', 2014, NULL, 'Luật 06/2022 Điều 73'),
  ('BK_TTG', 'RATED', '{"levels": ["EXCELLENT", "GOOD"], "years": 5}', 2014, NULL, 'Luật 06/2022 Điều 73 khoản 1 điểm b'),
  ('BK_TTG', 'COUNT_WITHIN', '{"code": "CSTDCS", "count": 3, "years": 5}', 2014, NULL, 'Luật 06/2022 Điều 73 khoản 1 điểm b'),
  ('HCLD3', 'FORMER', '{"code": "BK_TTG"}', 2014, NULL, 'Luật 06/2022 Điều 44'),
  ('HCLD3', 'RATED', '{"levels": ["EXCELLENT", "GOOD"], "years": 5}', 2014, NULL, 'Luật 06/2022 Điều 44 khoản 1 điểm e'),
  ('HCLD3', 'COUNT_WITHIN', '{"code": "CSTDCS", "count": 3, "years": 5}', 2014, NULL, 'Luật 06/2022 Điều 44 khoản 1 điểm e'),
  ('HCLD2', 'FORMER', '{"code": "HCLD3"}', 2014, NULL, 'Luật 06/2022 Điều 43; chưa đối chiếu'),
  ('HCLD1', 'FORMER', '{"code": "HCLD2"}', 2014, NULL, 'Luật 06/2022 Điều 42; chưa đối chiếu'),
  ('TTND', 'FORMER', '{"code": "TTUT"}', 2014, NULL, 'Luật 06/2022 Điều 65; NĐ 25/2024')
) r (code, rule, params, from_year, to_year, source) JOIN award_type t ON t.code = r.code;
INSERT INTO eligibility_rule (award_type_id, rule_code, params, from_year, source) SELECT id, 'NOT_DISCIPLINED', '{}', 2004, 'Nguyên tắc chung khi bình xét; chưa đối chiếu điều khoản' FROM award_type WHERE kind = 'TITLE' AND track = 'STATE' AND to_year IS NULL AND NOT for_household;
