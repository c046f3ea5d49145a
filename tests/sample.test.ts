import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/domain/actor';
import { isQuarter, quarterDays } from '@/domain/period';
import { yearSummary } from '@/features/annual-summary/queries/year';
import type { YearSummary } from '@/features/annual-summary/schema';
import { collectiveFacts, datedRules, peopleFacts, registerFacts } from '@/features/award-rules/queries';
import { eligibilityOf, type Verdict } from '@/features/award-rules/rules/eligibility';
import { contingencyPlans } from '@/features/contingency-plans/queries';
import { needsDrill, planStanding } from '@/features/contingency-plans/rules';
import { departmentsOn } from '@/features/departments/queries';
import { sheetOf } from '@/features/figures/queries';
import { largeChange } from '@/features/figures/rules';
import { assignedIndicators } from '@/features/indicators/queries';
import { rounded } from '@/features/indicators/rules';
import { inbox } from '@/features/review/queries/inbox';
import { searchDepartments } from '@/features/search/queries';
import { board } from '@/features/submissions/queries/board';
import { departmentTallies } from '@/features/tasks/queries';
import { sharesOf, sumOf, tallyOf, taskStanding } from '@/features/tasks/rules';
import { diskStore } from '@/server/files';
import { moment } from '../prisma/seed/calendar';
import { loadSample } from '../prisma/seed/load';
import { freshDb } from './support/db';

