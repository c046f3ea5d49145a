import { useTranslations } from 'next-intl';
import { formatNumber } from '@/domain/number';
import type { Indicator } from '../queries';

/** «Tổng số ngày điều trị / (Giường kế hoạch × số ngày của kỳ) × 100», or nothing for what is not a ratio. */
export function Formula({
  numerator,
  denominator,
  denominatorDays,
  scale,
}: Pick<Indicator, 'numerator' | 'denominator' | 'denominatorDays' | 'scale'>) {
  const t = useTranslations('indicators.formula');
  if (!numerator || !denominator) return null;
  const parts = { numerator: numerator.name, denominator: denominator.name };
  const multiplier = formatNumber(scale, Number.isInteger(scale) ? 0 : 2);
  if (denominatorDays) return scale === 1 ? t('days', parts) : t('daysScaled', { ...parts, scale: multiplier });
  return scale === 1 ? t('ratio', parts) : t('scaled', { ...parts, scale: multiplier });
}
