import { SubmitButton } from '@/ui/form';

type MatrixFilterProps = {
  filter: { q: string; unit: string | null };
  /** What the form must keep of the address. */
  kept: Record<string, string>;
  units: { value: string; label: string }[];
  words: { search: string; kind: string; all: string; apply: string };
};

/** A name and a kind of department; what is asked for stands in the address, without a script. */
export function MatrixFilter({ filter, kept, units, words }: MatrixFilterProps) {
  return (
    <search>
      <form className="row wrap" action="/review">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label className="grow">
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
