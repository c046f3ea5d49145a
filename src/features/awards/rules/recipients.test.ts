import { describe, expect, it } from 'vitest';
import { namesakes } from '@/features/people/rules';
import { matchLine, parseLine, parseLines, readsAsCollective } from './recipients';
import { titleFinder } from './titles';

describe('a pasted line', () => {
  it.each([
    ['1\tTTND.BSCKII Lê Văn Sỹ\tKhoa Nội\tCSTĐ cơ sở', 'Lê Văn Sỹ', ['Khoa Nội', 'CSTĐ cơ sở']],
    ['12. Võ Minh Trí, Cấp cứu', 'Võ Minh Trí', ['Cấp cứu']],
    ['- Võ Minh Trí – Khoa Nội tiết – Đái tháo đường', 'Võ Minh Trí', ['Khoa Nội tiết – Đái tháo đường']],
    ['Khoa Nội tiết – Đái tháo đường', 'Khoa Nội tiết – Đái tháo đường', []],
    ['3\tTS.BS\tĐặng Hữu Khiêm\tBan Giám đốc', 'Đặng Hữu Khiêm', ['Ban Giám đốc']],
    ['bui anh tuan', 'bui anh tuan', []],
  ])('%s', (text, name, rest) => {
    expect(parseLine(text)).toMatchObject({ name, rest });
  });

  it('leaves out blank lines and headings', () => {
    expect(parseLines('STT\tHọ và tên\tKhoa\n\n1\tVõ Minh Trí\tNội\n   \nHọ và tên').map(({ name }) => name)).toEqual(['Võ Minh Trí']);
  });

  it('knows a collective by how it opens', () => {
    expect(['Khoa Nội', 'Tập thể Phòng KHTH', 'P. KHTH', 'Tổ Truyền thông'].map(readsAsCollective)).toEqual([true, true, true, true]);
    expect(['Tô Văn Ban', 'Lê Văn Phòng', 'Đội'].map(readsAsCollective)).toEqual([false, false, false]);
  });
});

const [NOI, NHI, YV, NT] = [1, 2, 3, 4];
const world = {
  year: 2023,
  namesakes: namesakes([
    { id: 10, fullName: 'Nguyễn Thị Hoa', departmentIds: [NOI] },
    { id: 11, fullName: 'Nguyễn Thị Hoa', departmentIds: [NHI] },
    { id: 12, fullName: 'Bùi Anh Tuân', departmentIds: [NOI] },
    { id: 13, fullName: 'Nguyễn Văn Hưng', departmentIds: [NOI] },
    { id: 14, fullName: 'Phạm Thị Hòa', departmentIds: [NHI] },
  ]),
  names: [
    { departmentId: NOI, name: 'Khoa Nội tổng hợp', from: '1951-01-01', to: null },
    { departmentId: NHI, name: 'Khoa Nhi', from: '1951-01-01', to: null },
    { departmentId: YV, name: 'Phòng Y vụ', from: '1951-01-01', to: '1993-11-01' },
    { departmentId: YV, name: 'Phòng Kế hoạch tổng hợp', from: '1993-11-01', to: null },
    { departmentId: NT, name: 'Khoa Nội tiết – Đái tháo đường', from: '1951-01-01', to: '2024-04-01' },
    { departmentId: NT, name: 'Khoa Nội tiết', from: '2024-04-01', to: null },
  ],
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
