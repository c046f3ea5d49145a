import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment } from '@/domain/date';
import { isQuarter, roman } from '@/domain/period';
import { Link } from '@/ui/link';
import { Section } from '@/ui/page/section';
import { inbox } from '../queries/board';

/** Everything that waits for a decision, whatever its quarter, longest waiting first. */
export async function InboxPanel({ actor }: { actor: Actor }) {
  const [t, tCommon, files] = await Promise.all([getTranslations('submissions'), getTranslations('common'), inbox(actor)]);
  return (
    <Section id="inbox" title={t('inbox.title')} aside={<b>{files.length}</b>}>
      {files.length === 0 ? (
        <p className="muted">{t('inbox.none')}</p>
      ) : (
        <ul className="list lines">
          {files.map((file) => (
            <li key={file.submissionId}>
              <p className="row between">
                <Link
                  className="plain"
                  prefetch={false}
                  href={`${file.kind === 'PLAN' ? '/plans' : '/reports'}/${file.departmentCode}?year=${file.year}&period=q${file.quarter}`}
                >
                  <b>{file.departmentName}</b>
                </Link>
                <span className="muted small nowrap">{formatMoment(file.submittedAt)}</span>
              </p>
              <p className="small muted">
                {t(`kind.${file.kind}`)}{' '}
                {isQuarter(file.quarter) && tCommon('quarterYear', { roman: roman(file.quarter), year: file.year })} ·{' '}
                {file.roundNo > 1 ? t('inbox.resubmitted', { round: file.roundNo }) : t('inbox.outliers', { count: file.outliers })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
