/** The columns of the file, under the headings that the template has. A file is a paper of the hospital: its headings are Vietnamese. */
export const AWARD_COLUMNS = [
  { key: 'subject', label: 'Đối tượng', kind: 'text', maximum: 40, required: true },
  { key: 'name', label: 'Họ tên hoặc tên tập thể', kind: 'text', maximum: 200, required: true },
  { key: 'department', label: 'Khoa, phòng', kind: 'text', maximum: 200 },
  { key: 'title', label: 'Danh hiệu, hình thức khen', kind: 'text', maximum: 200, required: true },
  { key: 'yearFrom', label: 'Từ năm', kind: 'text', maximum: 40 },
  { key: 'yearTo', label: 'Đến năm', kind: 'text', maximum: 40 },
  { key: 'count', label: 'Số lượng', kind: 'text', maximum: 40 },
  { key: 'decisionNumber', label: 'Số quyết định', kind: 'text', maximum: 60 },
  { key: 'decisionDate', label: 'Ngày quyết định', kind: 'about' },
  { key: 'authority', label: 'Cấp quyết định', kind: 'text', maximum: 200 },
  { key: 'signer', label: 'Người ký', kind: 'text', maximum: 120 },
  { key: 'citation', label: 'Nội dung khen', kind: 'text', maximum: 500 },
  { key: 'source', label: 'Nguồn', kind: 'text', maximum: 200 },
] as const;
export type AwardColumn = (typeof AWARD_COLUMNS)[number]['key'];
export type AwardValues = Record<AwardColumn, string | null>;
/** A row of the file; blank and unreadable cells are null. */
export type AwardRow = { row: number; values: AwardValues };

/** `2009`, `2009-10`, `2009-10-05` as people write them: «2009», «10/2009», «05/10/2009». */
export const formatAbout = (about: string): string => about.split('-').reverse().join('/');
