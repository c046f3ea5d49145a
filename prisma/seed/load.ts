import { SYSTEM } from '@/domain/actor';
import { addDays } from '@/domain/date';
import { nudge, sendDue } from '@/features/reminders/commands';
import { setSamplePassword } from '@/features/sample-accounts/commands';
import { lockDue } from '@/features/submissions/commands';
import type { Db } from '@/server/db';
import type { FileStore } from '@/server/files';
import { fillAwardRegister } from './awards';
import { events, moment } from './calendar';
import { makeCheckRules } from './check-rules';
import { prepareForTheWorst } from './contingency';
import { emulate } from './emulation';
import { proveTasks } from './evidence';
import { isReported } from './fates';
import { generate } from './figures';
import { Crowd, closeEndedAccounts, foundHospital, type Ids, makeCatalogue } from './hospital';
import { nameLeaders } from './leaders';
import { foundParty } from './party-bodies';
import { countMembers } from './party-counts';
import { publishPartyFigures } from './party-figures';
import { commendMembers, rateCells } from './party-ratings';
import { departmentAccounts, OFFICES } from './people';
import { moveTasks } from './progress';
import { openQuarter, type World, walk, walkers } from './road';
import { type Run, runner } from './run';
import { adjust2026, assignYear, publishHistory } from './targets';

/**
 * Makes the sample hospital in an empty migrated database, all of it by the product's own commands, in the order of time. The last
 * act gives its accounts their password: accounts without one are the mark of a load that was broken off.
 */
export async function loadSample(db: Db, password: string, say: (line: string) => void, store: FileStore): Promise<Run> {
  const run = runner(db);
  const figures = generate({ isReported });
  const people = new Crowd();
  await people.join(run, OFFICES, new Map());
  const departments = await foundHospital(run, people);
  await people.join(run, departmentAccounts(), departments);
  const ids: Ids = { departments, ...(await makeCatalogue(run, people, departments)) };
  say(`${departments.size} đơn vị, ${people.accountIds.size} tài khoản, ${ids.indicators.size} chỉ tiêu`);
  await publishHistory(run, people, ids);
  const world: World = { run, people, ids, figures, tasks: new Map(), leaders: await nameLeaders(run, people, departments) };
  const cells = await foundParty(run, people, departments, world.leaders);
  await countMembers(run, people, cells);
  say(`${cells.length} chi bộ`);
  const periods = new Map<string, number>();
  for (const { at, step } of events()) {
    if (step === null) {
      await run(lockDue, { actor: SYSTEM, now: moment(at, -410) }, {});
      continue;
    }
    const { kind, year, quarter } = step;
    const key = `${year}/${quarter}`;
    if (kind === 'PLAN') {
      if (quarter === 1) {
        await assignYear(run, people, ids, figures, year);
        say(`kế hoạch và báo cáo năm ${year} …`);
      }
      periods.set(key, await openQuarter(world, step));
      if (year === 2026 && quarter === 4) await adjust2026(run, people, ids, figures);
    }
    const periodId = periods.get(key);
    if (periodId === undefined) throw new Error(`${key} was not opened`);
    await together(walkers(step), (department) => walk(world, step, periodId, department));
  }
  await moveTasks(world);
  await makeCheckRules(run, people, ids);
  await remind(world, periods.get('2026/4'));
  await closeEndedAccounts(run, people);
  await prepareForTheWorst(world);
  await emulate(world);
  await proveTasks(world, store);
  await publishPartyFigures(run, people);
  await rateCells(run, people);
  await commendMembers(run, people);
  await fillAwardRegister(run, people, departments);
  await run(setSamplePassword, { actor: SYSTEM, now: moment('2026-11-22', 0) }, { password });
  return run;
}

/** The running quarter's last week as the clock has it, and the planning office's own word to those who have not begun. */
async function remind({ run, people, ids }: World, periodId: number | undefined): Promise<void> {
  for (let day = '2026-11-16'; day <= '2026-11-20'; day = addDays(day, 1)) await run(sendDue, { actor: SYSTEM, now: moment(day, 10) }, {});
  const files = ['NOI', 'CDHA', 'GPB', 'VTYT', 'TCKT'].map((code) => `${ids.departments.get(code)}/${periodId}/PLAN`);
  const word = 'Kế hoạch Quý IV cần đủ trước giao ban ngày 30/11, đơn vị vướng gì thì gọi phòng KHTH.';
  await run(nudge, { actor: people.actor('khth'), now: moment('2026-11-20', 95) }, { files, word });
}

/** Departments at work at the same time: enough to keep two cores busy, with a connection each. What one department does keeps its order. */
export const HANDS = 6;

/** Takes the items in order, a few at a time; the first failure ends it all. */
async function together<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const hand = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: HANDS }, hand));
}
