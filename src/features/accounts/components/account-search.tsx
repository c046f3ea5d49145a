import { SubmitButton } from '@/ui/form';

type Option = { value: string; label: string };
type AccountSearchProps = {
  filter: { q: string; state: string | null; role: string | null };
  states: Option[];
  roles: Option[];
  words: { search: string; state: string; role: string; all: string; apply: string };
};

/** What is asked for stands in the address: a plain form that needs no script. */
export function AccountSearch({ filter, states, roles, words }: AccountSearchProps) {
  return (
    <search>
      <form className="row wrap mb-4" action="/admin/accounts">
        <label className="grow">
          <span className="sr">{words.search}</span>
          <input className="input" type="search" name="q" maxLength={100} placeholder={words.search} defaultValue={filter.q} />
        </label>
        <Select name="state" label={words.state} all={words.all} options={states} chosen={filter.state} />
        <Select name="role" label={words.role} all={words.all} options={roles} chosen={filter.role} />
        <SubmitButton variant="plain">{words.apply}</SubmitButton>
      </form>
    </search>
  );
}

type SelectProps = { name: string; label: string; all: string; options: Option[]; chosen: string | null };

function Select({ name, label, all, options, chosen }: SelectProps) {
  return (
    <label className="row">
      <span className="small muted nowrap">{label}</span>
      <select className="input" name={name} defaultValue={chosen ?? ''}>
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
