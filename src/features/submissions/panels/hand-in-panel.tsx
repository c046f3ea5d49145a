import Send from 'lucide-react/icons/send';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { can } from '@/domain/policy';
import { cellId } from '@/features/figures/components/save';
import { Form, SubmitButton } from '@/ui/form';
import { Icon } from '@/ui/icon';
import { cellDomId } from '@/ui/sheet/model';
import { submitAction } from '../actions';
import type { Screen } from '../queries/file';
import { SECTIONS, type SubmissionKind } from '../schema';

type HandInPanelProps = {
  actor: Actor;
  screen: Screen;
  kind: SubmissionKind;
  canWrite: boolean;
  /** Address of the sheet, where the panel does not stand beside it. */
  sheetHref?: string;
};

/** What else belongs to the file, and the button. The button can always be pressed: what is missing is then said, cell by cell. */
export async function HandInPanel({ actor, screen, kind, canWrite, sheetHref = '' }: HandInPanelProps) {
  const t = await getTranslations('submissions');
  if (!canWrite) return null;
  const { department, quarter, detail, tasks, lines } = screen;
  const reported = tasks.filter(({ state }) => state !== 'PLANNED').length;
  const written = SECTIONS.filter((section) => detail.sections[section]).length;
  const anchors = Object.fromEntries(
    lines.map(({ indicator: { indicatorId } }) => [`cell.${indicatorId}`, `${sheetHref}#${cellDomId(cellId(indicatorId))}`]),
  );
  return (
    <div className="stack">
      <ul className="list lines small">
        <li className="row between">
          <span>{t(kind === 'PLAN' ? 'submit.tasks' : 'submit.taskResults')}</span>
          <b>{kind === 'PLAN' ? tasks.length : `${reported}/${tasks.length}`}</b>
        </li>
        {kind === 'REPORT' && (
          <li className="row between">
            <span>{t('submit.texts')}</span>
            <b>{`${written}/${SECTIONS.length}`}</b>
          </li>
        )}
      </ul>
      {can(actor, 'submission.submit', { departmentId: department.id }) ? (
        <Form action={submitAction} anchors={anchors}>
          <input type="hidden" name="departmentId" value={department.id} />
          <input type="hidden" name="periodId" value={quarter.id} />
          <input type="hidden" name="kind" value={kind} />
          <div id="hand-in" tabIndex={-1}>
            <SubmitButton>
              <Icon of={Send} />
              {detail.roundNo > 0 ? t(`submit.again.${kind}`) : t(`submit.${kind}`)}
            </SubmitButton>
          </div>
        </Form>
      ) : (
        <p className="muted small">{t('submit.onlyDepartment')}</p>
      )}
    </div>
  );
}
