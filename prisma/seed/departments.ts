import type { Day } from '@/domain/date';
import type { DepartmentKind } from '@/features/departments/schema';
import type { Profile } from './assignments';

/** A department as it is founded. `size` holds what its share of the hospital's work follows from (figures.ts). */
export type SampleDepartment = {
  code: string;
  name: string;
  shortName?: string;
  kind: DepartmentKind;
  profile: Profile | null;
  establishedOn: Day;
  /** The last day + 1, when a decision below ends it. */
  until?: Day;
  size?: Size;
};
type Size = {
  beds?: number;
  /** Typical occupancy (1 = 100 %) and stay (days); scaled so that the hospital's totals come out. */
  occupancy?: number;
  stay?: number;
  visits?: number;
  surgery?: number;
  /** Shares of special, first, second and third class operations. */
  classes?: readonly [number, number, number, number];
  procedures?: number;
  revenue?: number;
};

const clinical = (
  code: string,
  name: string,
  profile: Profile,
  [beds, occupancy, stay, visits, procedures, revenue]: [number, number, number, number, number, number],
  more: Partial<SampleDepartment> & { surgery?: number; classes?: Size['classes'] } = {},
): SampleDepartment => {
  const { surgery, classes, ...rest } = more;
  return {
    code,
    name: `Khoa ${name}`,
    shortName: name,
    kind: 'CLINICAL_DEPT',
    profile,
    establishedOn: '1988-05-19',
    size: { beds, occupancy, stay, visits, procedures, revenue, surgery, classes },
    ...rest,
  };
};
const paraclinical = (code: string, name: string, profile: Profile, revenue: number): SampleDepartment => ({
  code,
  name: `Khoa ${name}`,
  shortName: name,
  kind: 'PARACLINICAL_DEPT',
  profile,
  establishedOn: '1988-05-19',
  size: { revenue },
});
const office = (code: string, name: string, profile: Profile, more: Partial<SampleDepartment> = {}): SampleDepartment => ({
  code,
  name: `Phòng ${name}`,
  shortName: `P. ${name}`,
  kind: 'FUNCTIONAL_OFFICE',
  profile,
  establishedOn: '1988-05-19',
  ...more,
});

/** The two that were founded on 13/07/2022 by one decision. */
export const FOUNDED_2022: Day = '2022-07-13';
/** Hành chính and Quản trị became one office; Thần kinh – Đột quỵ became two departments. */
export const MERGED_ON: Day = '2025-01-01';
export const SPLIT_ON: Day = '2025-07-01';

