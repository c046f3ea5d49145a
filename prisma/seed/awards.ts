import { recordDecision, recordHistoric } from '@/features/awards/commands';
import { appraiseStaff, restOf2025 } from './appraisals';
import { moment } from './calendar';
import { DEPARTMENTS } from './departments';
import { idOf, type People } from './hospital';
import { pick, pickSome } from './random';
import type { Run } from './run';

const FAMILIES = 'Nguyễn,Trần,Phạm,Lê,Phan,Vũ,Đặng,Bùi,Đỗ,Hồ,Ngô,Đào,Đoàn,Mai,Trịnh,Cao,Lương,Tạ,Chu,Đinh'.split(',');
const MIDDLES = 'Thị,Văn,Minh,Đức,Thu,Ngọc,Quang,Hồng,Thanh,Hữu'.split(',');
const GIVEN = 'Hiền,Quân,Sáng,Diễm,Nguyệt,Tuân,Dung,Linh,Thuận,Trí,Anh,Khôi,Phúc,Thắng,Yến,Oanh,Nhung,Vân,Loan,Châu'.split(',');
const DEGREES = ['BS', 'ThS.BS', 'BSCKI', 'BSCKII', 'CNĐD', 'ĐD', 'KTV', 'DS'];
const STAFF = 42;
const HERE = DEPARTMENTS.filter(
  ({ until, establishedOn, profile }) => until === undefined && establishedOn < '2020-01-01' && profile !== null,
);

// the planning office's own page shows what it tells of itself alone
const OTHERS = HERE.filter(({ code }) => code !== 'KHTH');

type Staff = { fullName: string; honorifics: string; department: string };

/** Invented staff across the departments; two of them bear one name. */
function staff(): Staff[] {
  const taken = new Set<string>();
  const drawn = Array.from({ length: STAFF * 2 }, (_, index) => ({
    fullName: `${pick(FAMILIES, 'family', index)} ${pick(MIDDLES, 'middle', index)} ${pick(GIVEN, 'given', index)}`,
    honorifics: pick(DEGREES, 'degree', index),
    department: HERE[(index * 7) % HERE.length]?.code ?? 'NOI',
  })).filter(({ fullName }) => !taken.has(fullName) && taken.add(fullName));
  return [
    { fullName: 'Nguyễn Thị Hoa', honorifics: 'ĐD', department: 'NOI' },
    { fullName: 'Nguyễn Thị Hoa', honorifics: 'CNĐD', department: 'TM' },
    ...drawn.slice(0, STAFF - 2),
  ];
}

const DECISIONS = [
  { year: 2023, number: '71/QĐ-BV', signedOn: '2024-01-15', fighters: 6 },
  { year: 2024, number: '64/QĐ-BV', signedOn: '2025-01-13', fighters: 5 },
  { year: 2025, number: '52/QĐ-BV', signedOn: '2026-01-12', fighters: 5 },
] as const;

const S0 = 'Trang giới thiệu Phòng Kế hoạch tổng hợp';
const S2 = 'Tin hội nghị tổng kết công tác năm 2023';

/**
 * The register of awards: three yearly decisions of the hospital, the honours that the planning office tells of itself, with «nhiều» kept as
 * text, and the recognitions of the conference on 2023.
 */