/** The whole sample hospital, made as on a first start: the product's commands, run some eight thousand times. */
const db = await freshDb();
const folder = mkdtempSync(path.join(tmpdir(), 'tong-ket-sample-'));
const store = diskStore(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const NOW = moment('2026-11-22', 120);
const director: Actor = { id: 0, displayName: '', grants: [] };

let seconds = 0;
let own = 0;

beforeAll(async () => {
  const [began, used] = [performance.now(), process.cpuUsage()];
  await loadSample(db, 'mat-khau-mau-2026', () => {}, store);
  seconds = (performance.now() - began) / 1000;
  own = process.cpuUsage(used).user / 1_000_000;
  const { id } = await db.account.findUniqueOrThrow({ where: { username: 'giamdoc' }, select: { id: true } });
  Object.assign(director, { id, grants: [{ role: 'DIRECTOR', departmentId: null }] });
}, 900_000);

/**
 * A first start waits for it: a minute on two free cores. Other test files, and whatever else the machine does, share the cores now,
 * so the clock is printed and what is held to a limit is this process's own work, which is the longer half of it.
 */
test('it is loaded within a minute and a half', () => {
  console.log(`the sample hospital was loaded in ${seconds.toFixed(1)} s, ${own.toFixed(1)} s of them work of this process`);
  expect(Math.min(seconds, own)).toBeLessThan(90);
});

async function year(asked: number): Promise<YearSummary> {
  const summary = await yearSummary(director, asked, { quarter: null }, NOW);
  if (!summary) throw new Error(`no year ${asked}`);
  return summary;
}
function figure({ figures }: YearSummary, code: string) {
  const found = figures.find((one) => one.code === code);
  if (!found) throw new Error(`no indicator ${code}`);
  return found;
}
async function actual(asked: number, code: string) {
  return figure(await year(asked), code).actual;
}

test('rollups agree with the figures, and the audit with itself', async () => {
  const problems = await db.$queryRaw<{ problem: string; rows: bigint }[]>`SELECT problem, rows FROM rollup_verify() WHERE rows > 0`;
  expect(problems).toEqual([]);
  expect(await db.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
}, 120_000);

test('there is a hospital of over forty departments, with people in them', async () => {
  expect((await departmentsOn(director, '2026-11-22')).length).toBeGreaterThanOrEqual(42);
  const usernames = ['quantri', 'khth', 'khth2', 'giamdoc', 'vpdu', 'tdkt', 'congdoan', 'noi', 'truongnoi', 'ngoai', 'truongngoai', 'cc'];
  expect(
    await db.account.count({ where: { username: { in: usernames }, isSample: true, state: 'ACTIVE', passwordHash: { not: null } } }),
  ).toBe(usernames.length);
});

test('former names are found without marks', async () => {
  const [first] = await searchDepartments(director, 'phong y vu');
  expect(first).toMatchObject({ code: 'KHTH', name: 'Phòng Kế hoạch tổng hợp', formerName: 'Phòng Y vụ' });
});

test('the two departments of July 2022 are not there in 2021', async () => {
  const codes = async (day: string) => (await departmentsOn(director, day)).map(({ code }) => code);
  expect(await codes('2021-12-31')).not.toEqual(expect.arrayContaining(['CCTM']));
  expect(await codes('2021-12-31')).not.toEqual(expect.arrayContaining(['NS']));
  expect(await codes('2022-07-13')).toEqual(expect.arrayContaining(['CCTM', 'NS']));
});

test('the years before were published as a whole', async () => {
  expect(await actual(2018, 'OPD')).toBe(347_700);
  expect(await actual(2018, 'IPD')).toBe(60_220);
  expect(await actual(2018, 'PROC_TOTAL')).toBe(133_114);
});

describe('2023', () => {
  test('has the figures of the seeds', async () => {
    const summary = await year(2023);
    const seeds = { NEW_TECH: 20, INIT: 193, RES_PROV_ACC: 2, RES_MIN_ON: 1, RES_PROV_ON: 3, RES_BASE_ON: 2, GRADUATES: 21 };
    for (const [code, value] of Object.entries(seeds)) expect([code, figure(summary, code).actual]).toEqual([code, value]);
  });

  test('all seven tasks passed their plans', async () => {
    const core = (await year(2023)).areas.filter(({ isCore }) => isCore);
    expect(core).toHaveLength(7);
    for (const { code, completion } of core) expect([code, (completion ?? 0) > 100]).toEqual([code, true]);
  });
});

describe('2025', () => {
  test('has the figures of the picture', async () => {
    const summary = await year(2025);
    const told = Object.fromEntries(
      ['OPD', 'IPD', 'BOR_PLAN', 'ALOS', 'SURG_TOTAL', 'SAT_IN', 'REVENUE'].map((code) => {
        const { actual: value, target } = figure(summary, code);
        return [code, [value, target]];
      }),
    );
    expect(told).toEqual({
      OPD: [386_420, 370_000],
      IPD: [63_875, 62_000],
      BOR_PLAN: [98.6, 95],
      ALOS: [6.5, 6.8],
      SURG_TOTAL: [21_634, 20_500],
      SAT_IN: [93.4, 92],
      REVENUE: [812_600, 830_000],
    });
    expect(figure(summary, 'REVENUE').quarters.map(({ actual: value }) => value)).toEqual([204_100, 211_800, 195_200, 201_500]);
    const changes = ['OPD', 'BOR_PLAN', 'ALOS', 'SAT_IN'].map((code) => Math.round((figure(summary, code).change?.by ?? 0) * 10) / 10);
    expect(changes).toEqual([5.2, 1.4, -0.3, 0.8]);
  });

  test('six of the seven tasks passed their plans, and money fell short', async () => {
    const core = (await year(2025)).areas.filter(({ isCore }) => isCore);
    expect(core.filter(({ completion }) => (completion ?? 0) > 100)).toHaveLength(6);
    expect(core.find(({ code }) => code === 'KINH_TE')).toMatchObject({ completion: 97.9, met: 2, withTarget: 4 });
  });
});

describe('what is due for 2025', () => {
  const at = { year: 2025, day: '2025-12-31' };
  async function standings() {
    const [rules, register, people, units] = await Promise.all([
      datedRules(director),
      registerFacts(director, 2025),
      peopleFacts(director, at),
      collectiveFacts(director, at),
    ]);
    if (!register) throw new Error('no register');
    const of = (code: string, verdict: Verdict) => [
      ...people.filter(
        (one) =>
          register.ofPersons.has(code) &&
          eligibilityOf(rules, code, { kind: 'PERSON', ...one, evidence: [] }, register).verdict === verdict,
      ),
      ...units.filter(
        (one) =>
          register.ofCollectives.has(code) && eligibilityOf(rules, code, { kind: 'COLLECTIVE', ...one }, register).verdict === verdict,
      ),
    ];
    return { register, units, people, of };
  }
  test('somebody qualifies for each title of the hospital and for tập thể lao động xuất sắc, and a few lack one thing', async () => {
    const { of, people, units } = await standings();
    for (const code of ['LDTT', 'CSTDCS', 'TTLDTT', 'TTLDXS']) {
      expect([code, of(code, 'qualifies').length > 0]).toEqual([code, true]);
      expect([code, of(code, 'lacksOne').length > 0]).toEqual([code, true]);
      expect([code, of(code, 'unknown').length > 0]).toEqual([code, true]);
      expect([code, of(code, 'lacksOne').length < 20]).toEqual([code, true]);
    }
    // where a title asks one thing, nobody is near it for lacking only that
    for (const code of ['HCLD1', 'HCLD2', 'BK_B', 'TTND']) expect([code, of(code, 'lacksOne').length]).toEqual([code, 0]);
    expect(of('HCLD1', 'lacksMore')).toHaveLength(people.length + units.length);
  });
  test('the shares stand about their limits', async () => {
    const { register, units } = await standings();
    const [fighters, laborers] = [register.holders.CSTDCS ?? 0, register.holders.LDTT ?? 0];
    expect(fighters * 100).toBeGreaterThan(laborers * 13);
    expect(fighters * 100).toBeLessThanOrEqual(laborers * 15);
    const share = (code: string) => {
      const unit = units.find((one) => one.code === code);
      return [unit?.members.LDTT, unit?.staff?.staff];
    };
    expect(['TM', 'NGOAI', 'TMH', 'RHM'].map(share)).toEqual([
      [20, 30],
      [28, 40],
      [9, 18],
      [8, 15],
    ]);
  });
});

test('Khoa Nội tổng hợp fills in 23 rows, of every way to add up', async () => {
  const { id } = await db.department.findUniqueOrThrow({ where: { code: 'NOI' }, select: { id: true } });
  const rows = await assignedIndicators(db, id, { startsOn: '2026-10-01', endsOn: '2026-12-31' });
  expect(rows).toHaveLength(23);
  expect(new Set(rows.map(({ aggregation }) => aggregation))).toEqual(new Set(['SUM', 'LAST', 'WEIGHTED_AVG', 'RATIO']));
});

test('a ratio of two standing numbers is not added up over the quarters', async () => {
  const [row] = await db.$queryRaw<{ actual: number }[]>`
    SELECT f.actual::float8 FROM department_figures(
      ARRAY (SELECT id FROM period WHERE kind = 'YEAR' AND year = 2025), ARRAY (SELECT id FROM department WHERE code = 'VTYT'),
      ARRAY (SELECT id FROM indicator WHERE code = 'EQUIP_RATE')) f`;
  // 95,87 %, at the indicator's one decimal
  expect(row?.actual).toBe(rounded((1_929 / 2_012) * 100, 1));
});

test('today somebody waits on everybody: plans of Quý IV, reports of Quý III', async () => {
  const count = async (quarter: number, kind: 'PLAN' | 'REPORT') => {
    const period = await db.period.findFirstOrThrow({
      where: { kind: 'QUARTER', year: 2026, index: quarter },
      select: { id: true, startsOn: true, endsOn: true, deadlines: { where: { kind } } },
    });
    const [deadline] = period.deadlines;
    if (!deadline) throw new Error('no deadline');
    const days = { id: period.id, startsOn: period.startsOn.toISOString().slice(0, 10), endsOn: period.endsOn.toISOString().slice(0, 10) };
    const rows = await board(director, days, kind, deadline, NOW);
    const counts: Record<string, number> = {};
    for (const { status } of rows) {
      // what was approved is locked in its turn, and stays approved
      const name = status === 'locked' ? 'approved' : status;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  };
  expect(await count(4, 'PLAN')).toEqual({ approved: 26, submitted: 5, returned: 3, draft: 6, none: 8 });
  expect(await count(3, 'REPORT')).toEqual({ approved: 43, submitted: 2, returned: 1, extended: 2 });
});

test('every large change that was handed in has a remark, and the inbox counts them by the rule of the sheet', async () => {
  const { id } = await db.account.findUniqueOrThrow({ where: { username: 'khth' }, select: { id: true } });
  const planning: Actor = { id, displayName: '', grants: [{ role: 'PLANNING', departmentId: null }] };
  const waiting = await inbox(planning);
  expect(waiting.length).toBeGreaterThan(0);
  let found = 0;
  for (const { submissionId, outliers, kind } of waiting) {
    const { departmentId, period } = await db.submission.findUniqueOrThrow({ where: { id: submissionId }, include: { period: true } });
    const quarter = isQuarter(period.index) ? period.index : 1;
    const lines =
      (await sheetOf(planning, departmentId, { id: period.id, year: period.year, quarter, ...quarterDays(period.year, quarter) })) ?? [];
    const large = lines.filter((line) => {
      const { value } = kind === 'PLAN' ? line.plan : line.actual;
      return largeChange(line.indicator, value === null ? null : Number(value), line.lastYear) !== null;
    });
    expect(large.filter((line) => !(kind === 'PLAN' ? line.plan : line.actual).remark).map(({ indicator }) => indicator.code)).toEqual([]);
    expect(large).toHaveLength(outliers);
    found += large.length;
  }
  expect(found).toBeGreaterThan(0);
});

test('tasks are led, directed, counted and proved; the shares in SQL are those of the rule', async () => {
  const rows = await db.task.findMany({ where: { voidedAt: null, dueOn: { gte: new Date('2026-01-01') } } });
  const today = '2026-11-22';
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const facts = (isUnplanned: boolean) =>
    tallyOf(
      rows
        .filter((task) => task.isUnplanned === isUnplanned)
        .map(({ state, dueOn, doneOn, isExceeded }) => ({ state, isExceeded, dueOn: day(dueOn), doneOn: doneOn && day(doneOn) })),
      today,
    );
  const tallies = await departmentTallies(director, 2026, today);
  expect(sumOf(tallies.map(({ planned }) => planned))).toEqual(facts(false));
  expect(sumOf(tallies.map(({ unplanned }) => unplanned))).toEqual(facts(true));
  const { onTime, late, exceeded } = sharesOf(facts(false));
  expect(onTime).toBeGreaterThan(60);
  expect(late).toBeGreaterThan(2);
  expect(exceeded).toBeGreaterThan(5);
  expect(rows.filter(({ directingPersonId }) => directingPersonId !== null).length).toBeGreaterThan(50);
  expect(rows.filter(({ source }) => source === 'CONTINGENCY').length).toBeGreaterThan(0);
  const [file] = await db.attachment.findMany({ where: { subjectType: 'TASK' } });
  expect(await store.size(file?.sha256 ?? '')).toBe(file?.bytes);
});

test('the running quarter has tasks in every standing, some with progress and with evidence', async () => {
  const rows = await db.task.findMany({
    where: { voidedAt: null, period: { kind: 'QUARTER', year: 2026, index: 4 } },
    include: { progresses: true },
  });
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const standings = rows.map(({ state, dueOn, doneOn }) =>
    taskStanding({ state, dueOn: day(dueOn), doneOn: doneOn && day(doneOn) }, '2026-11-22'),
  );
  for (const [standing, least] of Object.entries({ planned: 30, inProgress: 15, overdue: 3, doneOnTime: 10, doneLate: 1, suspended: 1 }))
    expect(standings.filter((one) => one === standing).length, standing).toBeGreaterThanOrEqual(least);
  expect(rows.some(({ progresses }) => progresses.length > 1)).toBe(true);
  const done = rows.filter(({ state }) => state === 'DONE').map(({ id }) => String(id));
  expect(await db.attachment.count({ where: { subjectType: 'TASK', subjectKey: { in: done } } })).toBeGreaterThan(3);
  // who only moved its tasks has not begun its report
  expect(await db.submission.count({ where: { kind: 'REPORT', period: { year: 2026, kind: 'QUARTER', index: 4 } } })).toBe(0);
});

test('contingency plans: one nearly over, one not drilled this year, drills that brought tasks', async () => {
  const plans = await contingencyPlans(director);
  const today = '2026-11-22';
  expect(plans.some((plan) => planStanding(plan, today) === 'expiring')).toBe(true);
  expect(plans.some((plan) => needsDrill(plan, today))).toBe(true);
  expect(plans.some(({ lastHeldOn }) => lastHeldOn?.startsWith('2026'))).toBe(true);
});
