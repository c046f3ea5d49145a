import { sendFile } from '@/ui/send-file';

type Answered = { ok: boolean; body: unknown; message: string; problems: { path: string; message: string }[] };

/** Sends an object to one of the desk's addresses, as the account whose desk this is; a write carries its key. */
export async function post(address: string, body: object, accountId: number, key?: string): Promise<Answered> {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-account': String(accountId) };
  if (key) headers['idempotency-key'] = key;
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  const read: { message?: string; problems?: { path: string; message: string }[] } = await response.json().catch(() => ({}));
  return { ok: response.ok, body: read, message: read.message ?? '', problems: read.problems ?? [] };
}

/** Puts the scan to a decision that was just recorded: null when it was taken, else the sentence why not, '' when no answer came. */
export function attach(decisionId: number, file: File, key: string): Promise<string | null> {
  const search = new URLSearchParams({ subject: 'DECISION', key: String(decisionId), name: file.name, confidentiality: 'NORMAL' });
  return sendFile(`/api/attachments?${search}`, file, key, () => undefined);
}
