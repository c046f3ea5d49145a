import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { can } from '@/domain/policy';
import { Checkbox, Field, Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { changeAwardTypeAction, endConditionAction } from '../actions';
import { askWords, yearsWords } from '../components/wording';
import { type CatalogueTitle, type ConditionRow, catalogue, datedRules, multiplesOf } from '../queries';
import { RULE_CODES, rulesOf } from '../rules/conditions';
import { papersOf } from '../rules/file';
import { whomWords } from './catalogue-panel';
import { ConditionForm } from './condition-form';
import { Multiples } from './multiples';

type TitlePanelProps = { actor: Actor; code: string; today: Day /** The kind of condition that is being set. */; setting: string };

/** One title: what it is, what it asks by year, its money by date; null when there is none of this code. */
export async function TitlePanel({ actor, code, today, setting }: TitlePanelProps) {
  const [t, tCommon, titles, rules] = await Promise.all([
    getTranslations('awardRules'),
    getTranslations('common'),
    catalogue(actor, today),
    datedRules(actor),
  ]);
  const title = titles.find((one) => one.code === code);
  if (!title) return null;
  const multiples = await multiplesOf(actor, title.id);
  const own = rules.filter(({ typeCode }) => typeCode === code);
  const names = new Map(titles.map(({ code: of, name }) => [of, name]));
  const mayManage = can(actor, 'award.manage');
  const year = Number(today.slice(0, 4));
  const rule = RULE_CODES.find((one) => one === setting);
  const sourceOf = ({ source, isUncertain }: ConditionRow) => (isUncertain ? `${source} (${t('standing.uncertain')})` : source);
  const acts = (row: ConditionRow) => {
    const what = askWords(t, names, row.condition);
    const kind = RULE_CODES.find((one) => one === row.rule);
    return (
      <div className="row wrap">
        {kind && (
          <DialogButton
            button={t('catalogue.correctCondition')}
            label={t('catalogue.correctLabel', { what })}
            size="small"
            variant="bare"
            title={t('catalogue.correctLabel', { what })}
          >
            <ConditionForm
              title={title}
              subject={row.subject}
              rule={kind}
              titles={titles}
              former={row.condition}
              fromYear={row.fromYear}
              source={row.source}
              isUncertain={row.isUncertain}
              seen={row}
            />
          </DialogButton>
        )}
        {kind && (
          <DialogButton
            button={t('catalogue.changeFrom')}
            label={t('catalogue.changeFromLabel', { what })}
            size="small"
            variant="bare"
            title={t('catalogue.changeFromLabel', { what })}
            consequence={t('catalogue.setConditionBody')}
          >
            <ConditionForm
              title={title}
              subject={row.subject}
              rule={kind}
              titles={titles}
              former={row.condition}
              fromYear={Math.max(year, row.fromYear) + 1}
            />
          </DialogButton>
        )}
        {row.toYear === null && (
          <DialogButton
            button={t('catalogue.endCondition')}
            label={t('catalogue.endLabel', { what })}
            size="small"
            variant="bare"
            title={t('catalogue.endLabel', { what })}
            consequence={t('catalogue.endBody')}
          >
            <Form action={endConditionAction} labels={{ toYear: t('form.lastYear') }}>
              <input type="hidden" name="ruleId" value={row.id} />
              <input type="hidden" name="rowVersion" value={row.rowVersion} />
              <Field name="toYear" label={t('form.lastYear')} initial={Math.max(year, row.fromYear)} />
              <footer>
                <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
                <SubmitButton>{t('form.save')}</SubmitButton>
              </footer>
            </Form>
          </DialogButton>
        )}
      </div>
    );
  };
  return (
    <>
      <PageHeader
        title={title.name}
        above={[t(`level.${title.level}`), t(`kind.${title.kind}`)].join(' · ')}
        actions={mayManage && <EditTitle title={title} />}
      >
        <p className="muted">
          {[whomWords(t, title), title.decidedBy, yearsWords(t, title)].filter(Boolean).join(' · ')}
          {title.countsAs && ` · ${t('catalogue.countsAs', { name: title.countsAs })}`}
        </p>
      </PageHeader>
      <div className="secs">
        <Section title={t('catalogue.conditions')}>
          <DataTable
            caption={t('catalogue.conditions')}
            rows={own}
            rowKey={({ id }) => String(id)}
            empty={<p className="muted">{t('catalogue.conditionsNone')}</p>}
            columns={[
              { key: 'condition', head: t('column.condition'), rowHead: true, cell: ({ condition }) => askWords(t, names, condition) },
              { key: 'subject', head: t('column.subjectOf'), cell: ({ subject }) => t(`subject.${subject}`), width: '6rem' },
              { key: 'years', head: t('column.years'), cell: (row) => yearsWords(t, row), width: '7rem' },
              { key: 'source', head: t('column.source'), cell: sourceOf, className: 'muted small', width: '16rem' },
              ...(mayManage ? [{ key: 'act', head: t('column.act'), cell: acts, width: '16rem' }] : []),
            ]}
            phone={(row) => ({
              title: askWords(t, names, row.condition),
              detail: [t(`subject.${row.subject}`), yearsWords(t, row), sourceOf(row)].join(' · '),
              aside: mayManage && acts(row),
            })}
          />
          {mayManage && (
            <form action={`/awards/catalogue/${code}`} className="row wrap mt-4">
              <label className="row whitespace-nowrap">
                <span>{t('form.rule')}</span>
                <select className="input" name="rule" defaultValue={rule ?? 'STREAK'}>
                  {RULE_CODES.map((value) => (
                    <option key={value} value={value}>
                      {t(`rule.${value}`)}
                    </option>
                  ))}
                </select>
              </label>
              <button type="submit" className="btn">
                {t('catalogue.setCondition')}
              </button>
            </form>
          )}
        </Section>
        {mayManage && rule && (
          <Section title={t(`rule.${rule}`)} aside={t('catalogue.setConditionTitle', { name: title.name })}>
            <p className="muted small">{t('catalogue.setConditionBody')}</p>
            <ConditionForm title={title} rule={rule} titles={titles} fromYear={year} />
          </Section>
        )}
        <Multiples title={title} multiples={multiples} mayManage={mayManage} />
        <Section title={t('catalogue.documents')}>
          <ul>
            {papersOf(
              title.level,
              rulesOf(own, code, year).map(({ condition }) => condition),
            ).map((paper) => (
              <li key={paper}>{t(`file.${paper}`)}</li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}

async function EditTitle({ title: { id, rowVersion, name, decidedBy, fromYear, toYear, heldOnce, sortOrder } }: { title: CatalogueTitle }) {
  const [t, tCommon] = await Promise.all([getTranslations('awardRules'), getTranslations('common')]);
  const optional = tCommon('optional');
  const fields = ['name', 'decidedBy', 'fromYear', 'toYear', 'sortOrder'] as const;
  return (
    <DialogButton button={t('catalogue.edited')} title={t('catalogue.editTitle', { name })}>
      <Form action={changeAwardTypeAction} labels={Object.fromEntries(fields.map((field) => [field, t(`form.${field}`)]))}>
        <input type="hidden" name="awardTypeId" value={id} />
        <input type="hidden" name="rowVersion" value={rowVersion} />
        <Field name="name" label={t('form.name')} initial={name} />
        <Field name="decidedBy" label={t('form.decidedBy')} optional={optional} initial={decidedBy ?? ''} />
        <Field name="fromYear" label={t('form.fromYear')} optional={optional} initial={fromYear ?? ''} />
        <Field name="toYear" label={t('form.toYear')} optional={optional} initial={toYear ?? ''} />
        <Field name="sortOrder" type="number-vi" label={t('form.sortOrder')} initial={sortOrder} />
        <Checkbox name="heldOnce" label={t('form.heldOnce')} initial={heldOnce} />
        <footer>
          <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
          <SubmitButton>{t('form.save')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
