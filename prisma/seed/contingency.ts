import type { Day } from '@/domain/date';
import { drawUpPlan, mendByTask, recordDrill, retirePlan, scheduleDrill } from '@/features/contingency-plans/commands';
import { moment } from './calendar';
import { idOf } from './hospital';
import { headOf } from './people';
import type { World } from './road';

type Held = { on: Day; participants: number; result: string; lessons: string };
type SamplePlan = {
  kind: 'EPIDEMIC' | 'DISASTER' | 'FIRE' | 'OTHER';
  title: string;
  department: string | null;
  validFrom: Day;
  validTo: Day | null;
  number?: string;
  body: string;
  drills: { on: Day; scenario: string; held?: Held }[];
  retired?: { on: Day; reason: string };
};

/** One of each standing: drilled and mended, nearly over, never drilled, retired. */
const PLANS: readonly SamplePlan[] = [
  {
    ...{ kind: 'EPIDEMIC', title: 'Phương án phòng chống dịch sởi và sốt xuất huyết', department: null },
    ...{ validFrom: '2026-01-01', validTo: '2027-06-30', number: '611/QĐ-BV' },
    body: 'Ba tình huống: dưới 20 ca một ngày, từ 20 đến 50 ca, trên 50 ca.\nKhu cách ly: tầng 2 nhà C. Đội cơ động: Khoa Nhi, Khoa Hồi sức tích cực, Khoa Kiểm soát nhiễm khuẩn.\nCơ số: 400 liều dịch truyền, 60 máy đo SpO2.',
    drills: [
      {
        on: '2026-05-14',
        scenario: 'Hai mươi ca sốt xuất huyết, ba ca sốc vào cùng một buổi',
        held: {
          on: '2026-05-14',
          participants: 64,
          result: 'Phân luồng xong trong 25 phút, xử trí sốc đúng phác đồ. Báo động đội cơ động chậm 10 phút.',
          lessons: 'Thiếu máy đo SpO2 ở khu cách ly; danh bạ đội cơ động đã cũ.',
        },
      },
      { on: '2026-12-10', scenario: 'Ổ dịch sởi trong khoa nội trú' },
    ],
  },
  {
    ...{ kind: 'DISASTER', title: 'Phương án ứng phó bão, lũ và sạt lở', department: null },
    ...{ validFrom: '2025-01-01', validTo: '2026-12-31', number: '702/QĐ-BV' },
    body: 'Di chuyển người bệnh tầng 1 lên tầng 3 trong 60 phút. Điện dự phòng 72 giờ. Hai đội phẫu thuật cơ động.',
    drills: [
      {
        on: '2025-08-20',
        scenario: 'Nước lên sân bệnh viện lúc 2 giờ sáng',
        held: { on: '2025-08-21', participants: 120, result: 'Di chuyển 86 người bệnh trong 52 phút.', lessons: 'Cáng thiếu bốn chiếc.' },
      },
    ],
  },
  {
    ...{ kind: 'FIRE', title: 'Phương án chữa cháy và cứu nạn nhà A', department: 'HCQT' },
    ...{ validFrom: '2026-03-01', validTo: null },
    body: 'Lối thoát nạn hai đầu hành lang; tập kết tại sân trước. Người bệnh nặng chuyển bằng đệm kéo.',
    drills: [],
  },
  {
    ...{ kind: 'EPIDEMIC', title: 'Phương án đáp ứng COVID-19', department: null },
    ...{ validFrom: '2023-01-01', validTo: null, number: '18/QĐ-BV' },
    body: 'Khu điều trị riêng 40 giường.',
    drills: [],
    retired: { on: '2024-06-30', reason: 'Bệnh chuyển sang nhóm B; gộp vào phương án chung.' },
  },
];

/** Contingency plans with their drills; what the last drill showed became a task of this quarter. */
export async function prepareForTheWorst({ run, people, ids }: World): Promise<void> {
  const planning = people.actor('khth');
  for (const { drills, retired, department, number, validFrom, ...content } of PLANS) {
    const actor = department === null ? planning : people.actor(headOf(department));
    const act = { actor, now: moment(validFrom, -60 * 24 * 5) };
    const { id: planId } = await run(drawUpPlan, act, {
      ...{ ...content, validFrom, departmentId: department === null ? null : idOf(ids.departments, department) },
      decision: number ? { number, signedOn: validFrom, subject: `Ban hành ${content.title.toLowerCase()}`, authority: 'Bệnh viện' } : null,
    });
    for (const { on, scenario, held } of drills) {
      const { id: drillId } = await run(scheduleDrill, { actor, now: moment(validFrom, 120) }, { planId, scheduledOn: on, scenario });
      if (!held) continue;
      const { on: heldOn, ...found } = held;
      await run(recordDrill, { actor, now: moment(heldOn, 500) }, { drillId, version: 1, heldOn, ...found });
      if (!heldOn.startsWith('2026')) continue;
      // before reports of the quarter open: no report is begun by it
      await run(
        mendByTask,
        { actor: planning, now: moment('2026-11-03', 90) },
        {
          ...{ drillId, departmentId: idOf(ids.departments, 'KSNK'), areaId: idOf(ids.areas, 'PHONG_BENH') },
          ...{ title: 'Bổ sung 10 máy đo SpO2 cho khu cách ly', deliverable: 'Biên bản bàn giao', dueOn: '2026-12-15' },
        },
      );
    }
    if (retired)
      await run(retirePlan, { actor, now: moment(retired.on, 60) }, { planId, version: 1, retiredOn: retired.on, reason: retired.reason });
  }
}
