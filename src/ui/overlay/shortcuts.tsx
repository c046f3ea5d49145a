'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Dialog } from './dialog';

const STORED = 'shortcuts-off';
const CHORD_MS = 1_200;

type ShortcutGroup = {
  title: string;
  /** `keys` as pressed, one space between: «g v», «[», «Ctrl K». With `href` it leads there; without, it is only listed. */
  items: { keys: string; label: string; href?: string }[];
};

type ShortcutsProps = {
  groups: ShortcutGroup[];
  words: { title: string /** «Dùng phím tắt một chữ». */; enabled: string };
};

/** Is the person typing, so that letters are letters? */
const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, dialog') !== null);

/**
 * Single letters that lead somewhere («G rồi V»), the period steps «[» and «]» (they press the neighbours of the ruler's current
 * period), and «?» for the list of all of them. They can be turned off, as WCAG 2.1.4 asks.
 */
export function Shortcuts({ groups, words }: ShortcutsProps) {
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(true);
  const pressed = useRef<{ key: string; at: number }>({ key: '', at: 0 });
  const router = useRouter();

  useEffect(() => setOn(localStorage.getItem(STORED) === null), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (event.key === '?') return setOpen(true);
      if (!on) return;
      if (event.key === '[' || event.key === ']') return stepPeriod(event.key === '[' ? -1 : 1);
      const { key, at } = pressed.current;
      const chord = Date.now() - at < CHORD_MS ? `${key} ${event.key}`.toLowerCase() : event.key;
      pressed.current = { key: event.key, at: Date.now() };
      const target = groups.flatMap(({ items }) => items).find((item) => item.href && item.keys.toLowerCase() === chord)?.href;
      if (target) router.push(target as Parameters<typeof router.push>[0]);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [groups, on, router]);

  const choose = (wanted: boolean) => {
    setOn(wanted);
    if (wanted) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, '1');
  };
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={words.title} wide>
      <div className="columns-2 gap-8 phone:columns-1">
        {groups.map(({ title, items }) => (
          <section key={title} className="mb-4 break-inside-avoid">
            <h3>{title}</h3>
            <dl className="kv small">
              {items.map(({ keys, label }) => (
                <div key={keys}>
                  <dt>{label}</dt>
                  <dd>
                    <kbd className="kbd">{keys}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="check mt-2">
        <input type="checkbox" checked={on} onChange={(event) => choose(event.target.checked)} />
        {words.enabled}
      </label>
    </Dialog>
  );
}

function stepPeriod(by: -1 | 1) {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.ruler ol a')];
  const current = links.findIndex((link) => link.hasAttribute('aria-current'));
  links[current + by]?.click();
}
