import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type Day, dayOf, formatDay } from '@/domain/date';
import { currentActor } from '@/server/session';
import { Checkbox, Field, Form, SubmitButton } from '@/ui/form';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { saveSettingAction } from '../actions';
import { settingVersions } from '../queries';
import { DEFAULTS, readGroup } from '../rules';
import type { Group } from '../schema';
import { settingWords } from './wording';

/** What the hospital may set for itself, each group with the days from which its versions hold. */
export async function SettingsPanel() {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('settings')]);
  const versions = await settingVersions(actor);
  const today = dayOf(new Date());
  const of = (group: Group) => versions.filter(({ key }) => key === group);
  /** The latest version is what the form opens with, even when its day has not come. */
  const latest = <Key extends Group>(group: Key) => {
    const [row] = of(group);
    return row ? readGroup(group, row.value) : DEFAULTS[group];
  };
  const [review, reminders, calendar, letterhead] = [latest('review'), latest('reminders'), latest('calendar'), latest('letterhead')];
  const days = (name: 'headAfterDays' | 'directorAfterDays' | 'reviewAfterDays') => (
    <Field name={`value.${name}`} type="number-vi" label={t(`reminders.${name}`)} initial={reminders[name]} />
  );
  const frame = (group: Group, value: unknown, fields: ReactNode, labels: Record<string, string>) => (
    <SettingSection group={group} value={value} versions={of(group)} today={today} labels={labels}>
      {fields}
    </SettingSection>
  );
  return (
    <>
      <PageHeader title={t('title')}>{t('intro')}</PageHeader>
      {frame(
        'review',
        review,
        <>
          {/* a box that is not ticked sends nothing; with none ticked there would be no value at all */}
          <input type="hidden" name="value.head" value="" />
          <Checkbox name="value.head" label={t('review.head')} hint={t('review.headHint')} initial={review.head} />
          <Checkbox name="value.director" label={t('review.director')} initial={review.director} />
          <p className="muted small">{t('review.note')}</p>
        </>,
        {},
      )}
      {frame(
        'reminders',
        reminders,
        <>
          <Field
            name="value.daysBefore"
            label={t('reminders.daysBefore')}
            hint={t('reminders.daysBeforeHint')}
            initial={reminders.daysBefore.join(', ')}
          />
          {days('headAfterDays')}
          {days('directorAfterDays')}
          {days('reviewAfterDays')}
        </>,
        {
          'value.daysBefore': t('reminders.daysBefore'),
          'value.headAfterDays': t('reminders.headAfterDays'),
          'value.directorAfterDays': t('reminders.directorAfterDays'),
          'value.reviewAfterDays': t('reminders.reviewAfterDays'),
        },
      )}
      {frame(
        'calendar',
        calendar,
        <>
          <input type="hidden" name="value.adminCalendar" value="" />
          <Checkbox
            name="value.adminCalendar"
            label={t('calendar.adminCalendar')}
            hint={t('calendar.adminCalendarHint')}
            initial={calendar.adminCalendar}
          />
        </>,
        {},
      )}
      {frame(
        'letterhead',
        letterhead,
        (['superior', 'place', 'symbol'] as const).map((name) => (
          <Field
            key={name}
            name={`value.${name}`}
            label={t(`letterhead.${name}`)}
            hint={t(`letterhead.${name}Hint`)}
            initial={letterhead[name] ?? ''}
          />
        )),
        {
          'value.superior': t('letterhead.superior'),
          'value.place': t('letterhead.place'),
          'value.symbol': t('letterhead.symbol'),
        },
      )}
    </>
  );
}

type SettingSectionProps = {
  group: Group;
  value: unknown;
  versions: { validFrom: Day; value: unknown }[];
  today: Day;
  labels: Record<string, string>;
  children: ReactNode;
};

async function SettingSection({ group, value, versions, today, labels, children }: SettingSectionProps) {
  const t = await getTranslations('settings');
  const inForce = versions.find(({ validFrom }) => validFrom <= today);
  const standing = (version: { validFrom: Day }) => {
    if (version.validFrom > today) return t('comes');
    return version === inForce ? t('inForce') : null;
  };
  return (
    <Section title={t(`${group}.title`)}>
      <Form action={saveSettingAction} labels={{ ...labels, validFrom: t('validFrom') }} once={false}>
        <input type="hidden" name="group" value={group} />
        <input type="hidden" name="seen" value={JSON.stringify(value)} />
        {children}
        <Field name="validFrom" type="date" label={t('validFrom')} initial={today} />
        <SubmitButton variant="plain">{t('save')}</SubmitButton>
      </Form>
      {versions.length === 0 ? (
        <p className="muted small mt-4 mb-6">{t('noVersions')}</p>
      ) : (
        <ul className="list small mt-4 mb-6" aria-label={t('versions')}>
          {versions.map((version) => (
            <li key={version.validFrom}>
              {t('version', { day: formatDay(version.validFrom), what: settingWords(t, group, version.value) })}{' '}
              {standing(version) && <span className="muted">({standing(version)})</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
