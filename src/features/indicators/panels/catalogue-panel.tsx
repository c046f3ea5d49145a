import Plus from 'lucide-react/icons/plus';
import Search from 'lucide-react/icons/search';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatEntry } from '@/domain/number';
import { type PeriodRef, periodToSearch } from '@/domain/period';
import { can } from '@/domain/policy';
import { fold } from '@/domain/text';
import { SplitMark, targetText, VersionName } from '@/features/targets/components/target-words';
import { type TargetOfYear, targetsOfYear } from '@/features/targets/queries/versions';
import { Button, LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Status } from '@/ui/status';
import { areas, catalogue, type Indicator } from '../queries';

type CataloguePanelProps = { actor: Actor; period: PeriodRef; q: string; area: string };
type Line = Indicator & { target: TargetOfYear | undefined };

/** The catalogue of a year with its targets, by area. */
export async function CataloguePanel({ actor, period, q, area }: CataloguePanelProps) {
  const { year } = period;
  const [t, tTargets, indicators, targets, allAreas] = await Promise.all([
    getTranslations('indicators'),
    getTranslations('targets'),
    catalogue(actor, year),
    targetsOfYear(actor, year),
    areas(actor),
  ]);
  const byIndicator = new Map(targets.map((target) => [target.indicatorId, target]));
  const lines = indicators.map((indicator): Line => ({ ...indicator, target: byIndicator.get(indicator.id) }));
  const wanted = fold(q);
  const shown = lines.filter((line) => (area === '' || line.area.code === area) && fold(`${line.code} ${line.name}`).includes(wanted));
  const mayAssign = can(actor, 'target.manage');
  const search = periodToSearch(period);
  const assigned = lines.filter(({ target }) => target?.inForce).length;
  const finding =
    lines.length === 0 ? 'none' : assigned === lines.length ? 'allAssigned' : assigned === 0 ? 'noneAssigned' : 'someAssigned';
  return (
    <>
      <PageHeader
        kind="finding"
        title={t(`finding.${finding}`, { year, total: lines.length, assigned })}
        actions={
          <>
            <LinkButton href={`/indicators/rules?${search}`}>{t('checkRules')}</LinkButton>
            {can(actor, 'indicator.manage') && (
              <LinkButton href={`/indicators/new?${search}`} icon={Plus} variant={lines.length === 0 ? 'main' : 'plain'}>
                {t('form.new')}
              </LinkButton>
            )}
          </>
        }
      >
        {assigned > 0 && <p className="small">{facts(lines, t)}</p>}
      </PageHeader>
      <search>
        <form className="row wrap mb-4 items-end">
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="period" value={period.quarter === null ? 'year' : `q${period.quarter}`} />
          <label className="max-w-80 min-w-56 grow phone:max-w-none">
            <span className="sr">{t('filter.q')}</span>
            <input className="input" type="search" name="q" defaultValue={q} placeholder={t('filter.q')} />
          </label>
          <label>
            <span className="sr">{t('filter.area')}</span>
            <select className="input" name="area" defaultValue={area} key={area}>
              <option value="">{`${t('filter.area')}: ${t('filter.all')}`}</option>
              {allAreas.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Button type="submit" icon={Search}>
            {t('filter.apply')}
          </Button>
          {(q || area) && (
            <LinkButton href={`/indicators?${search}`} variant="bare">
              {t('filter.clear')}
            </LinkButton>
          )}
        </form>
      </search>
      <DataTable
        caption={t('table.caption', { year })}
        columns={columns(t, tTargets, { year, search, mayAssign })}
        rows={shown}
        rowKey={({ code }) => code}
        groupOf={({ area }) => ({
          key: area.code,
          label: area.name,
          aside: t('table.inArea', { count: shown.filter((line) => line.area.code === area.code).length }),
        })}
        empty={<NoIndicators actor={actor} year={year} q={q} filtered={lines.length > 0} search={search} />}
        phone={({ code, name, unit, target, ...judged }) => ({
          title: <Link href={`/indicators/${code}?${search}`}>{name}</Link>,
          detail: `${judged.area.name} · ${unit}`,
          aside: target?.inForce ? targetText(target.inForce.value, judged) : undefined,
        })}
      />
    </>
  );
}

type T<Namespace extends 'indicators' | 'targets'> = Awaited<ReturnType<typeof getTranslations<Namespace>>>;

/** What needs somebody's eye, worst first. */
function facts(lines: Line[], t: T<'indicators'>): string {
  const count = (of: (target: TargetOfYear) => boolean) => lines.filter(({ target }) => target && of(target)).length;
  const said = [
    ['differs', count(({ inForce, split }) => inForce !== null && split === 'differs')] as const,
    ['notSplit', count(({ inForce, split }) => inForce !== null && split === 'none')] as const,
    ['drafts', count(({ draft }) => draft !== null)] as const,
    ['adjusted', count(({ inForce }) => inForce?.kind === 'ADJUSTED')] as const,
  ].filter(([, number]) => number > 0);
  return said.length === 0 ? t('facts.nothing') : `${said.map(([key, number]) => t(`facts.${key}`, { count: number })).join(' · ')}.`;
}

function columns(
  t: T<'indicators'>,
  tTargets: T<'targets'>,
  { year, search, mayAssign }: { year: number; search: string; mayAssign: boolean },
): Column<Line>[] {
  return [
    {
      key: 'name',
      head: t('table.name'),
      rowHead: true,
      className: 'min-w-40',
      cell: ({ code, name }) => (
        <Link href={`/indicators/${code}?${search}`} className="plain" prefetch={false}>
          {name}
        </Link>
      ),
    },
    { key: 'code', head: t('table.code'), className: 'muted small nowrap', cell: ({ code }) => code },
    { key: 'unit', head: t('table.unit'), className: 'muted small nowrap', cell: ({ unit }) => unit },
    {
      key: 'direction',
      head: t('table.direction'),
      className: 'muted small nowrap',
      cell: ({ direction, rangeLow, rangeHigh, unit }) =>
        direction === 'RANGE'
          ? t('directionRange', { low: formatEntry(rangeLow), high: formatEntry(rangeHigh), unit })
          : t(`direction.${direction}`),
    },
    {
      key: 'aggregation',
      head: t('table.aggregation'),
      className: 'muted small nowrap',
      cell: ({ aggregation }) => t(`aggregation.${aggregation}`),
    },
    {
      key: 'target',
      head: t('table.target', { year }),
      align: 'end',
      cell: ({ code, target, ...judged }) => {
        const href = `/indicators/${code}/target?${search}`;
        if (target?.inForce)
          return (
            <Link href={href} prefetch={false}>
              <b>{targetText(target.inForce.value, judged)}</b>
            </Link>
          );
        return mayAssign ? (
          <Link href={href} prefetch={false} className="small">
            {target?.draft ? tTargets('draftMark', { value: targetText(target.draft.value, judged) }) : t('table.assign')}
            <span className="sr"> {code}</span>
          </Link>
        ) : (
          <span className="muted">–</span>
        );
      },
    },
    {
      key: 'version',
      head: t('table.version'),
      className: 'small nowrap',
      cell: ({ target }) =>
        target?.inForce && (
          <>
            <VersionName {...target.inForce} />
            {target.inForce.decisionNumber && <span className="muted">, {target.inForce.decisionNumber}</span>}
          </>
        ),
    },
    {
      key: 'split',
      head: t('table.split'),
      cell: ({ target }) =>
        target && (
          <span className="row">
            {target.inForce && <SplitMark state={target.split} />}
            {target.draft && <Status kind="draft">{tTargets('state.DRAFT')}</Status>}
          </span>
        ),
    },
  ];
}

type NoIndicatorsProps = { actor: Actor; year: number; q: string; filtered: boolean; search: string };

async function NoIndicators({ actor, year, q, filtered, search }: NoIndicatorsProps) {
  const t = await getTranslations('indicators');
  if (filtered)
    return (
      <Empty
        title={q ? t('empty.filtered', { q }) : t('empty.filteredArea')}
        action={<LinkButton href={`/indicators?${search}`}>{t('filter.clear')}</LinkButton>}
      >
        {t('empty.filteredBody')}
      </Empty>
    );
  const mayAdd = can(actor, 'indicator.manage');
  return (
    <Empty
      title={t('empty.title', { year })}
      action={mayAdd && <LinkButton href={`/indicators/new?${search}`}>{t('form.new')}</LinkButton>}
      ghost={{
        caption: t('empty.ghost'),
        head: [t('table.name'), t('table.unit'), t('table.target', { year })],
        row: [t('empty.ghostRow.name'), t('empty.ghostRow.unit'), '370.000'],
      }}
    >
      {mayAdd ? t('empty.body') : t('empty.readOnly')}
    </Empty>
  );
}
