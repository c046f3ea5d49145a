-- Two things about targets and periods.
-- 1. A decision in July adjusts what is still to come: quarters that are over keep what they were given, or every report of the first
--    half year would be judged anew by a number that nobody knew then. Some decisions do say otherwise, so a version may say it too.
-- 2. A year is of one calendar. A hospital that closes on the 14th (NĐ 09/2019/NĐ-CP) counts all its quarters, half years, nine months
--    and the year itself so; with both calendars in one year a page would have to guess which quarter is meant.
-- Existing rows: no version says otherwise. Quarters of a second calendar could be made by hand but nothing could hang on them: they go.
-- Order of release: safe before the new code, which alone reads the new column.
ALTER TABLE "target" ADD COLUMN "changes_past" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "target" ADD CONSTRAINT "target_changes_past_by_decision" CHECK (kind = 'ADJUSTED' OR NOT changes_past);

CREATE OR REPLACE FUNCTION target_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE total numeric;
BEGIN
  IF NEW.state = 'IN_FORCE' AND OLD.state = 'DRAFT' AND NEW.unsplit_reason IS NULL AND (SELECT aggregation FROM indicator WHERE id = NEW.indicator_id) = 'SUM' THEN
    SELECT sum(value) INTO total FROM target_share WHERE target_id = NEW.id;
    IF total IS NOT NULL AND total <> NEW.value THEN RAISE EXCEPTION 'target_split: % of %', total, NEW.value USING ERRCODE = 'check_violation', CONSTRAINT = 'target_split'; END IF;
  END IF;
  -- a quarter that was over before an adjustment took effect keeps its shares, unless the decision says otherwise
  IF NEW.state = 'IN_FORCE' AND OLD.state = 'DRAFT' AND NEW.kind = 'ADJUSTED' AND NOT NEW.changes_past AND EXISTS (
    SELECT FROM (SELECT s.* FROM target_share s JOIN target f ON f.id = s.target_id
        WHERE f.indicator_id = NEW.indicator_id AND f.year = NEW.year AND f.version_no = (
          SELECT max(x.version_no) FROM target x WHERE x.indicator_id = NEW.indicator_id AND x.year = NEW.year AND x.state <> 'DRAFT' AND x.id <> NEW.id)) was
      FULL JOIN (SELECT s.* FROM target_share s WHERE s.target_id = NEW.id) now USING (department_id, period_id)
      JOIN period p ON p.id = period_id AND p.ends_on < NEW.effective_on
    WHERE was.value IS DISTINCT FROM now.value) THEN
    RAISE EXCEPTION 'target_past' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_past';
  END IF;
  IF OLD.state <> 'DRAFT' AND (NEW.value, NEW.indicator_id, NEW.year, NEW.version_no, NEW.kind, NEW.effective_on, NEW.changes_past)
    IS DISTINCT FROM (OLD.value, OLD.indicator_id, OLD.year, OLD.version_no, OLD.kind, OLD.effective_on, OLD.changes_past) THEN
    RAISE EXCEPTION 'target_fixed' USING ERRCODE = 'check_violation', CONSTRAINT = 'target_fixed';
  END IF;
  RETURN NEW;
END $$;

SELECT set_config('app.actor', '1', true);
DELETE FROM period p WHERE p.kind IN ('MONTH', 'QUARTER', 'HALF', 'NINE_MONTHS', 'YEAR') AND p.calendar = 'ADMIN_14'
  AND EXISTS (SELECT FROM period c WHERE c.year = p.year AND c.calendar = 'CALENDAR' AND c.kind IN ('MONTH', 'QUARTER', 'HALF', 'NINE_MONTHS', 'YEAR'));

-- Two people at once: of two quarters with one number only one is made.
CREATE UNIQUE INDEX "period_one_calendar" ON "period" (year, kind, index) WHERE kind IN ('MONTH', 'QUARTER', 'HALF', 'NINE_MONTHS', 'YEAR');
CREATE FUNCTION period_calendar_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM period p WHERE p.year = NEW.year AND p.calendar <> NEW.calendar AND p.id <> NEW.id AND p.kind IN ('MONTH', 'QUARTER', 'HALF', 'NINE_MONTHS', 'YEAR')) THEN
    RAISE EXCEPTION 'period_one_calendar' USING ERRCODE = 'check_violation', CONSTRAINT = 'period_one_calendar';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER period_calendar_guard BEFORE INSERT OR UPDATE OF year, calendar, kind ON "period" FOR EACH ROW
  WHEN (NEW.kind IN ('MONTH', 'QUARTER', 'HALF', 'NINE_MONTHS', 'YEAR')) EXECUTE FUNCTION period_calendar_guard();

SELECT protect_tables();
