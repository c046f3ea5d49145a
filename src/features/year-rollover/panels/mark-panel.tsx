import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatDay } from '@/domain/date';
import { isQuarter, roman } from '@/domain/period';
import { RECURRENCES } from '@/features/tasks/schema';
import { Form, SubmitButton } from '@/ui/form';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { markRecurringAction } from '../actions';
import { type MarkableTask, markableTasks } from '../queries';
import type { Place } from '../rules/steps';

/** Tasks of the year that ends, to be marked as coming again. */
export async function MarkPanel({ actor, place: { to, markText } }: { actor: Actor; place: Place }) {
  const t = await getTranslations('rollover');
  const tasks = await markableTasks(actor, to - 1, markText);
  return (
    <div className="mt-6">
      <Section title={t('mark.title')}>
        <p className="muted small">{t('mark.intro', { year: to - 1 })}</p>
        <search>
          <form action="/admin/rollover" className="row wrap mb-3">
            <input type="hidden" name="to" value={to} />
            <input type="hidden" name="step" value="lists" />
            <input type="hidden" name="part" value="recurring" />
            <label className="grow">
              <span className="sr">{t('mark.search')}</span>
              <input className="input" type="search" name="mark" defaultValue={markText} placeholder={t('mark.search')} maxLength={100} />
            </label>
            <button type="submit" className="btn">
              {t('lists.find')}
            </button>
          </form>
        </search>
        <DataTable
          caption={t('mark.title')}
          rows={tasks}
          rowKey={({ id, version }) => `${id}/${version}`}
          empty={<p className="muted">{t('mark.nothing', { year: to - 1, text: markText })}</p>}
          columns={[
            {
              key: 'task',
              head: t('mark.task'),
              rowHead: true,
              cell: ({ title, departmentName, quarter, dueOn }) => (
                <>
                  {title}
                  <span className="block small muted font-normal">
                    {departmentName}, {isQuarter(quarter) ? roman(quarter) : quarter}/{to - 1}, {formatDay(dueOn)}
                  </span>
                </>
              ),
            },
            { key: 'recurrence', head: t('mark.recurrence'), cell: (task) => <Mark task={task} /> },
          ]}
        />
      </Section>
    </div>
  );
}

async function Mark({ task: { id, version, title, recurrence } }: { task: MarkableTask }) {
  const t = await getTranslations('rollover.mark');
  return (
    <Form action={markRecurringAction} stays className="row">
      <input type="hidden" name="taskId" value={id} />
      <input type="hidden" name="version" value={version} />
      <select className="input min-w-32" name="recurrence" aria-label={t('of', { title })} defaultValue={recurrence ?? ''}>
        <option value="">{t('none')}</option>
        {RECURRENCES.map((value) => (
          <option key={value} value={value}>
            {t(value)}
          </option>
        ))}
      </select>
      <SubmitButton variant="bare">{t('save')}</SubmitButton>
    </Form>
  );
}
