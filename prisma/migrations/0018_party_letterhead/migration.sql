-- What heads the Party's papers besides their number: the organisation above, who issues, and the place, as they hold from a day on. Nobody
-- should type them for every paper, and a paper of 2019 keeps the head of 2019.
-- A table of its own and not a setting: settings are read by the planning office and the administrator, and this is Party content.
-- A cell's secretary reads it for the own minutes; only the office writes it. Nothing exists before it. Order of release: safe before the new code.

CREATE TABLE "party_letterhead" (
  "valid_from" DATE NOT NULL,
  "superior" TEXT NOT NULL,
  "issuer" TEXT NOT NULL,
  "place" TEXT NOT NULL,
  "row_version" INTEGER NOT NULL DEFAULT 1,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_by_id" INTEGER,
  CONSTRAINT "party_letterhead_pkey" PRIMARY KEY ("valid_from"),
  CONSTRAINT "party_letterhead_filled" CHECK (superior <> '' AND issuer <> '' AND place <> '')
);

ALTER TABLE "party_letterhead" ENABLE ROW LEVEL SECURITY;
CREATE POLICY party_all ON "party_letterhead" USING ((SELECT party_scope()) = 'ALL');
CREATE POLICY party_read ON "party_letterhead" FOR SELECT USING ((SELECT party_scope()) = 'READ');
CREATE POLICY party_cells_read ON "party_letterhead" FOR SELECT USING ((SELECT party_scope()) = 'CELLS');

SELECT protect_tables();
