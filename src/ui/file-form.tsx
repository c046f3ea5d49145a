'use client';

import type { ReactNode } from 'react';
import { Form } from './form';
import { type FormState, idle, typedValues } from './form-state';

type FileFormProps = {
  /** Where the file is asked for. */
  address: string;
  /** Said when the file has come. */
  done: string;
  labels: Record<string, string>;
  className?: string;
  children: ReactNode;
};

/** Asks for a file and keeps it; what is refused is said beside its field, and what was typed stays. */
export function FileForm({ address, done, labels, className, children }: FileFormProps) {
  const fetchFile = async (_previous: FormState, form: FormData): Promise<FormState> => {
    const asked = new URLSearchParams([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
    const answer = await fetch(`${address}?${asked}`, { headers: { Accept: 'application/json' } });
    if (!answer.ok) {
      const { message, problems = [] }: { message: string; problems?: { path: string; message: string }[] } = await answer.json();
      const errors: FormState['errors'] = {};
      for (const { path, message: text } of problems) errors[path] = [...(errors[path] ?? []), text];
      return { ...idle, status: 'refused', message, errors, values: typedValues(form) };
    }
    save(await answer.blob(), nameOf(answer));
    return { ...idle, status: 'done', message: done, values: typedValues(form) };
  };
  return (
    <Form action={fetchFile} labels={labels} once={false} className={className}>
      {children}
    </Form>
  );
}

const nameOf = (answer: Response) => /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'van-ban.docx';

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // the browser reads the file after the click has ended
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
