-- A decision cannot come before the LAST year of merit that it names: the guard compared only the first, so that one of 2026 could grant the
-- years 2024 to 2030. And of a title of which no year is known, one person or department has one: null years are all different to the
-- indexes of 0013, so that two people at two desks could enter the same old honour twice.
CREATE OR REPLACE FUNCTION award_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad text;
BEGIN
  SELECT t.code INTO bad FROM new_rows n JOIN award_type t ON t.id = n.award_type_id LEFT JOIN decision d ON d.id = n.decision_id WHERE n.voided_at IS NULL AND
    (n.year_to > t.to_year OR n.year_to < t.from_year OR extract(year FROM d.signed_on) < n.year_to OR (n.subject = 'PERSON' AND NOT t.for_person) OR (n.subject IN ('DEPARTMENT','PARTY_BODY') AND NOT t.for_collective)) LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'award_guard: %', bad USING ERRCODE = 'check_violation', CONSTRAINT = 'award_guard'; END IF;
  RETURN NULL;
END $$;
CREATE UNIQUE INDEX "award_person_undated_once" ON "award" (award_type_id, person_id) WHERE subject = 'PERSON' AND year_from IS NULL AND voided_at IS NULL AND revoked_at IS NULL;
CREATE UNIQUE INDEX "award_department_undated_once" ON "award" (award_type_id, department_id) WHERE subject = 'DEPARTMENT' AND year_from IS NULL AND voided_at IS NULL AND revoked_at IS NULL;
