import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { type Day, formatDay } from '@/domain/date';
import { can } from '@/domain/policy';
import { ProposalPapers } from '@/features/award-papers/panels/papers';
import { FindingList } from '@/features/award-rules/components/finding-list';
import { catalogue, collectiveFacts, datedRules, peopleFacts, registerFacts } from '@/features/award-rules/queries';
import { conditionsById, EVIDENCE_KINDS } from '@/features/award-rules/rules/conditions';
import { eligibilityOf } from '@/features/award-rules/rules/eligibility';
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
import { GrantForm } from './decide-panel';

/** One proposal: where it is, its conditions as they stand now, its votes, its report, its papers; null when it is not there for the reader. */
export async function ProposalPanel({ actor, id, day }: { actor: Actor; id: number; day: (year: number) => Day }) {
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
            {isOpen && mayCouncil && state !== 'DRAFT' && <Close proposal={proposal} act="refuse" />}
            {isOpen && mayPropose && <Close proposal={proposal} act="withdraw" />}
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
        <Conditions actor={actor} proposal={proposal} day={day(year)} />
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
            <GrantForm rows={[proposal]} year={year} fromAbove />
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

async function Conditions({ actor, proposal, day }: { actor: Actor; proposal: ProposalLine; day: Day }) {
  const { year, title, personId, department, claims } = proposal;
  const [t, tRules, titles, rules, register, people, units] = await Promise.all([
    getTranslations('awardProposals'),
    getTranslations('awardRules'),
    catalogue(actor, day),
    datedRules(actor),
    registerFacts(actor, year),
    personId === null ? [] : peopleFacts(actor, { year, day, personIds: [personId] }),
    personId === null ? collectiveFacts(actor, { year, day }) : [],
  ]);
  const [person] = people;
  const unit = units.find(({ id }) => id === department.id);
  if (!register || (!person && !unit)) return null;
  const facts = person
    ? { kind: 'PERSON' as const, awards: person.awards, ratings: person.ratings, evidence: claims }
    : unit && { kind: 'COLLECTIVE' as const, awards: unit.awards, staff: unit.staff, members: unit.members };
  if (!facts) return null;
  const { verdict, findings } = eligibilityOf(rules, title.code, facts, register);
  return (
    <Section title={t('section.evidence')} aside={tRules(`verdict.${verdict}`)}>
      <FindingList
        t={tRules}
        names={new Map(titles.map(({ code, name }) => [code, name]))}
        findings={findings}
        conditions={conditionsById(rules)}
      />
    </Section>
  );
}

async function Close({ proposal: { id, rowVersion, name }, act }: { proposal: ProposalLine; act: 'refuse' | 'withdraw' }) {
  const t = await getTranslations('awardProposals');
  return (
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
  );
}
