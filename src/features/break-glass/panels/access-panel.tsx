import { getTranslations } from 'next-intl/server';
import { formatMoment } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { isQuarter, roman } from '@/domain/period';
import { Field, Select, SubmitButton } from '@/ui/form';
import { DataTable } from '@/ui/page/data-table';
import { Pagination } from '@/ui/page/pagination';
import { Section } from '@/ui/page/section';
import type { Look, PartyReadLine, partyReads } from '../queries';
import { READS_PER_PAGE } from '../queries';
import { isKnownRead, readWord } from '../rules';
import type { ReadFilter } from '../schema';
import { LookTable } from './break-glass-panel';

const LIST = '/party/access';
const SUBJECTS = ['CELL', 'ORGANISATION', 'MEMBER'] as const;
const isSubject = (value: unknown): value is (typeof SUBJECTS)[number] => SUBJECTS.some((known) => known === value);
type Reads = Awaited<ReturnType<typeof partyReads>>;

/** For those who watch over Party content: the administrators' looks with their reasons, and every read of ratings by name. */
export async function AccessPanel({ looks, reads, filter }: { looks: Look[]; reads: Reads; filter: ReadFilter }) {
  const t = await getTranslations('breakGlass');
  return (
    <>
      <Section title={t('list')}>
        <LookTable looks={looks} />
      </Section>
      <Section title={t('reads.title')}>
        <p className="muted small mb-2">{t('reads.body')}</p>
        <ReadFilterForm reads={reads} filter={filter} />
        <ReadTable reads={reads} filter={filter} />
      </Section>
    </>
  );
}

async function ReadTable({ reads: { rows, total }, filter }: { reads: Reads; filter: ReadFilter }) {
  const t = await getTranslations('breakGlass');
  const what = ({ what: name }: PartyReadLine) => (isKnownRead(name) ? t(`reads.what.${readWord(name)}`) : t('reads.what.other', { name }));
  const span = (year: unknown, quarter: number) =>
    isQuarter(quarter) ? t('reads.ofQuarter', { roman: roman(quarter), year: String(year) }) : t('reads.ofYear', { year: String(year) });
  const about = ({ of: { year, quarter, subject, ...more } }: PartyReadLine) =>
    [year && span(year, Number(quarter)), isSubject(subject) && t(`reads.subject.${subject}`), ...Object.values(more)]
      .filter(Boolean)
      .join(' · ');
  const who = ({ who: name, isLook }: PartyReadLine) => (isLook ? t('reads.byLook', { name }) : name);
  const from = (filter.page - 1) * READS_PER_PAGE;
  return (
    <>
      <DataTable
        caption={t('reads.title')}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<p className="muted">{t('reads.none')}</p>}
        columns={[
          { key: 'at', head: t('reads.at'), cell: ({ at }) => formatMoment(at) },
          { key: 'who', head: t('who'), rowHead: true, cell: who },
          { key: 'what', head: t('reads.whatHead'), cell: what },
          { key: 'of', head: t('reads.of'), cell: about, className: 'muted small' },
        ]}
        phone={(row) => ({ title: who(row), detail: [what(row), about(row)].filter(Boolean).join(' · '), aside: formatMoment(row.at) })}
      />
      {rows.length > 0 && (
        <Pagination
          label={t('reads.pages')}
          range={t('reads.range', { from: formatNumber(from + 1), to: formatNumber(from + rows.length), total: formatNumber(total) })}
          previous={filter.page > 1 ? addressOf({ ...filter, page: filter.page - 1 }) : undefined}
          next={from + rows.length < total ? addressOf({ ...filter, page: filter.page + 1 }) : undefined}
          words={{ previous: t('reads.previous'), next: t('reads.next') }}
        />
      )}
    </>
  );
}

/** What is asked for stands in the address: a plain form that needs no script. */
async function ReadFilterForm({ reads: { people, kinds }, filter }: { reads: Reads; filter: ReadFilter }) {
  const t = await getTranslations('breakGlass');
  return (
    <search>
      <form className="row wrap items-end mb-4" action={LIST}>
        <Select
          name="who"
          label={t('who')}
          empty={t('reads.everybody')}
          initial={filter.who ?? ''}
          choices={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          name="what"
          label={t('reads.whatHead')}
          empty={t('reads.everything')}
          initial={filter.what ?? ''}
          choices={kinds.map((kind) => ({
            value: kind,
            label: isKnownRead(kind) ? t(`reads.what.${readWord(kind)}`) : t('reads.what.other', { name: kind }),
          }))}
        />
        <Field name="from" type="date" label={t('reads.fromDay')} initial={filter.from ?? ''} />
        <Field name="to" type="date" label={t('reads.toDay')} initial={filter.to ?? ''} />
        <SubmitButton variant="plain">{t('reads.apply')}</SubmitButton>
      </form>
    </search>
  );
}

function addressOf({ who, what, from, to, page }: ReadFilter): string {
  const search = new URLSearchParams();
  if (who !== null) search.set('who', String(who));
  if (what) search.set('what', what);
  if (from) search.set('from', from);
  if (to) search.set('to', to);
  if (page > 1) search.set('page', String(page));
  return `${LIST}?${search}`;
}
