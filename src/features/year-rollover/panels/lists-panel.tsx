import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Actor } from '@/domain/actor';
import { holdsWords } from '@/domain/text';
import { Button, LinkButton } from '@/ui/button';
import { Form } from '@/ui/form';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Pagination } from '@/ui/page/pagination';
import { Tabs } from '@/ui/page/tabs';
import { tickRolloverAction } from '../actions';
import type { RolloverPreview } from '../queries';
import { countsOf } from '../rules/plan';
import { hrefOf, type Place } from '../rules/steps';
import { ROLLOVER_PARTS } from '../schema';
import { MarkPanel } from './mark-panel';
import { RolloverScreen } from './rollover-screen';
import { type RowWords, rowsOf } from './row-words';

const SHOWN = 100;

/** Step 3: one list at a time, each row with what will happen to it, to be ticked off or changed. */
export async function ListsPanel({
  actor,
  preview,
  place,
  steps,
}: {
  actor: Actor;
  preview: RolloverPreview;
  place: Place;
  steps: ReactNode;
}) {
  const t = await getTranslations('rollover');
  const { plan, choices } = preview;
  const { to, part, text } = place;
  const counts = countsOf(plan);
  const all = await rowsOf(preview, part);
  const found = all.filter(({ search }) => holdsWords(search, text));
  const pages = Math.max(1, Math.ceil(found.length / SHOWN));
  const page = Math.min(place.page, pages);
  const rows = found.slice((page - 1) * SHOWN, page * SHOWN);
  const here = (more: Partial<Place>) => hrefOf({ ...place, page: 1, ...more });
  const { copy, rows: total } = counts[part];
  return (
    <RolloverScreen
      head={
        <PageHeader
          kind="finding"
          above={t('title')}
          title={t(total > 0 ? 'lists.finding' : 'lists.findingNone', { part: t(`parts.${part}`), copy, rows: total })}
        >
          {!choices.parts.includes(part) && <p className="small warn">{t('lists.off')}</p>}
        </PageHeader>
      }
      steps={
        <>
          {steps}
          <Tabs
            label={t('lists.label')}
            tabs={ROLLOVER_PARTS.map((one) => ({
              href: hrefOf({ to, step: 'lists', part: one }),
              label: t(`parts.${one}`),
              count: counts[one].rows,
              current: one === part,
            }))}
          />
        </>
      }
      foot={
        <>
          {rows.length > 0 && (
            <Button type="submit" form="ticks">
              {t('lists.save')}
            </Button>
          )}
          <LinkButton variant="main" href={hrefOf({ to, step: 'preview' })}>
            {t('lists.toPreview')}
          </LinkButton>
        </>
      }
    >
      {total === 0 ? (
        <Empty title={t('lists.emptyTitle')}>{t(`lists.empty.${part}`, { year: to, before: to - 1 })}</Empty>
      ) : (
        <>
          <search>
            <form action="/admin/rollover" className="row wrap mb-3">
              <input type="hidden" name="to" value={to} />
              <input type="hidden" name="step" value="lists" />
              <input type="hidden" name="part" value={part} />
              <label className="grow">
                <span className="sr">{t('lists.search')}</span>
                <input className="input" type="search" name="q" defaultValue={text} placeholder={t('lists.search')} maxLength={100} />
              </label>
              <button type="submit" className="btn">
                {t('lists.find')}
              </button>
              {text && <LinkButton href={here({ text: '' })}>{t('lists.clear')}</LinkButton>}
              <span className="muted small">{t('lists.shown', { shown: found.length, rows: total })}</span>
            </form>
          </search>
          <Form id="ticks" action={tickRolloverAction} stays className="min-w-0" key={`${part}/${text}/${page}`}>
            <input type="hidden" name="year" value={to} />
            <input type="hidden" name="part" value={part} />
            <Rows rows={rows} part={t(`parts.${part}`)} withPercent={part === 'targets'} empty={t('lists.nothingFound', { text })} />
          </Form>
          <Pagination
            label={t('lists.pages')}
            range={`${(page - 1) * SHOWN + 1}–${Math.min(page * SHOWN, found.length)} / ${found.length}`}
            previous={page > 1 ? here({ page: page - 1 }) : undefined}
            next={page < pages ? here({ page: page + 1 }) : undefined}
            words={{ previous: t('lists.previous'), next: t('lists.next') }}
          />
        </>
      )}
      {part === 'recurring' && <MarkPanel actor={actor} place={place} />}
    </RolloverScreen>
  );
}

/** The fields stand in the table itself, once: no second list for phones, where every column has its room. */
async function Rows({ rows, part, withPercent, empty }: { rows: RowWords[]; part: string; withPercent: boolean; empty: string }) {
  const t = await getTranslations('rollover.lists');
  return (
    <DataTable
      caption={part}
      rows={rows}
      rowKey={({ id, outcome }) => `${id}/${outcome}`}
      empty={<p className="muted">{empty}</p>}
      columns={[
        {
          key: 'name',
          head: t('row'),
          rowHead: true,
          cell: ({ id, outcome, title, detail }) => (
            <span className="tick-row">
              {outcome === 'blocked' ? (
                <span aria-hidden="true" />
              ) : (
                <>
                  <input type="hidden" name="shown[]" value={id} />
                  <input type="checkbox" id={`row-${id}`} name="kept[]" value={id} defaultChecked={outcome === 'copy'} />
                </>
              )}
              <span className="min-w-0">
                <label htmlFor={`row-${id}`}>{title}</label>
                <span className="block small muted font-normal">{detail}</span>
              </span>
            </span>
          ),
        },
        ...(withPercent
          ? [{ key: 'percent', head: t('percent'), align: 'end' as const, width: '5.5rem', cell: ({ percent }: RowWords) => percent }]
          : []),
        {
          key: 'happens',
          head: t('happens'),
          cell: ({ happens }) => happens,
          ...(withPercent ? { align: 'end' } : { className: 'small' }),
        },
      ]}
    />
  );
}
