-- Three rules that had no place to stand.
-- 1. A file that passes two steps is meant to be read by two people. Who approved one step does not approve the next, unless nobody else
--    could; then the decision itself says so (is_alone). Existing decisions were made before the rule; the guard looks at new ones.
-- 2. What the hospital gave a department to do is not the department's to cancel. A task keeps whether it was given by somebody outside
--    its department. Existing tasks count as the department's own, as they were treated until now.
-- 3. A draft of a target that is not wanted any more holds the place of the next version. The runtime role deletes nothing, so one
--    function of the owner does: a draft and its shares, never anything that was in force. The audit keeps the rows under the name of
--    who discarded them.
-- Order of release: safe before the new code, which alone writes the new columns; the old code is refused a second step by one person.
ALTER TABLE "review" ADD COLUMN "is_alone" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "task" ADD COLUMN "is_assigned" BOOLEAN NOT NULL DEFAULT false;

CREATE OR REPLACE FUNCTION review_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
      WHERE v.submission_id = NEW.submission_id AND v.round_no = NEW.round_no AND v.step = s AND v.verdict = 'APPROVED')) THEN 'review_in_turn'
    -- sending back is open to whoever stands at the step: it lets nothing through
    WHEN NEW.verdict = 'APPROVED' AND NOT NEW.is_alone AND EXISTS (SELECT FROM review v WHERE v.submission_id = NEW.submission_id AND v.round_no = NEW.round_no
      AND v.verdict = 'APPROVED' AND v.by_id = NEW.by_id AND v.step = (SELECT max(s) FROM unnest(round.steps) s WHERE s < NEW.step)) THEN 'review_two_steps' END;
  IF why IS NOT NULL THEN RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation', CONSTRAINT = why; END IF;
  RETURN NEW;
END $$;

-- True when the draft was there as the person had seen it, and is gone now.
CREATE FUNCTION target_discard(p_target int, p_row_version int) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  PERFORM FROM target t WHERE t.id = p_target AND t.state = 'DRAFT' AND t.row_version = p_row_version FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM target_share s WHERE s.target_id = p_target;
  DELETE FROM target t WHERE t.id = p_target;
  RETURN true;
END $$;
SELECT protect_tables();
