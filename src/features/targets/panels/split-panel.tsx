import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatNumber } from '@/domain/number';
import { type PeriodRef, periodToSearch, QUARTERS, roman } from '@/domain/period';
import type { Indicator } from '@/features/indicators/queries';
import { LinkButton } from '@/ui/button';
import { Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { PageHeader } from '@/ui/page/page-header';
import { GridScreen } from '@/ui/shell/shell';
import { StatusSentence } from '@/ui/status';
import { assignTargetAction, editDraftAction, splitTargetAction } from '../actions';
import { SplitForm, type SplitWords } from '../components/split-form';
import { DecisionFields, decisionText, Terms } from '../components/terms';
import { type ShareMatrix, shareMatrix, type TargetVersion, targetDecisions } from '../queries';
import { splitKind } from '../rules';

type SplitPanelProps = { actor: Actor; indicator: Indicator; period: PeriodRef; draft?: TargetVersion; inForce?: TargetVersion };

/** Where planning assigns a target and splits it to departments and quarters. */
export async function SplitPanel({ actor, indicator, period, draft, inForce }: SplitPanelProps) {
  const { year } = period;
  const [t, tIndicators, tKinds, matrix, present, decisions] = await Promise.all([
    getTranslations('targets'),
    getTranslations('indicators'),
    getTranslations('departments.kind'),
    shareMatrix(actor, indicator, year, draft?.targetId ?? null),
    inForce ? shareMatrix(actor, indicator, year, inForce.targetId) : null,
    targetDecisions(actor),
  ]);
  const formerShares = new Map(present?.rows.map(({ departmentId, shares }) => [departmentId, shares]));
  const number = (value: string) => formatNumber(Number(value), indicator.decimals);
  return (
    <GridScreen>
      <div className="flex h-full flex-col phone:block">
        <div className="px-6 pt-3.5 phone:px-4">
          <PageHeader
            title={t('pageTitle', { name: indicator.name, year })}
            actions={
              <>
                {draft && <TermsButton draft={draft} />}
                {matrix.rows.length === 0 && (
                  <LinkButton href={`/indicators/${indicator.code}?${periodToSearch(period)}`}>{tIndicators('reporters.add')}</LinkButton>
                )}
                <LinkButton href={`/indicators/${indicator.code}?${periodToSearch(period)}`} variant="bare">
                  {tIndicators('definition.title')}
                </LinkButton>
              </>
            }
          >
            {draft ? (
              <StatusSentence kind="draft" lead={t('sentence.draftLead')}>
                {inForce ? t('sentence.draftAdjusted', { value: number(inForce.value), unit: indicator.unit }) : t('sentence.draft')}{' '}
                {draft.decision && decisionText(draft.decision)}
              </StatusSentence>
            ) : (
              <StatusSentence kind="none" lead={t('sentence.noneLead', { year })}>
                {matrix.rows.length > 0 ? t('sentence.none', { count: matrix.rows.length }) : t('sentence.noReporters')}
              </StatusSentence>
            )}
          </PageHeader>
        </div>
        <SplitForm
          key={draft?.versionNo ?? 1}
          action={draft ? splitTargetAction : assignTargetAction}
          hidden={draft ? { targetId: draft.targetId, rowVersion: draft.rowVersion } : { indicatorId: indicator.id, year }}
          indicator={{ aggregation: indicator.aggregation, unit: indicator.unit, decimals: indicator.decimals }}
          value={draft?.value ?? null}
          rows={matrix.rows.map(({ kind, ...row }) => ({
            ...row,
            group: tKinds(kind),
            former: formerShares.get(row.departmentId) ?? null,
          }))}
          lastYear={{ totals: matrix.hospitalLastYear, total: matrix.hospitalLastYearTotal }}
          former={present && inForce ? formerTotals(present, inForce) : null}
          terms={
            draft ? null : (
              <details className="mb-2">
                <summary className="small">{t('form.terms')}</summary>
                <div className="group/decision grid max-w-3xl grid-cols-2 gap-6 py-2 phone:block">
                  <div>
                    <Terms year={year} />
                  </div>
                  <div>
                    <DecisionFields decisions={decisions} />
                  </div>
                </div>
              </details>
            )
          }
          words={await words(indicator, year, matrix, inForce, draft !== undefined)}
        />
      </div>
    </GridScreen>
  );
}

function formerTotals({ rows }: ShareMatrix, { total }: TargetVersion) {
  const totals = [0, 1, 2, 3].map((quarter) => {
    const given = rows.map(({ shares }) => shares[quarter]).filter((share) => share !== null && share !== undefined);
    return given.length === 0 ? null : given.reduce((sum, share) => sum + Number(share), 0);
  });
  return { totals, total: total === null ? null : Number(total) };
}

/** The basis of a draft, apart from its numbers. */
async function TermsButton({ draft }: { draft: TargetVersion }) {
  const [t, tCommon] = await Promise.all([getTranslations('targets.form'), getTranslations('common')]);
  return (
    <DialogButton button={t('terms')} title={t('terms')}>
      <Form action={editDraftAction} labels={{ effectiveOn: t('effectiveOn'), note: t('note') }}>
        <input type="hidden" name="targetId" value={draft.targetId} />
        <input type="hidden" name="rowVersion" value={draft.rowVersion} />
        <Terms year={draft.year} initial={draft} />
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton>{t('saveTerms')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}

async function words(
  { name, unit, decimals, aggregation }: Indicator,
  year: number,
  { hospitalLastYearTotal }: ShareMatrix,
  inForce: TargetVersion | undefined,
  isDraft: boolean,
): Promise<SplitWords> {
  const [t, tForm] = await Promise.all([getTranslations('targets.grid'), getTranslations('targets.form')]);
  const lastYear = year - 1;
  return {
    label: t('label', { name, year }),
    value: t('value', { year }),
    lastYearFact:
      hospitalLastYearTotal === null
        ? t('lastYearNone', { year: lastYear })
        : t('lastYear', { year: lastYear, value: formatNumber(hospitalLastYearTotal, decimals), unit }),
    formerFact: inForce ? t('former', { value: formatNumber(Number(inForce.value), decimals), unit }) : null,
    left: t.raw('left'),
    over: t.raw('over'),
    fits: t('fits'),
    limits: t('limits'),
    noValue: t('noValue'),
    sumRule: t(`sumRule.${splitKind(aggregation)}`),
    byLastYear: t('byLastYear', { year: lastYear }),
    even: t('even'),
    rest: t('rest'),
    everywhere: t('everywhere'),
    undo: t('undo'),
    compare: t('compare'),
    lastYear: t('compareLastYear', { year: lastYear }),
    lastYearColumn: String(lastYear),
    former: t('compareFormer'),
    formerColumn: t('formerColumn'),
    problems: t.raw('problems'),
    keys: t('keys'),
    department: t('department'),
    quarters: QUARTERS.map((quarter) => t('quarter', { roman: roman(quarter) })),
    wholeYear: t('wholeYear'),
    given: t('given'),
    change: t('change'),
    total: t('total'),
    cell: t.raw('cell'),
    problem: {
      notANumber: t('problem.notANumber'),
      tooLarge: t('problem.tooLarge'),
      tooPrecise: t('problem.tooPrecise'),
      negative: t('problem.negative'),
    },
    reason: tForm('reason'),
    reasonHint: tForm('reasonHint'),
    saveDraft: tForm('saveDraft'),
    inForce: isDraft ? tForm('inForce') : tForm('assign'),
  };
}
