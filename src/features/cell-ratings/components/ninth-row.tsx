import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { fill } from '@/ui/sheet/phrase';

export type NinthWords = {
  title: string;
  body: string;
  reason: string;
  document: string;
  documentHint: string;
  back: string;
  keep: string;
  needed: string;
  kept: string;
  /** Instead of `body` and `needed` where nobody may pass. */
  blocks: string;
  blocked: string;
};
/** Why the cap is passed and by which document; `kept` for how many it was confirmed. */
export type Override = { reason: string; document: string; kept: number };

type NinthProps = {
  name: string;
  count: number;
  override: Override;
  isKept: boolean;
  /** The year's rules let the cap be passed with a reason. */
  mayPass: boolean;
  /** It was tried without a reason: what is missing is marked. */
  needed: boolean;
  columns: number;
  onOverride(override: Override): void;
  onNeeded(needed: boolean): void;
  onBack(): void;
  words: NinthWords;
};

/** Below the row that passes the cap: give the place up, or say why and by what it may be passed. */
export function NinthRow({ name, count, override, isKept, mayPass, needed, columns, onOverride, onNeeded, onBack, words }: NinthProps) {
  const isSaid = override.reason.trim() !== '' && override.document.trim() !== '';
  return (
    <tr className="phone:block">
      <td colSpan={columns} className="bg-bad-wash phone:block phone:h-auto">
        <div className="sticky left-0 flex max-w-[calc(100cqw-1rem)] flex-wrap items-end gap-3 py-2 whitespace-normal">
          <p className="grow basis-64">
            <b className="bad" role="alert">
              <Icon of={TriangleAlert} size="s" /> {fill(words.title, { name, count })}
            </b>
            <span className="small block">{isKept ? fill(words.kept, override) : mayPass ? words.body : words.blocks}</span>
          </p>
          {!isKept && mayPass && (
            <>
              <label className="small grow basis-56">
                {words.reason}
                <input
                  id="cap-reason"
                  className="input"
                  value={override.reason}
                  maxLength={1000}
                  aria-invalid={needed && !override.reason.trim() ? true : undefined}
                  onChange={(event) => onOverride({ ...override, reason: event.target.value })}
                />
              </label>
              <label className="small">
                {words.document}
                <input
                  className="input"
                  value={override.document}
                  maxLength={100}
                  placeholder={words.documentHint}
                  aria-invalid={needed && !override.document.trim() ? true : undefined}
                  onChange={(event) => onOverride({ ...override, document: event.target.value })}
                />
              </label>
            </>
          )}
          <Button id="cap-back" size="small" onClick={onBack}>
            {words.back}
          </Button>
          {!isKept && mayPass && (
            <Button
              size="small"
              variant="danger"
              onClick={() => {
                onNeeded(!isSaid);
                if (isSaid) onOverride({ ...override, kept: count });
              }}
            >
              {fill(words.keep, { count })}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}
