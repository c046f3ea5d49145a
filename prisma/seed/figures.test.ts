import { expect, test } from 'vitest';
import { fateOf } from './fates';
import { generate, sheetKey } from './figures';
import { PARTS, SUMS, YEARS } from './totals';

test('x', () => {
  const f = generate({ isReported: (d, y, q) => fateOf('REPORT', d, y, q) !== 'missing' });
  for (const [p, y] of YEARS.entries()) {
    for (const [code, t] of [...Object.entries(SUMS), ...Object.entries(PARTS).map(([c, { totals }]) => [c, totals] as const)]) {
      let s = 0, a = 0;
      for (const [k, sheet] of f) if (k.startsWith(`${y}/`)) { s += sheet.share.get(code) ?? 0; const [yy, q, d] = k.split('/'); if (fateOf('REPORT', d ?? '', Number(yy) as 2023, Number(q) as 1) !== 'missing') a += sheet.actual.get(code) ?? 0; }
      expect([code, y, s, a]).toEqual([code, y, t[p]?.[0], t[p]?.[1]]);
    }
  }
  for (const d of ['NOI', 'CDHA', 'DQ', 'SAN']) console.log(d, [...(f.get(sheetKey(d, 2025, 4)) ?? { plan: new Map(), actual: new Map() }).plan].map(([c, v]) => `${c} ${v}/${f.get(sheetKey(d, 2025, 4))?.actual.get(c)}`).join('  '));
  for (const d of ['YHCT','CC','HSTC','DQ','SAN', 'NOI','PHCN']) console.log(d, [1,2,3,4].map((q) => { const s = f.get(sheetKey(d, 2025, q)); if (!s) return ''; const g = (c: string) => s.actual.get(c) ?? 0; return `${(100*g('IPD_DAYS')/g('BED_PLAN')/91).toFixed(1)} ${(g('IPD_DAYS')/g('IPD')).toFixed(1)}`; }).join('  '));
});
