import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import type { Quarter } from '@/domain/period';
import { reach } from '@/domain/policy';
import { LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';
import { spanWords } from './wording';

/** A year or quarter without any result: why, and where to go instead. */
export async function EmptyYearPanel({ actor, year, quarter }: { actor: Actor; year: number; quarter: Quarter | null }) {
  const t = await getTranslations('annualSummary');
  const mayReview = reach(actor, 'review.planning');
  return (
    <Empty
      level={1}
      title={t('empty.title', { span: spanWords(t, year, quarter === null ? [] : [quarter], quarter) })}
      action={
        <>
          {mayReview && (
            <LinkButton variant="main" href={`/review?year=${year}${quarter === null ? '' : `&period=q${quarter}`}`}>
              {t('empty.review')}
            </LinkButton>
          )}
          <LinkButton variant={mayReview ? 'plain' : 'main'} href={`/summary/${year - 1}`}>
            {t('empty.other', { year: year - 1 })}
          </LinkButton>
        </>
      }
      ghost={{
        caption: t('empty.ghost.caption'),
        head: [t('empty.ghost.name'), t('empty.ghost.target'), t('empty.ghost.actual'), t('empty.ghost.percent')],
        row: [t('empty.ghost.sampleName'), t('empty.ghost.sampleTarget'), t('empty.ghost.sampleActual'), t('empty.ghost.samplePercent')],
      }}
    >
      {t('empty.body')}
    </Empty>
  );
}
