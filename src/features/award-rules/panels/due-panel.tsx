import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { formatPercent } from '@/domain/number';
import { can, reach } from '@/domain/policy';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { Tabs } from '@/ui/page/tabs';
import { Status } from '@/ui/status';
import { FindingList } from '../components/finding-list';
import { askWords, exactShare } from '../components/wording';
import { type CatalogueTitle, catalogue, collectiveFacts, datedRules, peopleFacts, registerFacts } from '../queries';
import { conditionsById, rulesOf } from '../rules/conditions';
import { type Eligibility, eligibilityOf, type RegisterFacts } from '../rules/eligibility';
import { papersOf } from '../rules/file';
import { DUE_VIEWS, type DueView } from '../schema';

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
    ({ code, fromYear, toYear }) => (fromYear ?? 0) <= year && year <= (toYear ?? year) && rulesOf(rules, code, year).length > 0,
  );
  const rank = ({ code }: CatalogueTitle) => (FIRST.includes(code) ? FIRST.indexOf(code) : FIRST.length);
  const ordered = inForce.toSorted((one, other) => rank(one) - rank(other));
  const chosen = ordered.find(({ code }) => code === wanted) ?? ordered[0];
  if (!chosen) return <p className="muted">{t('due.noTitles', { year: String(year) })}</p>;
  const linesOf = ({ code, forPerson, forCollective }: CatalogueTitle): Line[] => [
    ...(forPerson ? people : []).map(
      (person): Line => ({
        ...{ key: `p${person.id}`, subject: 'PERSON', id: person.id, name: [person.honorifics, person.fullName].filter(Boolean).join(' ') },
        department: { id: person.departmentId, code: person.departmentCode, name: person.department },
        found: eligibilityOf(rules, code, { kind: 'PERSON', awards: person.awards, ratings: person.ratings, evidence: [] }, register),
      }),
    ),
    ...(forCollective ? units : []).map(
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
      <Section title={t('due.titles')}>
        <DataTable
          caption={t('due.titles')}
          dense
          rows={ordered}
          rowKey={({ code }) => code}
          selected={({ code }) => code === chosen.code}
          columns={[
            {
              key: 'name',
              head: t('column.name'),
              rowHead: true,
              cell: ({ code, name }) => (
                <Link
                  href={address({ title: code })}
                  prefetch={false}
                  scroll={false}
                  aria-current={code === chosen.code ? 'true' : undefined}
                >
                  {name}
                </Link>
              ),
            },
            ...DUE_VIEWS.map((one) => ({
              key: one,
              head: t(`due.view.${one}`),
              align: 'end' as const,
              cell: ({ code }: CatalogueTitle) => count(code, one),
            })),
            { key: 'holds', head: t('due.holds'), align: 'end', cell: ({ code }) => count(code, 'holds') },
          ]}
          phone={({ code, name }) => ({
            title: (
              <Link
                href={address({ title: code })}
                prefetch={false}
                scroll={false}
                aria-current={code === chosen.code ? 'true' : undefined}
              >
                {name}
              </Link>
            ),
            detail: DUE_VIEWS.map((one) => `${count(code, one)} ${t(`due.view.${one}`)}`).join(' · '),
          })}
        />
      </Section>
      <Section
        title={t('due.conditions', { title: chosen.name })}
        aside={t('due.holding', { count: count(chosen.code, 'holds'), year: String(year) })}
      >
        <ul>
          {conditions.map(({ id, condition, source }) => (
            <li key={id}>
              {askWords(t, names, condition)} <span className="muted small">({source})</span>
            </li>
          ))}
        </ul>
        <p className="small muted">
          {t('due.file')}:{' '}
          {papersOf(
            chosen.level,
            conditions.map(({ condition }) => condition),
          )
            .map((paper) => t(`file.${paper}`))
            .join('; ')}
          .
        </p>
      </Section>
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

type SharesProps = {
  titles: CatalogueTitle[];
  names: ReadonlyMap<string, string>;
  register: RegisterFacts;
  rules: Awaited<ReturnType<typeof datedRules>>;
};

/** Limits of the whole hospital as they stand now. */
async function Shares({ titles, names, register, rules }: SharesProps) {
  const t = await getTranslations('awardRules');
  const { year, holders } = register;
  const limits = titles.flatMap(({ code, name }) =>
    rulesOf(rules, code, year).flatMap(({ id, condition }) =>
      condition?.rule === 'SHARE_MAX' ? [{ id, code, name, of: condition.params.code, percent: condition.params.percent }] : [],
    ),
  );
  if (limits.length === 0) return null;
  return (
    <Section title={t('due.shares', { year: String(year) })}>
      {limits.map(({ id, code, name, of, percent }) => {
        const [part, whole] = [holders[code] ?? 0, holders[of] ?? 0];
        const words = { title: name, of: names.get(of) ?? of, max: formatPercent(percent, 0), year: String(year) };
        if (whole === 0) return <p key={id}>{t('due.shareNone', words)}</p>;
        const isOver = part * 100 > whole * percent;
        return (
          <p key={id} className="row wrap">
            <span>{t('due.shareLine', { ...words, part, whole, percent: exactShare(part, whole) })}</span>
            <Status kind={isOver ? 'late' : 'approved'}>{t(isOver ? 'due.over' : 'due.within')}</Status>
          </p>
        );
      })}
    </Section>
  );
}

/** Lao động tiên tiến of each department against its staff. */
async function DepartmentShares({ units }: { units: Awaited<ReturnType<typeof collectiveFacts>> }) {
  const t = await getTranslations('awardRules');
  const rows = units.filter(({ staff, members }) => staff !== null || members.LDTT !== undefined);
  if (rows.length === 0) return null;
  const share = ({ staff, members }: (typeof rows)[number]) =>
    staff && staff.staff > 0 ? exactShare(members.LDTT ?? 0, staff.staff) : t('due.noStaff');
  return (
    <Section title={t('due.departments')}>
      <DataTable
        caption={t('due.departments')}
        rows={rows}
        rowKey={({ code }) => code}
        dense
        columns={[
          { key: 'name', head: t('column.department'), rowHead: true, cell: ({ name }) => name },
          { key: 'staff', head: t('due.staff'), align: 'end', cell: ({ staff }) => staff?.staff ?? '–' },
          { key: 'held', head: t('due.laborers'), align: 'end', cell: ({ members }) => members.LDTT ?? 0 },
          { key: 'share', head: t('due.share'), align: 'end', cell: share },
        ]}
        phone={(row) => ({ title: row.name, detail: `${row.members.LDTT ?? 0}/${row.staff?.staff ?? '–'}`, aside: share(row) })}
      />
    </Section>
  );
}
