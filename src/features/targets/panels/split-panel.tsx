import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatNumber } from '@/domain/number';
import { type PeriodRef, periodToSearch, QUARTERS, roman } from '@/domain/period';
import type { Indicator } from '@/features/indicators/queries';
import { calendarOf } from '@/features/periods/queries';
import { LinkButton } from '@/ui/button';
import { Checkbox, Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { PageHeader } from '@/ui/page/page-header';
import { GridScreen } from '@/ui/shell/shell';
import { StatusSentence } from '@/ui/status';
import { assignTargetAction, editDraftAction, splitTargetAction } from '../actions';
import { SplitForm } from '../components/split-form';
import { DecisionFields, decisionText, Terms } from '../components/terms';
import { type ShareMatrix, shareMatrix } from '../queries/shares';
import { type TargetVersion, targetDecisions } from '../queries/versions';
import { sum } from '../rules/split';
import { fixedQuarters } from '../rules/versions';
import { DiscardButton } from './discard-button';
import { splitWords } from './split-words';

type SplitPanelProps = { actor: Actor; indicator: Indicator; period: PeriodRef; draft?: TargetVersion; inForce?: TargetVersion };

/** Where planning assigns a target and splits it to departments and quarters. */
export async function SplitPanel({ actor, indicator, period, draft, inForce }: SplitPanelProps) {
  const { year } = period;
  const [t, tIndicators, tKinds, matrix, decisions, calendar] = await Promise.all([
    getTranslations('targets'),
    getTranslations('indicators'),
    getTranslations('departments.kind'),
    shareMatrix(actor, indicator, year, draft?.targetId ?? null, inForce?.targetId),
    targetDecisions(actor),
    calendarOf(year),
  ]);
  const fixed = draft ? fixedQuarters(draft, calendar) : [false, false, false, false];
  const past = QUARTERS.filter((quarter) => fixed[quarter - 1]).map(roman);
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
                {draft && <DiscardButton indicator={indicator} draft={draft} inForce={inForce} />}
                {inForce && (
                  <LinkButton href={`/indicators/${indicator.code}/target?${periodToSearch(period)}&view=versions`}>
                    {t('toVersions')}
                  </LinkButton>
                )}
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
                {draft.decision && `${decisionText(draft.decision)}.`}
                {past.length > 0 && ` ${t('sentence.pastKept', { list: past.join(', ') })}`}
                {draft.changesPast && ` ${t('sentence.pastChanged')}`}
              </StatusSentence>
            ) : (
              <StatusSentence kind="none" lead={t('sentence.noneLead', { year })}>
                {matrix.rows.length > 0 ? t('sentence.none', { count: matrix.rows.length }) : t('sentence.noReporters')}
              </StatusSentence>
            )}
          </PageHeader>
        </div>
        <SplitForm
          key={draft?.targetId ?? 'new'}
          action={draft ? splitTargetAction : assignTargetAction}
          hidden={draft ? { targetId: draft.targetId, rowVersion: draft.rowVersion } : { indicatorId: indicator.id, year }}
          indicator={{ aggregation: indicator.aggregation, unit: indicator.unit, decimals: indicator.decimals }}
          value={draft?.value ?? null}
          rows={matrix.rows.map(({ kind, ...row }) => ({
            ...row,
            group: tKinds(kind),
            fixed,
          }))}
          lastYear={{ totals: matrix.hospitalLastYear, total: matrix.hospitalLastYearTotal }}
          former={inForce ? formerTotals(matrix, inForce) : null}
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
          draftKey={`${actor.id}/target/${draft ? `${draft.targetId}` : `${indicator.id}-${year}`}`}
          signInHref={`/sign-in?callbackUrl=${encodeURIComponent(`/indicators/${indicator.code}/target?${periodToSearch(period)}`)}`}
          words={await splitWords(indicator, year, matrix, inForce, draft !== undefined)}
        />
      </div>
    </GridScreen>
  );
}

function formerTotals({ rows }: ShareMatrix, { total }: TargetVersion) {
  const totals = [0, 1, 2, 3].map((quarter) => {
    const given = rows.map(({ former }) => former?.[quarter] ?? null).filter((share) => share !== null);
    return given.length === 0 ? null : Number(sum(given));
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
        {draft.kind === 'ADJUSTED' && (
          <Checkbox name="changesPast" label={t('changesPast')} hint={t('changesPastHint')} initial={draft.changesPast} />
        )}
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton>{t('saveTerms')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
