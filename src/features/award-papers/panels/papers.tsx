import FileText from 'lucide-react/icons/file-text';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { isOwnDecision } from '@/domain/authority';
import { formatDay } from '@/domain/date';
import { can } from '@/domain/policy';
import type { ProposalLine } from '@/features/award-proposals/queries';
import type { Decision } from '@/features/awards/queries/register';
import { LinkButton } from '@/ui/button';
import { Field } from '@/ui/form';
import { Section } from '@/ui/page/section';
import { letterhead } from '../queries';
import { STOCK, STOCK_LINES } from '../rules/certificates';
import { PaperDialog } from './paper-dialog';

const MINUTES = ['number', 'startedAt', 'endedAt', 'venue', 'chair', 'writer'] as const;

/** The papers that a proposal stands in so far, each asking for what it lacks. */
export async function ProposalPapers({ actor, proposal }: { actor: Actor; proposal: ProposalLine }) {
  const t = await getTranslations('awardPapers');
  const { year, department, departmentVote, councilVote, superior, submittedOn, submissionNumber, decision, title } = proposal;
  const mayCouncil = can(actor, 'award.council');
  const hasSubmission = mayCouncil && proposal.state !== 'WITHDRAWN' && superior !== null && submittedOn !== null;
  if (!departmentVote && !decision && !hasSubmission) return <p className="muted">{t('none')}</p>;
  return (
    <div className="row wrap">
      {departmentVote && (
        <PaperDialog
          kind="department-minutes"
          size="small"
          label={t('kind.departmentMinutes', { day: formatDay(departmentVote.heldOn) })}
          known={{ year, department: department.code, heldOn: departmentVote.heldOn }}
          asked={MINUTES}
        />
      )}
      {councilVote && mayCouncil && (
        <PaperDialog
          kind="council-minutes"
          size="small"
          label={t('kind.councilMinutes', { day: formatDay(councilVote.heldOn) })}
          known={{ year, heldOn: councilVote.heldOn }}
          asked={MINUTES}
        />
      )}
      {hasSubmission && (
        <PaperDialog
          kind="submission"
          size="small"
          label={t('kind.submission', { superior, day: formatDay(submittedOn) })}
          known={{ year, superior, submittedOn, submissionNumber: submissionNumber ?? '' }}
          asked={submissionNumber ? ['signer', 'signAs'] : ['number', 'signer', 'signAs']}
        />
      )}
      {decision && title.level === 'GRASSROOTS' && (
        <PaperDialog
          kind="decision"
          size="small"
          label={t('kind.decision', { number: decision.number ?? '' })}
          known={{ decisionId: decision.id }}
          asked={['signAs']}
        />
      )}
    </div>
  );
}

/** Everything that a decision on record can print: its list always; the decision and its certificates when the hospital made it. */
export async function DecisionPapers({ actor, decision }: { actor: Actor; decision: Decision }) {
  const [t, { hospital }] = await Promise.all([getTranslations('awardPapers'), letterhead(actor, decision.signedOn)]);
  const { id: decisionId, authority } = decision;
  const isOurs = isOwnDecision(authority, hospital);
  return (
    <Section title={t('title')}>
      {!isOurs && <p className="muted small">{t('notOurs', { authority: authority ?? '' })}</p>}
      <div className="row wrap">
        {isOurs && <PaperDialog kind="decision" label={t('short.decision')} known={{ decisionId }} asked={['signAs']} />}
        <LinkButton href={`/api/awards/papers/decision-list?decisionId=${decisionId}`} icon={FileText}>
          {t('kind.decisionList')}
        </LinkButton>
        {isOurs && <PaperDialog kind="certificates" label={t('kind.certificates')} known={{ decisionId }} asked={['signAs']} />}
        {isOurs && <StockDialog decisionId={decisionId} />}
      </div>
    </Section>
  );
}

/** Where the words go on the form at hand: all of them moved together, or one line by itself. */
async function StockDialog({ decisionId }: { decisionId: number }) {
  const t = await getTranslations('awardPapers');
  const labels = {
    ...{ right: t('fields.right'), down: t('fields.down') },
    ...Object.fromEntries(STOCK_LINES.map((of) => [of, t(`stockLine.${of}`)])),
  };
  return (
    <PaperDialog kind="stock" label={t('kind.stock')} known={{ decisionId }} asked={[]} labels={labels} consequence={t('hints.stock')}>
      <div className="row wrap items-end">
        <Field name="right" type="number-vi" label={t('fields.right')} initial="0" />
        <Field name="down" type="number-vi" label={t('fields.down')} initial="0" />
      </div>
      <p className="hint">{t('hints.shift')}</p>
      <div className="row wrap items-end">
        {STOCK_LINES.map((of) => (
          <Field key={of} name={of} type="number-vi" label={t(`stockLine.${of}`)} initial={String(STOCK[of].top)} />
        ))}
      </div>
    </PaperDialog>
  );
}

/** The year's awards as a list to print. */
export async function YearPaper({ year }: { year: number }) {
  const t = await getTranslations('awardPapers');
  return <PaperDialog kind="year" label={t('kind.year')} known={{ year }} asked={['preparedBy']} />;
}
