import ArrowDown from 'lucide-react/icons/arrow-down';
import Check from 'lucide-react/icons/check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import Minus from 'lucide-react/icons/minus';
import Star from 'lucide-react/icons/star';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { isQuarter, periodToSearch, roman } from '@/domain/period';
import { can, reach } from '@/domain/policy';
import { spanName } from '@/features/cell-ratings/panels/wording';
import type { RatedLevel } from '@/features/rating-rules/rules/levels';
import { readParty } from '@/server/party-read';
import { Icon } from '@/ui/icon';
import { Link } from '@/ui/link';
import { type Column, DataTable } from '@/ui/page/data-table';
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
      <Section title={t('emptyTitle')}>
        <p className="muted">
          {t(mayOpen ? 'emptyBody' : 'emptyReader')}{' '}
          {mayOpen && <Link href={`/party/ratings?${periodToSearch({ year, quarter: null })}`}>{t('emptyAction')}</Link>}
        </p>
      </Section>
    );
  }
  const names = await Promise.all(spans.map(spanName));
  const briefs = spans.map(({ year: of, quarter }) => (isQuarter(quarter) ? `${roman(quarter)}/${of}` : String(of)));
  const hrefOf = ({ code }: MatrixRow, { year: of, quarter }: MatrixSpan) =>
    `/party/ratings/${encodeURIComponent(code)}?${periodToSearch({ year: of, quarter: isQuarter(quarter) ? quarter : null })}`;
  const columns: Column<MatrixRow>[] = [
    { key: 'cell', head: t('cell'), rowHead: true, cell: ({ name }) => name },
    ...spans.map((span, index): Column<MatrixRow> => {
      const name = names[index] ?? '';
      return {
        key: `${span.year}/${span.quarter}`,
        width: '6rem',
        head: isQuarter(span.quarter) ? <abbr title={name}>{briefs[index]}</abbr> : briefs[index],
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
  return (
    <Section title={t(reach(actor, 'party.read') === 'any' ? 'title' : 'titleOwn')} aside={t('logged')}>
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
            const at = row.cells.findIndex((cell) => cell !== null);
            const [latest, span] = [row.cells[at], spans[at]];
            // what is open in earlier years says nothing on a small screen
            const earlier = row.cells.flatMap((cell, index) => (cell?.isDecided && index > at ? [`${briefs[index]} ${cell.short}`] : []));
            return {
              title: row.name,
              detail: latest ? earlier.join(' · ') : t('none'),
              aside: latest && span && (
                <Link className="plain block" href={hrefOf(row, span)} prefetch={false}>
                  <span className="sr">{longOf(t, latest)}</span>
                  <span className="inline-flex items-center gap-1.5">
                    <Mark cell={latest} t={t} /> <span className="small muted">{briefs[at]}</span>
                  </span>
                </Link>
              ),
            };
          }}
        />
      </div>
      <ul className="legend mt-2" aria-label={t('legend')}>
        {namesOf(rows).map((cell) => (
          <li key={`${cell.short} ${cell.label}`} style={{ alignItems: 'center' }}>
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

/** Every name that stands in the table, once: the highest level first, of each the latest name. */
function namesOf(rows: readonly MatrixRow[]): MatrixCell[] {
  const named = rows.flatMap(({ cells }) => cells.flatMap((cell, index) => (cell?.isDecided && cell.level ? [{ cell, index }] : [])));
  named.sort((one, other) => ORDER.indexOf(one.cell.level) - ORDER.indexOf(other.cell.level) || one.index - other.index);
  return [...new Map(named.map(({ cell }) => [`${cell.short} ${cell.label}`, cell])).values()];
}
const ORDER: readonly (RatedLevel | null)[] = ['EXCELLENT', 'GOOD', 'COMPLETED', 'NOT_COMPLETED'];
