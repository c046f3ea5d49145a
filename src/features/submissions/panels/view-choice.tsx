import { getTranslations } from 'next-intl/server';
import { type PeriodRef, periodToSearch } from '@/domain/period';
import { ChoiceLinks } from '@/ui/choice';

/** One period's board, or the whole year of all departments. */
export async function ViewChoice({ period, current }: { period: PeriodRef; current: 'board' | 'matrix' }) {
  const t = await getTranslations('submissions.matrix');
  const base = `/review?${periodToSearch(period)}`;
  return (
    <ChoiceLinks
      label={t('view')}
      options={[
        { href: base, label: t('board'), current: current === 'board' },
        { href: `${base}&view=matrix`, label: t('matrix'), current: current === 'matrix' },
      ]}
    />
  );
}
