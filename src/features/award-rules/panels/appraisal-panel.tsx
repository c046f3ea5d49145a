import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { can, visibleDepartments } from '@/domain/policy';
import { departmentsOn } from '@/features/departments/queries';
import { RATED_LEVELS } from '@/features/rating-rules/rules/levels';
import { Checkbox, Field, Form, Select, SubmitButton } from '@/ui/form';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { Section } from '@/ui/page/section';
import { recordAppraisalAction } from '../actions';
import { appraisalOf } from '../queries';

type AppraisalPanelProps = { actor: Actor; year: number; day: Day; department: string };

/** A department's staff and the rating of each in a year: a form for who keeps it, a list for who may see it. */
export async function AppraisalPanel({ actor, year, day, department }: AppraisalPanelProps) {
  const t = await getTranslations('awardRules');
  const visible = visibleDepartments(actor, 'award.appraisal');
  const departments = (await departmentsOn(actor, day)).filter(({ id }) => visible === 'all' || visible.includes(id));
  const code = department || (departments.length === 1 ? (departments[0]?.code ?? '') : '');
  const sheet = code === '' ? null : await appraisalOf(actor, code, { year, day });
  return (
    <>
      <search>
        <form action="/awards/staff" className="row wrap mb-4">
          <input type="hidden" name="year" value={year} />
          <label className="row whitespace-nowrap">
            <span>{t('appraisal.department')}</span>
            <select className="input" name="department" defaultValue={code}>
              {departments.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="btn">
            {t('appraisal.show')}
          </button>
        </form>
      </search>
      {sheet ? (
        <Sheet sheet={sheet} year={year} mayWrite={can(actor, 'award.manage')} />
      ) : (
        <Empty title={t('appraisal.chooseTitle')}>{t('appraisal.chooseBody')}</Empty>
      )}
    </>
  );
}

type SheetProps = { sheet: NonNullable<Awaited<ReturnType<typeof appraisalOf>>>; year: number; mayWrite: boolean };

async function Sheet({ sheet: { department, counts, people }, year, mayWrite }: SheetProps) {
  const [t, tCommon] = await Promise.all([getTranslations('awardRules'), getTranslations('common')]);
  const COUNTS = ['staff', 'completed', 'disciplined'] as const;
  const level = ({ level: of }: (typeof people)[number]) => (of ? t(`rated.${of}`) : t('appraisal.notRated'));
  const nobody = <p className="muted">{t('appraisal.nobody')}</p>;
  if (!mayWrite)
    return (
      <div className="secs">
        <Section title={department.name}>
          <p>{COUNTS.map((name) => `${t(`appraisal.${name}`)}: ${counts?.[name] ?? '–'}`).join(' · ')}</p>
          <DataTable
            caption={t('appraisal.people')}
            rows={people}
            rowKey={({ id }) => String(id)}
            empty={nobody}
            columns={[
              { key: 'name', head: t('column.subject'), rowHead: true, cell: ({ name }) => name },
              { key: 'level', head: t('column.level'), cell: level },
              { key: 'disciplined', head: t('column.disciplined'), cell: ({ isDisciplined }) => (isDisciplined ? t('appraisal.yes') : '') },
            ]}
          />
        </Section>
      </div>
    );
  const labels = Object.fromEntries([
    ...COUNTS.map((name) => [name, t(`appraisal.${name}`)]),
    ...people.map(({ name }, place) => [`people.${place}.level`, t('appraisal.level', { name })]),
  ]);
  return (
    // opened for another department or year it is another form
    <Form key={`${department.id} ${year}`} action={recordAppraisalAction} labels={labels} className="form">
      <input type="hidden" name="departmentId" value={department.id} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="countVersion" value={counts?.rowVersion ?? 0} />
      <Section title={t('appraisal.counts')} aside={department.name}>
        <div className="columns">
          {COUNTS.map((name) => (
            <Field
              key={name}
              name={name}
              type="number-vi"
              label={t(`appraisal.${name}`)}
              optional={tCommon('optional')}
              initial={counts?.[name] ?? ''}
            />
          ))}
        </div>
      </Section>
      <Section title={t('appraisal.people')}>
        {people.length === 0 && nobody}
        {people.map(({ id, name, level: of, isDisciplined, rowVersion }, place) => (
          <div key={id} className="row wrap my-2">
            <input type="hidden" name={`people.${place}.personId`} value={id} />
            <input type="hidden" name={`people.${place}.rowVersion`} value={rowVersion} />
            <Select
              name={`people.${place}.level`}
              label={t('appraisal.level', { name })}
              initial={of ?? ''}
              empty={of === null ? t('appraisal.notRated') : undefined}
              choices={RATED_LEVELS.map((value) => ({ value, label: t(`rated.${value}`) }))}
            />
            <Checkbox name={`people.${place}.isDisciplined`} label={t('appraisal.isDisciplined', { name })} initial={isDisciplined} />
          </div>
        ))}
      </Section>
      <Field name="source" label={t('appraisal.source')} optional={tCommon('optional')} />
      <footer>
        <SubmitButton>{t('appraisal.save')}</SubmitButton>
      </footer>
    </Form>
  );
}
