import { getTranslations } from 'next-intl/server';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import { readable } from '../rules/year';
import type { IndicatorOfYear, YearSummary } from '../schema';
import { bareValue, basisWords, changeWords, largestOf, spanWords, standingWords } from './wording';

/** Every indicator of the year by area: the table of the annual report (domain.md D6, part II). */
export async function IndicatorsPanel({ summary, hrefOf }: { summary: YearSummary; hrefOf: (code: string) => string }) {
  const t = await getTranslations('annualSummary');
  const { indicators, year, quarter, span } = summary;
  // a year from before there were quarters has only what was published for it
  const isPublished = span.quarters.length === 0;
  const areas = new Map(summary.areas.map((area) => [area.code, area]));
  const target = (figure: IndicatorOfYear) => (figure.range ? basisWords(t, figure) : bareValue(figure, figure.target, largestOf(figure)));
  const link = ({ code, name }: IndicatorOfYear) => (
    <Link className="plain" href={hrefOf(code)} prefetch={false}>
      {name}
    </Link>
  );
  const standing = (figure: IndicatorOfYear) => (
    <b className={figure.verdict === 'notMet' ? 'miss' : undefined}>{span.isPartial ? '–' : standingWords(t, figure)}</b>
  );
  return (
    <Section
      id="indicators"
      title={
        indicators.withTarget === 0 || isPublished
          ? t('indicators.titleNone')
          : t('indicators.title', { met: indicators.met, of: indicators.withTarget, exceeded: indicators.exceeded })
      }
    >
      <DataTable
        caption={t('indicators.caption', { span: spanWords(t, year, span.quarters, quarter) })}
        dense
        rows={isPublished ? summary.figures.filter(({ actual }) => actual !== null) : summary.figures}
        rowKey={({ code }) => code}
        groupOf={({ area }) => {
          const found = areas.get(area);
          return {
            key: area,
            label: <span id={`area-${area}`}>{found?.name}</span>,
            aside: found && found.withTarget > 0 ? t('indicators.areaTally', { met: found.met, of: found.withTarget }) : undefined,
          };
        }}
        columns={[
          { key: 'name', head: t('indicators.name'), rowHead: true, cell: link },
          {
            key: 'unit',
            head: t('indicators.unit'),
            className: 'muted small',
            cell: (figure) => readable(figure.unit, largestOf(figure), figure.decimals).unit,
          },
          { key: 'target', head: t('indicators.target'), align: 'end', cell: target },
          ...((span.isComplete || isPublished) && quarter === null
            ? []
            : [
                {
                  key: 'basis',
                  head: t(quarter === null ? 'indicators.basis' : 'indicators.basisQuarter'),
                  align: 'end' as const,
                  className: 'muted',
                  cell: (figure: IndicatorOfYear) => (figure.range ? '' : bareValue(figure, figure.basis, largestOf(figure))),
                },
              ]),
          {
            key: 'actual',
            head: t('indicators.actual'),
            align: 'end',
            cell: (figure) => <b>{bareValue(figure, figure.actual, largestOf(figure))}</b>,
          },
          { key: 'percent', head: t('indicators.percent'), align: 'end', cell: standing },
          {
            key: 'previous',
            head: t('indicators.previous'),
            align: 'end',
            className: 'muted',
            cell: (figure) => bareValue(figure, figure.previous, largestOf(figure)),
          },
          {
            key: 'change',
            head: t('indicators.change'),
            align: 'end',
            className: 'muted',
            cell: (figure) => changeWords(t, figure) ?? '–',
          },
          {
            key: 'verdict',
            head: t('indicators.verdict'),
            cell: ({ verdict }) => <Judged verdict={verdict} words={t(`verdict.${verdict}`)} />,
          },
        ]}
        phone={(figure) => ({
          title: link(figure),
          detail: `${bareValue(figure, figure.actual, largestOf(figure))} / ${target(figure)} ${readable(figure.unit, largestOf(figure), figure.decimals).unit}`,
          aside: standing(figure),
        })}
      />
    </Section>
  );
}

/** What is met stays quiet, or the misses drown; a miss is a fact, said in rust. */
function Judged({ verdict, words }: { verdict: IndicatorOfYear['verdict']; words: string }) {
  if (verdict === 'none') return <span className="small muted">{words}</span>;
  if (verdict === 'notMet') return <span className="small miss">{words}</span>;
  return (
    <Status kind="approved" quiet>
      {words}
    </Status>
  );
}
