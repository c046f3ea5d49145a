type Values = Record<string, string | number>;

const PLURAL = /\{(\w+), plural,(?: one \{([^{}]*)\})? other \{([^{}]*)\}\}/g;

/** Fills `{name}` and `{name, plural, one {# cell} other {# cells}}`: the part of ICU that the sheet's sentences use. */
export function fill(sentence: string, values: Values): string {
  return sentence
    .replace(PLURAL, (_, name: string, one: string | undefined, other: string) =>
      (values[name] === 1 && one !== undefined ? one : other).replace('#', String(values[name])),
    )
    .replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** «Đã lưu 14:12», «Đang lưu 1 ô» → «Đã lưu 14:12, đang lưu 1 ô». */
export const joined = (first: string, second: string) => `${first}, ${second.charAt(0).toLowerCase()}${second.slice(1)}`;

// Not domain/date: that module brings zod into the browser.
const moment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** «14:12» today, «21/11 14:12» on another day; '' for no moment. In Việt Nam. */
export function shortMoment(at: string | number, now: number): string {
  const date = new Date(at);
  if (at === '' || Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = moment.format(date).split(', ');
  return moment.format(now).startsWith(day) ? time : `${day} ${time}`;
}
