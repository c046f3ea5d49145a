import { QUARTERS, type Quarter } from '@/domain/period';
import type { SampleDepartment } from './departments';
import { INDICATORS } from './indicators';
import { chance, sway } from './random';
import { bedsOf, biasOf, weightOf } from './shares';
import { type Figures, reporting, reports, type Sheet, sheetKey } from './sheets';
import { largestRemainder } from './spread';
import { ADJUSTED_2026, LOOSE, PARTS, type Pair, QUARTERS_KNOWN, RATE_TARGETS, SEASONS, STANDING, SUMS, YEARS, type Year } from './totals';

/** Who handed nothing in: the hospital's totals are shared by the others. */
export type Missing = { isReported(department: string, year: Year, quarter: Quarter): boolean };

/**
 * Every figure of the sample, worked out from the hospital's totals downwards: year → quarters → departments by largest remainder,
 * so that sums are exact; parts stay below their wholes, and rates follow from both. The same every time.
 */
export function generate({ isReported }: Missing): Figures {
  const sheets = new Map<string, Sheet>();
  for (const year of YEARS)
    for (const quarter of QUARTERS)
      for (const { code } of reporting(year, quarter))
        sheets.set(sheetKey(code, year, quarter), { share: new Map(), plan: new Map(), actual: new Map() });
  const maker = new Maker(sheets, isReported);
  for (const [place, year] of YEARS.entries()) {
    maker.beds(year);
    // days before episodes: how long people stay follows from both
    for (const code of ['IPD_DAYS', ...Object.keys(SUMS).filter((one) => one !== 'IPD_DAYS')]) maker.sum(code, year, at(SUMS[code], place));
    for (const [code, { of, totals }] of Object.entries(PARTS)) maker.part(code, of, year, at(totals, place));
    for (const [code, totals] of Object.entries(LOOSE)) maker.sum(code, year, at(totals, place));
    for (const [code, totals] of Object.entries(STANDING)) maker.standing(code, year, at(totals, place));
    maker.classes(year);
    maker.scores(year, Number(RATE_TARGETS.RECORD_SCORE?.[place]));
    maker.rates(year);
  }
  return sheets;
}

function at(pairs: readonly Pair[] | undefined, place: number): Pair {
  const pair = pairs?.[place];
  if (!pair) throw new Error('a total is missing');
  return pair;
}

const EVEN = [247, 251, 252, 250] as const;

class Maker {
  constructor(
    private readonly sheets: Map<string, Sheet>,
    private readonly isReported: Missing['isReported'],
  ) {}

  private sheet(department: SampleDepartment, year: Year, quarter: Quarter): Sheet {
    const sheet = this.sheets.get(sheetKey(department.code, year, quarter));
    if (!sheet) throw new Error(`no sheet of ${department.code}`);
    return sheet;
  }

  private places(code: string, year: Year, quarter: Quarter) {
    return reporting(year, quarter)
      .filter((department) => reports(department, code))
      .map((department) => ({
        department,
        sheet: this.sheet(department, year, quarter),
        isIn: this.isReported(department.code, year, quarter),
      }));
  }

  /** The year's plan and result by quarter; a quarter in which nobody reports takes nothing of the result. */
  private quarters(code: string, year: Year, [plan, actual]: Pair): { plan: number[]; actual: number[] } {
    const known = QUARTERS_KNOWN[code]?.[year];
    const season = SEASONS[code] ?? EVEN.map((share, place) => share + sway(4, 'season', code, year, place));
    const plans = known?.plan ?? largestRemainder(plan, season);
    const weights = QUARTERS.map((quarter, place) =>
      this.places(code, year, quarter).some(({ isIn }) => isIn)
        ? (plans[place] ?? 0) * (1 + sway(0.015, 'quarter', code, year, quarter))
        : 0,
    );
    return { plan: [...plans], actual: [...(known?.actual ?? largestRemainder(actual, weights))] };
  }

