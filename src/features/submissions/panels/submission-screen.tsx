import { notFound } from 'next/navigation';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatDay } from '@/domain/date';
import { type PeriodRef, periodToSearch, roman } from '@/domain/period';
import { can } from '@/domain/policy';
import type { DeskProps } from '@/features/figures/components/entry-desk';
import { quarterNames } from '@/features/figures/rules';
import { ExtensionPanel } from '@/features/periods/panels/extension-panel';
import { ChangesPanel } from '@/features/review/panels/changes-panel';
import { ReviewActions } from '@/features/review/panels/review-actions';
import type { ComparedRounds } from '@/features/review/schema';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Tabs } from '@/ui/page/tabs';
import { GridScreen } from '@/ui/shell/shell';
import { type NoScreen, type Screen, screenOf } from '../queries/file';
import { mayWrite } from '../rules';
import type { SubmissionKind } from '../schema';
import { HandInPanel } from './hand-in-panel';
import { ReopenPanel } from './reopen-panel';
import { RoadPanel } from './road-panel';
import { Standing } from './standing';
import { TextsPanel } from './texts-panel';
import { WithdrawPanel } from './withdraw-panel';

export const TABS = ['figures', 'tasks', 'texts', 'changes', 'history'] as const;
export type Tab = (typeof TABS)[number];

type SubmissionScreenProps = {
  kind: SubmissionKind;
  code: string;
  period: PeriodRef;
  tab: Tab;
  /** Which rounds the address lays side by side. */
  compared: ComparedRounds;
  /** The sheet of a plan or of a report: what differs between the two. */
  sheet(desk: Omit<DeskProps, 'rowHeader' | 'columns' | 'rowOf' | 'derive' | 'label'>): ReactNode;
  tasks(screen: Screen, canWrite: boolean): ReactNode;
  /** What else stands under the status sentence. */
  facts?(screen: Screen): ReactNode;
};

/** One department's plan or report of a quarter: where it stands, what it holds, what is next. */
export async function SubmissionScreen({ kind, code, period, tab, compared, sheet, tasks, facts }: SubmissionScreenProps) {
  const [actor, t, tFigures, messages] = await Promise.all([
    currentActor(),
    getTranslations('submissions'),
    getTranslations('figures'),
    getMessages(),
  ]);
  const now = new Date();
  const screen = await screenOf(actor, code, period, kind, now);
  if (!screen) notFound();
  if ('missing' in screen) return <NothingYet screen={screen} period={period} mayOpen={can(actor, 'period.manage')} />;
  const { department, quarter, detail, phase, lines, pins } = screen;
  const canWrite = mayWrite(detail.state, phase) && can(actor, 'submission.write', { departmentId: department.id });
  const base = `${kind === 'PLAN' ? '/plans' : '/reports'}/${department.code}?${periodToSearch(quarter)}`;
  const required = lines.filter(({ indicator }) => indicator.required && indicator.aggregation !== 'RATIO');
  const filled = required.filter(({ plan, actual }) => (kind === 'PLAN' ? plan : actual).value !== null).length;
  const tabs = TABS.filter((one) => (one === 'texts' ? kind === 'REPORT' : one !== 'changes' || detail.rounds.length > 0));
  // While one types, the panel beside the sheet counts; a number here would grow old.
  const counts: Partial<Record<Tab, string>> = {
    figures: canWrite ? undefined : `${filled}/${required.length}`,
    tasks: String(screen.tasks.length),
  };
  const head = (
    <PageHeader
      kind="title"
      title={t(`title.${kind}`, { department: department.name, roman: roman(quarter.quarter), year: quarter.year })}
      actions={
        <>
          {(detail.state === null || detail.state === 'DRAFT') && phase !== 'notOpen' && (
            <ExtensionPanel
              departmentId={department.id}
              periodId={quarter.id}
              quarter={quarter.quarter}
              kind={kind}
              deadline={screen.deadline}
            />
          )}
          <ReviewActions actor={actor} screen={screen} kind={kind} />
          <WithdrawPanel actor={actor} screen={screen} kind={kind} />
          <ReopenPanel actor={actor} screen={screen} />
        </>
      }
    >
      <Standing screen={screen} kind={kind} filled={filled} required={required.length} now={now} />
      {facts?.(screen)}
    </PageHeader>
  );
  const tabBar = (
    <Tabs
      label={t(`kind.${kind}`)}
      tabs={tabs.map((one) => ({ href: `${base}&tab=${one}`, label: t(`tabs.${one}`), count: counts[one], current: one === tab }))}
    />
  );
  if (tab === 'figures') {
    const pinned = Object.fromEntries(pins.flatMap(({ indicatorId, reason }) => (indicatorId === null ? [] : [[indicatorId, reason]])));
    return (
      <GridScreen>
        {sheet({
          place: { departmentId: department.id, periodId: quarter.id, measure: kind === 'PLAN' ? 'PLAN' : 'ACTUAL', accountId: actor.id },
          quarters: quarterNames(quarter.year, quarter.quarter),
          lines,
          rules: screen.rules,
          pins: pinned,
          canWrite,
          signInHref: `/sign-in?callbackUrl=${encodeURIComponent(base)}`,
          historyHref: `/summary/${quarter.year}/{code}/${department.code}?period=q${quarter.quarter}&measure=${kind === 'PLAN' ? 'plan' : 'actual'}`,
          words: {
            sheet: messages.sheet,
            problems: messages.figures.problem,
            panel: panelWords(tFigures),
            cell: messages.figures.cell,
            findings: findingWords(messages.checkRules),
          },
          head,
          tabs: tabBar,
          foot: <HandInPanel actor={actor} screen={screen} kind={kind} canWrite={canWrite} />,
        })}
      </GridScreen>
    );
  }
  return (
    <>
      {head}
      {tabBar}
      {tab === 'tasks' && tasks(screen, canWrite)}
      {tab === 'texts' && <TextsPanel screen={screen} canWrite={canWrite} accountId={actor.id} />}
      {tab === 'changes' && <ChangesPanel actor={actor} screen={screen} kind={kind} compared={compared} address={`${base}&tab=changes`} />}
      {tab === 'history' && <RoadPanel screen={screen} />}
      {canWrite && tab !== 'history' && tab !== 'changes' && (
        <HandInPanel actor={actor} screen={screen} kind={kind} canWrite={canWrite} sheetHref={`${base}&tab=figures`} />
      )}
    </>
  );
}

