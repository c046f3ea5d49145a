import { expect, it } from 'vitest';
import { areCollectives } from './cells';

const both = { forPerson: true, forCollective: true };

it.each([
  // S0 and S2, as the hospital wrote them
  ['01 cán bộ phòng được thưởng huân chương', false],
  ['04 cán bộ phòng', false],
  ['36 cá nhân điển hình tiên tiến', false],
  ['04 bác sĩ triển khai kỹ thuật mới', false],
  ['nhiều cán bộ, viên chức', false],
  ['cá nhân phòng, chống dịch COVID-19', false],
  ['phòng, chống dịch COVID-19', false],
  ['phòng chống dịch bệnh', false],
  ['đổi mới sáng tạo', false],
  ['02 bác sĩ trẻ khoa Nội', false],
  ['tổ chức đại hội', false],
  ['03 đội ngũ điều dưỡng', false],
  ['nhiều tập thể', true],
  ['nhieu tap the', true],
  ['04 tập thể', true],
  ['05 khoa', true],
  ['Các khoa, phòng của bệnh viện', true],
  ['hơn 10 khoa', true],
  ['Tập thể CBVC Phòng Kế hoạch tổng hợp', true],
  ['02 tổ phục vụ', true],
  ['Phòng Y vụ', true],
  ['03 tổ chức đoàn', true],
])('«%s» are collectives: %s', (text, are) => {
  expect(areCollectives(both, text)).toBe(are);
});

it('a title of one kind alone settles it', () => {
  expect(areCollectives({ forPerson: true, forCollective: false }, '04 tập thể')).toBe(false);
  expect(areCollectives({ forPerson: false, forCollective: true }, '04 cá nhân')).toBe(true);
});
