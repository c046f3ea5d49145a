import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { type Day, formatDay } from '@/domain/date';
import { formatPercent } from '@/domain/number';
import { datedRules } from '@/features/award-rules/queries';
import { rulesOf } from '@/features/award-rules/rules/conditions';
import { LinkButton } from '@/ui/button';
import { Form, SubmitButton } from '@/ui/form';
import { recordCouncilVoteAction } from '../actions';
import { Ballots, ballotLabels, SittingHead } from '../components/ballots';
import { HeldSittings } from '../components/held-sittings';
import { type ProposalLine, proposals } from '../queries';
import { carries } from '../rules/road';

const isOpen = ({ state }: ProposalLine) => state === 'COUNCIL_VOTED';

/** One sitting of the council over what departments have carried; what was voted on below, by sitting, each corrected by itself. */
export async function CouncilPanel({ actor, year, sitting }: { actor: Actor; year: number; sitting: Day | null }) {
  const [t, found, rules] = await Promise.all([getTranslations('awardProposals'), proposals(actor, { year }), datedRules(actor)]);
  const corrected = found.filter((row) => sitting !== null && row.councilVote?.heldOn === sitting && isOpen(row));
  const former = corrected[0]?.councilVote ?? null;
  const rows = former
    ? corrected
    : found.filter(({ state, departmentVote }) => state === 'DEPARTMENT_VOTED' && departmentVote && carries(departmentVote));
  const needed = ({ title, subject }: ProposalLine) => {
    const condition = rulesOf(rules, title.code, year, subject === 'PERSON' ? 'PERSON' : 'COLLECTIVE').find(
      ({ rule }) => rule === 'COUNCIL_SHARE',
    )?.condition;
    return condition?.rule === 'COUNCIL_SHARE' ? t('vote.share', { percent: formatPercent(condition.params.percent, 0) }) : t('vote.half');
  };
  const address = (more: Record<string, string> = {}) =>
    `/awards/proposals/council?${new URLSearchParams({ year: String(year), ...more })}`;
  return (
    <div className="secs">
      {/* it stays when nothing waits any more: a form that is gone says nothing */}
      <Form key={former?.heldOn ?? 'fresh'} action={recordCouncilVoteAction} labels={ballotLabels(t, rows)}>
        {former && (
          <p className="row wrap">
            <b>{t('sitting.correctOf', { day: formatDay(former.heldOn) })}</b>
            <LinkButton size="small" href={address()}>
              {t('sitting.fresh')}
            </LinkButton>
          </p>
        )}
        {rows.length === 0 ? (
          <p className="muted">{t('none.vote')}</p>
        ) : (
          <>
            <SittingHead t={t} former={former} />
            <Ballots t={t} rows={rows} stage="councilVote" correcting={former !== null} needed={needed} />
            <SubmitButton>{t('form.saveVote')}</SubmitButton>
          </>
        )}
      </Form>
      <HeldSittings t={t} rows={found} stage="councilVote" mayCorrect={isOpen} addressOf={(held) => address({ sitting: held })} />
    </div>
  );
}
