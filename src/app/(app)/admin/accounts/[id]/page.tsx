import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { id as idInput } from '@/domain/input';
import { AccountHistoryPanel } from '@/features/accounts/panels/account-history-panel';
import { AccessPanel, RolesPanel } from '@/features/accounts/panels/account-panels';
import { accountById } from '@/features/accounts/queries';
import { currentActor } from '@/server/session';
import { Link } from '@/ui/link';
import { PageHeader } from '@/ui/page/page-header';
import { Status } from '@/ui/status';

type Props = { params: Promise<{ id: string }> };

/** The account of this address; null when there is none or the actor may not read accounts. */
async function find({ params }: Props) {
  const [actor, { id }] = await Promise.all([currentActor(), params]);
  const accountId = idInput.safeParse(id);
  return { actor, account: accountId.success ? await accountById(actor, accountId.data, new Date()) : null };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { account } = await find(props);
  return { title: account?.displayName };
}

export default async function AccountPage(props: Props) {
  const { actor, account } = await find(props);
  if (!account) notFound();
  const t = await getTranslations('accounts');
  return (
    <>
      <PageHeader
        above={
          <Link href="/admin/accounts" prefetch={false}>
            {t('detail.back')}
          </Link>
        }
        title={account.displayName}
      >
        <span className="row wrap">
          <span>{account.username}</span>
          <Status kind={account.state === 'ACTIVE' ? 'approved' : 'locked'} quiet={account.state === 'ACTIVE'}>
            {t(`state.${account.state}`)}
          </Status>
          {account.mustChangePassword && <span>{t('list.firstPassword')}</span>}
          {account.isSample && <span>{t('detail.isSample')}</span>}
        </span>
      </PageHeader>
      <div className="split">
        <div className="secs">
          <RolesPanel actor={actor} account={account} />
          <AccountHistoryPanel actor={actor} accountId={account.id} />
        </div>
        <div className="secs">
          <AccessPanel account={account} isOwn={account.id === actor.id} />
        </div>
      </div>
    </>
  );
}
