import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { type Day, formatDay } from '@/domain/date';
import { visibleDepartments } from '@/domain/policy';
import { departmentsOn } from '@/features/departments/queries';
import { LinkButton } from '@/ui/button';
import { Field, Form, SubmitButton } from '@/ui/form';
import { recordDepartmentVoteAction } from '../actions';
import { Ballots, ballotLabels, SittingHead } from '../components/ballots';
import { HeldSittings } from '../components/held-sittings';
import { type ProposalLine, proposals } from '../queries';

type MeetingProps = { actor: Actor; year: number; day: Day; department: string; sitting: Day | null };

const isOpen = ({ state }: ProposalLine) => state === 'DEPARTMENT_VOTED';

/** The department's meeting: what waits for the vote on one sheet; what was voted on below, by meeting, each corrected by itself. */
export async function DepartmentMeetingPanel({ actor, year, day, department: code, sitting }: MeetingProps) {
  const t = await getTranslations('awardProposals');
  const visible = visibleDepartments(actor, 'award.propose');
  const [all, found] = await Promise.all([departmentsOn(actor, day, { withRoot: true }), proposals(actor, { year })]);
  const departments = all.filter(
    ({ id }) =>
      (visible === 'all' || visible.includes(id)) &&
      found.some((row) => row.department.id === id && (row.state === 'DRAFT' || row.departmentVote)),
  );
  const chosen = departments.find((one) => one.code === code) ?? departments[0];
  if (!chosen) return <p className="muted">{t('none.vote')}</p>;
  const own = found.filter(({ department }) => department.id === chosen.id);
  const corrected = own.filter((row) => sitting !== null && row.departmentVote?.heldOn === sitting && isOpen(row));
  const former = corrected[0]?.departmentVote ?? null;
  const rows = former ? corrected : own.filter(({ state }) => state === 'DRAFT');
  const address = (more: Record<string, string> = {}) =>
    `/awards/proposals/meeting?${new URLSearchParams({ year: String(year), department: chosen.code, ...more })}`;
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
      <div className="secs">
        {/* it stays when nothing waits any more: a form that is gone says nothing */}
        <Form key={`${chosen.code} ${former?.heldOn}`} action={recordDepartmentVoteAction} labels={ballotLabels(t, rows)}>
          <p className="row wrap">
            <b>{[chosen.name, former && t('sitting.correctOf', { day: formatDay(former.heldOn) })].filter(Boolean).join(': ')}</b>
            {former && (
              <LinkButton size="small" href={address()}>
                {t('sitting.fresh')}
              </LinkButton>
            )}
          </p>
          {rows.length === 0 ? (
            <p className="muted">{t('none.vote')}</p>
          ) : (
            <>
              <SittingHead t={t} former={former} />
              <Field
                name="thresholdPercent"
                type="number-vi"
                label={t('form.threshold')}
                hint={t('form.thresholdHint')}
                initial={former?.thresholdPercent ?? 50}
              />
              <Ballots t={t} rows={rows} stage="departmentVote" correcting={former !== null} />
              <SubmitButton>{t('form.saveVote')}</SubmitButton>
            </>
          )}
        </Form>
        <HeldSittings t={t} rows={own} stage="departmentVote" mayCorrect={isOpen} addressOf={(held) => address({ sitting: held })} />
      </div>
    </>
  );
}
