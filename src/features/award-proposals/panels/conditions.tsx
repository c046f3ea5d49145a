import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay, formatTime } from '@/domain/date';
import { FindingList } from '@/features/award-rules/components/finding-list';
import { type RuleWords, type TitleNames, verdictWords } from '@/features/award-rules/components/wording';
import { catalogue } from '@/features/award-rules/queries';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import { type ProposalLine, presentFindings } from '../queries';
import { changedSince, type Frozen, type Present } from '../rules/frozen';

/** Conditions as they were when it was decided and when the council sat, each with what has changed since; before that, as they stand. */
export async function Conditions({ actor, proposal }: { actor: Actor; proposal: ProposalLine }) {
  const now = new Date();
  const { id, year, title, personId, department, claims, councilFindings, decidedFindings } = proposal;
  const [t, tRules, titles, found] = await Promise.all([
    getTranslations('awardProposals'),
    getTranslations('awardRules'),
    catalogue(actor, dayOf(now)),
    presentFindings(actor, [{ id, year, typeCode: title.code, personId, departmentId: department.id, claims }], now),
  ]);
  const present = found.get(id) ?? null;
  const names: TitleNames = new Map(titles.map(({ code, name }) => [code, name]));
  const isVoted = proposal.councilVote !== null;
  const kept = [
    { name: t('section.decidedFindings'), frozen: decidedFindings },
    { name: t('section.councilFindings'), frozen: councilFindings },
  ].flatMap(({ name, frozen }) => (frozen && frozen.findings.length > 0 ? [{ name, frozen }] : []));
  return (
    <>
      {kept.map(({ name, frozen }) => (
        <Kept key={name} name={name} frozen={frozen} present={present} names={names} words={{ t, tRules }} />
      ))}
      {present && (
        <Section
          title={kept.length > 0 ? t('section.now') : t('section.evidence')}
          aside={present.findings.length > 0 && verdictWords(tRules, present)}
        >
          <FindingList t={tRules} names={names} findings={present.findings} conditions={askedBy(present)} />
          {present.findings.length === 0 && <p className="muted">{tRules('catalogue.conditionsNone')}</p>}
          {isVoted && councilFindings === null && decidedFindings === null && <p className="small muted">{t('frozen.none')}</p>}
        </Section>
      )}
    </>
  );
}

const askedBy = ({ findings }: Pick<Present, 'findings'>) => new Map(findings.map(({ ruleId, condition }) => [ruleId, condition]));

type KeptProps = {
  name: string;
  frozen: Frozen;
  present: Present | null;
  names: TitleNames;
  words: { t: Awaited<ReturnType<typeof getTranslations<'awardProposals'>>>; tRules: RuleWords };
};

/** What was found at a moment; what is otherwise now is marked, and what was kept stays. */
function Kept({ name, frozen, present, names, words: { t, tRules } }: KeptProps) {
  const at = new Date(frozen.at);
  const changed = present ? changedSince(frozen, present) : [];
  return (
    <Section title={name} aside={t('frozen.at', { time: `${formatTime(at)} ${formatDay(dayOf(at))}` })}>
      <p className="row wrap">
        <b>{verdictWords(tRules, frozen)}</b>
        {changed.length > 0 && <Status kind="due">{t('frozen.changed')}</Status>}
      </p>
      <FindingList
        t={tRules}
        names={names}
        findings={frozen.findings}
        conditions={askedBy(frozen)}
        mark={({ ruleId }) => changed.includes(ruleId) && <b className="warn"> · {t('frozen.changed')}</b>}
      />
      {changed.length > 0 && <p className="small muted">{t('frozen.changedBody', { count: changed.length })}</p>}
    </Section>
  );
}
