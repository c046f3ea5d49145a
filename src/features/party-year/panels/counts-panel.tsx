import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Actor } from '@/domain/actor';
import { formatNumber, formatOfficialCount } from '@/domain/number';
import { reach } from '@/domain/policy';
import { disciplineSaid, type FigureWords, lower } from '@/features/party-figures/panels/wording';
import type { Subject } from '@/features/rating-rules/rules/levels';
import { readParty } from '@/server/party-read';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { type YearSums, yearSums } from '../queries';
import { type Counted, disciplinedOf, disciplineOf, PENALTIES, standingOf, sumTogether } from '../rules';

type Words = Awaited<ReturnType<typeof getTranslations<'partyYear'>>>;
/** What was published of those under discipline; null: nothing was. Only where the reader sees sums of the hospital. */
export type PublishedDiscipline = Record<Subject, number | null>;

type CountsProps = {
  actor: Actor;
  year: number;
  published: PublishedDiscipline | null;
  /** What stands beside the counts, below discipline. */
  children?: ReactNode;
};

const GROUPS: { key: 'start' | 'moves' | 'end' | 'rating'; rows: Counted[] }[] = [
  { key: 'start', rows: ['officialStart', 'probationaryStart'] },
  { key: 'moves', rows: ['admitted', 'madeOfficial', 'transferredIn', 'transferredOut', 'died', 'struckOff'] },
  { key: 'end', rows: ['officialEnd', 'probationaryEnd'] },
  { key: 'rating', rows: ['exempt'] },
];
const NAMED = 6;

/** The members of all cells in a year, added up, with what is missing; and who was disciplined. For those who read the Party's own counts. */
export async function CountsPanel({ actor, year, published, children }: CountsProps) {
  const sums = await readParty(actor, 'party.read', (tx) => yearSums(tx, year));
  if (!sums) return null;
  const isOwn = reach(actor, 'party.read') === 'own';
  const [t, tFigures] = await Promise.all([getTranslations('partyYear'), getTranslations('partyFigures')]);
  return (
    <div className="grid gap-x-9 gap-y-5 min-[64rem]:grid-cols-2">
      <Counts year={year} sums={sums} isOwn={isOwn} mayEnter={reach(actor, 'party.count') !== undefined} t={t} />
      <div className="secs">
        <Discipline sums={sums} isOwn={isOwn} published={published} t={t} tFigures={tFigures} />
        {children}
      </div>
    </div>
  );
}

function Counts({ year, sums, isOwn, mayEnter, t }: { year: number; sums: YearSums; isOwn: boolean; mayEnter: boolean; t: Words }) {
  const href = `/party/counts?year=${year}&period=year`;
  const of = { year: String(year) };
  if (sums.cells === 0)
    return (
      <Section title={t('counts.titleOpen', of)}>
        <p className="muted">{t('counts.noCells', of)}</p>
      </Section>
    );
  if (sums.unfinished.length === sums.cells && standingOf(sums.officialStart) === 'unknown' && standingOf(sums.officialEnd) === 'unknown')
    return (
      <Section title={t(isOwn ? 'counts.emptyTitleOwn' : 'counts.emptyTitle', of)}>
        <p className="muted">
          {t(isOwn ? 'counts.emptyBodyOwn' : 'counts.emptyBody')} {mayEnter && <Link href={href}>{t('counts.enter')}</Link>}
        </p>
      </Section>
    );
  const total = sumTogether([sums.officialEnd, sums.probationaryEnd]);
  const rows = GROUPS.flatMap((group) => group.rows.map((key) => ({ key, group: group.key, sum: sums[key] })));
  const number = (key: Counted) => (standingOf(sums[key]) === 'unknown' ? t('counts.unknown') : formatNumber(sums[key].sum));
  const missing = (key: Counted) => (standingOf(sums[key]) === 'partial' ? t('counts.missingCells', { missing: sums[key].missing }) : '');
  const rest = sums.unfinished.length - NAMED;
  return (
    <Section
      title={standingOf(total) === 'known' ? t('counts.title', { ...of, total: formatNumber(total.sum) }) : t('counts.titleOpen', of)}
      aside={t('counts.cells', { cells: sums.cells })}
    >
      {sums.unfinished.length > 0 && (
        <p className="warn small">
          {t('counts.unfinished', {
            count: sums.unfinished.length,
            names: [...sums.unfinished.slice(0, NAMED), ...(rest > 0 ? [t('counts.more', { count: rest })] : [])].join(', '),
          })}{' '}
          {mayEnter && <Link href={href}>{t('counts.enter')}</Link>}
        </p>
      )}
      <DataTable
        caption={t('counts.caption', of)}
        rows={rows}
        rowKey={({ key }) => key}
        groupOf={({ group }) => ({ key: group, label: t(`counts.group.${group}`) })}
        dense
        headless
        columns={[
          { key: 'what', head: t('counts.what'), rowHead: true, cell: ({ key }) => t(`counts.row.${key}`) },
          { key: 'missing', head: t('counts.missing'), className: 'small warn', align: 'end', cell: ({ key }) => missing(key) },
          { key: 'number', head: t('counts.number'), align: 'end', width: '7rem', cell: ({ key }) => number(key) },
        ]}
      />
    </Section>
  );
}

type DisciplineProps = { sums: YearSums; isOwn: boolean; published: PublishedDiscipline | null; t: Words; tFigures: FigureWords };

function Discipline({ sums, isOwn, published, t, tFigures }: DisciplineProps) {
  const said = disciplineOf(sums);
  const counted = disciplinedOf(said);
  const members = published?.MEMBER ?? null;
  const official = formatOfficialCount;
  return (
    <Section title={t('discipline.title')}>
      {said.says === 'none' && <p>{t('discipline.none')}</p>}
      {said.says === 'unknown' && <p className="muted">{t(isOwn ? 'discipline.unknownOwn' : 'discipline.unknown')}</p>}
      {said.says === 'noneSoFar' && (
        <p>{t('discipline.noneSoFar', { done: said.cells - said.missing, cells: said.cells, missing: said.missing })}</p>
      )}
      {said.says === 'some' && (
        <p>
          {t('discipline.some', {
            count: official(said.count),
            forms: PENALTIES.flatMap((penalty) => said.by.filter((one) => one.penalty === penalty))
              .map(({ penalty, count }) => t(`discipline.form.${penalty}`, { count: official(count) }))
              .join(', '),
          })}{' '}
          {said.missing > 0 && t('discipline.missing', { missing: said.missing })}
        </p>
      )}
      {members !== null && members !== counted && (
        <p className={counted === null ? undefined : 'warn'}>
          {counted === null
            ? t('discipline.published', { said: lower(disciplineSaid(tFigures, 'MEMBER', members)) })
            : t('discipline.differs', { published: official(members), counted: official(counted) })}
        </p>
      )}
      {published &&
        (['CELL', 'ORGANISATION'] as const).map((subject) => {
          const count = published[subject];
          return (
            <p key={subject} className={count === null ? 'muted' : undefined}>
              {count === null ? t(`discipline.body.${subject}`) : `${disciplineSaid(tFigures, subject, count)}.`}
            </p>
          );
        })}
    </Section>
  );
}
