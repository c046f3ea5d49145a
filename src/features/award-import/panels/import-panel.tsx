import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { can } from '@/domain/policy';
import { decisions } from '@/features/awards/queries/register';
import type { ImportSearch } from '@/server/imports/file';
import { chooseView, earlierView, type Places } from '@/server/imports/view';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Choose } from '@/ui/imports/choose';
import { EarlierImports } from '@/ui/imports/earlier';
import { PageHeader } from '@/ui/page/page-header';
import { undoImportAction } from '../actions';
import { awardFile, checkedFile, importsOf } from '../queries';
import { Checked } from './checked-panel';

const API = '/api/awards/import';
const PLACES: Places = {
  ...{ page: '/awards/import', upload: API, confirm: `${API}/confirm`, template: `${API}/template`, rejected: `${API}/rejected` },
};

/** The way in from Excel: choose a file, look at what it would do, import; and the imports so far, each to be taken back while it can. */
export async function ImportPanel({ search, tabs }: { search: ImportSearch; tabs: ReactNode }) {
  const [actor, t, tImports] = await Promise.all([currentActor(), getTranslations('awardImport'), getTranslations('imports')]);
  if (!can(actor, 'award.manage')) notFound();
  const { batch: batchId } = search;
  const checked = batchId === null ? null : await checkedFile(actor, batchId, new Date());
  const earlier = await importsOf(actor);
  const batch = earlier.find(({ id, state }) => id === batchId && state === 'CONFIRMED');
  const brought = batch ? await decisions(actor, { batchId }) : [];
  return (
    <>
      {checked ? (
        <Checked {...checked} {...{ tabs, places: PLACES, search }} />
      ) : (
        <>
          <PageHeader
            kind={batch ? 'finding' : 'title'}
            title={batch ? tImports('done', { accepted: batch.rowsAccepted, file: batch.fileName }) : t('title')}
            actions={
              brought.length > 0 && (
                <LinkButton variant="main" href={`/awards/decisions?import=${batchId}`}>
                  {t('toDecisions')}
                </LinkButton>
              )
            }
          >
            <p>{t(batch ? 'doneBody' : 'intro')}</p>
          </PageHeader>
          {tabs}
          <Choose {...(await chooseView(PLACES, awardFile.most))} isMain={!batch} />
        </>
      )}
      <EarlierImports
        {...(await earlierView(earlier, { builtOn: (kind, names) => t(`builtOn.${kind}`, { names }), undoBody: t('undoBody') }))}
        undo={undoImportAction}
      />
    </>
  );
}
