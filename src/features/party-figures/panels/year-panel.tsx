import { getTranslations } from 'next-intl/server';
import { formatNumber, formatPercent } from '@/domain/number';
import { isQuarter, roman } from '@/domain/period';
import { CapMeter } from '@/features/rating-rules/components/cap-meter';
import { capWords, yearsOf as yearsWords } from '@/features/rating-rules/panels/wording';
import { printedShare } from '@/features/rating-rules/rules/aggregates';
import { RATED_LEVELS, type RatedLevel } from '@/features/rating-rules/rules/levels';
import { ChartFrame } from '@/ui/charts/chart-frame';
import { Meter } from '@/ui/charts/meter';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { TrendColumns } from '../components/trend-columns';
import { type Shown, shownOf, type YearOf } from '../queries';
import { capOf, countAt, levelOfOne, type RatedSpan, runsOf, sentencesOf, shareOf } from '../rules';
import { type FigureWords, labelsOf, lower, type RuleWords, sentenceWords } from './wording';

type SpanProps = { span: RatedSpan; known: YearOf[] };

const shownAt = ({ span: { year, quarter }, known }: SpanProps) =>
  known.flatMap((of) => {
    const shown = of.year === year && of.quarter === quarter ? shownOf(of) : null;
    return shown ? [{ of, shown }] : [];
  });

/** How cells and members were rated in a year or quarter, each with its cap. */
export async function DistributionPanel(props: SpanProps) {
  const [t, tRules] = await Promise.all([getTranslations('partyFigures'), getTranslations('ratingRules')]);
  return shownAt(props).map(({ of, shown }) =>
    of.subject === 'ORGANISATION' ? null : <Distribution key={of.subject} of={of} shown={shown} t={t} tRules={tRules} />,
  );
}

/** The share at the highest level: by year since the first, and by quarter within a year that has them. */
export async function TrendPanel({ span: { year, quarter }, known }: SpanProps) {
  const [t, tRules] = await Promise.all([getTranslations('partyFigures'), getTranslations('ratingRules')]);
  return (['CELL', 'MEMBER'] as const).flatMap((subject) => {
    const own = known.filter((of) => of.subject === subject);
    return [
      <Trend key={subject} asked={year} points={own.filter((of) => of.quarter === 0)} t={t} tRules={tRules} />,
      <Trend
        key={`${subject} quarters`}
        asked={quarter}
        points={own.filter((of) => of.year === year && of.quarter !== 0)}
        t={t}
        tRules={tRules}
      />,
    ];
  });
}

