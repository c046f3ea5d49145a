import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Form, SubmitButton } from '@/ui/form';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { discardImportAction } from '../actions';
import { ConfirmRows } from '../components/confirm-rows';
import type { DryRun, ImportBatch } from '../queries';
import { AWARD_COLUMNS, formatAbout } from '../rules/columns';
import type { Item, World } from '../rules/plan';
import { stepWords, type Words } from './words';

/** A page shows so much of each list; the download holds every wrong row. */
const SHOWN = { problems: 1_000, rows: 50, people: 200, decisions: 100, notes: 100 };

type Props = { batch: ImportBatch; world: World; run: DryRun; tabs: ReactNode; t: Words };

/** The dry run: what the right rows would do, whom and what they would add, and every wrong cell by its place in the file. */
export function Checked({ batch, world, run, tabs, t }: Props) {
  const { items, people, decisions } = run.plan;
  const [right, wrong] = [items.length, run.rejected.size];
  const fresh = decisions.filter(({ id }) => id === null);
  const department = (id: number | null) => world.departments.find((one) => one.id === id)?.names[0] ?? '';
  return (
    <>
      <PageHeader kind="finding" above={batch.fileName} title={wrong === 0 ? t('allRight', { right }) : t('finding', { right, wrong })}>
        <p>{t('would', { awards: right, people: people.length, decisions: fresh.length })}</p>
      </PageHeader>
      {tabs}
      <div className="row wrap my-3 items-start">
        {right > 0 && (
          <ConfirmRows
            seen={{ batchId: batch.id, rowVersion: batch.rowVersion, fingerprint: run.fingerprint }}
            words={{
              confirm: t('confirm', { right, wrong }),
              confirming: t('confirming'),
              unanswered: t('unanswered'),
              steps: stepWords(t),
            }}
          />
        )}
        {wrong > 0 && (
          <a className="btn" href={`/api/awards/import/rejected?batch=${batch.id}`} download>
            {t('download')}
          </a>
        )}
        <Form action={discardImportAction} className="contents">
          <input type="hidden" name="batchId" value={batch.id} />
          <input type="hidden" name="rowVersion" value={batch.rowVersion} />
          <SubmitButton variant="bare">{t('discard')}</SubmitButton>
        </Form>
      </div>
      {wrong > 0 && <Problems run={run} t={t} />}
      <Notes items={items} rows={run.rows} t={t} />
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
          <More of={people.length} shown={SHOWN.people} t={t} />
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
          <More of={fresh.length} shown={SHOWN.decisions} t={t} />
        </Section>
      )}
      {items.length > 0 && <Preview run={run} world={world} t={t} />}
    </>
  );
}

function More({ of, shown, t }: { of: number; shown: number; t: Words }) {
  return of > shown ? <p className="muted">{t('more', { count: of - shown })}</p> : null;
}

const LABELS = new Map<string, string>(AWARD_COLUMNS.map(({ key, label }) => [key, label]));

async function Problems({ run: { problems }, t }: { run: DryRun; t: Words }) {
  const tAll = await getTranslations();
  const counts = AWARD_COLUMNS.map(({ key, label }) => ({ label, count: problems.filter(({ column }) => column === key).length }))
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${label} ${count.toLocaleString('vi')}`);
  return (
    <Section title={t('problems', { count: problems.length })}>
      <p>{t('problemsBy', { counts: counts.join(', ') })}</p>
      {problems.length > SHOWN.problems && <p>{t('moreProblems', { shown: SHOWN.problems, count: problems.length })}</p>}
      <DataTable
        caption={t('problems', { count: problems.length })}
        rows={problems.slice(0, SHOWN.problems)}
        rowKey={({ row, column, key }) => `${row}/${column}/${key}`}
        dense
        columns={[
          {
            key: 'place',
            head: t('place'),
            rowHead: true,
            cell: ({ row, letter }) => (letter ? `${letter}${row}` : `${t('row')} ${row}`),
          },
          { key: 'column', head: t('column'), cell: ({ column }) => LABELS.get(column) },
          { key: 'says', head: t('says'), cell: ({ key, params }) => tAll(key, params) },
        ]}
        phone={({ row, letter, column, key, params }) => ({
          title: `${letter ?? ''}${row} · ${LABELS.get(column)}`,
          detail: tAll(key, params),
        })}
      />
    </Section>
  );
}

async function Notes({ items, rows, t }: { items: Item[]; rows: DryRun['rows']; t: Words }) {
  const tAll = await getTranslations();
  const noted = items.flatMap(({ row, note }) => (note ? [{ row, note }] : []));
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
          { key: 'row', head: t('row'), align: 'end', className: 'muted', cell: ({ row }) => row },
          { key: 'name', head: t('head.name'), rowHead: true, cell: ({ row }) => name(row) },
          { key: 'note', head: t('head.note'), cell: ({ note }) => tAll(note.key, note.params) },
        ]}
        phone={({ row, note }) => ({ title: `${row} · ${name(row)}`, detail: tAll(note.key, note.params) })}
      />
      <More of={noted.length} shown={SHOWN.notes} t={t} />
    </Section>
  );
}

function Preview({ run, world, t }: { run: DryRun; world: World; t: Words }) {
  const { items, decisions } = run.plan;
  const shown = items.slice(0, SHOWN.rows).map((item) => ({
    ...item,
    name: run.rows.find(({ row }) => row === item.row)?.values.name ?? '',
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
          { key: 'row', head: t('row'), align: 'end', className: 'muted', cell: ({ row }) => row },
          { key: 'subject', head: t('head.subject'), cell: ({ subject }) => t(`subject.${subject}`) },
          { key: 'name', head: t('head.name'), rowHead: true, cell: ({ name }) => name },
          { key: 'title', head: t('head.title'), cell: ({ title }) => title },
          { key: 'years', head: t('head.years'), cell: ({ years }) => years },
          { key: 'count', head: t('head.count'), align: 'end', cell: ({ count }) => count?.toLocaleString('vi') ?? t('uncounted') },
          { key: 'decision', head: t('head.decision'), className: 'muted', cell: ({ of }) => of },
        ]}
        phone={({ name, title, years, of }) => ({ title: name, detail: [title, years, of].filter(Boolean).join(' · ') })}
      />
      <More of={items.length} shown={SHOWN.rows} t={t} />
    </Section>
  );
}

const decisionText = (decision: DryRun['plan']['decisions'][number] | undefined) =>
  [decision?.number ?? decision?.authority, decision?.about && formatAbout(decision.about)].filter(Boolean).join(', ');
