-- The catalogue of awards, their money by date, and the award itself: first for the Party's commendations and badges (domain.md B6, C1),
-- later for every other title. Money is law: multiples and the base salary are dated rows, and an award keeps what counted on the day of its
-- decision. Party awards are awards too, hidden from other readers by their row (is_party) and unable to pose as public ones (composite key).
-- The Party's types and multiples, and the base salary since 1993, stand here as rows; sources: HD 56-HD/VPTW 27/10/2015, HD 06-HD/TW 9/6/2025,
-- CV 19780-CV/VPTW 29/12/2025 and the decrees named in each row.
-- Order of release: safe before the new code.
CREATE TYPE "award_kind" AS ENUM ('TITLE', 'FORM', 'HONOR', 'PARTY', 'ASSOC', 'INTERNAL');
CREATE TYPE "award_level" AS ENUM ('GRASSROOTS', 'PROVINCE_MINISTRY', 'STATE', 'OTHER');
CREATE TYPE "award_track" AS ENUM ('STATE', 'PARTY', 'UNION', 'YOUTH', 'ASSOCIATION', 'INTERNAL');
CREATE TYPE "award_subject" AS ENUM ('PERSON', 'DEPARTMENT', 'PARTY_BODY', 'UNNAMED', 'UNCOUNTED');
CREATE TYPE "certainty" AS ENUM ('CONFIRMED', 'REPORTED', 'UNKNOWN_DATE');
CREATE TABLE "award_type" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT COLLATE "vi-x-icu" NOT NULL,
    "kind" "award_kind" NOT NULL,
    "level" "award_level" NOT NULL,
    "track" "award_track" NOT NULL,
    "is_party" BOOLEAN NOT NULL,
    "for_person" BOOLEAN NOT NULL,
    "for_collective" BOOLEAN NOT NULL,
    "for_household" BOOLEAN NOT NULL DEFAULT false,
    "decided_by" TEXT,
    "from_year" SMALLINT,
    "to_year" SMALLINT,
    "counts_as_id" INTEGER,
    "sort_order" INTEGER NOT NULL,
    "search" TEXT GENERATED ALWAYS AS (fold_vi("code" || ' ' || "name")) STORED,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "award_type_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "award_bonus" (
    "id" SERIAL NOT NULL,
    "award_type_id" INTEGER NOT NULL,
    "person_multiple" DECIMAL(7,4),
    "collective_multiple" DECIMAL(7,4),
    "round_up_to" INTEGER NOT NULL DEFAULT 10000,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "document" TEXT,

    CONSTRAINT "award_bonus_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "base_salary" (
    "valid_from" DATE NOT NULL,
    "amount" INTEGER NOT NULL,
    "document" TEXT NOT NULL,

    CONSTRAINT "base_salary_pkey" PRIMARY KEY ("valid_from")
);
CREATE TABLE "award" (
    "id" SERIAL NOT NULL,
    "award_type_id" INTEGER NOT NULL,
    "is_party" BOOLEAN NOT NULL,
    "subject" "award_subject" NOT NULL,
    "person_id" INTEGER,
    "department_id" INTEGER,
    "party_body_id" INTEGER,
    "subject_text" TEXT,
    "count" INTEGER DEFAULT 1,
    "year_from" SMALLINT,
    "year_to" SMALLINT,
    "certainty" "certainty" NOT NULL DEFAULT 'CONFIRMED',
    "decision_id" INTEGER,
    "citation" TEXT,
    "source" TEXT,
    "bonus_multiple" DECIMAL(7,4),
    "base_salary" INTEGER,
    "bonus_amount" DECIMAL(15,0),
    "batch_id" INTEGER,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" INTEGER,
    "revoke_reason" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" INTEGER,
    "void_reason" TEXT,

    CONSTRAINT "award_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "award_type_code_key" ON "award_type"("code");
CREATE UNIQUE INDEX "award_type_id_is_party_key" ON "award_type"("id", "is_party");
CREATE INDEX "award_year_to_award_type_id_idx" ON "award"("year_to", "award_type_id");
CREATE INDEX "award_person_id_idx" ON "award"("person_id");
CREATE INDEX "award_department_id_idx" ON "award"("department_id");
CREATE INDEX "award_decision_id_idx" ON "award"("decision_id");
ALTER TABLE "award_type" ADD CONSTRAINT "award_type_counts_as_id_fkey" FOREIGN KEY ("counts_as_id") REFERENCES "award_type"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award_bonus" ADD CONSTRAINT "award_bonus_award_type_id_fkey" FOREIGN KEY ("award_type_id") REFERENCES "award_type"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award" ADD CONSTRAINT "award_award_type_id_is_party_fkey" FOREIGN KEY ("award_type_id", "is_party") REFERENCES "award_type"("id", "is_party") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award" ADD CONSTRAINT "award_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award" ADD CONSTRAINT "award_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award" ADD CONSTRAINT "award_party_body_id_fkey" FOREIGN KEY ("party_body_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award" ADD CONSTRAINT "award_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award" ADD CONSTRAINT "award_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award" ADD CONSTRAINT "award_revoked_by_id_fkey" FOREIGN KEY ("revoked_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_badge" ADD CONSTRAINT "party_badge_award_id_fkey" FOREIGN KEY ("award_id") REFERENCES "award"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "award_type" ADD CONSTRAINT "award_type_party" CHECK (is_party = (track = 'PARTY'));
ALTER TABLE "award_type" ADD CONSTRAINT "award_type_subjects" CHECK (for_person OR for_collective OR for_household);
ALTER TABLE "award_bonus" ADD CONSTRAINT "award_bonus_range" CHECK (valid_to IS NULL OR valid_to > valid_from);
ALTER TABLE "award_bonus" ADD CONSTRAINT "award_bonus_round" CHECK (round_up_to >= 1);
ALTER TABLE "award_bonus" ADD CONSTRAINT "award_bonus_no_overlap" EXCLUDE USING gist (int4range(award_type_id, award_type_id, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE "base_salary" ADD CONSTRAINT "base_salary_amount" CHECK (amount > 0);
ALTER TABLE "award" ADD CONSTRAINT "award_subject_shape" CHECK (CASE subject
  WHEN 'PERSON' THEN person_id IS NOT NULL AND party_body_id IS NULL AND count = 1
  WHEN 'DEPARTMENT' THEN department_id IS NOT NULL AND person_id IS NULL AND party_body_id IS NULL AND count = 1
  WHEN 'PARTY_BODY' THEN party_body_id IS NOT NULL AND person_id IS NULL AND department_id IS NULL AND count = 1
  WHEN 'UNNAMED' THEN person_id IS NULL AND party_body_id IS NULL AND count >= 1 AND subject_text IS NOT NULL
  ELSE person_id IS NULL AND party_body_id IS NULL AND count IS NULL AND subject_text IS NOT NULL END);
ALTER TABLE "award" ADD CONSTRAINT "award_years" CHECK ((year_from IS NULL) = (year_to IS NULL) AND year_from <= year_to AND (year_from IS NOT NULL OR certainty = 'UNKNOWN_DATE'));
ALTER TABLE "award" ADD CONSTRAINT "award_confirmed_has_decision" CHECK (certainty <> 'CONFIRMED' OR decision_id IS NOT NULL);
ALTER TABLE "award" ADD CONSTRAINT "award_revoked" CHECK ((revoked_at IS NULL) = (revoke_reason IS NULL) AND (revoked_at IS NULL) = (revoked_by_id IS NULL));
ALTER TABLE "award" ADD CONSTRAINT "award_money" CHECK (num_nonnulls(bonus_multiple, base_salary, bonus_amount) IN (0, 3) AND coalesce(bonus_amount, 0) >= 0);
CREATE UNIQUE INDEX "award_person_once" ON "award" (award_type_id, person_id, year_from, year_to) WHERE subject = 'PERSON' AND voided_at IS NULL AND revoked_at IS NULL;
CREATE UNIQUE INDEX "award_department_once" ON "award" (award_type_id, department_id, year_from, year_to) WHERE subject = 'DEPARTMENT' AND voided_at IS NULL AND revoked_at IS NULL;
CREATE UNIQUE INDEX "award_party_body_once" ON "award" (award_type_id, party_body_id, year_from, year_to) WHERE subject = 'PARTY_BODY' AND voided_at IS NULL AND revoked_at IS NULL;
-- A title that the law no longer knows cannot be granted for a later year; a decision cannot precede the merit; the kind of subject must fit.
CREATE FUNCTION award_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad text;
BEGIN
  SELECT t.code INTO bad FROM new_rows n JOIN award_type t ON t.id = n.award_type_id LEFT JOIN decision d ON d.id = n.decision_id WHERE n.voided_at IS NULL AND
    (n.year_to > t.to_year OR n.year_to < t.from_year OR extract(year FROM d.signed_on) < n.year_from OR (n.subject = 'PERSON' AND NOT t.for_person) OR (n.subject IN ('DEPARTMENT','PARTY_BODY') AND NOT t.for_collective)) LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'award_guard: %', bad USING ERRCODE = 'check_violation', CONSTRAINT = 'award_guard'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER award_guard_insert AFTER INSERT ON "award" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION award_guard();
CREATE TRIGGER award_guard_update AFTER UPDATE ON "award" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION award_guard();
ALTER TABLE "award" ENABLE ROW LEVEL SECURITY;
CREATE POLICY not_party ON "award" USING (NOT is_party OR (SELECT party_scope()) = 'ALL');
CREATE POLICY party_read ON "award" FOR SELECT USING (is_party AND (SELECT party_scope()) = 'READ');
SELECT protect_tables();

SELECT set_config('app.actor', '1', true), set_config('app.party', 'on', true);
INSERT INTO base_salary (valid_from, amount, document) VALUES
  ('2013-07-01', 1150000, 'Nghị định 66/2013/NĐ-CP'), ('2016-05-01', 1210000, 'Nghị định 47/2016/NĐ-CP'), ('2017-07-01', 1300000, 'Nghị định 47/2017/NĐ-CP'),
  ('2018-07-01', 1390000, 'Nghị định 72/2018/NĐ-CP'), ('2019-07-01', 1490000, 'Nghị định 38/2019/NĐ-CP'), ('2023-07-01', 1800000, 'Nghị định 24/2023/NĐ-CP'),
  ('2024-07-01', 2340000, 'Nghị định 73/2024/NĐ-CP'), ('2026-07-01', 2530000, 'Nghị định 161/2026/NĐ-CP');
INSERT INTO award_type (code, name, kind, level, track, is_party, for_person, for_collective, decided_by, from_year, sort_order) VALUES
  ('DV_XS', 'Giấy khen đảng viên hoàn thành xuất sắc nhiệm vụ trong năm', 'PARTY', 'GRASSROOTS', 'PARTY', true, true, false, 'Đảng ủy cơ sở', NULL, 1000),
  ('DV_XS5', 'Giấy khen đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm liền', 'PARTY', 'OTHER', 'PARTY', true, true, false, 'Ban Thường vụ cấp ủy cấp trên', NULL, 1001),
  ('DV_XS5_BK', 'Bằng khen đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm liền', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Tỉnh ủy', NULL, 1002),
  ('CB_XS', 'Giấy khen chi bộ hoàn thành xuất sắc nhiệm vụ tiêu biểu trong năm', 'PARTY', 'GRASSROOTS', 'PARTY', true, false, true, 'Đảng ủy cấp trên trực tiếp', NULL, 1003),
  ('CB_XS5', 'Giấy khen chi bộ hoàn thành xuất sắc nhiệm vụ tiêu biểu 5 năm liền', 'PARTY', 'OTHER', 'PARTY', true, false, true, 'Ban Thường vụ cấp trên của tổ chức cơ sở đảng', NULL, 1004),
  ('TCCSD_XS', 'Giấy khen tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ tiêu biểu trong năm', 'PARTY', 'OTHER', 'PARTY', true, false, true, 'Cấp ủy cấp trên trực tiếp', NULL, 1005),
  ('TCCSD_XS5_BK', 'Bằng khen tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ tiêu biểu 5 năm liền', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, false, true, 'Tỉnh ủy', NULL, 1006),
  ('TCCSD_XS5_CO', 'Cờ tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ tiêu biểu 5 năm liền', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, false, true, 'Tỉnh ủy', NULL, 1007),
  ('BK_TU', 'Bằng khen của Tỉnh ủy', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, true, 'Tỉnh ủy', NULL, 1008),
  ('HHD30', 'Huy hiệu 30 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', NULL, 1009),
  ('HHD40', 'Huy hiệu 40 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', NULL, 1010),
  ('HHD45', 'Huy hiệu 45 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', 2016, 1011),
  ('HHD50', 'Huy hiệu 50 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', NULL, 1012),
  ('HHD55', 'Huy hiệu 55 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', NULL, 1013),
  ('HHD60', 'Huy hiệu 60 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', NULL, 1014),
  ('HHD65', 'Huy hiệu 65 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', NULL, 1015),
  ('HHD70', 'Huy hiệu 70 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', NULL, 1016),
  ('HHD75', 'Huy hiệu 75 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', NULL, 1017),
  ('HHD80', 'Huy hiệu 80 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', NULL, 1018),
  ('HHD85', 'Huy hiệu 85 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', NULL, 1019),
  ('HHD90', 'Huy hiệu 90 năm tuổi Đảng', 'PARTY', 'PROVINCE_MINISTRY', 'PARTY', true, true, false, 'Cấp ủy cấp tỉnh', NULL, 1020);
INSERT INTO award_bonus (award_type_id, person_multiple, collective_multiple, round_up_to, valid_from, document)
SELECT t.id, b.person, b.collective, 1, DATE '2015-10-27', b.document FROM (VALUES
  ('DV_XS', 0.3::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015'),
  ('DV_XS5', 1.0::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015'),
  ('DV_XS5_BK', 1.5::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015'),
  ('CB_XS', NULL::numeric, 0.6::numeric, 'HD 56-HD/VPTW 27/10/2015'),
  ('CB_XS5', NULL::numeric, 1.5::numeric, 'HD 56-HD/VPTW 27/10/2015'),
  ('TCCSD_XS', NULL::numeric, 2.0::numeric, 'HD 56-HD/VPTW 27/10/2015, mục II.2'),
  ('TCCSD_XS5_BK', NULL::numeric, 5.0::numeric, 'HD 56-HD/VPTW 27/10/2015, mục II.2'),
  ('TCCSD_XS5_CO', NULL::numeric, 8.0::numeric, 'HD 56-HD/VPTW 27/10/2015, mục II.2'),
  ('HHD30', 1.5::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015, mục IV.2'),
  ('HHD40', 2::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015, mục IV.2'),
  ('HHD50', 3::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015, mục IV.2'),
  ('HHD55', 3.5::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015, mục IV.2'),
  ('HHD60', 5::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015, mục IV.2'),
  ('HHD65', 6::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015, mục IV.2'),
  ('HHD70', 8::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015, mục IV.2'),
  ('HHD75', 10::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015, mục IV.2'),
  ('HHD80', 15::numeric, NULL::numeric, 'HD 56-HD/VPTW 27/10/2015, mục IV.2')
) b (code, person, collective, document) JOIN award_type t ON t.code = b.code;
SELECT set_config('app.actor', '', true), set_config('app.party', '', true);
