import type { Aggregation, Direction } from '@/features/indicators/rules';

/** The seven tasks of QĐ 1895/1997/QĐ-BYT in their order, then what hospitals add (domain.md D1). */
const AREAS = [
  ['KCB', 'Cấp cứu – Khám bệnh – Chữa bệnh', true],
  ['DAO_TAO', 'Đào tạo cán bộ', true],
  ['NCKH', 'Nghiên cứu khoa học', true],
  ['CHI_DAO_TUYEN', 'Chỉ đạo tuyến', true],
  ['PHONG_BENH', 'Phòng bệnh', true],
  ['HTQT', 'Hợp tác quốc tế', true],
  ['KINH_TE', 'Quản lý kinh tế', true],
  ['CHAT_LUONG', 'Quản lý chất lượng', false],
  ['CNTT_CDS', 'Công nghệ thông tin, chuyển đổi số', false],
  ['TO_CHUC_CAN_BO', 'Tổ chức cán bộ', false],
  ['CONG_DOAN', 'Công đoàn', false],
  ['DOAN_TN', 'Đoàn Thanh niên', false],
] as const;
type Area = (typeof AREAS)[number][0];

type More = {
  decimals?: number;
  numerator?: string;
  denominator?: string;
  denominatorDays?: boolean;
  scale?: string;
  weight?: string;
  rangeLow?: string;
  rangeHigh?: string;
  hardMax?: string;
  softChangePct?: number;
  isHeadline?: boolean;
};
export type SampleIndicator = {
  code: string;
  name: string;
  unit: string;
  area: Area;
  direction: Direction;
  aggregation: Aggregation;
  more: More;
};

const row =
  (area: Area, aggregation: Aggregation) =>
  (code: string, name: string, unit: string, direction: Direction = 'UP', more: More = {}): SampleIndicator => ({
    ...{ code, name, unit, area, direction, aggregation },
    more: { ...(aggregation === 'SUM' ? { softChangePct: 20 } : {}), ...more },
  });
const percent = (
  area: Area,
  code: string,
  name: string,
  direction: Direction,
  [numerator, denominator]: [string, string],
  more: More = {},
): SampleIndicator =>
  row(area, 'RATIO')(code, name, '%', direction, { numerator, denominator, scale: '100', decimals: 1, hardMax: '200', ...more });

const care = row('KCB', 'SUM');
const learning = row('DAO_TAO', 'SUM');
const research = row('NCKH', 'SUM');
const ongoing = row('NCKH', 'LAST');
const guiding = row('CHI_DAO_TUYEN', 'SUM');
const prevention = row('PHONG_BENH', 'SUM');
const abroad = row('HTQT', 'SUM');
const money = row('KINH_TE', 'SUM');
const quality = row('CHAT_LUONG', 'SUM');
const people = row('TO_CHUC_CAN_BO', 'LAST');

