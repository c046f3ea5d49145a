import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { PAPERS } from '../../../tests/documents/facts';
import { type PartyPaper, partyPaper } from './party-paper';

const parts = async (paper: PartyPaper) => {
  const files = unzipSync(await partyPaper(paper));
  return (name: string) => strFromU8(files[name] ?? new Uint8Array());
};
const textOf = (xml: string) =>
  xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ');

it('prints the same bytes for the same paper', async () => {
  for (const paper of Object.values(PAPERS)) expect((await partyPaper(paper)).equals(await partyPaper(paper))).toBe(true);
  const other = await partyPaper({ ...PAPERS.summary, number: 'Số 06-BC/ĐU' });
  expect(other.equals(await partyPaper(PAPERS.summary))).toBe(false);
});
it('says the day of the paper where others say when the file was written, and nothing while it is a draft', async () => {
  expect((await parts(PAPERS.summary))('docProps/core.xml')).toContain('2019-01-09T00:00:00Z');
  expect((await parts(PAPERS.decision))('docProps/core.xml')).not.toContain('dcterms:created');
  const marked = await parts({ ...PAPERS.summary, issuer: 'ĐẢNG ỦY <&>' });
  expect(marked('docProps/core.xml')).toContain('ĐẢNG ỦY &lt;&amp;&gt;');
});
it('sets margins, line pitch and indent of the guidance of its day', async () => {
  const shape = async (paper: PartyPaper) => {
    const xml = (await parts(paper))('word/document.xml');
    return {
      margins: /<w:pgMar ([^>]*?) w:footer/.exec(xml)?.[1],
      indents: [...new Set(xml.match(/w:firstLine="\d+"/g))],
      pitch: [...new Set(xml.match(/w:line="\d+" w:lineRule="exact"/g))],
      first: xml.includes('<w:titlePg/>'),
    };
  };
  // twentieths of a point: 20 mm is 1.134, 10 mm 567, rounded down; the short line of the head is a line of 3 points
  const page = {
    margins: 'w:top="1133" w:right="850" w:bottom="1133" w:left="1700" w:header="566"',
    indents: ['w:firstLine="566"'],
    first: true,
  };
  expect(await shape(PAPERS.summary)).toEqual({ ...page, pitch: ['w:line="60" w:lineRule="exact"', 'w:line="360" w:lineRule="exact"'] });
  expect(await shape(PAPERS['cell-minutes'])).toEqual({
    ...page,
    pitch: ['w:line="60" w:lineRule="exact"', 'w:line="380" w:lineRule="exact"'],
  });
});
it('underlines who receives it, keeps the position plain and leaves four lines to sign', async () => {
  const xml = (await parts(PAPERS.summary))('word/document.xml');
  expect(xml).toMatch(/<w:u w:val="single"\/>(?:(?!<\/w:r>).)*Nơi nhận:/);
  const [, afterPosition = ''] = xml.split('BÍ THƯ');
  expect(textOf(afterPosition).split('\n').slice(1, 6)).toEqual(['', '', '', '', 'Nguyễn Công Hoàng']);
  expect(textOf(xml)).toContain('- Cấp ủy cấp trên (để báo cáo),\n- Các chi bộ trực thuộc,\n- Lưu Đảng ủy.');
  expect(textOf((await parts(PAPERS.decision))('word/document.xml'))).toContain('- Như Điều 3;\n- Lưu Đảng ủy.');
});
it('repeats the head of a table, breaks no row, and lays a wide list on its side', async () => {
  const xml = (await parts(PAPERS.list))('word/document.xml');
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
  expect(xml.match(/<w:cantSplit\/>/g)?.length).toBeGreaterThanOrEqual(44);
  expect(xml).toContain('w:orient="landscape"');
});
