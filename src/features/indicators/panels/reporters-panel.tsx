import Minus from 'lucide-react/icons/minus';
import Plus from 'lucide-react/icons/plus';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { addDays, dayOf, formatDay } from '@/domain/date';
import { can } from '@/domain/policy';
import { type DepartmentRow, departmentsInPeriod, departmentsOn } from '@/features/departments/queries';
import { Checkbox, Field, Form, SubmitButton } from '@/ui/form';
import { Icon } from '@/ui/icon';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { assignIndicatorAction, unassignIndicatorAction } from '../actions';
import { type DepartmentGroup, PickDepartments } from '../components/pick-departments';
import { type Assignment, assignmentMatrix, type Indicator } from '../queries';

type ReportersPanelProps = { actor: Actor; indicator: Indicator; year: number };
type Reporter = Assignment & { department: DepartmentRow };

/** Who must report the indicator in the year, and for planning: who begins and who stops. */
export async function ReportersPanel({ actor, indicator, year }: ReportersPanelProps) {
  const today = dayOf(new Date());
  const { numerator, denominator } = indicator;
  const [t, all, ofYear, living] = await Promise.all([
    getTranslations('indicators.reporters'),
    assignmentMatrix(
      actor,
      year,
      [indicator, numerator, denominator].flatMap((part) => (part ? [part.id] : [])),
    ),
    departmentsInPeriod(actor, { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` }),
    departmentsOn(actor, today),
  ]);
  const reports = (departmentId: number, part: { id: number } | null) =>
    part !== null && all.some((one) => one.departmentId === departmentId && one.indicatorId === part.id);
  const derived = ofYear.filter(({ id }) => reports(id, numerator) && reports(id, denominator)).length;
  const rows = ofYear.flatMap((department) =>
    all
      .filter(({ departmentId, indicatorId }) => departmentId === department.id && indicatorId === indicator.id)
      .map((assignment): Reporter => ({ ...assignment, department })),
  );
  const present = rows.filter(({ validTo }) => validTo === null);
  const mayManage = can(actor, 'indicator.manage');
  const reporting = new Set(present.map(({ departmentId }) => departmentId));
  const begin = year === Number(today.slice(0, 4)) ? today : `${year}-01-01`;
  return (
    <Section
      title={
        numerator && rows.length === 0
          ? t('derivedTitle', { count: derived })
          : t('title', { count: new Set(rows.map(({ departmentId }) => departmentId)).size })
      }
      aside={
        mayManage && (
          <span className="row wrap">
            {present.length > 0 && <EndForm indicator={indicator} departments={present.map(({ department }) => department)} from={begin} />}
            <AddForm
              indicator={indicator}
              departments={living.filter(({ id }) => !reporting.has(id))}
              from={`${begin.slice(0, 4)}-01-01`}
            />
          </span>
        )
      }
    >
      {indicator.numerator && indicator.denominator && (
        <p className="small muted mb-2">
          {t('fromParts', { numerator: indicator.numerator.name, denominator: indicator.denominator.name })}
        </p>
      )}
      <DataTable
        caption={t('caption', { name: indicator.name, year })}
        dense
        columns={columns(t)}
        rows={rows}
        rowKey={({ departmentId, validFrom }) => `${departmentId}/${validFrom}`}
        phone={({ department: { code, name }, required, validFrom, validTo }) => ({
          title: <Link href={`/departments/${code}`}>{name}</Link>,
          detail: [
            t(required ? 'yes' : 'no'),
            t('sinceDay', { day: formatDay(validFrom) }),
            validTo && t('untilDay', { day: formatDay(addDays(validTo, -1)) }),
          ]
            .filter(Boolean)
            .join(' · '),
        })}
        empty={numerator ? <span /> : <p className="muted">{t('none', { year })}</p>}
      />
    </Section>
  );
}

function columns(t: Awaited<ReturnType<typeof getTranslations<'indicators.reporters'>>>): Column<Reporter>[] {
  return [
    {
      key: 'department',
      head: t('department'),
      rowHead: true,
      cell: ({ department: { code, name } }) => (
        <Link href={`/departments/${code}`} className="plain" prefetch={false}>
          {name}
        </Link>
      ),
    },
    { key: 'required', head: t('required'), className: 'small muted', cell: ({ required }) => t(required ? 'yes' : 'no') },
    { key: 'since', head: t('since'), align: 'end', className: 'small', cell: ({ validFrom }) => formatDay(validFrom) },
    {
      key: 'until',
      head: t('until'),
      align: 'end',
      className: 'small',
      cell: ({ validTo }) => (validTo ? formatDay(addDays(validTo, -1)) : <span className="muted">–</span>),
    },
  ];
}

/** Departments by kind, in the hospital's order. */
async function groupsOf(departments: readonly DepartmentRow[]): Promise<DepartmentGroup[]> {
  const t = await getTranslations('departments.kind');
  const kinds = [...new Set(departments.map(({ kind }) => kind))];
  return kinds.map((kind) => ({ key: kind, label: t(kind), departments: departments.filter((department) => department.kind === kind) }));
}

type FormProps = { indicator: Indicator; departments: DepartmentRow[]; from: string };

async function AddForm({ indicator, departments, from }: FormProps) {
  const [t, tCommon, groups] = await Promise.all([
    getTranslations('indicators.reporters'),
    getTranslations('common'),
    groupsOf(departments),
  ]);
  return (
    <DialogButton
      size="small"
      wide
      button={
        <>
          <Icon of={Plus} size="s" />
          {t('add')}
        </>
      }
      title={t('addTitle', { name: indicator.name })}
      consequence={departments.length === 0 ? t('everybody') : undefined}
    >
      <Form action={assignIndicatorAction} labels={{ departmentIds: t('pick'), validFrom: t('from') }}>
        <input type="hidden" name="indicatorId" value={indicator.id} />
        <PickDepartments legend={t('pick')} all={t('pickAll')} groups={groups} />
        <Field name="validFrom" label={t('from')} type="date" initial={from} />
        <Checkbox name="required" label={t('requiredLabel')} initial />
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton>{t('addSubmit')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}

async function EndForm({ indicator, departments, from }: FormProps) {
  const [t, tCommon, groups] = await Promise.all([
    getTranslations('indicators.reporters'),
    getTranslations('common'),
    groupsOf(departments),
  ]);
  return (
    <DialogButton
      size="small"
      wide
      button={
        <>
          <Icon of={Minus} size="s" />
          {t('end')}
        </>
      }
      title={t('endTitle', { name: indicator.name })}
      consequence={t('endConsequence')}
    >
      <Form action={unassignIndicatorAction} labels={{ departmentIds: t('pick'), validTo: t('endFrom') }}>
        <input type="hidden" name="indicatorId" value={indicator.id} />
        <PickDepartments legend={t('pick')} all={t('pickAll')} groups={groups} />
        <Field name="validTo" label={t('endFrom')} type="date" initial={from} />
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton variant="danger">{t('endSubmit')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
