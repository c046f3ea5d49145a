import OctagonAlert from 'lucide-react/icons/octagon-alert';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Actor } from '@/domain/actor';
import { can } from '@/domain/policy';
import { CapMeter } from '@/features/rating-rules/components/cap-meter';
import { capWords } from '@/features/rating-rules/panels/wording';
import { capOn } from '@/features/rating-rules/rules/cap';
import { Field, Form, SubmitButton, TextArea } from '@/ui/form';
import { Icon } from '@/ui/icon';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { decideMembersAction, pasteMembersAction, recordMembersAction } from '../actions';
import { DecisionFields } from '../components/decide-button';
import { labelled } from '../components/decision-labels';
import type { Campaign } from '../queries/campaign';
import type { MemberLine } from '../queries/members';
import { MEMBER_COUNTS as COUNTS, campaignDays, isDecided } from '../rules';
import { CampaignActs, CapOverrideLine } from './campaign-acts';
import { decideWords, levelNames } from './wording';

type MembersProps = { actor: Actor; campaign: Campaign; lines: MemberLine[]; excel: ReactNode };

/** Members of every cell as counts: all ≥ to be rated ≥ rated = the four levels; decided at once for the hospital. */
export async function MembersPanel({ actor, campaign, lines, excel }: MembersProps) {
  const [t, tCommon, words, tRules] = await Promise.all([
    getTranslations('cellRatings'),
    getTranslations('common'),
    decideWords('MEMBER'),
    getTranslations('ratingRules'),
  ]);
  const { cap } = campaign;
  const isOpen = campaign.closedAt === null;
  const sum = (key: (typeof COUNTS)[number]) => lines.reduce((total, line) => total + (line[key] ?? 0), 0);
  const undecided = lines.filter(({ state }) => !isDecided(state)).length;
  const ofCell = cap?.rule.scope === 'CELL' ? cap.rule : null;
  const limitOf = (line: MemberLine) => (ofCell && line.rated !== null ? capOn(ofCell, countsOf(line)) : null);
  const above = lines.filter((line) => (line.excellent ?? 0) > (limitOf(line) ?? Number.POSITIVE_INFINITY));
  const isPassed = cap?.override != null && sum('excellent') <= cap.override.limit;
  const isOver = ofCell ? above.length > 0 && !isPassed : (cap?.reading.isOver ?? false);
  const isBlocked = isOver && cap?.rule.severity === 'BLOCK';
  return (
    <>
      <div className="row wrap">
        {cap && !ofCell && (
          <CapMeter words={capWords(tRules, 'MEMBER')} cap={cap.reading} label={levelNames(campaign, 'label').EXCELLENT} />
        )}
        {cap && ofCell && (
          <div>
            <p>
              <b>{tRules('cap.cells', { limit: cap.reading.limit })}</b>
            </p>
            {above.length > 0 && (
              <p className={isPassed ? 'small warn' : 'small bad'}>
                <Icon of={OctagonAlert} size="s" />{' '}
                {tRules('cap.cellsOver', { count: above.length, names: above.map(({ name }) => name).join(', ') })}
              </p>
            )}
          </div>
        )}
        <span className="grow" />
        {excel}
        {isOpen && undecided > 0 && can(actor, 'party.campaign') && (
          <DialogButton button={t('paste.button')} size="small" wide title={t('paste.title')} consequence={t('paste.body')}>
            <Form action={pasteMembersAction} labels={{ text: t('paste.label') }}>
              <input type="hidden" name="campaignId" value={campaign.id} />
              <TextArea name="text" label={t('paste.label')} hint={COUNTS.map((key) => t(`members.${key}`)).join(' · ')} rows={12} />
              <footer>
                <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
                <SubmitButton>{t('paste.submit')}</SubmitButton>
              </footer>
            </Form>
          </DialogButton>
        )}
        <CampaignActs actor={actor} campaign={campaign} />
        {isOpen && undecided > 0 && !isBlocked && can(actor, 'party.decide') && (
          <DialogButton button={t('members.decide')} variant="main" size="small" title={t('members.decide')} consequence={words.body}>
            <Form
              action={decideMembersAction}
              labels={{
                ...labelled(words.fields),
                ...{ 'override.reason': t('ninth.reason'), 'override.document': t('ninth.document') },
              }}
            >
              <input type="hidden" name="campaignId" value={campaign.id} />
              {isOver && (
                <>
                  <Field name="override.reason" label={t('ninth.reason')} />
                  <Field name="override.document" label={t('ninth.document')} />
                </>
              )}
              <DecisionFields
                labels={words.fields}
                authority={words.authority}
                endsOn={campaignDays(campaign.year, campaign.quarter).endsOn}
                early={words.early}
              />
              <footer>
                <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
                <SubmitButton>{t('members.decide')}</SubmitButton>
              </footer>
            </Form>
          </DialogButton>
        )}
      </div>
      {isBlocked && isOpen && undecided > 0 && <p className="small bad">{t('members.blocked')}</p>}
      <CapOverrideLine campaign={campaign} />
      <DataTable
        caption={t('members.caption')}
        rows={lines}
        rowKey={({ partyBodyId }) => String(partyBodyId)}
        phone={(line) => ({
          title: line.name,
          detail: `${line.rated ?? '–'}/${line.eligible ?? '–'}/${line.total ?? '–'}`,
          aside: <EditCounts actor={actor} campaign={campaign} line={line} />,
        })}
        columns={[
          { key: 'name', head: t('columns.cell'), rowHead: true, cell: ({ name }) => name, total: t('members.sum') },
          ...COUNTS.map((key) => ({
            key,
            head: t(`members.${key}`),
            align: 'end' as const,
            cell: (line: MemberLine) => line[key] ?? '–',
            total: sum(key),
          })),
          ...(ofCell
            ? [
                {
                  key: 'limit',
                  head: t('members.limit'),
                  align: 'end' as const,
                  cell: (line: MemberLine) => <LimitOf limit={limitOf(line)} excellent={line.excellent} />,
                  total: cap?.reading.limit,
                },
              ]
            : []),
          {
            key: 'state',
            head: t('columns.decision'),
            className: 'small muted',
            cell: ({ state, decisionNumber }) => decisionNumber ?? t(`state.${state}`),
          },
          {
            key: 'act',
            head: <span className="sr">{tCommon('edit')}</span>,
            cell: (line) => <EditCounts actor={actor} campaign={campaign} line={line} />,
          },
        ]}
      />
    </>
  );
}

