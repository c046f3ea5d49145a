-- The rule sets by which organisations, cells and members were rated since 2008, as dated rows (domain.md B1, B2, B4): nothing of them stands in code.
-- Why here and not in a seed: they are law, the same for every hospital; the party office changes them, and adds next year's, at /party/rules.
-- · Up to 2007 levels were free text: no set. What domain.md marks as unverified is entered, and `documents` says so.
-- · The cap of 20 % holds from 2018 on for cells and members, default reading of B4 (of those good or better, half up); the hospital's own
--   organisation stands in a group of its superior's, so its cap is not counted here.
-- Besides: published figures may leave out levels. «80/518» names no number of good ones, and a level that was not published is not zero.
-- Existing rows keep all their numbers. Order of release: safe before the new code.

ALTER TABLE "party_aggregate" ALTER COLUMN "good" DROP NOT NULL, ALTER COLUMN "completed" DROP NOT NULL, ALTER COLUMN "not_completed" DROP NOT NULL;
-- separate levels are given all four; cumulative ones may stop after any, best first
ALTER TABLE "party_aggregate" ADD CONSTRAINT "party_aggregate_given" CHECK (CASE mode WHEN 'DISJOINT' THEN num_nonnulls(good, completed, not_completed) = 3
  ELSE (completed IS NULL) = (not_completed IS NULL) AND (completed IS NULL OR good IS NOT NULL) AND excellent <= rated AND coalesce(good, 0) <= rated END);

-- Without a percentage there is no limit; greatest() passes over a null, so the limit of such a set was 0 and refused every excellent one.
CREATE OR REPLACE FUNCTION cap_max(percent int, base int, rounding text, min_one boolean) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN percent IS NOT NULL THEN greatest(CASE rounding WHEN 'HALF_UP' THEN (percent * base * 2 + 100) / 200 WHEN 'FLOOR' THEN percent * base / 100
    WHEN 'CEIL' THEN (percent * base + 99) / 100 END, CASE WHEN min_one AND base > 0 THEN 1 ELSE 0 END) END
$$;

SELECT set_config('app.actor', '1', true), set_config('app.command', 'migration.0012_rating_rules', true), set_config('app.party', 'on', true);

INSERT INTO rating_rule_set (subject, from_year, to_year, documents, criteria, updated_by_id)
SELECT s.subject::rating_subject, y.from_year, y.to_year, y.documents, CASE
    -- 2014–2017: points, the lowest below 50; more than half of the members, more than a third of the units (HD 27-HD/BTCTW, sources W7, W8)
    WHEN y.from_year = 2014 AND s.subject = 'CELL' THEN
      '{"levels": {}, "lowestBelow": 50, "disciplined": "NOT_COMPLETED", "lowestOtherwise": false, "members": {"over": [1, 2], "effect": "LOWEST"}}'::jsonb
    WHEN y.from_year = 2014 AND s.subject = 'ORGANISATION' THEN
      '{"levels": {}, "lowestBelow": 50, "disciplined": "NOT_COMPLETED", "lowestOtherwise": false, "units": {"over": [1, 3], "effect": "LOWEST"}}'
    -- 2018–2022: four grades a criterion, no shares; who was disciplined has not completed (B7), the rest only warns (B5 V7)
    WHEN y.from_year IN (2018, 2019) THEN '{"levels": {}, "disciplined": "NOT_COMPLETED", "lowestOtherwise": false}'::jsonb || more.below
    -- 2023–2024: all tasks done, half of them exceeded (HD 25-HD/BTCTW, sources W4, W15)
    WHEN y.from_year = 2023 THEN
      '{"levels": {"EXCELLENT": {"minDone": 100, "minExceeded": 50}}, "disciplined": "NOT_COMPLETED", "lowestOtherwise": false}'::jsonb || more.below
    -- 2025 on: 100 points (QĐ 366-QĐ/TW Art. 11, sources W16, W53); of a person «on time» is not asked for the first level
    WHEN y.from_year = 2025 THEN
      jsonb_build_object('levels', jsonb_build_object('EXCELLENT', CASE s.subject WHEN 'MEMBER' THEN '{"minDone": 100, "minExceeded": 30}'::jsonb
          ELSE '{"minDone": 100, "minOnTime": 100, "minExceeded": 30}' END, 'GOOD', '{"minDone": 100, "minOnTime": 100}'::jsonb, 'COMPLETED', '{"minDone": 100, "maxLate": 20}'::jsonb),
        'lowestBelow', 50, 'disciplined', 'NOT_COMPLETED', 'lowestOtherwise', true) || more.below
  END, 1
