import { formatPercent } from '@/domain/number';

/** One year or quarter of the trend: the share at the highest level, where the cap stood, and whether other rules began with it. */
export type TrendPoint = { key: string; label: string; share: number | null; cap: number | null; beginsRules: boolean; isAsked: boolean };

const HEIGHT = 96;

/** A column each: filled = at the highest level, ink tick = the cap, a rule between two = other rules from here on. */
export function TrendColumns({ points, label }: { points: TrendPoint[]; label: string }) {
  const top = Math.max(20, ...points.flatMap(({ share, cap }) => [share ?? 0, cap ?? 0])) * 1.05;
  const tall = (percent: number) => `${Math.round((percent / top) * HEIGHT * 100) / 100}px`;
  return (
    <div role="img" aria-label={label} className="flex items-end mt-1 mb-2">
      {points.map(({ key, label: name, share, cap, beginsRules, isAsked }, place) => (
        <div key={key} className="grow basis-0 min-w-0" style={beginsRules ? { borderLeft: '1px solid var(--color-control)' } : undefined}>
          <div
            className={`small num flex whitespace-nowrap ${place === points.length - 1 ? 'justify-end' : 'justify-center'}`}
            style={{ height: '1.25rem' }}
          >
            {isAsked && share !== null && <b>{formatPercent(share, 1)}</b>}
          </div>
          <div className="relative mx-[12%]" style={{ height: `${HEIGHT}px`, borderBottom: '1px solid var(--color-control)' }}>
            {share !== null && (
              <i
                className="absolute bottom-0 left-0 right-0"
                style={{ height: tall(share), background: isAsked ? 'var(--color-primary)' : 'var(--color-chart-quiet)' }}
              />
            )}
            {cap !== null && (
              <i
                className="absolute -left-px -right-px"
                style={{ bottom: tall(cap), height: '2px', background: 'var(--color-chart-target)' }}
              />
            )}
          </div>
          <div className={isAsked ? 'small num text-center' : 'small num muted text-center'}>{isAsked ? <b>{name}</b> : name}</div>
        </div>
      ))}
    </div>
  );
}
