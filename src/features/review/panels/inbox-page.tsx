import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf, daysBetween, formatMoment } from '@/domain/date';
import { isQuarter, type PeriodRef, periodToSearch, roman } from '@/domain/period';
import { SUBMISSION_KINDS } from '@/features/submissions/schema';
import { LinkButton } from '@/ui/button';
import { ChoiceLinks } from '@/ui/choice';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { BulkApprove, type BulkFile } from '../components/bulk-approve';
import { type InboxRow, inbox } from '../queries/inbox';
import { exceptionsOf, fileHref, filtered, quarterKey } from '../rules/inbox';
import { type InboxFilter, STEPS } from '../schema';

type Words = Awaited<ReturnType<typeof getTranslations<'review.inbox'>>>;

/** From so many days on, a file has waited too long. */
const LONG_DAYS = 3;

/** What waits for the actor, oldest first, with what is unusual about each, and the press that approves the rest. */
export async function InboxPage({ actor, filter, period }: { actor: Actor; filter: InboxFilter; period: PeriodRef }) {
  const [t, tBulk, tKind, tGroup, tCommon, all] = await Promise.all([
    getTranslations('review.inbox'),
    getTranslations('review.bulk'),
    getTranslations('submissions.kind'),
    getTranslations('departments.kind'),
    getTranslations('common'),
    inbox(actor),
  ]);
  const today = dayOf(new Date());
  const waited = (row: InboxRow) => daysBetween(dayOf(row.waitingSince), today);
  const [oldest] = all;
  const rows = filtered(all, filter);
  const quarterName = ({ year, quarter }: Pick<InboxRow, 'year' | 'quarter'>) =>
    isQuarter(quarter) ? tCommon('quarterYear', { roman: roman(quarter), year }) : String(year);
  const files = rows.map((row): BulkFile => {
    const exceptions = exceptionsOf(row, actor.id);
    const what = `${tKind(row.kind)} ${quarterName(row)}`;
    const { submissionId, version, roundNo, sha256 } = row;
    return {
      reviewed: { submissionId, version, roundNo, sha256 },
      href: fileHref(row),
      department: row.departmentName,
      what,
      tick: t('tick', { department: row.departmentName, what }),
      handedIn: `${row.submittedBy}, ${formatMoment(row.submittedAt)}`,
      waited: t('waited', { days: waited(row) }),
      isOld: waited(row) >= LONG_DAYS,
      unusual: unusual(t, row),
      isOwn: exceptions.includes('own'),
      exception: exceptions[0] ? t(`exception.${exceptions[0]}`) : null,
    };
  });
  // One sentence for every number of files: the browser has no grammar.
  const counted = (say: (count: number) => string) => Array.from({ length: rows.length + 1 }, (_, count) => say(count));
  return (
    <>
      <PageHeader kind="finding" title={oldest ? t('finding', { count: all.length, days: waited(oldest) }) : t('emptyTitle')} />
      {all.length > 0 && <Filters filter={filter} rows={all} period={period} quarterName={quarterName} groupName={tGroup} />}
      {/* Stands also when nothing waits any more: it says what became of the last press. */}
      <BulkApprove
        files={files}
        accountId={actor.id}
        empty={
          all.length === 0 ? (
            <p className="muted">{t('emptyBody')}</p>
          ) : (
            <Empty title={t('emptyFiltered')} action={<LinkButton href={`/inbox?${periodToSearch(period)}`}>{t('showAll')}</LinkButton>}>
              {t('emptyBody')}
            </Empty>
          )
        }
        words={{
          list: t('title'),
          tickAll: t('tickAll'),
          heads: [t('department'), t('handedIn'), t('waits'), t('unusual')],
          nothingUnusual: t('nothingUnusual'),
          none: tBulk('none'),
          button: counted((count) => tBulk('button', { count })),
          title: counted((count) => tBulk('title', { count })),
          exceptions: counted((count) => tBulk('exceptions', { count })),
          left: counted((count) => tBulk('left', { count })),
          consequence: tBulk('consequence'),
          cancel: tBulk('cancel'),
          working: tBulk.raw('working'),
          result: tBulk.raw('resultTitle'),
          approved: tBulk('approved'),
          passedTo: Object.fromEntries(STEPS.map((step) => [step, tBulk(`passedTo.${step}`)])) as BulkWords['passedTo'],
          failed: tBulk.raw('failed'),
          interrupted: tBulk('interrupted'),
          again: tBulk('again'),
          close: tBulk('close'),
        }}
      />
    </>
  );
}

