import { notFound } from 'next/navigation';
import type { Actor } from '@/domain/actor';
import type { PeriodRef } from '@/domain/period';
import { can } from '@/domain/policy';
import { indicatorByCode } from '@/features/indicators/queries';
import { targetVersions } from '../queries/versions';
import { type Asked, ReadTargetPanel } from './read-target-panel';
import { SplitPanel } from './split-panel';

type TargetPanelProps = { actor: Actor; code: string; period: PeriodRef; asked: Asked };

/** The target of one indicator for a year: a form while it is prepared, a page to read once it counts. */
export async function TargetPanel({ actor, code, period, asked }: TargetPanelProps) {
  const indicator = await indicatorByCode(actor, code);
  if (!indicator) notFound();
  const versions = await targetVersions(actor, indicator.id, period.year);
  const inForce = versions.find(({ state }) => state === 'IN_FORCE');
  const draft = versions.find(({ state }) => state === 'DRAFT');
  const prepares =
    can(actor, 'target.manage') && (draft !== undefined || inForce === undefined) && !(asked.isReading && inForce !== undefined);
  return prepares ? (
    <SplitPanel actor={actor} indicator={indicator} period={period} draft={draft} inForce={inForce} />
  ) : (
    <ReadTargetPanel actor={actor} indicator={indicator} period={period} versions={versions} asked={asked} />
  );
}
