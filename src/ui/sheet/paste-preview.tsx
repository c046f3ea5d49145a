import { useState } from 'react';
import { Button } from '../button';
import { Dialog } from '../overlay/dialog';
import type { SheetLabels } from './model';
import type { PastePreview } from './paste';
import { fill } from './phrase';
import type { Texts } from './store';

type Props = { preview: PastePreview | null; labels: SheetLabels['preview']; onPaste(chosen: Texts): void; onClose(): void };

/** What a paste would do, before it does it: every cell that would not fit, could not be read or would empty another, by name. */
export function PastePreviewDialog({ preview, labels, onPaste, onClose }: Props) {
  return (
    <Dialog
      open={preview !== null}
      onClose={onClose}
      title={labels.title}
      consequence={preview && fill(labels.consequence, { good: preview.good.length, doubts: preview.doubtCount })}
      wide
    >
      {preview && <Body preview={preview} labels={labels} onPaste={onPaste} onClose={onClose} />}
    </Dialog>
  );
}

/** Text that cannot be read is kept unless the person says no; nothing is emptied unless the person says yes. */
function Body({ preview, labels, onPaste, onClose }: Props & { preview: PastePreview }) {
  const { good, unread, erasing, doubts, doubtCount } = preview;
  const [keepsUnread, setKeepsUnread] = useState(true);
  const [erases, setErases] = useState(false);
  const chosen = [...good, ...(keepsUnread ? unread : []), ...(erases ? erasing : [])];
  return (
    <>
      <div className="preview-list">
        <table className="table dense">
          <thead>
            <tr>
              <th scope="col">{labels.where}</th>
              <th scope="col">{labels.text}</th>
              <th scope="col">{labels.why}</th>
            </tr>
          </thead>
          <tbody>
            {doubts.map(({ where, text, why }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that is shown once and never reordered.
              <tr key={index}>
                <th scope="row">{where || labels.beyond}</th>
                <td>{text || <span className="muted">{labels.blank}</span>}</td>
                <td className="muted">{why}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {doubtCount > doubts.length && <p className="muted small">{fill(labels.more, { count: doubtCount - doubts.length })}</p>}
      </div>
      {unread.length > 0 && (
        <Choice checked={keepsUnread} onChange={setKeepsUnread} label={fill(labels.keepUnread, { count: unread.length })} />
      )}
      {erasing.length > 0 && <Choice checked={erases} onChange={setErases} label={fill(labels.erase, { count: erasing.length })} />}
      <footer>
        <Button onClick={onClose}>{labels.cancel}</Button>
        <Button
          variant="main"
          disabled={chosen.length === 0}
          onClick={() => {
            onClose();
            onPaste(chosen);
          }}
        >
          {fill(labels.paste, { count: chosen.length })}
        </Button>
      </footer>
    </>
  );
}

function Choice({ checked, onChange, label }: { checked: boolean; onChange(checked: boolean): void; label: string }) {
  return (
    <label className="check-item">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