/** In the hospital's own order. Numbers: beds, occupancy, stay in days, shares of visits, procedures and revenue. */
export const DEPARTMENTS: readonly SampleDepartment[] = [
  clinical('KB', 'Khám bệnh', 'examination', [0, 0, 0, 30, 9, 9]),
  clinical('CC', 'Cấp cứu', 'emergency', [20, 1.01, 3.5, 7, 8, 4]),
  clinical('HSTC', 'Hồi sức tích cực – Chống độc', 'ward', [40, 1.05, 7.8, 0, 12, 8]),
  clinical('NOI', 'Nội tổng hợp', 'internal', [85, 1.015, 6.4, 8.2, 15, 7.4]),
  clinical('TM', 'Nội Tim mạch', 'cardiology', [55, 1.04, 6.2, 5, 4, 6]),
  clinical('TH', 'Nội Tiêu hóa', 'digestive', [42, 1.02, 6.4, 3.5, 3, 3.4]),
  clinical('HH', 'Nội Hô hấp', 'respiratory', [50, 1.03, 7.2, 3, 4, 3.5]),
  clinical('THAN', 'Nội Thận – Lọc máu', 'internal', [40, 1.02, 8, 2.5, 13, 6]),
  clinical('NT', 'Nội tiết', 'internal', [35, 0.99, 7, 4.5, 1.6, 2.8]),
  clinical('TKDQ', 'Thần kinh – Đột quỵ', 'neurology', [75, 1.03, 8.6, 2.5, 6, 6.8], { until: SPLIT_ON }),
  clinical('TK', 'Thần kinh', 'neurology', [30, 0.99, 8, 1.5, 2, 2.2], { establishedOn: SPLIT_ON }),
  clinical('DQ', 'Đột quỵ', 'neurology', [45, 1.05, 9, 1, 4, 4.6], { establishedOn: SPLIT_ON }),
  clinical('CXK', 'Cơ xương khớp', 'internal', [30, 0.97, 8.2, 2.5, 4, 2]),
  clinical('LAO', 'Lão khoa', 'internal', [35, 0.98, 9.2, 2, 2, 2.3]),
  clinical('DL', 'Da liễu', 'internal', [15, 0.93, 6.5, 3, 3, 1.2]),
  clinical('TN', 'Truyền nhiễm', 'internal', [40, 0.95, 6, 1.5, 2, 2.4]),
  clinical('NGOAI', 'Ngoại tổng hợp', 'surgical', [60, 1.02, 6, 3.5, 4, 6.4], { surgery: 3900, classes: [8, 40, 38, 14] }),
  clinical('CT', 'Ngoại Chấn thương', 'surgical', [60, 1.03, 6.8, 3.5, 5, 6.2], { surgery: 3600, classes: [6, 38, 40, 16] }),
  clinical('NTK', 'Ngoại Thần kinh', 'surgical', [40, 1.01, 8, 1, 2, 4.2], { surgery: 900, classes: [32, 50, 16, 2] }),
  clinical('NTN', 'Ngoại Tiết niệu', 'surgical', [45, 1.0, 5.6, 2, 3, 4], { surgery: 2200, classes: [7, 45, 38, 10] }),
  clinical('LN', 'Ngoại Lồng ngực', 'surgical', [30, 0.98, 7.5, 0.8, 2, 3], { surgery: 700, classes: [30, 52, 16, 2] }),
  clinical('GMHS', 'Gây mê hồi sức', 'ward', [15, 1.0, 3.6, 0, 9, 3.4]),
  clinical('SAN', 'Phụ sản', 'obstetrics', [70, 1.01, 4.6, 6, 5, 5.6], { surgery: 3900, classes: [2, 44, 44, 10] }),
  clinical('NHI', 'Nhi', 'paediatrics', [65, 1.0, 5.4, 6, 7, 4.1]),
  clinical('MAT', 'Mắt', 'surgical', [25, 0.96, 4.2, 3.5, 4, 2.2], { surgery: 2500, classes: [4, 52, 34, 10] }),
  clinical('TMH', 'Tai Mũi Họng', 'surgical', [30, 0.97, 4.8, 3.5, 4, 2.2], { surgery: 1700, classes: [4, 40, 42, 14] }),
  clinical('RHM', 'Răng Hàm Mặt', 'surgical', [20, 0.95, 5, 3, 5, 1.6], { surgery: 900, classes: [3, 34, 45, 18] }),
  clinical('YHCT', 'Y học cổ truyền', 'internal', [35, 0.95, 11, 2, 15, 2]),
  clinical('PHCN', 'Phục hồi chức năng', 'internal', [30, 0.96, 11, 1.5, 17, 1.6]),
  clinical('UB', 'Ung bướu', 'surgical', [50, 1.02, 8.5, 2.5, 4, 6.4], { surgery: 800, classes: [18, 52, 26, 4] }),
  clinical('CCTM', 'Cấp cứu và can thiệp tim mạch', 'cardiology', [25, 1.03, 5, 1, 3, 6], { establishedOn: FOUNDED_2022 }),
  clinical('NS', 'Nội soi', 'endoscopy', [0, 0, 0, 0, 4, 3], { establishedOn: FOUNDED_2022, kind: 'PARACLINICAL_DEPT' }),
  paraclinical('HHTM', 'Huyết học – Truyền máu', 'laboratory', 3.2),
  paraclinical('HS', 'Hóa sinh', 'laboratory', 5.4),
  paraclinical('VS', 'Vi sinh', 'laboratory', 2.2),
  paraclinical('GPB', 'Giải phẫu bệnh', 'laboratory', 1.2),
  paraclinical('CDHA', 'Chẩn đoán hình ảnh', 'imaging', 9.5),
  paraclinical('DUOC', 'Dược', 'pharmacy', 1),
  paraclinical('KSNK', 'Kiểm soát nhiễm khuẩn', 'infection', 0),
  { ...office('TTDT', '', 'training'), name: 'Trung tâm Đào tạo – Chỉ đạo tuyến', shortName: 'TT Đào tạo – CĐT', kind: 'CENTER' },
  office('KHTH', 'Y vụ', 'planning', { shortName: 'P. Y vụ', establishedOn: '1951-09-02' }),
  office('TCCB', 'Tổ chức cán bộ', 'personnel', { establishedOn: '1951-09-02' }),
  office('DD', 'Điều dưỡng', 'nursing', { establishedOn: '1991-03-08' }),
  office('TCKT', 'Tài chính kế toán', 'finance'),
  office('VTYT', 'Vật tư – Thiết bị y tế', 'equipment'),
  office('CNTT', 'Công nghệ thông tin', 'informatics', { establishedOn: '2009-08-01' }),
  office('QLCL', 'Quản lý chất lượng', 'quality', { establishedOn: '2014-02-01' }),
  office('HC', 'Hành chính', 'service', { until: MERGED_ON }),
  office('QT', 'Quản trị', 'service', { until: MERGED_ON }),
  office('HCQT', 'Hành chính quản trị', 'service', { establishedOn: MERGED_ON }),
  {
    ...office('TTH', '', 'communication'),
    name: 'Tổ Truyền thông',
    shortName: 'Tổ Truyền thông',
    kind: 'TEAM',
    establishedOn: '2016-06-01',
  },
  {
    ...office('TNT', '', 'service'),
    name: 'Đơn nguyên Thận nhân tạo',
    shortName: 'ĐN Thận nhân tạo',
    kind: 'UNIT',
    profile: null,
    establishedOn: '2012-10-10',
  },
];

