import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatDay, formatMoment } from '@/domain/date';
import { formatDecimal, formatPercent } from '@/domain/number';
import { type PeriodRef, periodKey, QUARTERS, quartersOf, roman } from '@/domain/period';
import type { Indicator } from '@/features/indicators/queries';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { decisionText } from '../components/terms';
import { type ShareMatrix, shareMatrix } from '../queries/shares';
import type { TargetVersion } from '../queries/versions';
import { splitKind } from '../rules/split';
import { type Change, changeOf, sharesIn } from '../rules/versions';
import type { Asked } from './read-target-panel';

type CompareProps = { actor: Actor; indicator: Indicator; period: PeriodRef; versions: TargetVersion[]; asked: Asked };
type Row = { code: string; name: string; kind: ShareMatrix['rows'][number]['kind']; span: Change; quarters: Change[] };

/**
 * Two versions side by side for the period in the bar: each department's old and new share, the difference in the indicator's unit and in
 * per cent, and where in the year it lies; with who decided it, by which paper and why.
 */
export async function CompareSection({ actor, indicator, period, versions, asked }: CompareProps) {
  const of = (versionNo: number | null) => versions.find((one) => one.versionNo === versionNo);
  const to = of(asked.to) ?? versions.find(({ state }) => state === 'DRAFT') ?? versions.at(-1);
  const from = of(asked.from) ?? versions.findLast(({ versionNo }) => to !== undefined && versionNo < to.versionNo);
  if (!from || !to) return null;
  const [t, tVersion, tKinds, matrix] = await Promise.all([
    getTranslations('targets'),
    getTranslations('targets.version'),
    getTranslations('departments.kind'),
    shareMatrix(actor, indicator, period.year, to.targetId, from.targetId),
  ]);
  const { aggregation, decimals, name, unit } = indicator;
  const quarters = quartersOf(period);
  const rows = matrix.rows
    .filter(({ shares, former }) => [...shares, ...(former ?? [])].some((share) => share !== null))
    .map(
      ({ code, name, kind, shares, former }): Row => ({
        ...{ code, name, kind },
        span: changeOf(sharesIn(aggregation, [former ?? []], quarters), sharesIn(aggregation, [shares], quarters)),
        quarters: QUARTERS.map((quarter) => changeOf(former?.[quarter - 1] ?? null, shares[quarter - 1] ?? null)),
      }),
    );
  const all = (which: 'former' | 'shares', some: typeof quarters) =>
    sharesIn(
      aggregation,
      matrix.rows.map((row) => row[which] ?? []),
      some,
    );
  const adds = splitKind(aggregation) !== 'limit';
  const total = adds ? changeOf(all('former', quarters), all('shares', quarters)) : null;
  const hospital = changeOf(from.value, to.value);
  const moved = rows.filter(({ quarters }) => quarters.some(isMoved)).length;
  const words = ({ kind, versionNo }: TargetVersion) => tVersion(kind, { number: versionNo - 1 });
  const span = period.quarter === null ? t(`period.${period.part ?? 'year'}`) : t('period.q', { roman: roman(period.quarter) });
  const text = (value: string | null) => formatDecimal(value, decimals);
  const numbers = (key: keyof Change, head: string, cell: (change: Change) => string, className?: string): Column<Row> => ({
    key,
    head,
    align: 'end',
    ...(className && { className }),
    cell: ({ span: change }) => cell(change),
    ...(total && { total: cell(total) }),
  });
  return (
    <Section
      id="compare"
      title={t('compare.title', { from: capitalised(words(from)), to: words(to), period: span })}
      aside={<CompareForm indicator={indicator} period={period} versions={versions} from={from} to={to} asked={asked} />}
    >
      <p className="small mb-2">
        <b>
          {t('compare.hospital')}: {text(hospital.old)} → {text(hospital.now)} {unit}
        </b>
        {hospital.by !== null && hospital.by !== '0' && ` (${signed(hospital.by, decimals)}${percentText(hospital)})`}
        {`. ${t('compare.moved', { count: moved })}. `}
        <span className="muted">
          {[
            to.decision && decisionText(to.decision),
            t('compare.effective', { day: formatDay(to.effectiveOn) }),
            to.note && t('compare.why', { text: to.note }),
            to.updatedBy && t('compare.who', { by: to.updatedBy, at: formatMoment(to.updatedAt) }),
          ]
            .filter(Boolean)
            .join('. ')}
          {`. ${t('compare.periodHint')}`}
        </span>
      </p>
      <DataTable
        caption={t('compare.caption', { name, period: span })}
        dense
        rows={rows}
        rowKey={({ code }) => code}
        groupOf={({ kind }) => ({ key: kind, label: tKinds(kind) })}
        empty={<p className="muted">{t('shares.none')}</p>}
        columns={[
          {
            key: 'department',
            head: t('compare.department'),
            rowHead: true,
            cell: ({ code, name }) => (
              <Link href={`/departments/${code}`} className="plain" prefetch={false}>
                {name}
              </Link>
            ),
            ...(total && { total: t('compare.total') }),
          },
          numbers('old', t('compare.old'), ({ old }) => text(old), 'muted'),
          numbers('now', t('compare.now'), ({ now }) => text(now)),
          numbers('by', t('compare.by'), ({ by }) => signed(by, decimals)),
          numbers('percent', t('compare.percent'), (change) => percentText(change).replace(/^, /, '') || '–', 'muted'),
          ...QUARTERS.map(
            (quarter): Column<Row> => ({
              key: `q${quarter}`,
              head: <abbr title={`${t('compare.byQuarter')}: ${t('period.q', { roman: roman(quarter) })}`}>± {roman(quarter)}</abbr>,
              align: 'end',
              className: 'small',
              cell: (row) => <Moved change={row.quarters[quarter - 1]} decimals={decimals} />,
              ...(adds && { total: signed(changeOf(all('former', [quarter]), all('shares', [quarter])).by, decimals) }),
            }),
          ),
        ]}
        phone={(row) => ({
          title: row.name,
          detail: `${text(row.span.old)} → ${text(row.span.now)}`,
          aside: <b>{signed(row.span.by, decimals)}</b>,
        })}
      />
    </Section>
  );
}

