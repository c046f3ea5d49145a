import { useEffect, useState } from 'react';
import type { CellRef } from '../schema';

/** What an address says of one cell: null while it is asked, 'failed' when nothing came. */
export function useAnswer<Answer>(address: string, { departmentId, periodId, measure, indicatorId }: CellRef): Answer | 'failed' | null {
  const asked = `${address}?${new URLSearchParams({
    departmentId: String(departmentId),
    periodId: String(periodId),
    indicatorId: String(indicatorId),
    measure,
  })}`;
  const [answer, setAnswer] = useState<{ asked: string; said: Answer | 'failed' } | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    fetch(asked, { signal: gone.signal })
      .then(async (response) => setAnswer({ asked, said: response.ok ? await response.json() : 'failed' }))
      .catch(() => gone.signal.aborted || setAnswer({ asked, said: 'failed' }));
    return () => gone.abort();
  }, [asked]);
  return answer?.asked === asked ? answer.said : null;
}
