import { formatEntry } from '@/domain/number';
import { fill } from '@/ui/sheet/phrase';
import { readShare } from './split-share';

export type ValueWords = {
  value: string;
  lastYearFact: string;
  formerFact: string | null;
  /** «{text}» was typed here and not saved before someone else saved. */
  valueAside: string;
};

type TargetValueProps = {
  text: string;
  onType(text: string): void;
  /** What was typed before someone else saved this target. */
  aside: string | null;
  problem: string | null;
  decimals: number;
  unit: string;
  words: ValueWords;
};

/** The target of the whole year, beside last year's result and the version in force. */
export function TargetValue({ text, onType, aside, problem, decimals, unit, words }: TargetValueProps) {
  return (
    <div className="row wrap mb-2 items-end gap-x-6">
      <div className={problem ? 'field invalid' : 'field'}>
        <label htmlFor="field-value">{words.value}</label>
        <span className="row">
          <input
            id="field-value"
            name="value"
            className="input num w-44 text-title font-strong"
            value={text}
            inputMode="decimal"
            autoComplete="off"
            aria-invalid={problem ? true : undefined}
            aria-describedby="split-facts"
            onChange={(event) => onType(event.target.value)}
            onBlur={() => {
              const read = readShare(text, decimals);
              if (!read.problem) onType(formatEntry(read.value, decimals));
            }}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
          <span className="muted">{unit}</span>
        </span>
        {problem && <p className="problem">{problem}</p>}
      </div>
      <p id="split-facts" className="small muted pb-1">
        {words.lastYearFact}
        {words.formerFact && (
          <>
            <br />
            {words.formerFact}
          </>
        )}
        {aside && (
          <>
            <br />
            <b className="warn">{fill(words.valueAside, { text: aside })}</b>
          </>
        )}
      </p>
    </div>
  );
}
