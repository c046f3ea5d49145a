import { describe, expect, it } from 'vitest';
import { namesakes } from '@/features/people/rules';
import { departmentFinder, matchLine, parseLine, parseLines, readsAsCollective } from './recipients';
import { titleFinder } from './titles';

describe('a pasted line', () => {
  it.each([
    ['1\tTTND.BSCKII Lê Văn Sỹ\tKhoa Nội\tCSTĐ cơ sở', 'Lê Văn Sỹ', ['Khoa Nội', 'CSTĐ cơ sở']],
    ['12. Võ Minh Trí, Cấp cứu', 'Võ Minh Trí', ['Cấp cứu']],
    ['- Võ Minh Trí – Khoa Nội tiết – Đái tháo đường', 'Võ Minh Trí', ['Khoa Nội tiết – Đái tháo đường']],
    ['Khoa Nội tiết – Đái tháo đường', 'Khoa Nội tiết – Đái tháo đường', []],
    ['3\tTS.BS\tĐặng Hữu Khiêm\tBan Giám đốc', 'Đặng Hữu Khiêm', ['Ban Giám đốc']],
    ['bui anh tuan', 'bui anh tuan', []],
    ['Nguyễn Văn A - Khoa Ngoại, CSTĐCS', 'Nguyễn Văn A', ['Khoa Ngoại', 'CSTĐCS']],
    ['5. Khoa Hồi sức tích cực, chống độc', 'Khoa Hồi sức tích cực, chống độc', []],
  ])('%s', (text, name, rest) => {
    expect(parseLine(text)).toMatchObject({ name, rest });
  });

  it('leaves out blank lines and headings', () => {
    expect(parseLines('STT\tHọ và tên\tKhoa\n\n1\tVõ Minh Trí\tNội\n   \nHọ và tên').map(({ name }) => name)).toEqual(['Võ Minh Trí']);
  });

  it('reads what nobody would type without choking on it', () => {
    for (const text of ['bsnt'.repeat(60), 'bs.'.repeat(8_000), `a${' '.repeat(40_000)}b`, 'a - '.repeat(20_000), 'ck '.repeat(5_000)])
      expect(parseLine(`${text}q`)?.raw.length ?? 0).toBeLessThanOrEqual(500);
  });

  it('knows a collective by how it opens', () => {
    expect(['Khoa Nội', 'Tập thể Phòng KHTH', 'P. KHTH', 'Tổ Truyền thông'].map(readsAsCollective)).toEqual([true, true, true, true]);
    expect(
      ['Tô Văn Ban', 'Lê Văn Phòng', 'Đội', 'Bàn Văn Thức', 'to van ban', 'Đới Sỹ Nam', 'Viên Thị Mai', 'Ban Thị Sen'].filter(
        readsAsCollective,
      ),
    ).toEqual([]);
    expect(
      ['Ban Giám đốc', 'Tổ Truyền thông', 'khoa noi', 'p. KHTH', 'Tập thể Phòng KHTH'].filter((name) => !readsAsCollective(name)),
    ).toEqual([]);
  });
});

