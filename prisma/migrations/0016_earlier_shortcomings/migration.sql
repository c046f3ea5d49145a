-- From 2025 on a collective is excellent only when all its shortcomings of earlier years are put right (QĐ 366-QĐ/TW Art. 11(1), domain.md B2).
-- Why now: 0012 wrote down the shares of tasks only. No table of the system says whether a shortcoming is put right, so the person who
-- appraises is asked; left unanswered it counts as unknown.
-- Ratings that were appraised keep what was written down with them. Order of release: after the new code (an older program reads no
-- thresholds from a set that holds a condition it does not know, and then suggests nothing).
SELECT set_config('app.actor', '1', true), set_config('app.command', 'migration.0016_earlier_shortcomings', true), set_config('app.party', 'on', true);

UPDATE rating_rule_set SET criteria = jsonb_set(criteria, '{levels,EXCELLENT,allFixed}', 'true'), row_version = row_version + 1
WHERE from_year = 2025 AND subject IN ('CELL', 'ORGANISATION') AND criteria #> '{levels,EXCELLENT}' IS NOT NULL;
-- Below the shares of the third level the rules know the lowest one by fewer than 50 points or a listed violation alone: what reaches no
-- level is for people to look at, not for arithmetic to call «not completed».
UPDATE rating_rule_set SET criteria = jsonb_set(criteria, '{lowestOtherwise}', 'false'), row_version = row_version + 1
WHERE from_year = 2025 AND criteria -> 'lowestOtherwise' = 'true';
