import { getTranslations } from 'next-intl/server';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { askWords, type TitleNames } from '../components/wording';
import type { CatalogueTitle } from '../queries';
import type { DatedRule } from '../rules/conditions';
import type { Verdict } from '../rules/eligibility';
import { papersOf } from '../rules/file';
import { DUE_VIEWS } from '../schema';

type TitleTableProps = {
  titles: CatalogueTitle[];
  chosen: string;
  count: (code: string, verdict: Verdict) => number;
  address: (code: string) => string;
};

/** Each title that may be asked about, with how many stand where; one of them is shown below. */
export async function TitleTable({ titles, chosen, count, address }: TitleTableProps) {
  const t = await getTranslations('awardRules');
  const link = ({ code, name }: CatalogueTitle) => (
    <Link href={address(code)} prefetch={false} scroll={false} aria-current={code === chosen ? 'true' : undefined}>
      {name}
    </Link>
  );
  return (
    <Section title={t('due.titles')}>
      <DataTable
        caption={t('due.titles')}
        dense
        rows={titles}
        rowKey={({ code }) => code}
        selected={({ code }) => code === chosen}
        columns={[
          { key: 'name', head: t('column.name'), rowHead: true, cell: link },
          ...DUE_VIEWS.map((one) => ({
            key: one,
            head: t(`due.view.${one}`),
            align: 'end' as const,
            cell: ({ code }: CatalogueTitle) => count(code, one),
          })),
          { key: 'holds', head: t('due.holds'), align: 'end', cell: ({ code }) => count(code, 'holds') },
        ]}
        phone={(title) => ({
          title: link(title),
          detail: DUE_VIEWS.map((one) => `${count(title.code, one)} ${t(`due.view.${one}`)}`).join(' · '),
        })}
      />
    </Section>
  );
}

type AskedProps = { title: CatalogueTitle; conditions: DatedRule[]; names: TitleNames; holding: number; year: number };

/** What a title asks in the year, of whom, by which document, and what its file holds. */
export async function Asked({ title, conditions, names, holding, year }: AskedProps) {
  const t = await getTranslations('awardRules');
  const isBoth = new Set(conditions.map(({ subject }) => subject)).size > 1;
  return (
    <Section title={t('due.conditions', { title: title.name })} aside={t('due.holding', { count: holding, year: String(year) })}>
      <ul>
        {conditions.map(({ id, subject, condition, source, isUncertain }) => (
          <li key={id}>
            {askWords(t, names, condition)}
            {isBoth && ` (${t(`subject.${subject}`)})`} <span className="muted small">({source})</span>
            {isUncertain && <b className="warn small"> {t('standing.uncertain')}</b>}
          </li>
        ))}
      </ul>
      <p className="small muted">
        {t('due.file')}:{' '}
        {papersOf(
          title.level,
          conditions.map(({ condition }) => condition),
        )
          .map((paper) => t(`file.${paper}`))
          .join('; ')}
        .
      </p>
    </Section>
  );
}
