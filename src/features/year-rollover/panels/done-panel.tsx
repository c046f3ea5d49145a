import { getTranslations } from 'next-intl/server';
import { formatMoment } from '@/domain/date';
import { LinkButton } from '@/ui/button';
import { Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { DefinitionList } from '@/ui/page/definition-list';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Status, StatusSentence } from '@/ui/status';
import { undoRolloverAction } from '../actions';
import type { Rollover } from '../queries';
import { ROLLOVER_PARTS } from '../schema';

/** A year that is open: who opened it, how many of each were made, and whether it can still be taken back. */
export async function DonePanel({ year, held, acts }: { year: number; held: Rollover; acts: Rollover[] }) {
  const t = await getTranslations('rollover');
  const { made, entries } = held;
  return (
    <>
      <PageHeader
        kind="finding"
        above={t('title')}
        title={t('done.finding', { year, targets: made?.parts.targets.copy ?? 0, tasks: made?.tasks ?? 0 })}
        actions={
          <>
            <LinkButton href={`/indicators?year=${year}`}>{t('done.toTargets', { year })}</LinkButton>
            <LinkButton href={`/plans?year=${year}&period=q1`}>{t('done.toPlans', { year })}</LinkButton>
          </>
        }
      >
        <StatusSentence kind="approved" lead={t('done.lead', { by: held.by, at: formatMoment(held.at) })}>
          {entries.length === 0 ? t('done.canUndo', { year }) : t('done.cannotUndo', { year })}
        </StatusSentence>
        {entries.length > 0 && (
          <ul className="small mt-1">
            {entries.map(({ kind, entries: count, firstAt }) => (
              <li key={kind}>{t(`done.entries.${kind}`, { count, at: formatMoment(firstAt) })}</li>
            ))}
          </ul>
        )}
      </PageHeader>
      <div className="secs">
        {made && (
          <Section title={t('done.made')}>
            <DefinitionList
              items={ROLLOVER_PARTS.map((part) => ({
                term: t(`parts.${part}`),
                value: [
                  `${made.parts[part].copy}`,
                  part === 'targets' && made.shares > 0 && t('done.shares', { count: made.shares }),
                  part === 'periods' && made.deadlines > 0 && t('done.deadlines', { count: made.deadlines }),
                ]
                  .filter(Boolean)
                  .join(' · '),
              }))}
            />
          </Section>
        )}
        {entries.length === 0 && (
          <div className="actions">
            <DialogButton
              button={t('done.undo', { year })}
              variant="danger"
              title={t('done.undoTitle', { year })}
              consequence={t('done.undoConsequence')}
            >
              <Form action={undoRolloverAction}>
                <input type="hidden" name="batchId" value={held.id} />
                <input type="hidden" name="rowVersion" value={held.rowVersion} />
                <footer>
                  <CloseDialogButton>{t('done.undoKeep')}</CloseDialogButton>
                  <SubmitButton variant="danger">{t('done.undo', { year })}</SubmitButton>
                </footer>
              </Form>
            </DialogButton>
          </div>
        )}
        <ActsSection year={year} acts={acts} />
      </div>
    </>
  );
}

/** Every opening of the year, the ones taken back among them. Nothing before the first. */
export async function ActsSection({ year, acts }: { year: number; acts: Rollover[] }) {
  const t = await getTranslations('rollover.done');
  if (acts.length === 0) return null;
  const state = ({ state, undoneBy }: Rollover) =>
    state === 'CONFIRMED' ? (
      <Status kind="approved">{t('held')}</Status>
    ) : (
      <Status kind="returned">{t('undoneBy', { by: undoneBy ?? '' })}</Status>
    );
  return (
    <Section title={t('history', { year })}>
      <DataTable
        caption={t('history', { year })}
        dense
        rows={acts}
        rowKey={({ id }) => String(id)}
        columns={[
          { key: 'when', head: t('when'), rowHead: true, cell: ({ at }) => formatMoment(at) },
          { key: 'who', head: t('who'), cell: ({ by }) => by },
          { key: 'state', head: t('state'), cell: state },
        ]}
        phone={(act) => ({ title: formatMoment(act.at), detail: act.by, aside: state(act) })}
      />
    </Section>
  );
}