type BulkWords = Parameters<typeof BulkApprove>[0]['words'];

/** What to notice about a file, the gravest first. */
function unusual(t: Words, row: InboxRow): BulkFile['unusual'] {
  const { outliers, unexplained, flagged, empty, isLate, returned } = row;
  const large = unexplained > 0 ? t('outlierUnexplained', { count: outliers, without: unexplained }) : t('outlier', { count: outliers });
  return [
    ...(outliers > 0 ? [{ text: large, tone: unexplained > 0 ? ('bad' as const) : ('warn' as const) }] : []),
    ...(flagged > 0 ? [{ text: t('flagged', { count: flagged }), tone: 'warn' as const }] : []),
    ...(returned > 0 ? [{ text: t('returned', { count: returned }), tone: 'warn' as const }] : []),
    ...(isLate ? [{ text: t('late'), tone: 'muted' as const }] : []),
    ...(empty > 0 ? [{ text: t('empty', { count: empty }), tone: 'muted' as const }] : []),
  ];
}

type FiltersProps = {
  filter: InboxFilter;
  rows: readonly InboxRow[];
  period: PeriodRef;
  quarterName(row: Pick<InboxRow, 'year' | 'quarter'>): string;
  groupName: Awaited<ReturnType<typeof getTranslations<'departments.kind'>>>;
};

/** By kind, quarter and group of departments, in the address; only choices that make a difference are offered. */
async function Filters({ filter, rows, period, quarterName, groupName }: FiltersProps) {
  const [t, tKind] = await Promise.all([getTranslations('review.inbox'), getTranslations('submissions.kind')]);
  const now = { of: filter.kind?.toLowerCase(), for: filter.quarter ?? undefined, group: filter.group ?? undefined };
  const href = (change: Partial<Record<keyof typeof now, string | undefined>>) => {
    const search = new URLSearchParams(periodToSearch(period));
    for (const [key, value] of Object.entries({ ...now, ...change })) if (value) search.set(key, value);
    return `/inbox?${search}`;
  };
  const kinds = SUBMISSION_KINDS.filter((kind) => rows.some((row) => row.kind === kind));
  const quarters = [...new Map(rows.map((row) => [quarterKey(row), quarterName(row)]))].sort(([one], [other]) => (one < other ? 1 : -1));
  const groups = [...new Set(rows.map(({ group }) => group))].sort();
  const choices = [
    {
      key: 'of' as const,
      label: t('kind'),
      allLabel: t('anyKind'),
      options: kinds.map((kind) => [kind.toLowerCase(), tKind(kind)] as const),
    },
    { key: 'for' as const, label: t('quarter'), allLabel: t('anyQuarter'), options: quarters },
    {
      key: 'group' as const,
      label: t('group'),
      allLabel: t('anyGroup'),
      options: groups.map((group) => [group, groupName(group as Parameters<typeof groupName>[0])] as const),
    },
  ];
  return (
    <div className="row wrap filters">
      {choices
        .filter(({ key, options }) => options.length > 1 || now[key])
        .map(({ key, label, allLabel, options }) => (
          <ChoiceLinks
            key={key}
            label={label}
            options={[
              { href: href({ [key]: undefined }), label: allLabel, current: !now[key] },
              ...options.map(([value, name]) => ({ href: href({ [key]: value }), label: name, current: now[key] === value })),
            ]}
          />
        ))}
    </div>
  );
}
