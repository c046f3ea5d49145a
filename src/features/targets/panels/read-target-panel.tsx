import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { type Day, formatDay } from '@/domain/date';
import { formatDecimal } from '@/domain/number';
import { type PeriodRef, periodToSearch } from '@/domain/period';
import { can, visibleDepartments } from '@/domain/policy';
import type { Indicator } from '@/features/indicators/queries';
import { LinkButton } from '@/ui/button';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { StatusSentence } from '@/ui/status';
import { targetText } from '../components/target-words';
import { type ShareMatrix, shareMatrix } from '../queries/shares';
import type { TargetVersion } from '../queries/versions';
import { versionOn } from '../rules/versions';
import { AdjustButton } from './adjust-button';
import { CompareSection } from './compare-section';
import { OnDayForm } from './on-day-form';
import { Shares } from './shares-table';
import { Versions } from './versions-table';

/** What an address asks of the page of a target: the version of a day, and two versions to compare. */
export type Asked = {
  on: Day | null;
  from: number | null;
  to: number | null /** Read though a draft is being prepared. */;
  isReading: boolean;
};

type ReadTargetPanelProps = { actor: Actor; indicator: Indicator; period: PeriodRef; versions: TargetVersion[]; asked: Asked };

/** A target that counts: what it is, by which decision, what it was before, and what it gives each department. */
export async function ReadTargetPanel({ actor, indicator, period, versions, asked }: ReadTargetPanelProps) {
  const { year } = period;
  const inForce = versions.find(({ state }) => state === 'IN_FORCE');
  const former = versions.findLast(({ state }) => state === 'SUPERSEDED');
  const draft = versions.find(({ state }) => state === 'DRAFT');
  const onDay = asked.on === null ? null : versionOn(versions, asked.on);
  const [t, tIndicators, matrix] = await Promise.all([
    getTranslations('targets'),
    getTranslations('indicators'),
    inForce ? shareMatrix(actor, indicator, year, inForce.targetId) : null,
  ]);
  return (
    <>
      <PageHeader
        title={t('pageTitle', { name: indicator.name, year })}
        actions={
          <>
            <LinkButton href={`/indicators/${indicator.code}?${periodToSearch(period)}`}>{tIndicators('definition.title')}</LinkButton>
            {draft && can(actor, 'target.manage') && (
              <LinkButton variant="main" href={`/indicators/${indicator.code}/target?${periodToSearch(period)}`}>
                {t('toDraft')}
              </LinkButton>
            )}
            {inForce && !draft && can(actor, 'target.manage') && <AdjustButton actor={actor} indicator={indicator} inForce={inForce} />}
          </>
        }
      >
        {inForce ? (
          <InForceSentence indicator={indicator} inForce={inForce} former={former} departments={givenTo(matrix)} />
        ) : (
          <StatusSentence kind="none" lead={t('sentence.noneLead', { year })}>
            {t('sentence.noneReadOnly')}
          </StatusSentence>
        )}
      </PageHeader>
      <div className="secs">
        {versions.length > 0 && (
          <Section
            title={t('versions.title', { count: versions.filter(({ kind }) => kind === 'ADJUSTED').length })}
            aside={<OnDayForm indicator={indicator} period={period} on={asked.on} found={onDay} />}
          >
            <Versions indicator={indicator} year={year} versions={versions} onDay={onDay} />
          </Section>
        )}
        {versions.length > 1 && <CompareSection actor={actor} indicator={indicator} period={period} versions={versions} asked={asked} />}
        {matrix && (
          <Section title={t('shares.title')} aside={visibleDepartments(actor, 'summary.departments') !== 'all' && t('shares.hidden')}>
            <Shares indicator={indicator} year={year} matrix={matrix} />
          </Section>
        )}
      </div>
    </>
  );
}

const isGiven = ({ shares }: ShareMatrix['rows'][number]) => shares.some((share) => share !== null && Number(share) !== 0);
const givenTo = (matrix: ShareMatrix | null) => matrix?.rows.filter(isGiven).length ?? 0;

type SentenceProps = { indicator: Indicator; inForce: TargetVersion; former: TargetVersion | undefined; departments: number };

async function InForceSentence({ indicator, inForce, former, departments }: SentenceProps) {
  const t = await getTranslations('targets.sentence');
  const { unit, decimals } = indicator;
  const { decision, split, total, effectiveOn } = inForce;
  const by = decision?.number
    ? decision.signedOn
      ? t('byDecision', { number: decision.number, day: formatDay(decision.signedOn) })
      : t('byDecisionUndated', { number: decision.number })
    : '';
  return (
    <StatusSentence kind="approved" lead={`${targetText(Number(inForce.value), indicator)}\u00a0${unit}.`}>
      {`${[t('inForceLead', { day: formatDay(effectiveOn) }), by].filter(Boolean).join(', ')}. `}
      {former && `${t('adjusted', { value: formatDecimal(former.value, decimals), unit })} `}
      {split === 'full' && t('full', { count: departments })}
      {split === 'limits' && t('limits', { count: departments })}
      {split === 'none' && t('notSplit')}
      {split === 'differs' && t('differs', { total: formatDecimal(total, decimals), unit })}
    </StatusSentence>
  );
}
