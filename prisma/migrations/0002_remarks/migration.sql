-- Why: a remark may explain a figure that nobody types. A computed ratio (an occupancy above 100 %) gets a row that holds a remark and
-- no number; figure_guard refused every row of a ratio. What it refuses of numbers and drafts stays as it was.
CREATE OR REPLACE FUNCTION figure_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
    WHERE n.value < i.hard_min OR n.value > i.hard_max
      OR (i.aggregation = 'RATIO' AND n.measure <> 'PLAN' AND (n.value IS NOT NULL OR n.draft_text IS NOT NULL) AND NOT EXISTS (
        SELECT FROM period p JOIN department_version v ON v.department_id = n.department_id AND v.kind = 'HOSPITAL' WHERE p.id = n.period_id AND p.kind = 'YEAR')) LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'figure_value_refused %', bad USING ERRCODE = 'check_violation', CONSTRAINT = 'figure_value_refused'; END IF;
  RETURN NULL;
END $$;
