import { getTranslations } from 'next-intl/server';
import { dayOf, formatDay } from '@/domain/date';
import { reach } from '@/domain/policy';
import { departmentsOn } from '@/features/departments/queries';
import { currentActor } from '@/server/session';
import { Checkbox, Field, Form, Select, SubmitButton } from '@/ui/form';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { addPersonAction, correctPersonAction, movePersonAction } from '../actions';
import { type PersonLine, people } from '../queries';
import { POSITIONS, STAFF_CATEGORIES } from '../rules';

/** People whose names stand in plans: who directs, who heads what. */
export async function PeoplePanel({ q }: { q: string }) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('people'), getTranslations('common')]);
  const today = dayOf(new Date());
  const [rows, departments] = await Promise.all([people(actor, today, { q }), departmentsOn(actor, today, { withRoot: true })]);
  const name = ({ honorifics, fullName }: PersonLine) => [honorifics, fullName].filter(Boolean).join(' ');
  const post = ({ position, department, isExternal }: PersonLine) =>
    isExternal ? t('external') : [position && t(`position.${position}`), department].filter(Boolean).join(', ');
  const posts = POSITIONS.map((position) => ({ value: position, label: t(`position.${position}`) }));
  const places = departments.map((department) => ({ value: department.id, label: department.name }));
  const categories = STAFF_CATEGORIES.map((category) => ({ value: category, label: t(`categories.${category}`) }));
  const former = ({ former: held }: PersonLine) =>
    held.map(({ department, until }) => t('formerly', { department, until: formatDay(until) })).join('; ');
  const edit = (person: PersonLine) => (
    <DialogButton
      button={tCommon('edit')}
      size="small"
      variant="bare"
      label={t('correctTitle', { name: person.fullName })}
      title={t('correctTitle', { name: person.fullName })}
    >
      <Form action={correctPersonAction} labels={{ fullName: t('fullName') }}>
        <input type="hidden" name="personId" value={person.id} />
        <input type="hidden" name="version" value={person.version} />
        <Field name="honorifics" label={t('honorifics')} optional={tCommon('optional')} initial={person.honorifics ?? ''} />
        <Field name="fullName" label={t('fullName')} initial={person.fullName} />
        <Select name="category" label={t('category')} empty={t('noCategory')} initial={person.category ?? ''} choices={categories} />
        <Buttons cancel={tCommon('cancel')} save={tCommon('save')} />
      </Form>
    </DialogButton>
  );
  const move = (person: PersonLine) => (
    <DialogButton
      button={t('move')}
      size="small"
      variant="bare"
      label={t('moveTitle', { name: person.fullName })}
      title={t('moveTitle', { name: person.fullName })}
      consequence={t('moveBody')}
    >
      <Form action={movePersonAction} labels={{ departmentId: t('department'), since: t('since') }}>
        <input type="hidden" name="personId" value={person.id} />
        <input type="hidden" name="version" value={person.version} />
        <Select name="departmentId" label={t('department')} empty={t('leaves')} choices={places} />
        <Select name="position" label={t('post')} initial="STAFF" choices={posts} />
        <Field name="since" label={t('since')} type="date" initial={today} />
        <Buttons cancel={tCommon('cancel')} save={tCommon('save')} />
      </Form>
    </DialogButton>
  );
  const add = (
    <DialogButton button={t('add')} variant="main" title={t('add')} consequence={t('addBody')}>
      <Form action={addPersonAction} labels={{ fullName: t('fullName'), departmentId: t('department'), since: t('since') }}>
        <div className="columns">
          <Field name="honorifics" label={t('honorifics')} hint={t('honorificsHint')} optional={tCommon('optional')} />
          <Field name="fullName" label={t('fullName')} hint={t('fullNameHint')} />
        </div>
        <Select name="position" label={t('post')} initial="STAFF" choices={posts} />
        <Select name="departmentId" label={t('department')} empty={tCommon('choose')} choices={places} />
        <Select name="category" label={t('category')} empty={t('noCategory')} choices={categories} />
        <Field name="since" label={t('since')} type="date" initial={today} />
        <Checkbox name="isExternal" label={t('isExternal')} />
        <Checkbox name="isAnother" label={t('isAnother')} />
        <Buttons cancel={tCommon('cancel')} save={tCommon('save')} />
      </Form>
    </DialogButton>
  );
  return (
    <>
      <PageHeader title={t('title')} actions={add}>
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
        rows={rows}
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
            cell: (person) => (
              <>
                {!person.isExternal && move(person)} {edit(person)}
              </>
            ),
          },
        ]}
        phone={(person) => ({ title: name(person), detail: post(person), aside: edit(person) })}
      />
    </>
  );
}

function Buttons({ cancel, save }: { cancel: string; save: string }) {
  return (
    <footer>
      <CloseDialogButton>{cancel}</CloseDialogButton>
      <SubmitButton>{save}</SubmitButton>
    </footer>
  );
}
