import CircleCheck from 'lucide-react/icons/circle-check';
import { useFormState } from '@/ui/form';
import { Icon } from '@/ui/icon';
import { fill } from '@/ui/sheet/phrase';
import { leftWords, type SplitKind } from '../rules/split';

export type FootWords = {
  left: string;
  over: string;
  fits: string;
  limits: string;
  noValue: string;
  problems: string;
  sumRule: string;
  keys: string;
  reason: string;
  reasonHint: string;
  saveDraft: string;
  inForce: string;
};

type BalanceProps = {
  /** Canonical decimals: the target, and what was given of it. */
  value: string | null;
  total: string | null;
  kind: SplitKind;
  hasRows: boolean;
  unit: string;
  decimals: number;
  words: FootWords;
};

type SplitFootProps = BalanceProps & {
  /** Cells that cannot be read. */
  unread: number;
};

/** What is left to give, the reason when it is not nothing, and the two ways to save. */
export function SplitFoot({ unread, ...balance }: SplitFootProps) {
  const { value, total, kind, hasRows, words } = balance;
  const { errors, pending, values } = useFormState();
  const problem = errors.unsplitReason?.[0];
  return (
    <footer className="sheet-foot -mx-6 flex-wrap phone:mx-0 phone:px-0">
      <p role="status" className="nowrap">
        <Balance {...balance} />
        {unread > 0 && <b className="bad"> · {fill(words.problems, { count: unread })}</b>}
      </p>
      <span className="small muted no-phone min-w-0 grow basis-0 truncate" title={`${words.sumRule} ${words.keys}`}>
        {`${words.sumRule} ${words.keys}`}
      </span>
      {asksWhy(value, total, kind, hasRows) && (
        <label className="row small phone:flex-wrap">
          {words.reason}
          <input
            id="field-unsplitReason"
            name="unsplitReason"
            className="input w-64"
            maxLength={500}
            title={problem ?? words.reasonHint}
            defaultValue={String(values.unsplitReason ?? '')}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? 'unsplit-problem' : undefined}
          />
          {problem && (
            <span id="unsplit-problem" className="bad">
              {problem}
            </span>
          )}
        </label>
      )}
      <button type="submit" className="btn" aria-disabled={pending} onClick={(event) => pending && event.preventDefault()}>
        {words.saveDraft}
      </button>
      <button
        type="submit"
        name="inForce"
        value="on"
        className="btn main-act"
        aria-disabled={pending}
        onClick={(event) => pending && event.preventDefault()}
      >
        {words.inForce}
      </button>
    </footer>
  );
}

/** Whether the form must ask why: shares exist, or should, and do not come to the target. */
function asksWhy(value: string | null, total: string | null, kind: SplitKind, hasRows: boolean): boolean {
  if (value === null || kind === 'limit') return false;
  if (!hasRows) return kind === 'sum';
  return total !== null && leftWords(value, total, 0) !== null;
}

/** What is left to give, in words, at every key; exact, whatever the number of digits. */
function Balance({ value, total, kind, hasRows, unit, decimals, words }: BalanceProps) {
  if (value === null) return <span className="muted">{words.noValue}</span>;
  if (kind === 'limit') return <span className="muted">{words.limits}</span>;
  if (!hasRows || total === null) return null;
  const rest = leftWords(value, total, decimals);
  if (!rest)
    return (
      <b className="ok">
        <Icon of={CircleCheck} /> {words.fits}
      </b>
    );
  const isShort = rest.kind === 'short';
  return <b className={isShort ? 'warn' : 'bad'}>{fill(isShort ? words.left : words.over, { left: rest.left, unit })}</b>;
}
