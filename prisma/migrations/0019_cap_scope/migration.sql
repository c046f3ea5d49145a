-- The cap of a year says of whom it is counted and how strictly it holds (domain.md B4).
-- Why now: 0011 counted every cap over the whole campaign and let each be passed with a reason. HD 21-HD/BTCTW counts members over the
-- grassroots organisation and bodies over those of one kind, which in one hospital's campaign is all of them; a local rule may count the
-- members of each cell for itself, and may let nobody pass (BLOCK).
-- · CELL: every cell's excellent members stand against that cell's own cap. The counters' row counts those above their own cap, decided only;
--   its limit is the sum of the cells' own, for the meter. Worked out where the counters are, under the same lock.
-- · BLOCK: no override can be written; one that was given while the cap could be passed stays, for what was decided by it.
-- · The 25 % of collectives with outstanding results (NĐ 335/2025) is a rule for civil servants, not for the Party: its column, which nothing
--   read, goes.
-- Order of release: with the new code; an older program asks for the column that goes.
CREATE TYPE "cap_scope" AS ENUM ('PARTY_ORG', 'SAME_KIND_GROUP', 'CELL');
ALTER TABLE "rating_rule_set" ADD COLUMN "cap_scope" "cap_scope", DROP COLUMN "cap_percent_outstanding";
ALTER TABLE "rating_rule_set" ADD CONSTRAINT "rating_rule_set_cap_scope" CHECK (cap_scope IS DISTINCT FROM 'CELL' OR subject = 'MEMBER');
ALTER TABLE "rating_cap" ADD COLUMN "over_cell_count" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "rating_cap" ADD CONSTRAINT "rating_cap_cells" CHECK (over_cell_count = 0 OR override_reason IS NOT NULL);

-- The largest number of excellent members of one cell by itself; null without a cap.
CREATE FUNCTION member_cap(m member_rating, s rating_rule_set) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN s.cap_percent IS NOT NULL THEN cap_max(s.cap_percent, coalesce(CASE s.cap_base WHEN 'GOOD_OR_BETTER' THEN m.excellent + m.good WHEN 'GOOD_ONLY' THEN m.good
    WHEN 'RATED' THEN m.rated ELSE m.total END, 0), s.cap_rounding::text, s.cap_min_one) END
$$;
CREATE OR REPLACE FUNCTION rating_cap_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE r rating_rule_set;
BEGIN
  SELECT s.* INTO r FROM rating_rule_set s JOIN rating_campaign c ON c.rule_set_id = s.id WHERE c.id = NEW.campaign_id;
  IF r.cap_severity = 'BLOCK' AND NEW.override_limit IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.override_limit IS DISTINCT FROM OLD.override_limit) THEN
    RAISE EXCEPTION 'rating_cap_blocks' USING ERRCODE = 'check_violation', CONSTRAINT = 'rating_cap_blocks';
  END IF;
  IF r.cap_scope = 'CELL' AND r.cap_percent IS NOT NULL THEN
    SELECT coalesce(sum(member_cap(m, r)), 0), coalesce(sum(greatest(0, m.excellent - member_cap(m, r))) FILTER (WHERE m.state IN ('DECIDED', 'PUBLISHED', 'APPEALED')), 0)
      INTO NEW.cap_limit, NEW.over_cell_count FROM member_rating m WHERE m.campaign_id = NEW.campaign_id;
  ELSE
    NEW.over_cell_count := 0;
    NEW.cap_limit := cap_max(r.cap_percent, CASE r.cap_base WHEN 'GOOD_OR_BETTER' THEN NEW.excellent_count + NEW.good_count WHEN 'GOOD_ONLY' THEN NEW.good_count
      WHEN 'RATED' THEN NEW.rated_count ELSE NEW.total_count END, r.cap_rounding::text, r.cap_min_one);
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER rating_rule_cap_moved ON "rating_rule_set";
CREATE TRIGGER rating_rule_cap_moved AFTER UPDATE OF cap_percent, cap_base, cap_rounding, cap_min_one, cap_scope ON "rating_rule_set" FOR EACH ROW EXECUTE FUNCTION rating_rule_cap_moved();
SELECT protect_tables();

SELECT set_config('app.actor', '1', true), set_config('app.command', 'migration.0019_cap_scope', true), set_config('app.party', 'on', true);
UPDATE rating_rule_set SET cap_scope = CASE subject WHEN 'MEMBER' THEN 'PARTY_ORG'::cap_scope ELSE 'SAME_KIND_GROUP' END, row_version = row_version + 1 WHERE cap_percent IS NOT NULL;