  /** A count: plan by the departments' weights, result by their plans and how they did. */
  sum(code: string, year: Year, pair: Pair): void {
    const totals = this.quarters(code, year, pair);
    for (const [place, quarter] of QUARTERS.entries()) {
      const places = this.places(code, year, quarter);
      const [plan, actual] = [totals.plan[place] ?? 0, totals.actual[place] ?? 0];
      const few = plan < 4 * places.length;
      const days = daysOf(year, quarter);
      const shares = largestRemainder(
        plan,
        places.map(({ department, sheet }) => this.planWeight(code, department, sheet, { year, quarter, days, few })),
      );
      const results = largestRemainder(
        actual,
        places.map(({ department, isIn }, index) => {
          if (!isIn) return 0;
          const share = shares[index] ?? 0;
          // beds are full whatever the year: there is little more to do than planned
          const bias =
            biasOf(department.code, year, sway(1, 'bias', department.code, year)) * (code === 'IPD_DAYS' || code === 'IPD' ? 0.2 : 1);
          const luck = chance('luck', code, department.code, year, quarter);
          // of a handful, one more or less goes to who has most of them, and who was behind in everything is behind here too
          if (few) return share * (1 + (bias < -0.04 ? 3 * bias : 0.06 * luck)) + 0.004 * luck;
          return share * (1 + bias + sway(0.02, 'result', code, department.code, year, quarter));
        }),
      );
      const target = year === 2026 && quarter === 4 ? ADJUSTED_2026[code] : undefined;
      const more = target === undefined ? [] : largestRemainder(target - pair[0], shares);
      places.forEach(({ sheet }, index) => {
        sheet.share.set(code, shares[index] ?? 0);
        sheet.plan.set(code, (shares[index] ?? 0) + (more[index] ?? 0));
        sheet.actual.set(code, results[index] ?? 0);
      });
    }
  }

  private planWeight(
    code: string,
    department: SampleDepartment,
    { share }: Sheet,
    { year, quarter, days, few }: { year: Year; quarter: Quarter; days: number; few: boolean },
  ): number {
    const { occupancy = 1, stay = 6 } = department.size ?? {};
    const lot = (size: number) => 1 + sway(size, 'plan', code, department.code, year, quarter);
    if (code === 'IPD_DAYS') return bedsOf(department, year, quarter) * days * occupancy * lot(0.008);
    if (code === 'IPD') return ((share.get('IPD_DAYS') ?? 0) / stay) * lot(0.01);
    return weightOf(code, department) * (few ? lot(0.85) : lot(0.02));
  }

  /** A count within another one: the smaller of it and its complement is what is divided, so that it never passes the whole. */
  part(code: string, of: string, year: Year, [plan, actual]: Pair): void {
    for (const kind of ['share', 'actual'] as const) {
      const total = kind === 'share' ? plan : actual;
      const wholes = QUARTERS.map((quarter) => this.places(code, year, quarter).map(({ sheet }) => sheet[kind].get(of) ?? 0));
      const sums = wholes.map((cells) => cells.reduce((one, other) => one + other, 0));
      const whole = sums.reduce((one, other) => one + other, 0);
      const isMost = total > whole / 2;
      const quarters = largestRemainder(isMost ? whole - total : total, sums);
      for (const [place, quarter] of QUARTERS.entries()) {
        const places = this.places(code, year, quarter);
        const cells = wholes[place] ?? [];
        const small = largestRemainder(
          quarters[place] ?? 0,
          places.map(({ department }, index) => {
            const usual = 1 + sway(0.3, 'part', code, department.code);
            return (cells[index] ?? 0) * usual * (1 + sway(kind === 'share' ? 0.02 : 0.1, kind, code, department.code, year, quarter));
          }),
        );
        places.forEach(({ sheet }, index) => {
          const value = isMost ? (cells[index] ?? 0) - (small[index] ?? 0) : (small[index] ?? 0);
          sheet[kind].set(code, value);
          if (kind === 'share') sheet.plan.set(code, Math.round(value * ratio(sheet.plan.get(of), sheet.share.get(of))));
        });
      }
    }
  }

