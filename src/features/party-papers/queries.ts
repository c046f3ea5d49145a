import 'server-only';
import { type Day, dayOfColumn } from '@/domain/date';
import { type Campaign, campaignOf } from '@/features/cell-ratings/queries/campaign';
import { ratingLines, ratingOf } from '@/features/cell-ratings/queries/sheet';
import { stepsOf } from '@/features/cell-ratings/queries/steps';
import { isDecided } from '@/features/cell-ratings/rules';
import { ofYear } from '@/features/party-commendations/queries';
import { shownOf, type YearOf, yearsOf } from '@/features/party-figures/queries';
import { RATED_LEVELS, type RatedLevel } from '@/features/rating-rules/rules/levels';
import type { Tx } from '@/server/db';
import type { CellLine } from './rules/list';
import type { Commended, SubjectSums, SummaryFacts } from './rules/summary';
import { documentsIn, inCapitals, type LevelLabels, type Span } from './rules/wording';

// Every read here is of a transaction that readParty has opened in the name of who asks: row-level security decides what there is.

export type Letterhead = { validFrom: Day | null; version: number; superior: string; issuer: string; place: string };

/**
 * What heads a paper of this day: the head in force then, the first for papers before it. Where none was set, the organisation's own name
 * gives who issues, and the rest is blank (`validFrom` null). Two statements.
 */
export async function letterheadOn(tx: Tx, day: Day): Promise<Letterhead> {
  const heads = await tx.partyLetterhead.findMany({ orderBy: { validFrom: 'asc' } });
  const known = heads.map(({ validFrom, rowVersion, superior, issuer, place }) => ({
    ...{ validFrom: dayOfColumn(validFrom), version: rowVersion, superior, issuer, place },
  }));
  const inForce = known.filter(({ validFrom }) => validFrom <= day).at(-1) ?? known[0];
  if (inForce) return inForce;
  const [body] = await tx.$queryRaw<{ name: string }[]>`
    SELECT v.name FROM party_body b JOIN party_body_version v ON v.party_body_id = b.id WHERE b.kind = 'ORGANISATION'
    ORDER BY (v.valid_from <= ${day}::date) DESC, abs(v.valid_from - ${day}::date) LIMIT 1`;
  return { validFrom: null, version: 0, superior: '', issuer: body ? inCapitals(body.name).replace(/^ĐẢNG BỘ/, 'ĐẢNG ỦY') : '', place: '' };
}

/** Who leads the hospital's Party organisation on a day, without titles; null when nobody is named. */
export async function secretaryOn(tx: Tx, day: Day): Promise<string | null> {
  const [found] = await tx.$queryRaw<{ name: string }[]>`
    SELECT p.full_name AS name FROM party_body b JOIN party_body_version v ON v.party_body_id = b.id JOIN person p ON p.id = v.secretary_id
    WHERE b.kind IN ('ORGANISATION', 'COMMITTEE') AND v.valid_from <= ${day}::date AND (v.valid_to IS NULL OR v.valid_to > ${day}::date) ORDER BY b.kind DESC, b.id LIMIT 1`;
  return found?.name ?? null;
}

const labelsFrom = (levels: readonly { code: string; label: string }[]): LevelLabels => {
  const label = (code: RatedLevel) => levels.find((level) => level.code === code)?.label ?? '';
  return { EXCELLENT: label('EXCELLENT'), GOOD: label('GOOD'), COMPLETED: label('COMPLETED'), NOT_COMPLETED: label('NOT_COMPLETED') };
};

/**
 * What the report of a year says: the figures that the year is shown by (decided where all are decided, else published), the documents of
 * its rules, the commendations by type, and who is excellent by name. Null when nothing is known of the year.
 */
export async function summaryFacts(tx: Tx, year: number): Promise<SummaryFacts | null> {
  const known = (await yearsOf(tx, year)).filter((of) => of.year === year);
  const disciplined = await disciplinedIn(tx, year);
  const sums = known.flatMap((of): SubjectSums[] => {
    const shown = shownOf(of);
    if (!shown || !of.set) return [];
    const counted = of.subject === 'MEMBER' ? (shown.disciplined ?? disciplined) : shown.disciplined;
    return [{ ...shown, subject: of.subject, disciplined: counted, labels: labelsFrom(of.set.levels) }];
  });
  if (sums.length === 0) return null;
  const commended = await tx.$queryRaw<Commended[]>`
    SELECT t.name AS type, CASE a.subject WHEN 'PARTY_BODY' THEN 'BODY' ELSE 'PERSON' END AS whom, sum(a.count)::int AS count, a.year_from AS "yearFrom", a.year_to AS "yearTo"
    FROM award a JOIN award_type t ON t.id = a.award_type_id LEFT JOIN decision d ON d.id = a.decision_id WHERE a.is_party AND a.voided_at IS NULL AND ${ofYear(year)}
    GROUP BY t.name, t.sort_order, 2, a.year_from, a.year_to ORDER BY t.sort_order, a.year_from, 2`;
  const campaign = await campaignOf(tx, { year, quarter: 0, subject: 'CELL' });
  const lines = campaign ? await ratingLines(tx, campaign, `${year}-12-31`) : [];
  return {
    ...{ year, quarter: 0, sums, commended },
    documents: documentsIn(known.find(({ subject }) => subject === 'CELL')?.set?.documents ?? '', year),
    excellentCells: lines
      .filter(({ state, level }) => isDecided(state) && level === 'EXCELLENT')
      .map(({ name, secretary }) => ({ name, secretary })),
  };
}

