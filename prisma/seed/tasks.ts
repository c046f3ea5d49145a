import { addDays, type Day } from '@/domain/date';
import type { Quarter } from '@/domain/period';
import { quarterDays } from '@/domain/period';
import type { Profile } from './assignments';
import type { SampleDepartment } from './departments';
import { fateOf } from './fates';
import { chance, pick, pickSome } from './random';
import { reporting } from './sheets';
import type { Year } from './totals';

/** What departments undertake: area, title, deliverable, result when it is done. «{x}» is drawn from the department's own subjects. */
type Template = readonly [area: string, title: string, deliverable: string, result: string];

const CARE: readonly Template[] = [
  [
    'KCB',
    'Rà soát, cập nhật phác đồ điều trị {x}',
    'Phác đồ được Hội đồng khoa học thông qua',
    'Đã thông qua Hội đồng khoa học và áp dụng tại khoa.',
  ],
  [
    'KCB',
    'Kiểm tra chéo hồ sơ bệnh án {x}',
    'Biên bản kiểm tra, bảng điểm',
    'Đã kiểm tra đủ số hồ sơ; các lỗi ghi chép được sửa trong tuần.',
  ],
  [
    'CHAT_LUONG',
    'Bình bệnh án, kiểm thảo tử vong theo quy chế',
    'Biên bản bình bệnh án',
    'Đã bình đủ bệnh án theo lịch; rút kinh nghiệm trong toàn khoa.',
  ],
  [
    'KCB',
    'Rút ngắn thời gian chờ của người bệnh {x}',
    'Bảng đo thời gian chờ trước và sau',
    'Thời gian chờ giảm so với đầu quý; duy trì quy trình mới.',
  ],
  ['DAO_TAO', 'Tập huấn nhân viên về {x}', 'Danh sách dự, bài kiểm tra', 'Nhân viên dự đủ và đạt bài kiểm tra cuối khóa.'],
  ['NCKH', 'Nghiệm thu sáng kiến về {x}', 'Biên bản nghiệm thu', 'Hội đồng xếp loại khá; đã áp dụng tại khoa.'],
  [
    'NCKH',
    'Chuẩn bị triển khai kỹ thuật mới về {x}',
    'Quy trình kỹ thuật, danh sách kíp thực hiện',
    'Quy trình được phê duyệt; đã thực hiện những ca đầu tiên.',
  ],
  ['CHI_DAO_TUYEN', 'Hỗ trợ tuyến dưới về {x}', 'Biên bản chuyển giao', 'Tuyến dưới tự thực hiện được dưới giám sát.'],
  [
    'PHONG_BENH',
    'Truyền thông cho người bệnh và người nhà về {x}',
    'Ảnh, danh sách người dự',
    'Đã tổ chức đủ buổi; người bệnh tham gia đông.',
  ],
  ['CNTT_CDS', 'Nhập bệnh án điện tử đúng hạn cho người bệnh {x}', 'Bảng theo dõi hằng tuần', 'Trên 95 % bệnh án hoàn thành trong 24 giờ.'],
];
const TESTS: readonly Template[] = [
  ['KCB', 'Kiểm chuẩn máy, ngoại kiểm {x}', 'Phiếu kết quả ngoại kiểm', 'Kết quả ngoại kiểm đạt ở tất cả thông số.'],
  ['CHAT_LUONG', 'Rà soát quy trình trả kết quả {x}', 'Quy trình sửa đổi', 'Quy trình mới được áp dụng, số kết quả trả trễ giảm.'],
  ['DAO_TAO', 'Đào tạo kỹ thuật viên về {x}', 'Danh sách dự, bài kiểm tra', 'Kỹ thuật viên dự đủ và đạt yêu cầu.'],
  ['NCKH', 'Báo cáo khoa học về {x}', 'Bài báo cáo', 'Đã báo cáo tại sinh hoạt khoa học của bệnh viện.'],
  [
    'CNTT_CDS',
    'Kết nối kết quả {x} với bệnh án điện tử',
    'Biên bản nghiệm thu kết nối',
    'Kết quả lên bệnh án điện tử ngay khi được duyệt.',
  ],
  ['KINH_TE', 'Rà soát vật tư, hóa chất cho {x}', 'Bảng định mức', 'Định mức được duyệt, không thiếu vật tư trong quý.'],
];
const ADMINISTRATION: readonly Template[] = [
  ['CHAT_LUONG', 'Rút ngắn quy trình {x}', 'Quy trình sửa đổi', 'Quy trình được ban hành, bỏ một bước ký.'],
  ['CNTT_CDS', 'Số hóa hồ sơ {x}', 'Danh mục hồ sơ đã số hóa', 'Hồ sơ được số hóa và tra cứu được.'],
  ['DAO_TAO', 'Hướng dẫn các khoa, phòng về {x}', 'Tài liệu, danh sách dự', 'Các khoa, phòng dự đủ; tài liệu gửi qua mạng nội bộ.'],
  ['KINH_TE', 'Rà soát, dự trù kinh phí cho {x}', 'Tờ trình được duyệt', 'Giám đốc đã duyệt, đang thực hiện theo kế hoạch.'],
  ['NCKH', 'Sáng kiến cải tiến {x}', 'Biên bản nghiệm thu', 'Hội đồng công nhận, áp dụng trong toàn viện.'],
  [
    'CHAT_LUONG',
    'Kiểm tra việc thực hiện {x} tại các khoa',
    'Biên bản kiểm tra',
    'Đã kiểm tra theo kế hoạch, các khoa khắc phục xong tồn tại.',
  ],
];
const UNPLANNED: readonly Template[] = [
  ['PHONG_BENH', 'Tiếp nhận ca bệnh tăng đột biến theo phân công', 'Báo cáo nhanh', 'Đã tiếp nhận và điều trị an toàn.'],
  ['CHAT_LUONG', 'Khắc phục kiến nghị của đoàn kiểm tra Sở Y tế', 'Báo cáo khắc phục', 'Đã khắc phục xong các kiến nghị.'],
  ['CNTT_CDS', 'Chuyển dữ liệu khi nâng cấp phần mềm bệnh viện', 'Biên bản đối chiếu', 'Dữ liệu được đối chiếu đủ, không sai lệch.'],
];

