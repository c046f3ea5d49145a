import { getTranslations } from 'next-intl/server';
import { Link } from '@/ui/link';
import { Section } from '@/ui/page/section';
import { Status, type StatusKind } from '@/ui/status';
import { outstanding } from '../rules/year';
import type { DepartmentOfYear, YearSummary } from '../schema';
import { romans, type T } from './wording';

const SHOWN = 6;

/** Reports that are late or were returned; for who may see departments. */
export async function OutstandingPanel({ summary, departmentHref }: { summary: YearSummary; departmentHref: (code: string) => string }) {
  const { submissions, departments } = summary;
  if (!submissions || departments.length === 0) return null;
  const t = await getTranslations('annualSummary');
  const owed = outstanding(departments);
  return (
    <Section title={t('outstanding.title')} aside={t('outstanding.source', { quarter: romans([submissions.quarter]) })}>
      {owed.length === 0 ? (
        <p className="small muted">{t('outstanding.none')}</p>
      ) : (
        <ul className="list small">
          {owed.slice(0, SHOWN).map((department) => (
            <li key={department.code} className="row between">
              <Link className="plain" href={departmentHref(department.code)} prefetch={false}>
                {department.shortName ?? department.name}
              </Link>
              <ReportStatus department={department} t={t} />
            </li>
          ))}
        </ul>
      )}
      {owed.length > SHOWN && (
        <p className="small">
          <Link href="#departments">{t('outstanding.more', { count: owed.length - SHOWN })}</Link>
        </p>
      )}
    </Section>
  );
}

const KIND: Record<NonNullable<DepartmentOfYear['report']>['state'], StatusKind> = {
  none: 'none',
  draft: 'draft',
  late: 'late',
  extended: 'extended',
  submitted: 'submitted',
  returned: 'returned',
  approved: 'approved',
  locked: 'locked',
  missing: 'late',
};

/** The report that a department owes: what is normal stays quiet, what is late says for how long. */
export function ReportStatus({ department: { report }, t }: { department: DepartmentOfYear; t: T }) {
  if (!report) return <span className="muted">–</span>;
  const { state, daysLate, pins } = report;
  const words =
    state === 'late'
      ? t('outstanding.late', { days: daysLate })
      : state === 'missing'
        ? t('outstanding.missing')
        : state === 'returned'
          ? t(pins > 0 ? 'outstanding.returned' : 'outstanding.returnedOnly', { pins })
          : t(`state.${state}`);
  return (
    <Status kind={KIND[state]} quiet={state === 'approved' || state === 'none'}>
      {words}
    </Status>
  );
}
