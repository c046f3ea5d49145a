import 'server-only';
import type { Tx } from '@/server/db';
import { campaignDays } from '../rules';
import type { RatingState } from '../schema';
import type { Campaign } from './campaign';

export type MemberLine = {
  partyBodyId: number;
  version: number;
  code: string;
  name: string;
  state: RatingState;
  total: number | null;
  exempt: number | null;
  exemptReason: string | null;
  eligible: number | null;
  rated: number | null;
  excellent: number | null;
  good: number | null;
  completed: number | null;
  notCompleted: number | null;
  note: string | null;
  decisionNumber: string | null;
};

/** Members of each cell of a campaign, as counts; one statement. Read in the caller's open transaction. */
export function memberLines(tx: Tx, campaign: Campaign): Promise<MemberLine[]> {
  const { endsOn } = campaignDays(campaign.year, campaign.quarter);
  return tx.$queryRaw<MemberLine[]>`
    SELECT m.party_body_id AS "partyBodyId", m.row_version AS version, b.code, coalesce(v.name, b.code) AS name, m.state::text, m.total, m.exempt, m.exempt_reason AS "exemptReason",
      m.eligible, m.rated, m.excellent, m.good, m.completed, m.not_completed AS "notCompleted", m.note, d.number AS "decisionNumber"
    FROM member_rating m JOIN party_body b ON b.id = m.party_body_id LEFT JOIN decision d ON d.id = m.decision_id
      LEFT JOIN LATERAL (SELECT x.name FROM party_body_version x WHERE x.party_body_id = b.id
        ORDER BY (x.valid_from <= ${endsOn}::date) DESC, abs(x.valid_from - ${endsOn}::date) LIMIT 1) v ON true
    WHERE m.campaign_id = ${campaign.id} ORDER BY b.sort_order, v.name, b.id`;
}
