import { getTranslations } from 'next-intl/server';
import type { Day } from '@/domain/date';
import { Checkbox, type Choice, Field, Form, Select, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { addPersonAction, correctPersonAction, correctPostAction, movePersonAction } from '../actions';
import type { PersonLine } from '../queries';

/** What the forms choose from, and the day that they begin with. */
type Choices = { places: Choice[]; posts: Choice[]; categories: Choice[]; today: Day };
type Person = { person: PersonLine };

const words = () => Promise.all([getTranslations('people'), getTranslations('common')]);

const Seen = ({ person: { id, version } }: Person) => (
  <>
    <input type="hidden" name="personId" value={id} />
    <input type="hidden" name="version" value={version} />
  </>
);

async function Ends() {
  const [, tCommon] = await words();
  return (
    <footer>
      <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
      <SubmitButton>{tCommon('save')}</SubmitButton>
    </footer>
  );
}

/** Puts somebody on record. */
export async function AddButton({ places, posts, categories, today }: Choices) {
  const [t, tCommon] = await words();
  return (
    <DialogButton button={t('add')} variant="main" title={t('add')} consequence={t('addBody')}>
      <Form
        action={addPersonAction}
        labels={{ honorifics: t('honorifics'), fullName: t('fullName'), departmentId: t('department'), since: t('since') }}
      >
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
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** Corrects a name. */
export async function CorrectButton({ person, categories }: Person & Choices) {
  const [t, tCommon] = await words();
  const title = t('correctTitle', { name: person.fullName });
  return (
    <DialogButton button={t('correct')} size="small" variant="bare" label={title} title={title}>
      <Form action={correctPersonAction} labels={{ honorifics: t('honorifics'), fullName: t('fullName') }}>
        <Seen person={person} />
        <Field name="honorifics" label={t('honorifics')} optional={tCommon('optional')} initial={person.honorifics ?? ''} />
        <Field name="fullName" label={t('fullName')} initial={person.fullName} />
        <Select name="category" label={t('category')} empty={t('noCategory')} initial={person.category ?? ''} choices={categories} />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** From a day on in another department or post, or gone. */
export async function MoveButton({ person, places, posts, today }: Person & Choices) {
  const [t] = await words();
  const title = t('moveTitle', { name: person.fullName });
  return (
    <DialogButton button={t('move')} size="small" variant="bare" label={title} title={title} consequence={t('moveBody')}>
      <Form action={movePersonAction} labels={{ departmentId: t('department'), since: t('since') }}>
        <Seen person={person} />
        <Select name="departmentId" label={t('department')} empty={t('leaves')} choices={places} />
        <Select name="position" label={t('post')} initial="STAFF" choices={posts} />
        <Field name="since" label={t('since')} type="date" initial={today} />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** Puts the last post right that was recorded. */
export async function CorrectPostButton({ person, last, places, posts }: Person & Choices & { last: NonNullable<PersonLine['last']> }) {
  const [t, tCommon] = await words();
  const title = t('correctPostTitle', { name: person.fullName });
  const isThere = places.some(({ value }) => value === last.departmentId);
  const choices = isThere ? places : [...places, { value: last.departmentId, label: last.department }];
  return (
    <DialogButton button={t('correctPost')} size="small" variant="bare" label={title} title={title} consequence={t('correctPostBody')}>
      <Form action={correctPostAction} labels={{ departmentId: t('department'), since: t('since'), until: t('until') }}>
        <Seen person={person} />
        <input type="hidden" name="postId" value={last.id} />
        <Select name="departmentId" label={t('department')} initial={last.departmentId} choices={choices} />
        <Select name="position" label={t('post')} initial={last.position} choices={posts} />
        <Field name="since" label={t('since')} type="date" initial={last.since} />
        <Field
          name="until"
          label={t('until')}
          hint={t('untilHint')}
          optional={tCommon('optional')}
          type="date"
          initial={last.until ?? ''}
        />
        <Ends />
      </Form>
    </DialogButton>
  );
}
