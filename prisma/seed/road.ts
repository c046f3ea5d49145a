import { addDays } from '@/domain/date';
import { decimal } from '@/domain/input';
import { formatEntry } from '@/domain/number';
import { saveFigures } from '@/features/figures/commands';
import { largeChange } from '@/features/figures/rules';
import { grantExtension, openPeriod } from '@/features/periods/commands';
import { approve, returnSubmission } from '@/features/review/commands';
import { saveSection, submit } from '@/features/submissions/commands';
import { addTasks, reportTasks } from '@/features/tasks/commands';
import { deadlines, moment, type Step } from './calendar';
import type { SampleDepartment } from './departments';
import { type Fate, fateOf } from './fates';
import { type Ids, idOf, type People } from './hospital';
import { aggregationOf, decimalsOf, softChangeOf } from './indicators';
import { headOf, reporterOf } from './people';
import { chance } from './random';
import type { Run } from './run';
import { type Figures, reporting, sheetKey } from './sheets';
import { groupOf, type SampleTask, tasksOf } from './tasks';
import { changeReason, returnReason, sectionsOf, sectionText } from './texts';

export type World = {
  run: Run;
  people: People;
  ids: Ids;
  figures: Figures;
  tasks: Map<string, { id: number; task: SampleTask }[]>;
  /** Persons of the board of directors. */
  leaders: readonly number[];
};

/** Planning opens a quarter a few days before its plans begin; returns the period's id. */
export async function openQuarter({ run, people }: World, { year, quarter }: Step): Promise<number> {
  const days = deadlines(year, quarter);
  const { periodId } = await run(
    openPeriod,
    { actor: people.actor('khth'), now: moment(addDays(days.plan.opensOn, -3), 120) },
    { year, quarter, ...days },
  );
  return periodId;
}

/** One department's plan or report on its way, as its fate has it. */
export async function walk(world: World, step: Step, periodId: number, department: SampleDepartment): Promise<void> {
  const fate = fateOf(step.kind, department.code, step.year, step.quarter);
  if (fate === 'missing' || fate === 'empty') return;
  await new Walk(world, step, periodId, department, fate).go();
}

class Walk {
  private readonly departmentId: number;
  private readonly place: { departmentId: number; periodId: number; kind: Step['kind'] };
  private readonly day: string;
  private minutes: number;
  /** Of the submission: every write below adds one. */
  private version = 1;

  constructor(
    private readonly world: World,
    private readonly step: Step,
    periodId: number,
    private readonly department: SampleDepartment,
    private readonly fate: Fate,
  ) {
    this.departmentId = idOf(world.ids.departments, department.code);
    this.place = { departmentId: this.departmentId, periodId, kind: step.kind };
    this.day = this.dayOfEntry();
    this.minutes = 15 + this.lot('minute') * 420;
  }

  private lot(what: string): number {
    return chance(what, this.step.kind, this.department.code, this.step.year, this.step.quarter);
  }

  /** When the department sits down to it: in the week before the due date, or in the fortnight after. */
  private dayOfEntry(): string {
    const { dueOn } = this.step;
    if (this.fate === 'late') return addDays(dueOn, 1 + Math.floor(this.lot('day') * 10));
    if (this.fate === 'extended') return addDays('2026-11-16', Math.floor(this.lot('day') * 5));
    if (dueOn > '2026-11-21') return addDays(this.fate === 'approved' ? '2026-11-02' : '2026-11-16', Math.floor(this.lot('day') * 4));
    return addDays(dueOn, -Math.floor(this.lot('day') * 9));
  }

  private by(username: string, { days = 0, minutes = 0 } = {}) {
    return { actor: this.world.people.actor(username), now: moment(addDays(this.day, days), this.minutes + minutes) };
  }
  private reporter = (after = 0) => this.by(reporterOf(this.department.code), { minutes: after });

