import { Link } from './link';

type ChoiceOption = { value: string; label: string /** Said in full when the label is a short form. */; title?: string };

type ChoiceProps = {
  name: string;
  /** What is being chosen; read before the options. */
  legend: string;
  options: ChoiceOption[];
  defaultValue?: string;
  form?: string;
};

/** One of a few, as real radios in a form: arrow keys move, the form posts the value. */
export function Choice({ name, legend, options, defaultValue, form }: ChoiceProps) {
  return (
    <fieldset className="contents">
      <legend className="sr">{legend}</legend>
      <span className="choice">
        {options.map(({ value, label, title }) => (
          <label key={value} title={title}>
            <input type="radio" name={name} value={value} defaultChecked={value === defaultValue} form={form} aria-label={title} />
            {label}
          </label>
        ))}
      </span>
    </fieldset>
  );
}

/** The same look for a view that lives in the address. */
export function ChoiceLinks({ label, options }: { label: string; options: { href: string; label: string; current?: boolean }[] }) {
  return (
    <nav className="choice" aria-label={label}>
      {options.map((option) => (
        <Link key={option.href} href={option.href} aria-current={option.current ? 'true' : undefined} scroll={false}>
          {option.label}
        </Link>
      ))}
    </nav>
  );
}
