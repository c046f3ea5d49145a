import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleSlash from 'lucide-react/icons/circle-slash';
import Clock from 'lucide-react/icons/clock';
import UserPlus from 'lucide-react/icons/user-plus';
import Users from 'lucide-react/icons/users';
import { formatDay } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { Icon } from '@/ui/icon';
import { fill } from '@/ui/sheet/phrase';
import type { DeskDepartment } from './decision-desk';
import { type Chosen, type DeskLine, type DeskRow, type DeskTitle, titlesFor } from './desk-state';
import type { DeskWords } from './desk-words';

const LOOK = {
  OK: { icon: CircleCheck, tone: 'ok' },
  CHOOSE: { icon: Users, tone: 'warn' },
  NEW: { icon: UserPlus, tone: 'pri' },
  LOOK: { icon: Clock, tone: 'warn' },
  OUT: { icon: CircleSlash, tone: 'quiet' },
  WRONG: { icon: CircleAlert, tone: 'bad' },
} as const;

type DeskTableProps = {
  rows: DeskRow[];
  titles: DeskTitle[];
  departments: DeskDepartment[];
  year: number | null;
  selected: string | null;
  money: number;
  words: DeskWords;
  onSelect(key: string): void;
  onChange(key: string, part: Partial<DeskLine>): void;
};

