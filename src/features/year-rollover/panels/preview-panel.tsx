import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { existsOn } from '@/features/departments/rules';
import { LinkButton } from '@/ui/button';
import { Form, SubmitButton } from '@/ui/form';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { confirmRolloverAction } from '../actions';
import type { Rollover, RolloverPreview } from '../queries';
import { countsOf } from '../rules/plan';
import { hrefOf } from '../rules/steps';
import { ROLLOVER_PARTS } from '../schema';
import { ActsSection } from './done-panel';
import { RolloverScreen } from './rollover-screen';
import { rowsOf } from './row-words';

const MOST = 12;

/** Step 4: everything that confirming writes, by part, and what stands in the way. The same computation writes it. */
export async function PreviewPanel({ preview, acts, steps }: { preview: RolloverPreview; acts: Rollover[]; steps: ReactNode }) {
  const t = await getTranslations('rollover');
  const { plan, world, fingerprint } = preview;
  const { year } = plan;
  const counts = countsOf(plan);
  const tasks = [...plan.recurring, ...plan.unfinished].flatMap(({ outcome, copies }) => (outcome === 'copy' ? copies : [])).length;
  const total = ROLLOVER_PARTS.reduce((sum, part) => sum + counts[part].copy, 0);
  const [there, gone] = [true, false].map((wanted) =>
    world.departments.filter((one) => existsOn(one, `${year}-01-01`) === wanted && (wanted || existsOn(one, `${year - 1}-12-31`))),
  );
  const list = (part: (typeof ROLLOVER_PARTS)[number], count: number) =>
    count === 0 ? '–' : <Link href={hrefOf({ to: year, step: 'lists', part })}>{count}</Link>;
  return (
    <RolloverScreen
      steps={steps}
      head={
        <PageHeader
          kind="finding"
          above={t('title')}
          title={
            total > 0
              ? t('preview.finding', { year, targets: counts.targets.copy, tasks, quarters: counts.periods.copy })
              : t('preview.findingNothing', { year })
          }
        >
          <p className="small">{t('preview.same')}</p>
        </PageHeader>
      }
      foot={
        total > 0 && (
          <>
            <DialogButton
              button={t('preview.confirm', { year })}
              variant="main"
              title={t('preview.confirmTitle', { year })}
              consequence={t('preview.consequence', { year })}
            >
              <Form action={confirmRolloverAction}>
                <input type="hidden" name="year" value={year} />
                <input type="hidden" name="fingerprint" value={fingerprint} />
                <footer>
                  <CloseDialogButton>{t('preview.cancel')}</CloseDialogButton>
                  <SubmitButton>{t('preview.confirm', { year })}</SubmitButton>
                </footer>
              </Form>
            </DialogButton>
            <LinkButton href={hrefOf({ to: year, step: 'what' })}>{t('steps.what')}</LinkButton>
          </>
        )
      }
    >
      <div className="secs">
        <Section title={t('preview.table')}>
          <DataTable
            caption={t('preview.table')}
            rows={[...ROLLOVER_PARTS]}
            rowKey={(part) => part}
            columns={[
              { key: 'part', head: t('preview.part'), rowHead: true, cell: (part) => t(`parts.${part}`) },
              { key: 'copy', head: t('preview.copy'), align: 'end', cell: (part) => <b>{list(part, counts[part].copy)}</b> },
              { key: 'left', head: t('preview.left'), align: 'end', className: 'muted', cell: (part) => list(part, counts[part].left) },
              { key: 'blocked', head: t('preview.blocked'), align: 'end', cell: (part) => list(part, counts[part].blocked) },
            ]}
            phone={(part) => ({
              title: <Link href={hrefOf({ to: year, step: 'lists', part })}>{t(`parts.${part}`)}</Link>,
              detail: (['left', 'blocked'] as const)
                .flatMap((one) => (counts[part][one] > 0 ? `${t(`preview.${one}`)} ${counts[part][one]}` : []))
                .join(' · '),
              aside: <b>{counts[part].copy}</b>,
            })}
          />
        </Section>
        <Section title={t('preview.structure', { year })}>
          <p>{t('preview.structureText', { count: (there ?? []).filter(({ isHospital }) => !isHospital).length })}</p>
          {gone && gone.length > 0 && (
            <p className="warn">{t('preview.structureGone', { names: gone.map(({ name }) => name).join(', ') })}</p>
          )}
        </Section>
        <Attention preview={preview} />
        <ActsSection year={year} acts={acts} />
      </div>
    </RolloverScreen>
  );
}

/** Rows that cannot be copied, with the reason; and shares that change hands. */
async function Attention({ preview }: { preview: RolloverPreview }) {
  const t = await getTranslations('rollover');
  const parts = await Promise.all(ROLLOVER_PARTS.map(async (part) => ({ part, rows: await rowsOf(preview, part) })));
  const blocked = parts
    .map(({ part, rows }) => ({ part, rows: rows.filter(({ outcome, id }) => outcome === 'blocked' || moves(preview, part, id)) }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <Section title={t('preview.attention')}>
      {blocked.length === 0 && <p className="muted">{t('preview.noAttention')}</p>}
      {blocked.map(({ part, rows }) => (
        <div key={part} className="mb-3">
          <h3>{t(`parts.${part}`)}</h3>
          <ul className="list lines">
            {rows.slice(0, MOST).map(({ id, title, detail, happens, outcome }) => (
              <li key={id}>
                <span className="min-w-0">
                  {title}
                  <span className="block small muted">{detail}</span>
                </span>
                {outcome === 'blocked' && !hasFields(preview, part, id) && <span>{happens}</span>}
                {hasFields(preview, part, id) && (
                  <Link href={hrefOf({ to: preview.plan.year, step: 'lists', part })}>{t('reason.leadGone')}</Link>
                )}
              </li>
            ))}
          </ul>
          {rows.length > MOST && (
            <p className="small">
              <Link href={hrefOf({ to: preview.plan.year, step: 'lists', part })}>{t('preview.more', { count: rows.length - MOST })}</Link>
            </p>
          )}
        </div>
      ))}
    </Section>
  );
}

const moves = ({ plan }: RolloverPreview, part: string, id: number) =>
  part === 'targets' && plan.targets.some((row) => row.id === id && row.outcome === 'copy' && row.moved.length + row.dropped.length > 0);
/** A row whose words hold a field belongs into the list's form, not here. */
const hasFields = ({ plan }: RolloverPreview, part: string, id: number) =>
  (part === 'recurring' || part === 'unfinished') && plan[part].some((row) => row.id === id && row.reason === 'leadGone');
