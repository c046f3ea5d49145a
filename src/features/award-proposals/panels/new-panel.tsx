import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { visibleDepartments } from '@/domain/policy';
import { verdictWords } from '@/features/award-rules/components/wording';
import { catalogue, collectiveFacts, datedRules, peopleFacts, registerFacts } from '@/features/award-rules/queries';
import { EVIDENCE_KINDS, rulesOf } from '@/features/award-rules/rules/conditions';
import { eligibilityOf } from '@/features/award-rules/rules/eligibility';
import { departmentsOn } from '@/features/departments/queries';
import { CheckboxList, Form, SubmitButton, TextArea } from '@/ui/form';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import { proposeAwardsAction } from '../actions';

type NewPanelProps = { actor: Actor; year: number; day: Day; title: string; department: string; person: number | null };

/** Choose a title and a department, then whom it proposes; the conditions are said beside each name and forbid nothing. */
export async function NewProposalPanel({ actor, year, day, title: wanted, department: code, person }: NewPanelProps) {
  const [t, tRules] = await Promise.all([getTranslations('awardProposals'), getTranslations('awardRules')]);
  const visible = visibleDepartments(actor, 'award.propose');
  const [titles, all] = await Promise.all([catalogue(actor, day), departmentsOn(actor, day, { withRoot: true })]);
  const departments = all.filter(({ id }) => visible === 'all' || visible.includes(id));
  const grantable = titles.filter(
    ({ fromYear, toYear, forPerson, forCollective }) => (fromYear ?? 0) <= year && year <= (toYear ?? year) && (forPerson || forCollective),
  );
  const title = grantable.find((one) => one.code === wanted);
  const department = departments.find((one) => one.code === code) ?? (departments.length === 1 ? departments[0] : undefined);
  return (
    <div className="secs">
      <form action="/awards/proposals/new" className="row wrap">
        <input type="hidden" name="year" value={year} />
        <label className="row whitespace-nowrap">
          <span>{t('form.title')}</span>
          <select className="input" name="title" defaultValue={title?.code ?? 'LDTT'}>
            {grantable.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <label className="row whitespace-nowrap">
          <span>{t('form.department')}</span>
          <select className="input" name="department" defaultValue={department?.code}>
            {departments.map((one) => (
              <option key={one.code} value={one.code}>
                {one.kind === 'HOSPITAL' ? t('form.hospital', { name: one.name }) : one.name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="btn">
          {t('form.choose')}
        </button>
      </form>
      {title && department && (
        <Whom actor={actor} year={year} day={day} title={title} department={department} person={person} words={{ t, tRules }} />
      )}
    </div>
  );
}

type Words = {
  t: Awaited<ReturnType<typeof getTranslations<'awardProposals'>>>;
  tRules: Awaited<ReturnType<typeof getTranslations<'awardRules'>>>;
};
type WhomProps = {
  actor: Actor;
  year: number;
  day: Day;
  title: Awaited<ReturnType<typeof catalogue>>[number];
  department: { id: number; name: string };
  person: number | null;
  words: Words;
};

async function Whom({ actor, year, day, title, department, person, words: { t, tRules } }: WhomProps) {
  const [rules, register, people, units] = await Promise.all([
    datedRules(actor),
    registerFacts(actor, year),
    peopleFacts(actor, { year, day, departmentId: department.id }),
    collectiveFacts(actor, { year, day }),
  ]);
  if (!register) return null;
  const asksPeople = title.forPerson && !(person === null && title.forCollective && people.length === 0);
  const verdictOf = (one: (typeof people)[number]) =>
    eligibilityOf(rules, title.code, { kind: 'PERSON', awards: one.awards, ratings: one.ratings, evidence: [] }, register);
  const unit = units.find(({ id }) => id === department.id);
  const own =
    unit &&
    eligibilityOf(rules, title.code, { kind: 'COLLECTIVE', awards: unit.awards, staff: unit.staff, members: unit.members }, register);
  const choices = people.map((one) => ({
    value: one.id,
    label: `${[one.honorifics, one.fullName].filter(Boolean).join(' ')} (${verdictWords(tRules, verdictOf(one)).toLocaleLowerCase('vi')})`,
  }));
  const asksEvidence = rulesOf(rules, title.code, year).some(({ rule }) => rule === 'EVIDENCE');
  return (
    <Section title={title.name} aside={department.name}>
      <Form action={proposeAwardsAction} labels={{ personIds: t('form.people'), statement: t('form.statement') }}>
        <input type="hidden" name="awardTypeId" value={title.id} />
        <input type="hidden" name="year" value={year} />
        <input type="hidden" name="departmentId" value={department.id} />
        {asksPeople && choices.length > 0 && (
          <CheckboxList
            name="personIds"
            label={t('form.people')}
            hint={t('form.peopleHint')}
            choices={choices}
            initial={person === null ? [] : [person]}
            search={choices.length > 12 ? t('form.search') : undefined}
          />
        )}
        {asksPeople && choices.length === 0 && <p className="muted">{t('none.people')}</p>}
        {title.forCollective && (
          <p className="row wrap">
            {t('form.itself', { name: department.name })}
            {own && <Status kind={own.verdict === 'qualifies' ? 'approved' : 'due'}>{verdictWords(tRules, own)}</Status>}
          </p>
        )}
        {asksEvidence && (
          <CheckboxList
            name="claims"
            label={t('form.claims')}
            choices={EVIDENCE_KINDS.map((value) => ({ value, label: tRules(`evidence.${value}`) }))}
          />
        )}
        <TextArea name="statement" label={t('form.statement')} hint={t('form.statementHint')} rows={6} />
        <SubmitButton>{t('form.propose')}</SubmitButton>
      </Form>
    </Section>
  );
}
