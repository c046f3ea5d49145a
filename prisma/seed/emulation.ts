import { addItem, addMember, changeMember, foundBloc, holdMeeting, scoreMember } from '@/features/blocs/commands';
import { launchMovement, recordUnit, reviewMovement, takePart } from '@/features/movements/commands';
import { moment } from './calendar';
import { HOSPITAL } from './hospital';
import type { World } from './road';

/** The units of the bloc of 2022, in the order of the news item; its first, the chair, is the part that the sample hospital plays. */
const OTHERS = [
  'Sở Y tế',
  'Sở Giáo dục và Đào tạo',
  'Đài Phát thanh – Truyền hình tỉnh',
  'Sở Lao động – Thương binh và Xã hội',
  'Sở Văn hóa, Thể thao và Du lịch',
  'Bảo tàng Văn hóa các dân tộc',
  'Ban Dân tộc tỉnh',
];
const COMMON = [
  'Chung sức xây dựng nông thôn mới',
  'Chung tay vì người nghèo, không để ai bị bỏ lại phía sau',
  'Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở',
  'Chương trình trồng 1 tỷ cây xanh',
  'Thực hiện cải cách hành chính',
  'Toàn dân bảo vệ an ninh Tổ quốc',
  'Đẩy mạnh chương trình chuyển đổi số',
];
const OWN = [
  'Đổi mới phong cách thái độ phục vụ hướng tới sự hài lòng của người bệnh',
  'Toàn dân rèn luyện thân thể theo gương Bác Hồ vĩ đại',
];
const UNION = 'Công nhân, viên chức, lao động chung sức hiện thực hóa khát vọng xây dựng quê hương văn minh, thịnh vượng';
const INTERIM = '2022-07-13';
const ITEMS = [
  { code: '1', name: 'Thực hiện nhiệm vụ chuyên môn', maxPoints: '60' },
  { code: '2', name: 'Thực hiện chủ trương, chính sách của Đảng, pháp luật của Nhà nước', maxPoints: '20' },
  { code: '3', name: 'Công tác thi đua, khen thưởng', maxPoints: '20' },
  { code: 'T', name: 'Điểm trừ: báo cáo chậm, vắng họp khối', maxPoints: '10', kind: 'PENALTY' as const },
];

/** The bloc of 2022 with its eight units and its half-year meeting, its seven and two movements, and the union's of 2023 (domain.md A). */
export async function emulate({ run, people, ids }: World): Promise<void> {
  const desk = (day: string) => ({ actor: people.actor('tdkt'), now: moment(day, 60) });
  const launch = (name: string, scope: 'PROVINCE' | 'UNIT', launchedBy: string) =>
    run(launchMovement, desk('2022-02-15'), { name, scope, launchedBy, startsOn: '2022-01-01', endsOn: '2022-12-31' });
  for (const name of COMMON) await launch(name, 'PROVINCE', 'Ủy ban nhân dân tỉnh');
  for (const name of OWN) {
    const { id: movementId } = await launch(name, 'UNIT', HOSPITAL.name);
    const units = ['NOI', 'NGOAI', 'SAN', 'NHI'].flatMap((code) => ids.departments.get(code) ?? []);
    await run(takePart, desk('2022-03-01'), { movementId, version: 1, departmentIds: units });
    await run(reviewMovement, desk(INTERIM), {
      ...{ movementId, version: 2, stage: 'INTERIM', heldOn: INTERIM },
      result: 'Các khoa lâm sàng đã triển khai; tiếp tục khảo sát hài lòng hằng quý.',
    });
    const [first] = units;
    if (first !== undefined)
      await run(recordUnit, desk(INTERIM), {
        movementId,
        version: 3,
        departmentId: first,
        result: 'Dẫn đầu 6 tháng đầu năm',
        isCommended: true,
      });
  }
  await run(
    launchMovement,
    { actor: people.actor('congdoan'), now: moment('2023-03-01', 60) },
    { name: UNION, scope: 'UNION', launchedBy: 'Công đoàn bệnh viện', startsOn: '2023-01-01', endsOn: '2023-12-31' },
  );

  const { id: blocId } = await run(foundBloc, desk('2022-02-20'), {
    name: 'Khối thi đua các cơ quan Văn hóa – Xã hội',
    decision: { subject: 'Thành lập, kiện toàn các khối thi đua của tỉnh', authority: 'Ủy ban nhân dân tỉnh', unnumbered: 'on' },
  });
  const year = 2022;
  const us = await run(addMember, desk('2022-02-20'), { blocId, year, organisation: HOSPITAL.name, role: 'CHAIR', isUs: true });
  for (const organisation of OTHERS) await run(addMember, desk('2022-02-20'), { blocId, year, organisation });
  await run(changeMember, desk('2022-03-30'), {
    ...{ memberId: us.id, version: 1, organisation: HOSPITAL.name, role: 'CHAIR', isUs: true },
    pledge:
      'Hoàn thành chỉ tiêu giường bệnh, khám bệnh được giao.\nTriển khai kỹ thuật mới theo kế hoạch.\nHài lòng người bệnh nội trú từ 90 % trở lên.',
  });
  const scores = [];
  for (const [at, item] of ITEMS.entries()) {
    const { id: itemId } = await run(addItem, desk('2022-03-30'), { blocId, year, ...item });
    scores.push({ itemId, self: ['58', '19', '19', '0'][at], verified: null });
  }
  await run(holdMeeting, desk(INTERIM), {
    ...{ blocId, year, kind: 'INTERIM', heldOn: INTERIM, place: HOSPITAL.name },
    result: 'Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm; phương hướng 6 tháng cuối năm 2022.',
  });
  await run(scoreMember, desk('2022-12-15'), { memberId: us.id, version: 2, scores });
}
