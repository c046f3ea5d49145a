import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodFromSearch } from '@/domain/period';
import { CellsPanel } from '@/features/annual-summary/panels/cells-panel';
import { departmentDrill } from '@/features/annual-summary/queries/drill';
import { reviewAddress } from '@/features/annual-summary/rules/address';
import { chosenCell } from '@/features/annual-summary/rules/department-year';
import { summaryYear } from '@/features/annual-summary/schema';
import { currentActor } from '@/server/session';

type Props = PageProps<'/summary/[year]/[indicator]/[department]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('annualSummary');
  const { year, indicator, department } = await params;
  return { title: `${department} · ${indicator} · ${t('title', { year })}` };
}

/** The cells of one department; `?period=q3&measure=actual&of=IPD_DAYS` chooses the one whose history is shown. */
export default async function DepartmentCellsPage({ params, searchParams }: Props) {
  const [actor, address, search] = await Promise.all([currentActor(), params, searchParams]);
  const year = summaryYear.safeParse(address.year);
  const code = decodeURIComponent(address.indicator);
  const drill = year.success ? await departmentDrill(actor, year.data, code, decodeURIComponent(address.department)) : null;
  if (!year.success || !drill) notFound();
  const { quarter } = periodFromSearch(search, { year: year.data, quarter: null });
  const here = `/summary/${year.data}/${code}`;
  return (
    <CellsPanel
      actor={actor}
      drill={drill}
      year={year.data}
      chosen={chosenCell(drill.cells, { quarter, measure: search.measure === 'plan' ? 'PLAN' : 'ACTUAL', of: search.of })}
      upHref={reviewAddress(here, search, { period: undefined })}
      cellHref={(cell) =>
        reviewAddress(`${here}/${drill.department.code}`, search, {
          period: `q${cell.quarter}`,
          measure: cell.measure.toLowerCase(),
          of: cell.indicator.code,
        })
      }
    />
  );
}
