import { getTranslations } from 'next-intl/server';
import { dayOf, formatDay } from '@/domain/date';
import { reach } from '@/domain/policy';
import { departmentsOn } from '@/features/departments/queries';
import { currentActor } from '@/server/session';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { MOST_PEOPLE, type PersonLine, people } from '../queries';
import { POSITIONS, STAFF_CATEGORIES } from '../rules';
import { AddButton, CorrectButton, CorrectPostButton, MoveButton } from './person-forms';

/** People whose names stand in plans: who directs, who heads what. */
export async function PeoplePanel({ q }: { q: string }) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('people'), getTranslations('common')]);
  const today = dayOf(new Date());
  const [rows, departments] = await Promise.all([
    people(actor, today, { q, limit: MOST_PEOPLE + 1 }),
    departmentsOn(actor, today, { withRoot: true }),
  ]);
  const name = ({ honorifics, fullName }: PersonLine) => [honorifics, fullName].filter(Boolean).join(' ');
  const post = ({ position, department, isExternal }: PersonLine) =>
    isExternal ? t('external') : [position && t(`position.${position}`), department].filter(Boolean).join(', ');
  const posts = POSITIONS.map((position) => ({ value: position, label: t(`position.${position}`) }));
  const places = departments.map((department) => ({ value: department.id, label: department.name }));
  const categories = STAFF_CATEGORIES.map((category) => ({ value: category, label: t(`categories.${category}`) }));
  const former = ({ former: held }: PersonLine) =>
    held.map(({ department, until }) => t('formerly', { department, until: formatDay(until) })).join('; ');
  const may = { places, posts, categories, today };
  const shown = rows.slice(0, MOST_PEOPLE);
  // one element for the table and the phone's list: it is sent once
  const made = new Map(
    shown.map((person) => [
      person.id,
      <span key={person.id} className="row wrap">
        {!person.isExternal && <MoveButton person={person} {...may} />}
        {person.last && <CorrectPostButton person={person} last={person.last} {...may} />}
        <CorrectButton person={person} {...may} />
      </span>,
    ]),
  );
  const buttons = ({ id }: PersonLine) => made.get(id);
  // three buttons in each line of a phone would be all that one sees
  const folded = (person: PersonLine) => (
    <details className="small">
      <summary>{tCommon('edit')}</summary>
      {buttons(person)}
    </details>
  );
  return (
    <>
      <PageHeader title={t('title')} actions={<AddButton {...may} />}>
        {t('intro')}
      </PageHeader>
      <search>
        <form action="/people" className="row wrap mb-4">
          <label className="grow">
            <span className="sr">{t('search')}</span>
            <input className="input" type="search" name="q" maxLength={100} defaultValue={q} placeholder={t('search')} />
          </label>
          <button type="submit" className="btn">
            {t('show')}
          </button>
        </form>
      </search>
      <DataTable
        caption={t('title')}
        rows={shown}
        rowKey={({ id }) => String(id)}
        empty={<Empty title={t(q ? 'nothingTitle' : 'emptyTitle')}>{t(q ? 'nothingBody' : 'emptyBody')}</Empty>}
        columns={[
          {
            key: 'name',
            head: t('fullName'),
            rowHead: true,
            cell: (person) =>
              reach(actor, 'award.read') ? (
                <Link className="plain" href={`/awards/people/${person.id}`} prefetch={false}>
                  {name(person)}
                </Link>
              ) : (
                name(person)
              ),
          },
          {
            key: 'post',
            head: t('post'),
            cell: (person) => (
              <>
                {post(person)}
                {person.former.length > 0 && <span className="muted small block">{former(person)}</span>}
              </>
            ),
          },
          { key: 'category', head: t('category'), className: 'muted', cell: ({ category }) => category && t(`categories.${category}`) },
          {
            key: 'edit',
            head: <span className="sr">{tCommon('edit')}</span>,
            align: 'end',
            cell: buttons,
          },
        ]}
        phone={(person) => ({ title: name(person), detail: post(person), aside: folded(person) })}
      />
      {rows.length > MOST_PEOPLE && <p className="muted">{t('more', { shown: MOST_PEOPLE })}</p>}
    </>
  );
}
