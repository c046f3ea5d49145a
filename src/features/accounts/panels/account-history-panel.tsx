import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment } from '@/domain/date';
import { recordHistory } from '@/features/audit-trail/queries';
import { Section } from '@/ui/page/section';
import { Timeline } from '@/ui/page/timeline';

const COMMANDS = [
  'create',
  'createSample',
  'setSamplePassword',
  'rename',
  'close',
  'reopen',
  'grantRole',
  'revokeRole',
  'resetPassword',
  'endAllSessions',
  'changeOwnPassword',
  'setEmail',
  'setOwnEmail',
  'setUpFirstAdministrator',
] as const;

/** What was done to the account, by whom and when, the newest first. */
export async function AccountHistoryPanel({ actor, accountId }: { actor: Actor; accountId: number }) {
  const [t, moments] = await Promise.all([getTranslations('accounts'), recordHistory(actor, { table: 'account', id: accountId })]);
  const words = (command: string | null) => {
    const known = COMMANDS.find((name) => command === `account.${name}`);
    return known ? t(`command.${known}`) : t('detail.otherChange');
  };
  return (
    <Section title={t('detail.history')}>
      {moments.length === 0 ? (
        <p className="muted">{t('detail.noHistory')}</p>
      ) : (
        <Timeline
          label={t('detail.history')}
          items={moments.map(({ id, at, by, command }) => ({
            key: id,
            what: words(command),
            when: t('detail.historyMoment', { moment: formatMoment(new Date(at)), by }),
            dateTime: at,
          }))}
        />
      )}
    </Section>
  );
}
