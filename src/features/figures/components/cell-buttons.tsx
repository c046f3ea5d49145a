import { Button } from '@/ui/button';

export type CellButtonWords = { history: string; remarkButton: string };

type CellButtonsProps = { onHistory: () => void; onRemark?: () => void; words: CellButtonWords };

/** The way from a cell to its history and to its remark, for those who do not know the keys. */
export function CellButtons({ onHistory, onRemark, words }: CellButtonsProps) {
  return (
    <>
      <Button size="small" label={words.history} aria-keyshortcuts="Alt+ArrowDown" aria-haspopup="dialog" onClick={onHistory}>
        {words.history}
      </Button>
      {onRemark && (
        <Button size="small" aria-keyshortcuts="Shift+F2" aria-haspopup="dialog" onClick={onRemark}>
          {words.remarkButton}
        </Button>
      )}
    </>
  );
}
