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

export type TitleFinder<Title> = (text: string, year?: number | null) => Title | undefined;
type Spanned = { fromYear?: number | null; toYear?: number | null };

/**
 * The catalogue to be asked by what a cell says: a title's name, its code, or the way people shorten it, marks and signs aside. Of two of one
 * name it is the one that was given in the year.
 */
export function titleFinder<Title extends { code: string; name: string } & Spanned>(titles: readonly Title[]): TitleFinder<Title> {
  const byCode = new Map(titles.map((title) => [title.code, title]));
  const byName = new Map<string, Title[]>();
  for (const title of titles) byName.set(plain(title.name), [...(byName.get(plain(title.name)) ?? []), title]);
  const byJoined = new Map(titles.map((title) => [joined(title.code), title]));
  return (text, year = null) => {
    const wanted = plain(text);
    const named = byName.get(wanted) ?? [];
    const given = named.find(
      ({ fromYear = null, toYear = null }) => year === null || ((fromYear ?? year) <= year && year <= (toYear ?? year)),
    );
    return byCode.get(SPELLINGS[wanted] ?? '') ?? given ?? named[0] ?? byJoined.get(joined(text));
  };
}
