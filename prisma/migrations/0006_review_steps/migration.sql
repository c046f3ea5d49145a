-- Why: a file may pass the head of the department before planning and the director after it (domain.md D2, features.md row 53). Which
-- steps a round needs is fixed when it is handed in and stored with the round, so that a setting switched meanwhile strands nothing; what
-- was handed in before this migration waits for planning alone, as it always did. The submitter may take a file back while nobody has
-- decided. The rules of the road stand here once more, as the last line of defence.
CREATE TYPE "step_skip" AS ENUM ('HEAD_SUBMITS', 'NO_HEAD', 'NO_DIRECTOR');
ALTER TYPE "verdict" ADD VALUE 'WITHDRAWN';
ALTER TABLE "submission_round" ADD COLUMN "steps" "review_step"[] NOT NULL DEFAULT ARRAY['PLANNING']::"review_step"[],
  ADD COLUMN "skips" "step_skip"[] NOT NULL DEFAULT ARRAY[]::"step_skip"[];
ALTER TABLE "submission_round" ADD CONSTRAINT "submission_round_steps" CHECK (
  steps IN ('{PLANNING}', '{HEAD,PLANNING}', '{PLANNING,DIRECTOR}', '{HEAD,PLANNING,DIRECTOR}'));
-- the inbox: what waits, and for whom
CREATE INDEX "submission_waiting" ON "submission" ("step", "submitted_at") WHERE state = 'SUBMITTED';

-- taken back by the submitter, a file returns to where it was before it was handed in
DROP TRIGGER submission_state ON "submission";
CREATE TRIGGER submission_state BEFORE INSERT OR UPDATE OF state ON "submission" FOR EACH ROW EXECUTE FUNCTION state_guard(
  '>DRAFT','>LOCKED','DRAFT>SUBMITTED','DRAFT>LOCKED','SUBMITTED>DRAFT','SUBMITTED>RETURNED','SUBMITTED>REOPENED','SUBMITTED>APPROVED','RETURNED>SUBMITTED','RETURNED>LOCKED','APPROVED>LOCKED','APPROVED>REOPENED','LOCKED>REOPENED','REOPENED>SUBMITTED','REOPENED>LOCKED');

-- A decision belongs to a step of its round, comes in its turn, and is never the submitter's own; taking back is only the submitter's.
CREATE FUNCTION review_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE round submission_round; why text;
BEGIN
  IF NEW.verdict::text NOT IN ('APPROVED', 'RETURNED', 'WITHDRAWN') THEN RETURN NEW; END IF;
  SELECT * INTO round FROM submission_round r WHERE r.submission_id = NEW.submission_id AND r.round_no = NEW.round_no;
  why := CASE
    WHEN round.submission_id IS NULL THEN 'review_round'
    WHEN NEW.verdict::text = 'WITHDRAWN' AND round.submitted_by_id <> NEW.by_id THEN 'review_withdrawn_by_submitter'
    WHEN NEW.verdict::text = 'WITHDRAWN' THEN CASE WHEN EXISTS (SELECT FROM review v WHERE v.submission_id = NEW.submission_id AND v.round_no = NEW.round_no
      AND v.verdict IN ('APPROVED', 'RETURNED')) THEN 'review_withdrawn_undecided' END
    WHEN NEW.step <> ALL (round.steps) THEN 'review_step'
    WHEN round.submitted_by_id = NEW.by_id THEN 'review_four_eyes'
    WHEN EXISTS (SELECT FROM unnest(round.steps) s WHERE s < NEW.step AND NOT EXISTS (SELECT FROM review v
      WHERE v.submission_id = NEW.submission_id AND v.round_no = NEW.round_no AND v.step = s AND v.verdict = 'APPROVED')) THEN 'review_in_turn' END;
  IF why IS NOT NULL THEN RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation', CONSTRAINT = why; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER review_guard BEFORE INSERT ON "review" FOR EACH ROW EXECUTE FUNCTION review_guard();

-- A file is approved when every step of its round is.
CREATE FUNCTION submission_approved_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM submission_round r WHERE r.submission_id = NEW.id AND r.round_no = NEW.round_no
      AND r.steps <@ ARRAY(SELECT v.step FROM review v WHERE v.submission_id = r.submission_id AND v.round_no = r.round_no AND v.verdict = 'APPROVED')) THEN
    RAISE EXCEPTION 'submission_every_step %', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_every_step';
  END IF;
  RETURN NEW;
END $$;
-- its name comes after submission_state, which speaks first
CREATE TRIGGER submission_state_approved BEFORE UPDATE OF state ON "submission" FOR EACH ROW WHEN (NEW.state = 'APPROVED' AND OLD.state <> 'APPROVED')
  EXECUTE FUNCTION submission_approved_guard();
SELECT protect_tables();