  /** What is the same in every quarter, but for what grows towards the end of the year. */
  standing(code: string, year: Year, [plan, actual]: Pair): void {
    for (const quarter of QUARTERS) {
      const grows = code === 'EMR_DEPTS' ? (4 - quarter) * 2 : 0;
      for (const { sheet } of this.places(code, year, quarter)) this.set(sheet, code, plan - grows, actual - grows);
    }
  }

  beds(year: Year): void {
    for (const quarter of QUARTERS)
      for (const { department, sheet } of this.places('BED_PLAN', year, quarter)) {
        const beds = bedsOf(department, year, quarter);
        // the growth of Quý III/2026 came after that quarter's plans
        this.set(sheet, 'BED_PLAN', year === 2026 && quarter === 3 ? bedsOf(department, year, 2) : beds, beds);
      }
  }

  /** Operations by class, and procedures of the first class. */
  classes(year: Year): void {
    for (const quarter of QUARTERS) {
      for (const { department, sheet } of this.places('SURG_TOTAL', year, quarter)) {
        const mix = department.size?.classes ?? [5, 45, 40, 10];
        for (const kind of ['share', 'plan', 'actual'] as const) {
          const weights = mix.map(
            (share, place) => share * (1 + sway(kind === 'actual' ? 0.06 : 0, 'class', department.code, year, quarter, place)),
          );
          const cells = largestRemainder(sheet[kind].get('SURG_TOTAL') ?? 0, weights);
          for (const [place, code] of ['SURG_SP', 'SURG_1', 'SURG_2', 'SURG_3'].entries()) sheet[kind].set(code, cells[place] ?? 0);
        }
      }
      for (const { department, sheet } of this.places('PROC_1', year, quarter)) {
        const usual = 0.19 + sway(0.05, 'first class', department.code);
        for (const kind of ['share', 'plan', 'actual'] as const)
          sheet[kind].set(
            'PROC_1',
            Math.round(
              (sheet[kind].get('PROC_TOTAL') ?? 0) * (usual + (kind === 'actual' ? sway(0.01, department.code, year, quarter) : 0)),
            ),
          );
      }
    }
  }

  scores(year: Year, target: number): void {
    for (const quarter of QUARTERS)
      for (const { department, sheet } of this.places('RECORD_SCORE', year, quarter)) {
        const plan = tenth(target + sway(0.2, 'score', department.code, year));
        this.set(sheet, 'RECORD_SCORE', plan, tenth(Math.min(9.8, plan + 0.12 + sway(0.25, 'scored', department.code, year, quarter))));
      }
  }

  /** Departments plan rates too, from the parts that they plan; the bed occupancy is judged by its range alone. */
  rates(year: Year): void {
    const rates = INDICATORS.filter(({ code, aggregation }) => aggregation === 'RATIO' && code !== 'BOR_PLAN' && RATE_TARGETS[code]);
    for (const quarter of QUARTERS)
      for (const department of reporting(year, quarter)) {
        const sheet = this.sheet(department, year, quarter);
        for (const { code, more } of rates) {
          const { numerator = '', denominator = '', scale = '1', decimals = 0 } = more;
          if (!reports(department, numerator) || !reports(department, denominator)) continue;
          for (const kind of ['share', 'plan'] as const) {
            const value = ratio(sheet[kind].get(numerator), sheet[kind].get(denominator)) * Number(scale);
            sheet[kind].set(code, Number(value.toFixed(decimals)));
          }
        }
      }
  }

  private set(sheet: Sheet, code: string, plan: number, actual: number): void {
    sheet.share.set(code, plan);
    sheet.plan.set(code, plan);
    sheet.actual.set(code, actual);
  }
}

const daysOf = (year: Year, quarter: Quarter) => (quarter === 1 ? (year % 4 === 0 ? 91 : 90) : quarter === 2 ? 91 : 92);
const ratio = (part = 0, whole = 0) => (whole === 0 ? 0 : part / whole);
const tenth = (value: number) => Math.round(value * 10) / 10;
