import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { type PeriodRef, periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { spanName } from '@/features/cell-ratings/panels/wording';
import { sentenceWords } from '@/features/party-figures/panels/wording';
import { publishedSentences } from '@/features/party-figures/queries';
import { Link } from '@/ui/link';
import { Section } from '@/ui/page/section';

/**
 * What was published of the Party for the period, as sentences, for those who may read such sums; nothing at all for anybody else. By
 * quarter where a period gathers quarters. A single quarter or part of which nothing was published says nothing.
 */
export async function PartyPanel({ actor, period }: { actor: Actor; period: PeriodRef }) {
  const published = await publishedSentences(actor, period);
  if (!published) return null;
  const isYear = period.quarter === null && !period.part;
  if (published.length === 0 && !isYear) return null;
  const [t, tFigures, tRules] = await Promise.all([
    getTranslations('annualSummary.party'),
    getTranslations('partyFigures'),
    getTranslations('ratingRules'),
  ]);
  const spans = [...new Map(published.map((one) => [one.quarter, { year: one.year, quarter: one.quarter }])).values()];
  const names = await Promise.all(spans.map(spanName));
  const year = String(period.year);
  return (
    <div className="mb-5">
      <Section
        title={t('title')}
        aside={<Link href={`/party?${periodToSearch({ year: period.year, quarter: period.quarter })}`}>{t('open')}</Link>}
      >
        {published.length === 0 && (
          <p className="muted small">
            {t('none', { year })}{' '}
            {reach(actor, 'party.publish') && <Link href={`/party/figures?year=${year}&period=year`}>{t('record')}</Link>}
          </p>
        )}
        {spans.map((span, index) => (
          <div key={span.quarter}>
            {(spans.length > 1 || span.quarter !== 0) && <h3 className="small muted">{t('span', { span: names[index] ?? '' })}</h3>}
            <ul className="list">
              {published
                .filter(({ quarter }) => quarter === span.quarter)
                .map((of) => (
                  <li key={of.subject}>{of.sentences.map((sentence) => `${sentenceWords(tFigures, tRules, of, sentence)}.`).join(' ')}</li>
                ))}
            </ul>
          </div>
        ))}
        {published.length > 0 && (
          <p className="small muted">
            {[...new Set(published.map(({ source }) => tFigures('sourceSays', { source })))].join('. ')}. {t('readers')}
          </p>
        )}
      </Section>
    </div>
  );
}