/** The words of a report about the span, ready to be copied. */
export async function WordsPanel(props: SpanProps) {
  const [t, tRules] = await Promise.all([getTranslations('partyFigures'), getTranslations('ratingRules')]);
  const own = shownAt(props).filter(({ shown }) => shown.waiting === 0);
  if (own.length === 0) return null;
  return (
    <Section title={t('year.words')}>
      <ul className="list">
        {own.map(({ of, shown }) => (
          <li key={of.subject}>
            {sentencesOf(of.subject, shown)
              .map((sentence) => `${sentenceWords(t, tRules, of, sentence)}.`)
              .join(' ')}
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Words = { t: FigureWords; tRules: RuleWords };
type Row = { level: RatedLevel; label: string; count: number | null; share: number | null };

function Distribution({ of, shown, t, tRules }: { of: YearOf; shown: Shown } & Words) {
  const labels = labelsOf(tRules, of);
  const cap = of.set?.cap && shown.waiting === 0 ? capOf(of.set.cap, shown) : null;
  const rows: Row[] = RATED_LEVELS.map((level) => {
    const count = countAt(shown, level);
    return { level, label: labels[level], count, share: count === null ? null : shareOf(count, shown.rated) };
  });
  const columns: Column<Row>[] = [
    { key: 'level', head: t('column.level'), rowHead: true, cell: ({ label }) => label, width: '40%' },
    {
      key: 'bar',
      head: <span className="sr">{t('column.separate')}</span>,
      cell: ({ level, share }) => share !== null && <Meter value={share} end={100} tone={level === 'EXCELLENT' ? 'good' : 'quiet'} />,
    },
    { key: 'count', head: t('column.separate'), align: 'end', cell: ({ count }) => formatNumber(count), width: '6rem' },
    {
      key: 'share',
      head: t('year.tableShare'),
      align: 'end',
      cell: ({ share }) => (share === null ? t('unknown') : formatPercent(share, 1)),
      width: '7rem',
    },
  ];
  const subject = tRules(`subject.${of.subject}`);
  return (
    <Section
      title={t('year.distribution', { subject, printed: printedShare(shown.excellent, shown.rated), label: lower(labels.EXCELLENT) })}
      aside={t(shown.from === 'decided' ? 'year.fromDecided' : 'year.fromPublished')}
    >
      {shown.waiting > 0 && (
        <p className="warn mb-2">
          {t('year.soFar', {
            decided: formatNumber((of.decided?.cells ?? 0) - shown.waiting),
            total: formatNumber(of.decided?.cells ?? 0),
          })}
        </p>
      )}
      {cap && (
        <div className="mb-4">
          <CapMeter words={capWords(tRules, of.subject)} cap={cap} label={labels.EXCELLENT} />
          {shown.good === null && <p className="small muted">{t('year.goodUnknown')}</p>}
        </div>
      )}
      <DataTable
        caption={t('year.distributionPlain', { subject })}
        rows={rows}
        rowKey={({ level }) => level}
        columns={columns}
        dense
        phone={({ label, count, share }) => ({
          title: label,
          detail: share === null ? t('unknown') : formatPercent(share, 1),
          aside: formatNumber(count),
        })}
      />
      {of.set && <p className="small muted mt-2">{t('year.rule', { documents: of.set.documents })}</p>}
    </Section>
  );
}

type TrendProps = { asked: number; points: YearOf[] } & Words;

function Trend({ asked, points: all, t, tRules }: TrendProps) {
  const points = all.flatMap((of) => {
    const shown = shownOf(of);
    if (!shown || shown.waiting > 0) return [];
    const cap = of.set?.cap ? capOf(of.set.cap, shown) : null;
    return [{ of, shown, share: shareOf(shown.excellent, shown.rated), cap: cap && shareOf(cap.limit, shown.rated) }];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return null;
  const subject = tRules(`subject.${first.of.subject}`);
  const isQuarters = first.of.quarter !== 0;
  const name = ({ year, quarter }: RatedSpan) => (isQuarter(quarter) ? roman(quarter) : String(year));
  return (
    <ChartFrame
      title={
        isQuarters
          ? t('year.trendQuarters', { subject, year: String(first.of.year) })
          : t('year.trend', { subject, from: String(first.of.year), to: String(last.of.year) })
      }
      table={{
        summary: t('year.numbers'),
        heads: [t(isQuarters ? 'year.tableQuarter' : 'year.tableYear'), t('year.tableLabel'), t('year.tableCount'), t('year.tableShare')],
        rows: points.map(({ of, shown, share }) => [
          name(of),
          labelsOf(tRules, of).EXCELLENT,
          `${formatNumber(shown.excellent)}/${formatNumber(shown.rated)}`,
          formatPercent(share, 2),
        ]),
      }}
    >
      <TrendColumns
        label={t('year.trendLabel', {
          subject,
          values: points.map(({ of, share }) => `${name(of)} ${formatPercent(share, 1)}`).join('; '),
        })}
        points={points.map(({ of, share, cap }, index) => ({
          ...{ key: name(of), label: isQuarters ? name(of) : name(of).slice(2), share, cap },
          beginsRules: index > 0 && points[index - 1]?.of.set?.id !== of.set?.id,
          isAsked: (isQuarters ? of.quarter : of.year) === asked,
        }))}
      />
      {!isQuarters && (
        <ul className="legend">
          {runsOf(points.map(({ of }) => ({ year: of.year, label: labelsOf(tRules, of).EXCELLENT }))).map((run) => (
            <li key={run.fromYear}>
              <b>{yearsWords(tRules, run)}</b> {run.label}
            </li>
          ))}
        </ul>
      )}
    </ChartFrame>
  );
}

/** What heads the page: what the organisation itself was rated, or null. */
export async function organisationSentence(props: SpanProps): Promise<string | null> {
  const [t, tRules] = await Promise.all([getTranslations('partyFigures'), getTranslations('ratingRules')]);
  const own = shownAt(props).find(({ of }) => of.subject === 'ORGANISATION');
  const level = own && levelOfOne(own.shown);
  return own && level ? t('year.organisation', { label: labelsOf(tRules, own.of)[level] }) : null;
}
