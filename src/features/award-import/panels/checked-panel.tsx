import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { DryRun, ImportSearch } from '@/server/imports/file';
import { actsView, type Places, problemsView } from '@/server/imports/view';
import { ImportActs } from '@/ui/imports/acts';
import { ImportProblems } from '@/ui/imports/problems';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { discardImportAction } from '../actions';
import type { AwardImport } from '../queries';
import { AWARD_COLUMNS, type AwardColumn, formatAbout } from '../rules/columns';
import type { Item, Plan, World } from '../rules/plan';

/** A page shows so much of each list; the download holds every wrong row. */
const SHOWN = { rows: 50, people: 200, decisions: 100, notes: 100 };

/** What the writing tells of itself (writes.ts). */
const STEPS = ['people', 'decisions', 'awards'] as const;

type Run = DryRun<AwardColumn, Plan>;
type Props = { batch: AwardImport; world: World; run: Run; tabs: ReactNode; places: Places; search: ImportSearch };
type Words = {
  t: Awaited<ReturnType<typeof getTranslations<'awardImport'>>>;
  tImports: Awaited<ReturnType<typeof getTranslations<'imports'>>>;
};

/** The dry run: what the right rows would do, whom and what they would add, and every wrong cell by its place in the file. */
export async function Checked({ batch, world, run, tabs, places, search }: Props) {
  const [t, tImports] = await Promise.all([getTranslations('awardImport'), getTranslations('imports')]);
  const words = { t, tImports };
  const steps = Object.fromEntries(STEPS.map((step) => [step, t.raw(`step.${step}`) as string]));
  const { items, people, decisions } = run.plan;
  const [right, wrong] = [items.length, run.rejected.size];
  const fresh = decisions.filter(({ id }) => id === null);
  const department = (id: number | null) => world.departments.find((one) => one.id === id)?.names[0] ?? '';
  return (
    <>
      <PageHeader
        kind="finding"
        above={batch.fileName}
        title={wrong === 0 ? tImports('allRight', { right }) : tImports('finding', { right, wrong })}
      >
        <p>{t('would', { awards: right, people: people.length, decisions: fresh.length })}</p>
      </PageHeader>
      {tabs}
      <ImportActs {...(await actsView(batch, run, { places, hasWork: right > 0, steps }))} discard={discardImportAction} />
      {wrong > 0 && <ImportProblems {...(await problemsView(batch, run, { columns: AWARD_COLUMNS, places, search }))} />}
      <Notes items={items} rows={run.rows} {...words} />
      {people.length > 0 && (
        <Section title={t('newPeople', { count: people.length })}>
          <DataTable
            caption={t('newPeople', { count: people.length })}
            rows={people.slice(0, SHOWN.people)}
            rowKey={({ fullName, departmentId }) => `${fullName}/${departmentId}`}
            dense
            columns={[
              { key: 'name', head: t('head.name'), rowHead: true, cell: ({ fullName }) => fullName },
              { key: 'honorifics', head: t('head.honorifics'), cell: ({ honorifics }) => honorifics },
              { key: 'department', head: t('head.department'), className: 'muted', cell: ({ departmentId }) => department(departmentId) },
            ]}
            phone={({ fullName, honorifics, departmentId }) => ({
              title: fullName,
              detail: [honorifics, department(departmentId)].filter(Boolean).join(' · '),
            })}
          />
          <More of={people.length} shown={SHOWN.people} {...words} />
        </Section>
      )}
      {fresh.length > 0 && (
        <Section title={t('newDecisions', { count: fresh.length })}>
          <DataTable
            caption={t('newDecisions', { count: fresh.length })}
            rows={fresh.slice(0, SHOWN.decisions)}
            rowKey={({ key }) => key}
            dense
            columns={[
              { key: 'number', head: t('head.number'), rowHead: true, cell: ({ number, title }) => number ?? title },
              { key: 'date', head: t('head.date'), align: 'end', cell: ({ about }) => about && formatAbout(about) },
              { key: 'authority', head: t('head.authority'), className: 'muted', cell: ({ authority }) => authority },
            ]}
            phone={({ number, title, about, authority }) => ({
              title: number ?? title,
              detail: [about && formatAbout(about), authority].filter(Boolean).join(' · '),
            })}
          />
          <More of={fresh.length} shown={SHOWN.decisions} {...words} />
        </Section>
      )}
      {items.length > 0 && <Preview run={run} world={world} {...words} />}
    </>
  );
}

