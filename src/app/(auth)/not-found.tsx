import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';

/** A one-time link that was used, is over, or never was. */
export default async function DoorNotFound() {
  const t = await getTranslations('accounts.setUp');
  return (
    <Empty level={1} title={t('deadTitle')} action={<LinkButton href="/sign-in">{t('toSignIn')}</LinkButton>}>
      {t('deadBody')}
    </Empty>
  );
}
