-- What is due is asked of a person or of a collective, and what was found is kept with the vote (domain.md C1, C3).
-- Why now: 0020 asked of a collective what only a person can hold, did not know the road of collectives to the orders of Labour, and said met or
-- not met by texts that nobody has compared with the law. A proposal showed its conditions as they stand today, not as the council saw them.
-- · A condition says of whom it is asked; one of 0020 that names no collective's title stays a person's. An uncertain one never decides a verdict.
-- · council_findings is what stood when the council sat, decided_findings when it was granted or refused; neither changes afterwards.
-- · Multiples and base salaries carry their version, so that of two who correct one the second is told.
-- Order of release: safe before the new code, which alone writes the new columns.
CREATE TYPE "rule_subject" AS ENUM ('PERSON', 'COLLECTIVE');
ALTER TABLE "eligibility_rule" ADD COLUMN "subject" "rule_subject" NOT NULL DEFAULT 'PERSON', ADD COLUMN "is_uncertain" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "award_proposal" ADD COLUMN "council_findings" JSONB, ADD COLUMN "decided_findings" JSONB;
ALTER TABLE "award_bonus" ADD COLUMN "row_version" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, ADD COLUMN "updated_by_id" INTEGER;
ALTER TABLE "base_salary" ADD COLUMN "row_version" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, ADD COLUMN "updated_by_id" INTEGER;
DROP INDEX "eligibility_rule_award_type_id_rule_code_from_year_key";
CREATE UNIQUE INDEX "eligibility_rule_award_type_id_subject_rule_code_from_year_key" ON "eligibility_rule"("award_type_id", "subject", "rule_code", "from_year");
ALTER TABLE "award_proposal" ADD CONSTRAINT "award_proposal_findings" CHECK (decided_findings IS NULL OR state IN ('GRANTED', 'REFUSED'));
-- A sitting may be corrected, and its findings with it, until the proposal has left the council; what decided it is written once.
CREATE FUNCTION award_findings_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.council_findings IS DISTINCT FROM OLD.council_findings AND OLD.state NOT IN ('DRAFT', 'DEPARTMENT_VOTED', 'COUNCIL_VOTED'))
    OR (NEW.decided_findings IS DISTINCT FROM OLD.decided_findings AND OLD.state IN ('GRANTED', 'REFUSED')) THEN
    RAISE EXCEPTION 'award_findings_guard' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_findings_guard';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER award_findings_guard BEFORE UPDATE OF council_findings, decided_findings ON "award_proposal" FOR EACH ROW EXECUTE FUNCTION award_findings_guard();
SELECT protect_tables();

SELECT set_config('app.actor', '1', true), set_config('app.command', 'migration.0025_due_and_frozen', true);
UPDATE eligibility_rule r SET subject = 'COLLECTIVE', row_version = r.row_version + 1 FROM award_type t
WHERE t.id = r.award_type_id AND t.for_collective AND (NOT t.for_person OR r.rule_code IN ('COMPLETED_SHARE', 'SHARE_MIN', 'SHARE_ABOVE', 'COUNT_MIN'));
-- What the desk itself asked of a title that both may hold is asked of both, as until now.
INSERT INTO eligibility_rule (award_type_id, subject, rule_code, params, from_year, to_year, source)
SELECT r.award_type_id, 'COLLECTIVE', r.rule_code, r.params, r.from_year, r.to_year, r.source FROM eligibility_rule r JOIN award_type t ON t.id = r.award_type_id AND t.for_person AND t.for_collective
WHERE r.updated_by_id IS NOT NULL AND r.subject = 'PERSON' AND NOT t.is_party AND (r.rule_code IN ('NOT_DISCIPLINED', 'COUNCIL_SHARE') OR EXISTS (SELECT FROM award_type n WHERE n.code = r.params->>'code' AND n.for_collective));
-- Texts that nobody has compared with the law (domain.md C1: OKU) are marked, where the desk has not changed them since.
UPDATE eligibility_rule r SET is_uncertain = true, row_version = r.row_version + 1 FROM award_type t
WHERE t.id = r.award_type_id AND r.updated_by_id IS NULL AND (t.code, r.rule_code) IN (('BK_B', 'STREAK'), ('HCLD2', 'FORMER'), ('HCLD1', 'FORMER'), ('CSTDTQ', 'COUNCIL_SHARE'));
-- «then at least five years»: counted from the award below.
UPDATE eligibility_rule r SET params = r.params || '{"years": 5}', row_version = r.row_version + 1 FROM award_type t
WHERE t.id = r.award_type_id AND r.updated_by_id IS NULL AND t.code = 'HCLD3' AND r.rule_code = 'FORMER';
INSERT INTO eligibility_rule (award_type_id, subject, rule_code, params, from_year, to_year, source, is_uncertain)
SELECT t.id, r.subject::rule_subject, r.rule, r.params::jsonb, r.from_year, r.to_year, r.source, r.is_uncertain FROM (VALUES
  ('HCLD3', 'PERSON', 'RATED_WITHIN', '{"levels": ["EXCELLENT"], "count": 1, "years": 5}', 2014, NULL::int, 'Luật 06/2022 Điều 44 khoản 1 điểm e', false),
  ('BK_B', 'COLLECTIVE', 'STREAK', '{"code": "TTLDXS", "years": 2}', 2014, NULL, 'Luật 06/2022 Điều 74; chưa đối chiếu', true),
  ('BK_TTG', 'COLLECTIVE', 'FORMER', '{"code": "BK_B"}', 2014, NULL, 'Luật 06/2022 Điều 73; phần tập thể chưa đối chiếu', true),
  ('HCLD3', 'COLLECTIVE', 'FORMER', '{"code": "BK_TTG", "years": 5}', 2014, NULL, 'Luật 06/2022 Điều 44; phần tập thể chưa đối chiếu', true),
  ('HCLD2', 'COLLECTIVE', 'FORMER', '{"code": "HCLD3"}', 2014, NULL, 'Luật 06/2022 Điều 43; chưa đối chiếu', true),
  ('HCLD1', 'COLLECTIVE', 'FORMER', '{"code": "HCLD2"}', 2004, 2023, 'Luật 15/2003, Huân chương Lao động hạng Nhất cho tập thể', false),
  ('HCLD1', 'COLLECTIVE', 'STREAK', '{"code": "TTLDXS", "years": 5}', 2004, 2023, 'Luật 15/2003, Huân chương Lao động hạng Nhất cho tập thể', false),
  ('HCLD1', 'COLLECTIVE', 'COUNT_EITHER', '{"code": "CO_B", "count": 3, "orCode": "CO_CP", "orCount": 2, "years": 5}', 2004, 2023, 'Luật 15/2003, Huân chương Lao động hạng Nhất cho tập thể', false),
  ('HCLD1', 'COLLECTIVE', 'FORMER', '{"code": "HCLD2"}', 2024, NULL, 'Luật 06/2022 Điều 42; chưa đối chiếu', true)
) r (code, subject, rule, params, from_year, to_year, source, is_uncertain) JOIN award_type t ON t.code = r.code
ON CONFLICT (award_type_id, subject, rule_code, from_year) DO NOTHING;
