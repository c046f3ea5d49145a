import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatDay, formatMoment } from '@/domain/date';
import { can } from '@/domain/policy';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { MAXIMUM_WORKBOOK_BYTES } from '@/server/spreadsheet/read';
import { LinkButton } from '@/ui/button';
import { Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { confirmImportAction, discardImportAction, undoImportAction } from '../actions';
import { ChooseFile } from '../components/choose-file';
import { type DryRun, dryRun, type ImportBatch, importsOf, importWorld } from '../queries';
import { CELL_COLUMNS, type Item, type World } from '../rules';
import { MOST_ROWS } from '../schema';

type Words = Awaited<ReturnType<typeof getTranslations<'cellImport'>>>;

/** The way in from Excel: choose a file, look at what it would do, import; and the imports so far, each to be taken back while it can. */
export async function ImportPanel({ batchId, tabs }: { batchId: number | null; tabs: ReactNode }) {
  const [actor, t, tBodies] = await Promise.all([currentActor(), getTranslations('cellImport'), getTranslations('partyBodies')]);
  const read = can(actor, 'party.organise')
    ? await readParty(actor, 'party.read', async (tx) => {
        const [batch = null] = batchId === null ? [] : await importsOf(tx, { batchId });
        const world = batch?.state === 'CHECKED' ? await importWorld(tx) : null;
        return { batch, world, run: world && batch ? dryRun(batch.findings, world) : null, earlier: await importsOf(tx) };
      })
    : null;
  if (!read) notFound();
  const { batch, world, run, earlier } = read;
  const above = `${tBodies('title')} · ${tBodies('private')}`;
  return (
    <>
      {batch && world && run ? (
        <Checked {...{ batch, world, run, above, tabs, t }} />
      ) : (
        <>
          <PageHeader
            kind={batch?.state === 'CONFIRMED' ? 'finding' : 'title'}
            above={above}
            title={batch?.state === 'CONFIRMED' ? t('done', { accepted: batch.rowsAccepted, file: batch.fileName }) : t('title')}
            actions={
              batch?.state === 'CONFIRMED' && (
                <LinkButton variant="main" href="/party/bodies">
                  {t('toList')}
                </LinkButton>
              )
            }
          >
            <p>{t(batch?.state === 'CONFIRMED' ? 'doneBody' : 'intro')}</p>
          </PageHeader>
          {tabs}
          <Choose t={t} isMain={batch?.state !== 'CONFIRMED'} />
        </>
      )}
      <Earlier imports={earlier} t={t} />
    </>
  );
}

function Choose({ t, isMain }: { t: Words; isMain: boolean }) {
  const megabytes = MAXIMUM_WORKBOOK_BYTES / 1024 / 1024;
  return (
    <div className={isMain ? 'max-w-xl mt-4 mb-5' : 'max-w-xl mt-5 mb-5'}>
      <p className="mb-4">
        <a className="btn" href="/api/party/cells/template" download>
          {t('getTemplate')}
        </a>
      </p>
      <ChooseFile
        maximumBytes={MAXIMUM_WORKBOOK_BYTES}
        words={{
          ...{ file: t('file'), hint: t('fileHint', { megabytes, most: MOST_ROWS }), check: t('check'), checking: t('checking') },
          ...{ choose: t('choose'), tooLarge: t('tooLarge', { megabytes }), unanswered: t('unanswered') },
        }}
      />
    </div>
  );
}

type CheckedProps = { batch: ImportBatch; world: World; run: DryRun; above: string; tabs: ReactNode; t: Words };

/** The dry run: what the right rows would do, and every wrong cell by its place in the file. */
async function Checked({ batch, world, run, above, tabs, t }: CheckedProps) {
  const tAll = await getTranslations();
  const { items } = run.plan;
  const [right, wrong] = [run.rows.length - run.rejected.length, run.rejected.length];
  const count = (act: Item['act']) => items.filter((item) => item.act === act).length;
  const named = (id: number | null) => world.people.find((one) => one.id === id)?.fullName ?? '';
  const department = (id: number) => world.departments.find((one) => one.id === id)?.names[0] ?? '';
  const labels = new Map<string, string>(CELL_COLUMNS.map(({ key, label }) => [key, label]));
  const writes = items.some(({ act }) => act !== 'same');
  return (
    <>
      <PageHeader
        kind="finding"
        above={`${above} · ${batch.fileName}`}
        title={wrong === 0 ? t('allRight', { right }) : t('finding', { right, wrong })}
      >
        <p>{t('would', { found: count('found'), change: count('change'), same: count('same') })}</p>
      </PageHeader>
      {tabs}
      <div className="row wrap my-3">
        {writes && (
          <Form action={confirmImportAction} className="contents">
            <input type="hidden" name="batchId" value={batch.id} />
            <input type="hidden" name="rowVersion" value={batch.rowVersion} />
            <input type="hidden" name="fingerprint" value={run.fingerprint} />
            <SubmitButton>{t('confirm', { right, wrong })}</SubmitButton>
          </Form>
        )}
        {wrong > 0 && (
          <a className="btn" href={`/api/party/cells/rejected?batch=${batch.id}`} download>
            {t('download')}
          </a>
        )}
        <Form action={discardImportAction} className="contents">
          <input type="hidden" name="batchId" value={batch.id} />
          <input type="hidden" name="rowVersion" value={batch.rowVersion} />
          <SubmitButton variant="bare">{t('discard')}</SubmitButton>
        </Form>
      </div>
      {wrong > 0 && (
        <Section title={t('problems')}>
          <DataTable
            caption={t('problems')}
            rows={run.problems}
            rowKey={({ row, column, key }) => `${row}/${column}/${key}`}
            dense
            columns={[
              {
                key: 'place',
                head: t('place'),
                rowHead: true,
                cell: ({ row, letter }) => (letter ? `${letter}${row}` : `${t('row')} ${row}`),
              },
              { key: 'column', head: t('column'), cell: ({ column }) => labels.get(column) },
              { key: 'says', head: t('says'), cell: ({ key, params }) => tAll(key, params) },
            ]}
            phone={({ row, letter, column, key, params }) => ({
              title: `${letter ?? ''}${row} · ${labels.get(column)}`,
              detail: tAll(key, params),
            })}
          />
        </Section>
      )}
      {items.length > 0 && (
        <Section title={t('preview')}>
          <DataTable
            caption={t('preview')}
            rows={items}
            rowKey={({ row }) => String(row)}
            dense
            columns={[
              { key: 'row', head: t('row'), align: 'end', className: 'muted', cell: ({ row }) => row },
              { key: 'act', head: t('head.act'), cell: ({ act }) => t(`act.${act}`) },
              { key: 'code', head: t('head.code'), className: 'muted', cell: ({ code }) => code },
              { key: 'name', head: t('head.name'), rowHead: true, cell: ({ name }) => name },
              { key: 'secretary', head: t('head.secretary'), cell: ({ secretaryId }) => named(secretaryId) },
              { key: 'deputy', head: t('head.deputy'), cell: ({ deputyId }) => named(deputyId) },
              {
                key: 'departments',
                head: t('head.departments'),
                className: 'muted',
                cell: ({ departmentIds }) => departmentIds.map(department).join(', '),
              },
              { key: 'from', head: t('head.validFrom'), align: 'end', cell: ({ validFrom }) => formatDay(validFrom) },
            ]}
            phone={(item) => ({
              title: item.name,
              detail: [t(`act.${item.act}`), named(item.secretaryId), item.departmentIds.map(department).join(', ')]
                .filter(Boolean)
                .join(' · '),
              aside: <span className="muted small">{item.code}</span>,
            })}
          />
        </Section>
      )}
    </>
  );
}

async function Earlier({ imports, t }: { imports: ImportBatch[]; t: Words }) {
  const tCommon = await getTranslations('common');
  if (imports.length === 0) return null;
  const built = ({ built: on }: ImportBatch) => {
    const kinds = [...new Set(on.map(({ kind }) => kind))];
    const codes = (kind: string) => on.filter((one) => one.kind === kind).map(({ code }) => code);
    return kinds.map((kind) => t(`builtOn.${kind}`, { codes: codes(kind).slice(0, 5).join(', ') })).join('; ');
  };
  const standing = (one: ImportBatch) => {
    if (one.state === 'UNDONE') return <span className="muted">{t('undoneBy', { name: one.undoneBy ?? '' })}</span>;
    if (one.built.length > 0) return <span className="muted">{t('built', { what: built(one) })}</span>;
    return (
      <DialogButton
        button={t('undo')}
        size="small"
        label={t('undoLabel', { file: one.fileName })}
        title={t('undoTitle', { file: one.fileName })}
        consequence={t('undoBody')}
      >
        <Form action={undoImportAction}>
          <input type="hidden" name="batchId" value={one.id} />
          <input type="hidden" name="rowVersion" value={one.rowVersion} />
          <footer>
            <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
            <SubmitButton variant="danger">{t('undo')}</SubmitButton>
          </footer>
        </Form>
      </DialogButton>
    );
  };
  return (
    <Section title={t('earlier')}>
      <DataTable
        caption={t('earlier')}
        rows={imports}
        rowKey={({ id }) => String(id)}
        columns={[
          { key: 'file', head: t('fileName'), rowHead: true, cell: ({ fileName }) => fileName },
          { key: 'when', head: t('when'), cell: ({ at }) => formatMoment(at) },
          { key: 'who', head: t('who'), cell: ({ by }) => by },
          { key: 'count', head: t('count'), align: 'end', cell: ({ rowsAccepted }) => rowsAccepted },
          { key: 'state', head: <span className="sr">{t('undo')}</span>, cell: standing },
        ]}
        phone={(one) => ({ title: one.fileName, detail: `${formatMoment(one.at)} · ${one.by}`, aside: standing(one) })}
      />
    </Section>
  );
}
