import Printer from 'lucide-react/icons/printer';
import { getTranslations } from 'next-intl/server';
import { dayOf, formatDay, formatTime } from '@/domain/date';
import { formatPercent } from '@/domain/number';
import { Icon } from '@/ui/icon';
import { PageHeader } from '@/ui/page/page-header';
import { PrintButton } from '../components/print-button';
import type { YearSummary } from '../schema';
import { findingWords, romans, spanWords } from './wording';

/** What the year says in one sentence, and the plain facts it rests on. */
export async function FindingPanel({ summary }: { summary: YearSummary }) {
  const t = await getTranslations('annualSummary');
  const { indicators, submissions, span } = summary;
  const asOf = new Date(summary.asOf);
  const running = span.coverage.find(
    ({ quarter, reported }) => reported > 0 && (span.isPartial ? span.quarters.includes(quarter) : !span.quarters.includes(quarter)),
  );
  const facts = [
    indicators.withTarget > 0 &&
      span.quarters.length > 0 &&
      t.rich('facts.met', {
        met: indicators.met,
        of: indicators.withTarget,
        percent: formatPercent((indicators.met / indicators.withTarget) * 100, 0),
        exceeded: indicators.exceeded,
        b: (words) => <b>{words}</b>,
      }),
    summary.calendar === 'ADMIN_14' &&
      span.startsOn &&
      span.endsOn &&
      t('span.days', { from: formatDay(span.startsOn), to: formatDay(span.endsOn) }),
    submissions &&
      t('facts.submissions', {
        submitted: submissions.submitted,
        total: submissions.total,
        approved: submissions.approved,
        quarter: romans([submissions.quarter]),
      }),
    running &&
      span.asked.includes(running.quarter) &&
      t('facts.partial', {
        reported: running.reported,
        expected: running.expected,
        span: spanWords(t, summary.year, [running.quarter], null),
      }),
    t('facts.asOf', { time: formatTime(asOf), day: formatDay(dayOf(asOf)) }),
  ].filter(Boolean);
  return (
    <PageHeader
      kind="finding"
      title={findingWords(t, summary)}
      actions={
        <PrintButton>
          <Icon of={Printer} />
          {t('print')}
        </PrintButton>
      }
    >
      <p className="small">
        {facts.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the facts keep their order.
          <span key={index}>
            {index > 0 && ' · '}
            {fact}
          </span>
        ))}
      </p>
    </PageHeader>
  );
}
