import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatEntry } from '@/domain/number';
import { can } from '@/domain/policy';
import { catalogue } from '@/features/indicators/queries';
import { Field, Form, SubmitButton } from '@/ui/form';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { endRuleAction } from '../actions';
import { RuleForm } from '../components/rule-form';
import { allRules, type ListedRule } from '../queries';
import { CHECK_KINDS } from '../schema';

/** The rules that sheets are checked by, with the years in which each holds. */
export async function RulesPanel({ actor, year }: { actor: Actor; year: number }) {
  const [t, tCommon, rules, indicators] = await Promise.all([
    getTranslations('checkRules'),
    getTranslations('common'),
    allRules(actor),
    catalogue(actor, year),
  ]);
  const mayManage = can(actor, 'indicator.manage');
  const nameOf = new Map(indicators.map(({ id, name }) => [id, name]));
  const names = (ids: readonly number[]) => ids.map((id) => nameOf.get(id) ?? `#${id}`).join(' + ');
  const said = (rule: ListedRule): string => {
    const own = rule.indicatorName ?? t('everyIndicator');
    if (rule.kind === 'PARTS_SUM') return `${own} = ${names(rule.params.parts)}`;
    if (rule.kind === 'NOT_ABOVE') return `${own} ≤ ${names([rule.params.whole])}`;
    if (rule.kind === 'OWN_PAST') return `${own}, ± ${formatEntry(rule.params.spread)}`;
    const { above, below } = rule.params;
    return [below && `${formatEntry(below)} ≤`, own, above && `≤ ${formatEntry(above)}`].filter(Boolean).join(' ');
  };
  const years = ({ fromYear, toYear }: ListedRule) => {
    if (toYear === null) return t('years', { from: String(fromYear) });
    return toYear < fromYear ? t('never') : t('yearsTo', { from: String(fromYear), to: String(toYear) });
  };
  const endForm = (rule: ListedRule) => (
    <DialogButton
      button={t('end')}
      label={`${t('end')}: ${rule.description}`}
      size="small"
      title={t('endTitle', { description: rule.description })}
      consequence={t('endBody')}
    >
      <Form action={endRuleAction} labels={{ toYear: t('form.toYear') }}>
        <input type="hidden" name="ruleId" value={rule.id} />
        <input type="hidden" name="rowVersion" value={rule.rowVersion} />
        <Field name="toYear" type="number-vi" label={t('form.toYear')} initial={year} />
        <footer>
          <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
          <SubmitButton>{t('end')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
  const columns: Column<ListedRule>[] = [
    {
      key: 'rule',
      head: t('column.rule'),
      rowHead: true,
      cell: (rule) => (
        <>
          {rule.description}
          <br />
          <span className="muted small font-normal">{said(rule)}</span>
        </>
      ),
    },
    { key: 'severity', head: t('column.severity'), cell: ({ severity }) => t(`severity.${severity}`) },
    { key: 'measure', head: t('column.measure'), cell: ({ measure }) => t(`measure.${measure ?? 'both'}`) },
    { key: 'years', head: t('column.years'), cell: years },
  ];
  if (mayManage)
    columns.push({
      key: 'end',
      head: <span className="sr">{t('end')}</span>,
      align: 'end',
      cell: (rule) => rule.toYear === null && endForm(rule),
    });
  return (
    <>
      <PageHeader title={t('title')} actions={<Link href="/indicators">{t('back')}</Link>}>
        {t('intro')}
      </PageHeader>
      {mayManage && (
        <div className="row wrap mb-4">
          <span className="muted small">{t('add')}:</span>
          {CHECK_KINDS.map((kind) => (
            <DialogButton
              key={kind}
              button={t(`addKind.${kind}`)}
              label={`${t('add')}: ${t(`kind.${kind}`)}`}
              size="small"
              title={t(`kind.${kind}`)}
            >
              <RuleForm kind={kind} year={year} indicators={indicators.map(({ id, name }) => ({ value: id, label: name }))} />
            </DialogButton>
          ))}
        </div>
      )}
      <DataTable
        caption={t('title')}
        rows={rules}
        rowKey={({ id }) => String(id)}
        columns={columns}
        empty={<Empty title={t('title')}>{t('empty')}</Empty>}
        phone={(rule) => ({ title: rule.description, detail: `${said(rule)} · ${years(rule)}`, aside: t(`severity.${rule.severity}`) })}
      />
    </>
  );
}