export async function fillAwardRegister(run: Run, people: People, departments: ReadonlyMap<string, number>): Promise<void> {
  const actor = people.actor('tdkt');
  const types = new Map(
    (await run.db.awardType.findMany({ where: { isParty: false }, select: { id: true, code: true } })).map(({ id, code }) => [code, id]),
  );
  const title = (code: string) => idOf(types, code);
  const department = (code: string) => idOf(departments, code);
  let known: number[] = [];
  for (const { year, number, signedOn, fighters } of DECISIONS) {
    const newcomers = staff().map(({ department: code, ...one }) => ({
      newPerson: { ...one, departmentId: department(code), since: '2020-01-01' },
    }));
    const all: ({ personId: number } | (typeof newcomers)[number])[] = year === 2023 ? newcomers : known.map((personId) => ({ personId }));
    // the first three are base fighters in each year; the others change
    const best = [...all.slice(2, 5), ...pickSome(all.slice(5), fighters - 3, 'fighters', year)];
    const made = await run(
      recordDecision,
      { actor, now: moment(signedOn, 90) },
      {
        decision: {
          number,
          signedOn,
          authority: 'Bệnh viện Đa khoa tỉnh An Hòa',
          signer: 'TS.BS Đặng Hữu Khiêm',
          subject: `Công nhận danh hiệu thi đua năm ${year}`,
        },
        ...{ yearFrom: year, yearTo: year },
        recipients: [
          ...all.map((one) => ({ typeId: title('LDTT'), subject: 'PERSON' as const, ...one })),
          ...best.map((one) => ({ typeId: title('CSTDCS'), subject: 'PERSON' as const, ...one })),
          ...pickSome(OTHERS, 6, 'collectives', year).map(({ code }) => ({
            typeId: title('TTLDTT'),
            subject: 'DEPARTMENT' as const,
            departmentId: department(code),
          })),
        ],
      },
    );
    if (year === 2023) {
      const rows = await run.db.award.findMany({
        where: { decisionId: made.id, awardTypeId: title('LDTT') },
        orderBy: { id: 'asc' },
        select: { personId: true },
      });
      known = rows.flatMap(({ personId }) => personId ?? []);
    }
  }
  const rest = await restOf2025(run);
  const ofPeople = (code: string, ids: readonly number[]) =>
    ids.map((personId) => ({ typeId: title(code), subject: 'PERSON' as const, personId }));
  const unnamed = (code: string, count: number, of: string) =>
    count === 0
      ? []
      : [{ typeId: title(code), subject: 'UNNAMED' as const, count, departmentId: department(of), subjectText: 'viên chức của đơn vị' }];
  await run(
    recordDecision,
    { actor, now: moment('2026-01-12', 120) },
    {
      decision: {
        number: '53/QĐ-BV',
        signedOn: '2026-01-12',
        authority: 'Bệnh viện Đa khoa tỉnh An Hòa',
        signer: 'TS.BS Đặng Hữu Khiêm',
        subject: 'Công nhận danh hiệu thi đua năm 2025 theo đề nghị của các đơn vị',
      },
      ...{ yearFrom: 2025, yearTo: 2025 },
      recipients: rest.flatMap(({ code, laborers, fighters, moreLaborers, moreFighters }) => [
        ...[...ofPeople('LDTT', laborers), ...ofPeople('CSTDCS', fighters)],
        ...[...unnamed('LDTT', moreLaborers, code), ...unnamed('CSTDCS', moreFighters, code)],
      ]),
    },
  );
  await appraiseStaff(run, people, departments);
  const act = { actor, now: moment('2026-01-20', 30) };
  const office = { departmentId: department('KHTH'), source: S0 };
  const many = { ...office, subject: 'UNCOUNTED' as const };
  const some = (code: string, count: number, citation = '') => ({
    ...{ ...office, typeId: title(code), subject: 'UNNAMED' as const, count, citation, subjectText: 'cán bộ phòng' },
  });
  const conference = { departmentId: department('BV'), source: S2, yearFrom: 2023, yearTo: 2023 };
  const named = (count: number, subjectText: string, citation = '') => ({
    ...{ ...conference, typeId: title('BD'), subject: 'UNNAMED' as const, count, subjectText, citation },
  });
  const told = [
    { ...many, typeId: title('TTLDXHCN'), isCollective: true, subjectText: 'nhiều năm liền liên tục, thời kỳ chống chiến tranh phá hoại' },
    { ...many, typeId: title('TTLDG'), isCollective: true, subjectText: 'nhiều năm, thời kỳ xây dựng đất nước' },
    { ...many, typeId: title('TTLDTTXS'), isCollective: true, subjectText: 'liên tục, thời kỳ đổi mới, được Bộ trưởng Bộ Y tế khen ngợi' },
    {
      ...office,
      typeId: title('BK_B'),
      subject: 'DEPARTMENT' as const,
      yearFrom: 2009,
      yearTo: 2009,
      citation: 'Bộ trưởng Bộ Y tế tặng',
    },
    some('HCLD3', 1),
    some('LDST', 1, 'Tổng Liên đoàn Lao động Việt Nam tặng'),
    some('CSTDB', 4, 'Bộ trưởng Bộ Y tế tặng'),
    some('CSTDTQ', 1),
    some('BK_TTG', 6),
    { ...many, typeId: title('BK_B'), subjectText: 'nhiều bằng khen của Bộ trưởng Bộ Y tế, UBND tỉnh' },
    { ...many, typeId: title('BK_CDYT'), subjectText: 'nhiều bằng khen của Công đoàn Y tế Việt Nam' },
    { ...many, typeId: title('BK_LDLD'), subjectText: 'nhiều bằng khen của Liên đoàn Lao động tỉnh' },
    { ...many, typeId: title('BK_DTN'), subjectText: 'nhiều bằng khen của Tỉnh đoàn' },
    named(1, 'trí thức trẻ tiêu biểu', 'Tổng hội Y học Việt Nam vinh danh'),
    named(1, 'trí thức xuất sắc', 'Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh tôn vinh'),
    named(36, 'cá nhân tiêu biểu, xuất sắc'),
    named(4, 'bác sĩ có thành tích trong triển khai kỹ thuật mới'),
    named(5, 'bác sĩ có kết quả kiểm tra đánh giá cuối năm cao'),
    named(21, 'bác sĩ tốt nghiệp Thạc sĩ, BSCKI'),
    { ...conference, typeId: title('BD'), subject: 'UNCOUNTED' as const, isCollective: true, subjectText: 'các tập thể tiêu biểu' },
  ];
  for (const one of told) await run(recordHistoric, act, one);
}
