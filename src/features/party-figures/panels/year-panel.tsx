import { getTranslations } from 'next-intl/server';
import { formatNumber, formatPercent } from '@/domain/number';
import { CapMeter } from '@/features/rating-rules/components/cap-meter';
import { capWords, yearsOf } from '@/features/rating-rules/panels/wording';
import { printedShare } from '@/features/rating-rules/rules/aggregates';
import { RATED_LEVELS, type RatedLevel } from '@/features/rating-rules/rules/levels';
import { ChartFrame } from '@/ui/charts/chart-frame';
import { Meter } from '@/ui/charts/meter';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { TrendColumns } from '../components/trend-columns';
import { type Shown, shownOf, type YearOf } from '../queries';
import { capOf, countAt, shareOf } from '../rules';
import { type FigureWords, labelsOf, levelOfOne, lower, type RuleWords, sentencesOf } from './wording';

/** The Party year: how organisation, cells and members were rated, the cap, the years since the first, and the words of a report. */
export async function YearPanel({ year, known }: { year: number; known: YearOf[] }) {
  const [t, tRules] = await Promise.all([getTranslations('partyFigures'), getTranslations('ratingRules')]);
  const own = known.flatMap((of) => {
    const shown = of.year === year ? shownOf(of) : null;
    return shown ? [{ of, shown }] : [];
  });
  return (
    <div className="secs">
      {own.map(({ of, shown }) =>
        of.subject === 'ORGANISATION' ? null : <Distribution key={of.subject} of={of} shown={shown} t={t} tRules={tRules} />,
      )}
      {(['CELL', 'MEMBER'] as const).map((subject) => (
        <Trend key={subject} asked={year} years={known.filter((of) => of.subject === subject)} t={t} tRules={tRules} />
      ))}
      {own.length > 0 && (
        <Section title={t('year.words')}>
          <ul className="list">
            {own.flatMap(({ of, shown }) =>
              sentencesOf(t, tRules, of, shown).map((sentence) => <li key={`${of.subject} ${sentence}`}>{sentence}.</li>),
            )}
          </ul>
        </Section>
      )}
    </div>
  );
}

type Words = { t: FigureWords; tRules: RuleWords };
type Row = { level: RatedLevel; label: string; count: number | null; share: number | null };

function Distribution({ of, shown, t, tRules }: { of: YearOf; shown: Shown } & Words) {
  const labels = labelsOf(tRules, of);
  const cap = of.set?.cap ? capOf(of.set.cap, shown) : null;
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

function Trend({ asked, years, t, tRules }: { asked: number; years: YearOf[] } & Words) {
  const points = years.flatMap((of) => {
    const shown = shownOf(of);
    if (!shown) return [];
    const cap = of.set?.cap ? capOf(of.set.cap, shown) : null;
    return [{ of, shown, share: shareOf(shown.excellent, shown.rated), cap: cap && shareOf(cap.limit, shown.rated) }];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return null;
  const subject = tRules(`subject.${first.of.subject}`);
  const span = { subject, from: String(first.of.year), to: String(last.of.year) };
  // a name that later rules kept stands once, from its first year to its last
  const names: { label: string; fromYear: number; toYear: number }[] = [];
  for (const { of } of points) {
    const [label, run] = [labelsOf(tRules, of).EXCELLENT, names.at(-1)];
    if (run?.label === label) run.toYear = of.year;
    else names.push({ label, fromYear: of.year, toYear: of.year });
  }
  return (
    <ChartFrame
      title={t('year.trend', span)}
      table={{
        summary: t('year.numbers'),
        heads: [t('year.tableYear'), t('year.tableLabel'), t('year.tableCount'), t('year.tableShare')],
        rows: points.map(({ of, shown, share }) => [
          String(of.year),
          labelsOf(tRules, of).EXCELLENT,
          `${formatNumber(shown.excellent)}/${formatNumber(shown.rated)}`,
          formatPercent(share, 2),
        ]),
      }}
    >
      <TrendColumns
        label={t('year.trendLabel', { subject, values: points.map(({ of, share }) => `${of.year} ${formatPercent(share, 1)}`).join('; ') })}
        years={points.map(({ of, share, cap }, index) => ({
          ...{ year: of.year, share, cap },
          beginsRules: index > 0 && points[index - 1]?.of.set?.id !== of.set?.id,
          isAsked: of.year === asked,
        }))}
      />
      <ul className="legend">
        {names.map((run) => (
          <li key={run.fromYear}>
            <b>{yearsOf(tRules, run)}</b> {run.label}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

/** What heads the page: what the organisation itself was rated, or null. */
export async function organisationSentence(known: YearOf[], year: number): Promise<string | null> {
  const [t, tRules] = await Promise.all([getTranslations('partyFigures'), getTranslations('ratingRules')]);
  const of = known.find((one) => one.year === year && one.subject === 'ORGANISATION');
  const shown = of && shownOf(of);
  const level = shown && levelOfOne(shown);
  return of && level ? t('year.organisation', { label: labelsOf(tRules, of)[level] }) : null;
}