const countsOf = ({ total, excellent, good, rated }: MemberLine) => ({
  ...{ total: total ?? 0, excellent: excellent ?? 0, good: good ?? 0, rated: rated ?? 0 },
});

/** The cap of one cell's own members; marked where more are excellent. */
function LimitOf({ limit, excellent }: { limit: number | null; excellent: number | null }) {
  if (limit === null) return '–';
  return (excellent ?? 0) > limit ? <b className="bad">{limit}</b> : limit;
}

/** Writes one cell's counts down, or corrects them. */
async function EditCounts({ actor, campaign, line }: { actor: Actor; campaign: Campaign; line: MemberLine }) {
  if (campaign.closedAt !== null || isDecided(line.state) || !can(actor, 'party.rate', { partyBodyId: line.partyBodyId })) return null;
  const [t, tCommon] = await Promise.all([getTranslations('cellRatings'), getTranslations('common')]);
  return (
    <DialogButton
      button={tCommon('edit')}
      size="small"
      variant="bare"
      label={`${tCommon('edit')}, ${line.name}`}
      title={line.name}
      consequence={t('members.rule')}
    >
      <Form action={recordMembersAction} labels={Object.fromEntries(COUNTS.map((key) => [key, t(`members.${key}`)]))}>
        <input type="hidden" name="campaignId" value={campaign.id} />
        <input type="hidden" name="partyBodyId" value={line.partyBodyId} />
        <input type="hidden" name="version" value={line.version} />
        <div className="grid grid-cols-2 gap-3">
          {COUNTS.map((key) => (
            <Field key={key} name={key} type="number-vi" label={t(`members.${key}`)} initial={line[key] ?? (key === 'exempt' ? 0 : '')} />
          ))}
        </div>
        <Field name="exemptReason" label={t('members.exemptReason')} optional={tCommon('optional')} initial={line.exemptReason ?? ''} />
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton>{tCommon('save')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