/** Whether a department exists on some day from `startsOn` to `endsOn`. */
export function existsIn({ establishedOn, until }: SampleDepartment, { startsOn, endsOn }: { startsOn: Day; endsOn: Day }): boolean {
  return establishedOn <= endsOn && (until === undefined || until > startsOn);
}

/** Nine functions, as planning offices of provincial hospitals have them. */
export const PLANNING_FUNCTIONS = [
  'Lập kế hoạch thực hiện các mặt hoạt động của Bệnh viện.',
  'Tổ chức theo dõi, đôn đốc, đánh giá hiệu quả việc thực hiện kế hoạch và quy chế Bệnh viện.',
  'Tổ chức tổng kết đánh giá công tác chuyên môn trong Bệnh viện.',
  'Tổ chức việc điều hòa phối hợp công tác giữa các khoa phòng trong Bệnh viện, giữa Bệnh viện với các đơn vị bạn có liên quan nhằm nâng cao hiệu quả công tác khám chữa bệnh của Bệnh viện.',
  'Đảm bảo lưu trữ, thống kê, khai thác hồ sơ bệnh án theo quy định.',
  'Xây dựng kế hoạch phát triển khoa học kỹ thuật của Bệnh viện.',
  'Định kỳ sơ kết, tổng kết công tác khám chữa bệnh.',
  'Xây dựng phương án phòng chống dịch bệnh, thiên tai thảm họa và tổ chức thực hiện.',
  'Ứng dụng Công nghệ thông tin trong quản lý Bệnh viện.',
] as const;
