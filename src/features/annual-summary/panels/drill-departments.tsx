import { getTranslations } from 'next-intl/server';
import { roman } from '@/domain/period';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { Section } from '@/ui/page/section';
import type { DepartmentRow, IndicatorDrill } from '../queries/drill';
import type { Reading } from '../rules/as-now';
import { isPartlyCompared, planOfSpan } from '../rules/department-year';
import { Became, ReadingChoice } from './departments-panel';
import { bareUnit, bareValue, basisWords, largestOf, standingWords, sumWords } from './wording';

type DepartmentsSectionProps = {
  drill: IndicatorDrill;
  year: number;
  cellHref: (department: string, quarter: number) => string;
  readingHref: (reading: Reading) => string;
};

/** Each department by quarter; every number leads to its cell for who may see it. The total is the hospital's own sum. */
export async function DepartmentsSection({ drill, year, cellHref, readingHref }: DepartmentsSectionProps) {
  const [t, tCommon] = await Promise.all([getTranslations('annualSummary'), getTranslations('common')]);
  const { figure, departments } = drill;
  const { quarters } = drill.span;
  const largest = largestOf(figure);
  const bare = (value: number | null) => bareValue(figure, value, largest);
  const cell = ({ code, name, figure: own, isOpen }: DepartmentRow, quarter: number) => {
    const words = bare(own.quarters[quarter - 1]?.actual ?? null);
    const label = t('drill.openCell', {
      quarter: tCommon('quarter', { roman: roman(own.quarters[quarter - 1]?.quarter ?? 1) }),
      department: name,
    });
    return isOpen ? (
      <Link className="plain" href={cellHref(code, quarter)} prefetch={false} aria-label={`${words}. ${label}`}>
        {words}
      </Link>
    ) : (
      words
    );
  };
  const last = (row: DepartmentRow) => row.figure.quarters.findLast(({ actual }) => actual !== null)?.quarter ?? 1;
  const name = (row: DepartmentRow) => (
    <>
      {row.isOpen ? (
        <Link className="plain" href={cellHref(row.code, last(row))} prefetch={false}>
          {row.name}
        </Link>
      ) : (
        row.name
      )}
      <Became t={t} now={row.now} of={row.of} />
    </>
  );
  const tone = ({ figure: own }: DepartmentRow) => (own.verdict === 'notMet' ? 'miss' : undefined);
  return (
    <Section
      id="departments"
      title={t('drill.departments')}
      aside={
        <span className="row wrap">
          {bareUnit(figure, largest)}
          <ReadingChoice t={t} reading={drill.as} href={readingHref} />
        </span>
      }
    >
      <DataTable
        caption={t('drill.departmentsCaption', { name: figure.name, year })}
        dense
        rows={departments}
        rowKey={({ code }) => code}
        empty={
          <Empty
            title={t('drill.noDepartments')}
            action={<LinkButton href={`/indicators/${figure.code}?year=${year}`}>{t('drill.toIndicator')}</LinkButton>}
          >
            {t('drill.noDepartmentsBody')}
          </Empty>
        }
        columns={[
          { key: 'name', head: t('drill.department'), rowHead: true, cell: name, total: t('drill.total') },
          ...figure.quarters.map(({ quarter, actual }) => ({
            key: String(quarter),
            head: tCommon('quarter', { roman: roman(quarter) }),
            align: 'end' as const,
            // beside the period, not in its sum
            className: drill.span.asked.includes(quarter) ? undefined : 'muted',
            cell: (row: DepartmentRow) => cell(row, quarter),
            total: bare(actual),
          })),
          {
            key: 'actual',
            head: sumWords(t, drill.span),
            align: 'end',
            cell: ({ figure: own }) => <b>{bare(own.actual)}</b>,
            total: bare(figure.actual),
          },
          {
            key: 'plan',
            head: t('drill.planToDate'),
            align: 'end',
            className: 'muted',
            cell: ({ figure: own }) => (own.range ? basisWords(t, own) : bare(planOfSpan(own, quarters))),
            total: figure.aggregation === 'SUM' ? bare(figure.plan) : '',
          },
          {
            key: 'percent',
            head: t('drill.percent'),
            align: 'end',
            cell: (row) => (
              <b className={tone(row)}>
                {standingWords(t, row.figure)}
                {isPartlyCompared(row.figure, quarters) && <sup>1</sup>}
              </b>
            ),
            total: figure.aggregation === 'SUM' ? standingWords(t, { ...figure, basis: figure.plan }) : '',
          },
          {
            key: 'previous',
            head: t('drill.previous', { year: year - 1 }),
            align: 'end',
            className: 'muted',
            // no total: departments of last year that are gone, or compare only some quarters, are not in this column
            cell: ({ figure: own }) => bare(own.previous),
            total: '',
          },
        ]}
        phone={(row) => ({
          title: name(row),
          detail: row.figure.quarters.map(({ quarter, actual }) => `${roman(quarter)}\u00a0${bare(actual)}`).join(' · '),
          aside: <b className={tone(row)}>{bare(row.figure.actual)}</b>,
        })}
        phoneTotal={{ title: t('drill.total'), aside: <b>{bare(figure.actual)}</b> }}
      />
      {departments.some((row) => isPartlyCompared(row.figure, quarters)) && (
        <p className="muted small mt-2 no-phone">
          <sup>1</sup> {t('drill.partly')}
        </p>
      )}
    </Section>
  );
}
