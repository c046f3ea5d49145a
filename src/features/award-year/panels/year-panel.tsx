import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatNumber } from '@/domain/number';
import { Link } from '@/ui/link';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { titlesByDepartment } from '../queries';
import { departmentTable, type LevelRow, type YearCount, yearTable } from '../rules';
import { addressOf } from '../schema';

/** Years beside each other in the table. */
export const SHOWN_YEARS = 6;

/** «Năm 2025: 36 lượt cá nhân, 4 lượt tập thể; tiền thưởng 27.460.000 đ». */
export async function YearSentence({ counts, year }: { counts: YearCount[]; year: number }) {
  const t = await getTranslations('awardYear');
  const own = counts.filter((one) => one.year === year);
  if (own.length === 0) return <p>{t('none', { year: String(year) })}</p>;
  const sum = (isCollective: boolean) => own.reduce((total, one) => (one.isCollective === isCollective ? total + one.count : total), 0);
  const uncounted = own.reduce((total, one) => total + one.uncounted, 0);
  const money = own.reduce((total, one) => total + one.money, 0);
  return (
    <p>
      <b>{t('sentence', { year: String(year), people: formatNumber(sum(false)), collectives: formatNumber(sum(true)) })}</b>
      {money > 0 && ` ${t('moneySentence', { money: formatNumber(money) })}`}
      {uncounted > 0 && ` ${t('uncountedSentence', { count: uncounted })}`}
    </p>
  );
}

/** Level × year, people and collectives apart; the year leads to its own page. */
export async function LevelsPanel({ counts, year }: { counts: YearCount[]; year: number }) {
  const t = await getTranslations('awardYear');
  const table = yearTable(counts, year, SHOWN_YEARS);
  const nameOf = (column: number | null) => (column === null ? t('noYear') : column === 0 ? t('earlier') : String(column));
  const shown = ({ count, uncounted }: LevelRow['counts'][number]) => (
    <>
      {count > 0 || uncounted === 0 ? count > 0 ? formatNumber(count) : <span className="muted">–</span> : null}
      {uncounted > 0 && (
        <span className="muted small">{` ${count > 0 ? '+ ' : ''}${uncounted > 1 ? t('manyLines', { count: uncounted }) : t('many')}`}</span>
      )}
    </>
  );
  const columns: Column<LevelRow>[] = [
    { key: 'level', head: t('level'), rowHead: true, cell: ({ level }) => t(`levels.${level}`), total: t('money'), width: '14rem' },
    ...table.years.map(
      (column, index): Column<LevelRow> => ({
        key: String(column),
        align: 'end',
        head:
          column === null || column === year ? (
            nameOf(column)
          ) : (
            <Link className="plain" href={addressOf(column === 0 ? year - SHOWN_YEARS : column)}>
              {nameOf(column)}
            </Link>
          ),
        cell: (row) => shown(row.counts[index] ?? { count: 0, uncounted: 0 }),
        total: (table.money[index] ?? 0) > 0 ? formatNumber(table.money[index] ?? 0) : '–',
      }),
    ),
  ];
  return (
    <Section title={t('levelsTitle')}>
      <DataTable
        caption={t('levelsTitle')}
        rows={table.rows}
        rowKey={({ level, isCollective }) => `${level} ${isCollective}`}
        groupOf={({ isCollective }) => ({ key: String(isCollective), label: t(isCollective ? 'collectives' : 'people') })}
        columns={columns}
        phone={(row) => ({
          title: `${t(row.isCollective ? 'collectives' : 'people')}, ${t(`levels.${row.level}`)}`,
          detail: table.years
            .flatMap((column, index) => {
              const { count = 0, uncounted = 0 } = row.counts[index] ?? {};
              const said = [count > 0 && formatNumber(count), uncounted > 0 && t('many')].filter(Boolean).join(' + ');
              return index > 0 && said ? [`${nameOf(column)}: ${said}`] : [];
            })
            .join(' · '),
          aside: shown(row.counts[0] ?? { count: 0, uncounted: 0 }),
        })}
      />
      <p className="small muted mt-2">{t('countsNote')}</p>
    </Section>
  );
}

/** Department × title of the year. */
export async function DepartmentsPanel({ actor, year }: { actor: Actor; year: number }) {
  const [t, cells] = await Promise.all([getTranslations('awardYear'), titlesByDepartment(actor, year)]);
  const { titles, rows } = departmentTable(cells);
  if (rows.length === 0) return null;
  type Row = (typeof rows)[number];
  const headOf = ({ title, isCollective, isBoth }: Pick<(typeof titles)[number], 'title' | 'isCollective' | 'isBoth'>) =>
    isBoth ? t(isCollective ? 'ofCollectives' : 'ofPeople', { title }) : title;
  const columns: Column<Row>[] = [
    { key: 'department', head: t('department'), rowHead: true, cell: ({ department }) => department ?? t('noDepartment'), total: t('sum') },
    ...titles.map(
      ({ key, code, sum, ...title }, index): Column<Row> => ({
        key,
        align: 'end',
        head: (
          <Link className="plain" href={`${addressOf(year)}&title=${code}`}>
            {headOf(title)}
          </Link>
        ),
        width: '7rem',
        cell: ({ counts }) => (counts[index] ? formatNumber(counts[index]) : <span className="muted">–</span>),
        total: formatNumber(sum),
      }),
    ),
  ];
  return (
    <Section title={t('departmentsTitle', { year: String(year) })}>
      <DataTable
        place="box"
        caption={t('departmentsTitle', { year: String(year) })}
        rows={rows}
        rowKey={({ departmentId }) => String(departmentId)}
        columns={columns}
        phone={(row) => ({
          title: row.department ?? t('noDepartment'),
          detail: titles.flatMap((title, index) => (row.counts[index] ? [`${headOf(title)}: ${row.counts[index]}`] : [])).join(' · '),
          aside: formatNumber(row.sum),
        })}
      />
    </Section>
  );
}
