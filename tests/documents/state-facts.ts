import { certificateOf, STOCK, STOCK_LINES, type StockLine } from '@/features/award-papers/rules/certificates';
import { decisionBody, decisionList, type Recipient } from '@/features/award-papers/rules/decision';
import { type Balloted, councilMinutes, departmentMinutes } from '@/features/award-papers/rules/minutes';
import { submissionBody, submissionList } from '@/features/award-papers/rules/submission';
import type { CertificatePaper, Placed } from '@/server/documents/certificate-paper';
import { type StatePaper, stateNumber } from '@/server/documents/state-paper';

const HOSPITAL = 'Bệnh viện Đa khoa tỉnh An Hòa';
const ISSUER = HOSPITAL.toLocaleUpperCase('vi');
const NAMES = ['Vũ Thị Ánh Tuyết', 'Lê Văn Sỹ', 'Nguyễn Hoàng Thị Phương Thảo', 'Trương Việt Dũng', 'Đinh Thị Thanh Hà'];
const name = (place: number) => NAMES[place % NAMES.length] ?? '';
const vote = (votesFor: number, eligible: number, thresholdPercent = 50) => ({
  ...{ eligible, present: eligible - 2, votesFor, votesAgainst: eligible - 2 - votesFor, votesBlank: 0, thresholdPercent },
});
const LINES: Balloted[] = Array.from({ length: 14 }, (_, place) => ({
  name: name(place),
  department: 'Khoa Nội tổng hợp',
  title: place % 3 === 0 ? 'Chiến sĩ thi đua cơ sở' : 'Lao động tiên tiến',
  vote: vote(place === 5 ? 15 : 26, 30),
}));
const RECIPIENTS: Recipient[] = [
  ...Array.from(
    { length: 36 },
    (_, place): Recipient => ({
      ...{
        title: place < 6 ? 'Chiến sĩ thi đua cơ sở' : 'Lao động tiên tiến',
        isCollective: false,
        name: name(place),
        department: `Khoa Nội ${place + 1}`,
      },
      ...{ yearFrom: 2026, yearTo: 2026, money: place < 6 ? 2_530_000 : 760_000, count: 1, citation: null },
    }),
  ),
  ...Array.from(
    { length: 4 },
    (_, place): Recipient => ({
      ...{ title: 'Tập thể lao động tiên tiến', isCollective: true, name: `Khoa Ngoại ${place + 1}`, department: null },
      ...{ yearFrom: 2026, yearTo: 2026, money: 2_030_000, count: 1, citation: null },
    }),
  ),
];
const base = { place: 'An Hòa', superior: 'SỞ Y TẾ TỈNH AN HÒA', issuer: ISSUER };
const authority = { kind: 'authority', positions: ['GIÁM ĐỐC'], name: 'Đặng Hữu Khiêm' } as const;
const SUBMITTED = LINES.slice(0, 3).map((line, place) => ({
  ...{ ...line, title: 'Chiến sĩ thi đua cấp bộ, ban, ngành, tỉnh', vote: vote(8, 9) },
  subject: place === 2 ? ('DEPARTMENT' as const) : ('PERSON' as const),
}));

