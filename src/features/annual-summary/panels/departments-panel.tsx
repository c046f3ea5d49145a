import { getTranslations } from 'next-intl/server';
import { formatPercent } from '@/domain/number';
import { ChoiceLinks } from '@/ui/choice';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { READINGS, type Reading } from '../rules/as-now';
import { sortDepartments } from '../rules/year';
import type { DepartmentOfYear, DepartmentSort, YearSummary } from '../schema';
import { ReportStatus } from './outstanding-panel';
import { Met } from './tasks-panel';
import { percentWords, romans, spanWords } from './wording';

type DepartmentsPanelProps = {
  summary: YearSummary;
  sort: DepartmentSort;
  descending: boolean;
  sortHref: (sort: DepartmentSort, descending: boolean) => string;
  departmentHref: (code: string) => string;
  readingHref: (reading: Reading) => string;
};

/** Every department that the reader may see: overall, by each of the seven tasks, and the report it owes. Nothing for who sees none. */
export async function DepartmentsPanel({ summary, sort, descending, sortHref, departmentHref, readingHref }: DepartmentsPanelProps) {
  const t = await getTranslations('annualSummary');
  const { year, quarter, span, submissions } = summary;
  // a department without indicators or a report has nothing to say here
  const known = summary.departments.filter(({ withTarget, report }) => withTarget > 0 || report !== null);
  if (known.length === 0) return null;
  const rows = sortDepartments(known, sort, descending);
  const core = summary.areas.filter(({ isCore }) => isCore);
  const sorted = (key: DepartmentSort) => ({
    href: sortHref(key, sort === key && !descending),
    order: sort === key ? (descending ? ('descending' as const) : ('ascending' as const)) : undefined,
  });
  const name = ({ code, name, now, of }: DepartmentOfYear) => (
    <>
      <Link className="plain" href={of.length > 0 ? `/departments/${code}` : departmentHref(code)} prefetch={false}>
        {name}
      </Link>
      <Became t={t} now={now} of={of} />
    </>
  );
  return (
    <Section id="departments" title={t('departments.title')} aside={<ReadingChoice t={t} reading={summary.as} href={readingHref} />}>
      <p className="muted small">{t('departments.aside')}</p>
      <DataTable
        caption={t('departments.caption', { span: spanWords(t, year, span.quarters, quarter) })}
        dense
        rows={rows}
        rowKey={({ code }) => code}
        columns={[
          { key: 'name', head: t('departments.name'), rowHead: true, cell: name, className: 'min-w-44', sort: sorted('name') },
          {
            key: 'completion',
            head: t('departments.completion'),
            align: 'end',
            cell: ({ completion }) => <Percent of={completion} strong />,
            sort: sorted('gap'),
          },
          {
            key: 'previous',
            head: t('departments.previous', { year: year - 1 }),
            align: 'end',
            className: 'muted',
            cell: ({ previousCompletion }) => formatPercent(previousCompletion),
          },
          { key: 'met', head: t('departments.met'), align: 'end', cell: Met, sort: sorted('met') },
          ...core.map(({ code, name }, index) => ({
            key: code,
            align: 'end' as const,
            className: 'small',
            head: (
              <abbr title={t('departments.task', { number: index + 1, name })}>
                {index + 1}
                <span className="sr"> {name}</span>
              </abbr>
            ),
            cell: ({ areas }: DepartmentOfYear) => <Percent of={areas.find(({ area }) => area === code)?.completion ?? null} />,
          })),
          ...(submissions
            ? [
                {
                  key: 'report',
                  head: t('departments.report', { quarter: romans([submissions.quarter]) }),
                  cell: (department: DepartmentOfYear) => <ReportStatus department={department} t={t} />,
                },
              ]
            : []),
        ]}
        phone={(department) => ({
          title: name(department),
          detail: (
            <>
              {t('departments.phone', { met: `${department.met}/${department.withTarget}` })}{' '}
              {department.report && !['approved', 'locked'].includes(department.report.state) && (
                <ReportStatus department={department} t={t} />
              )}
            </>
          ),
          aside: <Percent of={department.completion} strong />,
        })}
      />
    </Section>
  );
}

type T = Awaited<ReturnType<typeof getTranslations<'annualSummary'>>>;

/** Như đã báo cáo, or như hiện nay: two readings of the same figures, in the address. */
export function ReadingChoice({ t, reading, href }: { t: T; reading: Reading; href: (reading: Reading) => string }) {
  return (
    <ChoiceLinks
      label={t('reading.label')}
      options={READINGS.map((one) => ({ href: href(one), label: t(`reading.${one}`), current: one === reading }))}
    />
  );
}

type Named = { code: string; name: string };

/** «nay là …» below a name of then; «gồm: …» below a successor that adds up others. */
export function Became({ t, now, of }: { t: T; now: Named | null; of: Named[] }) {
  if (now === null && of.length === 0) return null;
  return (
    <span className="block small muted font-normal">
      {now ? t('reading.becameNow', { name: now.name }) : t('reading.of', { names: of.map(({ name }) => name).join(', ') })}
    </span>
  );
}

/** Below the plan is rust; nothing to judge is a quiet dash. */
function Percent({ of, strong }: { of: number | null; strong?: boolean }) {
  const tone = of === null ? 'muted' : of < 100 ? 'miss' : undefined;
  return strong ? <b className={tone}>{percentWords(of)}</b> : <span className={tone}>{percentWords(of, 0)}</span>;
}
