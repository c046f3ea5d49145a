import { getTranslations } from 'next-intl/server';
import { formatChange } from '@/domain/number';
import { opensWith } from '@/domain/text';
import { Deviation, DeviationLegend } from '@/ui/charts/deviation';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import type { AreaOfYear, IndicatorOfYear, YearSummary } from '../schema';
import { bareValue, percentWords, type T, valueWords } from './wording';

/** The seven tasks and further areas as deviations from the plan. */
export async function TasksPanel({ summary, hrefOf }: { summary: YearSummary; hrefOf: (code: string) => string }) {
  const t = await getTranslations('annualSummary');
  const { areas, year } = summary;
  if (areas.every(({ completion }) => completion === null)) return null;
  const numbered = new Map(areas.filter(({ isCore }) => isCore).map(({ code }, index) => [code, index + 1]));
  const name = ({ code, name }: AreaOfYear) => (
    <Link className="plain" href={`#area-${code}`}>
      <span className="muted inline-block w-4">{numbered.get(code)}</span>
      {name}
    </Link>
  );
  const lead = ({ lead }: AreaOfYear) => {
    const figure = summary.figures.find(({ code }) => code === lead);
    return figure ? { href: hrefOf(figure.code), text: leadText(figure) } : null;
  };
  const percent = ({ completion }: AreaOfYear) => (
    <b className={completion !== null && completion < 100 ? 'miss' : undefined}>{percentWords(completion)}</b>
  );
  return (
    <Section
      title={titleOf(t, areas)}
      aside={
        <DeviationLegend
          words={{
            deviation: t('tasks.legend.deviation'),
            plan: t('tasks.legend.plan'),
            previous: t('tasks.legend.previous', { year: year - 1 }),
            scale: t('tasks.legend.scale'),
          }}
        />
      }
    >
      <DataTable
        caption={t('tasks.caption')}
        headless
        dense
        rows={areas}
        rowKey={({ code }) => code}
        columns={[
          { key: 'task', head: t('tasks.task'), rowHead: true, cell: name, className: 'nowrap', width: '1%' },
          {
            key: 'lead',
            head: t('tasks.lead'),
            className: 'muted small max-w-0',
            width: '46%',
            cell: (area) => {
              const found = lead(area);
              return (
                found && (
                  <Link className="plain lead-words" title={found.text} href={found.href} prefetch={false}>
                    {found.text}
                  </Link>
                )
              );
            },
          },
          {
            key: 'deviation',
            head: t('tasks.deviation'),
            width: '20%',
            cell: (area) => <Deviation percent={area.completion} previous={area.previousCompletion} label={labelOf(t, area, year)} />,
          },
          { key: 'completion', head: t('tasks.completion'), align: 'end', width: '1%', cell: percent },
          { key: 'met', head: t('tasks.met'), align: 'end', width: '1%', className: 'small', cell: Met },
        ]}
        phone={(area) => ({
          title: name(area),
          detail:
            area.withTarget === 0
              ? lead(area)?.text
              : t('tasks.phone', { lead: lead(area)?.text ?? '', met: `${area.met}/${area.withTarget}` }),
          aside: percent(area),
        })}
      />
    </Section>
  );
}

/** «386.420 lượt khám bệnh», «812,6 tỷ đồng · Thu viện phí»: a unit that opens the name is said once. */
function leadText(figure: IndicatorOfYear): string {
  const { name, unit, actual } = figure;
  if (!opensWith(name, unit)) return `${valueWords(figure, actual)} · ${name}`;
  return `${bareValue(figure, actual)}\u00a0${unit}${name.slice(unit.length)}`;
}

/** «21/24»; all of them is what is normal, and stays quiet. */
export function Met({ met, withTarget }: { met: number; withTarget: number }) {
  if (withTarget === 0) return <span className="muted">–</span>;
  return (
    <span className={met === withTarget ? 'muted' : undefined}>
      {met}/{withTarget}
    </span>
  );
}

function titleOf(t: T, areas: readonly AreaOfYear[]): string {
  const judged = areas.filter(({ completion }) => completion !== null);
  const [first, ...others] = judged.filter(({ completion }) => completion !== null && completion < 100);
  if (!first) return t('tasks.allMet');
  return others.length === 0 ? t('tasks.oneMissed', { name: first.name }) : t('tasks.someMissed', { count: others.length + 1 });
}

function labelOf(t: T, { completion, previousCompletion }: AreaOfYear, year: number): string {
  const gap = (percent: number | null) => (percent === null ? '–' : `${formatChange(percent - 100)} %`);
  if (previousCompletion === null) return t('tasks.label', { gap: gap(completion) });
  return t('tasks.labelBoth', { gap: gap(completion), year: year - 1, previous: gap(previousCompletion) });
}
