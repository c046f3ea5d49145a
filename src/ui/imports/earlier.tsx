import type { ComponentProps } from 'react';
import { Form, SubmitButton } from '../form';
import { CloseDialogButton, DialogButton } from '../overlay/dialog';
import { DataTable } from '../page/data-table';
import { Section } from '../page/section';

/** An import so far, in words; `standing` says why it cannot be taken back, null while it can. */
export type EarlierImport = {
  id: number;
  rowVersion: number;
  fileName: string;
  when: string;
  by: string;
  count: string;
  standing: string | null;
};

type Props = {
  imports: EarlierImport[];
  undo: ComponentProps<typeof Form>['action'];
  words: Record<'earlier' | 'fileName' | 'when' | 'who' | 'count' | 'undo' | 'undoBody' | 'cancel', string>;
  /** The dialog's title and the button's own name, by the file. */
  titles: (file: string) => { title: string; label: string };
};

/** The imports so far, each to be taken back while it can. */
export function EarlierImports({ imports, undo, words, titles }: Props) {
  if (imports.length === 0) return null;
  const standing = ({ id, rowVersion, fileName, standing: reason }: EarlierImport) => {
    if (reason !== null) return <span className="muted">{reason}</span>;
    return (
      <DialogButton button={words.undo} size="small" consequence={words.undoBody} {...titles(fileName)}>
        <Form action={undo}>
          <input type="hidden" name="batchId" value={id} />
          <input type="hidden" name="rowVersion" value={rowVersion} />
          <footer>
            <CloseDialogButton>{words.cancel}</CloseDialogButton>
            <SubmitButton variant="danger">{words.undo}</SubmitButton>
          </footer>
        </Form>
      </DialogButton>
    );
  };
  return (
    <Section title={words.earlier}>
      <DataTable
        caption={words.earlier}
        rows={imports}
        rowKey={({ id }) => String(id)}
        columns={[
          { key: 'file', head: words.fileName, rowHead: true, cell: ({ fileName }) => fileName },
          { key: 'when', head: words.when, cell: ({ when }) => when },
          { key: 'who', head: words.who, cell: ({ by }) => by },
          { key: 'count', head: words.count, align: 'end', cell: ({ count }) => count },
          { key: 'state', head: <span className="sr">{words.undo}</span>, cell: standing },
        ]}
        phone={(one) => ({ title: one.fileName, detail: `${one.when} · ${one.by}`, aside: standing(one) })}
      />
    </Section>
  );
}
