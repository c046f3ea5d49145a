'use client';

import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { drawnHeight } from './period-chart';
import type { YearChartProps } from './year-chart';

/**
 * The interactive chart, fetched after the page has settled. Until then, and on paper, and if it never comes,
 * the server's drawing (`fallback`: a `QuarterBars`) shows the same numbers.
 */
export function YearChartLazy({ fallback, ...props }: YearChartProps & { fallback: ReactNode }) {
  const [Chart, setChart] = useState<ComponentType<YearChartProps> | null>(null);
  useEffect(() => {
    let wanted = true;
    const fetchChart = () =>
      import('./year-chart').then(
        (module) => wanted && setChart(() => module.YearChart),
        () => undefined,
      );
    const timer = setTimeout(fetchChart, 300);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, []);
  return (
    <div style={{ minHeight: drawnHeight(props.views[0]?.points ?? []) + (props.views.length > 1 ? 30 : 0) }}>
      {Chart && (
        <div className="no-print">
          <Chart {...props} />
        </div>
      )}
      <div className={Chart ? 'only-print' : undefined}>{fallback}</div>
    </div>
  );
}
