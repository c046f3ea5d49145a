import { getTranslations } from 'next-intl/server';
import { formatNumber } from '@/domain/number';
import { roman } from '@/domain/period';
import { Form, SubmitButton, TextArea } from '@/ui/form';
import { DialogButton } from '@/ui/overlay/dialog';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { describeRuleSetAction } from '../actions';
import { CapForm } from '../components/cap-form';
import { LevelsForm } from '../components/levels-form';
import type { RuleLevel, RuleSet } from '../queries';
import { scopesOf } from '../rules/cap';
import { capWords, conditionsOf, furtherRules } from './wording';

/** One rule set: what it is founded on, its levels and thresholds, its cap with the arithmetic. */
export async function RuleSetPanel({ set }: { set: RuleSet }) {
  const t = await getTranslations('ratingRules');
  const { id, rowVersion, subject, documents, criteria, cap, levels, campaigns } = set;
  const named = (list: RuleSet['campaigns']) =>
    list
      .map(({ year, quarter }) => (quarter === 1 || quarter === 2 || quarter === 3 || quarter === 4 ? `${roman(quarter)}/${year}` : year))
      .join(', ');
  const open = campaigns.filter(({ isOpen }) => isOpen);
  const asked = (code: string) =>
    code === 'EXCELLENT' || code === 'GOOD' || code === 'COMPLETED' ? conditionsOf(t, criteria?.levels[code]) : '';
  const score = ({ minScore }: RuleLevel) => formatNumber(minScore, minScore !== null && minScore % 1 !== 0 ? 1 : 0);
  const columns: Column<RuleLevel>[] = [
    { key: 'label', head: t('column.level'), rowHead: true, cell: ({ label }) => label },
    { key: 'short', head: t('column.short'), cell: ({ shortLabel }) => shortLabel },
    { key: 'score', head: t('column.score'), align: 'end', cell: score },
    { key: 'conditions', head: t('column.conditions'), cell: ({ code }) => asked(code) || '–' },
  ];
  return (
    <div className="secs">
      <Section title={t('documents')}>
        <Form action={describeRuleSetAction} labels={{ documents: t('documents') }}>
          <input type="hidden" name="ruleSetId" value={id} />
          <input type="hidden" name="rowVersion" value={rowVersion} />
          <TextArea name="documents" label={t('documents')} rows={3} initial={documents} />
          <SubmitButton variant="plain">{t('saveDocuments')}</SubmitButton>
        </Form>
      </Section>
      <Section
        title={t('levels')}
        aside={
          campaigns.length === 0 && (
            <DialogButton
              button={t('editLevels')}
              size="small"
              wide
              title={t('editLevelsTitle', { subject: t(`subject.${subject}`), from: String(set.fromYear) })}
            >
              <LevelsForm set={set} />
            </DialogButton>
          )
        }
      >
        {campaigns.length > 0 && <p className="small">{t('locked', { years: named(campaigns) })}</p>}
        <DataTable
          caption={t('levels')}
          rows={levels}
          rowKey={({ code }) => code}
          columns={columns}
          phone={(level) => ({ title: level.label, detail: asked(level.code) || level.shortLabel, aside: score(level) })}
        />
        <ul className="list small mt-2">
          {furtherRules(t, set).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('capTitle')}>
        {open.length > 0 && <p className="small warn">{t('capFollows', { years: named(open) })}</p>}
        <CapForm
          ruleSetId={id}
          rowVersion={rowVersion}
          cap={cap}
          label={levels[0]?.label ?? ''}
          words={{
            cap: capWords(t, subject),
            percent: t('form.percent'),
            base: t('form.base'),
            rounding: t('form.rounding'),
            minOne: t('form.minOne'),
            scope: t('form.scope'),
            scopes: scopesOf(subject).map((scope) => ({ value: scope, label: t(`scope.${scope}`) })),
            severity: t('form.severity'),
            severities: { WARN: t('severity.WARN'), BLOCK: t('severity.BLOCK') },
            example: t('form.example'),
            exampleExcellent: t('form.exampleExcellent'),
            exampleGood: t('form.exampleGood'),
            save: t('saveCap'),
          }}
        />
      </Section>
    </div>
  );
}
