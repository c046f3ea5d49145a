import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { decimalsOf, formatDecimal } from '@/domain/number';
import { can } from '@/domain/policy';
import { Checkbox, Field, Form, Select, SubmitButton } from '@/ui/form';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { addAwardTypeAction } from '../actions';
import { type RuleWords, yearsWords } from '../components/wording';
import { baseSalaries, type CatalogueTitle, catalogue } from '../queries';
import { AWARD_KINDS, AWARD_LEVELS, AWARD_TRACKS } from '../schema';
import { Salaries } from './salaries';

/** Whom a title is for: «cá nhân, tập thể». */
export const whomWords = (t: RuleWords, { forPerson, forCollective, forHousehold }: CatalogueTitle) =>
  [forPerson && t('whom.person'), forCollective && t('whom.collective'), forHousehold && t('whom.household')].filter(Boolean).join(', ');

const multipleWords = (t: RuleWords, { multiple }: CatalogueTitle) =>
  [
    multiple?.person && t('multiple.person', { value: formatDecimal(multiple.person, decimalsOf(multiple.person)) }),
    multiple?.collective && t('multiple.collective', { value: formatDecimal(multiple.collective, decimalsOf(multiple.collective)) }),
  ]
    .filter(Boolean)
    .join(', ') || '–';

/** All titles by level, those of the past marked, and the base salaries; forms for who keeps the catalogue. */
export async function CataloguePanel({ actor, today }: { actor: Actor; today: Day }) {
  const t = await getTranslations('awardRules');
  const [titles, salaries] = await Promise.all([catalogue(actor, today), baseSalaries(actor)]);
  const mayManage = can(actor, 'award.manage');
  const name = ({ code, name: text, toYear }: CatalogueTitle) => (
    <>
      <Link href={`/awards/catalogue/${code}`} prefetch={false}>
        {text}
      </Link>
      {toYear !== null && <span className="muted small"> ({t('catalogue.historic')})</span>}
    </>
  );
  return (
    <div className="secs">
      {AWARD_LEVELS.map((level) => (
        <Section key={level} title={t(`level.${level}`)}>
          <DataTable
            caption={t(`level.${level}`)}
            rows={titles.filter((title) => title.level === level)}
            rowKey={({ code }) => code}
            columns={[
              { key: 'name', head: t('column.name'), rowHead: true, cell: name },
              { key: 'decidedBy', head: t('column.decidedBy'), cell: ({ decidedBy }) => decidedBy ?? '–', width: '17rem' },
              { key: 'whom', head: t('column.whom'), cell: (title) => whomWords(t, title), width: '11rem' },
              { key: 'years', head: t('column.years'), cell: (title) => yearsWords(t, title), width: '7rem' },
              { key: 'multiple', head: t('column.multiple'), cell: (title) => multipleWords(t, title), width: '12rem' },
            ]}
            phone={(title) => ({
              title: name(title),
              detail: [title.decidedBy, whomWords(t, title)].filter(Boolean).join(' · '),
              aside: multipleWords(t, title),
            })}
          />
        </Section>
      ))}
      <Salaries salaries={salaries} mayManage={mayManage} />
    </div>
  );
}

/** A new title, for the head of the page. */
export async function AddTitleButton({ actor, today }: { actor: Actor; today: Day }) {
  if (!can(actor, 'award.manage')) return null;
  const [t, tCommon, titles] = await Promise.all([getTranslations('awardRules'), getTranslations('common'), catalogue(actor, today)]);
  const fields = [
    'code',
    'name',
    'kind',
    'level',
    'track',
    'decidedBy',
    'fromYear',
    'toYear',
    'sortOrder',
    'forPerson',
    'countsAs',
  ] as const;
  return (
    <DialogButton button={t('catalogue.add')} wide title={t('catalogue.add')} consequence={t('catalogue.addBody')}>
      <Form
        action={addAwardTypeAction}
        labels={{ ...Object.fromEntries(fields.map((field) => [field, t(`form.${field}`)])), countsAsId: t('form.countsAs') }}
      >
        <Field name="name" label={t('form.name')} />
        <div className="columns">
          <Field name="code" label={t('form.code')} hint={t('form.codeHint')} />
          <Field name="sortOrder" type="number-vi" label={t('form.sortOrder')} initial={500} />
          <Select name="kind" label={t('form.kind')} choices={AWARD_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
          <Select
            name="level"
            label={t('form.level')}
            initial="OTHER"
            choices={AWARD_LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
          />
          <Select name="track" label={t('form.track')} choices={AWARD_TRACKS.map((value) => ({ value, label: t(`track.${value}`) }))} />
          <Field name="decidedBy" label={t('form.decidedBy')} optional={tCommon('optional')} />
          <Field name="fromYear" label={t('form.fromYear')} optional={tCommon('optional')} />
          <Field name="toYear" label={t('form.toYear')} optional={tCommon('optional')} />
        </div>
        <Checkbox name="forPerson" label={t('form.forPerson')} initial />
        <Checkbox name="forCollective" label={t('form.forCollective')} />
        <Checkbox name="forHousehold" label={t('form.forHousehold')} />
        <Checkbox name="heldOnce" label={t('form.heldOnce')} />
        <Select
          name="countsAsId"
          label={t('form.countsAs')}
          empty={t('form.none')}
          choices={titles.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <footer>
          <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
          <SubmitButton>{t('form.save')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