const [NOI, NHI, YV, NT, HS] = [1, 2, 3, 4, 5];
const world = {
  namesakes: namesakes([
    { id: 10, fullName: 'Nguyễn Thị Hoa', departmentIds: [NOI] },
    { id: 11, fullName: 'Nguyễn Thị Hoa', departmentIds: [NHI] },
    { id: 12, fullName: 'Bùi Anh Tuân', departmentIds: [NOI] },
    { id: 13, fullName: 'Nguyễn Văn Hưng', departmentIds: [NOI] },
    { id: 14, fullName: 'Phạm Thị Hòa', departmentIds: [NHI] },
    { id: 15, fullName: 'Bàn Văn Thức', departmentIds: [NHI] },
    { id: 16, fullName: 'Ban Thị Sen', departmentIds: [HS] },
  ]),
  departmentsNamed: departmentFinder(
    [
      { departmentId: NOI, name: 'Khoa Nội tổng hợp', from: '1951-01-01', to: null },
      { departmentId: NHI, name: 'Khoa Nhi', from: '1951-01-01', to: null },
      { departmentId: YV, name: 'Phòng Y vụ', from: '1951-01-01', to: '1993-11-01' },
      { departmentId: YV, name: 'Phòng Kế hoạch tổng hợp', from: '1993-11-01', to: null },
      { departmentId: NT, name: 'Khoa Nội tiết – Đái tháo đường', from: '1951-01-01', to: '2024-04-01' },
      { departmentId: NT, name: 'Khoa Nội tiết', from: '2024-04-01', to: null },
      { departmentId: HS, name: 'Khoa Hồi sức tích cực, chống độc', from: '1951-01-01', to: null },
    ],
    2023,
  ),
  titleOf: titleFinder([
    { id: 90, code: 'LDTT', name: 'Lao động tiên tiến' },
    { id: 91, code: 'CSTDCS', name: 'Chiến sĩ thi đua cơ sở' },
  ]),
};
const matched = (text: string) => {
  const line = parseLine(text);
  return line && matchLine(line, world);
};

describe('whom a line means', () => {
  it.each([
    ['two of one name', 'Nguyễn Thị Hoa', 'CHOOSE', [10, 11]],
    ['two of one name, told apart by the department', 'Nguyễn Thị Hoa\tNhi', 'MATCHED', [11]],
    ['without marks', 'bui anh tuan', 'MATCHED', [12]],
    ['other marks are another name', 'Nguyễn Văn Hùng', 'CHOOSE', [13]],
    ['nobody', 'Lò Văn Păn', 'NEW', []],
    ['degrees are no part of the name', 'CNĐD Bùi Anh Tuân', 'MATCHED', [12]],
    ['a family named Bàn', 'Bàn Văn Thức', 'MATCHED', [15]],
    ['the same without marks', 'ban van thuc', 'MATCHED', [15]],
    ['a family named Ban, not a board', 'Ban Thị Sen - Khoa Hồi sức tích cực, chống độc', 'MATCHED', [16]],
    ['not on record', 'Viên Thị Mai', 'NEW', []],
    ['a family named Đới', 'Đới Sỹ Nam', 'NEW', []],
    ['on record in another department', 'Bùi Anh Tuân\tKhoa Nhi', 'CHOOSE', [12]],
  ])('%s', (_, text, state, candidates) => {
    expect(matched(text)).toMatchObject({ kind: 'PERSON', state, candidates });
  });

  it.each([
    ['its name', 'Khoa Nội tổng hợp', [NOI]],
    ['without marks or kind', 'noi tong hop', [NOI]],
    ['the name of the year of merit', 'Khoa Nội tiết - Đái tháo đường', [NT]],
    ['a name that came later', 'Khoa Nội tiết', [NT]],
    ['a former name', 'Tập thể Phòng Y vụ', [YV]],
    ['its own comma', 'Khoa Hồi sức tích cực, chống độc', [HS]],
  ])('a collective by %s', (_, text, candidates) => {
    expect(matched(text)).toMatchObject({ kind: 'DEPARTMENT', state: 'MATCHED', candidates });
  });
  it('a collective that is not on record is to be chosen, never made a person', () => {
    expect(matched('Tập thể Khoa Bỏng')).toMatchObject({ kind: 'DEPARTMENT', state: 'CHOOSE', candidates: [] });
  });
  it('reads the title and the department beside the name', () => {
    expect(matched('1\tVõ Minh Trí\tKhoa Nhi\tCSTĐ cơ sở')).toMatchObject({ departmentId: NHI, typeId: 91, state: 'NEW' });
    expect(matched('Võ Minh Trí, Lao động tiên tiến')).toMatchObject({ departmentId: null, typeId: 90 });
  });
});