/** What is known of one year, to say beside its paper where decided and published figures differ. */
export async function yearOfPaper(tx: Tx, year: number): Promise<YearOf[]> {
  return (await yearsOf(tx, year)).filter((of) => of.year === year);
}

/** Members disciplined in the year, all forms together; null while the count of one cell is blank or there is none. */
async function disciplinedIn(tx: Tx, year: number): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ sum: number | null }[]>`
    SELECT CASE WHEN count(*) > 0 AND bool_and(num_nulls(reprimanded, warned, removed, expelled) = 0) THEN sum(reprimanded + warned + removed + expelled)::int END AS sum
    FROM party_year_count WHERE year = ${year}`;
  return row?.sum ?? null;
}

type DecisionOf = { id: number; number: string | null; signedOn: Day | null; signer: string | null; isVoid: boolean };
/** `level`: what is decided or goes to the deciders; `isOpen`: a decision on it is still to come. */
export type CampaignLine = CellLine & { level: RatedLevel | null; isOpen: boolean };
export type CampaignFacts = { campaign: Campaign; labels: LevelLabels; lines: CampaignLine[]; decisions: DecisionOf[] };

/** All cells of a campaign as the papers need them, with the decisions that were made on them, latest first. Null when no campaign was opened. */
export async function campaignFacts(tx: Tx, { year, quarter }: Span, today: Day): Promise<CampaignFacts | null> {
  const campaign = await campaignOf(tx, { year, quarter, subject: 'CELL' });
  if (!campaign) return null;
  const lines = await ratingLines(tx, campaign, today);
  const decisions = await tx.$queryRaw<DecisionOf[]>`
    SELECT d.id, d.number, d.signed_on::text AS "signedOn", d.signer, d.voided_at IS NOT NULL AS "isVoid" FROM decision d
    WHERE EXISTS (SELECT FROM party_rating r WHERE r.decision_id = d.id AND r.campaign_id = ${campaign.id}) ORDER BY d.signed_on DESC NULLS LAST, d.id DESC`;
  return {
    ...{ campaign, decisions },
    labels: labelsFrom(campaign.levels),
    lines: lines.map(({ name, secretary, memberCount, decisionId, selfLevel, appraisedLevel, ballots, level, state, decisionNumber }) => {
      const isOpen = state === 'APPRAISED' || state === 'APPEALED';
      // an appeal lets the decided level stand until there is another decision
      const isFinal = isDecided(state) || state === 'APPEALED';
      return {
        ...{ name, secretary, members: memberCount, ballots, decisionId, decisionNumber, self: selfLevel },
        proposed: appraisedLevel,
        decided: isFinal ? level : null,
        level: isFinal || isOpen ? level : null,
        isOpen,
      };
    }),
  };
}

export type CellMeetingFacts = {
  campaign: Campaign;
  labels: LevelLabels;
  partyBodyId: number;
  cell: string;
  secretary: string | null;
  self: RatedLevel | null;
  meeting: {
    votes: NonNullable<Awaited<ReturnType<typeof stepsOf>>[number]['votes']>;
    level: RatedLevel | null;
    score: string | null;
    note: string | null;
  };
};

/** The latest meeting of a cell in a campaign; null when it has none, or is not the reader's to see. */
export async function cellMeeting(tx: Tx, { year, quarter }: Span, code: string, today: Day): Promise<CellMeetingFacts | null> {
  const campaign = await campaignOf(tx, { year, quarter, subject: 'CELL' });
  const line = campaign && (await ratingOf(tx, campaign, code, today));
  if (!campaign || !line) return null;
  const step = (await stepsOf(tx, line.id)).find(({ votes }) => votes !== null);
  if (!step?.votes) return null;
  return {
    ...{ campaign, labels: labelsFrom(campaign.levels), partyBodyId: line.partyBodyId, cell: line.name, secretary: line.secretary },
    self: RATED_LEVELS.find((level) => level === line.selfLevel) ?? null,
    meeting: { votes: step.votes, level: step.level, score: step.score, note: step.note },
  };
}
