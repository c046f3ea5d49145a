import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { formatPercent } from '@/domain/number';
import { visibleDepartments } from '@/domain/policy';
import { datedRules } from '@/features/award-rules/queries';
import { rulesOf } from '@/features/award-rules/rules/conditions';
import { departmentsOn } from '@/features/departments/queries';
import { Field, Form, SubmitButton } from '@/ui/form';
import { recordCouncilVoteAction, recordDepartmentVoteAction } from '../actions';
import { type ProposalLine, proposals } from '../queries';
import { carries } from '../rules/road';

const COUNTS = ['votesFor', 'votesAgainst', 'votesBlank'] as const;

type BallotsProps = { rows: ProposalLine[]; stage: 'departmentVote' | 'councilVote'; needed?: (row: ProposalLine) => string };

/** A line of ballots for each proposal; what is left blank was not voted on. */
async function Ballots({ rows, stage, needed }: BallotsProps) {
  const t = await getTranslations('awardProposals');
  return (
    <>
      <p className="small muted">{t('form.empty')}</p>
      {rows.map((row, place) => (
        <fieldset key={row.id} className="field">
          <legend>
            {row.name}{' '}
            <span className="muted small">
              {[row.title.name, stage === 'councilVote' && row.department.name, needed?.(row)].filter(Boolean).join(' · ')}
            </span>
          </legend>
          <input type="hidden" name={`votes.${place}.proposalId`} value={row.id} />
          <input type="hidden" name={`votes.${place}.rowVersion`} value={row.rowVersion} />
          <div className="columns">
            {COUNTS.map((count) => (
              <Field
                key={count}
                name={`votes.${place}.${count}`}
                type="number-vi"
                label={t('form.ballot', { what: t(`column.${count}`), name: row.name })}
                initial={row[stage]?.[count] ?? ''}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}

const labelsOf = (t: Awaited<ReturnType<typeof getTranslations<'awardProposals'>>>, rows: ProposalLine[]) => ({
  ...{ heldOn: t('form.heldOn'), eligible: t('form.eligible'), present: t('form.present'), thresholdPercent: t('form.threshold') },
  ...Object.fromEntries(
    rows.flatMap(({ name }, place) =>
      COUNTS.map((count) => [`votes.${place}.${count}`, t('form.ballot', { what: t(`column.${count}`), name })]),
    ),
  ),
});

/** The department's meeting: its proposals that wait for the vote, or whose vote may still be corrected, on one sheet. */
export async function DepartmentMeetingPanel({
  actor,
  year,
  day,
  department: code,
}: {
  actor: Actor;
  year: number;
  day: Day;
  department: string;
}) {
  const t = await getTranslations('awardProposals');
  const visible = visibleDepartments(actor, 'award.propose');
  const [all, found] = await Promise.all([departmentsOn(actor, day, { withRoot: true }), proposals(actor, { year })]);
  const waiting = found.filter(({ state }) => state === 'DRAFT' || state === 'DEPARTMENT_VOTED');
  const departments = all.filter(
    ({ id }) => (visible === 'all' || visible.includes(id)) && waiting.some((row) => row.department.id === id),
  );
  const chosen = departments.find((one) => one.code === code) ?? departments[0];
  const rows = waiting.filter(({ department }) => department.id === chosen?.id);
  const former = rows.find(({ departmentVote }) => departmentVote)?.departmentVote;
  if (!chosen) return <p className="muted">{t('none.vote')}</p>;
  return (
    <>
      {departments.length > 1 && (
        <form action="/awards/proposals/meeting" className="row wrap mb-4">
          <input type="hidden" name="year" value={year} />
          <label className="row whitespace-nowrap">
            <span>{t('form.department')}</span>
            <select className="input" name="department" defaultValue={chosen.code}>
              {departments.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="btn">
            {t('form.choose')}
          </button>
        </form>
      )}
      <Form key={chosen.code} action={recordDepartmentVoteAction} labels={labelsOf(t, rows)}>
        <p>
          <b>{chosen.name}</b>
        </p>
        <div className="columns">
          <Field name="heldOn" type="date" label={t('form.heldOn')} initial={former?.heldOn ?? ''} />
          <Field name="eligible" type="number-vi" label={t('form.eligible')} initial={former?.eligible ?? ''} />
          <Field name="present" type="number-vi" label={t('form.present')} initial={former?.present ?? ''} />
        </div>
        <Field
          name="thresholdPercent"
          type="number-vi"
          label={t('form.threshold')}
          hint={t('form.thresholdHint')}
          initial={former?.thresholdPercent ?? 50}
        />
        <Ballots rows={rows} stage="departmentVote" />
        <SubmitButton>{t('form.saveVote')}</SubmitButton>
      </Form>
    </>
  );
}

/** One sitting of the council over everything that departments have carried. */
export async function CouncilPanel({ actor, year }: { actor: Actor; year: number }) {
  const [t, found, rules] = await Promise.all([getTranslations('awardProposals'), proposals(actor, { year }), datedRules(actor)]);
  const rows = found.filter(
    ({ state, departmentVote }) => (state === 'DEPARTMENT_VOTED' && departmentVote && carries(departmentVote)) || state === 'COUNCIL_VOTED',
  );
  if (rows.length === 0) return <p className="muted">{t('none.vote')}</p>;
  const former = rows.find(({ councilVote }) => councilVote)?.councilVote;
  const needed = ({ title, subject }: ProposalLine) => {
    const condition = rulesOf(rules, title.code, year, subject === 'PERSON' ? 'PERSON' : 'COLLECTIVE').find(
      ({ rule }) => rule === 'COUNCIL_SHARE',
    )?.condition;
    return condition?.rule === 'COUNCIL_SHARE' ? t('vote.share', { percent: formatPercent(condition.params.percent, 0) }) : t('vote.half');
  };
  return (
    <Form action={recordCouncilVoteAction} labels={labelsOf(t, rows)}>
      <div className="columns">
        <Field name="heldOn" type="date" label={t('form.heldOn')} initial={former?.heldOn ?? ''} />
        <Field name="eligible" type="number-vi" label={t('form.eligible')} initial={former?.eligible ?? ''} />
        <Field name="present" type="number-vi" label={t('form.present')} initial={former?.present ?? ''} />
      </div>
      <Ballots rows={rows} stage="councilVote" needed={needed} />
      <SubmitButton>{t('form.saveVote')}</SubmitButton>
    </Form>
  );
}
