import type { Grant } from '@/domain/actor';
import { DEPARTMENTS } from './departments';
import { randomOf } from './random';

const FAMILIES =
  'Nguyễn,Trần,Phạm,Hoàng,Phan,Vũ,Võ,Đặng,Bùi,Đỗ,Hồ,Ngô,Lý,Đào,Đoàn,Mai,Tô,Trịnh,Cao,Lương,Quách,Hà,Tạ,Lâm,Chu,Thái,Kiều,Nông,Triệu,Ma'.split(
    ',',
  );
const MEN_MIDDLE = 'Văn,Đức,Hữu,Minh,Quang,Thế,Xuân,Ngọc,Gia,Bảo,Trọng,Anh'.split(',');
const MEN = 'Khôi,Phúc,Thắng,Toàn,Vinh,Lâm,Sơn,Khánh,Hiếu,Tuấn,Đạt,Cường,Nam,Phong,Quân,Tùng,Bách,Hải,Long,Nghĩa'.split(',');
const WOMEN_MIDDLE = 'Thị,Thị Thu,Thị Minh,Thị Hồng,Thị Ngọc,Thị Kim,Thị Bích,Phương,Thùy,Diệu'.split(',');
const WOMEN = 'Hương,Nga,Lan,Thảo,Trang,Yến,Oanh,Huệ,Nhung,Dung,Vân,Quyên,Loan,Mai,Hằng,Liên,Thủy,Ngân,Châu,Diệp'.split(',');

type SampleRole = Exclude<Grant['role'], 'CELL_SECRETARY'>;
export type SampleAccount = {
  username: string;
  displayName: string;
  grants: { role: SampleRole; department: string | null }[];
  /** Of a department that was dissolved: closed on that day. */
  until?: string;
};

const hospital = (username: string, displayName: string, role: SampleRole): SampleAccount => ({
  username,
  displayName,
  grants: [{ role, department: null }],
});

/** Names that screens show first; everybody else is drawn below. All are invented. */
export const OFFICES: readonly SampleAccount[] = [
  hospital('quantri', 'Lưu Thế Vinh', 'ADMIN'),
  hospital('khth', 'ThS.BS Vũ Thị Ánh Tuyết', 'PLANNING'),
  hospital('giamdoc', 'TS.BS Đặng Hữu Khiêm', 'DIRECTOR'),
  hospital('vpdu', 'Cao Xuân Bách', 'PARTY_OFFICE'),
  hospital('tdkt', 'Đoàn Thị Diệu Hằng', 'EMULATION'),
  hospital('congdoan', 'CNĐD Kiều Thị Kim Oanh', 'UNION'),
];
const KNOWN: Readonly<Record<string, string>> = {
  noi: 'Lại Thị Thu Hiền',
  truongnoi: 'BSCKII Phùng Quang Thắm',
  ngoai: 'BS Mạc Văn Toàn',
  truongngoai: 'BSCKII Tạ Minh Nghĩa',
  truongkhth: 'BSCKII Hà Trọng Lâm',
};
/** The second planning officer also types what the office itself reports; the first approves it. */
const SECOND: SampleAccount = {
  username: 'khth2',
  displayName: 'BS Trịnh Gia Khánh',
  grants: [
    { role: 'PLANNING', department: null },
    { role: 'REPORTER', department: 'KHTH' },
  ],
};

export const reporterOf = (department: string) => (department === 'KHTH' ? 'khth2' : department.toLowerCase());
export const headOf = (department: string) => `truong${department.toLowerCase()}`;

/** Everybody else: first the accounts that the launcher prints after those of the offices. */
export function departmentAccounts(): SampleAccount[] {
  const name = names();
  const [noi, others] = [
    DEPARTMENTS.filter(({ code }) => code === 'NOI' || code === 'NGOAI'),
    DEPARTMENTS.filter(({ code }) => code !== 'NOI' && code !== 'NGOAI'),
  ];
  const ofDepartments = [...noi, ...others].flatMap(({ code, kind, until }): SampleAccount[] => {
    const heads = kind === 'FUNCTIONAL_OFFICE' || kind === 'TEAM' ? ['ThS', 'CN', 'ThS.BS'] : ['BSCKII', 'TS.BS', 'ThS.BS', 'BSCKI'];
    const [reporter, head] = [reporterOf(code), headOf(code)];
    return [
      ...(code === 'KHTH'
        ? []
        : [
            {
              username: reporter,
              displayName: KNOWN[reporter] ?? name(),
              grants: [{ role: 'REPORTER' as const, department: code }],
              until,
            },
          ]),
      { username: head, displayName: KNOWN[head] ?? name(heads), grants: [{ role: 'DEPARTMENT_HEAD' as const, department: code }], until },
    ];
  });
  return [...ofDepartments.slice(0, 4), SECOND, ...ofDepartments.slice(4)];
}

/** Draws names until each is a new one. */
function names(): (titles?: readonly string[]) => string {
  const random = randomOf('people');
  const of = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const taken = new Set<string>();
  return (titles) => {
    for (;;) {
      const isWoman = random() < 0.55;
      const drawn = `${of(FAMILIES)} ${isWoman ? `${of(WOMEN_MIDDLE)} ${of(WOMEN)}` : `${of(MEN_MIDDLE)} ${of(MEN)}`}`;
      if (taken.has(drawn)) continue;
      taken.add(drawn);
      return titles ? `${of(titles)} ${drawn}` : drawn;
    }
  };
}
