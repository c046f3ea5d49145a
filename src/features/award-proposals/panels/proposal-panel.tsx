import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatDay } from '@/domain/date';
import { can } from '@/domain/policy';
import { ProposalPapers } from '@/features/award-papers/panels/papers';
import { EVIDENCE_KINDS } from '@/features/award-rules/rules/conditions';
import { LinkButton } from '@/ui/button';
import { CheckboxList, Field, Form, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Status, StatusSentence } from '@/ui/status';
import { describeProposalAction, refuseProposalAction, withdrawProposalAction } from '../actions';
import { roadSentence, STATUS } from '../components/sentence';
import { type ProposalLine, proposals, type VoteLine } from '../queries';
import { carries, votesNeeded } from '../rules/road';
import { Conditions } from './conditions';
import { GrantForm } from './decide-panel';

/** One proposal: where it is, its conditions as they were voted on and as they stand, its votes, its report, its papers; null when it is not there for the reader. */
export async function ProposalPanel({ actor, id }: { actor: Actor; id: number }) {
  const [t, tRules, [proposal]] = await Promise.all([
    getTranslations('awardProposals'),
    getTranslations('awardRules'),
    proposals(actor, { ids: [id] }),
  ]);
  if (!proposal) return null;
  const { year, title, department, state, statement, decision } = proposal;
  const isOpen = state !== 'GRANTED' && state !== 'REFUSED' && state !== 'WITHDRAWN';
  const mayPropose = can(actor, 'award.propose', { departmentId: department.id });
  const mayCouncil = can(actor, 'award.council');
  return (
    <>
      <PageHeader
        title={`${proposal.name}: ${title.name}`}
        above={[String(year), department.name].join(' · ')}
        actions={
          <>
            {/* they stay while what they did is said: a form that is gone says nothing */}
            {mayCouncil && state !== 'DRAFT' && <Close proposal={proposal} act="refuse" hidden={!isOpen} />}
            {mayPropose && <Close proposal={proposal} act="withdraw" hidden={!isOpen} />}
            {decision && <LinkButton href={`/awards/decisions/${decision.id}`}>{t('open')}</LinkButton>}
          </>
        }
      >
        <StatusSentence kind={STATUS[state]} lead={`${t(`state.${state}`)}.`}>
          {roadSentence(t, proposal)}
        </StatusSentence>
      </PageHeader>
      <div className="secs">
        <Section title={t('section.votes')}>
          <Vote t={t} name={t('section.department')} vote={proposal.departmentVote} />
          <Vote t={t} name={t('section.council')} vote={proposal.councilVote} />
        </Section>
        <Conditions actor={actor} proposal={proposal} />
        <Section
          title={t('section.statement')}
          aside={
            mayPropose &&
            (state === 'DRAFT' || state === 'DEPARTMENT_VOTED') && (
              <DialogButton button={t('form.describe')} size="small" title={t('form.describe')} wide>
                <Form action={describeProposalAction} labels={{ statement: t('form.statement'), claims: t('form.claims') }}>
                  <input type="hidden" name="proposalId" value={proposal.id} />
                  <input type="hidden" name="rowVersion" value={proposal.rowVersion} />
                  <CheckboxList
                    name="claims"
                    label={t('form.claims')}
                    initial={proposal.claims}
                    choices={EVIDENCE_KINDS.map((value) => ({ value, label: tRules(`evidence.${value}`) }))}
                  />
                  <TextArea
                    name="statement"
                    label={t('form.statement')}
                    hint={t('form.statementHint')}
                    rows={8}
                    initial={statement ?? ''}
                  />
                  <footer>
                    <CloseDialogButton>{t('form.cancel')}</CloseDialogButton>
                    <SubmitButton>{t('form.save')}</SubmitButton>
                  </footer>
                </Form>
              </DialogButton>
            )
          }
        >
          {statement ? <p className="whitespace-pre-line">{statement}</p> : <p className="muted">{t('none.statement')}</p>}
        </Section>
        {state === 'SUBMITTED' && mayCouncil && (
          <Section title={t('form.recordGrant')}>
            <GrantForm actor={actor} rows={[proposal]} year={year} fromAbove />
          </Section>
        )}
        <Section title={t('section.papers')}>
          <ProposalPapers actor={actor} proposal={proposal} />
        </Section>
      </div>
    </>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<'awardProposals'>>>;

function Vote({ t, name, vote }: { t: Words; name: string; vote: VoteLine | null }) {
  return (
    <p className="row wrap">
      <b>{name}</b>
      {vote ? (
        <>
          <span>{t('vote.line', { ...vote, day: formatDay(vote.heldOn), needed: votesNeeded(vote) })}</span>
          <Status kind={carries(vote) ? 'approved' : 'late'}>{carries(vote) ? t('vote.carried') : t('vote.notCarried')}</Status>
        </>
      ) : (
        <span className="muted">{t('vote.none')}</span>
      )}
    </p>
  );
}

type CloseProps = { proposal: ProposalLine; act: 'refuse' | 'withdraw'; hidden: boolean };

async function Close({ proposal: { id, rowVersion, name }, act, hidden }: CloseProps) {
  const t = await getTranslations('awardProposals');
  return (
    <span hidden={hidden}>
      <DialogButton button={t(`form.${act}`)} title={`${t(`form.${act}`)}: ${name}`}>
        <Form action={act === 'refuse' ? refuseProposalAction : withdrawProposalAction} labels={{ reason: t('form.reason') }}>
          <input type="hidden" name="proposalId" value={id} />
          <input type="hidden" name="rowVersion" value={rowVersion} />
          <Field name="reason" label={t('form.reason')} />
          <footer>
            <CloseDialogButton>{t('form.cancel')}</CloseDialogButton>
            <SubmitButton variant="danger">{t(`form.${act}`)}</SubmitButton>
          </footer>
        </Form>
      </DialogButton>
    </span>
  );
}
