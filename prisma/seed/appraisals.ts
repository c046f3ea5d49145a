import { recordAppraisal } from '@/features/award-rules/commands';
import type { RatedLevel } from '@/features/rating-rules/rules/levels';
import { moment } from './calendar';
import { HOSPITAL, type People } from './hospital';
import { chance } from './random';
import type { Run } from './run';

/** Departments whose year is told, not drawn, so that the shares stand about their limits: staff, lao động tiên tiến of 2025, chiến sĩ thi đua. */
const TOLD: Readonly<Record<string, Partial<Appraised>>> = {
  // one short of 70 per cent
  TM: { staff: 30, laborers: 20, fighters: 3 },
  // 70 per cent exactly, and somebody who did not complete the duties
  NGOAI: { staff: 40, laborers: 28, fighters: 4 },
  HSTC: { staff: 32, laborers: 26, fighters: 3, completed: 31 },
  // half exactly is not more than half; one more is
  TMH: { staff: 18, laborers: 9, fighters: 1 },
  RHM: { staff: 15, laborers: 8, fighters: 0 },
  // somebody was disciplined
  CDHA: { staff: 34, laborers: 27, fighters: 4, disciplined: 1 },
  // nobody but the named
  YHCT: { staff: 22, laborers: 17, fighters: 0 },
};
/** Has not handed in its appraisal of 2025. */
const SILENT = 'KSNK';
/** Have handed in that of 2026 already. */
const EARLY = ['KHTH', 'TCCB', 'DD', 'TM', 'NHI', 'SAN'];
/** Was disciplined in 2025. */
const DISCIPLINED = 'CDHA';

type Appraised = { staff: number; laborers: number; fighters: number; completed: number; disciplined: number };
/** What a department of the sample counts for 2025. */
function appraised(code: string): Appraised {
  const staff = 16 + Math.floor(chance('staff', code) * 22);
  const laborers = Math.round(staff * (0.64 + chance('laborers', code) * 0.24));
  const drawn = { staff, laborers, fighters: Math.round(laborers * 0.148), completed: staff, disciplined: 0 };
  const told = TOLD[code];
  return told ? { ...drawn, completed: told.staff ?? staff, ...told } : drawn;
}

type StaffOf = ReadonlyMap<string, number[]>;
/** Who works in which department at the end of a year, by its code, in the order in which they were put on record. */
async function staffAtEndOf(run: Run, year: number): Promise<StaffOf> {
  const day = new Date(`${year}-12-31`);
  const posts = await run.db.personPost.findMany({
    where: {
      ...{ validFrom: { lte: day }, OR: [{ validTo: null }, { validTo: { gt: day } }], person: { voidedAt: null, isExternal: false } },
      department: { OR: [{ dissolvedOn: null }, { dissolvedOn: { gt: day } }] },
    },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { personId: true, department: { select: { code: true } } },
  });
  const staff = new Map<string, number[]>();
  const seen = new Set<number>();
  for (const { personId, department } of posts) {
    // somebody of two posts is appraised in the higher
    if (seen.has(personId)) continue;
    seen.add(personId);
    staff.set(department.code, [...(staff.get(department.code) ?? []), personId]);
  }
  return staff;
}

/** Whom the register names for a year: rated no lower than their title asks. */
type Named = { laborers: ReadonlySet<number>; fighters: ReadonlySet<number> };

function levelOf(personId: number, year: number, { laborers, fighters }: Named): RatedLevel {
  if (fighters.has(personId)) return 'EXCELLENT';
  const lot = chance('rating', personId, year);
  if (laborers.has(personId)) return lot < 0.18 ? 'EXCELLENT' : 'GOOD';
  return lot < 0.14 ? 'EXCELLENT' : lot < 0.82 ? 'GOOD' : lot < 0.98 ? 'COMPLETED' : 'NOT_COMPLETED';
}

/** Whom the register names for each year. */
async function namedIn(run: Run, year: number): Promise<Named> {
  const holders = async (code: string) => {
    const rows = await run.db.award.findMany({
      where: { yearFrom: { lte: year }, yearTo: { gte: year }, voidedAt: null, isParty: false, awardType: { code } },
      select: { personId: true },
    });
    return new Set(rows.flatMap(({ personId }) => personId ?? []));
  };
  return { laborers: await holders('LDTT'), fighters: await holders('CSTDCS') };
}

/** Of a department on 2025, besides who is named already: whom else, and how many without a name. */
type Rest = { code: string; laborers: number[]; fighters: number[]; moreLaborers: number; moreFighters: number };

/** What the departments of 2025 have beside those whom the first decision on the year names; a few people were overlooked. */
export async function restOf2025(run: Run): Promise<Rest[]> {
  const named = await namedIn(run, 2025);
  return [...(await staffAtEndOf(run, 2025))].flatMap(([code, staff]) => {
    // the planning office's own page shows what it tells of itself alone
    if (code === HOSPITAL.code || code === 'KHTH' || code === SILENT) return [];
    const counts = appraised(code);
    const others = staff.filter((id) => !named.laborers.has(id)).slice(code === DISCIPLINED ? 1 : 0);
    const laborers = others.filter((id) => chance('overlooked', id) > 0.15).slice(0, counts.laborers);
    const fighters = laborers.filter((id) => chance('fighter', id) < 0.4).slice(0, Math.max(0, counts.fighters - 1));
    const held = (all: ReadonlySet<number>) => staff.filter((id) => all.has(id)).length;
    const moreLaborers = Math.max(0, counts.laborers - laborers.length - held(named.laborers));
    const moreFighters = Math.max(0, counts.fighters - fighters.length - held(named.fighters));
    return [{ code, laborers, fighters, moreLaborers, moreFighters }];
  });
}

/** The yearly appraisals of staff, 2023 to 2025 of the whole hospital besides one department, 2026 of those that were early. */
export async function appraiseStaff(run: Run, people: People, departments: ReadonlyMap<string, number>): Promise<void> {
  const actor = people.actor('tdkt');
  for (const year of [2023, 2024, 2025, 2026]) {
    const named = await namedIn(run, year);
    for (const [code, staff] of await staffAtEndOf(run, year)) {
      const departmentId = departments.get(code);
      if (
        departmentId === undefined ||
        code === HOSPITAL.code ||
        (year === 2025 && code === SILENT) ||
        (year === 2026 && !EARLY.includes(code))
      )
        continue;
      const counts = appraised(code);
      const others = staff.filter((personId) => !named.laborers.has(personId));
      // the planning office's own page shows what it tells of itself alone: against its staff that would be no share
      const size = code === 'KHTH' ? null : Math.max(counts.staff, staff.length);
      const disciplined = year === 2025 && code === DISCIPLINED ? others[0] : undefined;
      await run(
        recordAppraisal,
        { actor, now: moment(year === 2026 ? '2026-11-20' : `${year + 1}-01-08`, 60) },
        {
          ...{
            departmentId,
            year,
            staff: size,
            source: `Thông báo kết quả xếp loại viên chức năm ${year}`,
          },
          completed: size && (year === 2025 ? counts.completed : size),
          disciplined: size && (year === 2025 ? counts.disciplined : 0),
          people: staff.map((personId) => ({
            ...{ personId, isDisciplined: personId === disciplined },
            level: personId === disciplined ? 'GOOD' : levelOf(personId, year, named),
          })),
        },
      );
    }
  }
}
