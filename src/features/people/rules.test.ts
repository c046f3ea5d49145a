import { describe, expect, it } from 'vitest';
import { inDepartment, nameKey, nameParts, namesakes, splitHonorifics, tidyName } from './rules';

it('takes a Vietnamese name apart: family, middle, given', () => {
  expect(nameParts('Vũ Thị  Ánh Tuyết')).toEqual({ familyName: 'Vũ', middleName: 'Thị Ánh', givenName: 'Tuyết' });
  expect(nameParts('Lê Sỹ')).toEqual({ familyName: 'Lê', middleName: '', givenName: 'Sỹ' });
  expect(nameParts('Sỹ')).toEqual({ familyName: '', middleName: '', givenName: 'Sỹ' });
});

describe('a name with what stands before it', () => {
  it.each([
    ['TTND.BSCKII Lê Văn Sỹ', 'TTND.BSCKII', 'Lê Văn Sỹ'],
    ['TTND.BSCKII. Nguyễn Văn An', 'TTND.BSCKII', 'Nguyễn Văn An'],
    ['PGS.TS. Nguyễn Công Hoàng', 'PGS.TS', 'Nguyễn Công Hoàng'],
    ['PGS.TS.Nguyễn Công Hoàng', 'PGS.TS', 'Nguyễn Công Hoàng'],
    ['TS.Lê Văn Sỹ', 'TS', 'Lê Văn Sỹ'],
    ['TS. BS. Lê Văn Sỹ', 'TS.BS', 'Lê Văn Sỹ'],
    ['TS.BS Lê Văn Sỹ', 'TS.BS', 'Lê Văn Sỹ'],
    ['TS. BS Nguyễn Đình Hưng', 'TS.BS', 'Nguyễn Đình Hưng'],
    ['Ths.Bs Trần Thị Nga', 'Ths.Bs', 'Trần Thị Nga'],
    ['BS CKI Dương Thị Thanh', 'BS CKI', 'Dương Thị Thanh'],
    ['BS CKII Phùng Quang Thắm', 'BS CKII', 'Phùng Quang Thắm'],
    ['BS. CK II Phùng Quang Thắm', 'BS.CK II', 'Phùng Quang Thắm'],
    ['GS. TS. BS. Nguyễn Duy Ánh', 'GS.TS.BS', 'Nguyễn Duy Ánh'],
    ['ĐD Đinh Thị Thanh Hà', 'ĐD', 'Đinh Thị Thanh Hà'],
    ['CNĐD Lại Thị Thu Hiền', 'CNĐD', 'Lại Thị Thu Hiền'],
    ['KTVtrưởng Vũ Văn Bé', 'KTVtrưởng', 'Vũ Văn Bé'],
    ['Bác sĩ Hồ Thị Mỹ Linh', 'Bác sĩ', 'Hồ Thị Mỹ Linh'],
    ['Thầy thuốc ưu tú, Tiến sĩ Hồ Thị Mỹ Linh', 'Thầy thuốc ưu tú Tiến sĩ', 'Hồ Thị Mỹ Linh'],
    ['BSCKII', 'BSCKII', ''],
    // no honours, but a way of speaking to somebody
    ['Ông Đinh Văn Hà', null, 'Đinh Văn Hà'],
    ['Đ/c Trương Việt Dũng', null, 'Trương Việt Dũng'],
    ['Bà Dương Thị Thanh', null, 'Dương Thị Thanh'],
    // names that look like the above
    ['Đinh  Thị Thanh Hà', null, 'Đinh Thị Thanh Hà'],
    ['Tạ Bà Sơn', null, 'Tạ Bà Sơn'],
    ['Cao Thị Phương Dung', null, 'Cao Thị Phương Dung'],
    ['Cù Huy Cận', null, 'Cù Huy Cận'],
    ['Tô Sĩ Y', null, 'Tô Sĩ Y'],
    ['Y Moan', null, 'Y Moan'],
    ['Bá Văn Tư', null, 'Bá Văn Tư'],
    ['Hà', null, 'Hà'],
  ])('%s', (text, honorifics, fullName) => {
    expect(splitHonorifics(text)).toEqual({ honorifics, fullName });
  });
});

describe('one name written in two ways', () => {
  it.each([
    ['Lê Thị HOÀ', 'Lê Thị Hòa'],
    ['Nguyễn Thúy'.normalize('NFD'), 'Nguyễn Thuý'],
    ['  Đỗ   Văn A', 'đỗ văn a'],
  ])('%s is %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });
  it.each([
    ['Lê Thị Hoa', 'Lê Thị Hòa'],
    ['Trần Đức', 'Trần Dức'],
    ['Nguyễn Văn Hùng', 'Nguyễn Văn Hưng'],
    ['Bùi Tuân', 'Bùi Tuấn'],
  ])('%s is not %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });
});

const [NOI, NHI, SAN] = [1, 2, 3];
const PEOPLE = [
  { id: 10, fullName: 'Nguyễn Thị Hoa', departmentIds: [NOI] },
  { id: 11, fullName: 'Nguyễn Thị Hoa', departmentIds: [NHI] },
  { id: 12, fullName: 'Bùi Anh Tuân', departmentIds: [NOI] },
  { id: 13, fullName: 'Nguyễn Văn Hưng', departmentIds: [NOI] },
  { id: 14, fullName: 'Phạm Thị Hòa', departmentIds: [] },
  { id: 15, fullName: 'Nguyễn Thị Hoà', departmentIds: [SAN] },
];

describe('who is meant by a name', () => {
  it.each<[string, string, number[], number[], boolean]>([
    ['its own marks', 'Nguyễn Thị Hoà', [15], [10, 11, 15], true],
    ['two of one name', 'Nguyễn Thị Hoa', [10, 11], [10, 11, 15], true],
    ['without marks', 'bui anh tuan', [12], [12], true],
    ['without marks, several', 'nguyen thi hoa', [10, 11, 15], [10, 11, 15], true],
    ['in capitals', 'BÙI ANH TUÂN', [12], [12], true],
    ['the old way of placing a tone', 'Phạm Thị Hoà', [14], [14], true],
    ['other marks are another name', 'Nguyễn Văn Hùng', [], [13], false],
    ['half of the marks are other marks', 'Bùi Anh Tuan', [], [12], false],
    ['nobody', 'Lò Văn Păn', [], [], false],
  ])('%s: %s', (_, name, found, near, isSure) => {
    const asked = namesakes(PEOPLE)(name);
    expect({ found: asked.found.map(({ id }) => id), near: asked.near.map(({ id }) => id), isSure: asked.isSure }).toEqual({
      ...{ found, near, isSure },
    });
  });
  it.each<[string, number | null, number[], boolean]>([
    ['the department tells them apart', NHI, [11], false],
    ['none of them was there', SAN, [10, 11], true],
    ['no department is said', null, [10, 11], false],
  ])('%s', (_, department, left, isElsewhere) => {
    const asked = inDepartment(PEOPLE.slice(0, 2), department);
    expect([asked.left.map(({ id }) => id), asked.isElsewhere]).toEqual([left, isElsewhere]);
  });
});

it('writes a name in one case with capitals', () => {
  expect(['NGUYỄN THỊ HOA', 'đỗ ánh', 'Lê Sỹ'].map(tidyName)).toEqual(['Nguyễn Thị Hoa', 'Đỗ Ánh', 'Lê Sỹ']);
});
