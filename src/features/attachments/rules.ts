import type { Permission } from '@/domain/policy';
import type { Attachable } from './schema';

/** Who may read and who may add files follows from the subject they belong to. */
export const PERMISSIONS: Record<Attachable, { read: Permission; write: Permission }> = {
  TASK: { read: 'task.read', write: 'task.manage' },
  CONTINGENCY_PLAN: { read: 'contingency.read', write: 'contingency.manage' },
  DRILL: { read: 'contingency.read', write: 'contingency.manage' },
  DECISION: { read: 'award.read', write: 'award.manage' },
};

/** What a browser may show in place; everything else is saved. All of it was told by content, never by name (src/server/sniff.ts). */
export function opensInPlace(mimeType: string): boolean {
  return mimeType === 'application/pdf' || mimeType.startsWith('image/');
}

/** 25.165.824 → «24 MB», 1.536 → «1,5 KB»: one decimal below ten, comma as in the hospital's papers. */
export function sizeWords(bytes: number): string {
  const [value, unit] = bytes < 1024 ? [bytes, 'B'] : bytes < 1024 ** 2 ? [bytes / 1024, 'KB'] : [bytes / 1024 ** 2, 'MB'];
  const rounded = value < 10 && unit !== 'B' ? value.toFixed(1).replace(/\.0$/, '') : String(Math.round(value));
  return `${rounded.replace('.', ',')} ${unit}`;
}

/** The header that names a download: the plain form for old programs, the full name beside it (RFC 6266). */
export function contentDisposition(fileName: string, inPlace: boolean): string {
  const plain = fileName.normalize('NFD').replace(/[^\x20-\x7e]|["\\%]/g, '') || 'tep';
  const full = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${inPlace ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${full}`;
}