/** In the order of the catalogue. What is not judged by itself (parts, classes, numbers of staff) has the direction NONE. */
export const INDICATORS: readonly SampleIndicator[] = [
  row('KCB', 'LAST')('BED_PLAN', 'Giường kế hoạch', 'giường', 'NONE'),
  care('OPD', 'Lượt khám bệnh', 'lượt', 'UP', { isHeadline: true }),
  care('OPD_BHYT', 'Lượt khám BHYT', 'lượt'),
  care('OPT_TREAT', 'Lượt điều trị ngoại trú', 'lượt'),
  care('EMERG', 'Lượt cấp cứu', 'lượt'),
  care('IPD', 'Lượt điều trị nội trú', 'lượt', 'UP', { isHeadline: true }),
  care('IPD_DAYS', 'Tổng số ngày điều trị nội trú', 'ngày'),
  percent('KCB', 'BOR_PLAN', 'Công suất giường kế hoạch', 'RANGE', ['IPD_DAYS', 'BED_PLAN'], {
    ...{ denominatorDays: true, rangeLow: '85', rangeHigh: '95', isHeadline: true },
  }),
  row('KCB', 'RATIO')('ALOS', 'Ngày điều trị trung bình', 'ngày', 'DOWN', {
    ...{ numerator: 'IPD_DAYS', denominator: 'IPD', decimals: 1, hardMax: '60', isHeadline: true },
  }),
  care('TRANSFER_OUT', 'Chuyển tuyến trên', 'lượt', 'NONE'),
  percent('KCB', 'TRANSFER_RATE', 'Tỷ lệ chuyển tuyến trên', 'DOWN', ['TRANSFER_OUT', 'IPD']),
  care('DISCHARGED', 'Người bệnh ra viện', 'lượt', 'NONE'),
  care('CURED', 'Người bệnh khỏi, đỡ khi ra viện', 'lượt', 'NONE'),
  percent('KCB', 'CURE_RATE', 'Tỷ lệ khỏi, đỡ', 'UP', ['CURED', 'DISCHARGED']),
  care('DEATH', 'Tử vong', 'ca', 'NONE'),
  percent('KCB', 'DEATH_RATE', 'Tỷ lệ tử vong', 'DOWN', ['DEATH', 'IPD'], { decimals: 2 }),
  care('SURG_TOTAL', 'Tổng số phẫu thuật', 'ca', 'UP', { isHeadline: true }),
  care('SURG_SP', 'Phẫu thuật loại đặc biệt', 'ca', 'NONE'),
  care('SURG_1', 'Phẫu thuật loại I', 'ca', 'NONE'),
  care('SURG_2', 'Phẫu thuật loại II', 'ca', 'NONE'),
  care('SURG_3', 'Phẫu thuật loại III', 'ca', 'NONE'),
  care('PROC_TOTAL', 'Tổng số thủ thuật', 'ca'),
  care('PROC_1', 'Thủ thuật loại I', 'ca', 'NONE'),
  care('BIRTH', 'Số đẻ', 'ca'),
  care('CS', 'Mổ đẻ', 'ca', 'NONE'),
  percent('KCB', 'CS_RATE', 'Tỷ lệ mổ đẻ', 'DOWN', ['CS', 'BIRTH']),
  care('LAB', 'Xét nghiệm', 'lượt'),
  care('XRAY', 'Chụp X-quang', 'lượt'),
  care('CT', 'Chụp cắt lớp vi tính', 'lượt'),
  care('MRI', 'Chụp cộng hưởng từ', 'lượt'),
  care('US', 'Siêu âm', 'lượt'),
  care('ENDO', 'Nội soi', 'lượt'),
  care('FUNC', 'Thăm dò chức năng', 'lượt'),
  care('SAT_IN_N', 'Phiếu khảo sát người bệnh nội trú', 'phiếu', 'NONE'),
  care('SAT_IN_YES', 'Phiếu nội trú hài lòng', 'phiếu', 'NONE'),
  percent('KCB', 'SAT_IN', 'Người bệnh nội trú hài lòng', 'UP', ['SAT_IN_YES', 'SAT_IN_N'], { isHeadline: true, hardMax: '100' }),
  care('SAT_OUT_N', 'Phiếu khảo sát người bệnh ngoại trú', 'phiếu', 'NONE'),
  care('SAT_OUT_YES', 'Phiếu ngoại trú hài lòng', 'phiếu', 'NONE'),
  percent('KCB', 'SAT_OUT', 'Người bệnh ngoại trú hài lòng', 'UP', ['SAT_OUT_YES', 'SAT_OUT_N'], { hardMax: '100' }),

  learning('GRADUATES', 'Tốt nghiệp Thạc sĩ, BSCKI, BSCKII', 'người', 'UP', { isHeadline: true }),
  learning('TRAIN_SENT', 'Cán bộ cử đi học', 'người'),
  learning('CME_CLASSES', 'Lớp CME tại đơn vị', 'lớp'),
  learning('TRAINEES', 'Học viên, sinh viên thực hành', 'người'),
  learning('SCI_TALKS', 'Buổi sinh hoạt khoa học toàn viện', 'buổi'),
  learning('CME_ENOUGH', 'Người đủ giờ đào tạo liên tục', 'người'),

  research('INIT', 'Đề tài, sáng kiến cấp cơ sở được nghiệm thu', 'đề tài', 'UP', { isHeadline: true }),
  research('NEW_TECH', 'Kỹ thuật mới triển khai', 'kỹ thuật', 'UP', { isHeadline: true }),
  research('RES_PROV_ACC', 'Nhiệm vụ cấp tỉnh được nghiệm thu', 'nhiệm vụ'),
  research('ARTICLES', 'Bài báo khoa học', 'bài'),
  research('CONF_REPORTS', 'Báo cáo tại hội nghị khoa học', 'báo cáo'),
  ongoing('RES_MIN_ON', 'Nhiệm vụ cấp Bộ đang triển khai', 'nhiệm vụ', 'NONE'),
  ongoing('RES_PROV_ON', 'Nhiệm vụ cấp tỉnh đang triển khai', 'nhiệm vụ', 'NONE'),
  ongoing('RES_BASE_ON', 'Đề tài cấp cơ sở dùng ngân sách đang triển khai', 'đề tài', 'NONE'),

  guiding('TECH_TRANSFER', 'Kỹ thuật chuyển giao', 'kỹ thuật', 'UP', { isHeadline: true }),
  guiding('CDT_VISITS', 'Lượt cán bộ đi tuyến', 'lượt'),
  guiding('CDT_CLASSES', 'Lớp tập huấn cho tuyến dưới', 'lớp'),
  guiding('CDT_TRAINEES', 'Học viên tuyến dưới', 'người'),
  guiding('TELE', 'Ca hội chẩn từ xa', 'ca'),

  prevention('HEALTH_TALKS', 'Buổi truyền thông sức khỏe', 'buổi', 'UP', { isHeadline: true }),
  prevention('HAND_OBS', 'Cơ hội vệ sinh tay được quan sát', 'cơ hội', 'NONE'),
  prevention('HAND_OK', 'Cơ hội vệ sinh tay có tuân thủ', 'cơ hội', 'NONE'),
  percent('PHONG_BENH', 'HAND_HYGIENE', 'Tuân thủ vệ sinh tay', 'UP', ['HAND_OK', 'HAND_OBS'], { hardMax: '100' }),
  prevention('HAI', 'Ca nhiễm khuẩn bệnh viện', 'ca', 'NONE'),
  percent('PHONG_BENH', 'HAI_RATE', 'Tỷ lệ nhiễm khuẩn bệnh viện', 'DOWN', ['HAI', 'IPD']),
  prevention('DRILLS', 'Diễn tập phòng chống dịch, thảm họa', 'cuộc'),

  abroad('EXPERT_TEAMS', 'Đoàn chuyên gia nước ngoài đến làm việc', 'đoàn', 'UP', { isHeadline: true }),
  abroad('INT_TRAINING', 'Lượt cán bộ đi học, dự hội thảo nước ngoài', 'lượt'),
  abroad('INT_PROJECTS', 'Dự án, thỏa thuận hợp tác đang thực hiện', 'dự án'),

  money('REVENUE', 'Thu viện phí', 'triệu đồng', 'UP', { isHeadline: true }),
  money('BHYT_REV', 'Thu BHYT được quyết toán', 'triệu đồng'),
  money('SERVICE_REV', 'Thu dịch vụ theo yêu cầu', 'triệu đồng'),
  money('EXPENSE', 'Tổng chi', 'triệu đồng', 'NONE'),
  money('DRUG_COST', 'Chi thuốc', 'triệu đồng', 'NONE'),
  percent('KINH_TE', 'DRUG_SHARE', 'Chi thuốc trên tổng chi', 'DOWN', ['DRUG_COST', 'EXPENSE'], { hardMax: '100' }),

  row('CHAT_LUONG', 'LAST')('QUALITY', 'Điểm chất lượng bệnh viện', 'điểm', 'UP', { decimals: 2, hardMax: '5' }),
  quality('RECORDS_CHECKED', 'Hồ sơ bệnh án được kiểm tra', 'hồ sơ', 'NONE'),
  row('CHAT_LUONG', 'WEIGHTED_AVG')('RECORD_SCORE', 'Điểm kiểm tra hồ sơ bệnh án', 'điểm', 'UP', {
    ...{ weight: 'RECORDS_CHECKED', decimals: 1, hardMax: '10' },
  }),
  quality('WORK_REQ', 'Yêu cầu phục vụ tiếp nhận', 'yêu cầu', 'NONE'),
  quality('WORK_DONE', 'Yêu cầu xử lý đúng hạn', 'yêu cầu', 'NONE'),
  percent('CHAT_LUONG', 'WORK_RATE', 'Tỷ lệ yêu cầu xử lý đúng hạn', 'UP', ['WORK_DONE', 'WORK_REQ'], { hardMax: '100' }),
  quality('INCIDENTS', 'Sự cố y khoa được báo cáo', 'sự cố', 'NONE'),
  row('CHAT_LUONG', 'LAST')('EQUIP_TOTAL', 'Thiết bị y tế đang quản lý', 'thiết bị', 'NONE'),
  row('CHAT_LUONG', 'LAST')('EQUIP_OK', 'Thiết bị hoạt động tốt', 'thiết bị', 'NONE'),
  percent('CHAT_LUONG', 'EQUIP_RATE', 'Tỷ lệ thiết bị hoạt động tốt', 'UP', ['EQUIP_OK', 'EQUIP_TOTAL'], { hardMax: '100' }),

  row('CNTT_CDS', 'LAST')('EMR_DEPTS', 'Đơn vị dùng bệnh án điện tử', 'đơn vị'),
  people('STAFF', 'Tổng số người làm việc', 'người', 'NONE'),
  people('DOCTOR', 'Bác sĩ', 'người', 'NONE'),
  people('NURSE', 'Điều dưỡng, hộ sinh, kỹ thuật y', 'người', 'NONE'),
];

/** The catalogue as the command takes it. In use since 2018, for the published years. */
export const catalogueInput = {
  areas: AREAS.map(([code, name, isCore], place) => ({ code, name, isCore, sortOrder: (place + 1) * 10 })),
  indicators: INDICATORS.map(({ more, ...definition }, place) => ({ ...definition, ...more, fromYear: 2018, sortOrder: (place + 1) * 10 })),
};

export const decimalsOf = new Map(INDICATORS.map(({ code, more }) => [code, more.decimals ?? 0]));
export const aggregationOf = new Map(INDICATORS.map(({ code, aggregation }) => [code, aggregation]));
export const softChangeOf = new Map(INDICATORS.map(({ code, more }) => [code, more.softChangePct ?? null]));
