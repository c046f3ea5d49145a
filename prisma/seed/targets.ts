import { formatEntry } from '@/domain/number';
import { QUARTERS } from '@/domain/period';
import { publishYear } from '@/features/figures/commands';
import { createPeriod } from '@/features/periods/commands';
import { adjustTarget, assignTargets, splitTarget } from '@/features/targets/commands';
import { moment } from './calendar';
import { DEPARTMENTS } from './departments';
import { type Ids, idOf, type People } from './hospital';
import { decimalsOf, INDICATORS } from './indicators';
import type { Run } from './run';
import { type Figures, sheetKey } from './sheets';
import { ADJUSTED_2026, PUBLISHED, RATE_TARGETS, YEARS, type Year } from './totals';

const text = (code: string, value: number | undefined) => (value === undefined ? null : value.toFixed(decimalsOf.get(code) ?? 0));

/** The shares of one indicator in a year, department × quarter, as the split's form sends them; null where nothing is given. */
function sharesOf(code: string, year: Year, figures: Figures, ids: Ids, kind: 'share' | 'plan') {
  return DEPARTMENTS.flatMap((department) => {
    const of = (quarter: number) => text(code, figures.get(sheetKey(department.code, year, quarter))?.[kind].get(code));
    const row = { q1: of(1), q2: of(2), q3: of(3), q4: of(4) };
    return Object.values(row).every((share) => share === null) ? [] : [{ departmentId: idOf(ids.departments, department.code), ...row }];
  });
}

/** The year's assigned targets, by one decision of the province's health department in December before it. */
export async function assignYear(run: Run, people: People, ids: Ids, figures: Figures, year: Year): Promise<void> {
  const targets = INDICATORS.flatMap(({ code, aggregation, direction }) => {
    const indicatorId = idOf(ids.indicators, code);
    const rate = RATE_TARGETS[code]?.[YEARS.indexOf(year)];
    if (rate !== undefined)
      return [{ indicatorId, value: formatEntry(rate), shares: sharesOf(code, year, figures, ids, 'share').map(typed) }];
    if (aggregation === 'RATIO' || aggregation === 'WEIGHTED_AVG' || (direction === 'NONE' && code !== 'BED_PLAN')) return [];
    const shares = sharesOf(code, year, figures, ids, 'share');
    const quarters = aggregation === 'LAST' ? [4] : QUARTERS;
    const value = shares
      .flatMap((row) => quarters.map((quarter) => Number(row[`q${quarter as 1}`] ?? 0)))
      .reduce((one, other) => one + other, 0);
    return [{ indicatorId, value: formatEntry(text(code, value)), shares: shares.map(typed) }];
  });
  await run(
    assignTargets,
    { actor: people.actor('khth'), now: moment(`${year - 1}-12-12`, 100) },
    {
      year,
      decision: {
        number: `${1180 + year - 2023}/QĐ-SYT`,
        signedOn: `${year - 1}-12-08`,
        authority: 'Sở Y tế tỉnh An Hòa',
        subject: `Giao chỉ tiêu kế hoạch năm ${year}`,
      },
      targets,
    },
  );
}

type Row = ReturnType<typeof sharesOf>[number];
const typed = ({ departmentId, ...row }: Row) => ({
  departmentId,
  ...{
    q1: formatEntry(row.q1, 0) || null,
    q2: formatEntry(row.q2, 0) || null,
    q3: formatEntry(row.q3, 0) || null,
    q4: formatEntry(row.q4, 0) || null,
  },
});

/** October 2026: some targets are adjusted, and the difference falls on the last quarter. */
export async function adjust2026(run: Run, people: People, ids: Ids, figures: Figures): Promise<void> {
  for (const [code, value] of Object.entries(ADJUSTED_2026)) {
    const indicatorId = idOf(ids.indicators, code);
    const act = { actor: people.actor('khth'), now: moment('2026-10-19', 150) };
    const { targetId } = await run(adjustTarget, act, {
      ...{
        indicatorId,
        year: 2026,
        value: formatEntry(value),
        effectiveOn: '2026-10-15',
        note: 'Điều chỉnh theo khả năng thực hiện 9 tháng',
      },
      decision: {
        number: '964/QĐ-SYT',
        signedOn: '2026-10-14',
        authority: 'Sở Y tế tỉnh An Hòa',
        subject: 'Điều chỉnh chỉ tiêu kế hoạch năm 2026',
      },
    });
    const shares = sharesOf(code, 2026, figures, ids, 'plan').map(typed);
    await run(splitTarget, act, { targetId, rowVersion: 1, shares, inForce: true });
  }
}

/** Years from before the hospital used the program, as they were published. */
export async function publishHistory(run: Run, people: People, ids: Ids): Promise<void> {
  const act = { actor: people.actor('khth'), now: moment('2022-12-05', 60) };
  for (const [year, values] of Object.entries(PUBLISHED)) {
    await run(createPeriod, act, { kind: 'YEAR', year: Number(year) });
    await run(publishYear, act, {
      year: Number(year),
      values: Object.entries(values).map(([code, value]) => ({ indicatorId: idOf(ids.indicators, code), value })),
    });
  }
}
