import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useTranslations } from 'next-intl';
import { formatNumber } from '@/domain/number';
import type { Direction } from '@/features/indicators/rules';
import { Icon } from '@/ui/icon';
import { Status } from '@/ui/status';
import type { TargetKind, TargetState } from '../queries/versions';
import type { SplitState } from '../rules/split';

type Judged = { direction: Direction; decimals: number };

/** A target as it is written in a column: «370.000», «≤ 6,5» for what must not be passed. */
export function targetText(value: number | null, { direction, decimals }: Judged): string {
  return value !== null && direction === 'DOWN' ? `≤\u00a0${formatNumber(value, decimals)}` : formatNumber(value, decimals);
}

/** «giao đầu năm», «điều chỉnh lần 1». */
export function VersionName({ kind, versionNo }: { kind: TargetKind; versionNo: number }) {
  const t = useTranslations('targets.version');
  return t(kind, { number: versionNo - 1 });
}

/** Whether the shares add up; what is as it should be stays quiet. */
export function SplitMark({ state }: { state: SplitState }) {
  const t = useTranslations('targets.split');
  if (state === 'differs')
    return (
      <span className="st warn">
        <Icon of={TriangleAlert} />
        {t(state)}
      </span>
    );
  return (
    <Status kind={state === 'none' ? 'none' : 'approved'} quiet>
      {t(state)}
    </Status>
  );
}

export function StateMark({ state }: { state: TargetState }) {
  const t = useTranslations('targets.state');
  const kind = { DRAFT: 'draft', IN_FORCE: 'approved', SUPERSEDED: 'locked' } as const;
  return (
    <Status kind={kind[state]} quiet={state === 'SUPERSEDED'}>
      {t(state)}
    </Status>
  );
}
