import { getTranslations } from 'next-intl/server';
import { formatPercent } from '@/domain/number';
import { Field, Form, SubmitButton, TextArea } from '@/ui/form';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { addRuleSetAction } from '../actions';
import type { RuleSet } from '../queries';
import { SUBJECTS, type Subject } from '../rules/levels';
import { yearsOf } from './wording';

/** The rule sets of each subject by the years that they are about, and a way to add next year's. */
export async function RulesPanel({ sets }: { sets: RuleSet[] }) {
  const [t, tCommon] = await Promise.all([getTranslations('ratingRules'), getTranslations('common')]);
  const cap = ({ cap: rule }: RuleSet) =>
    rule
      ? [
          t('capShort', { percent: formatPercent(rule.percent, 0), base: t(`base.${rule.base}`) }),
          rule.scope === 'CELL' ? t('capShortCell') : '',
          rule.severity === 'BLOCK' ? t('capShortBlock') : '',
        ]
          .filter(Boolean)
          .join(', ')
      : t('noCap');
  const use = ({ campaigns }: RuleSet) => (campaigns.length > 0 ? t('use', { count: campaigns.length }) : t('noUse'));
  const columns: Column<RuleSet>[] = [
    {
      key: 'years',
      head: t('column.years'),
      rowHead: true,
      width: '8rem',
      cell: (set) => <Link href={`/party/rules/${set.id}`}>{yearsOf(t, set)}</Link>,
    },
    {
      key: 'levels',
      head: t('column.levels'),
      cell: ({ levels }) => levels.map(({ shortLabel }) => shortLabel).join(' · '),
      width: '16rem',
    },
    { key: 'cap', head: t('column.cap'), cell: cap, width: '11rem' },
    { key: 'documents', head: t('column.documents'), cell: ({ documents }) => documents, className: 'muted small' },
    { key: 'use', head: t('column.use'), cell: use, width: '5rem' },
  ];
  const addButton = (subject: Subject, [latest]: RuleSet[]) =>
    latest && (
      <DialogButton
        button={t('add')}
        label={t('addLabel', { subject: t(`subject.${subject}`) })}
        size="small"
        title={t('addTitle', { subject: t(`subject.${subject}`) })}
        consequence={t('addBody', { year: String(latest.fromYear) })}
      >
        <Form action={addRuleSetAction} labels={{ fromYear: t('form.fromYear'), documents: t('form.documents') }}>
          <input type="hidden" name="subject" value={subject} />
          <Field name="fromYear" type="number-vi" label={t('form.fromYear')} />
          <TextArea name="documents" label={t('form.documents')} rows={3} />
          <footer>
            <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
            <SubmitButton>{t('addSave')}</SubmitButton>
          </footer>
        </Form>
      </DialogButton>
    );
  return (
    <>
      <p className="muted small">{t('intro')}</p>
      <div className="secs mt-4">
        {SUBJECTS.map((subject) => {
          const own = sets.filter((set) => set.subject === subject);
          return (
            <Section key={subject} title={t(`subject.${subject}`)} aside={addButton(subject, own)}>
              <DataTable
                caption={t(`subject.${subject}`)}
                rows={own}
                rowKey={({ id }) => String(id)}
                columns={columns}
                phone={(set) => ({
                  title: <Link href={`/party/rules/${set.id}`}>{yearsOf(t, set)}</Link>,
                  detail: `${set.levels.map(({ shortLabel }) => shortLabel).join(' · ')} · ${cap(set)}`,
                  aside: use(set),
                })}
              />
            </Section>
          );
        })}
      </div>
    </>
  );
}
