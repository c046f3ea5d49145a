import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatNumber, formatOfficialCount } from '@/domain/number';
import { reach } from '@/domain/policy';
import type { Subject } from '@/features/rating-rules/rules/levels';
import { readParty } from '@/server/party-read';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { Section } from '@/ui/page/section';
import { type YearSums, yearSums } from '../queries';
import { type Counted, disciplinedOf, disciplineOf, PENALTIES, standingOf, sumTogether } from '../rules';

type Words = Awaited<ReturnType<typeof getTranslations<'partyYear'>>>;
/** What was published of those under discipline; null: nothing was. Only where the reader sees sums of the hospital. */
export type PublishedDiscipline = Record<Subject, number | null>;

const GROUPS: { key: 'start' | 'moves' | 'end' | 'rating'; rows: Counted[] }[] = [
  { key: 'start', rows: ['officialStart', 'probationaryStart'] },
  { key: 'moves', rows: ['admitted', 'madeOfficial', 'transferredIn', 'transferredOut', 'died', 'struckOff'] },
  { key: 'end', rows: ['officialEnd', 'probationaryEnd'] },
  { key: 'rating', rows: ['exempt'] },
];
const NAMED = 6;

/** The members of all cells in a year, added up, with what is missing; and who was disciplined. For those who read the Party's own counts. */
export async function CountsPanel({ actor, year, published }: { actor: Actor; year: number; published: PublishedDiscipline | null }) {
  const sums = await readParty(actor, 'party.read', (tx) => yearSums(tx, year));
  if (!sums) return null;
  const t = await getTranslations('partyYear');
  return (
    <>
      <Counts year={year} sums={sums} mayEnter={reach(actor, 'party.count') !== undefined} t={t} />
      <Discipline sums={sums} published={published} t={t} />
    </>
  );
}

function Counts({ year, sums, mayEnter, t }: { year: number; sums: YearSums; mayEnter: boolean; t: Words }) {
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
      <Section title={t('counts.titleOpen', of)}>
        <Empty title={t('counts.emptyTitle', of)} action={mayEnter && <LinkButton href={href}>{t('counts.enter')}</LinkButton>}>
          {t('counts.emptyBody')}
        </Empty>
      </Section>
    );
  const total = sumTogether([sums.officialEnd, sums.probationaryEnd]);
  const rows = GROUPS.flatMap((group) => group.rows.map((key) => ({ key, group: group.key, sum: sums[key] })));
  const number = (key: Counted) => (standingOf(sums[key]) === 'unknown' ? t('counts.unknown') : formatNumber(sums[key].sum));
  const missing = (key: Counted) => (standingOf(sums[key]) === 'partial' ? t('counts.missingCells', { missing: sums[key].missing }) : '');
  const isNamedTwice = (key: Counted): key is 'officialStart' | 'probationaryStart' | 'officialEnd' | 'probationaryEnd' =>
    /(Start|End)$/.test(key);
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
        phone={({ key }) => ({
          title: isNamedTwice(key) ? t(`counts.short.${key}`) : t(`counts.row.${key}`),
          detail: missing(key),
          aside: number(key),
        })}
      />
    </Section>
  );
}

function Discipline({ sums, published, t }: { sums: YearSums; published: PublishedDiscipline | null; t: Words }) {
  const said = disciplineOf(sums);
  const counted = disciplinedOf(said);
  const members = published?.MEMBER ?? null;
  const official = formatOfficialCount;
  return (
    <Section title={t('discipline.title')}>
      {said.says === 'none' && <p>{t('discipline.none')}</p>}
      {said.says === 'unknown' && <p className="muted">{t('discipline.unknown')}</p>}
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
      {published && (
        <>
          {members !== null && members !== counted && (
            <p className={counted === null ? undefined : 'warn'}>
              {counted === null
                ? t('discipline.published', { count: official(members) })
                : t('discipline.differs', { published: official(members), counted: official(counted) })}
            </p>
          )}
          {(['CELL', 'ORGANISATION'] as const).map((subject) => {
            const count = published[subject];
            return count === null ? (
              <p key={subject} className="muted">
                {t(`discipline.body.${subject}.unknown`)}
              </p>
            ) : (
              <p key={subject}>{t(`discipline.body.${subject}.${count === 0 ? 'none' : 'some'}`, { count: official(count) })}</p>
            );
          })}
        </>
      )}
    </Section>
  );
}
