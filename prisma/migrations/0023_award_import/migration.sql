-- Why: awards of many years come in from Excel (batch of kind IMPORT_AWARDS, never the Party's) with people and decisions that were not on
-- record. Such an import is taken back whole while nothing rests on it: the runtime role deletes nothing, so one function of the owner does,
-- and only that, as 0014 does for cells (src/decisions/0014-year-rollover.md). The audit keeps every row that it takes.
-- Order of release: safe before the new code.
ALTER TABLE "batch" ADD CONSTRAINT "batch_awards_public" CHECK (kind <> 'IMPORT_AWARDS' OR NOT is_party);
CREATE INDEX "award_batch_id_idx" ON "award"("batch_id");

-- What rests on an import of awards, by kind; no row: it can be taken back. An award of it was changed, revoked or voided since, a proposal
-- led to one, or a person that it brought has come to stand elsewhere.
CREATE FUNCTION award_import_built(p_batch int) RETURNS TABLE (kind text, name text) LANGUAGE sql STABLE AS $$
  WITH b AS MATERIALIZED (SELECT id, confirmed_tx_id AS tx FROM batch WHERE id = p_batch AND kind = 'IMPORT_AWARDS' AND state = 'CONFIRMED'),
    own AS MATERIALIZED (SELECT a.id, a.award_type_id, a.row_version > 1 OR a.revoked_at IS NOT NULL OR a.voided_at IS NOT NULL AS is_changed FROM b JOIN award a ON a.batch_id = b.id),
    made AS MATERIALIZED (SELECT e.row_key::int AS id FROM b JOIN audit_entry e ON e.audit_tx_id = b.tx AND e.table_name = 'person' AND e.op = 'INSERT'),
    posts AS MATERIALIZED (SELECT e.row_key::int AS id FROM b JOIN audit_entry e ON e.audit_tx_id = b.tx AND e.table_name = 'person_post' AND e.op = 'INSERT'),
    -- whoever stands anywhere but in this import; one pass over each register, whatever the size of the import
    used AS (
      SELECT a.person_id AS id FROM made m JOIN award a ON a.person_id = m.id WHERE a.batch_id IS DISTINCT FROM p_batch
      UNION SELECT r.person_id FROM made m JOIN award_proposal r ON r.person_id = m.id
      UNION SELECT r.person_id FROM made m JOIN staff_rating r ON r.person_id = m.id
      UNION SELECT c.person_id FROM made m JOIN account c ON c.person_id = m.id
      UNION SELECT k.directing_person_id FROM made m JOIN task k ON k.directing_person_id = m.id
      UNION SELECT g.person_id FROM made m JOIN party_badge g ON g.person_id = m.id
      UNION SELECT v.secretary_id FROM made m JOIN party_body_version v ON v.secretary_id = m.id
      UNION SELECT v.deputy_id FROM made m JOIN party_body_version v ON v.deputy_id = m.id
      UNION SELECT o.person_id FROM made m JOIN person_post o ON o.person_id = m.id LEFT JOIN posts x ON x.id = o.id WHERE x.id IS NULL
      UNION SELECT p.id FROM made m JOIN person p ON p.id = m.id WHERE p.row_version > 1)
  SELECT 'changed', t.name FROM own JOIN award_type t ON t.id = own.award_type_id
    WHERE own.is_changed OR own.id::text IN (SELECT f.subject_key FROM attachment f WHERE f.subject_type = 'AWARD')
  UNION SELECT 'proposal', t.name FROM own JOIN award_proposal r ON r.award_id = own.id JOIN award_type t ON t.id = own.award_type_id
  UNION SELECT 'person', p.full_name FROM used JOIN person p ON p.id = used.id
  ORDER BY 1, 2
$$;
-- Takes away the awards, people, posts and decisions that an import made. Refuses when it does not hold any more, or when something rests on
-- it: asked once the tables are held, so that a save under way is waited for and then seen.
CREATE FUNCTION award_import_withdraw(p_batch int, OUT awards int, OUT people int) LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE made bigint;
BEGIN
  LOCK TABLE award, award_proposal, person, person_post, staff_rating, party_badge, party_body_version, decision IN SHARE ROW EXCLUSIVE MODE;
  SELECT b.confirmed_tx_id INTO made FROM batch b WHERE b.id = p_batch AND b.kind = 'IMPORT_AWARDS' AND b.state = 'CONFIRMED' FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'award_import_not_held' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_import_not_held'; END IF;
  IF EXISTS (SELECT FROM award_import_built(p_batch)) THEN RAISE EXCEPTION 'award_import_built' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_import_built'; END IF;
  DELETE FROM award a WHERE a.batch_id = p_batch;
  GET DIAGNOSTICS awards = ROW_COUNT;
  DELETE FROM person_post o USING audit_entry e WHERE e.audit_tx_id = made AND e.table_name = 'person_post' AND e.op = 'INSERT' AND o.id = e.row_key::int;
  DELETE FROM person p USING audit_entry e WHERE e.audit_tx_id = made AND e.table_name = 'person' AND e.op = 'INSERT' AND p.id = e.row_key::int;
  GET DIAGNOSTICS people = ROW_COUNT;
  -- a decision on which something else has come to rest meanwhile, or that was corrected, stays
  DELETE FROM decision d USING audit_entry e WHERE e.audit_tx_id = made AND e.table_name = 'decision' AND e.op = 'INSERT' AND d.id = e.row_key::int
    AND d.row_version = 1 AND d.id NOT IN (
      SELECT a.decision_id FROM award a WHERE a.decision_id IS NOT NULL UNION SELECT m.decision_id FROM movement m WHERE m.decision_id IS NOT NULL
      UNION SELECT k.decision_id FROM bloc k WHERE k.decision_id IS NOT NULL UNION SELECT g.decision_id FROM target g WHERE g.decision_id IS NOT NULL
      UNION SELECT c.decision_id FROM contingency_plan c WHERE c.decision_id IS NOT NULL
      UNION SELECT v.decision_id FROM department_version v WHERE v.decision_id IS NOT NULL UNION SELECT l.decision_id FROM department_lineage l WHERE l.decision_id IS NOT NULL
      UNION SELECT f.subject_key::int FROM attachment f WHERE f.subject_type = 'DECISION');
END $$;
SELECT protect_tables();