/** The pasted list: whom each line means, the title, what the register knows, the money. */
export function DeskTable({ rows, selected, money, words, onSelect, ...rest }: DeskTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section className="mt-3 overflow-x-auto [--sticky-top:0px]" tabIndex={0} aria-label={words.list}>
      <table className="dense">
        <thead>
          <tr>
            <th scope="col" className="num">
              {words.columns.line}
            </th>
            <th scope="col" className="xl:max-2xl:hidden">
              {words.columns.pasted}
            </th>
            <th scope="col" className="min-w-52">
              {words.columns.whom}
            </th>
            <th scope="col">{words.columns.title}</th>
            <th scope="col" className="min-w-44">
              {words.columns.evidence}
            </th>
            <th scope="col" className="num">
              {words.columns.money}
            </th>
            <th scope="col">{words.columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.line.key}
              className={row.line.key === selected ? 'on' : undefined}
              onFocus={() => onSelect(row.line.key)}
              onClick={() => onSelect(row.line.key)}
            >
              <Cells row={row} words={words} {...rest} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="total">
            <td className="xl:max-2xl:hidden" />
            <th scope="row" colSpan={4}>
              {words.total}
            </th>
            <td className="num">{formatNumber(money, 0)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

type CellsProps = Pick<DeskTableProps, 'titles' | 'departments' | 'year' | 'words' | 'onChange'> & { row: DeskRow };

function Cells({ row, titles, departments, year, words, onChange }: CellsProps) {
  const { line, place, facts, typeId, isCollective, state, problem } = row;
  const { icon, tone } = LOOK[state];
  // whom nobody knows may be no name at all: the line stays as it was pasted
  const pasted = row.parsed && row.parsed.state !== 'NEW' && !row.isUnnamed ? row.parsed.name : line.raw.replaceAll('\t', ' · ');
  const possible = titlesFor(titles, isCollective, row.year ?? year);
  // a title chosen before the year was changed stays seen, with what is wrong with it
  const chosen = titles.find(({ id }) => id === typeId);
  const choices = chosen && !possible.includes(chosen) ? [chosen, ...possible] : possible;
  return (
    <>
      <td className="num muted">{place + 1}</td>
      <td className="muted xl:max-2xl:hidden">
        <button type="button" className="link nowrap" aria-label={fill(words.lineNumber, { number: place + 1, text: pasted })}>
          {pasted}
        </button>
      </td>
      <td>
        {facts && state !== 'OUT' ? (
          <>
            <b>{facts.fullName}</b> <span className="small muted">{[facts.honorifics, facts.department].filter(Boolean).join(' · ')}</span>
            {pasted !== facts.fullName && (
              <span className="small muted hidden xl:max-2xl:block">{fill(words.pastedAs, { text: pasted })}</span>
            )}
          </>
        ) : (
          <>
            <span className="muted hidden xl:max-2xl:block">{pasted}</span>
            <Choose row={row} departments={departments} words={words} onChange={onChange} />
          </>
        )}
      </td>
      <td>
        <select
          className="input h-7 w-44 py-0 xl:max-2xl:w-36"
          aria-label={fill(words.titleLabel, { name: row.parsed?.name ?? line.raw })}
          value={typeId ?? ''}
          onChange={({ target }) => onChange(line.key, { typeId: target.value === '' ? null : Number(target.value) })}
        >
          <option value="">{words.noType}</option>
          {choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </td>
      <td className={row.lacks.length > 0 || row.isGone || problem ? 'small warn' : 'small muted'}>
        <Evidence row={row} titles={titles} year={row.year ?? year} words={words} />
      </td>
      <td className="num">{row.money === null ? '–' : formatNumber(row.money, 0)}</td>
      <td className="nowrap">
        <span className={`st ${tone}`}>
          <Icon of={icon} />
          {words.states[state]}
        </span>
      </td>
    </>
  );
}

function Evidence({ row, titles, year, words }: { row: DeskRow; titles: DeskTitle[]; year: number | null; words: DeskWords }) {
  if (row.problem) return <span className="bad">{row.problem}</span>;
  const nameOf = (code: string) => titles.find((title) => title.code === code)?.name ?? code;
  const has =
    row.facts?.held.filter(
      ({ yearFrom, yearTo }) => year !== null && yearFrom !== null && yearTo !== null && yearFrom <= year && year <= yearTo,
    ) ?? [];
  const said = [
    ...row.lacks.map((code) => fill(words.lacks, { title: nameOf(code), year: year ?? '' })),
    ...(row.isGone ? [words.gone] : []),
    ...(row.parsed?.isElsewhere ? [words.elsewhere] : []),
    ...(row.facts?.rating ? [words.ratings[row.facts.rating]] : []),
    ...has.map(({ name }) => fill(words.has, { title: name })),
  ];
  return <>{said.length === 0 ? '–' : said.join('. ')}</>;
}

const chosenValue = (chosen: Chosen) => (chosen === null ? '' : chosen.kind === 'known' ? String(chosen.id) : chosen.kind);

function Choose({ row, departments, words, onChange }: Pick<CellsProps, 'row' | 'departments' | 'words' | 'onChange'>) {
  const { line, candidates, parsed } = row;
  const name = parsed?.name ?? line.raw;
  const isUnit = parsed?.kind === 'DEPARTMENT';
  const choose = (value: string) => {
    const unit = departments.find(({ id }) => value === `unit ${id}`);
    // the line is read again under the department's own name
    if (unit) return onChange(line.key, { raw: unit.name, chosen: null });
    return onChange(line.key, {
      chosen:
        value === ''
          ? null
          : value === 'new' || value === 'out' || value === 'unnamed' || value === 'uncounted'
            ? { kind: value }
            : { kind: 'known', id: Number(value) },
    });
  };
  const prompt = isUnit ? words.chooseUnit : candidates.length === 0 ? words.chooseNone : fill(words.choose, { count: candidates.length });
  return (
    <span className="row wrap gap-1">
      <select
        className="input h-7 w-52 py-0"
        aria-label={fill(words.chooseLabel, { name })}
        value={chosenValue(line.chosen)}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">{prompt}</option>
        {candidates.map((one) => (
          <option key={one.id} value={one.id}>
            {[one.fullName, one.honorifics, one.department].filter(Boolean).join(', ')}
          </option>
        ))}
        <option value="new">{words.addNew}</option>
        <option value="unnamed">{words.unnamed}</option>
        <option value="uncounted">{words.uncounted}</option>
        <option value="out">{words.leaveOut}</option>
        {isUnit && (
          <optgroup label={words.units}>
            {departments.map(({ id, name: unit, dissolvedOn }) => (
              <option key={id} value={`unit ${id}`}>
                {dissolvedOn ? fill(words.unitUntil, { name: unit, day: formatDay(dissolvedOn) }) : unit}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      {row.isUnnamed && (
        <>
          {!row.isUncounted && (
            <input
              className="input num h-7 w-16 py-0"
              inputMode="numeric"
              maxLength={4}
              aria-label={fill(words.countLabel, { name })}
              value={line.count}
              onChange={({ target }) => onChange(line.key, { count: target.value })}
            />
          )}
          <label className="row small">
            <input
              type="checkbox"
              checked={line.ofCollectives}
              onChange={({ target }) => onChange(line.key, { ofCollectives: target.checked, typeId: null })}
            />
            {words.ofCollectives}
          </label>
        </>
      )}
      {(line.chosen?.kind === 'new' || row.isUnnamed) && (
        <select
          className="input h-7 w-44 py-0"
          aria-label={fill(words.newInLabel, { name })}
          value={row.departmentId ?? ''}
          onChange={({ target }) => onChange(line.key, { newDepartmentId: target.value === '' ? null : Number(target.value) })}
        >
          <option value="">{row.isUnnamed ? words.unnamedIn : words.newIn}</option>
          {departments.map(({ id, name: unit, dissolvedOn }) => (
            <option key={id} value={id}>
              {dissolvedOn ? fill(words.unitUntil, { name: unit, day: formatDay(dissolvedOn) }) : unit}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}
