import { getTranslations } from 'next-intl/server';
import { formatDay, formatMoment } from '@/domain/date';
import { formatChange } from '@/domain/number';
import type { Indicator } from '@/features/indicators/queries';
import { DataTable } from '@/ui/page/data-table';
import { SplitMark, StateMark, targetText } from '../components/target-words';
import { decisionText } from '../components/terms';
import type { TargetVersion } from '../queries/versions';

type VersionsProps = {
  indicator: Indicator;
  year: number;
  versions: TargetVersion[] /** The version that counted on the day asked for. */;
  onDay: TargetVersion | null;
};

/** Every version: what it is, from when, by which decision, who wrote it. */
export async function Versions({ indicator, year, versions, onDay }: VersionsProps) {
  const t = await getTranslations('targets');
  const formerOf = ({ versionNo }: TargetVersion) => versions.find((other) => other.versionNo === versionNo - 1);
  return (
    <DataTable
      caption={t('versions.caption', { name: indicator.name, year })}
      rows={versions}
      rowKey={({ targetId }) => String(targetId)}
      selected={({ targetId, state }) => versions.length > 1 && (onDay ? targetId === onDay.targetId : state === 'IN_FORCE')}
      columns={[
        {
          key: 'version',
          head: t('versions.version'),
          rowHead: true,
          className: 'nowrap',
          cell: ({ kind, versionNo }) => t(`versionHead.${kind}`, { number: versionNo - 1 }),
        },
        { key: 'value', head: t('versions.value'), align: 'end', cell: ({ value }) => <b>{targetText(Number(value), indicator)}</b> },
        {
          key: 'change',
          head: t('versions.change'),
          align: 'end',
          className: 'muted',
          cell: (version) => {
            const former = formerOf(version);
            return former && formatChange(Number(version.value) - Number(former.value), indicator.decimals);
          },
        },
        { key: 'effectiveOn', head: t('versions.effectiveOn'), align: 'end', cell: ({ effectiveOn }) => formatDay(effectiveOn) },
        {
          key: 'decision',
          head: t('versions.decision'),
          className: 'small',
          cell: ({ decision, note, unsplitReason }) => (
            <>
              {[decision && decisionText(decision), note].filter(Boolean).join('. ')}
              {unsplitReason && <span className="block muted">{t('reason', { reason: unsplitReason })}</span>}
            </>
          ),
        },
        { key: 'split', head: t('versions.split'), cell: ({ split }) => <SplitMark state={split} /> },
        { key: 'state', head: t('versions.state'), cell: ({ state }) => <StateMark state={state} /> },
        {
          key: 'by',
          head: t('versions.by'),
          className: 'small muted',
          cell: ({ updatedBy, updatedAt }) => [updatedBy, formatMoment(updatedAt)].filter(Boolean).join(', '),
        },
      ]}
      phone={(version) => ({
        title: `${targetText(Number(version.value), indicator)} ${indicator.unit}`,
        detail: `${t(`versionHead.${version.kind}`, { number: version.versionNo - 1 })}, ${formatDay(version.effectiveOn)}`,
        aside: <StateMark state={version.state} />,
      })}
    />
  );
}
