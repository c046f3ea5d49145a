import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf, formatMoment } from '@/domain/date';
import { formatNumber, formatPercent } from '@/domain/number';
import type { PeriodRef } from '@/domain/period';
import { CellPaper } from '@/features/party-papers/components/paper-links';
import { SuggestionLines } from '@/features/rating-rules/components/suggestion';
import { readParty } from '@/server/party-read';
import { Icon } from '@/ui/icon';
import { DefinitionList } from '@/ui/page/definition-list';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Timeline } from '@/ui/page/timeline';
import { StatusSentence } from '@/ui/status';
import { campaignOf } from '../queries/campaign';
import { type RatingLine, ratingOf } from '../queries/sheet';
import { earlierLevels, type RatingStep, stepsOf } from '../queries/steps';
import { type Evidence, evidenceShares, isDecided, levelWarnings } from '../rules';
import { type CampaignSubject, FIRST_YEAR_OF_QUARTERS } from '../schema';
import { CellActs } from './cell-acts';
import { levelNames, spanName } from './wording';

type CellProps = { actor: Actor; period: PeriodRef; code: string; subject: CampaignSubject };

/** One cell in one campaign: where it stands, what is next, every step with its votes, the evidence with its arithmetic. Null for no such. */
export async function cellPanel({ actor, period, code, subject }: CellProps) {
  const { year } = period;
  const quarter = period.quarter !== null && year >= FIRST_YEAR_OF_QUARTERS ? period.quarter : 0;
  const read = await readParty(
    actor,
    'party.read',
    async (tx) => {
      const campaign = await campaignOf(tx, { year, quarter, subject });
      const line = campaign && (await ratingOf(tx, campaign, code, dayOf(new Date())));
      if (!campaign || !line) return null;
      return { campaign, line, steps: await stepsOf(tx, line.id), earlier: await earlierLevels(tx, line.partyBodyId, year) };
    },
    { what: 'party.rating', of: { year, quarter, code } },
  );
  if (!read) return null;
  const { campaign, line, steps, earlier } = read;
  const t = await getTranslations('cellRatings');
  const span = await spanName(campaign);
  const labels = levelNames(campaign, 'label');
  const isKept = line.appraisal !== null && line.suggestion === line.appraisal.suggestion;
  return (
    <>
      <PageHeader title={line.name} above={t('cell.above', { span, documents: campaign.documents })}>
        <StatusSentence
          kind={isDecided(line.state) ? 'approved' : line.state === 'RETURNED' ? 'returned' : line.state === 'DRAFT' ? 'draft' : 'waiting'}
          lead={t(`state.${line.state}`)}
        >
          {[
            line.level && labels[line.level],
            line.decisionNumber && t('decisionOf', { number: line.decisionNumber }),
            line.secretary && t('cell.secretary', { name: line.secretary }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </StatusSentence>
        <Warnings line={line} labels={labels} />
      </PageHeader>
      {subject === 'CELL' && steps.some(({ votes }) => votes !== null) && <CellPaper year={year} quarter={quarter} code={line.code} />}
      <div className="split">
        <div>
          <CellActs actor={actor} campaign={campaign} line={line} />
          <Section title={t('cell.steps', { count: steps.length })}>
            {steps.length === 0 ? (
              <p className="muted">{t('cell.noSteps')}</p>
            ) : (
              <Timeline
                label={t('cell.steps', { count: steps.length })}
                items={steps.map((step, place) => ({
                  key: String(step.id),
                  current: place === 0,
                  what: <Step step={step} labels={labels} />,
                  when: `${formatMoment(step.at)} · ${step.by}`,
                  dateTime: step.at.toISOString(),
                }))}
              />
            )}
          </Section>
        </div>
        <aside>
          <EvidenceSection evidence={line.evidence} span={span} />
          <Section title={t('cell.suggested')}>
            {line.suggestion ? (
              <>
                {isKept && <p className="small muted">{t('cell.suggestedThen')}</p>}
                <SuggestionLines
                  suggestion={line.suggestion}
                  criteria={campaign.criteria}
                  below={{ MEMBERS: line.members, UNITS: line.units }}
                  labels={labels}
                />
              </>
            ) : (
              <p className="muted small">{t('cell.noSuggestion')}</p>
            )}
          </Section>
          {earlier.length > 0 && (
            <Section title={t('cell.earlier')}>
              <DefinitionList items={earlier.map((one) => ({ term: String(one.year), value: one.label }))} />
            </Section>
          )}
        </aside>
      </div>
    </>
  );
}

/** What is told of the level and holds nobody up. */
async function Warnings({ line, labels }: { line: RatingLine; labels: Record<string, string> }) {
  const t = await getTranslations('cellRatings.warning');
  const { suggestion, appraisal } = line;
  const warnings = levelWarnings(line.level, suggestion, appraisal?.headLevel ?? null);
  if (warnings.length === 0) return null;
  const said = {
    suggested: (suggestion?.level && labels[suggestion.level]) ?? '',
    head: (appraisal?.headLevel && labels[appraisal.headLevel]) ?? '',
  };
  return (
    <ul className="list small warn">
      {warnings.map((warning) => (
        <li key={warning}>
          <Icon of={TriangleAlert} size="s" /> {t(warning, said)}
        </li>
      ))}
    </ul>
  );
}

async function Step({ step, labels }: { step: RatingStep; labels: Record<string, string> }) {
  const t = await getTranslations('cellRatings.step');
  const { votes } = step;
  return (
    <>
      <b>{t(step.step === 'APPRAISAL' && step.level === null ? 'RETURN' : step.step)}</b>
      {step.level && `: ${labels[step.level]}`}
      {step.score !== null && ` · ${t('score', { score: formatNumber(Number(step.score), 1) })}`}
      {votes && <span className="small muted block">{t('votes', votes)}</span>}
      {step.note && <span className="small block">{step.note}</span>}
    </>
  );
}

/** What the plans say, with how each share is counted. */
async function EvidenceSection({ evidence, span }: { evidence: Evidence; span: string }) {
  const t = await getTranslations('cellRatings.evidence');
  const { planned, unplanned, targets } = evidence;
  const { judged, done, onTime, late, exceeded } = evidenceShares(evidence);
  const share = (per: number | null, count: number) =>
    per === null ? t('nothing') : t('share', { share: formatPercent(per), count, judged });
  return (
    <Section title={t('title', { span })}>
      <DefinitionList
        items={[
          { term: t('departments'), value: String(evidence.departments) },
          { term: t('done'), value: share(done, planned.onTime + planned.late) },
          { term: t('onTime'), value: share(onTime, planned.onTime) },
          { term: t('late'), value: share(late, planned.late) },
          { term: t('overdue'), value: String(planned.overdue) },
          { term: t('exceeded'), value: share(exceeded, planned.exceeded) },
          { term: t('open'), value: String(planned.open) },
          {
            term: t('unplanned'),
            value: t('unplannedCount', {
              done: unplanned.onTime + unplanned.late,
              all: unplanned.onTime + unplanned.late + unplanned.overdue + unplanned.open,
            }),
          },
          { term: t('targets'), value: t('targetCount', { met: targets.met, judged: targets.judged, exceeded: targets.exceeded }) },
        ]}
      />
      <p className="small muted">{t('how')}</p>
    </Section>
  );
}
