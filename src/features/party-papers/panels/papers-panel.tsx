import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PageHeader } from '@/ui/page/page-header';

/** Asks what a paper says besides its figures, and gives it as a Word file. */
export async function PapersPanel({ year, tabs }: { year: number; tabs: ReactNode }) {
  const [t, tModules] = await Promise.all([getTranslations('partyPapers'), getTranslations('modules.party')]);
  const field = (name: 'superior' | 'issuer' | 'place' | 'number' | 'signer', required: boolean) => (
    <div className="field">
      <label htmlFor={`paper-${name}`}>{t(name)}</label>
      <input id={`paper-${name}`} name={name} className="input" required={required} maxLength={120} autoComplete="off" />
    </div>
  );
  return (
    <>
      <PageHeader title={t('title', { year })} above={tModules('private')}>
        <p className="muted">{t('intro')}</p>
      </PageHeader>
      {tabs}
      <form action="/api/party/papers" method="get" className="form max-w-xl">
        <input type="hidden" name="year" value={year} />
        {field('superior', true)}
        {field('issuer', true)}
        {field('place', true)}
        {field('number', false)}
        <div className="field">
          <label htmlFor="paper-signedOn">{t('signedOn')}</label>
          <input id="paper-signedOn" name="signedOn" type="date" className="input" />
        </div>
        {field('signer', false)}
        <footer>
          <button type="submit" className="btn main-act">
            {t('summary')}
          </button>
        </footer>
      </form>
    </>
  );
}
