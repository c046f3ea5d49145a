-- Why: figures of one sheet must agree with each other, and what must agree with what is the hospital's to say and changes with the
-- years: parts sum to their total, a part is no larger than its whole, occupancy above 100 % is asked about, a figure far from its own
-- past is pointed at. Each rule has one of three weights at hand-in. Rules are ended, never deleted.
CREATE TYPE "severity" AS ENUM ('INFO', 'WARN', 'BLOCK');
CREATE TYPE "check_kind" AS ENUM ('PARTS_SUM', 'NOT_ABOVE', 'WITHIN', 'OWN_PAST');
CREATE TABLE "check_rule" (
    "id" SERIAL NOT NULL,
    "kind" "check_kind" NOT NULL,
    "description" TEXT NOT NULL,
    "severity" "severity" NOT NULL,
    "measure" "measure",
    "indicator_id" INTEGER,
    "params" JSONB NOT NULL,
    "from_year" SMALLINT NOT NULL,
    "to_year" SMALLINT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" INTEGER,

    CONSTRAINT "check_rule_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "check_rule" ADD CONSTRAINT "check_rule_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "check_rule" ADD CONSTRAINT "check_rule_years" CHECK (to_year IS NULL OR to_year >= from_year - 1);
ALTER TABLE "check_rule" ADD CONSTRAINT "check_rule_params" CHECK (jsonb_typeof(params) = 'object');
-- only the comparison with the own past is of every indicator
ALTER TABLE "check_rule" ADD CONSTRAINT "check_rule_indicator" CHECK (indicator_id IS NOT NULL OR kind = 'OWN_PAST');
ALTER TABLE "check_rule" ADD CONSTRAINT "check_rule_measure" CHECK (measure IS NULL OR measure IN ('PLAN', 'ACTUAL'));
SELECT protect_tables();
