import { confirmRollover, markRecurring, prepareRollover, tickRollover, undoRollover } from '@/features/year-rollover/commands';
import { rolloverPreview } from '@/features/year-rollover/queries';
import type { CommandCase, World } from '../case';
import { aTask } from './tasks';

/** The whole hospital's year: planning alone opens it. */
const may: CommandCase['may'] = { PLANNING: 'any' };
/** Years of their own, one for each call, after those of other cases. */
let year = 2043;

async function fingerprint({ planning }: World, of: number): Promise<string> {
  const preview = await rolloverPreview(planning, of);
  if (!preview) throw new Error('no preview');
  return preview.fingerprint;
}

/** A year that nobody holds: once the years are used up, what earlier calls opened is taken back. */
async function aFreeYear({ db, planning, now }: World): Promise<number> {
  if (year < 2099) return ++year;
  for (const { id, rowVersion } of await db.batch.findMany({ where: { kind: 'YEAR_ROLLOVER', state: 'CONFIRMED' } }))
    await undoRollover.execute({ db, actor: planning, now }, { batchId: id, rowVersion });
  year = 2043;
  return ++year;
}

async function opened(world: World) {
  const { db, planning, now } = world;
  const of = await aFreeYear(world);
  const { batchId } = await confirmRollover.execute({ db, actor: planning, now }, { year: of, fingerprint: await fingerprint(world, of) });
  const { rowVersion } = await db.batch.findUniqueOrThrow({ where: { id: batchId } });
  return { batchId, rowVersion };
}

export const cases: CommandCase[] = [
  { command: prepareRollover, may, input: async (world) => ({ year: await aFreeYear(world), parts: ['periods'], percent: 5 }) },
  {
    command: tickRollover,
    may,
    input: async (world) => ({
      year: await aFreeYear(world),
      part: 'targets',
      shown: [1, 2],
      kept: [1],
      percents: { i1: 3 },
      leads: { t1: 1 },
    }),
  },
  {
    command: confirmRollover,
    may,
    input: async (world) => {
      const of = await aFreeYear(world);
      return { year: of, fingerprint: await fingerprint(world, of) };
    },
  },
  { command: undoRollover, may, input: opened },
  {
    command: markRecurring,
    may: { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any' },
    input: async (world, subject) => ({ ...(await aTask(world, subject)), recurrence: 'YEARLY' }),
  },
];
