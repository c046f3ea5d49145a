import Award from 'lucide-react/icons/award';
import { useEffect, useState } from 'react';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { fill } from '@/ui/sheet/phrase';
import { type Condition, opened } from '../rules/checks';
import { type DeskLine, type DeskRow, type DeskTitle, nineYears } from './desk-state';
import type { DeskWords } from './desk-words';

type DeskSideProps = {
  row: DeskRow;
  year: number;
  titles: DeskTitle[];
  conditions: Condition[];
  words: DeskWords;
  onChange(part: Partial<DeskLine>): void;
};

/** Of the chosen line: the text as it was pasted, to be corrected; nine years of titles; what this one makes possible. */
export function DeskSide({ row, year, titles, conditions, words, onChange }: DeskSideProps) {
  const { line, place, facts, typeId, state, newName } = row;
  const [text, setText] = useState(line.raw);
  useEffect(() => setText(line.raw), [line.raw]);
  const title = titles.find(({ id }) => id === typeId);
  const held = facts?.held ?? [];
  const now =
    title && state !== 'OUT' ? { typeId: title.id, code: title.code, name: title.name, yearFrom: year, yearTo: year, number: null } : null;
  const next = now && !row.isCollective ? opened([...held, now], conditions, year).filter(({ code }) => code === now.code) : [];
  return (
    <aside
      className="panel mt-4 xl:sticky xl:top-4 xl:mt-0 xl:self-start"
      aria-label={fill(words.lineNumber, { number: place + 1, text: newName })}
    >
      <p className="small muted">{fill(words.lineNumber, { number: place + 1, text: '' })}</p>
      <h2>{facts?.fullName ?? newName}</h2>
      {facts && <p className="small muted">{[facts.honorifics, facts.department].filter(Boolean).join(', ')}</p>}
      {next.map((one) => (
        <div
          key={one.typeId}
          className="mt-3 border-l-4 pl-3"
          style={{ borderColor: 'var(--color-primary)', background: 'var(--color-primary-wash)' }}
        >
          <p>
            <b>
              <Icon of={Award} size="s" /> {fill(words.opens, { years: one.years, title: title?.name ?? '' })}
            </b>
          </p>
          <p className="small">{fill(words.opensBody, { title: titles.find(({ id }) => id === one.typeId)?.name ?? '' })}</p>
        </div>
      ))}
      <label className="mt-3 block">
        <span className="small muted block">{words.editLine}</span>
        <input
          className="input"
          value={text}
          maxLength={500}
          onChange={({ target }) => setText(target.value)}
          onBlur={() => text.trim() !== '' && text !== line.raw && onChange({ raw: text.replace(/\n/g, ' ').trim(), chosen: null })}
        />
      </label>
      <label className="mt-2 block">
        <span className="small muted block">{words.citation}</span>
        <input className="input" value={line.citation} maxLength={500} onChange={({ target }) => onChange({ citation: target.value })} />
      </label>
      <div className="row mt-2 items-end gap-2">
        {(['yearFrom', 'yearTo'] as const).map((name) => (
          <label key={name} className="w-32">
            <span className="small muted block">{words.own[name]}</span>
            <input
              className="input"
              inputMode="numeric"
              placeholder={words.own.none}
              maxLength={4}
              value={line[name]}
              onChange={({ target }) => onChange({ [name]: target.value })}
            />
          </label>
        ))}
      </div>
      {line.chosen?.kind === 'new' && (
        <label className="row mt-2">
          <input type="checkbox" checked={line.isAnother} onChange={({ target }) => onChange({ isAnother: target.checked })} />
          {words.isAnother}
        </label>
      )}
      <div className="row wrap mt-2">
        {line.chosen !== null && (
          <Button size="small" onClick={() => onChange({ chosen: null })}>
            {words.putBack}
          </Button>
        )}
        {line.chosen?.kind !== 'out' && (
          <Button size="small" variant="bare" onClick={() => onChange({ chosen: { kind: 'out' } })}>
            {words.leaveOut}
          </Button>
        )}
        {facts && !row.isCollective && line.chosen === null && (
          <Button size="small" variant="bare" onClick={() => onChange({ chosen: { kind: 'new' }, isAnother: true })}>
            {words.isAnother}
          </Button>
        )}
      </div>
      {facts && (
        <>
          <h3 className="mt-4">{words.nineYears}</h3>
          <ol className="tl mt-1">
            {nineYears(held, year).map(({ year: each, held: of }) => (
              <li key={each} className={of.length > 0 || (now && each === year) ? 'on' : undefined}>
                <b>{each}</b>{' '}
                {[...of.map(({ name }) => name), ...(now && each === year ? [now.name] : [])].join(', ') || (
                  <span className="muted">{words.none}</span>
                )}
                <span className="small muted block">
                  {[...new Set(of.flatMap(({ number }) => number ?? []))].join(', ')}
                  {now && each === year && ` ${words.thisOne}`}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </aside>
  );
}
