-- An award that is taken back gives its proposal back, and an honour is held once.
-- Why now: a proposal whose award was recorded wrongly stayed «granted» for ever, so that the same could never be proposed again; it now returns to
-- where it stood before the decision (the reason stays in closed_reason). One whose award was revoked stays granted and marked, and no longer
-- stands in the way of a new one. The due list said «qualifies» of people who hold a state honour or an order already: award_type says which titles
-- are held once. Years of direct practice (Luật 06/2022 Điều 65) are on no record: a condition that is always unknown, marked as not compared.
-- Order of release: safe before the new code; the old code reads and writes none of the new columns.
ALTER TABLE "award_type" ADD COLUMN "held_once" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "award_proposal" ADD COLUMN "is_revoked" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "award_proposal" ADD CONSTRAINT "award_proposal_revoked" CHECK (NOT is_revoked OR state = 'GRANTED');
DROP INDEX "award_proposal_once";
CREATE UNIQUE INDEX "award_proposal_once" ON "award_proposal" (award_type_id, year, coalesce(person_id, 0), (CASE WHEN subject = 'DEPARTMENT' THEN department_id ELSE 0 END)) WHERE voided_at IS NULL AND NOT is_revoked AND state NOT IN ('REFUSED', 'WITHDRAWN');
DROP TRIGGER award_proposal_state ON "award_proposal";
CREATE TRIGGER award_proposal_state BEFORE UPDATE OF state ON "award_proposal" FOR EACH ROW EXECUTE FUNCTION state_guard('DRAFT>DEPARTMENT_VOTED', 'DRAFT>WITHDRAWN', 'DEPARTMENT_VOTED>COUNCIL_VOTED', 'DEPARTMENT_VOTED>REFUSED', 'DEPARTMENT_VOTED>WITHDRAWN', 'COUNCIL_VOTED>SUBMITTED', 'COUNCIL_VOTED>GRANTED', 'COUNCIL_VOTED>REFUSED', 'COUNCIL_VOTED>WITHDRAWN', 'SUBMITTED>GRANTED', 'SUBMITTED>REFUSED', 'SUBMITTED>WITHDRAWN', 'GRANTED>COUNCIL_VOTED', 'GRANTED>SUBMITTED');
CREATE OR REPLACE FUNCTION award_findings_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.council_findings IS DISTINCT FROM OLD.council_findings AND OLD.state NOT IN ('DRAFT', 'DEPARTMENT_VOTED', 'COUNCIL_VOTED'))
    OR (NEW.decided_findings IS DISTINCT FROM OLD.decided_findings AND OLD.state IN ('GRANTED', 'REFUSED') AND NOT (OLD.state = 'GRANTED' AND NEW.state <> 'GRANTED' AND NEW.decided_findings IS NULL)) THEN
    RAISE EXCEPTION 'award_findings_guard' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_findings_guard';
  END IF;
  RETURN NEW;
END $$;
SELECT protect_tables();

SELECT set_config('app.actor', '1', true), set_config('app.command', 'migration.0030_proposals_again', true);
UPDATE award_proposal p SET state = (CASE WHEN p.submitted_on IS NULL THEN 'COUNCIL_VOTED' ELSE 'SUBMITTED' END)::proposal_state, award_id = NULL, decided_findings = NULL, closed_reason = a.void_reason, row_version = p.row_version + 1
  FROM award a WHERE a.id = p.award_id AND NOT a.is_party AND a.voided_at IS NOT NULL AND p.state = 'GRANTED' AND p.voided_at IS NULL;
UPDATE award_proposal p SET is_revoked = true, row_version = p.row_version + 1 FROM award a WHERE a.id = p.award_id AND NOT a.is_party AND a.revoked_at IS NOT NULL AND p.state = 'GRANTED';
UPDATE award_type SET held_once = true, row_version = row_version + 1 WHERE NOT is_party AND (kind = 'HONOR' OR code IN ('HCLD1', 'HCLD2', 'HCLD3'));
INSERT INTO eligibility_rule (award_type_id, subject, rule_code, params, from_year, to_year, source, is_uncertain)
SELECT t.id, 'PERSON', 'PRACTICE', r.params::jsonb, 2014, NULL, 'Luật 06/2022 Điều 65, NĐ 25/2024; chưa đối chiếu', true
FROM (VALUES ('TTND', '{"years": 20}'), ('TTUT', '{"years": 15}')) r (code, params) JOIN award_type t ON t.code = r.code
ON CONFLICT (award_type_id, subject, rule_code, from_year) DO NOTHING;
