import { useId, useState } from 'react';
import { formatDay } from '@/domain/date';
import { fill } from '@/ui/sheet/phrase';
import type { Desk, DeskTitle } from './desk-state';
import type { DeskWords } from './desk-words';

type DeskHeadProps = {
  desk: Desk;
  /** The day of signing once it can be read, else ''. */
  day: string;
  titles: DeskTitle[];
  existing: { number: string; signedOn: string } | null;
  file: File | null;
  maximumBytes: number;
  words: DeskWords;
  onChange(part: Partial<Desk>): void;
  onFile(file: File | null): void;
};

/** What holds for the whole decision: number, day, years of merit, who issued and signed it, its scan, the titles of most of its lines. */
export function DeskHead({ desk, day, titles, existing, words, onChange, ...scan }: DeskHeadProps) {
  const field = (name: 'number' | 'signer' | 'authority' | 'subject' | 'yearFrom' | 'yearTo', className: string) => (
    <label className={className}>
      <span className="small muted block">{words.fields[name]}</span>
      <input className="input" value={desk[name]} maxLength={300} onChange={({ target }) => onChange({ [name]: target.value })} />
    </label>
  );
  return (
    <>
      <div className="row wrap mt-2 items-end gap-3">
        {existing ? (
          <p>{fill(words.existing, { number: existing.number, day: formatDay(existing.signedOn) })}</p>
        ) : (
          <>
            {field('number', 'w-32')}
            <label className="w-32">
              <span className="small muted block">{words.fields.signedOn}</span>
              <input
                className="input"
                inputMode="numeric"
                placeholder={words.datePattern}
                value={desk.signedOn}
                maxLength={20}
                onChange={({ target }) => onChange({ signedOn: target.value })}
                onBlur={() => day && onChange({ signedOn: formatDay(day) })}
              />
            </label>
          </>
        )}
        {field('yearFrom', 'w-36')}
        {field('yearTo', 'w-24')}
        {!existing && (
          <>
            {field('authority', 'min-w-48 grow')}
            {field('signer', 'min-w-48 grow')}
            {field('subject', 'min-w-64 basis-96 grow')}
          </>
        )}
      </div>
      <div className="row wrap mt-3 items-end gap-3">
        <TitleChoice
          label={words.personType}
          value={desk.personType}
          titles={titles.filter(({ forPerson }) => forPerson)}
          none={words.noType}
          onChange={(personType) => onChange({ personType })}
        />
        <TitleChoice
          label={words.collectiveType}
          value={desk.collectiveType}
          titles={titles.filter(({ forCollective }) => forCollective)}
          none={words.noType}
          onChange={(collectiveType) => onChange({ collectiveType })}
        />
        {!existing && <Scan words={words} {...scan} />}
      </div>
    </>
  );
}

function Scan({ maximumBytes, words, onFile }: Pick<DeskHeadProps, 'file' | 'maximumBytes' | 'words' | 'onFile'>) {
  const id = useId();
  const [problem, setProblem] = useState('');
  return (
    <div className="w-64 max-w-full">
      <label htmlFor={id} className="small muted block">
        {words.scan}
      </label>
      <input
        id={id}
        className="input h-auto py-1"
        type="file"
        accept=".pdf,.jpg,.jpeg,.png,.webp"
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-problem`}
        onChange={({ target }) => {
          const chosen = target.files?.[0] ?? null;
          const isTooLarge = chosen !== null && chosen.size > maximumBytes;
          setProblem(isTooLarge ? fill(words.scanTooLarge, { megabytes: maximumBytes / 1024 / 1024 }) : '');
          onFile(isTooLarge ? null : chosen);
        }}
      />
      <div id={`${id}-problem`} role="alert">
        {problem && <p className="problem">{problem}</p>}
      </div>
    </div>
  );
}

type TitleChoiceProps = { label: string; value: number | null; titles: DeskTitle[]; none: string; onChange(id: number | null): void };
function TitleChoice({ label, value, titles, none, onChange }: TitleChoiceProps) {
  return (
    <label className="w-64 max-w-full">
      <span className="small muted block">{label}</span>
      <select className="input" value={value ?? ''} onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}>
        <option value="">{none}</option>
        {titles.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
