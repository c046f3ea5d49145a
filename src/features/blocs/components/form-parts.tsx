import { getTranslations } from 'next-intl/server';
import { SubmitButton } from '@/ui/form';
import { CloseDialogButton } from '@/ui/overlay/dialog';
import type { BlocMember } from '../queries';

/** The two buttons that end a dialog's form. */
export async function Ends({ save, variant }: { save?: string; variant?: 'danger' }) {
  const tCommon = await getTranslations('common');
  return (
    <footer>
      <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
      <SubmitButton variant={variant}>{save ?? tCommon('save')}</SubmitButton>
    </footer>
  );
}

/** Of which bloc and year. */
export const Place = ({ blocId, year }: { blocId: number; year: number }) => (
  <>
    <input type="hidden" name="blocId" value={blocId} />
    <input type="hidden" name="year" value={year} />
  </>
);
/** The unit as it was looked at. */
export const Seen = ({ member: { id, version } }: { member: BlocMember }) => (
  <>
    <input type="hidden" name="memberId" value={id} />
    <input type="hidden" name="version" value={version} />
  </>
);
