import { addDays, type Day } from '@/domain/date';
import { reportTask } from '@/features/tasks/commands';
import { moment } from './calendar';
import { fateOf } from './fates';
import { reporterOf } from './people';
import { chance, pick } from './random';
import type { World } from './road';
import { reporting, sheetKey } from './sheets';
import type { SampleTask } from './tasks';

/** Progress is written in these days, before reports open: a department that has only moved its tasks has not begun its report. */
const FIRST: Day = '2026-11-07';
const LAST: Day = '2026-11-14';
const DAYS = 8;

const UNDER_WAY = [
  'Đã họp phân công, đang làm theo đúng các bước.',
  'Đã xong phần chuẩn bị, đang thực hiện tại khoa, phòng.',
  'Đang tổng hợp số liệu, còn chờ ý kiến của Hội đồng.',
  'Đã làm được một nửa, phần còn lại xong trước hạn.',
];
const BEHIND = [
  'Chậm vì thiếu người trực; đã bố trí lại, tuần sau làm tiếp.',
  'Chờ vật tư của gói thầu bổ sung.',
  'Chờ kết quả đối chiếu với phần mềm bệnh viện.',
];
const PUT_OFF = 'Tạm dừng, chờ kinh phí được duyệt.';

/** One line of a task's progress, on a day. */
export type Line = { on: Day } & (
  | { state: 'IN_PROGRESS' | 'SUSPENDED'; percent: number; note: string }
  | { state: 'DONE'; percent: 100; doneOn: Day; isExceeded: boolean; result: string }
);

/**
 * What has become of a task of the running quarter by the sample's today: what fell due is mostly done, on time or some days late, a few
 * are overdue; of what is due later a good part is under way, a few are done already or put off, the rest has not begun.
 */
export function courseOf({ dueOn, result, outcome }: SampleTask, key: readonly (string | number)[]): Line[] {
  const lot = chance('course', ...key);
  const on = addDays(FIRST, Math.floor(chance('moved', ...key) * (DAYS - 3)));
  const begun: Line = {
    on,
    state: 'IN_PROGRESS',
    percent: 10 + 10 * Math.floor(chance('begun', ...key) * 6),
    note: pick(UNDER_WAY, 'note', ...key),
  };
  const done = (doneOn: Day): Line[] => [
    ...(doneOn > on ? [begun] : []),
    { on: doneOn < on ? on : doneOn, state: 'DONE', percent: 100, doneOn, isExceeded: outcome === 'exceeded', result },
  ];
  if (dueOn <= LAST) {
    if (lot < 0.68) return done(addDays(dueOn, -Math.floor(chance('early', ...key) * 4)));
    const late = addDays(dueOn, 1 + Math.floor(chance('late', ...key) * 3));
    if (lot < 0.85 && late <= LAST) return done(late);
    return [{ ...begun, percent: begun.percent + 20, note: pick(BEHIND, 'behind', ...key) }];
  }
  if (dueOn <= '2026-11-21') {
    if (lot < 0.7) return done(addDays(LAST, -Math.floor(chance('early', ...key) * 4)));
    return lot < 0.9 ? [{ ...begun, percent: begun.percent + 20, note: pick(BEHIND, 'behind', ...key) }] : [];
  }
  if (lot < 0.08) return done(addDays(LAST, -Math.floor(chance('early', ...key) * 4)));
  if (lot < 0.12) return [{ on, state: 'SUSPENDED', percent: 0, note: PUT_OFF }];
  return lot < 0.55 ? [begun] : [];
}

/** Moves the tasks of Quý IV/2026 along, in departments whose plan was approved; the others have yet to agree on theirs. */
export async function moveTasks({ run, people, tasks }: World): Promise<void> {
  for (const { code } of reporting(2026, 4)) {
    if (fateOf('PLAN', code, 2026, 4) !== 'approved') continue;
    for (const [place, { id, task }] of (tasks.get(sheetKey(code, 2026, 4)) ?? []).entries()) {
      for (const [index, { on, ...line }] of courseOf(task, [code, place]).entries()) {
        const act = { actor: people.actor(reporterOf(code)), now: moment(on, 60 + place * 7 + index) };
        await run(reportTask, act, { taskId: id, version: 1 + index, ...line });
      }
    }
  }
}
