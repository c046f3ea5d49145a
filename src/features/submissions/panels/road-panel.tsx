import { getTranslations } from 'next-intl/server';
import { formatMoment } from '@/domain/date';
import { shortHash } from '@/features/review/rules/steps';
import { Timeline } from '@/ui/page/timeline';
import type { Screen } from '../queries/file';

/** Every round and every decision, newest first, with who, when and why. */
export async function RoadPanel({ screen: { detail, lines, tasks } }: { screen: Screen }) {
  const [t, tSections] = await Promise.all([getTranslations('submissions.history'), getTranslations('submissions.sections')]);
  const names = new Map(lines.map(({ indicator }) => [indicator.indicatorId, indicator.name]));
  const titles = new Map(tasks.map(({ id, title }) => [id, title]));
  const events = [
    ...detail.rounds.map(({ roundNo, by, at, sha256, skips }) => ({
      key: `round-${roundNo}`,
      at,
      what: (
        <>
          <b>{t('submitted', { round: roundNo, hash: shortHash(sha256) })}</b>
          {skips.map((skip) => (
            <p key={skip}>{t(`skip.${skip}`)}</p>
          ))}
        </>
      ),
      by,
      tone: undefined,
    })),
    ...detail.reviews.map(({ verdict, step, isAlone, by, at, reason, pins }, index) => ({
      key: `review-${index}`,
      at,
      by,
      tone: verdict === 'RETURNED' ? ('warn' as const) : undefined,
      what: (
        <>
          <b>{t(verdict, { step })}</b>
          {isAlone && <p>{t('alone')}</p>}
          {reason && <p>{reason}</p>}
          {pins.length > 0 && (
            <ul className="list small">
              {pins.map((pin) => (
                <li key={`${pin.indicatorId}/${pin.taskId}/${pin.section}/${pin.reason}`}>
                  <b>
                    {(pin.indicatorId && names.get(pin.indicatorId)) ||
                      (pin.taskId && titles.get(pin.taskId)) ||
                      (pin.section && tSections(pin.section))}
                  </b>
                  : {pin.reason}
                </li>
              ))}
            </ul>
          )}
        </>
      ),
    })),
  ].sort((one, other) => other.at.getTime() - one.at.getTime());
  if (events.length === 0) return <p className="muted">{t('empty')}</p>;
  return (
    <Timeline
      items={events.map(({ key, at, what, by, tone }, index) => ({
        key,
        what,
        when: `${by}, ${formatMoment(at)}`,
        dateTime: at.toISOString(),
        current: index === 0,
        tone,
      }))}
    />
  );
}
