import type { ReactNode } from 'react';
import type { TaskFilter } from '../schema';

type Option = { value: string | number; label: string };
type TaskFiltersProps = {
  filter: TaskFilter;
  /** Carried along: the period and the view. */
  kept: Record<string, string>;
  options: Record<'department' | 'area' | 'standing' | 'leader' | 'unplanned' | 'role', Option[]>;
  words: {
    search: string;
    more: string;
    all: string;
    apply: string;
    priority: string;
    clear: ReactNode;
  } & Record<'department' | 'area' | 'standing' | 'leader' | 'unplanned' | 'role', string>;
};

/** What is asked for stands in the address: a plain form that needs no script. The rarer conditions open by themselves when one is set. */
export function TaskFilters({ filter, kept, options, words }: TaskFiltersProps) {
  const select = (name: keyof TaskFiltersProps['options']) =>
    options[name].length > 0 && (
      <Select key={name} name={name} label={words[name]} all={words.all} options={options[name]} chosen={filter[name]} />
    );
  const isRare =
    filter.leader !== null || filter.unplanned !== null || filter.role !== null || filter.priority !== null || filter.area !== null;
  return (
    <search>
      <form action="/tasks" className="mb-3">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="row wrap">
          <label className="grow phone:basis-full">
            <span className="sr">{words.search}</span>
            <input className="input" type="search" name="q" maxLength={100} placeholder={words.search} defaultValue={filter.q} />
          </label>
          {select('department')}
          {select('standing')}
          <button type="submit" className="btn">
            {words.apply}
          </button>
          {words.clear}
        </div>
        <details open={isRare} className="mt-1">
          <summary className="small">{words.more}</summary>
          <div className="row wrap mt-1">
            {select('area')}
            {select('leader')}
            {select('unplanned')}
            {select('role')}
            <label className="check-item">
              <input type="checkbox" name="priority" value="1" defaultChecked={filter.priority !== null} />
              {words.priority}
            </label>
          </div>
        </details>
      </form>
    </search>
  );
}

type SelectProps = { name: string; label: string; all: string; options: Option[]; chosen: string | number | null };

function Select({ name, label, all, options, chosen }: SelectProps) {
  return (
    <label className="row max-w-full phone:grow">
      <span className="small muted nowrap">{label}</span>
      <select className="input max-w-56 min-w-0 phone:grow phone:max-w-none" name={name} defaultValue={chosen ?? ''}>
        <option value="">{all}</option>
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
