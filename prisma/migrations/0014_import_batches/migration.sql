-- Why: Party cells come in from Excel (batch of kind IMPORT_CELLS), and what a file said stands in the batch until it is confirmed. Such a
-- batch is Party content in the audit too, so it says so in a column of its own, as decisions and remarks do; other imports of Party
-- content (its awards) will say the same. An import is taken back whole while nothing rests on it: the runtime role deletes nothing, so
-- one function of the owner does, and only that (src/decisions/0014-year-rollover.md). The audit keeps every row that it takes.
ALTER TABLE "batch" ADD COLUMN "is_party" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "batch" ADD CONSTRAINT "batch_party" CHECK (is_party OR kind <> 'IMPORT_CELLS');
DROP POLICY not_party ON batch;
DO $do$ BEGIN
  EXECUTE 'CREATE POLICY not_party ON batch USING (NOT is_party OR (SELECT party_scope()) = ''ALL'')';
  EXECUTE 'CREATE POLICY party_read ON batch FOR SELECT USING (is_party AND (SELECT party_scope()) = ''READ'')';
END $do$;
-- made again by protect_tables(), which then finds the column
DROP TRIGGER audit_insert ON batch;
DROP TRIGGER audit_update ON batch;
DROP TRIGGER audit_delete ON batch;

-- What rests on an import of cells, by kind; no row: it can be taken back. A cell that the import made or changed has been changed since,
-- or a cell that it made has counts, ratings, badges, a lineage, a secretary's account or a body below it. A further change of a decision's
-- use is the foreign keys' to refuse.
CREATE FUNCTION cell_import_built(p_batch int) RETURNS TABLE (kind text, code text) LANGUAGE sql STABLE AS $$
  WITH b AS (SELECT confirmed_tx_id AS tx FROM batch WHERE id = p_batch AND kind = 'IMPORT_CELLS' AND state = 'CONFIRMED'),
    touched AS (SELECT DISTINCT e.row_key::int AS id, b.tx FROM b JOIN audit_entry e ON e.audit_tx_id = b.tx AND e.table_name = 'party_body'),
    made AS (SELECT e.row_key::int AS id FROM b JOIN audit_entry e ON e.audit_tx_id = b.tx AND e.table_name = 'party_body' AND e.op = 'INSERT')
  SELECT x.kind, p.code FROM (
    SELECT 'changed' AS kind, t.id FROM touched t WHERE EXISTS (SELECT FROM audit_entry l WHERE l.table_name = 'party_body' AND l.row_key = t.id::text AND l.audit_tx_id > t.tx)
    UNION SELECT 'counts', m.id FROM made m JOIN party_year_count k ON k.party_body_id = m.id
    UNION SELECT 'ratings', m.id FROM made m JOIN party_rating r ON r.party_body_id = m.id
    UNION SELECT 'ratings', m.id FROM made m JOIN member_rating r ON r.party_body_id = m.id
    UNION SELECT 'badges', m.id FROM made m JOIN party_badge g ON g.party_body_id = m.id
    UNION SELECT 'lineage', m.id FROM made m JOIN party_lineage l ON m.id IN (l.from_id, l.to_id)
    UNION SELECT 'account', m.id FROM made m JOIN role_grant g ON g.party_body_id = m.id
    UNION SELECT 'below', m.id FROM made m JOIN party_body_version v ON v.parent_id = m.id) x
  JOIN party_body p ON p.id = x.id ORDER BY p.code, x.kind
$$;
-- Takes away the cells, names, leaders, links and decisions that an import made, and opens again what it closed. Refuses when it does not
-- hold any more, or when something rests on it: asked once the tables are held, so that a save under way is waited for and then seen.
CREATE FUNCTION cell_import_withdraw(p_batch int, OUT cells int, OUT changed int) LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE made bigint;
BEGIN
  IF party_scope() <> 'ALL' THEN RAISE EXCEPTION 'cell_import_not_held' USING ERRCODE = 'check_violation', CONSTRAINT = 'cell_import_not_held'; END IF;
  LOCK TABLE party_body, party_body_version, party_cell_department, party_year_count, party_rating, member_rating, party_badge, party_lineage, role_grant IN SHARE ROW EXCLUSIVE MODE;
  SELECT b.confirmed_tx_id INTO made FROM batch b WHERE b.id = p_batch AND b.kind = 'IMPORT_CELLS' AND b.state = 'CONFIRMED' FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'cell_import_not_held' USING ERRCODE = 'check_violation', CONSTRAINT = 'cell_import_not_held'; END IF;
  IF EXISTS (SELECT FROM cell_import_built(p_batch)) THEN RAISE EXCEPTION 'cell_import_built' USING ERRCODE = 'check_violation', CONSTRAINT = 'cell_import_built'; END IF;
  DELETE FROM party_cell_department d USING audit_entry e WHERE e.audit_tx_id = made AND e.table_name = 'party_cell_department' AND e.op = 'INSERT' AND d.id = e.row_key::int;
  DELETE FROM party_body_version v USING audit_entry e WHERE e.audit_tx_id = made AND e.table_name = 'party_body_version' AND e.op = 'INSERT' AND v.id = e.row_key::int;
  UPDATE party_body_version v SET valid_to = (e.before->>'valid_to')::date FROM audit_entry e
    WHERE e.audit_tx_id = made AND e.table_name = 'party_body_version' AND e.op = 'UPDATE' AND v.id = e.row_key::int;
  DELETE FROM party_body p USING audit_entry e WHERE e.audit_tx_id = made AND e.table_name = 'party_body' AND e.op = 'INSERT' AND p.id = e.row_key::int;
  GET DIAGNOSTICS cells = ROW_COUNT;
  UPDATE party_body p SET row_version = p.row_version + 1, updated_at = now(), updated_by_id = actor_id() WHERE p.id IN
    (SELECT e.row_key::int FROM audit_entry e WHERE e.audit_tx_id = made AND e.table_name = 'party_body' AND e.op = 'UPDATE');
  GET DIAGNOSTICS changed = ROW_COUNT;
  -- a decision on which something else has come to rest meanwhile stays
  DELETE FROM decision d USING audit_entry e WHERE e.audit_tx_id = made AND e.table_name = 'decision' AND e.op = 'INSERT' AND d.id = e.row_key::int
    AND NOT EXISTS (SELECT FROM party_body_version v WHERE v.decision_id = d.id) AND NOT EXISTS (SELECT FROM party_lineage l WHERE l.decision_id = d.id)
    AND NOT EXISTS (SELECT FROM party_rating r WHERE r.decision_id = d.id) AND NOT EXISTS (SELECT FROM member_rating r WHERE r.decision_id = d.id)
    AND NOT EXISTS (SELECT FROM award a WHERE a.decision_id = d.id);
END $$;
SELECT protect_tables();
