-- Who may read Party content is decided by two: a role that reads it is given by the Party itself (its office or committee), or asked for by an
-- administrator and confirmed by it. Until now an administrator could give it to anybody, and to the own account first of all.
-- Why so:
-- · What is asked for stands in a table of its own, not in role_grant: every reader of role_grant goes on meaning «in force».
-- · The database holds the rule too: a row of role_grant with such a role is refused unless a person of the Party writes it. Only while nobody
--   has ever had such a role may somebody else give the first one. An end (valid_to) may be written by anybody who may end a role.
-- · A decision's number, day and authority are unique among the Party's and among the others': together they told a planner, by a refusal,
--   that the Party has a decision of that number.
-- Order of release: safe before the new code, apart from administrators who give Party roles: they are refused until it runs.
CREATE TABLE "party_role_request" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "role" "role" NOT NULL,
    "party_body_id" INTEGER,
    "valid_from" DATE NOT NULL,
    "asked_by_id" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" INTEGER,
    "decided_at" TIMESTAMPTZ(3),
    "is_confirmed" BOOLEAN,

    CONSTRAINT "party_role_request_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "party_role_request_account_id_idx" ON "party_role_request"("account_id");
ALTER TABLE "party_role_request" ADD CONSTRAINT "party_role_request_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_role_request" ADD CONSTRAINT "party_role_request_party_body_id_fkey" FOREIGN KEY ("party_body_id") REFERENCES "party_body"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_role_request" ADD CONSTRAINT "party_role_request_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_role_request" ADD CONSTRAINT "party_role_request_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_role_request" ADD CONSTRAINT "party_role_request_role" CHECK (role IN ('PARTY_OFFICE', 'PARTY_COMMITTEE', 'CELL_SECRETARY') AND (role = 'CELL_SECRETARY') = (party_body_id IS NOT NULL));
ALTER TABLE "party_role_request" ADD CONSTRAINT "party_role_request_decided" CHECK ((decided_at IS NULL) = (decided_by_id IS NULL) AND (decided_at IS NULL) = (is_confirmed IS NULL));
ALTER TABLE "party_role_request" ADD CONSTRAINT "party_role_request_two_hands" CHECK (NOT coalesce(is_confirmed, false) OR (decided_by_id <> asked_by_id AND decided_by_id <> account_id));
CREATE UNIQUE INDEX "party_role_request_one_open" ON "party_role_request" (account_id, role, coalesce(party_body_id, 0)) WHERE decided_at IS NULL;

CREATE FUNCTION role_grant_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF NEW.role NOT IN ('PARTY_OFFICE', 'PARTY_COMMITTEE', 'CELL_SECRETARY') OR party_scope() = 'ALL' THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND NEW.account_id = OLD.account_id AND NEW.role = OLD.role AND NEW.party_body_id IS NOT DISTINCT FROM OLD.party_body_id
    AND NEW.valid_from >= OLD.valid_from AND coalesce(NEW.valid_to, 'infinity') <= coalesce(OLD.valid_to, 'infinity') THEN RETURN NEW; END IF;
  IF NEW.role <> 'CELL_SECRETARY' AND NOT EXISTS (SELECT FROM role_grant g WHERE g.role IN ('PARTY_OFFICE', 'PARTY_COMMITTEE')) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'role_grant_two_hands' USING ERRCODE = 'check_violation', CONSTRAINT = 'role_grant_two_hands';
END $$;
CREATE TRIGGER role_grant_guard BEFORE INSERT OR UPDATE ON "role_grant" FOR EACH ROW EXECUTE FUNCTION role_grant_guard();

-- Prisma hands on what a trigger says, not the constraint it names: these three now say the name first, so that a command finds its sentence.
CREATE OR REPLACE FUNCTION state_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before text := '';
BEGIN
  IF TG_OP = 'UPDATE' THEN before := OLD.state; END IF;
  IF before <> NEW.state::text AND NOT (before || '>' || NEW.state = ANY (TG_ARGV)) THEN
    RAISE EXCEPTION '%_state: % > %', TG_TABLE_NAME, before, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_state';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION rating_campaign_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r rating_rule_set;
BEGIN
  SELECT * INTO r FROM rating_rule_set WHERE id = NEW.rule_set_id;
  IF r.subject <> NEW.subject OR NEW.year < r.from_year OR NEW.year > coalesce(r.to_year, 9999) THEN
    RAISE EXCEPTION 'rating_campaign_rule_set' USING ERRCODE = 'check_violation', CONSTRAINT = 'rating_campaign_rule_set';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION rating_body_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM party_body b JOIN rating_campaign c ON c.id = NEW.campaign_id WHERE b.id = NEW.party_body_id
    AND b.established_on <= make_date(c.year, CASE c.quarter WHEN 0 THEN 12 ELSE c.quarter * 3 END, 28) AND (b.dissolved_on IS NULL OR b.dissolved_on > make_date(c.year, CASE c.quarter WHEN 0 THEN 1 ELSE c.quarter * 3 - 2 END, 1))) THEN
    RAISE EXCEPTION 'party_rating_cell_absent' USING ERRCODE = 'check_violation', CONSTRAINT = 'party_rating_cell_absent';
  END IF;
  RETURN NEW;
END $$;

DROP INDEX "decision_once";
CREATE UNIQUE INDEX "decision_once" ON "decision" (number, signed_on, coalesce(authority, ''), is_party) WHERE voided_at IS NULL;

-- A file of the Party is at least for internal circulation (domain.md H4); MẬT and above have no value here at all.
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_party_internal" CHECK (NOT is_party OR confidentiality = 'INTERNAL');

-- The list of who read what (/party/access), newest first.
CREATE INDEX "audit_tx_party_reads" ON "audit_tx" (id DESC) WHERE kind = 'READ' AND is_party;
SELECT protect_tables();
