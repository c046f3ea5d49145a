-- A unit taken out of a bloc's year, and a criterion taken off its sheet, gave neither their name nor their code back: a unit could not be
-- renamed to it, and a criterion under an old code took over the old one's points. What was removed now frees its name. «Một» and «MỘT» are one
-- unit: of two that stand under one name the later is taken out, with the reason. Criteria get bonus points beside penalties, which count above
-- the sheet's maximum, and the heading they stand under (domain.md C4: items with parent and bonus or penalty).
-- Order of release: safe before the new code; the old code reads and writes none of the new columns.
SELECT set_config('app.actor', '1', true), set_config('app.command', 'migration.0029_bloc_names_and_bonus', true);
UPDATE bloc_member m SET voided_at = now(), voided_by_id = 1, void_reason = 'Ghi hai lần: ' || m.organisation, rank = NULL, row_version = m.row_version + 1
  WHERE m.voided_at IS NULL AND EXISTS (SELECT FROM bloc_member x WHERE x.bloc_id = m.bloc_id AND x.year = m.year AND x.voided_at IS NULL AND x.id < m.id AND fold_vi(x.organisation) = fold_vi(m.organisation));
DROP INDEX "bloc_member_bloc_id_year_organisation_key";
CREATE UNIQUE INDEX "bloc_member_once" ON "bloc_member" (bloc_id, year, fold_vi(organisation)) WHERE voided_at IS NULL;
DROP INDEX "score_item_bloc_id_year_code_key";
CREATE UNIQUE INDEX "score_item_once" ON "score_item" (bloc_id, year, code) WHERE voided_at IS NULL;
ALTER TABLE "score_item" ADD COLUMN "is_bonus" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "score_item" ADD COLUMN "heading" TEXT;
ALTER TABLE "score_item" ADD CONSTRAINT "score_item_kind" CHECK (NOT (is_bonus AND is_penalty));
SELECT protect_tables();
