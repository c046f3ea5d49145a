import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type Day, formatDay } from '@/domain/date';
import { formatEntry } from '@/domain/number';
import { roman } from '@/domain/period';
import { existsOn } from '@/features/departments/rules';
import type { ThreeDays } from '@/features/periods/schema';
import type { RolloverPreview } from '../queries';
import type { DeadlineRow, Outcome, ReporterRow, RolloverPlan, TargetRow, TaskRow } from '../rules/plan';
import type { RolloverPart } from '../schema';

/** A row of a list in words: what it is, what will happen, and what it is found by. */
export type RowWords = {
  id: number;
  outcome: Outcome;
  title: string;
  detail: ReactNode;
  happens: ReactNode;
  percent?: ReactNode;
  search: string;
};

type T = Awaited<ReturnType<typeof getTranslations<'rollover'>>>;

/** The rows of one part of a plan, in words. */
export async function rowsOf(preview: RolloverPreview, part: RolloverPart): Promise<RowWords[]> {
  const [t, tCommon] = await Promise.all([getTranslations('rollover'), getTranslations('common')]);
  const { plan } = preview;
  if (part === 'periods') return plan.periods.map((row) => quarterWords(t, row, tCommon('quarter', { roman: roman(row.id) }), plan.year));
  if (part === 'reporters') return plan.reporters.map((row) => reporterWords(t, row, plan.year));
  if (part === 'targets') return plan.targets.map((row) => targetWords(t, row, plan));
  return plan[part].map((row) => taskWords(t, row, preview));
}

const days = ({ opensOn, dueOn, lockOn }: ThreeDays) => ({
  opensOn: formatDay(opensOn),
  dueOn: formatDay(dueOn),
  lockOn: formatDay(lockOn),
});

/** Why a row cannot be copied, in its place. */
function Why({ t, reason }: { t: T; reason: Parameters<typeof reasonKey>[0] }) {
  return <span className="warn small">{t(reasonKey(reason))}</span>;
}
type Reason = NonNullable<RolloverPlan[RolloverPart][number]['reason']>;
export const reasonKey = (reason: Reason) => `reason.${reason}` as const;

function quarterWords(t: T, { id, outcome, reason, plan, report, basis }: DeadlineRow, name: string, year: number): RowWords {
  return {
    ...{ id, outcome, title: `${name}/${year}`, search: name },
    detail: reason ? null : basis === 'usual' ? t('lists.usualDays') : null,
    happens: reason ? (
      <Why t={t} reason={reason} />
    ) : (
      <>
        {t('lists.planDays', days(plan))}
        <br />
        {t('lists.reportDays', days(report))}
      </>
    ),
  };
}

function reporterWords(t: T, row: ReporterRow, year: number): RowWords {
  const { id, outcome, reason, departmentName, indicatorName, indicatorCode, heirName } = row;
  return {
    ...{ id, outcome, title: t('lists.ofDepartment', { department: departmentName, indicator: indicatorName }) },
    detail: [indicatorCode, heirName && t('lists.heir', { name: heirName })].filter(Boolean).join(' · '),
    happens: reason ? <Why t={t} reason={reason} /> : t('lists.prolonged', { year }),
    search: `${departmentName} ${indicatorName} ${indicatorCode}`,
  };
}

function targetWords(t: T, row: TargetRow, { year }: RolloverPlan): RowWords {
  const { id, outcome, reason, code, name, unit, decimals, value, next, percent, isOwnPercent, isMovable, shares, moved, dropped } = row;
  const joined = (names: string[]) => names.join(', ');
  return {
    ...{ id, outcome, title: name, search: `${code} ${name}` },
    detail: (
      <>
        {[
          code,
          t('lists.now', { year: year - 1, value: `${formatEntry(value, decimals)} ${unit}` }),
          t('lists.shares', { count: shares.length }),
          moved.length > 0 && t('lists.movedShares', { names: joined(moved) }),
          dropped.length > 0 && t('lists.droppedShares', { names: joined(dropped) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </>
    ),
    percent:
      isMovable && (outcome !== 'blocked' || reason === 'tooBig' || reason === 'tooSmall') ? (
        <input
          className="input num"
          inputMode="decimal"
          autoComplete="off"
          name={`percents.i${id}`}
          aria-label={t('lists.percentOf', { name })}
          placeholder={formatEntry(percent)}
          defaultValue={isOwnPercent ? formatEntry(percent) : ''}
        />
      ) : (
        <span className="muted small">{isMovable ? '' : t('lists.fixed')}</span>
      ),
    happens: reason ? <Why t={t} reason={reason} /> : <b>{formatEntry(next, decimals)}</b>,
  };
}

function taskWords(t: T, row: TaskRow, { world, choices }: RolloverPreview): RowWords {
  const { id, outcome, reason, title, fromName, leadName, leadId, dueOn, percent, recurrence, copies } = row;
  const given = choices.leads[`t${id}`];
  const first = copies[0]?.dueOn ?? `${world.year}-03-31`;
  return {
    ...{ id, outcome, title, search: `${title} ${fromName} ${leadName ?? ''}` },
    detail: [
      t('lists.taskWas', { department: fromName, day: formatDay(dueOn) }),
      recurrence ? t(`lists.${recurrence}`) : percent > 0 && t('lists.taskPercent', { percent }),
    ]
      .filter(Boolean)
      .join(' · '),
    happens: (
      <>
        {reason ? (
          <Why t={t} reason={reason} />
        ) : (
          t('lists.taskTo', {
            quarters: copies.map(({ quarter }) => roman(quarter)).join(', '),
            days: [...new Set(copies.map((copy) => formatDay(copy.dueOn)))].join(', '),
          })
        )}
        {leadName !== null && leadName !== fromName && <span className="block">{t('lists.leadNow', { name: leadName })}</span>}
        {(reason === 'leadGone' || given !== undefined) && (
          <Lead t={t} id={id} title={title} chosen={given ?? leadId} living={living(world, first)} />
        )}
      </>
    ),
  };
}

const living = ({ departments }: RolloverPreview['world'], day: Day) =>
  departments.filter((department) => existsOn(department, day)).toSorted((one, other) => one.name.localeCompare(other.name, 'vi'));

type LeadProps = { t: T; id: number; title: string; chosen: number | null; living: { id: number; name: string }[] };

/** Who leads a task whose department is gone. */
function Lead({ t, id, title, chosen, living }: LeadProps) {
  return (
    <select className="input" name={`leads.t${id}`} aria-label={`${t('lists.lead')}: ${title}`} defaultValue={chosen ?? ''}>
      <option value="">{t('lists.leadChoose')}</option>
      {living.map((department) => (
        <option key={department.id} value={department.id}>
          {department.name}
        </option>
      ))}
    </select>
  );
}
