import { expect, it } from 'vitest';
import { disciplineSentence, ratingSentence, type SubjectSums, summaryBody } from './rules';

const cells: SubjectSums = {
  subject: 'CELL',
  rated: 42,
  excellent: 8,
  goodOrBetter: 42,
  completedOrBetter: 42,
  notCompleted: 0,
  disciplined: null,
};
const members: SubjectSums = {
  ...{ subject: 'MEMBER', rated: 518, excellent: 80, goodOrBetter: 500, completedOrBetter: 516, notCompleted: 2, disciplined: 0 },
};

it('prints the year 2018 of the seed', () => {
  expect(ratingSentence(cells)).toBe(
    'Có 08/42 (19,05\u00a0%) chi bộ hoàn thành xuất sắc nhiệm vụ; 42/42 (100\u00a0%) chi bộ hoàn thành tốt nhiệm vụ trở lên.',
  );
  expect(ratingSentence(members)).toContain('80/518 (15,44\u00a0%) đảng viên hoàn thành xuất sắc nhiệm vụ');
  expect(ratingSentence(members)).toContain('02/518 (0,39\u00a0%) đảng viên không hoàn thành nhiệm vụ');
});
it('case 5: says an explicit zero, and nothing of what is not known', () => {
  expect(disciplineSentence(members)).toBe('Không có đảng viên nào bị thi hành kỷ luật.');
  expect(disciplineSentence({ ...members, disciplined: 2 })).toBe('Có 02 đảng viên bị thi hành kỷ luật.');
  expect(disciplineSentence(cells)).toBeNull();
});
it('numbers only the parts that there are', () => {
  const texts = summaryBody({
    ...{ year: 2018, documents: 'Quy định 132-QĐ/TW', sums: [members] },
    commended: [{ type: 'Huy hiệu 30 năm tuổi Đảng', count: 2, yearFrom: 2018, yearTo: 2018 }],
  }).flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
  expect(texts[0]).toBe('Thực hiện Quy định 132-QĐ/TW, kết quả đánh giá, xếp loại chất lượng năm 2018 như sau:');
  expect(texts.filter((text) => /^\d\./.test(text))).toEqual(['1. Đảng viên', '2. Khen thưởng']);
  expect(texts.at(-1)).toBe('Huy hiệu 30 năm tuổi Đảng: 02.');
});