const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  NOI: ['tăng huyết áp', 'đái tháo đường type 2', 'viêm phổi cộng đồng', 'xơ gan'],
  KB: ['khám theo yêu cầu', 'bệnh mạn tính', 'khám sức khỏe', 'kê đơn ngoại trú'],
  CC: ['ngừng tuần hoàn', 'phản vệ', 'đa chấn thương', 'phân loại cấp cứu'],
  HSTC: ['sốc nhiễm khuẩn', 'thở máy', 'lọc máu liên tục', 'ngộ độc cấp'],
  TM: ['suy tim', 'nhồi máu cơ tim', 'rung nhĩ', 'đặt máy tạo nhịp'],
  CCTM: ['can thiệp mạch vành', 'nhồi máu cơ tim cấp', 'can thiệp mạch ngoại vi'],
  DQ: ['tiêu sợi huyết', 'lấy huyết khối', 'phục hồi sớm sau đột quỵ'],
  TKDQ: ['đột quỵ não', 'động kinh', 'tiêu sợi huyết'],
  NGOAI: ['phẫu thuật nội soi ổ bụng', 'chuẩn bị người bệnh trước mổ', 'nhiễm khuẩn vết mổ', 'cắt gan'],
  CT: ['thay khớp háng', 'kết hợp xương', 'gãy xương hở'],
  SAN: ['băng huyết sau sinh', 'tiền sản giật', 'đẻ không đau', 'da kề da'],
  NHI: ['sốt xuất huyết', 'tay chân miệng', 'sơ sinh non tháng', 'hen phế quản'],
  UB: ['hóa trị', 'chăm sóc giảm nhẹ', 'sàng lọc ung thư vú'],
  CDHA: ['cộng hưởng từ', 'cắt lớp vi tính', 'siêu âm'],
  HS: ['sinh hóa máu', 'miễn dịch', 'nước tiểu'],
  DUOC: ['kháng sinh', 'thuốc nguy cơ cao', 'cung ứng thuốc'],
  KHTH: ['kế hoạch quý', 'hồ sơ bệnh án', 'đề án phát triển kỹ thuật'],
  TCKT: ['thanh quyết toán BHYT', 'thu viện phí không tiền mặt', 'mua sắm'],
  CNTT: ['bệnh án điện tử', 'an toàn thông tin', 'kê đơn điện tử'],
};
const GENERAL: Readonly<Record<'care' | 'tests' | 'office', readonly string[]>> = {
  care: ['người bệnh nặng', 'người bệnh cao tuổi', 'an toàn người bệnh', 'kiểm soát nhiễm khuẩn', 'sử dụng kháng sinh'],
  tests: ['xét nghiệm', 'mẫu bệnh phẩm', 'an toàn sinh học'],
  office: ['văn bản đi, đến', 'trực lãnh đạo', 'mua sắm', '5S', 'tiếp nhận phản ánh của người bệnh', 'an toàn lao động'],
};
const TESTING: readonly Profile[] = ['laboratory', 'imaging', 'endoscopy', 'pharmacy', 'infection'];

