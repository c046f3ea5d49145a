import ArrowDown from 'lucide-react/icons/arrow-down';
import Check from 'lucide-react/icons/check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import Minus from 'lucide-react/icons/minus';
import Star from 'lucide-react/icons/star';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { isQuarter, periodToSearch, roman } from '@/domain/period';
import { can } from '@/domain/policy';
import { spanName } from '@/features/cell-ratings/panels/wording';
import type { RatedLevel } from '@/features/rating-rules/rules/levels';
import { readParty } from '@/server/party-read';
import { LinkButton } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { Link } from '@/ui/link';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { Section } from '@/ui/page/section';
import { matrixRatings } from '../queries';
import { type MatrixCell, type MatrixRow, type MatrixSpan, matrixOf } from '../rules';

type Words = Awaited<ReturnType<typeof getTranslations<'partyYear.matrix'>>>;

/** Each cell over the years and the quarters of this one, under the names that its levels had then; for those who read ratings by name. */
export async function MatrixPanel({ actor, year }: { actor: Actor; year: number }) {
  const ratings = await readParty(actor, 'party.read', (tx) => matrixRatings(tx, year), { what: 'party.matrix', of: { year } });
  if (!ratings) return null;
  const t = await getTranslations('partyYear.matrix');
  const { spans, rows } = matrixOf(ratings);
  if (spans.length === 0) {
    const mayOpen = can(actor, 'party.campaign');
    return (
      <Section title={t('title')}>
        <Empty
          title={t('emptyTitle')}
          action={mayOpen && <LinkButton href={`/party/ratings?${periodToSearch({ year, quarter: null })}`}>{t('emptyAction')}</LinkButton>}
        >
          {t(mayOpen ? 'emptyBody' : 'emptyReader')}
        </Empty>
      </Section>
    );
  }
  const names = await Promise.all(spans.map(spanName));
  const hrefOf = ({ code }: MatrixRow, { year: of, quarter }: MatrixSpan) =>
    `/party/ratings/${encodeURIComponent(code)}?${periodToSearch({ year: of, quarter: isQuarter(quarter) ? quarter : null })}`;
  const columns: Column<MatrixRow>[] = [
    { key: 'cell', head: t('cell'), rowHead: true, cell: ({ name }) => name },
    ...spans.map((span, index): Column<MatrixRow> => {
      const name = names[index] ?? '';
      return {
        key: `${span.year}/${span.quarter}`,
        width: '6rem',
        head: isQuarter(span.quarter) ? <abbr title={name}>{`${roman(span.quarter)}/${span.year}`}</abbr> : span.year,
        cell: (row) => {
          const cell = row.cells[index];
          if (!cell) return <span className="muted">–</span>;
          const said = t('of', { span: name, level: longOf(t, cell) });
          return (
            <Link className="plain" href={hrefOf(row, span)} prefetch={false} title={said}>
              <span className="sr">{`${row.name}, ${said}`}</span>
              <Mark cell={cell} t={t} />
            </Link>
          );
        },
      };
    }),
  ];
  const latest = (row: MatrixRow) => row.cells.findIndex((cell) => cell !== null);
  return (
    <Section title={t('title')} aside={t('logged')}>
      <div className="matrix in-page">
        <DataTable
          place="box"
          caption={t('caption')}
          rows={rows}
          rowKey={({ partyBodyId }) => String(partyBodyId)}
          groupOf={
            rows.some(({ isCurrent }) => !isCurrent)
              ? (row) => ({ key: String(row.isCurrent), label: row.isCurrent ? t('cell') : t('ended') })
              : undefined
          }
          columns={columns}
          phone={(row) => {
            const [at, span] = [latest(row), spans[latest(row)]];
            const [last, ...earlier] = row.cells.flatMap((cell, index) => (cell ? [{ cell, name: names[index] }] : []));
            return {
              title: row.name,
              detail:
                earlier.map(({ cell, name }) => `${name} ${cell.isDecided ? cell.short || t('notRated') : t('waiting')}`).join(' · ') ||
                (last ? undefined : t('none')),
              aside: last && span && (
                <Link className="plain block" href={hrefOf(row, span)} prefetch={false}>
                  <Mark cell={last.cell} t={t} /> <span className="small muted">{names[at]}</span>
                </Link>
              ),
            };
          }}
        />
      </div>
      <ul className="legend mt-2" aria-label={t('legend')}>
        {namesOf(rows).map((cell) => (
          <li key={`${cell.short} ${cell.label}`}>
            <Mark cell={cell} t={t} /> {cell.label}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Only the highest takes the accent; what nobody reached is a fact, not an alarm. */
const MARK: Record<RatedLevel, { icon: typeof Star; look: string }> = {
  EXCELLENT: { icon: Star, look: 'st pri' },
  GOOD: { icon: Check, look: 'st quiet' },
  COMPLETED: { icon: Minus, look: 'st quiet' },
  NOT_COMPLETED: { icon: ArrowDown, look: 'st miss' },
};

/** Icon, that year's abbreviation, colour. */
function Mark({ cell: { level, short, isDecided }, t }: { cell: MatrixCell; t: Words }) {
  const { icon, look } = isDecided && level ? MARK[level] : { icon: CircleDashed, look: 'st quiet' };
  return (
    <span className={look} aria-hidden="true">
      <Icon of={icon} />
      {isDecided ? short || '–' : t('waiting')}
    </span>
  );
}

const longOf = (t: Words, { level, label, isDecided }: MatrixCell) => (isDecided ? (level ? label : t('notRated')) : t('waitingLong'));

/** Every name that stands in the table, once, in the order of the table: the latest year's first. */
function namesOf(rows: readonly MatrixRow[]): MatrixCell[] {
  const named = rows.flatMap(({ cells }) => cells.flatMap((cell, index) => (cell?.isDecided && cell.level ? [{ cell, index }] : [])));
  named.sort((one, other) => one.index - other.index || ORDER.indexOf(one.cell.level) - ORDER.indexOf(other.cell.level));
  return [...new Map(named.map(({ cell }) => [`${cell.short} ${cell.label}`, cell])).values()];
}
const ORDER: readonly (RatedLevel | null)[] = ['EXCELLENT', 'GOOD', 'COMPLETED', 'NOT_COMPLETED'];
