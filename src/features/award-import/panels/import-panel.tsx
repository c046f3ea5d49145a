import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatMoment } from '@/domain/date';
import { can } from '@/domain/policy';
import { currentActor } from '@/server/session';
import { MAXIMUM_WORKBOOK_BYTES } from '@/server/spreadsheet/read';
import { LinkButton } from '@/ui/button';
import { Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { undoImportAction } from '../actions';
import { SendFile } from '../components/send-file';
import { checkedFile, type ImportBatch, importsOf } from '../queries';
import { MOST_ROWS } from '../schema';
import { Checked } from './checked-panel';
import { stepWords, type Words } from './words';

/** The way in from Excel: choose a file, look at what it would do, import; and the imports so far, each to be taken back while it can. */
export async function ImportPanel({ batchId, tabs }: { batchId: number | null; tabs: ReactNode }) {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('awardImport')]);
  if (!can(actor, 'award.manage')) notFound();
  const checked = batchId === null ? null : await checkedFile(actor, batchId, new Date());
  const earlier = await importsOf(actor);
  const batch = earlier.find(({ id }) => id === batchId);
  return (
    <>
      {checked ? (
        <Checked {...checked} tabs={tabs} t={t} />
      ) : (
        <>
          <PageHeader
            kind={batch?.state === 'CONFIRMED' ? 'finding' : 'title'}
            title={batch?.state === 'CONFIRMED' ? t('done', { accepted: batch.rowsAccepted, file: batch.fileName }) : t('title')}
            actions={
              batch?.state === 'CONFIRMED' && (
                <LinkButton variant="main" href="/awards">
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
        <a className="btn" href="/api/awards/import/template" download>
          {t('getTemplate')}
        </a>
      </p>
      <SendFile
        maximumBytes={MAXIMUM_WORKBOOK_BYTES}
        words={{
          ...{ file: t('file'), hint: t('fileHint', { megabytes, most: MOST_ROWS }), check: t('check'), checking: t('checking') },
          ...{ choose: t('choose'), tooLarge: t('tooLarge', { megabytes }), unanswered: t('unanswered'), steps: stepWords(t) },
        }}
      />
    </div>
  );
}

async function Earlier({ imports, t }: { imports: ImportBatch[]; t: Words }) {
  const tCommon = await getTranslations('common');
  if (imports.length === 0) return null;
  const built = ({ built: on }: ImportBatch) => {
    const kinds = [...new Set(on.map(({ kind }) => kind))];
    const names = (kind: string) => on.filter((one) => one.kind === kind).map(({ name }) => name);
    return kinds.map((kind) => t(`builtOn.${kind}`, { names: names(kind).slice(0, 5).join(', ') })).join('; ');
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
          { key: 'count', head: t('count'), align: 'end', cell: ({ rowsAccepted }) => rowsAccepted.toLocaleString('vi') },
          { key: 'state', head: <span className="sr">{t('undo')}</span>, cell: standing },
        ]}
        phone={(one) => ({ title: one.fileName, detail: `${formatMoment(one.at)} · ${one.by}`, aside: standing(one) })}
      />
    </Section>
  );
}
