import { useState } from 'react';
import { Button } from '@/ui/button';
import { fill } from '@/ui/sheet/phrase';
import type { SplitKind } from '../rules/split';
import type { Basis, Spread } from '../rules/spread';

export type ToolWords = {
  tools: string;
  everywhere: string;
  compare: string;
  lastYear: string;
  former: string;
  even: string;
  blanksOnly: string;
  heldCount: string;
  release: string;
  /** How a proposal follows each of the two things it may follow. */
  follow: Record<'lastYear' | 'former', { both: string; departments: string; quarters: string; strangers: string }>;
};

type SplitToolsProps = {
  kind: SplitKind;
  /** What a proposal follows, and what stands beside the cells; nothing to choose without a version in force. */
  following: 'lastYear' | 'former';
  onFollow: ((which: 'lastYear' | 'former') => void) | null;
  /** Departments of which nothing is known there. */
  strangers: readonly string[];
  heldCount: number;
  words: ToolWords;
  onSpread(how: Spread): void;
  onRelease(): void;
};

/** The ways to propose shares: each goes around what was typed by hand. */
export function SplitTools({ kind, following, onFollow, strangers, heldCount, words, onSpread, onRelease }: SplitToolsProps) {
  const [blanksOnly, setBlanksOnly] = useState(false);
  const button = (label: string, departments: Basis, quarters: Basis) => (
    <Button size="small" onClick={() => onSpread({ departments, quarters, blanksOnly })}>
      {label}
    </Button>
  );
  const follow = words.follow[following];
  return (
    <fieldset className="row wrap mb-2 border-0 p-0 gap-y-1.5">
      <legend className="sr">{words.tools}</legend>
      {kind === 'limit' ? (
        button(words.everywhere, 'even', 'even')
      ) : (
        <>
          {button(follow.both, 'lastYear', 'lastYear')}
          {kind === 'sum' && button(follow.departments, 'lastYear', 'even')}
          {kind === 'sum' && button(follow.quarters, 'even', 'lastYear')}
          {button(words.even, 'even', 'even')}
        </>
      )}
      <label className="row small">
        <input type="checkbox" checked={blanksOnly} onChange={(event) => setBlanksOnly(event.target.checked)} />
        {words.blanksOnly}
      </label>
      {onFollow && (
        <fieldset className="contents">
          <legend className="sr">{words.compare}</legend>
          <span className="choice">
            {(['lastYear', 'former'] as const).map((which) => (
              <label key={which}>
                {/* No name: the form does not send it. */}
                <input type="radio" checked={following === which} onChange={() => onFollow(which)} />
                {words[which]}
              </label>
            ))}
          </span>
        </fieldset>
      )}
      {heldCount > 0 && (
        <span className="small muted row">
          {fill(words.heldCount, { count: heldCount })}
          <Button variant="bare" size="small" onClick={onRelease}>
            {words.release}
          </Button>
        </span>
      )}
      {kind !== 'limit' && strangers.length > 0 && (
        <span className="small muted">{fill(follow.strangers, { count: strangers.length, names: strangers.slice(0, 3).join(', ') })}</span>
      )}
    </fieldset>
  );
}
