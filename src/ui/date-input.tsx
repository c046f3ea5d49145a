'use client';

import { type ComponentProps, useEffect, useRef, useState } from 'react';

/** `2026-10-05` → «05/10/2026»; domain/date brings more than a field in the browser needs. */
const written = (day: string) => day.split('-').reverse().join('/');

type DateInputProps = Omit<ComponentProps<'input'>, 'type' | 'defaultValue' | 'onChange' | 'ref'> & { initial?: string };

/** The browser's own date field; while nobody types in it, it reads «05/10/2026», whatever the language of the browser. */
export function DateInput({ initial = '', ...control }: DateInputProps) {
  const [day, setDay] = useState(initial);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const form = field.current?.form;
    // a form that was sent starts anew
    const restart = () => setDay(field.current?.defaultValue ?? '');
    form?.addEventListener('reset', restart);
    return () => form?.removeEventListener('reset', restart);
  }, []);
  return (
    <span className="date" data-shown={day ? written(day) : undefined}>
      <input
        {...control}
        ref={field}
        className="input"
        type="date"
        defaultValue={initial}
        onChange={(event) => setDay(event.target.value)}
      />
    </span>
  );
}
