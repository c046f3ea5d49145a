import { getTranslations } from 'next-intl/server';
import { dayOf, daysBetween, formatDayShort } from '@/domain/date';
import { roman } from '@/domain/period';
import { Link } from '@/ui/link';
import { Status, type StatusKind } from '@/ui/status';
import { type BoardStatus, type MatrixCell, onTime } from '../rules';

export const MARK: Record<BoardStatus, StatusKind> = {
  none: 'none',
  draft: 'draft',
  late: 'late',
  extended: 'extended',
  submitted: 'submitted',
  returned: 'returned',
  approved: 'approved',
  locked: 'locked',
  missing: 'late',
};
export const isQuiet = (status: BoardStatus) => status === 'approved' || status === 'locked' || status === 'none';

export const hrefOf = ({ kind, quarter }: MatrixCell, code: string, year: number) =>
  `${kind === 'PLAN' ? '/plans' : '/reports'}/${code}?year=${year}&period=q${quarter}`;

/** Words about one file: its short mark, how far it is, and whether it came in time. */
export async function cellWords() {
  const [t, tStatus] = await Promise.all([getTranslations('submissions.matrix'), getTranslations('submissions.status')]);
  return (cell: MatrixCell, now: Date) => {
    const { handedInAt, dueAt, isExtended, filled, required, status } = cell;
    const inTime = onTime(cell, now);
    const days = daysBetween(dayOf(dueAt), dayOf(handedInAt ?? now));
    const when =
      handedInAt === null
        ? isExtended
          ? t('extended', { dueOn: formatDayShort(dayOf(dueAt)) })
          : status === 'late'
            ? t('lateDays', { days })
            : t('dueOn', { dueOn: formatDayShort(dayOf(dueAt)) })
        : inTime
          ? t('onTime')
          : t('lateDays', { days });
    return {
      what: t(cell.kind === 'PLAN' ? 'planLong' : 'reportLong', { roman: roman(cell.quarter) }),
      short: t(`short.${status}`),
      long: tStatus(status),
      filled: `${filled}/${required}`,
      when,
      isLate: inTime === false,
    };
  };
}

/** One file of the year's board: icon, short word, cells filled, in time or not; leads to the sheet. */
export async function MatrixCellView({ cell, code, year, now }: { cell: MatrixCell | null; code: string; year: number; now: Date }) {
  if (!cell) return <span className="muted">–</span>;
  const { what, short, long, filled, when, isLate } = (await cellWords())(cell, now);
  // Closed and in time is what is normal: the mark alone says it.
  const isDone = cell.handedInAt !== null;
  return (
    <Link className="plain file" href={hrefOf(cell, code, year)} prefetch={false} title={`${what}: ${long}, ${filled}, ${when}`}>
      <span className="sr">{what}: </span>
      <Status kind={MARK[cell.status]} quiet={isQuiet(cell.status)}>
        {short}
      </Status>
      <span className={`small ${isLate ? 'bad' : 'muted'}`}>
        {isDone ? when : <span className="num">{filled}</span>}
        {!isDone && (isLate || cell.isExtended) && ` · ${when}`}
      </span>
    </Link>
  );
}
