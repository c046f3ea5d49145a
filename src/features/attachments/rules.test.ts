import { expect, it, test } from 'vitest';
import { contentDisposition, opensInPlace, sizeWords } from './rules';

test.each([
  [0, '0 B'],
  [1_023, '1023 B'],
  [1_536, '1,5 KB'],
  [2_048, '2 KB'],
  [25 * 1024 * 1024, '25 MB'],
])('%i bytes: %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

it('shows in place only what was told to be a PDF or a picture', () => {
  expect(['application/pdf', 'image/png'].every(opensInPlace)).toBe(true);
  expect(opensInPlace('application/vnd.openxmlformats-officedocument.wordprocessingml.document')).toBe(false);
});

it('names a download in both forms, and nothing of it leaves the header', () => {
  expect(contentDisposition('biên bản.pdf', false)).toBe(
    `attachment; filename="bien ban.pdf"; filename*=UTF-8''bi%C3%AAn%20b%E1%BA%A3n.pdf`,
  );
  expect(contentDisposition("a\"; x=('1')*.pdf", true)).toBe(
    `inline; filename="a; x=('1')*.pdf"; filename*=UTF-8''a%22%3B%20x%3D%28%271%27%29%2A.pdf`,
  );
});
