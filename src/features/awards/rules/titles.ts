import { fold } from '@/domain/text';

const SPELLINGS: Readonly<Record<string, string>> = {
  ldtt: 'LDTT',
  'lao dong tien tien': 'LDTT',
  cstdcs: 'CSTDCS',
  'cstd co so': 'CSTDCS',
  'cstd cs': 'CSTDCS',
  'chien si thi dua co so': 'CSTDCS',
  'chien sy thi dua co so': 'CSTDCS',
  'cstd cap bo': 'CSTDB',
  'cstd cap tinh': 'CSTDB',
  'cstd tinh': 'CSTDB',
  'cstd toan quoc': 'CSTDTQ',
  ttldtt: 'TTLDTT',
  ttldxs: 'TTLDXS',
  'tap the ldtt': 'TTLDTT',
  'tap the ldxs': 'TTLDXS',
  'giay khen': 'GK',
};

const plain = (text: string) =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
/** «BK_TTG», «bk ttg», «BK-TTg»: a code however its parts are joined. */
const joined = (text: string) => plain(text).replaceAll(' ', '');

export type TitleFinder<Title> = (text: string) => Title | undefined;

/** The catalogue to be asked by what a cell says: a title's name, its code, or the way people shorten it, marks and signs aside. */
export function titleFinder<Title extends { code: string; name: string }>(titles: readonly Title[]): TitleFinder<Title> {
  const byCode = new Map(titles.map((title) => [title.code, title]));
  const byName = new Map(titles.map((title) => [plain(title.name), title]));
  const byJoined = new Map(titles.map((title) => [joined(title.code), title]));
  return (text) => {
    const wanted = plain(text);
    return byCode.get(SPELLINGS[wanted] ?? '') ?? byName.get(wanted) ?? byJoined.get(joined(text));
  };
}
