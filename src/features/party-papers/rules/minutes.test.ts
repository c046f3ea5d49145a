import { expect, it } from 'vitest';
import type { PaperBlock } from '@/domain/paper';
import { LABELS, LINES, PAPERS } from '../../../../tests/documents/facts';
import { decisionBody } from './decision';
import { listBody, tallyOf } from './list';
import { capSentences, cellMinutes, committeeMinutes } from './minutes';

const textOf = (body: readonly PaperBlock[]) =>
  body
    .map((block) =>
      block.kind === 'table' ? block.rows.map((row) => row.join('|')).join('\n') : [block.lead, block.text].filter(Boolean).join(' '),
    )
    .join('\n');
const tally = tallyOf(LINES.map(({ level }) => level));
const cap = { percent: 20, base: 'GOOD_OR_BETTER', count: 42, limit: 8 } as const;
const nine = { ...tally, byLevel: { ...tally.byLevel, EXCELLENT: 9, GOOD: 33 } };

it('counts the year 2018 as it was: 8 · 34 · 0 · 0', () => {
  expect(tally).toEqual({ total: 42, byLevel: { EXCELLENT: 8, GOOD: 34, COMPLETED: 0, NOT_COMPLETED: 0 } });
});
it('says the cap with its arithmetic, and why it was passed when it was', () => {
  const of = { cap, overCap: null, tally, labels: LABELS };
  expect(capSentences(of)).toEqual([
    'Số chi bộ hoàn thành xuất sắc nhiệm vụ tối đa theo quy định: 20\u00a0% của 42 chi bộ hoàn thành tốt nhiệm vụ trở lên là 08 chi bộ; hội nghị thống nhất 08 chi bộ.',
  ]);
  const overCap = { reason: 'Đảng ủy cấp trên cho phép 25 %', document: '112-CV/ĐU' };
  expect(capSentences({ ...of, overCap })).toHaveLength(1);
  expect(capSentences({ ...of, overCap, tally: nine })).toEqual([
    expect.stringContaining('hội nghị thống nhất 09 chi bộ, vượt 01 chi bộ.'),
    'Lý do vượt: Đảng ủy cấp trên cho phép 25 % (văn bản 112-CV/ĐU).',
  ]);
  expect(capSentences({ ...of, cap: null })).toEqual([]);
});
it('leaves to the hand what nobody has recorded', () => {
  const text = textOf(
    committeeMinutes({
      ...{ year: 2018, quarter: 0, heldOn: null, writer: null, chair: null, documents: ['Quy định 132-QĐ/TW'] },
      ...{ labels: LABELS, total: 43, tally, cap: null, overCap: null },
    }),
  );
  expect(text).toContain('Hồi ……… giờ ………, ngày ……… tháng ……… năm ………, tại ………');
  expect(text).toContain('Chủ trì: đồng chí ………. Người ghi biên bản: đồng chí ………');
  expect(text).toContain('42/43 chi bộ');
  expect(text).toContain('Còn 01 chi bộ chưa đủ bước để xếp loại.');
});
it('writes a cell’s ballots as they were counted, of those present', () => {
  const text = textOf(PAPERS['cell-minutes'].body);
  expect(text).toContain('Đảng viên được biểu quyết: 20 đồng chí; có mặt: 18 đồng chí (90\u00a0%); vắng mặt: 02 đồng chí.');
  expect(text).toContain('Hoàn thành xuất sắc nhiệm vụ|17|94,44\u00a0%');
  expect(text).toContain('Cộng|18|100\u00a0%');
  expect(text).toContain('đề nghị xếp loại Chi bộ Nội tổng hợp quý III năm 2026: hoàn thành xuất sắc nhiệm vụ, 92,5 điểm.');
  expect(text).toContain('Ý kiến ghi nhận: Cần nêu rõ việc chậm tiến độ quý II.');
});
it('says neither score nor level nor self-rating where there is none', () => {
  const votes = { eligible: 5, present: 5, excellent: 0, good: 5, completed: 0, notCompleted: 0, invalid: 0 };
  const text = textOf(
    cellMinutes({
      ...{
        year: 2018,
        quarter: 0,
        heldOn: '2018-12-05',
        writer: null,
        chair: null,
        cell: 'Chi bộ 1',
        documents: ['QĐ 132'],
        labels: LABELS,
      },
      ...{ self: null, votes, level: null, score: null, note: null },
    }),
  );
  expect(text).toContain('ngày 05 tháng 12 năm 2018');
  for (const absent of ['tự nhận', ' điểm.', 'Ý kiến', 'đề nghị xếp loại Chi bộ', 'null']) expect(text).not.toContain(absent);
});
it('ends grounds with semicolons, the last with a comma, and names the document that let the cap be passed', () => {
  const overCap = { reason: 'cho phép 25 %', document: '112-CV/ĐU' };
  const body = decisionBody({ year: 2018, quarter: 0, issuer: 'ĐẢNG ỦY', documents: ['QĐ 132'], lines: LINES, labels: LABELS, overCap });
  const grounds = textOf(body)
    .split('\n')
    .filter((text) => text.startsWith('- Căn cứ'));
  expect(grounds.map((text) => text.at(-1))).toEqual([';', ';', ';', ',']);
  expect(grounds.at(-1)).toBe('- Căn cứ văn bản 112-CV/ĐU (cho phép 25 %),');
  expect(textOf(body)).toContain('Điều 1. Công nhận kết quả xếp loại chất lượng năm 2018 của 42 chi bộ trực thuộc, gồm:');
  expect(textOf(body)).toContain(
    '- 08/42 (19,05\u00a0%) chi bộ hoàn thành xuất sắc nhiệm vụ;\n- 34/42 (80,95\u00a0%) chi bộ hoàn thành tốt nhiệm vụ.',
  );
});
it('lists a cell that nobody has rated yet with dashes, and counts it as waiting', () => {
  const [first] = LINES;
  if (!first) throw new Error('no lines');
  const none = { ...first, secretary: null, members: null, self: null, ballots: null, proposed: null, decided: null, decisionNumber: null };
  const text = textOf(listBody({ year: 2026, quarter: 3 }, [none, first], LABELS));
  expect(text).toContain('02 chi bộ được đánh giá, xếp loại quý III năm 2026; 01/01 (100\u00a0%)');
  expect(text).toContain('01 chi bộ chưa có quyết định.');
  expect(text).toContain('1|Chi bộ Nội tổng hợp 1||–|–|–|–|–|');
});
