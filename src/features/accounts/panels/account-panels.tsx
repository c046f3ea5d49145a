import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { addDays, formatDay } from '@/domain/date';
import { Field, Form, SubmitButton } from '@/ui/form';
import type { FormAction } from '@/ui/form-state';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import {
  closeAccountAction,
  endAllSessionsAction,
  grantRoleAction,
  renameAccountAction,
  reopenAccountAction,
  resetPasswordAction,
  revokeRoleAction,
  setEmailAction,
} from '../actions';
import { ShownOnce } from '../components/shown-once';
import type { AccountDetail, GrantLine } from '../queries';
import { roleNames } from './role-names';
import { ScopeFields } from './scope-fields';

/** What the account may do, now and before; giving and taking back. */
export async function RolesPanel({ actor, account }: { actor: Actor; account: AccountDetail }) {
  const [t, nameOf] = await Promise.all([getTranslations('accounts.detail'), roleNames()]);
  const [current, past] = [account.grants.filter(({ isOver }) => !isOver), account.grants.filter(({ isOver }) => isOver)];
  const span = ({ validFrom, validTo }: GrantLine) =>
    validTo && validTo > validFrom
      ? t('fromTo', { from: formatDay(validFrom), to: formatDay(addDays(validTo, -1)) })
      : t(validTo ? 'tookBackSameDay' : 'from', { from: formatDay(validFrom) });
  return (
    <Section title={t('roles')}>
      {current.length === 0 ? <p className="muted">{t('noRoles')}</p> : null}
      <ul className="list lines">
        {current.map((grant) => (
          <li key={grant.id} className="row between">
            <span>
              <b>{nameOf(grant)}</b> <span className="muted small">{span(grant)}</span>
            </span>
            <Ask
              action={revokeRoleAction}
              button={t('revoke')}
              label={t('revokeOf', { role: nameOf(grant) })}
              title={t('revokeTitle', { role: nameOf(grant), name: account.displayName })}
              body={t('revokeBody')}
              hidden={{ grantId: grant.id }}
              size="small"
            />
          </li>
        ))}
      </ul>
      {account.waiting.length > 0 && (
        <ul className="list lines">
          {account.waiting.map(({ role, validFrom }) => (
            <li key={role}>
              {nameOf({ role, department: null })} <span className="muted small">{t('from', { from: formatDay(validFrom) })}</span>{' '}
              <Status kind="submitted">{t('waitsForParty')}</Status>
            </li>
          ))}
        </ul>
      )}
      {past.length > 0 && (
        <details className="small mt-2">
          <summary>{t('past')}</summary>
          <ul className="list lines">
            {past.map((grant) => (
              <li key={grant.id}>
                {nameOf(grant)} <span className="muted">{span(grant)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <h3 className="mt-4 mb-2">{t('grantTitle')}</h3>
      <GrantForm actor={actor} accountId={account.id} />
    </Section>
  );
}

async function GrantForm({ actor, accountId }: { actor: Actor; accountId: number }) {
  const t = await getTranslations('accounts');
  const labels = { role: t('field.role'), departmentId: t('field.department'), validFrom: t('field.validFrom') };
  return (
    <Form action={grantRoleAction} labels={labels}>
      <input type="hidden" name="accountId" value={accountId} />
      <ScopeFields actor={actor} />
      <Field name="validFrom" type="date" label={labels.validFrom} hint={t('field.validFromHint')} />
      <SubmitButton variant="plain">{t('detail.grant')}</SubmitButton>
    </Form>
  );
}

/** The name, the password, the sessions, and whether the account is open. Own password and closing oneself are elsewhere. */
export async function AccessPanel({ account, isOwn }: { account: AccountDetail; isOwn: boolean }) {
  const [t, tAll] = await Promise.all([getTranslations('accounts.detail'), getTranslations('accounts')]);
  const { id, version, displayName: name, email, state, openSessions } = account;
  return (
    <>
      <Section title={t('access')}>
        <p className="mb-2">{t('sessionsOpen', { count: openSessions })}</p>
        <Form action={endAllSessionsAction} once={false} className="inline">
          <input type="hidden" name="accountId" value={id} />
          <SubmitButton variant="plain">{t('endAll')}</SubmitButton>
        </Form>
        {!isOwn && (
          <div className="row wrap mt-4">
            <Ask
              action={resetPasswordAction}
              button={t('reset')}
              title={t('resetTitle', { name })}
              body={t('resetBody')}
              hidden={{ accountId: id }}
              stays
            />
            {state === 'ACTIVE' ? (
              <Ask
                action={closeAccountAction}
                button={t('close')}
                title={t('closeTitle', { name })}
                body={t('closeBody')}
                hidden={{ accountId: id, version }}
                variant="danger"
              />
            ) : (
              <Form action={reopenAccountAction} className="inline">
                <input type="hidden" name="accountId" value={id} />
                <input type="hidden" name="version" value={version} />
                <SubmitButton variant="plain">{t('reopen')}</SubmitButton>
              </Form>
            )}
          </div>
        )}
      </Section>
      <Section title={t('rename')}>
        <Form action={renameAccountAction} labels={{ displayName: tAll('field.displayName') }}>
          <input type="hidden" name="accountId" value={id} />
          <input type="hidden" name="version" value={version} />
          <Field key={name} name="displayName" label={tAll('field.displayName')} initial={name} />
          <SubmitButton variant="plain">{t('rename')}</SubmitButton>
        </Form>
      </Section>
      <Section title={tAll('own.emailTitle')}>
        <Form action={setEmailAction} labels={{ email: tAll('field.email') }} once={false}>
          <input type="hidden" name="accountId" value={id} />
          <input type="hidden" name="version" value={version} />
          <Field key={email} name="email" label={tAll('field.email')} hint={tAll('field.emailHint')} initial={email ?? ''} />
          <SubmitButton variant="plain">{tAll('own.emailSave')}</SubmitButton>
        </Form>
      </Section>
    </>
  );
}

type AskProps = {
  action: FormAction;
  button: string;
  /** The button's name when its word alone does not say enough. */
  label?: string;
  title: string;
  body: string;
  hidden: Record<string, number>;
  variant?: 'plain' | 'danger';
  size?: 'small';
  /** The dialog stays open with the answer, which is shown nowhere else. */
  stays?: boolean;
};

/** A form that asks first, naming the person and the consequence. */
async function Ask({ action, button, label, title, body, hidden, variant = 'plain', size, stays }: AskProps) {
  const t = await getTranslations('common');
  return (
    <DialogButton button={button} label={label} size={size} variant={variant} title={title} consequence={body}>
      <Form action={action} once={false} stays={stays}>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {stays && <ShownOnce />}
        <footer>
          <CloseDialogButton>{stays ? t('close') : t('cancel')}</CloseDialogButton>
          <SubmitButton variant={variant === 'danger' ? 'danger' : 'main-act'}>{button}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
