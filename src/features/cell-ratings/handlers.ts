import 'server-only';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { dayOf } from '@/domain/date';
import { NotFound } from '@/domain/errors';
import { integer, yearInput } from '@/domain/input';
import { guarded } from '@/server/json-handler';
import { readParty } from '@/server/party-read';
import { requestInfo } from '@/server/session';
import { type AnySheet, sheetOf, workbookResponse, writeWorkbook } from '@/server/spreadsheet/write';
import { levelNames, spanName } from './panels/wording';
import { type Campaign, campaignOf } from './queries/campaign';
import { type MemberLine, memberLines } from './queries/members';
import { type RatingLine, ratingLines } from './queries/sheet';
import { briefLevel, MEMBER_COUNTS as COUNTS, evidenceShares } from './rules';
import { CAMPAIGN_SUBJECTS, type Level } from './schema';

const asked = z.object({ year: yearInput, quarter: integer(0, 4).default(0), subject: z.enum(CAMPAIGN_SUBJECTS).default('CELL') });

/**
 * `GET /api/party/ratings?year=&quarter=&subject=`: the rating sheet of a campaign as a workbook, members as counts. A cell's secretary gets
 * the own cell. The read by name is logged.
 */
export function ratingsWorkbookHandler(request: Request): Promise<Response> {
  return guarded('party.ratingsWorkbook', async (actor, session) => {
    const search = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!search.success) throw new NotFound();
    const { year, quarter, subject } = search.data;
    const today = dayOf(new Date());
    const read = await readParty(
      actor,
      'party.read',
      async (tx) => {
        const campaign = await campaignOf(tx, search.data);
        if (!campaign) return null;
        const isMembers = subject === 'MEMBER';
        return {
          campaign,
          members: isMembers ? await memberLines(tx, campaign) : [],
          lines: isMembers ? [] : await ratingLines(tx, campaign, today),
        };
      },
      { what: 'party.ratingsWorkbook', of: { year, quarter, subject } },
      await requestInfo(session),
    );
    if (!read) throw new NotFound();
    const { campaign, lines, members } = read;
    const [t, span] = await Promise.all([getTranslations('cellRatings'), spanName(campaign)]);
    const title = t(`heading.${subject === 'CELL' ? 'cells' : subject === 'MEMBER' ? 'members' : 'organisation'}`, { span });
    const sheet = subject === 'MEMBER' ? await membersSheet(title, campaign, members) : await ratingSheet(title, campaign, lines);
    const file = await writeWorkbook({ title, isInternal: true, sheets: [sheet] });
    return workbookResponse(file, `xep-loai-${subject.toLowerCase()}-${year}${quarter === 0 ? '' : `-q${quarter}`}.xlsx`);
  });
}

