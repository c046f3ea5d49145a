import { formatNumber } from '@/domain/number';
import { fill } from '@/ui/sheet/phrase';
import type { MatchAnswer } from '../queries/match';
import { isAbove, shares } from '../rules/checks';
import { type DeskRow, type DeskTitle, totalsWith } from './desk-state';
import type { DeskWords } from './desk-words';

type SummaryProps = { rows: DeskRow[]; titles: DeskTitle[]; answer: MatchAnswer | null; year: number | null; words: DeskWords };

/** How many of each title, and the shares that a rule limits, register and decision together. */
export function DeskSummary({ rows, titles, answer, year, words }: SummaryProps) {
  const given = titles.flatMap(({ id, name }) => {
    const count = rows.reduce((sum, row) => sum + (row.typeId === id ? row.count : 0), 0);
    return count > 0 ? [`${formatNumber(count, 0)} ${name}`] : [];
  });
  const totals = totalsWith(rows, answer, titles, year);
  const limited = shares(answer?.conditions ?? [], totals, titles).filter(({ typeId }) => rows.some((row) => row.typeId === typeId));
  const nameOf = (code: string) => titles.find((title) => title.code === code)?.name ?? code;
  return (
    <div className="small">
      <p>{given.join(', ')}</p>
      {limited.map(({ typeId, code, percent, holders, of, share }) => (
        <p key={`${typeId}:${code}`} className={isAbove({ holders, of, percent }) ? 'warn' : 'muted'}>
          {fill(isAbove({ holders, of, percent }) ? words.shareAbove : words.share, {
            ...{ holders: formatNumber(holders, 0), workers: formatNumber(of, 0), percent: formatNumber(percent, 0), of: nameOf(code) },
            title: titles.find(({ id }) => id === typeId)?.name ?? '',
            share: Number.isFinite(share) ? formatNumber(Math.round(share * 100) / 100, 2) : '–',
          })}
        </p>
      ))}
      {answer?.salary != null && <p className="muted">{fill(words.salary, { amount: formatNumber(answer.salary, 0) })}</p>}
    </div>
  );
}
