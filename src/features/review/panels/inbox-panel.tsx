import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment } from '@/domain/date';
import { isQuarter, roman } from '@/domain/period';
import { Link } from '@/ui/link';
import { Section } from '@/ui/page/section';
import { inbox } from '../queries/inbox';
import { fileHref } from '../rules/inbox';

/** Everything that waits for the actor's decision, whatever its quarter, longest waiting first; beside the board. */
export async function InboxPanel({ actor }: { actor: Actor }) {
  const [t, tKind, tCommon, files] = await Promise.all([
    getTranslations('review.inbox'),
    getTranslations('submissions.kind'),
    getTranslations('common'),
    inbox(actor),
  ]);
  return (
    <Section id="inbox" title={t('title')} aside={<b>{files.length}</b>}>
      {files.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <>
          <ul className="list lines">
            {files.map((file) => (
              <li key={file.submissionId}>
                <p className="row between">
                  <Link className="plain" prefetch={false} href={fileHref(file)}>
                    <b>{file.departmentName}</b>
                  </Link>
                  <span className="muted small nowrap">{formatMoment(file.submittedAt)}</span>
                </p>
                <p className="small muted">
                  {tKind(file.kind)} {isQuarter(file.quarter) && tCommon('quarterYear', { roman: roman(file.quarter), year: file.year })} ·{' '}
                  {file.roundNo > 1 ? t('resubmitted', { round: file.roundNo }) : t('outliers', { count: file.outliers })}
                </p>
              </li>
            ))}
          </ul>
          <p className="small mt-2">
            <Link href="/inbox">{t('all')}</Link>
          </p>
        </>
      )}
    </Section>
  );
}
