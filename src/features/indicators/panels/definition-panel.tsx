import Plus from 'lucide-react/icons/plus';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { type PeriodRef, periodToSearch } from '@/domain/period';
import { can } from '@/domain/policy';
import { LinkButton } from '@/ui/button';
import { Checkbox, Field, Form, SubmitButton } from '@/ui/form';
import { Icon } from '@/ui/icon';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { createAreaAction, createIndicatorAction, editIndicatorAction, retireIndicatorAction } from '../actions';
import { fieldLabels, IndicatorFields } from '../components/indicator-fields';
import { type Area, areas, catalogue, type Indicator, indicatorByCode } from '../queries';

type PanelProps = { actor: Actor; period: PeriodRef };

/** A new indicator. */
export async function NewIndicatorPanel({ actor, period }: PanelProps) {
  if (!can(actor, 'indicator.manage')) notFound();
  const [t, allAreas, parts] = await Promise.all([getTranslations('indicators.form'), areas(actor), catalogue(actor, period.year)]);
  return (
    <>
      <PageHeader title={t('new')} actions={<AreaButton />}>
        <p>{t('newLead')}</p>
      </PageHeader>
      <NewForm areas={allAreas} parts={parts} year={period.year} />
    </>
  );
}

/** A wrong definition is corrected, an old one retired. */
export async function EditIndicatorPanel({ actor, period, code }: PanelProps & { code: string }) {
  if (!can(actor, 'indicator.manage')) notFound();
  const indicator = await indicatorByCode(actor, code);
  if (!indicator) notFound();
  const [t, tCommon, allAreas, parts] = await Promise.all([
    getTranslations('indicators.form'),
    getTranslations('common'),
    areas(actor),
    catalogue(actor, period.year),
  ]);
  return (
    <>
      <PageHeader
        title={t('editTitle', { name: indicator.name })}
        above={code}
        actions={<LinkButton href={`/indicators/${code}?${periodToSearch(period)}`}>{tCommon('back')}</LinkButton>}
      >
        <p>{t('editLead')}</p>
      </PageHeader>
      <div className="split">
        <EditForm indicator={indicator} areas={allAreas} parts={parts} year={period.year} />
        <div>
          <Section title={t('retire')}>
            <p className="small muted mb-3">{t('retireLead')}</p>
            <Form action={retireIndicatorAction} labels={{ toYear: t('retireYear') }}>
              <input type="hidden" name="indicatorId" value={indicator.id} />
              <input type="hidden" name="rowVersion" value={indicator.rowVersion} />
              <Field name="toYear" label={t('retireYear')} hint={t('retireHint')} type="number-vi" initial={indicator.toYear ?? ''} />
              <SubmitButton variant="plain">{t('retireSubmit')}</SubmitButton>
            </Form>
          </Section>
        </div>
      </div>
    </>
  );
}

type DefinitionFormProps = { areas: Area[]; parts: Indicator[]; year: number };

async function NewForm(props: DefinitionFormProps) {
  const t = await getTranslations('indicators.form');
  return (
    <Form action={createIndicatorAction} labels={fieldLabels(t)}>
      <IndicatorFields {...props} />
      <SubmitButton>{t('saveNew')}</SubmitButton>
    </Form>
  );
}

async function EditForm({ indicator, ...props }: DefinitionFormProps & { indicator: Indicator }) {
  const t = await getTranslations('indicators.form');
  return (
    <Form action={editIndicatorAction} labels={fieldLabels(t)}>
      <input type="hidden" name="indicatorId" value={indicator.id} />
      <input type="hidden" name="rowVersion" value={indicator.rowVersion} />
      <IndicatorFields {...props} initial={indicator} />
      <SubmitButton>{t('save')}</SubmitButton>
    </Form>
  );
}

async function AreaButton() {
  const [t, tForm, tCommon] = await Promise.all([
    getTranslations('indicators.areaForm'),
    getTranslations('indicators.form'),
    getTranslations('common'),
  ]);
  return (
    <DialogButton
      button={
        <>
          <Icon of={Plus} />
          {tForm('newArea')}
        </>
      }
      title={t('title')}
    >
      <Form action={createAreaAction} labels={{ code: t('code'), name: t('name'), sortOrder: t('sortOrder') }}>
        <Field name="code" label={t('code')} />
        <Field name="name" label={t('name')} />
        <Field name="sortOrder" label={t('sortOrder')} type="number-vi" initial={0} />
        <Checkbox name="isCore" label={t('isCore')} />
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton>{t('submit')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
