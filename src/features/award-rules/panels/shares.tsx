import { getTranslations } from 'next-intl/server';
import { formatPercent } from '@/domain/number';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import { exactShare } from '../components/wording';
import type { CatalogueTitle, CollectiveLine } from '../queries';
import { type DatedRule, rulesOf } from '../rules/conditions';
import type { RegisterFacts } from '../rules/facts';

type SharesProps = {
  titles: CatalogueTitle[];
  names: ReadonlyMap<string, string>;
  register: RegisterFacts;
  rules: readonly DatedRule[];
};

/** Limits of the whole hospital as they stand now. */
export async function Shares({ titles, names, register, rules }: SharesProps) {
  const t = await getTranslations('awardRules');
  const { year, holders } = register;
  const limits = titles.flatMap(({ code, name }) =>
    rulesOf(rules, code, year).flatMap(({ id, condition }) =>
      condition?.rule === 'SHARE_MAX' ? [{ id, code, name, of: condition.params.code, percent: condition.params.percent }] : [],
    ),
  );
  if (limits.length === 0) return null;
  return (
    <Section title={t('due.shares', { year: String(year) })}>
      {limits.map(({ id, code, name, of, percent }) => {
        const [part, whole] = [holders[code] ?? 0, holders[of] ?? 0];
        const words = { title: name, of: names.get(of) ?? of, max: formatPercent(percent, 0), year: String(year) };
        if (whole === 0) return <p key={id}>{t('due.shareNone', words)}</p>;
        const isOver = part * 100 > whole * percent;
        return (
          <p key={id} className="row wrap">
            <span>{t('due.shareLine', { ...words, part, whole, percent: exactShare(part, whole) })}</span>
            <Status kind={isOver ? 'late' : 'approved'}>{t(isOver ? 'due.over' : 'due.within')}</Status>
          </p>
        );
      })}
    </Section>
  );
}

/** Lao động tiên tiến of each department against its staff. */
export async function DepartmentShares({ units }: { units: CollectiveLine[] }) {
  const t = await getTranslations('awardRules');
  const rows = units.filter(({ staff, members }) => staff !== null || members.LDTT !== undefined);
  if (rows.length === 0) return null;
  const share = ({ staff, members }: (typeof rows)[number]) =>
    staff && staff.staff > 0 ? exactShare(members.LDTT ?? 0, staff.staff) : t('due.noStaff');
  return (
    <Section title={t('due.departments')}>
      <DataTable
        caption={t('due.departments')}
        rows={rows}
        rowKey={({ code }) => code}
        dense
        columns={[
          { key: 'name', head: t('column.department'), rowHead: true, cell: ({ name }) => name },
          { key: 'staff', head: t('due.staff'), align: 'end', cell: ({ staff }) => staff?.staff ?? '–' },
          { key: 'held', head: t('due.laborers'), align: 'end', cell: ({ members }) => members.LDTT ?? 0 },
          { key: 'share', head: t('due.share'), align: 'end', cell: share },
        ]}
        phone={(row) => ({ title: row.name, detail: `${row.members.LDTT ?? 0}/${row.staff?.staff ?? '–'}`, aside: share(row) })}
      />
    </Section>
  );
}
