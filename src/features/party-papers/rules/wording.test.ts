import { expect, it } from 'vitest';
import { documentsIn, listed, numberedParts, paragraph, spanText } from './wording';

it('names the documents of a rule set without what is remarked beside them', () => {
  const text =
    'Quy định 366-QĐ/TW ngày 30/8/2025; Kết luận 198-KL/TW ngày 08/10/2025; từ 2026 thêm Hướng dẫn 02-HD/BTCTW ngày 22/5/2026 (đánh giá theo quý). Ngưỡng dưới 50 điểm ghi theo Nghị định 335/2025, chưa đối chiếu với Quy định 366.';
  const both = ['Quy định 366-QĐ/TW ngày 30/8/2025', 'Kết luận 198-KL/TW ngày 08/10/2025'];
  expect(documentsIn(text, 2025)).toEqual(both);
  expect(documentsIn(text, 2026)).toEqual([...both, 'Hướng dẫn 02-HD/BTCTW ngày 22/5/2026']);
  expect(documentsIn('Hướng dẫn 27-HD/BTCTW ngày 25/9/2014. Chấm điểm, dưới 50 điểm là mức thấp nhất.', 2014)).toEqual([
    'Hướng dẫn 27-HD/BTCTW ngày 25/9/2014',
  ]);
  expect(documentsIn('', 2018)).toEqual([]);
});
it('lists in words', () => {
  expect([listed([]), listed(['A']), listed(['A', 'B']), listed(['A', 'B', 'C'])]).toEqual(['', 'A', 'A và B', 'A, B và C']);
});
it('gives no number to a part without content, and says the span', () => {
  const parts = numberedParts([
    { title: 'Chi bộ', blocks: [] },
    { title: 'Đảng viên', blocks: [paragraph('Có.')] },
  ]);
  expect(parts[0]).toMatchObject({ text: '1. Đảng viên', bold: true });
  expect([spanText({ year: 2018, quarter: 0 }), spanText({ year: 2026, quarter: 3 })]).toEqual(['năm 2018', 'quý III năm 2026']);
});