  async go(): Promise<void> {
    const { run } = this.world;
    if (this.fate === 'extended') await this.extend();
    const isDraft = this.fate === 'typing' || this.fate === 'extended';
    const values = this.values();
    const kept = isDraft ? values.slice(0, Math.ceil(values.length * (0.4 + this.lot('half') * 0.2))) : values;
    const wrong = this.fate === 'corrected' || this.fate === 'returned' ? this.wrongOf(values) : null;
    await this.save(
      kept.map((cell) => (cell === wrong?.cell ? { ...cell, text: wrong.text, remark: wrong.remark } : cell)),
      0,
    );
    await this.tasks(isDraft);
    if (this.step.kind === 'REPORT' && !isDraft) await this.texts();
    if (isDraft) return;
    let round = await this.submit(45);
    if (this.fate === 'waiting') return;
    if (wrong) {
      const pins = [{ indicatorId: wrong.cell.indicatorId, reason: returnReason(this.department.code, this.step.year, this.step.quarter) }];
      const reason = 'Đề nghị kiểm tra lại ô đã ghim rồi nộp lại.';
      await run(returnSubmission, this.by('khth', { days: 1 }), { ...round, version: this.version, reason, pins });
      this.version += 1;
      if (this.fate === 'returned') return;
      await this.save([wrong.cell], 1, 1440 + 90);
      round = await this.submit(1440 + 100);
    }
    const approver = this.lot('approver') < 0.6 || this.department.code === 'KHTH' ? 'khth' : 'khth2';
    await run(approve, this.by(approver, { days: wrong ? 2 : 1, minutes: 30 }), { ...round, version: this.version });
  }

  /** The department's figures as it types them; results of ratios follow from their parts and are not typed. */
  private values() {
    const { figures, ids } = this.world;
    const { year, quarter, kind } = this.step;
    const sheet = figures.get(sheetKey(this.department.code, year, quarter));
    if (!sheet) throw new Error('no sheet');
    return [...(kind === 'PLAN' ? sheet.plan : sheet.actual)]
      .filter(([code]) => kind === 'PLAN' || aggregationOf.get(code) !== 'RATIO')
      .map(([code, value]) => ({ code, indicatorId: idOf(ids.indicators, code), value, text: formatEntry(value, decimalsOf.get(code)) }))
      .map((cell) => ({ ...cell, remark: this.remarkOn(cell.code, cell.text) }))
      .sort((one, other) => one.indicatorId - other.indicatorId);
  }

  private wrongOf(values: ReturnType<Walk['values']>) {
    const large = values.filter(({ code, value }) => value >= 20 && aggregationOf.get(code) === 'SUM');
    const cell = large[Math.floor(this.lot('wrong') * large.length)];
    if (!cell) return null;
    const text = formatEntry(Math.round(cell.value * 1.24));
    return { cell, text, remark: this.remarkOn(cell.code, text) };
  }

  /** A department says why a figure moved much since last year; without that it cannot hand in. */
  private remarkOn(code: string, text: string): string {
    const { year, quarter } = this.step;
    const before = this.world.figures.get(sheetKey(this.department.code, year - 1, quarter))?.actual.get(code);
    const numberOf = (typed: string) => Number(decimal.parse(typed));
    const moved = largeChange(
      { softChangePct: softChangeOf.get(code) ?? null, aggregation: aggregationOf.get(code) ?? 'SUM' },
      numberOf(text),
      before === undefined ? null : numberOf(formatEntry(before, decimalsOf.get(code))),
    );
    return moved === null ? '' : changeReason(moved, this.department.code, code, year, quarter);
  }

  private async save(cells: { indicatorId: number; text: string; remark: string }[], version: number, after = 0): Promise<void> {
    const { departmentId, periodId, kind } = this.place;
    await this.world.run(saveFigures, this.reporter(after), {
      ...{ departmentId, periodId, measure: kind === 'PLAN' ? 'PLAN' : 'ACTUAL' },
      cells: cells.map(({ indicatorId, text, remark }) => ({
        indicatorId,
        text,
        remark,
        version,
        source: cells.length > 12 ? ('PASTED' as const) : ('TYPED' as const),
      })),
    });
  }

