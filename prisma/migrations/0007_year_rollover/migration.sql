-- Why: a year is opened by one act (batch of kind YEAR_ROLLOVER) and may be taken back until somebody has begun to work in it.
-- A task may come again every year or every quarter. Of one year there is one rollover that holds and one that is being prepared.
-- What the act made and nobody has touched is taken away again: draft targets and deadlines have no voided state (a quarter with a
-- deadline is open, a draft keeps its number), and the runtime role deletes nothing, so one function of the owner does, and only that
-- (src/decisions/0014-year-rollover.md). The audit keeps every row that it takes.
CREATE TYPE "task_recurrence" AS ENUM ('YEARLY', 'QUARTERLY');
ALTER TABLE "task" ADD COLUMN "recurrence" "task_recurrence";
CREATE UNIQUE INDEX "batch_one_rollover" ON "batch" (scope) WHERE kind = 'YEAR_ROLLOVER' AND state = 'CONFIRMED';
CREATE UNIQUE INDEX "batch_one_rollover_draft" ON "batch" (scope) WHERE kind = 'YEAR_ROLLOVER' AND state IN ('UPLOADED', 'CHECKED');

-- What people have done in the year since it was opened, by kind, with the first moment; no row: nobody has begun. A rollover's scope
-- is its year, and the moment at which it took effect is its last change while it holds.
CREATE FUNCTION rollover_entries(p_batch int) RETURNS TABLE (kind text, entries bigint, first_at timestamptz) LANGUAGE sql STABLE AS $$
  WITH b AS (SELECT b.scope::int AS year, b.updated_at AS at FROM batch b WHERE b.id = p_batch AND b.kind = 'YEAR_ROLLOVER' AND b.state = 'CONFIRMED'),
    span AS (SELECT p.id, b.at FROM b JOIN period p ON p.year = b.year)
  SELECT x.kind, count(*), min(x.at) FROM (
    SELECT 'figure' AS kind, f.updated_at AS at FROM span JOIN figure f ON f.period_id = span.id WHERE f.updated_at > span.at
    UNION ALL SELECT 'submission', s.updated_at FROM span JOIN submission s ON s.period_id = span.id WHERE s.updated_at > span.at
    UNION ALL SELECT 'target', t.updated_at FROM b JOIN target t ON t.year = b.year WHERE t.updated_at > b.at
    UNION ALL SELECT 'task', t.updated_at FROM span JOIN task t ON t.period_id = span.id WHERE t.updated_at > span.at
    UNION ALL SELECT 'deadline', d.updated_at FROM span JOIN period_deadline d ON d.period_id = span.id WHERE d.updated_at > span.at
    UNION ALL SELECT 'deadline', e.updated_at FROM span JOIN deadline_extension e ON e.period_id = span.id WHERE e.updated_at > span.at) x
  GROUP BY x.kind
$$;
-- Takes away the draft targets (with their shares) and the deadlines that a rollover made. Refuses when it does not hold any more, or
-- when somebody has begun: asked once the tables are held, so that a save under way is waited for and then seen.
CREATE FUNCTION rollover_withdraw(p_batch int, OUT targets int, OUT deadlines int) LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE made bigint;
BEGIN
  LOCK TABLE submission, figure, target, target_share, task, deadline_extension, period_deadline IN SHARE ROW EXCLUSIVE MODE;
  SELECT b.confirmed_tx_id INTO made FROM batch b WHERE b.id = p_batch AND b.kind = 'YEAR_ROLLOVER' AND b.state = 'CONFIRMED' FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'rollover_not_held' USING ERRCODE = 'check_violation', CONSTRAINT = 'rollover_not_held'; END IF;
  IF EXISTS (SELECT FROM rollover_entries(p_batch)) THEN RAISE EXCEPTION 'rollover_entered' USING ERRCODE = 'check_violation', CONSTRAINT = 'rollover_entered'; END IF;
  DELETE FROM target_share s USING audit_entry e WHERE e.audit_tx_id = made AND e.table_name = 'target' AND e.op = 'INSERT' AND s.target_id = e.row_key::int;
  DELETE FROM target t USING audit_entry e WHERE e.audit_tx_id = made AND e.table_name = 'target' AND e.op = 'INSERT' AND t.id = e.row_key::int AND t.state = 'DRAFT';
  GET DIAGNOSTICS targets = ROW_COUNT;
  DELETE FROM period_deadline d USING audit_entry e WHERE e.audit_tx_id = made AND e.table_name = 'period_deadline' AND e.op = 'INSERT' AND e.row_key = d.period_id || '/' || d.kind;
  GET DIAGNOSTICS deadlines = ROW_COUNT;
END $$;
-- As-now reading with a day: a merger that has been decided for a coming day changes nothing before it. Without a day: whatever has been decided.
DROP FUNCTION department_as_now();
CREATE FUNCTION department_as_now(p_on date DEFAULT NULL) RETURNS TABLE (department_id int, as_now_id int) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE w AS (
    SELECT id AS department_id, id AS as_now_id, 0 AS depth FROM department
    UNION ALL SELECT w.department_id, l.to_id, w.depth + 1 FROM w JOIN department_lineage l ON l.from_id = w.as_now_id AND l.is_principal
      AND (p_on IS NULL OR l.effective_on <= p_on) WHERE w.depth < 20)
  SELECT DISTINCT ON (department_id) department_id, as_now_id FROM w ORDER BY department_id, depth DESC
$$;
SELECT protect_tables();
