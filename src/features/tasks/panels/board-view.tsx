import { getTranslations } from 'next-intl/server';
import { formatDay } from '@/domain/date';
import { can } from '@/domain/policy';
import { currentActor } from '@/server/session';
import { Link } from '@/ui/link';
import { Status } from '@/ui/status';
import { MoveBoard, MoveButton } from '../components/move-board';
import type { TaskLine } from '../queries';
import { movesOf } from '../rules';
import { TASK_STATES, type TaskState } from '../schema';
import { Flags } from './list-view';
import { isQuiet, MARK, resultWords } from './wording';

type BoardViewProps = {
  rows: TaskLine[];
  byState: Partial<Record<TaskState, number>>;
  today: string;
  /** The list of one state, for the cards that a column has no room for. */
  listHref: string;
};

/** Tasks as cards in columns by state, the earliest due on top; a card moves by its button. */
export async function BoardView({ rows, byState, today, listHref }: BoardViewProps) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('tasks'), getTranslations('common')]);
  const flags = {
    unplanned: t('fields.isUnplanned'),
    priority: t('fields.isPriority'),
    exceeded: t('fields.isExceeded'),
    carried: (year: number) => t('page.carried', { year }),
  };
  return (
    <MoveBoard today={today} words={resultWords(t, tCommon)} title={t.raw('moveTitle')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <section className="board" tabIndex={0} aria-label={t('view.board')}>
        {TASK_STATES.map((state) => {
          const cards = rows.filter((row) => row.state === state);
          const count = byState[state] ?? 0;
          return (
            <section key={state} aria-labelledby={`column-${state}`}>
              <h2 id={`column-${state}`}>
                {t(`state.${state}`)} <span className="muted">{count}</span>
              </h2>
              <ul className="list">
                {cards.map((task) => (
                  <li key={task.id} className="card">
                    <h3>
                      <Link href={`/tasks/${task.id}`} className="plain" prefetch={false}>
                        {task.title}
                      </Link>
                      <Flags task={task} words={flags} />
                    </h3>
                    <p className="small muted">
                      {task.lead.name} · {t('dueShort', { day: formatDay(task.dueOn) })}
                    </p>
                    <div className="row between wrap">
                      <Status kind={MARK[task.standing]} quiet={isQuiet(task.standing)}>
                        {t(`standing.${task.standing}`, { percent: task.percent })}
                      </Status>
                      {movesOf(state).length > 0 && can(actor, 'task.manage', { departmentId: task.lead.id }) && (
                        <MoveButton
                          task={{
                            ...{ id: task.id, version: task.version, title: task.title, state, percent: task.percent },
                            ...{ dueOn: task.dueOn, doneOn: task.doneOn, isExceeded: task.isExceeded, result: task.result },
                            mayCancel: !task.isAssigned || can(actor, 'task.cancelAssigned', { departmentId: task.lead.id }),
                          }}
                          label={t('moveNamed', { title: task.title })}
                        >
                          {t('move')}
                        </MoveButton>
                      )}
                    </div>
                  </li>
                ))}
              </ul>
              {cards.length === 0 && <p className="muted small">{t('noCard')}</p>}
              {count > cards.length && (
                <p className="small">
                  <Link href={listHref}>{t('moreCards', { count: count - cards.length })}</Link>
                </p>
              )}
            </section>
          );
        })}
      </section>
    </MoveBoard>
  );
}
