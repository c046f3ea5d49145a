import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay } from '@/domain/date';
import { type PeriodRef, periodToSearch } from '@/domain/period';
import { can } from '@/domain/policy';
import { SheetPapers } from '@/features/party-papers/components/paper-links';
import { readParty } from '@/server/party-read';
import { LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';
import { StatusSentence } from '@/ui/status';
import { RatingSheet, type SheetLine } from '../components/rating-sheet';
import { type Campaign, campaignOf } from '../queries/campaign';
import { memberLines } from '../queries/members';
import { ratingLines } from '../queries/sheet';
import { campaignDays, isDecided, mayAct } from '../rules';
import { type CampaignSubject, FIRST_YEAR_OF_QUARTERS } from '../schema';
import { CampaignActs, CapOverrideLine } from './campaign-acts';
import { MembersPanel } from './members-panel';
import { OpenCampaignButton } from './open-campaign';
import { sheetWords, spanName } from './wording';

type RatingsProps = { actor: Actor; period: PeriodRef; subject: CampaignSubject };

/** The ratings of a year or quarter on one screen; what has no campaign yet offers to open one. */
export async function RatingsPanel({ actor, period, subject }: RatingsProps) {
  const { year } = period;
  const quarter = period.quarter !== null && year >= FIRST_YEAR_OF_QUARTERS ? period.quarter : 0;
  const today = dayOf(new Date());
  const read = await readParty(
    actor,
    'party.read',
    async (tx) => {
      const campaign = await campaignOf(tx, { year, quarter, subject });
      if (!campaign) return { campaign, lines: [], members: [] };
      if (subject === 'MEMBER') return { campaign, lines: [], members: await memberLines(tx, campaign) };
      return { campaign, lines: await ratingLines(tx, campaign, today), members: [] };
    },
    { what: 'party.ratingSheet', of: { year, quarter, subject } },
  );
  if (!read) return null;
  const { campaign, lines, members } = read;
  const t = await getTranslations('cellRatings');
  const span = await spanName({ year, quarter });
  if (!campaign)
    return (
      <Empty
        title={t('empty.title', { span })}
        action={
          <>
            {can(actor, 'party.campaign') && <OpenCampaignButton year={year} quarter={quarter} subject={subject} />}
            {quarter !== 0 && (
              <LinkButton href={`/party/ratings?${periodToSearch({ year, quarter: null })}`}>{t('empty.wholeYear', { year })}</LinkButton>
            )}
          </>
        }
      >
        {t(can(actor, 'party.campaign') ? 'empty.body' : 'empty.reader')}
      </Empty>
    );
  const excel = (
    <a className="btn sm" href={`/api/party/ratings?year=${year}&quarter=${quarter}&subject=${subject}`} download>
      {(await getTranslations('modules.party'))('excel')}
    </a>
  );
  if (subject === 'MEMBER') return <MembersPanel actor={actor} campaign={campaign} lines={members} excel={excel} />;
  const words = await sheetWords(campaign);
  const sheet = lines.map(
    (line): SheetLine => ({
      ...line,
      // the sheet shows the level; the conditions stand on the cell's page
      suggestion: line.suggestion && { ...line.suggestion, conditions: [] },
      appraisal: line.appraisal && { ...line.appraisal, suggestion: null },
      href: `/party/ratings/${line.code}?${periodToSearch(period)}${subject === 'ORGANISATION' ? '&subject=organisation' : ''}`,
      isOpen: campaign.closedAt === null && mayAct('decide', line.state),
      stateName: t(`state.${line.state}`),
    }),
  );
  const { cap } = campaign;
  return (
    <>
      <Standing campaign={campaign} lines={lines} />
      <details className="small muted">
        <summary>{t('documents')}</summary>
        <p>{campaign.documents}</p>
      </details>
      <div className="row wrap my-2">
        <CampaignActs actor={actor} campaign={campaign} />
        {excel}
      </div>
      {subject === 'CELL' && <SheetPapers actor={actor} year={year} quarter={quarter} />}
      <CapOverrideLine campaign={campaign} />
      <RatingSheet
        key={campaign.id}
        campaignId={campaign.id}
        draftKey={`rating:${actor.id}:${campaign.id}`}
        endsOn={campaignDays(year, quarter).endsOn}
        lines={sheet}
        cap={cap && { rule: cap.rule, counts: cap.counts, passedTo: cap.override?.limit ?? 0 }}
        threshold={campaign.criteria?.levels.EXCELLENT?.minExceeded ?? null}
        mayDecide={can(actor, 'party.decide')}
        words={words}
      />
    </>
  );
}

/** How far the campaign is, in one sentence. */
async function Standing({ campaign, lines }: { campaign: Campaign; lines: { state: Parameters<typeof isDecided>[0] }[] }) {
  const t = await getTranslations('cellRatings.standing');
  const count = (states: string[]) => lines.filter(({ state }) => states.includes(state)).length;
  const decided = lines.filter(({ state }) => isDecided(state)).length;
  const waiting = count(['APPRAISED', 'APPEALED']);
  const lead = campaign.closedAt !== null ? 'closed' : decided === lines.length ? 'decided' : waiting > 0 ? 'deciding' : 'rating';
  return (
    <StatusSentence kind={lead === 'closed' ? 'locked' : lead === 'decided' ? 'approved' : 'waiting'} lead={t(lead)}>
      {[
        t('counts', { total: lines.length, begun: lines.length - count(['DRAFT']), waiting, decided }),
        campaign.dueOn && t('due', { day: formatDay(campaign.dueOn) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </StatusSentence>
  );
}
