import 'server-only';
import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { NotFound } from '@/domain/errors';
import { reach } from '@/domain/policy';
import type { RuleSet } from '@/features/rating-rules/queries';
import { cumulative, disjoint } from '@/features/rating-rules/rules/aggregates';
import { RATED_LEVELS, type RatedLevel } from '@/features/rating-rules/rules/levels';
import { guarded } from '@/server/json-handler';
import { readParty } from '@/server/party-read';
import { requestInfo } from '@/server/session';
import { sheetOf, workbookResponse, writeWorkbook } from '@/server/spreadsheet/write';
import { labelsOf } from './panels/wording';
import { type YearOf, yearsOf } from './queries';
import { countAt } from './rules';

type Line = { of: YearOf; level: RatedLevel };

/** `GET /api/party/figures`: what was published of every year, level by level under the year's own names, beside what was decided. */
export function figuresWorkbookHandler(): Promise<Response> {
  return guarded('party.figuresWorkbook', async (actor, session) => {
    if (!reach(actor, 'party.publish')) throw new NotFound();
    const thisYear = Number(dayOf(new Date()).slice(0, 4));
    const known = await readParty(
      actor,
      'party.aggregate',
      (tx) => yearsOf(tx, thisYear),
      { what: 'party.figuresWorkbook' },
      await requestInfo(session),
    );
    if (!known) throw new NotFound();
    const [t, tExcel, tRules] = await Promise.all([
      getTranslations('partyFigures'),
      getTranslations('partyExcel.figures'),
      getTranslations('ratingRules'),
    ]);
    const years = known.filter(({ revisions, decided }) => revisions.length > 0 || decided !== null);
    const [first, last] = [years[0]?.year, years.at(-1)?.year];
    const title =
      first === undefined || last === undefined ? tExcel('titleNone') : tExcel('title', { from: String(first), to: String(last) });
    const latest = ({ of }: Line) => of.revisions[0];
    const separate = (line: Line) => {
      const published = latest(line);
      return published ? countAt(disjoint(published.mode, published), line.level) : null;
    };
    const sheet = sheetOf<Line>({
      name: tExcel('sheet'),
      title: [title],
      columns: [
        // a year is a name: no thousands
        { label: tExcel('year'), kind: 'year', value: ({ of }) => of.year },
        { label: tExcel('subject'), kind: 'text', value: ({ of }) => tRules(`subject.${of.subject}`) },
        { label: tExcel('level'), kind: 'text', value: ({ of, level }) => labelsOf(tRules, of)[level], width: 30 },
        { label: t('column.asPublished'), kind: 'integer', value: printedOf },
        { label: t('column.separate'), kind: 'integer', value: separate },
        {
          label: tExcel('share'),
          kind: 'share',
          value: (line) => {
            const [count, rated] = [separate(line), latest(line)?.rated];
            return count === null || !rated ? null : count / rated;
          },
        },
        { label: t('column.decided'), kind: 'integer', value: ({ of, level }) => of.decided && countAt(of.decided, level) },
        { label: t('field.rated'), kind: 'integer', value: (line) => latest(line)?.rated ?? line.of.decided?.rated ?? null },
        { label: t('field.eligible'), kind: 'integer', value: (line) => latest(line)?.eligible ?? null },
        { label: t('field.total'), kind: 'integer', value: (line) => latest(line)?.total ?? line.of.decided?.total ?? null },
        { label: t('field.disciplined'), kind: 'integer', value: (line) => latest(line)?.disciplined ?? null },
        {
          label: tExcel('mode'),
          kind: 'text',
          value: (line) => {
            const mode = latest(line)?.mode;
            return mode ? t(`mode.${mode}`) : null;
          },
          width: 20,
        },
        { label: t('field.source'), kind: 'text', value: (line) => latest(line)?.source ?? null, width: 44 },
      ],
      rows: years.flatMap((of) => RATED_LEVELS.map((level) => ({ of, level }))),
      notes: [tExcel('note')],
    });
    const sets = [...new Map(years.flatMap(({ set }) => (set ? [[set.id, set] as const] : []))).values()];
    const rules = sheetOf<RuleSet>({
      name: tExcel('rules'),
      title: [tExcel('rules')],
      columns: [
        { label: tExcel('subject'), kind: 'text', value: ({ subject }) => tRules(`subject.${subject}`), width: 14 },
        { label: tExcel('fromYear'), kind: 'year', value: ({ fromYear }) => fromYear, width: 10 },
        { label: tExcel('toYear'), kind: 'year', value: ({ toYear }) => toYear, width: 10 },
        { label: tExcel('documents'), kind: 'text', value: ({ documents }) => documents, width: 100 },
      ],
      rows: sets,
    });
    const file = await writeWorkbook({ title, isInternal: true, sheets: [sheet, rules] });
    return workbookResponse(file, 'so-lieu-xep-loai.xlsx');
  });
}

/** A level's count as it was published: with the better ones where the source adds them up. */
function printedOf({ of, level }: Line): number | null {
  const [latest] = of.revisions;
  if (!latest) return null;
  return countAt(
    latest.mode === 'CUMULATIVE'
      ? { ...cumulative('CUMULATIVE', latest), notCompleted: latest.notCompleted }
      : disjoint(latest.mode, latest),
    level,
  );
}