export type Group = 'care' | 'tests' | 'office';
export function groupOf({ kind, profile }: SampleDepartment): Group {
  if (profile !== null && TESTING.includes(profile)) return 'tests';
  return kind === 'CLINICAL_DEPT' ? 'care' : 'office';
}

export type SampleTask = {
  area: string;
  title: string;
  deliverable: string;
  quantity: string | null;
  quantityUnit: string;
  result: string;
  /** Which of the directors directs it. */
  leader: number | null;
  startsOn: Day;
  dueOn: Day;
  supporting: string[];
  partners: string | null;
  isPriority: boolean;
  isUnplanned: boolean;
  outcome: 'onTime' | 'exceeded' | 'late' | 'inProgress' | 'cancelled';
  doneOn: Day | null;
};

/** The tasks that a department takes on in a quarter, with what becomes of them; one in eight departments has an unplanned one. */
export function tasksOf(department: SampleDepartment, year: Year, quarter: Quarter): SampleTask[] {
  const { code } = department;
  const group = groupOf(department);
  const templates = group === 'care' ? CARE : group === 'tests' ? TESTS : ADMINISTRATION;
  const count = 3 + Math.floor(chance('tasks', code, year, quarter) * 2.4);
  const planned = pickSome(templates, count, 'tasks', code, year, quarter).map((template, place) =>
    task(department, template, year, quarter, place, false),
  );
  const isSurprised = chance('unplanned', code, year, quarter) < 0.12;
  return isSurprised ? [...planned, task(department, pick(UNPLANNED, code, year, quarter), year, quarter, count, true)] : planned;
}

const COUNTED: Readonly<Record<string, string>> = { DAO_TAO: 'lớp', CHI_DAO_TUYEN: 'chuyến', PHONG_BENH: 'buổi' };

/** How many of what, where it is counted. */
function amountOf(area: string, key: (string | number)[]): { quantity: string | null; quantityUnit: string } {
  const quantityUnit = COUNTED[area] ?? '';
  return { quantity: quantityUnit === '' ? null : String(1 + Math.floor(chance('amount', ...key) * 3)), quantityUnit };
}

/** From which day of the quarter on tasks fall due, and in how many days: plans of Quý IV/2026 were made in November, and not all are approved. */
function dueDays(code: string, year: Year, quarter: Quarter): [first: number, days: number] {
  if (year !== 2026 || quarter !== 4) return [28, 60];
  return fateOf('PLAN', code, year, quarter) === 'approved' ? [37, 53] : [62, 28];
}

function task(
  department: SampleDepartment,
  [area, title, deliverable, result]: Template,
  year: Year,
  quarter: Quarter,
  place: number,
  isUnplanned: boolean,
): SampleTask {
  const { code } = department;
  const key = [code, year, quarter, place];
  const { startsOn } = quarterDays(year, quarter);
  const [first, days] = dueDays(code, year, quarter);
  const dueOn = addDays(startsOn, first + Math.floor(chance('due', ...key) * days));
  const lot = chance('outcome', ...key);
  const outcome = lot < 0.1 ? 'late' : lot < 0.26 ? 'exceeded' : lot < 0.31 ? 'inProgress' : lot < 0.33 ? 'cancelled' : 'onTime';
  const doneOn = addDays(dueOn, outcome === 'late' ? 3 + Math.floor(chance('days', ...key) * 12) : -Math.floor(chance('days', ...key) * 8));
  const others = reporting(year, quarter).filter((one) => one.code !== code && one.kind !== 'TEAM');
  return {
    area,
    title: title.replace('{x}', pick([...(SUBJECTS[code] ?? []), ...GENERAL[groupOf(department)]], 'subject', ...key)),
    deliverable,
    ...amountOf(area, key),
    result,
    leader: chance('led', ...key) < 0.4 ? Math.floor(chance('leader', ...key) * 4) : null,
    startsOn,
    dueOn,
    supporting: pickSome(others, Math.floor(chance('support', ...key) * 2.6), 'support', ...key).map((one) => one.code),
    partners:
      area === 'CHI_DAO_TUYEN'
        ? pick(['Bệnh viện đa khoa khu vực Hạ Lâm', 'Trung tâm Y tế Phú Sơn', 'Trung tâm Y tế Đồng Vân'], 'partner', ...key)
        : null,
    isPriority: chance('priority', ...key) < 0.15,
    isUnplanned,
    outcome,
    doneOn: outcome === 'inProgress' || outcome === 'cancelled' ? null : doneOn,
  };
}
