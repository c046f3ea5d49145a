import { Field } from '@/ui/form';
import type { ProposalLine, VoteLine } from '../queries';
import type { ProposalWords } from './sentence';

const COUNTS = ['votesFor', 'votesAgainst', 'votesBlank'] as const;

export type Stage = 'departmentVote' | 'councilVote';
type BallotsProps = { t: ProposalWords; rows: ProposalLine[]; stage: Stage; correcting: boolean; needed?: (row: ProposalLine) => string };

/** A line of ballots for each proposal; in a new sitting what is left blank was not voted on. */
export function Ballots({ t, rows, stage, correcting, needed }: BallotsProps) {
  return (
    <>
      {!correcting && <p className="small muted">{t('form.empty')}</p>}
      {rows.map((row, place) => (
        <fieldset key={row.id} className="field">
          <legend>
            {row.name}{' '}
            <span className="muted small">
              {[row.title.name, stage === 'councilVote' && row.department.name, needed?.(row)].filter(Boolean).join(' · ')}
            </span>
          </legend>
          <input type="hidden" name={`votes.${place}.proposalId`} value={row.id} />
          <input type="hidden" name={`votes.${place}.rowVersion`} value={row.rowVersion} />
          <div className="columns">
            {COUNTS.map((count) => (
              <Field
                key={count}
                name={`votes.${place}.${count}`}
                type="number-vi"
                label={t('form.ballot', { what: t(`column.${count}`), name: row.name })}
                initial={correcting ? (row[stage]?.[count] ?? '') : ''}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}

/** Day and people of a sitting; a correction begins with what is on record. */
export function SittingHead({ t, former }: { t: ProposalWords; former: VoteLine | null }) {
  return (
    <>
      <input type="hidden" name="correcting" value={former?.heldOn ?? ''} />
      <div className="columns">
        <Field name="heldOn" type="date" label={t('form.heldOn')} initial={former?.heldOn ?? ''} />
        <Field name="eligible" type="number-vi" label={t('form.eligible')} initial={former?.eligible ?? ''} />
        <Field name="present" type="number-vi" label={t('form.present')} initial={former?.present ?? ''} />
      </div>
    </>
  );
}

export const ballotLabels = (t: ProposalWords, rows: ProposalLine[]) => ({
  ...{ heldOn: t('form.heldOn'), eligible: t('form.eligible'), present: t('form.present'), thresholdPercent: t('form.threshold') },
  ...Object.fromEntries(
    rows.flatMap(({ name }, place) =>
      COUNTS.map((count) => [`votes.${place}.${count}`, t('form.ballot', { what: t(`column.${count}`), name })]),
    ),
  ),
});
