import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatEntry } from '@/domain/number';
import { Checkbox, Field, Select } from '@/ui/form';
import type { Area, Indicator } from '../queries';
import { AGGREGATIONS, DIRECTIONS } from '../rules';

type IndicatorFieldsProps = {
  areas: Area[] /** What ratios and averages may be made of. */;
  parts: Indicator[];
  initial?: Indicator;
  year: number;
};

/** Everything that defines an indicator. What a rule does not need is hidden by CSS alone, and dropped by the schema. */
export function IndicatorFields({ areas, parts, initial, year }: IndicatorFieldsProps) {
  const t = useTranslations('indicators');
  const partChoices = parts
    .filter(({ id, aggregation }) => id !== initial?.id && (aggregation === 'SUM' || aggregation === 'LAST'))
    .map(({ code, name }) => ({ value: code, label: `${name} (${code})` }));
  const entry = (value: number | null | undefined) => formatEntry(value ?? null);
  return (
    <>
      <Group title={t('form.what')}>
        {!initial && <Field name="code" label={t('form.code')} hint={t('form.codeHint')} />}
        <Field name="name" label={t('form.name')} initial={initial?.name} />
        <Pair>
          <Field name="unit" label={t('form.unit')} hint={t('form.unitHint')} initial={initial?.unit} />
          <Field name="decimals" label={t('form.decimals')} hint="0–4" type="number-vi" initial={initial?.decimals ?? 0} />
        </Pair>
        <Pair>
          <Select
            name="area"
            label={t('form.area')}
            choices={areas.map(({ code, name }) => ({ value: code, label: name }))}
            initial={initial?.area.code ?? areas[0]?.code}
          />
          <Field name="sortOrder" label={t('form.sortOrder')} type="number-vi" initial={initial?.sortOrder ?? 0} />
        </Pair>
      </Group>
      <Group title={t('form.how')}>
        <Select
          name="aggregation"
          label={t('form.aggregation')}
          hint={t('form.aggregationHelp')}
          choices={AGGREGATIONS.map((value) => ({ value, label: t(`aggregation.${value}`) }))}
          initial={initial?.aggregation ?? 'SUM'}
        />
        <div className="hidden group-has-[option[value=RATIO]:checked]/rule:block mt-3.5">
          <Select name="numerator" label={t('form.numerator')} choices={partChoices} initial={initial?.numerator?.code} empty="–" />
          <Select name="denominator" label={t('form.denominator')} choices={partChoices} initial={initial?.denominator?.code} empty="–" />
          <Checkbox name="denominatorDays" label={t('form.denominatorDays')} initial={initial?.denominatorDays} />
          <Field name="scale" label={t('form.scale')} hint={t('form.scaleHint')} type="number-vi" initial={entry(initial?.scale ?? 100)} />
        </div>
        <div className="hidden group-has-[option[value=WEIGHTED_AVG]:checked]/rule:block mt-3.5">
          <Select name="weight" label={t('form.weight')} choices={partChoices} initial={initial?.weight?.code} empty="–" />
        </div>
      </Group>
      <Group title={t('form.judge')}>
        <Select
          name="direction"
          label={t('form.direction')}
          choices={DIRECTIONS.map((value) => ({ value, label: t(`direction.${value}`) }))}
          initial={initial?.direction ?? 'UP'}
        />
        <div className="mt-3.5 hidden grid-cols-2 items-end gap-4 group-has-[option[value=RANGE]:checked]/rule:grid [&>.field]:mt-0">
          <Field
            name="rangeLow"
            label={t('form.rangeLow')}
            hint={t('form.rangeHint')}
            type="number-vi"
            initial={entry(initial?.rangeLow)}
          />
          <Field
            name="rangeHigh"
            label={t('form.rangeHigh')}
            hint={t('form.rangeHint')}
            type="number-vi"
            initial={entry(initial?.rangeHigh)}
          />
        </div>
        <div className="mt-3.5">
          <Checkbox name="isHeadline" label={t('form.headline')} initial={initial?.isHeadline} />
        </div>
      </Group>
      <Group title={t('form.accept')}>
        <Pair>
          <Field
            name="hardMin"
            label={t('form.hardMin')}
            hint={t('form.hardHint')}
            type="number-vi"
            initial={initial ? entry(initial.hardMin) : '0'}
          />
          <Field name="hardMax" label={t('form.hardMax')} hint={t('form.hardHint')} type="number-vi" initial={entry(initial?.hardMax)} />
        </Pair>
        <Pair>
          <Field name="softChangePct" label={t('form.soft')} type="number-vi" initial={initial?.softChangePct ?? ''} />
          <Field name="fromYear" label={t('form.fromYear')} type="number-vi" initial={initial?.fromYear ?? year} />
        </Pair>
      </Group>
    </>
  );
}

/** Two fields side by side, on one line whatever hints they have. */
function Pair({ children }: { children: ReactNode }) {
  return <div className="mt-3.5 grid grid-cols-2 items-end gap-4 [&>.field]:mt-0">{children}</div>;
}

/** A part of the form; as a group it also tells the hidden fields inside which rule is chosen. */
function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="group/rule mt-5 border-t border-hair pt-3">
      <legend className="pr-3 text-head font-strong">{title}</legend>
      {children}
    </fieldset>
  );
}

type Labels = Record<string, string>;
type FormWords = ReturnType<typeof useTranslations<'indicators.form'>>;

/** Names for the error summary. */
export function fieldLabels(t: FormWords): Labels {
  const same = [
    'code',
    'name',
    'unit',
    'decimals',
    'area',
    'sortOrder',
    'aggregation',
    'numerator',
    'denominator',
    'scale',
    'weight',
  ] as const;
  const more = ['direction', 'rangeLow', 'rangeHigh', 'hardMin', 'hardMax', 'fromYear', 'toYear'] as const;
  return { ...Object.fromEntries([...same, ...more].map((key) => [key, t(key)])), softChangePct: t('soft') };
}
