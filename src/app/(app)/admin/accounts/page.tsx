import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { AccountSearch } from '@/features/accounts/components/account-search';
import { AccountsPanel } from '@/features/accounts/panels/accounts-panel';
import { CreateAccountButton } from '@/features/accounts/panels/create-account-button';
import { GRANTABLE_ROLES } from '@/features/accounts/rules';
import { accountFilter } from '@/features/accounts/schema';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.list'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountsPage({ searchParams }: Props) {
  const actor = await currentActor();
  if (!reach(actor, 'account.read')) notFound();
  const [search, t, tCommon] = await Promise.all([searchParams, getTranslations('accounts'), getTranslations('common')]);
  const filter = accountFilter.parse(search);
  return (
    <>
      <PageHeader title={t('list.title')} actions={<CreateAccountButton actor={actor} />} />
      <AccountSearch
        filter={filter}
        states={(['ACTIVE', 'CLOSED'] as const).map((state) => ({ value: state, label: t(`state.${state}`) }))}
        roles={GRANTABLE_ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        words={{ search: t('list.search'), state: t('list.state'), role: t('field.role'), all: tCommon('all'), apply: t('list.apply') }}
      />
      <AccountsPanel actor={actor} filter={filter} />
    </>
  );
}
