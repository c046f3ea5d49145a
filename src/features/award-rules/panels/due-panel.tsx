import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { can, reach } from '@/domain/policy';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Tabs } from '@/ui/page/tabs';
import { FindingList } from '../components/finding-list';
import { type CatalogueTitle, catalogue, collectiveFacts, datedRules, peopleFacts, registerFacts } from '../queries';
import { conditionsById, isGround, type RuleSubject, rulesOf } from '../rules/conditions';
import { type Eligibility, eligibilityOf } from '../rules/eligibility';
import { DUE_VIEWS, type DueView } from '../schema';
import { Asked, TitleTable } from './due-titles';
import { DepartmentShares, Shares } from './shares';

/** What the desk asks about most, first; the rest in the order of the catalogue. */
const FIRST = ['CSTDCS', 'CSTDB', 'CSTDTQ', 'BK_B', 'BK_TTG', 'TTLDXS', 'TTLDTT', 'LDTT'];
const MOST_LINES = 200;

type Line = {
  key: string;
  subject: 'PERSON' | 'DEPARTMENT';
  id: number;
  name: string;
  department: { id: number; code: string; name: string };
  found: Eligibility;
};
type DuePanelProps = { actor: Actor; year: number; day: Day; title: string; view: DueView; department: string };

/** Who qualifies for what in a year, who lacks only one thing, and the shares as they stand. */
export async function DuePanel({ actor, year, day, title: wanted, view, department }: DuePanelProps) {
  const t = await getTranslations('awardRules');
  const [titles, rules, register, people, units] = await Promise.all([
    catalogue(actor, day),
    datedRules(actor),
    registerFacts(actor, year),
    peopleFacts(actor, { year, day }),
    collectiveFacts(actor, { year, day }),
  ]);
  if (!register) return null;
  const inForce = titles.filter(
    ({ code, fromYear, toYear }) =>
      (fromYear ?? 0) <= year && year <= (toYear ?? year) && rulesOf(rules, code, year).some(({ rule }) => isGround(rule)),
  );
  const rank = ({ code }: CatalogueTitle) => (FIRST.includes(code) ? FIRST.indexOf(code) : FIRST.length);
  const ordered = inForce.toSorted((one, other) => rank(one) - rank(other));
  const chosen = ordered.find(({ code }) => code === wanted) ?? ordered[0];
  if (!chosen) return <p className="muted">{t('due.noTitles', { year: String(year) })}</p>;
  // of whom nothing of substance is asked, nothing can be said
  const asks = (code: string, subject: RuleSubject) => rulesOf(rules, code, year, subject).some(({ rule }) => isGround(rule));
  const linesOf = ({ code, forPerson, forCollective }: CatalogueTitle): Line[] => [
    ...(forPerson && asks(code, 'PERSON') ? people : []).map(
      (person): Line => ({
        ...{ key: `p${person.id}`, subject: 'PERSON', id: person.id, name: [person.honorifics, person.fullName].filter(Boolean).join(' ') },
        department: { id: person.departmentId, code: person.departmentCode, name: person.department },
        found: eligibilityOf(rules, code, { kind: 'PERSON', awards: person.awards, ratings: person.ratings, evidence: [] }, register),
      }),
    ),
    ...(forCollective && asks(code, 'COLLECTIVE') ? units : []).map(
      (unit): Line => ({
        ...{ key: `d${unit.id}`, subject: 'DEPARTMENT', id: unit.id, name: unit.name, department: unit },
        found: eligibilityOf(rules, code, { kind: 'COLLECTIVE', awards: unit.awards, staff: unit.staff, members: unit.members }, register),
      }),
    ),
  ];
  const byTitle = new Map(ordered.map((one) => [one.code, linesOf(one)]));
  const count = (code: string, verdict: Eligibility['verdict']) =>
    byTitle.get(code)?.filter(({ found }) => found.verdict === verdict).length ?? 0;
  const names = new Map(titles.map(({ code, name }) => [code, name]));
  const address = (more: Partial<{ title: string; view: string }>) =>
    `/awards/due?${new URLSearchParams({ year: String(year), title: chosen.code, view, ...(department && { department }), ...more })}`;
  const all = byTitle.get(chosen.code) ?? [];
  const matching = all.filter(({ found, department: of }) => found.verdict === view && (department === '' || of.code === department));
  const shown = matching.slice(0, MOST_LINES);
  const conditions = rulesOf(rules, chosen.code, year);
  const mayPropose = (line: Line) => can(actor, 'award.propose', { departmentId: line.department.id });
  const propose = (line: Line) =>
    mayPropose(line) && (
      <LinkButton
        size="small"
        prefetch={false}
        href={`/awards/proposals/new?${new URLSearchParams({ year: String(year), title: chosen.code, department: line.department.code, ...(line.subject === 'PERSON' && { person: String(line.id) }) })}`}
        label={t('due.proposeLabel', { title: chosen.name, name: line.name })}
      >
        {t('due.propose')}
      </LinkButton>
    );
  const nameOf = ({ subject, id, name, department: of }: Line) => (
    <Link href={subject === 'PERSON' ? `/awards/people/${id}` : `/awards/departments/${of.code}`} prefetch={false}>
      {name}
    </Link>
  );
  const evidence = ({ found }: Line) => <FindingList t={t} names={names} findings={found.findings} conditions={conditionsById(rules)} />;
  const seesAll =
    reach(actor, 'award.appraisal') === 'any' || (reach(actor, 'award.appraisal') === 'own' && reach(actor, 'award.propose') === 'own');
  return (
    <div className="secs">
      <Shares titles={ordered} names={names} register={register} rules={rules} />
      <TitleTable titles={ordered} chosen={chosen.code} count={count} address={(code) => address({ title: code })} />
      <Asked title={chosen} conditions={conditions} names={names} holding={count(chosen.code, 'holds')} year={year} />
      <div>
        <Tabs
          counts
          label={t('due.views')}
          tabs={DUE_VIEWS.map((one) => ({
            href: address({ view: one }),
            label: t(`due.view.${one}`),
            count: count(chosen.code, one),
            current: one === view,
          }))}
        />
        {view === 'lacksOne' && <p className="small muted">{t('due.oneShort')}</p>}
        {!seesAll && <p className="small muted">{t('due.noRatings')}</p>}
        <search>
          <form action="/awards/due" className="row wrap my-2">
            <input type="hidden" name="year" value={year} />
            <input type="hidden" name="title" value={chosen.code} />
            <input type="hidden" name="view" value={view} />
            <label className="row whitespace-nowrap">
              <span>{t('due.department')}</span>
              <select className="input" name="department" defaultValue={department}>
                <option value="">{t('due.all')}</option>
                {units.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <button type="submit" className="btn">
              {t('due.show')}
            </button>
          </form>
        </search>
        <DataTable
          caption={t(`due.view.${view}`)}
          rows={shown}
          rowKey={({ key }) => key}
          empty={<p className="muted">{t('due.none')}</p>}
          columns={[
            { key: 'name', head: t('column.subject'), rowHead: true, cell: nameOf, width: '14rem' },
            {
              key: 'department',
              head: t('column.department'),
              cell: ({ subject, department: of }) => (subject === 'PERSON' ? of.name : ''),
              width: '12rem',
            },
            { key: 'evidence', head: t('column.evidence'), cell: evidence },
            { key: 'next', head: t('column.next'), cell: propose, width: '7rem' },
          ]}
          phone={(line) => ({ title: nameOf(line), detail: evidence(line), aside: propose(line) })}
        />
        {matching.length > shown.length && <p className="muted">{t('due.more', { count: matching.length - shown.length })}</p>}
      </div>
      <DepartmentShares units={units} />
    </div>
  );
}
