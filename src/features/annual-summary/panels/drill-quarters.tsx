import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatNumber } from '@/domain/number';
import { QUARTERS, type Quarter, roman } from '@/domain/period';
import { change } from '@/features/indicators/rules';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import type { IndicatorDrill } from '../queries/drill';
import { isComingIn } from '../rules/year';
import type { IndicatorOfYear, Span } from '../schema';
import { bareUnit, bareValue, basisWords, changeWords, largestOf, standingWords, sumWords } from './wording';

type QuartersProps = {
  figure: IndicatorOfYear;
  span: Span;
  year: number /** Beside other sections: without how many departments have reported. */;
  isNarrow?: boolean;
};

/** The hospital by quarter, each alone and to date, closed by what the counted quarters give together. */
export async function QuartersSection({ figure, span, year, isNarrow = false }: QuartersProps) {
  const [t, tCommon] = await Promise.all([getTranslations('annualSummary'), getTranslations('common')]);
  const largest = largestOf(figure);
  const bare = (value: number | null) => bareValue(figure, value, largest);
  const rows = figure.quarters.map((row) => ({
    ...row,
    change: isComingIn(row) ? null : change(figure, row.actual, row.previous),
    standing: isComingIn(row) ? '–' : standingWords(t, { ...figure, compared: row.actual, basis: row.plan ?? ratePlan(figure) }),
  }));
  // a quarter beside the period that one reads is shown, but quietly: it is not in the sum below
  const quiet = ({ quarter }: { quarter: Quarter }, words: ReactNode) =>
    span.asked.includes(quarter) ? words : <span className="muted font-normal">{words}</span>;
  return (
    <Section title={t('drill.hospital')} aside={bareUnit(figure, largest)}>
      <DataTable
        caption={t('drill.hospitalCaption', { name: figure.name, year })}
        rows={rows}
        rowKey={({ quarter }) => String(quarter)}
        columns={[
          {
            key: 'period',
            head: t('drill.period'),
            rowHead: true,
            cell: (row) => quiet(row, tCommon('quarter', { roman: roman(row.quarter) })),
            total: sumWords(t, span),
          },
          { key: 'plan', head: t('drill.plan'), align: 'end', cell: (row) => quiet(row, bare(row.plan)), total: bare(figure.plan) },
          {
            key: 'actual',
            head: t('drill.actual'),
            align: 'end',
            cell: (row) => <b>{quiet(row, bare(row.actual))}</b>,
            total: bare(figure.actual),
          },
          {
            key: 'percent',
            head: t('drill.percent'),
            align: 'end',
            cell: (row) => quiet(row, row.standing),
            // a count against the plans above it, so that the row is the sum of its column
            total: standingWords(t, figure.aggregation === 'SUM' ? { ...figure, basis: figure.plan } : figure),
          },
          {
            key: 'toDate',
            head: t('drill.toDate'),
            align: 'end',
            cell: (row) => quiet(row, bare(row.toDate.actual)),
            total: bare(figure.actual),
          },
          {
            key: 'toDateTarget',
            head: t('drill.toDateTarget'),
            align: 'end',
            className: 'muted',
            cell: ({ toDate }) => (figure.range ? basisWords(t, figure) : bare(toDate.target)),
            total: figure.range ? '' : bare(figure.basisKind === 'plan' ? null : figure.basis),
          },
          {
            key: 'previous',
            head: t('drill.previous', { year: year - 1 }),
            align: 'end',
            className: 'muted',
            cell: ({ previous }) => bare(previous),
            total: bare(figure.previous),
          },
          {
            key: 'change',
            head: t('drill.change'),
            align: 'end',
            className: 'muted',
            cell: (row) => changeWords(t, { ...figure, change: row.change }) ?? '–',
            total: changeWords(t, figure) ?? '–',
          },
          ...(isNarrow
            ? []
            : [
                {
                  key: 'reported',
                  head: t('drill.reported'),
                  align: 'end' as const,
                  className: 'muted small',
                  cell: ({ reported, planned }: (typeof rows)[number]) =>
                    planned === reported ? formatNumber(reported) : t('drill.reportedOf', { reported, planned }),
                  total: '',
                },
              ]),
        ]}
        phone={(row) => ({
          title: quiet(row, tCommon('quarter', { roman: roman(row.quarter) })),
          detail: `${t('drill.plan')} ${bare(row.plan)} · ${row.standing} · ${t('drill.toDate')} ${bare(row.toDate.actual)}`,
          aside: <b>{quiet(row, bare(row.actual))}</b>,
        })}
        phoneTotal={{
          title: sumWords(t, span),
          detail: `${t('drill.plan')} ${bare(figure.plan)} · ${standingWords(t, figure.aggregation === 'SUM' ? { ...figure, basis: figure.plan } : figure)}`,
          aside: <b>{bare(figure.actual)}</b>,
        }}
      />
    </Section>
  );
}

/** A rate without a plan of its own is held against the year's target. */
function ratePlan({ aggregation, target }: IndicatorOfYear): number | null {
  return aggregation === 'SUM' ? null : target;
}

/** The two numbers that a ratio is worked out from, by quarter and to date. */
export async function RatioParts({ drill, year, hrefOf }: { drill: IndicatorDrill; year: number; hrefOf: (code: string) => string }) {
  const [t, tCommon] = await Promise.all([getTranslations('annualSummary'), getTranslations('common')]);
  const { figure, parts, span } = drill;
  const bare = (part: IndicatorOfYear, value: number | null) => bareValue(part, value, largestOf(part));
  const rows = [
    ...parts.map(
      (part, index) => ({ ...part, role: index === 0 ? 'numerator' : drill.denominatorDays ? 'denominatorDays' : 'denominator' }) as const,
    ),
  ];
  return (
    <Section title={t('drill.parts')}>
      <DataTable
        caption={t('drill.partsCaption', { name: figure.name, year })}
        dense
        rows={rows}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'part',
            head: t('drill.part'),
            rowHead: true,
            cell: ({ code, name, role, figure: part }) => (
              <>
                <Link className="plain" href={hrefOf(code)}>
                  {name}
                </Link>{' '}
                <span className="muted small">
                  {part.unit}, {t(`drill.${role}`)}
                </span>
              </>
            ),
          },
          ...QUARTERS.map((quarter) => ({
            key: String(quarter),
            head: tCommon('quarter', { roman: roman(quarter) }),
            align: 'end' as const,
            cell: ({ figure: part }: (typeof rows)[number]) => bare(part, part.quarters[quarter - 1]?.actual ?? null),
          })),
          {
            key: 'toDate',
            head: sumWords(t, span),
            align: 'end',
            cell: ({ figure: part }) => <b>{bare(part, part.actual)}</b>,
          },
          {
            key: 'previous',
            head: t('drill.previous', { year: year - 1 }),
            align: 'end',
            className: 'muted',
            cell: ({ figure: part }) => bare(part, part.previous),
          },
          {
            key: 'how',
            head: t('indicators.how'),
            className: 'small muted',
            cell: ({ figure: part }) => t(`how.short.${part.aggregation}`),
          },
        ]}
        phone={({ name, figure: part, role }) => ({ title: name, detail: t(`drill.${role}`), aside: <b>{bare(part, part.actual)}</b> })}
      />
    </Section>
  );
}
