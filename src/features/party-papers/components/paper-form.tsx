'use client';

import type { ReactNode } from 'react';
import { Form } from '@/ui/form';
import { type FormState, idle, typedValues } from '@/ui/form-state';

type PaperFormProps = {
  /** Where the paper is asked for. */
  address: string;
  /** Said when the file has come. */
  done: string;
  labels: Record<string, string>;
  children: ReactNode;
};

/** Asks for a paper and keeps it as a file; what is refused is said beside its field, and what was typed stays. */
export function PaperForm({ address, done, labels, children }: PaperFormProps) {
  const fetchPaper = async (_previous: FormState, form: FormData): Promise<FormState> => {
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
    <Form action={fetchPaper} labels={labels} once={false} className="form max-w-xl">
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