  /** Hands it in; what a decision must name comes back. */
  private async submit(after: number): Promise<{ submissionId: number; roundNo: number; sha256: string }> {
    const who = this.lot('head') < 0.4 ? headOf(this.department.code) : reporterOf(this.department.code);
    const { submissionId, roundNo, sha256 } = await this.world.run(submit, this.by(who, { minutes: after }), this.place);
    this.version += 1;
    return { submissionId, roundNo, sha256 };
  }

  private async extend(): Promise<void> {
    const act = { actor: this.world.people.actor('khth'), now: moment('2026-11-09', 95) };
    const reason = 'Đơn vị chờ đối chiếu số liệu với phần mềm bệnh viện sau khi nâng cấp.';
    await this.world.run(grantExtension, act, { ...this.place, dueOn: '2026-11-30', lockOn: '2026-12-05', reason });
  }

  private async texts(): Promise<void> {
    const { year, quarter } = this.step;
    for (const [place, section] of sectionsOf(year).entries()) {
      const text = sectionText(section, groupOf(this.department), this.department.code, year, quarter);
      const { kind: _kind, ...place2 } = this.place;
      await this.world.run(saveSection, this.reporter(20 + place), { ...place2, kind: 'REPORT', section, text, base: '' });
      this.version += 1;
    }
  }

  private async tasks(isDraft: boolean): Promise<void> {
    const { year, quarter, kind } = this.step;
    const key = sheetKey(this.department.code, year, quarter);
    const wanted = tasksOf(this.department, year, quarter).filter(({ isUnplanned }) => isUnplanned === (kind === 'REPORT'));
    if (kind === 'PLAN') return this.addTasks(isDraft ? wanted.slice(0, 1) : wanted, key);
    if (isDraft) return;
    await this.addTasks(wanted, key);
    const results = (this.world.tasks.get(key) ?? []).map(({ id, task }) => ({ taskId: id, version: 1, ...this.outcomeOf(task) }));
    const { departmentId, periodId } = this.place;
    if (results.length > 0) await this.world.run(reportTasks, this.reporter(8), { departmentId, periodId, results });
  }

  private outcomeOf({ outcome, doneOn, result }: SampleTask) {
    if (outcome === 'cancelled') return { state: 'CANCELLED' as const, percent: 0, result: 'Dừng do thay đổi kế hoạch chung.' };
    if (doneOn === null) return { state: 'IN_PROGRESS' as const, percent: 60, result: 'Đang thực hiện, chuyển tiếp sang quý sau.' };
    return {
      state: 'DONE' as const,
      percent: 100,
      doneOn: doneOn > this.day ? this.day : doneOn,
      isExceeded: outcome === 'exceeded',
      result,
    };
  }

  private async addTasks(wanted: readonly SampleTask[], key: string): Promise<void> {
    if (wanted.length === 0) return;
    const { ids, run, tasks, leaders } = this.world;
    const { departmentId, periodId } = this.place;
    const made = await run(addTasks, this.reporter(5), {
      ...{ departmentId, periodId },
      tasks: wanted.map(({ area, partners, supporting, leader, outcome: _outcome, doneOn: _doneOn, result: _result, ...task }) => ({
        ...task,
        directingPersonId: leader === null ? null : leaders[leader % leaders.length],
        areaId: idOf(ids.areas, area),
        partners: partners ?? '',
        supportingIds: supporting.map((code) => idOf(ids.departments, code)),
      })),
    });
    const added = wanted.flatMap((task, place) => ({ id: made.ids[place] ?? 0, task }));
    tasks.set(key, [...(tasks.get(key) ?? []), ...added]);
  }
}

/** Departments in the hospital's order. */
export const walkers = (step: Step) => reporting(step.year, step.quarter);
