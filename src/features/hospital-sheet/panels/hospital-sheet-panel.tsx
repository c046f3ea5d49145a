import { notFound } from 'next/navigation';
import { getMessages, getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { type PeriodRef, QUARTERS, roman } from '@/domain/period';
import { Button, LinkButton } from '@/ui/button';
import { ChoiceLinks } from '@/ui/choice';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { GridScreen } from '@/ui/shell/shell';
import { AcrossDesk } from '../components/across-desk';
import { hospitalSheet } from '../queries';
import { type Measure, VIEWS, type View } from '../rules';

export type AcrossSearch = {
  view: View;
  measure: Measure;
  indicator: string;
  department: string;
  area: string;
  kind: string;
  isSwapped: boolean;
};
type Props = { actor: Actor; period: PeriodRef; search: AcrossSearch };

/** One indicator of all departments, all indicators of one department, or one quarter of all: read and written in one sheet. */
export async function HospitalSheetPanel({ actor, period, search }: Props) {
  const [t, tKind, messages] = await Promise.all([getTranslations('hospitalSheet'), getTranslations('departments.kind'), getMessages()]);
  const quarter = period.quarter ?? 4;
  const sheet = await hospitalSheet(actor, { ...search, year: period.year, quarter }, new Date());
  if (!sheet) notFound();
  const { view, measure, isSwapped } = search;
  const { chosen, choices, cells, parts, units, quarters, indicators, canWrite } = sheet;
  const filters = { indicator: chosen.indicator, department: chosen.department, area: chosen.area, kind: search.kind };
  const here = (more: Record<string, string>) => {
    const all = {
      year: String(period.year),
      period: view === 'quarter' || period.quarter !== null ? `q${quarter}` : 'year',
      ...{ view, measure, ...filters, swap: isSwapped ? '1' : '', ...more },
    };
    return `/figures?${new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''))}`;
  };
  const nameIn = (list: readonly { code: string; name: string }[], code: string) => list.find((one) => one.code === code)?.name ?? '';
  const name = {
    indicator: nameIn(choices.indicators, chosen.indicator),
    department: nameIn(choices.units, chosen.department),
    quarter: nameIn(choices.areas, chosen.area),
  }[view];
  const title = t(`heading.${view}`, { name, roman: roman(quarter), year: String(period.year) });
  const select = (
    field: 'indicator' | 'department' | 'area' | 'kind',
    label: string,
    options: { value: string; label: string }[],
    all?: string,
  ) => (
    <label>
      <span className="sr">{label}</span>
      <select className="input" name={field} defaultValue={filters[field]} key={filters[field]}>
        {all !== undefined && <option value="">{all}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
  const byName = (list: readonly { code: string; name: string }[]) => list.map(({ code, name: label }) => ({ value: code, label }));
  const head = (
    <PageHeader
      title={title}
      actions={
        <>
          <ChoiceLinks
            label={t('measure.label')}
            options={(['PLAN', 'ACTUAL'] as const).map((one) => ({
              href: here({ measure: one }),
              label: t(`measure.${one}`),
              current: one === measure,
            }))}
          />
          <LinkButton href={here({ swap: isSwapped ? '' : '1' })}>{t('swap')}</LinkButton>
        </>
      }
    >
      <p className="small">{t(canWrite ? 'intro.write' : 'intro.read')}</p>
    </PageHeader>
  );
  const filterBar = (
    <search className="no-print mb-2">
      <form className="row wrap items-end">
        <ChoiceLinks
          label={t('view.label')}
          options={VIEWS.map((one) => ({
            href: here({ view: one, swap: '', area: '' }),
            label: t(`view.${one}`),
            current: one === view,
          }))}
        />
        {Object.entries({
          year: String(period.year),
          period: period.quarter === null ? 'year' : `q${quarter}`,
          view,
          measure,
          swap: isSwapped ? '1' : '',
        })
          .filter(([, value]) => value !== '')
          .map(([field, value]) => (
            <input key={field} type="hidden" name={field} value={value} />
          ))}
        {view === 'indicator' && select('indicator', t('indicator'), byName(choices.indicators))}
        {view === 'department' && select('department', t('department'), byName(choices.units))}
        {view !== 'indicator' && select('area', t('area'), byName(choices.areas), view === 'department' ? t('allAreas') : undefined)}
        {view !== 'department' &&
          select(
            'kind',
            t('kind'),
            choices.kinds.map((kind) => ({ value: kind, label: tKind(kind as Parameters<typeof tKind>[0]) })),
            t('allKinds'),
          )}
        <Button type="submit">{t('show')}</Button>
      </form>
    </search>
  );
  return (
    <GridScreen>
      <div className="work">
        {cells.length === 0 ? (
          <>
            {head}
            {filterBar}
            <Empty title={t('empty.title')}>{t('empty.body')}</Empty>
          </>
        ) : (
          <AcrossDesk
            key={[view, measure, isSwapped, ...Object.values(filters), quarter, period.year].join('/')}
            {...{ view, isSwapped, measure, cells, parts, units, quarters, indicators, canWrite }}
            accountId={actor.id}
            head={head}
            filterBar={filterBar}
            label={title}
            // A cell has one name in every view: what was typed in one is offered back in another.
            draftKey={`${actor.id}/across/${measure}/${period.year}`}
            signInHref={`/sign-in?callbackUrl=${encodeURIComponent(here({}))}`}
            sheetHref={`${measure === 'PLAN' ? '/plans' : '/reports'}/{department}?year=${period.year}&period=q{quarter}`}
            historyHref={`/summary/${period.year}/{code}/{department}?period=q{quarter}&measure=${measure === 'PLAN' ? 'plan' : 'actual'}`}
            words={{
              unit: t('unit'),
              overQuarters: quarters.length === QUARTERS.length ? t('year') : t('toDate', { count: quarters.length }),
              overDepartments: t('hospital'),
              rowHeader: messages.hospitalSheet.rowHeader,
              active: messages.hospitalSheet.active,
              activeNew: messages.hospitalSheet.activeNew,
              openSheet: t('openSheet'),
              sheet: messages.sheet,
              problems: messages.figures.problem,
              box: {
                cell: messages.figures.cell,
                quarters: messages.figures.panel,
                buttons: { history: messages.figures.panel.history, remarkButton: messages.figures.cell.remarkButton },
              },
            }}
          />
        )}
      </div>
    </GridScreen>
  );
}
