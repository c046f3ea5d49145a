import { SubmitButton } from '@/ui/form';

type DepartmentFilterProps = {
  /** The page that is asked again. */
  address: string;
  filter: { q: string; unit: string | null };
  /** What the form must keep of the address. */
  kept: Record<string, string>;
  units: { value: string; label: string }[];
  words: { search: string; kind: string; all: string; apply: string };
};

/** A name and a kind of department; what is asked for stands in the address, without a script. */
export function DepartmentFilter({ address, filter, kept, units, words }: DepartmentFilterProps) {
  return (
    <search>
      <form className="row wrap" action={address}>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label className="grow phone:basis-full">
          <span className="sr">{words.search}</span>
          <input className="input" type="search" name="q" maxLength={100} placeholder={words.search} defaultValue={filter.q} />
        </label>
        <label className="row">
          <span className="small muted nowrap">{words.kind}</span>
          <select className="input" name="unit" defaultValue={filter.unit ?? ''}>
            <option value="">{words.all}</option>
            {units.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <SubmitButton variant="plain">{words.apply}</SubmitButton>
      </form>
    </search>
  );
}
