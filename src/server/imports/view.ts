import 'server-only';
import { getTranslations } from 'next-intl/server';
import { formatMoment } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import type { EarlierImport } from '@/ui/imports/earlier';
import type { CellLine, KindLine } from '@/ui/imports/problems';
import type { StepWords } from '@/ui/imports/progress';
import { MAXIMUM_WORKBOOK_BYTES } from '../spreadsheet/read';
import type { ImportBatch } from './batches';
import type { DryRun, ImportColumn, ImportSearch } from './file';
import { CELLS_PER_PAGE, problemPage } from './problems';

/** Where an import of some kind is reached: the page of a batch, and the addresses under which files come and go. */
export type Places = { page: string; upload: string; confirm: string; template: string; rejected: string };

const STEPS = ['send', 'read', 'rows', 'compare'] as const;

/** The sentences of the steps as they stand: the browser fills the counts in as they come. `own` are those of the feature. */
async function stepWords(own: StepWords): Promise<StepWords> {
  const t = await getTranslations('imports');
  const steps = Object.fromEntries(STEPS.map((step) => [step, t.raw(`step.${step}`) as string]));
  return { ...steps, ...own };
}

/** What «Choose» shows: the template, the field, and what is said while a file goes up. */
export async function chooseView({ page, upload, template }: Places, most: number) {
  const t = await getTranslations('imports');
  const megabytes = MAXIMUM_WORKBOOK_BYTES / 1024 / 1024;
  return {
    ...{ to: upload, shownAt: page, template, templateWord: t('getTemplate'), maximumBytes: MAXIMUM_WORKBOOK_BYTES },
    words: {
      ...{ file: t('file'), hint: t('fileHint', { megabytes, most }), check: t('check'), checking: t('checking') },
      ...{ choose: t('choose'), tooLarge: t('tooLarge', { megabytes }), unanswered: t('unanswered'), steps: await stepWords({}) },
    },
  };
}

type Seen = Pick<ImportBatch, 'id' | 'rowVersion'>;

/** What may be done with a checked file; `hasWork` says whether its right rows would write anything. */
export async function actsView(
  { id, rowVersion }: Seen,
  { rows, rejected, fingerprint }: DryRun<string, unknown>,
  { places, hasWork, steps }: { places: Places; hasWork: boolean; steps: StepWords },
) {
  const t = await getTranslations('imports');
  const wrong = rejected.size;
  const words = {
    ...{ confirm: t('confirm', { right: rows.length - wrong, wrong }), confirming: t('confirming') },
    ...{ unanswered: t('unanswered'), steps: await stepWords(steps) },
  };
  return {
    seen: { batchId: id, rowVersion, fingerprint },
    confirm: hasWork ? { to: places.confirm, shownAt: places.page, rows: rows.length, words } : null,
    rejected: wrong > 0 ? `${places.rejected}?batch=${id}` : null,
    words: { download: t('download'), discard: t('discard') },
  };
}

/** The wrong cells of a file: counted by kind and by column, and the page of them that the address asks for. */
export async function problemsView<Key extends string>(
  { id }: Pick<ImportBatch, 'id'>,
  { problems }: Pick<DryRun<Key, unknown>, 'problems'>,
  { columns, places, search }: { columns: readonly ImportColumn<Key>[]; places: Places; search: ImportSearch },
) {
  const [tAll, t] = await Promise.all([getTranslations(), getTranslations('imports')]);
  const label = new Map<string, string>(columns.map((column) => [column.key, column.label]));
  const asked = { ...search, column: label.has(search.column ?? '') ? search.column : null };
  const { kinds, columns: counts, shown, total, page, pages } = problemPage(problems, asked);
  const href = (more: Partial<Record<'column' | 'kind', string | null>> & { page?: number }) => {
    const { column = null, kind = null, page: at = 1 } = more;
    const query = { batch: String(id), ...(column && { column }), ...(kind && { kind }), ...(at > 1 && { page: String(at) }) };
    return `${places.page}?${new URLSearchParams(query)}#problems`;
  };
  const isOf = ({ column, key }: { column: string; key: string }) => asked.column === column && asked.kind === key;
  const here = { column: asked.column, kind: asked.kind };
  return {
    title: t('problems', { count: problems.length }),
    kinds: kinds.map(({ column, key, params, count }): KindLine => {
      const one = { column, key };
      return {
        ...{ id: `${column} ${key}`, column: label.get(column) ?? '', says: tAll(key, params), count: formatNumber(count, 0) },
        ...{ href: isOf(one) ? href({}) : href({ column, kind: key }), isCurrent: isOf(one) },
      };
    }),
    columns: [
      { href: href({}), label: t('allColumns'), count: formatNumber(problems.length, 0), current: asked.column === null },
      ...columns
        .filter(({ key }) => counts.has(key))
        .map(({ key }) => ({
          ...{ href: href({ column: key }), label: label.get(key), count: formatNumber(counts.get(key) ?? 0, 0) },
          current: asked.column === key,
        })),
    ],
    cells: shown.map(
      ({ row, letter, column, key, params }): CellLine => ({
        id: `${row}/${column}/${key}`,
        place: letter ? `${letter}${row}` : `${t('row')} ${row}`,
        ...{ column: label.get(column) ?? '', says: tAll(key, params) },
      }),
    ),
    pages: {
      label: t('pages'),
      range: t('range', { from: (page - 1) * CELLS_PER_PAGE + 1, to: (page - 1) * CELLS_PER_PAGE + shown.length, total }),
      previous: page > 1 ? href({ ...here, page: page - 1 }) : undefined,
      next: page < pages ? href({ ...here, page: page + 1 }) : undefined,
      words: { previous: t('previous'), next: t('next') },
    },
    words: {
      ...{ kinds: t('kinds'), columns: t('byColumn'), column: t('column'), says: t('says'), cells: t('cells') },
      ...{ place: t('place'), none: t('noCells') },
    },
  };
}

/** The imports so far; `builtOn` says, by kind, what rests on one and by which names, and `undoBody` what taking one back does. */
export async function earlierView<Built extends string>(
  imports: readonly ImportBatch<Built>[],
  { builtOn, undoBody }: { builtOn: (kind: Built, names: string) => string; undoBody: string },
) {
  const [t, tCommon] = await Promise.all([getTranslations('imports'), getTranslations('common')]);
  const built = (on: ImportBatch<Built>['built']) => {
    const kinds = [...new Set(on.map(({ kind }) => kind))];
    const names = (kind: Built) => on.filter((one) => one.kind === kind).map(({ name }) => name);
    return kinds.map((kind) => builtOn(kind, names(kind).slice(0, 5).join(', '))).join('; ');
  };
  const standing = ({ state, undoneBy, built: on }: ImportBatch<Built>) =>
    state === 'UNDONE' ? t('undoneBy', { name: undoneBy ?? '' }) : on.length > 0 ? t('built', { what: built(on) }) : null;
  return {
    imports: imports.map(
      (one): EarlierImport => ({
        ...{ id: one.id, rowVersion: one.rowVersion, fileName: one.fileName, when: formatMoment(one.at), by: one.by },
        ...{ count: formatNumber(one.rowsAccepted, 0), standing: standing(one) },
      }),
    ),
    words: {
      ...{ earlier: t('earlier'), fileName: t('fileName'), when: t('when'), who: t('who'), count: t('count') },
      ...{ undo: t('undo'), undoBody, cancel: tCommon('cancel') },
    },
    titles: (file: string) => ({ title: t('undoTitle', { file }), label: t('undoLabel', { file }) }),
  };
}