/** Why the page is empty, and where to go from there. */
async function NothingYet({ screen, period, mayOpen }: { screen: NoScreen; period: PeriodRef; mayOpen: boolean }) {
  const t = await getTranslations('submissions.list');
  const { department, missing } = screen;
  const words = { roman: roman(period.quarter ?? 1), year: period.year, department: department.name };
  const open = mayOpen && (
    <LinkButton variant="main" href={`/admin/periods?year=${period.year}`}>
      {t('openPeriod', words)}
    </LinkButton>
  );
  return (
    <>
      <PageHeader kind="title" title={department.name} />
      {missing === 'quarter' && <Empty title={t('wholeYearTitle')}>{t('wholeYearBody')}</Empty>}
      {missing === 'period' && (
        <Empty title={t('emptyTitle', words)} action={open}>
          {t('emptyBody')}
        </Empty>
      )}
      {(missing === 'notYet' || missing === 'noMore') && (
        <Empty
          title={t(`${missing}Title`, words)}
          action={<LinkButton href={`/departments/${department.code}`}>{t('departmentHistory')}</LinkButton>}
        >
          {t(`${missing}Body`, { ...words, day: formatDay(screen.since) })}
        </Empty>
      )}
    </>
  );
}

type FigureWords = Awaited<ReturnType<typeof getTranslations<'figures'>>>;

const findingWords = ({ heading, more, finding, asks }: DeskProps['words']['findings']) => ({ heading, more, finding, asks });

function panelWords(t: FigureWords): DeskProps['words']['panel'] {
  return {
    active: t('panel.active'),
    first: t('panel.first'),
    none: t('panel.none'),
    noneBody: t('panel.noneBody'),
    pinned: t('panel.pinned'),
    lastYear: t('panel.lastYear'),
    plan: t('panel.plan'),
    share: t('panel.share'),
    lastSaved: t.raw('panel.lastSaved'),
    history: t('panel.history'),
    remarkButton: t('cell.remarkButton'),
    flagged: t('cell.isFlagged'),
    unexplained: t.raw('panel.unexplained'),
    explained: t.raw('panel.explained'),
    quarters: t.raw('panel.quarters'),
    lowest: t.raw('panel.lowest'),
    highest: t.raw('panel.highest'),
    planShort: t('panel.planShort'),
    shareShort: t('panel.shareShort'),
    series: t.raw('panel.series'),
    filled: t('panel.filled'),
    unread: t('panel.unread'),
    pins: t('panel.pins'),
    checklist: t('panel.checklist'),
  };
}
