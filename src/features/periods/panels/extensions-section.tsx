import { getTranslations } from 'next-intl/server';
import { addDays, dayOf, formatDay, formatMoment } from '@/domain/date';
import { roman } from '@/domain/period';
import { departmentsInPeriod } from '@/features/departments/queries';
import { currentActor } from '@/server/session';
import { Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import { decideExtensionAction, grantExtensionAction } from '../actions';
import type { ExtensionRow, QuarterPeriod } from '../queries';
import { DEADLINE_KINDS } from '../schema';

const LOCK_AFTER_DAYS = 5;
const MARK = { REQUESTED: 'waiting', GRANTED: 'extended', REFUSED: 'locked' } as const;

/** Who asked for more time and why, what was decided, and planning's own grants. */
export async function ExtensionsSection({
  year,
  requests,
  quarters,
}: {
  year: number;
  requests: ExtensionRow[];
  quarters: QuarterPeriod[];
}) {
  const [t, tKind] = await Promise.all([getTranslations('periods.extensions'), getTranslations('periods.kindOf')]);
  const what = ({ kind, quarter }: ExtensionRow) => tKind(kind, { quarter: roman(quarter) });
  const opened = quarters.filter(({ plan, report }) => plan || report);
  const day = (moment: Date | null) => (moment ? formatDay(dayOf(moment)) : '');
  const outcome = (row: ExtensionRow) => {
    if (row.state === 'GRANTED') return t('granted', { dueOn: day(row.newDueAt), lockOn: day(row.newLockAt) });
    return row.state === 'REFUSED' ? t('refused') : t('waiting');
  };
  const waiting = requests.filter(({ state }) => state === 'REQUESTED').length;
  return (
    <Section title={t('title', { count: waiting })} aside={opened.length > 0 && <GrantButton quarters={opened} />}>
      <DataTable
        caption={t('title', { count: waiting })}
        rows={requests}
        rowKey={({ id }) => String(id)}
        empty={<p className="muted">{t('none', { year })}</p>}
        columns={[
          {
            key: 'department',
            head: t('department'),
            rowHead: true,
            cell: ({ department }) => <Link href={`/departments/${department.code}`}>{department.name}</Link>,
          },
          { key: 'what', head: t('what'), cell: what },
          {
            key: 'reason',
            head: t('reason'),
            cell: (row) => (
              <>
                {row.reason}
                <div className="muted small">
                  {row.requestedBy}
                  {row.state === 'REQUESTED' && row.newDueAt && `, ${t('asked', { day: day(row.newDueAt) })}`}
                </div>
              </>
            ),
          },
          {
            key: 'result',
            head: t('result'),
            cell: (row) =>
              row.state === 'REQUESTED' ? (
                <span className="row wrap">
                  <DecideButtons row={row} what={what(row)} />
                </span>
              ) : (
                <>
                  <Status kind={MARK[row.state]} quiet={row.state === 'REFUSED'}>
                    {outcome(row)}
                  </Status>
                  <div className="muted small">
                    {row.decisionReason && row.decisionReason !== row.reason && <>{row.decisionReason}. </>}
                    {row.decidedBy && row.decidedAt && t('by', { name: row.decidedBy, moment: formatMoment(row.decidedAt) })}
                  </div>
                </>
              ),
          },
        ]}
        phone={(row) => ({
          title: row.department.name,
          detail: (
            <>
              {what(row)}: {row.reason}
              <br />
              {row.state === 'REQUESTED' ? (
                <span className="row wrap">
                  <DecideButtons row={row} what={what(row)} />
                </span>
              ) : (
                outcome(row)
              )}
            </>
          ),
        })}
      />
    </Section>
  );
}

async function DecideButtons({ row, what }: { row: ExtensionRow; what: string }) {
  const [t, tCommon] = await Promise.all([getTranslations('periods.extensions'), getTranslations('common')]);
  const words = { what, department: row.department.name, dueOn: formatDay(dayOf(row.dueAt)), lockOn: formatDay(dayOf(row.lockAt)) };
  const wanted = dayOf(row.newDueAt ?? row.dueAt);
  const lockOn = [dayOf(row.lockAt), addDays(wanted, LOCK_AFTER_DAYS)].toSorted().at(-1);
  const hidden = (verdict: 'GRANTED' | 'REFUSED') => (
    <>
      <input type="hidden" name="verdict" value={verdict} />
      <input type="hidden" name="extensionId" value={row.id} />
      <input type="hidden" name="rowVersion" value={row.rowVersion} />
    </>
  );
  return (
    <>
      <DialogButton button={t('grant')} size="small" title={t('grantTitle', words)} consequence={t('grantConsequence', words)}>
        <Form action={decideExtensionAction} labels={{ dueOn: t('dueOn'), lockOn: t('lockOn'), reason: t('note') }}>
          {hidden('GRANTED')}
          <Field name="dueOn" type="date" label={t('dueOn')} initial={wanted} />
          <Field name="lockOn" type="date" label={t('lockOn')} initial={lockOn} />
          <TextArea name="reason" label={t('note')} optional={tCommon('optional')} rows={2} />
          <footer>
            <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
            <SubmitButton>{t('grant')}</SubmitButton>
          </footer>
        </Form>
      </DialogButton>
      <DialogButton
        button={t('refuse')}
        size="small"
        variant="bare"
        title={t('refuseTitle', words)}
        consequence={t('refuseConsequence', words)}
      >
        <Form action={decideExtensionAction} labels={{ reason: t('reason') }}>
          {hidden('REFUSED')}
          <TextArea name="reason" label={t('reason')} rows={3} />
          <footer>
            <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
            <SubmitButton>{t('refuse')}</SubmitButton>
          </footer>
        </Form>
      </DialogButton>
    </>
  );
}

/** Planning gives time without being asked: a department, a quarter, plan or report. */
async function GrantButton({ quarters }: { quarters: QuarterPeriod[] }) {
  const [actor, t, tKind, tCommon] = await Promise.all([
    currentActor(),
    getTranslations('periods.extensions'),
    getTranslations('periods.kind'),
    getTranslations('common'),
  ]);
  const [first, last] = [quarters[0], quarters.at(-1)];
  if (!first || !last) return null;
  const departments = await departmentsInPeriod(actor, { startsOn: first.startsOn, endsOn: last.endsOn });
  const labels = {
    departmentId: t('department'),
    periodId: t('period'),
    kind: t('kind'),
    dueOn: t('dueOn'),
    lockOn: t('lockOn'),
    reason: t('reason'),
  };
  return (
    <DialogButton button={t('direct')} size="small" title={t('directTitle')} consequence={t('directConsequence')}>
      <Form action={grantExtensionAction} labels={labels}>
        <Select
          name="departmentId"
          label={t('department')}
          empty={tCommon('choose')}
          choices={departments.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          name="periodId"
          label={t('period')}
          initial={last.id}
          choices={quarters.map(({ id, quarter, year }) => ({ value: id, label: tCommon('quarterYear', { roman: roman(quarter), year }) }))}
        />
        <Select
          name="kind"
          label={t('kind')}
          initial="REPORT"
          choices={DEADLINE_KINDS.map((kind) => ({ value: kind, label: tKind(kind) }))}
        />
        <Field name="dueOn" type="date" label={t('dueOn')} />
        <Field name="lockOn" type="date" label={t('lockOn')} />
        <TextArea name="reason" label={t('reason')} rows={2} />
        <footer>
          <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
          <SubmitButton>{t('grant')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
