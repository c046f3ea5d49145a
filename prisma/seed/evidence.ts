import { attachFile } from '@/features/attachments/commands';
import type { FileStore } from '@/server/files';
import { receiveFile } from '@/server/upload';
import { moment } from './calendar';
import { reporterOf } from './people';
import type { World } from './road';
import { sheetKey } from './sheets';

/** Minutes as evidence on one task that was done in Quý III/2026, taken in as an upload is. */
export async function proveTasks({ run, people, tasks }: World, store: FileStore): Promise<void> {
  const done = tasks.get(sheetKey('NOI', 2026, 3))?.find(({ task }) => task.doneOn !== null);
  if (!done) throw new Error('nothing was done');
  const file = await receiveFile(chunks(onePage('Bien ban nghiem thu, Khoa Noi tong hop')), 'Biên bản nghiệm thu.pdf', store);
  const act = { actor: people.actor(reporterOf('NOI')), now: moment('2026-10-03', 200) };
  await run(attachFile, act, { subject: 'TASK', key: done.id, confidentiality: 'NORMAL', ...file });
}

async function* chunks(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}

/** A PDF of one page with one line of plain letters: the smallest that every reader opens. */
function onePage(line: string): Buffer {
  const drawn = `BT /F1 14 Tf 72 770 Td (${line}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>',
    `<</Length ${drawn.length}>>stream\n${drawn}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(`${text}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`, 'latin1');
}