FROM (VALUES
    (2008, 2010, 'Hướng dẫn 20-HD/BTCTW ngày 10/10/2008. Tên các mức ghi theo hiểu biết chung, chưa đối chiếu với văn bản.'),
    (2011, 2013, 'Hướng dẫn 07-HD/BTCTW năm 2011. Văn bản và tên các mức chưa đối chiếu.'),
    (2014, 2017, 'Hướng dẫn 27-HD/BTCTW ngày 25/9/2014. Chấm điểm, dưới 50 điểm là mức thấp nhất. Tên ba mức trên chưa đối chiếu với văn bản.'),
    (2018, 2018, 'Quy định 132-QĐ/TW ngày 08/3/2018; Hướng dẫn 16-HD/BTCTW ngày 24/9/2018.'),
    (2019, 2022, 'Quy định 132-QĐ/TW ngày 08/3/2018; Hướng dẫn 21-HD/BTCTW ngày 18/10/2019 (xuất sắc không quá 20 %).'),
    (2023, 2024, 'Quy định 124-QĐ/TW ngày 04/10/2023; Hướng dẫn 25-HD/BTCTW ngày 10/11/2023.'),
    (2025, NULL, 'Quy định 366-QĐ/TW ngày 30/8/2025; Kết luận 198-KL/TW ngày 08/10/2025; Hướng dẫn 43-HD/BTCTW ngày 31/10/2025; Công văn 10072-CV/BTCTW ngày 06/11/2025; từ 2026 thêm Hướng dẫn 02-HD/BTCTW ngày 22/5/2026 (đánh giá theo quý). Ngưỡng dưới 50 điểm ghi theo Nghị định 335/2025, chưa đối chiếu với Quy định 366.')
  ) y (from_year, to_year, documents)
CROSS JOIN (VALUES ('ORGANISATION'), ('CELL'), ('MEMBER')) s (subject)
CROSS JOIN LATERAL (SELECT CASE s.subject WHEN 'CELL' THEN '{"members": {"over": [1, 2], "effect": "WARN"}}'::jsonb WHEN 'ORGANISATION' THEN '{"units": {"over": [1, 3], "effect": "WARN"}}' ELSE '{}' END AS below) more;

UPDATE rating_rule_set SET cap_percent = 20, cap_base = 'GOOD_OR_BETTER', cap_rounding = 'HALF_UP', cap_severity = 'WARN',
  documents = documents || ' Trần xuất sắc: mẫu số và cách làm tròn theo cách các nơi đã công bố, không phải theo câu chữ của văn bản.'
WHERE from_year >= 2018 AND subject IN ('CELL', 'MEMBER');

INSERT INTO rating_level (rule_set_id, code, rank, label, short_label, min_score)
SELECT r.id, l.code::rating_level_code, l.rank, l.label, l.short_label, CASE WHEN r.from_year = 2025 THEN l.min_score END
FROM rating_rule_set r
JOIN (VALUES
    -- organisations and cells up to 2017
    (2008, 2017, 'BODY', 'EXCELLENT', 4, 'Trong sạch, vững mạnh', 'TSVM', NULL::numeric),
    (2008, 2017, 'BODY', 'GOOD', 3, 'Hoàn thành tốt nhiệm vụ', 'HTTNV', NULL),
    (2008, 2017, 'BODY', 'COMPLETED', 2, 'Hoàn thành nhiệm vụ', 'HTNV', NULL),
    (2008, 2017, 'BODY', 'NOT_COMPLETED', 1, 'Yếu kém', 'YK', NULL),
    -- members up to 2017; the last level was renamed in 2014
    (2008, 2017, 'MEMBER', 'EXCELLENT', 4, 'Đủ tư cách, hoàn thành xuất sắc nhiệm vụ', 'ĐTC XS', NULL),
    (2008, 2017, 'MEMBER', 'GOOD', 3, 'Đủ tư cách, hoàn thành tốt nhiệm vụ', 'ĐTC T', NULL),
    (2008, 2017, 'MEMBER', 'COMPLETED', 2, 'Đủ tư cách, hoàn thành nhiệm vụ', 'ĐTC HT', NULL),
    (2008, 2013, 'MEMBER', 'NOT_COMPLETED', 1, 'Vi phạm tư cách', 'VPTC', NULL),
    (2014, 2017, 'MEMBER', 'NOT_COMPLETED', 1, 'Không hoàn thành nhiệm vụ', 'KHTNV', NULL),
    -- the same four for everybody since 2018
    (2018, 9999, 'ANY', 'EXCELLENT', 4, 'Hoàn thành xuất sắc nhiệm vụ', 'HTXSNV', 90),
    (2018, 9999, 'ANY', 'GOOD', 3, 'Hoàn thành tốt nhiệm vụ', 'HTTNV', 70),
    (2018, 9999, 'ANY', 'COMPLETED', 2, 'Hoàn thành nhiệm vụ', 'HTNV', 50),
    (2018, 9999, 'ANY', 'NOT_COMPLETED', 1, 'Không hoàn thành nhiệm vụ', 'KHTNV', NULL)
  ) l (from_year, to_year, who, code, rank, label, short_label, min_score)
  ON r.from_year BETWEEN l.from_year AND l.to_year AND (l.who = 'ANY' OR (l.who = 'MEMBER') = (r.subject = 'MEMBER'));
