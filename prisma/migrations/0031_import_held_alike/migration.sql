-- What rests on imports of awards, of all that a page shows at once, and seen by the owner. Why: the function of 0023 read with the eyes of who
-- asked, and row-level security hides the Party's register from the award desk: an import of a person who stands there offered an undo that was
-- then refused, which said where that person stands. Now whoever stands anywhere makes the same row, without a name, and the awards and
-- proposals that it does name are nobody's secret. And a page of twenty imports asked twenty times.
-- Order of release: safe before the new code; the old one shows no names of people any more.
CREATE FUNCTION award_imports_built(p_batches int[]) RETURNS TABLE (batch_id int, kind text, name text) LANGUAGE sql STABLE SECURITY DEFINER AS $$
  WITH b AS MATERIALIZED (SELECT x.id, x.confirmed_tx_id AS tx FROM batch x WHERE x.id = ANY (p_batches) AND x.kind = 'IMPORT_AWARDS' AND x.state = 'CONFIRMED'),
    own AS MATERIALIZED (SELECT b.id AS batch, a.id, a.award_type_id, a.row_version > 1 OR a.revoked_at IS NOT NULL OR a.voided_at IS NOT NULL AS is_changed FROM b JOIN award a ON a.batch_id = b.id),
    made AS MATERIALIZED (SELECT b.id AS batch, e.row_key::int AS id FROM b JOIN audit_entry e ON e.audit_tx_id = b.tx AND e.table_name = 'person' AND e.op = 'INSERT'),
    posts AS MATERIALIZED (SELECT e.row_key::int AS id FROM b JOIN audit_entry e ON e.audit_tx_id = b.tx AND e.table_name = 'person_post' AND e.op = 'INSERT'),
    -- whoever stands anywhere but in the import that brought them; one pass over each register, whatever the size and the number of imports
    used AS (
      SELECT m.batch FROM made m JOIN award a ON a.person_id = m.id WHERE a.batch_id IS DISTINCT FROM m.batch
      UNION SELECT m.batch FROM made m JOIN award_proposal r ON r.person_id = m.id
      UNION SELECT m.batch FROM made m JOIN staff_rating r ON r.person_id = m.id
      UNION SELECT m.batch FROM made m JOIN account c ON c.person_id = m.id
      UNION SELECT m.batch FROM made m JOIN task k ON k.directing_person_id = m.id
      UNION SELECT m.batch FROM made m JOIN party_badge g ON g.person_id = m.id
      UNION SELECT m.batch FROM made m JOIN party_body_version v ON v.secretary_id = m.id
      UNION SELECT m.batch FROM made m JOIN party_body_version v ON v.deputy_id = m.id
      UNION SELECT m.batch FROM made m JOIN person_post o ON o.person_id = m.id LEFT JOIN posts x ON x.id = o.id WHERE x.id IS NULL
      UNION SELECT m.batch FROM made m JOIN person p ON p.id = m.id WHERE p.row_version > 1)
  SELECT own.batch, 'changed', t.name FROM own JOIN award_type t ON t.id = own.award_type_id
    WHERE own.is_changed OR own.id::text IN (SELECT f.subject_key FROM attachment f WHERE f.subject_type = 'AWARD')
  UNION SELECT own.batch, 'proposal', t.name FROM own JOIN award_proposal r ON r.award_id = own.id JOIN award_type t ON t.id = own.award_type_id
  UNION SELECT used.batch, 'person', '' FROM used
  ORDER BY 1, 2, 3
$$;
-- One import alone, for the function that takes it back (0023).
CREATE OR REPLACE FUNCTION award_import_built(p_batch int) RETURNS TABLE (kind text, name text) LANGUAGE sql STABLE AS $$
  SELECT x.kind, x.name FROM award_imports_built(ARRAY[p_batch]) x
$$;
SELECT protect_tables();
