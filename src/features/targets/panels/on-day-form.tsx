import { getTranslations } from 'next-intl/server';
import { type Day, formatDay } from '@/domain/date';
import { type PeriodRef, periodKey } from '@/domain/period';
import type { Indicator } from '@/features/indicators/queries';
import { Button } from '@/ui/button';
import { DateInput } from '@/ui/date-input';
import { targetText } from '../components/target-words';
import type { TargetVersion } from '../queries/versions';

type OnDayFormProps = { indicator: Indicator; period: PeriodRef; on: Day | null; found: TargetVersion | null };

/** «Which version counted on that day?»: asked in the address, answered in a sentence. */
export async function OnDayForm({ indicator, period, on, found }: OnDayFormProps) {
  const [t, tTargets] = await Promise.all([getTranslations('targets.on'), getTranslations('targets')]);
  const answer =
    on === null
      ? null
      : found
        ? t('found', {
            day: formatDay(on),
            version: tTargets(`version.${found.kind}`, { number: found.versionNo - 1 }),
            value: targetText(Number(found.value), indicator),
            unit: indicator.unit,
          })
        : t('none', { day: formatDay(on) });
  return (
    <form className="row wrap small" action={`/indicators/${indicator.code}/target`}>
      <input type="hidden" name="year" value={period.year} />
      <input type="hidden" name="period" value={periodKey(period)} />
      <input type="hidden" name="view" value="versions" />
      {answer && <b role="status">{answer}</b>}
      <label className="row" htmlFor="on-day">
        {t('label')}
      </label>
      <span className="w-36">
        <DateInput id="on-day" name="on" initial={on ?? ''} />
      </span>
      <Button type="submit" size="small">
        {t('show')}
      </Button>
    </form>
  );
}
