import FilePen from 'lucide-react/icons/file-pen-line';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatDay, formatMoment } from '@/domain/date';
import { formatChange, formatNumber } from '@/domain/number';
import { type PeriodRef, periodToSearch, QUARTERS, roman } from '@/domain/period';
import { can, visibleDepartments } from '@/domain/policy';
import type { Indicator } from '@/features/indicators/queries';
import { LinkButton } from '@/ui/button';
import { Field, Form, SubmitButton } from '@/ui/form';
import { Icon } from '@/ui/icon';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { type Column, DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { StatusSentence } from '@/ui/status';
import { adjustTargetAction } from '../actions';
import { SplitMark, StateMark, targetText } from '../components/target-words';
import { DecisionFields, decisionText } from '../components/terms';
import { type ShareMatrix, shareMatrix, type TargetVersion, targetDecisions } from '../queries';
import { quarterTotals, splitKind, splitTotal } from '../rules';

type ReadTargetPanelProps = { actor: Actor; indicator: Indicator; period: PeriodRef; versions: TargetVersion[] };

/** A target that counts: what it is, by which decision, what it was before, and what it gives each department. */
export async function ReadTargetPanel({ actor, indicator, period, versions }: ReadTargetPanelProps) {
  const { year } = period;
  const inForce = versions.find(({ state }) => state === 'IN_FORCE');
  const former = versions.findLast(({ state }) => state === 'SUPERSEDED');
  const [t, tIndicators, matrix, before] = await Promise.all([
    getTranslations('targets'),
    getTranslations('indicators'),
    inForce ? shareMatrix(actor, indicator, year, inForce.targetId) : null,
    former ? shareMatrix(actor, indicator, year, former.targetId) : null,
  ]);
  return (
    <>
      <PageHeader
        title={t('pageTitle', { name: indicator.name, year })}
        actions={
          <>
            <LinkButton href={`/indicators/${indicator.code}?${periodToSearch(period)}`}>{tIndicators('definition.title')}</LinkButton>
            {inForce && can(actor, 'target.manage') && <AdjustButton actor={actor} indicator={indicator} inForce={inForce} />}
          </>
        }
      >
        {inForce ? (
          <InForceSentence indicator={indicator} inForce={inForce} former={former} departments={givenTo(matrix)} />
        ) : (
          <StatusSentence kind="none" lead={t('sentence.noneLead', { year })}>
            {t('sentence.noneReadOnly')}
          </StatusSentence>
        )}
      </PageHeader>
      <div className="secs">
        {versions.length > 0 && (
          <Section title={t('versions.title', { count: versions.filter(({ kind }) => kind === 'ADJUSTED').length })}>
            <Versions indicator={indicator} year={year} versions={versions} />
          </Section>
        )}
        {matrix && (
          <Section title={t('shares.title')} aside={visibleDepartments(actor, 'summary.departments') !== 'all' && t('shares.hidden')}>
            <Shares indicator={indicator} year={year} matrix={matrix} before={before} />
          </Section>
        )}
      </div>
    </>
  );
}

const isGiven = ({ shares }: ShareMatrix['rows'][number]) => shares.some((share) => share !== null && Number(share) !== 0);
const givenTo = (matrix: ShareMatrix | null) => matrix?.rows.filter(isGiven).length ?? 0;

type SentenceProps = { indicator: Indicator; inForce: TargetVersion; former: TargetVersion | undefined; departments: number };

async function InForceSentence({ indicator, inForce, former, departments }: SentenceProps) {
  const t = await getTranslations('targets.sentence');
  const { unit, decimals } = indicator;
  const { decision, split, total, effectiveOn } = inForce;
  const by = decision?.number
    ? decision.signedOn
      ? t('byDecision', { number: decision.number, day: formatDay(decision.signedOn) })
      : t('byDecisionUndated', { number: decision.number })
    : '';
  return (
    <StatusSentence kind="approved" lead={`${targetText(Number(inForce.value), indicator)}\u00a0${unit}.`}>
      {`${[t('inForceLead', { day: formatDay(effectiveOn) }), by].filter(Boolean).join(', ')}. `}
      {former && `${t('adjusted', { value: formatNumber(Number(former.value), decimals), unit })} `}
      {split === 'full' && t('full', { count: departments })}
      {split === 'limits' && t('limits', { count: departments })}
      {split === 'none' && t('notSplit')}
      {split === 'differs' && t('differs', { total: formatNumber(Number(total), decimals), unit })}
    </StatusSentence>
  );
}

type AdjustButtonProps = { actor: Actor; indicator: Indicator; inForce: TargetVersion };

async function AdjustButton({ actor, indicator, inForce }: AdjustButtonProps) {
  const [t, tCommon, decisions] = await Promise.all([getTranslations('targets.form'), getTranslations('common'), targetDecisions(actor)]);
  const { name, unit, decimals, id } = indicator;
  return (
    <DialogButton
      wide
      button={
        <>
          <Icon of={FilePen} />
          {t('adjust')}
        </>
      }
      title={t('adjustTitle', { name, year: inForce.year })}
      consequence={t('adjustConsequence', { value: formatNumber(Number(inForce.value), decimals), unit })}
    >
      <Form
        action={adjustTargetAction}
        labels={{
          value: t('newValue'),
          effectiveOn: t('effectiveOn'),
          'decision.number': t('number'),
          'decision.signedOn': t('signedOn'),
          'decision.subject': t('subject'),
        }}
      >
        <input type="hidden" name="indicatorId" value={id} />
        <input type="hidden" name="year" value={inForce.year} />
        <div className="group/decision">
          <div className="grid grid-cols-2 items-end gap-x-4 [&>.field]:mt-0">
            <Field name="value" label={`${t('newValue')} (${unit})`} type="number-vi" />
            <Field name="effectiveOn" label={t('effectiveOn')} type="date" />
          </div>
          <div className="mt-3.5">
            <DecisionFields decisions={decisions} />
          </div>
        </div>
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton>{t('adjustSubmit')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}

type VersionsProps = { indicator: Indicator; year: number; versions: TargetVersion[] };

async function Versions({ indicator, year, versions }: VersionsProps) {
  const t = await getTranslations('targets');
  const formerOf = ({ versionNo }: TargetVersion) => versions.find((other) => other.versionNo === versionNo - 1);
  return (
    <DataTable
      caption={t('versions.caption', { name: indicator.name, year })}
      rows={versions}
      rowKey={({ targetId }) => String(targetId)}
      selected={({ state }) => versions.length > 1 && state === 'IN_FORCE'}
      columns={[
        {
          key: 'version',
          head: t('versions.version'),
          rowHead: true,
          className: 'nowrap',
          cell: ({ kind, versionNo }) => t(`versionHead.${kind}`, { number: versionNo - 1 }),
        },
        { key: 'value', head: t('versions.value'), align: 'end', cell: ({ value }) => <b>{targetText(Number(value), indicator)}</b> },
        {
          key: 'change',
          head: t('versions.change'),
          align: 'end',
          className: 'muted',
          cell: (version) => {
            const former = formerOf(version);
            return former && formatChange(Number(version.value) - Number(former.value), indicator.decimals);
          },
        },
        { key: 'effectiveOn', head: t('versions.effectiveOn'), align: 'end', cell: ({ effectiveOn }) => formatDay(effectiveOn) },
        {
          key: 'decision',
          head: t('versions.decision'),
          className: 'small',
          cell: ({ decision, note, unsplitReason }) => (
            <>
              {[decision && decisionText(decision), note].filter(Boolean).join('. ')}
              {unsplitReason && <span className="block muted">{t('reason', { reason: unsplitReason })}</span>}
            </>
          ),
        },
        { key: 'split', head: t('versions.split'), cell: ({ split }) => <SplitMark state={split} /> },
        { key: 'state', head: t('versions.state'), cell: ({ state }) => <StateMark state={state} /> },
        {
          key: 'by',
          head: t('versions.by'),
          className: 'small muted',
          cell: ({ updatedBy, updatedAt }) => [updatedBy, formatMoment(updatedAt)].filter(Boolean).join(', '),
        },
      ]}
      phone={(version) => ({
        title: `${targetText(Number(version.value), indicator)} ${indicator.unit}`,
        detail: `${t(`versionHead.${version.kind}`, { number: version.versionNo - 1 })}, ${formatDay(version.effectiveOn)}`,
        aside: <StateMark state={version.state} />,
      })}
    />
  );
}

type SharesProps = { indicator: Indicator; year: number; matrix: ShareMatrix; before: ShareMatrix | null };
type ShareRow = ShareMatrix['rows'][number] & { was: ShareMatrix['rows'][number]['shares'] | undefined };

async function Shares({ indicator, year, matrix, before }: SharesProps) {
  const [t, tKinds] = await Promise.all([getTranslations('targets'), getTranslations('departments.kind')]);
  const { aggregation, decimals, name } = indicator;
  const was = new Map(before?.rows.map(({ departmentId, shares }) => [departmentId, shares]));
  const rows = matrix.rows
    .filter(({ shares }) => shares.some((share) => share !== null))
    .map((row): ShareRow => ({ ...row, was: was.get(row.departmentId) }));
  const text = (share: string | null | undefined) => formatNumber(share == null ? null : Number(share), decimals);
  const shares = rows.map((row) => row.shares);
  const totals = splitKind(aggregation) === 'limit' ? null : quarterTotals(shares);
  const columns: Column<ShareRow>[] = [
    {
      key: 'department',
      head: t('grid.department'),
      rowHead: true,
      cell: ({ code, name }) => (
        <Link href={`/departments/${code}`} className="plain" prefetch={false}>
          {name}
        </Link>
      ),
      total: totals && t('grid.total'),
    },
    ...QUARTERS.map(
      (quarter): Column<ShareRow> => ({
        key: String(quarter),
        head: t('grid.quarter', { roman: roman(quarter) }),
        align: 'end',
        cell: ({ shares, was }) => (
          <Moved now={text(shares[quarter - 1])} was={was && text(was[quarter - 1])} word={(value) => t('shares.was', { value })} />
        ),
        total: totals && text(totals[quarter - 1]),
      }),
    ),
    {
      key: 'year',
      head: t('grid.wholeYear'),
      align: 'end',
      cell: ({ shares, was }) => (
        <b>
          <Moved
            now={text(splitTotal(aggregation, [shares]))}
            was={was && text(splitTotal(aggregation, [was]))}
            word={(value) => t('shares.was', { value })}
          />
        </b>
      ),
      total: totals && text(splitTotal(aggregation, shares)),
    },
    {
      key: 'lastYear',
      head: t('shares.actual', { year: year - 1 }),
      align: 'end',
      className: 'muted',
      cell: ({ lastYearTotal }) => formatNumber(lastYearTotal, decimals),
      total: totals && formatNumber(matrix.hospitalLastYearTotal, decimals),
    },
  ];
  return (
    <DataTable
      caption={t('shares.caption', { name, year })}
      dense
      columns={columns.map(({ total, ...column }) => (total ? { ...column, total } : column))}
      rows={rows}
      rowKey={({ code }) => code}
      groupOf={({ kind }) => ({ key: kind, label: tKinds(kind) })}
      empty={<p className="muted">{t('shares.none')}</p>}
      phone={({ name, shares }) => ({
        title: name,
        detail: shares.map(text).join(' · '),
        aside: <b>{text(splitTotal(aggregation, [shares]))}</b>,
      })}
    />
  );
}

/** A share, and in small what it was in the version before when it moved. */
function Moved({ now, was, word }: { now: string; was: string | undefined; word: (value: string) => string }) {
  return (
    <>
      {was !== undefined && was !== now && <span className="small muted font-normal">{word(was)} </span>}
      {now}
    </>
  );
}
