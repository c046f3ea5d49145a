import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { can } from '@/domain/policy';
import type { ImportSearch } from '@/server/imports/file';
import { chooseView, earlierView, type Places } from '@/server/imports/view';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Choose } from '@/ui/imports/choose';
import { EarlierImports } from '@/ui/imports/earlier';
import { PageHeader } from '@/ui/page/page-header';
import { undoImportAction } from '../actions';
import { cellFile, checkedFile, importsOf } from '../queries';
import { Checked } from './checked-panel';

const PLACES: Places = {
  page: '/party/bodies/import',
  ...{ upload: '/api/party/cells/import', confirm: '/api/party/cells/import/confirm' },
  ...{ template: '/api/party/cells/template', rejected: '/api/party/cells/rejected' },
};

/** The way in from Excel: choose a file, look at what it would do, import; and the imports so far, each to be taken back while it can. */
export async function ImportPanel({ search, tabs }: { search: ImportSearch; tabs: ReactNode }) {
  const [actor, t, tImports, tBodies] = await Promise.all([
    currentActor(),
    getTranslations('cellImport'),
    getTranslations('imports'),
    getTranslations('partyBodies'),
  ]);
  const { batch: batchId } = search;
  const read = can(actor, 'party.organise')
    ? await readParty(actor, 'party.read', async (tx) => ({
        checked: batchId === null ? null : await checkedFile(tx, batchId),
        earlier: await importsOf(tx),
      }))
    : null;
  if (!read) notFound();
  const { checked, earlier } = read;
  const batch = earlier.find(({ id, state }) => id === batchId && state === 'CONFIRMED');
  const above = `${tBodies('title')} · ${tBodies('private')}`;
  return (
    <>
      {checked ? (
        <Checked {...checked} {...{ above, tabs, places: PLACES, search }} />
      ) : (
        <>
          <PageHeader
            kind={batch ? 'finding' : 'title'}
            above={above}
            title={batch ? tImports('done', { accepted: batch.rowsAccepted, file: batch.fileName }) : t('title')}
            actions={
              batch && (
                <LinkButton variant="main" href="/party/bodies">
                  {t('toList')}
                </LinkButton>
              )
            }
          >
            <p>{t(batch ? 'doneBody' : 'intro')}</p>
          </PageHeader>
          {tabs}
          <Choose {...(await chooseView(PLACES, cellFile.most))} isMain={!batch} />
        </>
      )}
      <EarlierImports
        {...(await earlierView(earlier, { builtOn: (kind, codes) => t(`builtOn.${kind}`, { codes }), undoBody: t('undoBody') }))}
        undo={undoImportAction}
      />
    </>
  );
}
