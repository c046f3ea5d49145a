import { expect, it } from 'vitest';
import { LABELS, PAPERS } from '../../../../tests/documents/facts';
import { commendedSentence, disciplineSentence, ratingSentence, type SubjectSums, summaryBody, summaryTable } from './summary';

const cells: SubjectSums = {
  ...{ subject: 'CELL', rated: 42, excellent: 8, good: 34, completed: 0, notCompleted: 0, disciplined: null, labels: LABELS },
};
const members: SubjectSums = {
  ...cells,
  subject: 'MEMBER',
  rated: 518,
  excellent: 80,
  good: 420,
  completed: 16,
  notCompleted: 2,
  disciplined: 0,
};
const options = { hasTable: false, hasNames: false };

it('prints the year 2018 of the seed', () => {
  expect(ratingSentence(cells)).toBe(
    'Có 08/42 (19,05\u00a0%) chi bộ hoàn thành xuất sắc nhiệm vụ; 42/42 (100\u00a0%) chi bộ hoàn thành tốt nhiệm vụ trở lên.',
  );
  expect(ratingSentence(members)).toContain('80/518 (15,44\u00a0%) đảng viên hoàn thành xuất sắc nhiệm vụ');
  expect(ratingSentence(members)).toContain('02/518 (0,39\u00a0%) đảng viên không hoàn thành nhiệm vụ');
});
it('says no level that was not published', () => {
  expect(ratingSentence({ ...members, good: null, completed: null, notCompleted: null })).toBe(
    'Có 80/518 (15,44\u00a0%) đảng viên hoàn thành xuất sắc nhiệm vụ.',
  );
});
it('calls a level what its year called it', () => {
  const labels = { ...LABELS, EXCELLENT: 'Trong sạch vững mạnh' };
  expect(ratingSentence({ ...cells, labels })).toContain('08/42 (19,05\u00a0%) chi bộ trong sạch vững mạnh');
});
it('case 5: says an explicit zero, and nothing of what is not known', () => {
  expect(disciplineSentence(members)).toBe('Không có đảng viên nào bị thi hành kỷ luật.');
  expect(disciplineSentence({ ...members, disciplined: 2 })).toBe('Có 02 đảng viên bị thi hành kỷ luật.');
  expect(disciplineSentence(cells)).toBeNull();
});
it('cases 6 and 7: two badges of thirty years, five members of 2013–2017', () => {
  const badge = { type: 'Huy hiệu 30 năm tuổi Đảng', whom: 'PERSON', count: 2, yearFrom: 2018, yearTo: 2018 } as const;
  expect(commendedSentence(badge)).toBe('Huy hiệu 30 năm tuổi Đảng: 02 đảng viên.');
  expect(commendedSentence({ ...badge, type: 'Bằng khen', count: 5, yearFrom: 2013, yearTo: 2017 })).toBe(
    'Bằng khen, giai đoạn 2013–2017: 05 đảng viên.',
  );
  expect(commendedSentence({ ...badge, type: 'Giấy khen', whom: 'BODY' })).toBe('Giấy khen: 02 tập thể.');
});
it('numbers only the parts that there are', () => {
  const facts = { year: 2018, quarter: 0, documents: ['Quy định 132-QĐ/TW'], sums: [members], commended: [], excellentCells: [] };
  const texts = summaryBody(facts, options).flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
  expect(texts[0]).toBe(
    'Thực hiện Quy định 132-QĐ/TW, Đảng ủy báo cáo kết quả đánh giá, xếp loại chất lượng chi bộ, đảng viên năm 2018 như sau:',
  );
  expect(texts.filter((text) => /^\d\./.test(text))).toEqual(['1. Đảng viên']);
  expect(summaryBody(facts, { ...options, hasTable: true }).some(({ kind }) => kind === 'table')).toBe(true);
});
it('sets level × count × share for cells and members side by side', () => {
  const table = summaryTable([cells, { ...members, good: null }]);
  if (table.kind !== 'table') throw new Error('no table');
  expect(table.head).toEqual(['Mức xếp loại', 'Số chi bộ', 'Tỷ lệ', 'Số đảng viên', 'Tỷ lệ']);
  expect(table.rows).toEqual([
    ['Hoàn thành xuất sắc nhiệm vụ', '08', '19,05\u00a0%', '80', '15,44\u00a0%'],
    ['Hoàn thành tốt nhiệm vụ', '34', '80,95\u00a0%', '–', '–'],
    ['Hoàn thành nhiệm vụ', '00', '0\u00a0%', '16', '3,09\u00a0%'],
    ['Không hoàn thành nhiệm vụ', '00', '0\u00a0%', '02', '0,39\u00a0%'],
    ['Cộng', '42', '100\u00a0%', '518', '100\u00a0%'],
  ]);
});
it('lists who is excellent when it is asked for', () => {
  const tables = PAPERS.summary.body.filter((block) => block.kind === 'table');
  expect(tables.at(-1)?.rows).toHaveLength(8);
});
