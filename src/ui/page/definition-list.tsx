import type { ReactNode } from 'react';

export type Definition = { key?: string; term: ReactNode; value: ReactNode };

/** Pairs of a name and a value. `wide`: the names in their own column, for the page of one record. */
export function DefinitionList({ items, wide }: { items: Definition[]; wide?: boolean }) {
  return (
    <dl className={wide ? 'kv wide small' : 'kv small'}>
      {items.map((item, index) => (
        <div key={item.key ?? (typeof item.term === 'string' ? item.term : index)}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
