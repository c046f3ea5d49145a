-- Why: a cell typed and saved by itself paid for weighted averages that it has nothing to do with. The query that works out what moved of
-- the hospital's averages is large, and starting it costs more than running it: only a cell that is an average, or weighs one, needs it.
-- The same differences of the same terms as before, gathered first and then written by one statement for both kinds; of the rollup's
-- rows only those of the indicators that moved are read. Locks, their order and what is kept are as they were.
CREATE TYPE hospital_delta AS (period_id int, indicator_id int, plan numeric, actual numeric, plan_weight numeric, actual_weight numeric, planned int, reported int);
CREATE OR REPLACE FUNCTION figure_rollup() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET plan_cache_mode = force_generic_plan SET enable_sort = off SET enable_mergejoin = off SET enable_nestloop = off SET jit = off AS $$
DECLARE
  moves figure_move[]; departments int[]; periods int[]; indicators int[]; is_few boolean;
  spans int[]; concerned int[]; parts int[]; averages int[]; weighed int[]; d int; own xid; command cid; again int[];
  deltas hospital_delta[]; changed int[];
BEGIN
  -- a bulk load (seed, history import) may say 'later': it then calls rollup_rebuild() before anybody reads
  IF current_setting('app.rollup', true) = 'later' THEN RETURN NULL; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF; -- as after every save of cells that were there already
    SELECT array_agg((n.department_id, n.period_id, n.measure, n.indicator_id, NULL, n.value)::figure_move), array_agg(DISTINCT n.department_id), array_agg(DISTINCT n.period_id),
      array_agg(DISTINCT n.indicator_id) INTO moves, departments, periods, indicators FROM new_rows n WHERE n.measure <> 'ESTIMATE' AND n.value IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg((o.department_id, o.period_id, o.measure, o.indicator_id, o.value, NULL)::figure_move), array_agg(DISTINCT o.department_id), array_agg(DISTINCT o.period_id),
      array_agg(DISTINCT o.indicator_id) INTO moves, departments, periods, indicators FROM old_rows o WHERE o.measure <> 'ESTIMATE' AND o.value IS NOT NULL;
  ELSE -- FULL JOIN: a key may have moved (owner only), and it never becomes a nested loop however many rows there are
    SELECT array_agg((department_id, period_id, measure, indicator_id, o.value, n.value)::figure_move), array_agg(DISTINCT department_id), array_agg(DISTINCT period_id),
      array_agg(DISTINCT indicator_id) FILTER (WHERE o.value IS DISTINCT FROM n.value) INTO moves, departments, periods, indicators
    FROM old_rows o FULL JOIN new_rows n USING (department_id, period_id, measure, indicator_id) WHERE measure <> 'ESTIMATE';
  END IF;
  IF indicators IS NULL THEN RETURN NULL; END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN RAISE EXCEPTION 'rollup_isolation: figures are saved at READ COMMITTED only'; END IF;
  PERFORM pg_advisory_xact_lock('figure'::regclass::oid::int, 0);
  -- of few moved indicators also the ratios they are parts of; in any case the averages that moved or that they weigh
  is_few := cardinality(indicators) <= 4;
  SELECT array_agg(i.id), array_agg(i.numerator_id) || array_agg(i.denominator_id) || array_agg(i.weight_id) || array_agg(i.id), array_agg(i.id) FILTER (WHERE i.weight_id IS NOT NULL),
    array_agg(DISTINCT i.weight_id) || array_agg(i.id) FILTER (WHERE i.weight_id IS NOT NULL)
  INTO concerned, parts, averages, weighed FROM indicator i
  WHERE is_few AND (i.id = ANY (indicators) OR i.numerator_id = ANY (indicators) OR i.denominator_id = ANY (indicators)) OR i.weight_id IS NOT NULL AND (i.id = ANY (indicators) OR i.weight_id = ANY (indicators));
  IF TG_OP = 'UPDATE' THEN
    -- INSERT … ON CONFLICT DO UPDATE comes here twice, first with the rows it updated. Those it inserted must not count yet: they are
    -- known by the transaction and command that they share with the updated ones.
    SELECT f.xmin, f.cmin INTO own, command FROM figure f
    WHERE (f.department_id, f.period_id, f.measure, f.indicator_id) = (SELECT n.department_id, n.period_id, n.measure, n.indicator_id FROM new_rows n LIMIT 1);
  END IF;

  -- the departments: their quarters and years
  SELECT array_agg(DISTINCT t.id) INTO spans FROM period q JOIN period t ON t.kind IN ('QUARTER', 'YEAR') AND t.calendar = q.calendar AND t.starts_on <= q.starts_on
    AND t.ends_on >= q.ends_on WHERE q.id = ANY (periods) AND q.kind = 'QUARTER';
  IF spans IS NOT NULL THEN
    IF is_few THEN
      WITH delta AS MATERIALIZED (
        SELECT v.span_id, v.department_id, v.area_id, sum(v.one) AS with_target, coalesce(sum(v.one) FILTER (WHERE v.is_met IS NOT NULL), 0) AS reported,
          coalesce(sum(v.one) FILTER (WHERE v.is_met), 0) AS met, coalesce(sum(v.one) FILTER (WHERE v.is_exceeded), 0) AS exceeded, coalesce(sum(v.one * v.completion), 0) AS completion_sum,
          max(v.last_quarter) FILTER (WHERE NOT v.is_before) AS last_quarter, max(v.last_quarter) FILTER (WHERE v.is_before) AS last_before
        FROM (SELECT v.*, CASE WHEN v.is_before THEN -1 ELSE 1 END AS one
          FROM figures_now_and_before(spans, departments, concerned, parts, false, true, moves, own, command) v WHERE v.direction <> 'NONE' AND v.is_planned OFFSET 0) v
        GROUP BY 1, 2, 3
      ), kept AS (
        INSERT INTO rollup_department AS r (period_id, department_id, area_id, with_target, reported, met, exceeded, completion_sum, last_quarter)
        SELECT d.span_id, d.department_id, d.area_id, d.with_target, d.reported, d.met, d.exceeded, d.completion_sum, d.last_quarter FROM delta d
        ON CONFLICT (period_id, department_id, area_id) DO UPDATE SET with_target = r.with_target + excluded.with_target, reported = r.reported + excluded.reported,
          met = r.met + excluded.met, exceeded = r.exceeded + excluded.exceeded, completion_sum = r.completion_sum + excluded.completion_sum,
          last_quarter = greatest(r.last_quarter, excluded.last_quarter) RETURNING r.department_id, r.with_target
      ) -- an area that has no targets left, or whose last quarter may have been one of these, is computed again
      SELECT array_agg(DISTINCT x.department_id) INTO again FROM (SELECT k.department_id FROM kept k WHERE k.with_target = 0
        UNION ALL SELECT d.department_id FROM delta d WHERE d.last_before > coalesce(d.last_quarter, 0)) x;
    ELSE
      again := departments;
    END IF;
    IF again IS NOT NULL THEN
      FOREACH d IN ARRAY again LOOP PERFORM rollup_department_write(spans, d, moves, own, command); END LOOP;
    END IF;
  END IF;

  -- the hospital: what moved
  SELECT array_agg((x.period_id, x.indicator_id, x.plan, x.actual, NULL, NULL, x.planned, x.reported)::hospital_delta), array_agg(x.indicator_id) INTO deltas, changed FROM (
    SELECT m.period_id, m.indicator_id, coalesce(sum(m.moved) FILTER (WHERE m.measure = 'PLAN'), 0) AS plan, coalesce(sum(m.moved) FILTER (WHERE m.measure = 'ACTUAL'), 0) AS actual,
      coalesce(sum(m.came) FILTER (WHERE m.measure = 'PLAN'), 0) AS planned, coalesce(sum(m.came) FILTER (WHERE m.measure = 'ACTUAL'), 0) AS reported
    FROM (SELECT m.*, coalesce(m.after, 0) - coalesce(m.before, 0) AS moved, (m.after IS NOT NULL)::int - (m.before IS NOT NULL)::int AS came FROM unnest(moves) m) m JOIN indicator i ON i.id = m.indicator_id
    WHERE m.before IS DISTINCT FROM m.after AND (i.aggregation IN ('SUM', 'LAST') OR i.aggregation = 'RATIO' AND m.measure = 'ACTUAL') GROUP BY 1, 2) x;
  -- and of weighted averages also those whose weight moved: most cells are neither, and do without this query
  IF averages IS NOT NULL THEN
    WITH cell AS MATERIALIZED ( -- the averages and their weights, now and before this statement
      SELECT department_id, period_id, indicator_id,
        max(f.value) FILTER (WHERE measure = 'PLAN') AS plan, max(f.value) FILTER (WHERE measure = 'ACTUAL') AS actual,
        max(CASE WHEN m.is_moved THEN m.before ELSE f.value END) FILTER (WHERE measure = 'PLAN') AS plan_before,
        max(CASE WHEN m.is_moved THEN m.before ELSE f.value END) FILTER (WHERE measure = 'ACTUAL') AS actual_before
      FROM (SELECT f.* FROM unnest(departments) AS u(department_id) CROSS JOIN LATERAL (
              SELECT f.department_id, f.period_id, f.measure, f.indicator_id, f.value, f.xmin AS made_by, f.cmin AS made_at FROM figure f
              WHERE f.department_id = u.department_id AND f.period_id = ANY (periods) AND f.measure IN ('PLAN', 'ACTUAL') AND f.indicator_id = ANY (weighed) OFFSET 0) f) f
        FULL JOIN (SELECT m.*, true AS is_moved FROM unnest(moves) m WHERE m.indicator_id = ANY (weighed)) m
          USING (department_id, period_id, measure, indicator_id)
      WHERE m.is_moved OR own IS NULL OR NOT (f.made_by = own AND f.made_at = command)
      GROUP BY 1, 2, 3
    )
    SELECT deltas || array_agg((x.period_id, x.indicator_id, x.plan, x.actual, x.plan_weight, x.actual_weight, x.planned, x.reported)::hospital_delta), changed || array_agg(x.indicator_id)
    INTO deltas, changed FROM (
      SELECT c.period_id, c.indicator_id, coalesce(sum(n.plan), 0) - coalesce(sum(b.plan), 0) AS plan, coalesce(sum(n.actual), 0) - coalesce(sum(b.actual), 0) AS actual,
        coalesce(sum(n.plan_weight), 0) - coalesce(sum(b.plan_weight), 0) AS plan_weight, coalesce(sum(n.actual_weight), 0) - coalesce(sum(b.actual_weight), 0) AS actual_weight,
        count(n.plan) - count(b.plan) AS planned, count(n.actual) - count(b.actual) AS reported
      FROM cell c JOIN indicator i ON i.id = c.indicator_id AND i.id = ANY (averages)
        LEFT JOIN cell w ON w.department_id = c.department_id AND w.period_id = c.period_id AND w.indicator_id = i.weight_id
        CROSS JOIN LATERAL rollup_indicator_terms(i.aggregation, c.plan, c.actual, w.plan, w.actual) n
        CROSS JOIN LATERAL rollup_indicator_terms(i.aggregation, c.plan_before, c.actual_before, w.plan_before, w.actual_before) b
      GROUP BY 1, 2) x;
  END IF;
  IF deltas IS NULL THEN RETURN NULL; END IF;
  WITH delta AS MATERIALIZED (
    SELECT * FROM unnest(deltas)
  ), kept AS ( -- not ON CONFLICT: it would look for every row by itself and lock it first
    UPDATE rollup_indicator r SET
      plan = CASE WHEN r.planned_departments + d.planned > 0 THEN coalesce(r.plan, 0) + d.plan END,
      plan_weight = CASE WHEN r.planned_departments + d.planned > 0 THEN coalesce(r.plan_weight, 0) + d.plan_weight END,
      actual = CASE WHEN r.reported_departments + d.reported > 0 THEN coalesce(r.actual, 0) + d.actual END,
      actual_weight = CASE WHEN r.reported_departments + d.reported > 0 THEN coalesce(r.actual_weight, 0) + d.actual_weight END,
      planned_departments = r.planned_departments + d.planned, reported_departments = r.reported_departments + d.reported
    FROM delta d WHERE r.period_id = d.period_id AND r.indicator_id = d.indicator_id AND r.period_id = ANY (periods) AND r.indicator_id = ANY (changed)
    RETURNING r.period_id, r.indicator_id
  )
  INSERT INTO rollup_indicator (period_id, indicator_id, plan, actual, plan_weight, actual_weight, planned_departments, reported_departments)
  SELECT d.period_id, d.indicator_id, CASE WHEN d.planned > 0 THEN d.plan END, CASE WHEN d.reported > 0 THEN d.actual END,
    CASE WHEN d.planned > 0 THEN d.plan_weight END, CASE WHEN d.reported > 0 THEN d.actual_weight END, d.planned, d.reported
  FROM delta d WHERE d.planned + d.reported > 0 AND NOT EXISTS (SELECT FROM kept k WHERE k.period_id = d.period_id AND k.indicator_id = d.indicator_id);
  RETURN NULL;
END $$;
