import type { Metadata, Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { type PeriodRef, periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { spanName } from '@/features/cell-ratings/panels/wording';
import { DistributionPanel, organisationSentence, TrendPanel, WordsPanel } from '@/features/party-figures/panels/year-panel';
import { shownOf, type YearOf, yearsOf } from '@/features/party-figures/queries';
import { spanOf } from '@/features/party-figures/rules';
import { BadgesPanel } from '@/features/party-year/panels/badges-panel';
import { CountsPanel } from '@/features/party-year/panels/counts-panel';
import { MatrixPanel } from '@/features/party-year/panels/matrix-panel';
import { readersLine } from '@/features/party-year/panels/readers';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, type SearchParams } from '../period';
import { PartyTabs } from './party-tabs';

const maySee = (actor: Actor) => reach(actor, 'party.aggregate') !== undefined || reach(actor, 'party.read') !== undefined;

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return maySee(await currentActor()) ? { title: (await getTranslations('modules.party'))('title') } : {};
}

/** The Party year: sums for those who read sums, each cell for those who read ratings by name. Without a period it is the whole year. */
export default async function PartyPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!maySee(actor)) notFound();
  const period = currentPeriod(search);
  if (search.period === undefined) redirect(`/party?${periodToSearch({ year: period.year, quarter: null })}` as Route);
  const span = spanOf(period);
  const [known, name, readers, t] = await Promise.all([
    readParty(actor, 'party.aggregate', (tx) => yearsOf(tx, span.year, span.quarter)),
    spanName(span),
    readersLine(actor),
    getTranslations('partyFigures.year'),
  ]);
  const tabs = <PartyTabs actor={actor} current="year" search={`?${periodToSearch(period)}`} />;
  if (!known) {
    const tYear = await getTranslations('partyYear');
    return (
      <>
        <PageHeader title={tYear('own', { span: name })}>
          <p className="muted small">{readers}</p>
        </PageHeader>
        {tabs}
        <div className="flex flex-col gap-5">
          <MatrixPanel actor={actor} year={span.year} />
          <CountsPanel actor={actor} year={span.year} published={null} />
        </div>
      </>
    );
  }
  const organisation = await organisationSentence({ span, known });
  const own = known.filter((of) => of.year === span.year && of.quarter === span.quarter);
  return (
    <>
      <PageHeader title={t('title', { span: name })}>
        {organisation && <p>{organisation}</p>}
        <p className="muted small">{readers}</p>
      </PageHeader>
      {tabs}
      {own.every((of) => shownOf(of) === null) && <NothingYet actor={actor} period={period} name={name} />}
      <div className="flex flex-col gap-5">
        <DistributionPanel span={span} known={known} />
        <MatrixPanel actor={actor} year={span.year} />
        <div className="grid gap-x-9 gap-y-5 empty:hidden min-[64rem]:grid-cols-2">
          <TrendPanel span={span} known={known} />
        </div>
        <CountsPanel actor={actor} year={span.year} published={disciplined(known, span.year)}>
          <BadgesPanel actor={actor} year={span.year} />
        </CountsPanel>
        <WordsPanel span={span} known={known} />
      </div>
    </>
  );
}

/** What was published of discipline in the year as a whole. */
function disciplined(known: readonly YearOf[], year: number) {
  const of = (subject: YearOf['subject']) =>
    known.find((one) => one.year === year && one.quarter === 0 && one.subject === subject)?.revisions[0]?.disciplined ?? null;
  return { ORGANISATION: of('ORGANISATION'), CELL: of('CELL'), MEMBER: of('MEMBER') };
}

async function NothingYet({ actor, period, name }: { actor: Actor; period: PeriodRef; name: string }) {
  const t = await getTranslations('partyFigures.year');
  const mayRecord = reach(actor, 'party.publish') !== undefined;
  return (
    <Empty
      title={t('nothing', { span: name })}
      action={
        <>
          {mayRecord && (
            <LinkButton href={`/party/figures?${periodToSearch(period)}`} variant="main">
              {t('record')}
            </LinkButton>
          )}
          {period.quarter !== null && (
            <LinkButton href={`/party?${periodToSearch({ year: period.year, quarter: null })}`}>
              {t('wholeYear', { year: String(period.year) })}
            </LinkButton>
          )}
        </>
      }
    >
      {t(mayRecord ? 'nothingBody' : 'nothingDirector')}
    </Empty>
  );
}
