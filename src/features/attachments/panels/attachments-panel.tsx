import FileText from 'lucide-react/icons/file-text';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment } from '@/domain/date';
import { MAXIMUM_FILE_BYTES } from '@/server/upload';
import { Form, SubmitButton, TextArea } from '@/ui/form';
import { Icon } from '@/ui/icon';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { Section } from '@/ui/page/section';
import { voidAttachmentAction } from '../actions';
import { Upload } from '../components/upload';
import { attachmentsOf } from '../queries';
import { opensInPlace, sizeWords } from '../rules';
import type { Attachable } from '../schema';

type AttachmentsPanelProps = {
  actor: Actor;
  subject: Attachable;
  subjectKey: number;
  /** «Minh chứng» */
  title: string;
  mayAttach: boolean;
  /** What these files prove was decided about then: earlier ones stay, later ones are seen to be later. */
  closedSince?: Date | null;
};

/** The files of one record: to open, to save, to add, to withdraw. */
export async function AttachmentsPanel({ actor, subject, subjectKey, title, mayAttach, closedSince = null }: AttachmentsPanelProps) {
  const [t, tCommon, files] = await Promise.all([
    getTranslations('attachments'),
    getTranslations('common'),
    attachmentsOf(actor, subject, subjectKey),
  ]);
  return (
    <Section title={files.length > 0 ? `${title} (${files.length})` : title}>
      {files.length === 0 && <p className="muted small">{t(mayAttach ? 'none' : 'noneReader')}</p>}
      <ul className="list lines small" aria-label={title}>
        {files.map(({ id, fileName, mimeType, bytes, confidentiality, by, at }) => (
          <li key={id} className="task">
            <div className="row between wrap">
              <span className="min-w-0 grow">
                <a href={`/api/attachments/${id}${opensInPlace(mimeType) ? '?show=1' : ''}`} className="break-words">
                  <Icon of={FileText} size="s" /> {fileName}
                </a>
                <span className="muted block">
                  {[
                    sizeWords(bytes),
                    by,
                    formatMoment(at),
                    confidentiality === 'INTERNAL' && t('INTERNAL'),
                    closedSince && at > closedSince && t('afterReport'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <span className="row">
                <a href={`/api/attachments/${id}`} download aria-label={t('saveNamed', { name: fileName })}>
                  {t('save')}
                </a>
                {mayAttach && (closedSince === null || at > closedSince) && (
                  <DialogButton
                    button={t('void')}
                    size="small"
                    variant="bare"
                    label={t('voidNamed', { name: fileName })}
                    title={t('voidTitle', { name: fileName })}
                    consequence={t('voidBody')}
                  >
                    <Form action={voidAttachmentAction} labels={{ reason: t('reason') }}>
                      <input type="hidden" name="attachmentId" value={id} />
                      <TextArea name="reason" label={t('reason')} rows={2} />
                      <footer>
                        <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
                        <SubmitButton variant="danger">{t('void')}</SubmitButton>
                      </footer>
                    </Form>
                  </DialogButton>
                )}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {mayAttach && (
        <details className="mt-2" open={files.length === 0}>
          <summary>{t('add')}</summary>
          <Upload
            subject={subject}
            subjectKey={subjectKey}
            maximumBytes={MAXIMUM_FILE_BYTES}
            words={{
              file: t('file'),
              hint: t('hint', { megabytes: MAXIMUM_FILE_BYTES / 1024 / 1024 }),
              secret: t('secret'),
              confidentiality: t('confidentiality'),
              NORMAL: t('NORMAL'),
              INTERNAL: t('INTERNAL'),
              attach: t('attach'),
              attaching: t('attaching'),
              attached: t('attached'),
              choose: t('choose'),
              tooLarge: t('refused.tooLarge', { megabytes: MAXIMUM_FILE_BYTES / 1024 / 1024 }),
              unanswered: t('unanswered'),
            }}
          />
        </details>
      )}
    </Section>
  );
}
