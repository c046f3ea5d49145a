'use client';

import Calendar from 'lucide-react/icons/calendar';
import { type ComponentProps, useEffect, useId, useRef, useState } from 'react';
import { formatDay, readDay } from '@/domain/date';
import { Button } from './button';
import { useSentences } from './sentences';

const read = (text: string) => readDay(text, new Date().getFullYear());

type DateInputProps = Omit<ComponentProps<'input'>, 'type' | 'defaultValue' | 'onChange' | 'onBlur' | 'ref'> & { initial?: string };

/**
 * A date typed as people write it, the day before the month whatever the language of the browser; once it is left it shows what was
 * read, or says that nothing was. The browser's own calendar opens at the button. What is sent is `YYYY-MM-DD`, or the text as it stands.
 */
export function DateInput({ initial = '', name, ...control }: DateInputProps) {
  const { datePattern, pickDate, unreadDate } = useSentences();
  const [text, setText] = useState(initial);
  const [isUnread, setUnread] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const unreadId = useId();
  const day = read(text);
  // once the server has spoken, its sentence stands at the field
  const isSaid = control['aria-invalid'] === true;

  useEffect(() => {
    const form = field.current?.form;
    // a form that was sent starts anew
    const restart = () => {
      setText(field.current?.defaultValue ?? '');
      setUnread(false);
    };
    form?.addEventListener('reset', restart);
    return () => form?.removeEventListener('reset', restart);
  }, []);

  const show = (next: string) => {
    setText(next);
    setUnread(next.trim() !== '' && read(next) === null);
    if (field.current) field.current.value = formatDay(read(next) ?? next);
  };
  const open = () => {
    if (!calendar.current) return;
    calendar.current.defaultValue = calendar.current.value = day ?? '';
    calendar.current.showPicker();
  };
  return (
    <span className="date">
      <input
        {...control}
        ref={field}
        className="input"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder={datePattern}
        defaultValue={formatDay(initial)}
        aria-invalid={isUnread || isSaid || undefined}
        aria-describedby={[control['aria-describedby'], isUnread && !isSaid && unreadId].filter(Boolean).join(' ') || undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={(event) => show(event.target.value)}
      />
      {name && <input type="hidden" name={name} value={day ?? text} />}
      <input
        ref={calendar}
        type="date"
        className="calendar"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => show(event.target.value)}
      />
      <Button variant="icon" size="small" icon={Calendar} label={pickDate} onClick={open} />
      {isUnread && !isSaid && (
        <span id={unreadId} className="problem" role="status">
          {unreadDate}
        </span>
      )}
    </span>
  );
}
