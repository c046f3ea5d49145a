import { getTranslations } from 'next-intl/server';
import type { Day } from '@/domain/date';
import { DateInput } from '@/ui/date-input';

/** Finds by present and former names, or shows the departments of another day; both live in the address. */
export async function DepartmentSearch({ text, day, kept }: { text: string; day: Day; kept: Record<string, string> }) {
  const t = await getTranslations('departments.list');
  return (
    <search>
      <form action="/departments" className="row wrap mb-4">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label className="grow phone:basis-full">
          <span className="sr">{t('search')}</span>
          <input className="input" type="search" name="q" defaultValue={text} placeholder={t('searchHint')} maxLength={100} />
        </label>
        <label className="row" htmlFor="departments-on">
          <span className="small muted nowrap">{t('on')}</span>
          <DateInput id="departments-on" name="on" initial={day} />
        </label>
        <button type="submit" className="btn">
          {t('show')}
        </button>
      </form>
    </search>
  );
}
