import { getTranslations } from 'next-intl/server';
import { type PeriodRef, periodToSearch } from '@/domain/period';
import { ChoiceLinks } from '@/ui/choice';
import { type MatrixFilter, SUBMISSION_KINDS, type SubmissionKind } from '../schema';
import { BoardPanel } from './board-panel';
import { ViewChoice } from './view-choice';

type ReviewBoardsProps = { kind: SubmissionKind; period: PeriodRef; filter: Pick<MatrixFilter, 'q' | 'unit'> };

/** The board of plans or of reports; the choice is in the address. */
export async function ReviewBoards({ kind, period, filter }: ReviewBoardsProps) {
  const [t, tInbox] = await Promise.all([getTranslations('submissions'), getTranslations('review.inbox')]);
  const choice = (
    <div className="row wrap">
      <ViewChoice period={period} current="board" />
      <ChoiceLinks
        label={t('list.state')}
        options={SUBMISSION_KINDS.map((one) => ({
          href: `/review?${periodToSearch(period)}&kind=${one.toLowerCase()}`,
          label: t(`kind.${one}`),
          current: one === kind,
        }))}
      />
      <a className="only-phone" href="#inbox">
        {tInbox('title')}
      </a>
    </div>
  );
  return (
    <div>
      <BoardPanel kind={kind} period={period} address="/review" filter={filter} actions={choice} />
    </div>
  );
}
