import { getTranslations } from 'next-intl/server';
import { addDays, formatDay } from '@/domain/date';
import { ChoiceLinks } from '@/ui/choice';
import { Link } from '@/ui/link';
import { Status } from '@/ui/status';
import type { TaskLine } from '../queries';
import { weeksOf } from '../rules';
import { isQuiet, MARK } from './wording';

type CalendarViewProps = { rows: TaskLine[]; month: string; months: { month: string; href: string }[]; today: string };

const SHOWN_A_DAY = 4;
/** A Monday; any will do. */
const MONDAY = '2026-01-05';

/** Tasks on the days on which they are due: a month, its weeks from Monday; on a phone a list by day. */
export async function CalendarView({ rows, month, months, today }: CalendarViewProps) {
  const t = await getTranslations('tasks');
  const weeks = weeksOf(month);
  const onDay = (day: string) => rows.filter(({ dueOn }) => dueOn === day);
  const monthName = (one: string) => t('calendar.month', { month: Number(one.slice(5)), year: one.slice(0, 4) });
  const dayNames = Array.from({ length: 7 }, (_, place) => t(`calendar.day.${weekday(addDays(MONDAY, place))}`));
  const line = (task: TaskLine) => (
    <li key={task.id}>
      <Link href={`/tasks/${task.id}`} className="plain small" prefetch={false} title={`${task.title} · ${task.lead.name}`}>
        <Status kind={MARK[task.standing]} quiet={isQuiet(task.standing)}>
          <span className="sr">{t(`standing.${task.standing}`, { percent: task.percent })}: </span>
          <span className="clamp">{task.title}</span>
        </Status>
      </Link>
    </li>
  );
  const busy = weeks.flat().filter((day) => day.startsWith(month) && onDay(day).length > 0);
  return (
    <>
      {months.length > 1 && (
        <div className="mb-2">
          <ChoiceLinks
            label={t('calendar.choose')}
            options={months.map(({ month: one, href }) => ({
              href,
              label: t('calendar.short', { month: Number(one.slice(5)) }),
              current: one === month,
            }))}
          />
        </div>
      )}
      <div className="scroll-x no-phone">
        <table className="calendar-month">
          <caption className="sr">{t('calendar.caption', { month: monthName(month) })}</caption>
          <thead>
            <tr>
              {dayNames.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map(([first = '', ...rest]) => (
              <tr key={first}>
                {[first, ...rest].map((day) => {
                  const due = onDay(day);
                  const isOutside = !day.startsWith(month);
                  return (
                    <td key={day} className={isOutside ? 'outside' : undefined} aria-current={day === today ? 'date' : undefined}>
                      <time dateTime={day} className="small">
                        {Number(day.slice(8))}
                        {isOutside && `/${Number(day.slice(5, 7))}`}
                      </time>
                      {!isOutside && due.length > 0 && (
                        <>
                          <ul className="list">{due.slice(0, SHOWN_A_DAY).map(line)}</ul>
                          {due.length > SHOWN_A_DAY && (
                            <details>
                              <summary className="small">{t('calendar.more', { count: due.length - SHOWN_A_DAY })}</summary>
                              <ul className="list">{due.slice(SHOWN_A_DAY).map(line)}</ul>
                            </details>
                          )}
                        </>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="only-phone agenda">
        {busy.map((day) => (
          <section key={day} className="mb-3">
            <h2 className="small font-strong">
              {t(`calendar.day.${weekday(day)}`)} {formatDay(day)}
            </h2>
            <ul className="list lines">{onDay(day).map(line)}</ul>
          </section>
        ))}
      </div>
      {busy.length === 0 && <p className="muted">{t('calendar.nothing', { month: monthName(month) })}</p>}
    </>
  );
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

function weekday(day: string): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'monday';
}