async function ratingSheet(title: string, campaign: Campaign, lines: RatingLine[]): Promise<AnySheet> {
  const [t, tExcel] = await Promise.all([getTranslations('cellRatings'), getTranslations('partyExcel')]);
  const labels = levelNames(campaign, 'label');
  const level = (of: Level | null) => (of === null ? null : labels[of] || null);
  // on the way to the level its short name does, so that the sheet prints on one page across
  const brief = (of: Level | null) => briefLevel(level(of) ?? '') || null;
  return sheetOf<RatingLine & { place: number }>({
    name: tExcel('ratings.sheet'),
    title: [title, campaign.documents],
    columns: [
      { label: tExcel('place'), kind: 'integer', value: ({ place }) => place, width: 6 },
      { label: tExcel('code'), kind: 'text', value: ({ code }) => code, width: 10 },
      { label: t('columns.cell'), kind: 'text', value: ({ name }) => name, width: 26 },
      { label: t('columns.secretary'), kind: 'text', value: ({ secretary }) => secretary, width: 19 },
      { label: t('columns.members'), kind: 'integer', value: ({ memberCount }) => memberCount, width: 7 },
      { label: tExcel('ratings.done'), kind: 'share', value: ({ evidence }) => shareOf(evidenceShares(evidence).done), width: 8 },
      { label: t('columns.late'), kind: 'integer', value: ({ evidence }) => evidence.planned.late, width: 6 },
      { label: t('columns.exceeded'), kind: 'integer', value: ({ evidence }) => evidence.planned.exceeded, width: 7 },
      { label: tExcel('ratings.suggested'), kind: 'text', value: ({ suggestion }) => brief(suggestion?.level ?? null), width: 11 },
      { label: t('columns.self'), kind: 'text', value: ({ selfLevel }) => brief(selfLevel), width: 11 },
      { label: t('columns.ballots'), kind: 'integer', value: ({ ballots }) => ballots?.excellent ?? null, width: 7 },
      { label: tExcel('ratings.present'), kind: 'integer', value: ({ ballots }) => ballots?.present ?? null, width: 7 },
      { label: t('columns.score'), kind: 'decimal', value: ({ score }) => (score === null ? null : Number(score)), width: 7 },
      { label: t('columns.appraised'), kind: 'text', value: ({ appraisedLevel }) => brief(appraisedLevel), width: 11 },
      { label: tExcel('ratings.level'), kind: 'text', value: (line) => level(line.level), width: 27 },
      { label: t('columns.discipline'), kind: 'text', value: ({ discipline }) => discipline && t(`discipline.${discipline}`), width: 10 },
      { label: t('columns.decision'), kind: 'text', value: ({ decisionNumber }) => decisionNumber, width: 13 },
      { label: tExcel('ratings.state'), kind: 'text', value: ({ state }) => t(`state.${state}`), width: 13 },
    ],
    rows: lines.map((line, index) => ({ ...line, place: index + 1 })),
    notes: await capNotes(campaign),
  });
}

/** Per cent as the share of one that Excel shows as per cent. */
const shareOf = (percent: number | null) => (percent === null ? null : percent / 100);

async function membersSheet(title: string, campaign: Campaign, members: MemberLine[]): Promise<AnySheet> {
  const [t, tExcel] = await Promise.all([getTranslations('cellRatings'), getTranslations('partyExcel')]);
  const sum = (key: (typeof COUNTS)[number]) => members.reduce((total, line) => total + (line[key] ?? 0), 0);
  return sheetOf<MemberLine & { place: number }>({
    name: tExcel('ratings.sheet'),
    title: [title, campaign.documents],
    columns: [
      { label: tExcel('place'), kind: 'integer', value: ({ place }) => place, width: 6 },
      { label: tExcel('code'), kind: 'text', value: ({ code }) => code },
      { label: t('columns.cell'), kind: 'text', value: ({ name }) => name },
      ...COUNTS.map((key) => ({ label: t(`members.${key}`), kind: 'integer' as const, value: (line: MemberLine) => line[key] })),
      { label: t('members.exemptReason'), kind: 'text', value: ({ exemptReason }) => exemptReason },
      { label: t('columns.decision'), kind: 'text', value: ({ decisionNumber }) => decisionNumber },
      { label: tExcel('ratings.state'), kind: 'text', value: ({ state }) => t(`state.${state}`) },
    ],
    rows: members.map((line, index) => ({ ...line, place: index + 1 })),
    total: members.length > 1 ? [null, null, t('members.sum'), ...COUNTS.map(sum), null, null, null] : undefined,
    notes: [t('members.rule'), ...(await capNotes(campaign))],
  });
}

async function capNotes({ cap }: Campaign): Promise<string[]> {
  if (!cap) return [];
  const t = await getTranslations('partyExcel.ratings');
  const { reading, counts, override } = cap;
  return [
    t('cap', { count: counts.excellent, limit: reading.limit }),
    ...(override ? [t('override', { limit: override.limit, reason: override.reason, document: override.document })] : []),
  ];
}