function More({ of, shown, tImports }: { of: number; shown: number } & Words) {
  return of > shown ? <p className="muted">{tImports('more', { count: of - shown })}</p> : null;
}

async function Notes({ items, rows, t, tImports }: { items: Item[]; rows: Run['rows'] } & Words) {
  const tAll = await getTranslations();
  const noted = items.flatMap(({ row, notes }) =>
    notes.length > 0 ? [{ row, says: notes.map(({ key, params }) => tAll(key, params)).join(' ') }] : [],
  );
  if (noted.length === 0) return null;
  const name = (row: number) => rows.find((one) => one.row === row)?.values.name;
  return (
    <Section title={t('notes', { count: noted.length })}>
      <p>{t('notesBody')}</p>
      <DataTable
        caption={t('notes', { count: noted.length })}
        rows={noted.slice(0, SHOWN.notes)}
        rowKey={({ row }) => String(row)}
        dense
        columns={[
          { key: 'row', head: tImports('row'), align: 'end', className: 'muted', cell: ({ row }) => row },
          { key: 'name', head: t('head.name'), rowHead: true, cell: ({ row }) => name(row) },
          { key: 'note', head: t('head.note'), cell: ({ says }) => says },
        ]}
        phone={({ row, says }) => ({ title: `${row} · ${name(row)}`, detail: says })}
      />
      <More of={noted.length} shown={SHOWN.notes} {...{ t, tImports }} />
    </Section>
  );
}

function Preview({ run, world, t, tImports }: { run: Run; world: World } & Words) {
  const { items, people, decisions } = run.plan;
  const known = new Map(world.people.map(({ id, fullName }) => [id, fullName]));
  const said = new Map(run.rows.map(({ row, values }) => [row, values.name]));
  const nameOf = ({ row, personId, newPerson }: Item) =>
    (personId === null ? null : known.get(personId)) ?? (newPerson === null ? null : people[newPerson]?.fullName) ?? said.get(row) ?? '';
  const shown = items.slice(0, SHOWN.rows).map((item) => ({
    ...item,
    name: nameOf(item),
    title: world.titles.find(({ id }) => id === item.typeId)?.name ?? '',
    years:
      item.yearFrom === null ? t('unknownYear') : item.yearFrom === item.yearTo ? String(item.yearFrom) : `${item.yearFrom}–${item.yearTo}`,
    of: item.decision === null ? '' : decisionText(decisions[item.decision]),
  }));
  return (
    <Section title={t('preview', { count: items.length })}>
      <DataTable
        caption={t('preview', { count: items.length })}
        rows={shown}
        rowKey={({ row }) => String(row)}
        dense
        columns={[
          { key: 'row', head: tImports('row'), align: 'end', className: 'muted', cell: ({ row }) => row },
          { key: 'subject', head: t('head.subject'), cell: ({ subject }) => t(`subject.${subject}`) },
          { key: 'name', head: t('head.name'), rowHead: true, cell: ({ name }) => name },
          { key: 'title', head: t('head.title'), cell: ({ title }) => title },
          { key: 'years', head: t('head.years'), cell: ({ years }) => years },
          { key: 'count', head: t('head.count'), align: 'end', cell: ({ count }) => count?.toLocaleString('vi') ?? t('uncounted') },
          { key: 'decision', head: t('head.decision'), className: 'muted', cell: ({ of }) => of },
        ]}
        phone={({ name, title, years, of }) => ({ title: name, detail: [title, years, of].filter(Boolean).join(' · ') })}
      />
      <More of={items.length} shown={SHOWN.rows} {...{ t, tImports }} />
    </Section>
  );
}

const decisionText = (decision: Plan['decisions'][number] | undefined) =>
  [decision?.number ?? decision?.authority, decision?.about && formatAbout(decision.about)].filter(Boolean).join(', ');
