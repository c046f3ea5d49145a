import { getTranslations } from 'next-intl/server';
import { Skyline } from '@/ui/charts/skyline';
import { Link } from '@/ui/link';
import type { YearSummary } from '../schema';

const WIDE_MISS = -3;

/** All departments by their gap to the plan, the five worst named. Nothing for who sees fewer than three: the table says it better. */
export async function GapPanel({ summary, departmentHref }: { summary: YearSummary; departmentHref: (code: string) => string }) {
  const judged = summary.departments.flatMap(({ gap, ...department }) => (gap === null ? [] : [{ ...department, gap }]));
  if (judged.length < 3) return null;
  const t = await getTranslations('annualSummary');
  const below = judged.filter(({ gap }) => gap < WIDE_MISS).length;
  const above = judged.filter(({ gap }) => gap >= 0).length;
  return (
    <Skyline
      title={t(below === 0 ? 'gap.titleNone' : 'gap.title', { below, above })}
      aside={<Link href="#departments">{t('gap.all', { count: judged.length })}</Link>}
      units={judged.map(({ code, name, shortName, gap }) => ({ key: code, label: shortName ?? name, gap, href: departmentHref(code) }))}
      words={{
        plan: t('gap.plan'),
        unit: t('gap.unit'),
        gap: t('gap.gap'),
        numbers: t('chart.numbers'),
        summary: t('gap.summary', { count: judged.length }),
      }}
    />
  );
}