export const STATE_PAPERS: Record<'department-minutes' | 'council-minutes' | 'submission' | 'decision', StatePaper> = {
  'department-minutes': {
    ...{ ...base, superior: ISSUER, issuer: 'KHOA NỘI TỔNG HỢP', signedOn: '2026-11-20', number: stateNumber(3, 'BB', 'NOI') },
    ...{ type: 'BIÊN BẢN', subject: 'Họp bình xét thi đua, khen thưởng năm 2026', recipients: [] },
    body: departmentMinutes({
      ...{ year: 2026, startedAt: '14:00', endedAt: '15:30', venue: 'Phòng giao ban Khoa Nội tổng hợp' },
      heldOn: '2026-11-20',
      writer: 'Lê Văn Sỹ',
      chair: 'Phùng Quang Thắm',
      department: 'Khoa Nội tổng hợp',
      lines: LINES,
    }),
    signature: { kind: 'minutes', writer: 'Lê Văn Sỹ', chair: 'Phùng Quang Thắm' },
  },
  'council-minutes': {
    ...{
      ...base,
      superior: ISSUER,
      issuer: 'HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG',
      signedOn: '2026-11-25',
      number: stateNumber(12, 'BB', 'HĐTĐKT'),
    },
    ...{ type: 'BIÊN BẢN', subject: 'Họp Hội đồng Thi đua - Khen thưởng xét khen thưởng năm 2026', recipients: [] },
    body: councilMinutes({
      year: 2026,
      startedAt: null,
      endedAt: null,
      venue: null,
      heldOn: '2026-11-25',
      writer: null,
      chair: 'Đặng Hữu Khiêm',
      lines: LINES,
    }),
    signature: { kind: 'minutes', writer: '', chair: 'Đặng Hữu Khiêm' },
  },
  submission: {
    ...{ ...base, signedOn: '2026-12-01', number: stateNumber(15, 'TTr'), type: 'TỜ TRÌNH', addressee: 'Bộ Y tế' },
    ...{ subject: 'Về việc đề nghị khen thưởng thành tích năm 2026', signature: authority },
    body: submissionBody({ year: 2026, signedOn: '2026-12-01', lines: SUBMITTED, heldOn: '2026-11-25' }),
    recipients: ['Như trên', 'Hội đồng Thi đua - Khen thưởng', 'Lưu: VT, TĐKT'],
    appendix: {
      ...{ type: 'DANH SÁCH', subject: 'Đề nghị khen thưởng năm 2026', body: submissionList(SUBMITTED) },
      note: `(Kèm theo Tờ trình số 15/TTr-BV của ${HOSPITAL})`,
    },
  },
  decision: {
    ...{ ...base, signedOn: '2026-12-05', number: stateNumber(5, 'QĐ'), type: 'QUYẾT ĐỊNH', signature: authority },
    subject: 'Về việc tặng danh hiệu thi đua, hình thức khen thưởng',
    body: decisionBody({ hospital: HOSPITAL, day: '2026-12-05', recipients: RECIPIENTS }),
    recipients: ['Như Điều 3', 'Hội đồng Thi đua - Khen thưởng', 'Lưu: VT, TĐKT'],
    appendix: {
      ...{ type: 'DANH SÁCH', subject: 'Cá nhân, tập thể được khen thưởng', body: decisionList(RECIPIENTS) },
      note: `(Kèm theo Quyết định số 05/QĐ-BV của Giám đốc ${HOSPITAL})`,
    },
  },
};
const STOCK_WORDS: Record<StockLine, string> = {
  ...{ whom: 'Vũ Thị Ánh Tuyết', unit: `Khoa Nội tổng hợp, ${HOSPITAL}`, merit: 'Đã có thành tích xuất sắc trong công tác năm 2026' },
  ...{ day: 'An Hòa, ngày 05 tháng 12 năm 2026', decision: '05/QĐ-BV ngày 05 tháng 12 năm 2026', signer: 'Đặng Hữu Khiêm' },
};
export const CERTIFICATES: CertificatePaper = {
  ...{ signedOn: '2026-12-05', place: 'An Hòa', issuer: `GIÁM ĐỐC ${ISSUER}`, positions: ['GIÁM ĐỐC'], signer: 'Đặng Hữu Khiêm' },
  certificates: [RECIPIENTS[0], { ...RECIPIENTS[36], title: 'Giấy khen' }].map((one) =>
    certificateOf(one as Recipient, { number: '05/QĐ-BV', signedOn: '2026-12-05' }, HOSPITAL),
  ),
};

/** Two forms filled: the words at the usual places, and all of them moved by 2,5 mm to the right and 4 down. */
export const STOCK_PAGES: Placed[][] = [0, 1].map((moved) =>
  STOCK_LINES.map((of) => {
    const { top, left, width, sizePt, look } = STOCK[of];
    return { text: STOCK_WORDS[of], top: top + moved * 4, left: left + moved * 2.5, width, sizePt, look };
  }),
);
