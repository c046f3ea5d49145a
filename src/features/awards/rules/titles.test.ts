import { expect, it } from 'vitest';
import { titleFinder } from './titles';

const find = titleFinder([
  { id: 90, code: 'LDTT', name: 'Lao động tiên tiến' },
  { id: 91, code: 'CSTDCS', name: 'Chiến sĩ thi đua cơ sở' },
  { id: 92, code: 'BK_TTG', name: 'Bằng khen của Thủ tướng Chính phủ' },
]);

it.each([
  ['Lao động tiên tiến', 90],
  ['lao dong tien tien', 90],
  ['LĐTT', 90],
  ['CSTĐ cơ sở', 91],
  ['Chiến sỹ thi đua cơ sở', 91],
  ['cstdcs', 91],
  ['BK_TTG', 92],
  ['bk ttg', 92],
  ['BK-TTg', 92],
  ['Bằng khen', undefined],
  ['', undefined],
])('«%s»', (text, id) => {
  expect(find(text)?.id).toBe(id);
});