const isMoved = ({ old, now, by }: Change) => (by === null ? old !== now : by !== '0');
const capitalised = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** «+5.000», «−15.000»; nothing moved is a quiet dash. */
function signed(by: string | null, decimals: number): string {
  if (by === null || by === '0') return '–';
  return by.startsWith('-') ? formatDecimal(by, decimals) : `+${formatDecimal(by, decimals)}`;
}

/** «, +1,4 %» after a difference. */
function percentText({ percent, by }: Change): string {
  if (percent === null || by === '0') return '';
  return `, ${percent > 0 ? '+' : ''}${formatPercent(percent)}`;
}

function Moved({ change, decimals }: { change: Change | undefined; decimals: number }) {
  if (!change || !isMoved(change)) return <span className="muted">–</span>;
  // given anew, or taken away
  if (change.by === null)
    return <b>{change.now === null ? `−${formatDecimal(change.old, decimals)}` : `+${formatDecimal(change.now, decimals)}`}</b>;
  return <b>{signed(change.by, decimals)}</b>;
}

type FormProps = Omit<CompareProps, 'actor'> & { from: TargetVersion; to: TargetVersion };

async function CompareForm({ indicator, period, versions, from, to, asked }: FormProps) {
  const [t, tVersion] = await Promise.all([getTranslations('targets.compare'), getTranslations('targets.versionHead')]);
  const choice = (name: 'from' | 'to', chosen: TargetVersion) => (
    <label className="row nowrap">
      {t(name)}
      <select key={chosen.versionNo} name={name} className="input" defaultValue={chosen.versionNo}>
        {versions.map(({ kind, versionNo, effectiveOn }) => (
          <option key={versionNo} value={versionNo}>
            {tVersion(kind, { number: versionNo - 1 })}, {formatDay(effectiveOn)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form className="row wrap small" action={`/indicators/${indicator.code}/target#compare`} aria-label={t('form')}>
      <input type="hidden" name="year" value={period.year} />
      <input type="hidden" name="period" value={periodKey(period)} />
      <input type="hidden" name="view" value="versions" />
      {asked.on && <input type="hidden" name="on" value={asked.on} />}
      {choice('from', from)}
      {choice('to', to)}
      <Button type="submit" size="small">
        {t('show')}
      </Button>
    </form>
  );
}
