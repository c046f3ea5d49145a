import { getTranslations } from 'next-intl/server';
import { DecisionFields, decisionLabels } from '@/features/departments/components/decision-fields';
import { Checkbox, Field, Form, Select, TextArea } from '@/ui/form';
import { DialogButton } from '@/ui/overlay/dialog';
import {
  addMemberAction,
  changeMemberAction,
  copyYearAction,
  foundBlocAction,
  removeMemberAction,
  renameBlocAction,
  voidBlocAction,
} from '../actions';
import { Ends, Place, Seen } from '../components/form-parts';
import type { BlocLine, BlocMember } from '../queries';
import { BLOC_ROLES, nextChair } from '../rules';

/** Sets up a bloc; `isFirst` where there is none yet. */
export async function FoundButton({ isFirst = false }: { isFirst?: boolean }) {
  const t = await getTranslations('blocs');
  return (
    <DialogButton wide variant={isFirst ? 'main' : undefined} button={t('found')} title={t('found')}>
      <Form action={foundBlocAction} labels={{ name: t('fields.name'), ...(await decisionLabels()) }}>
        <Field name="name" label={t('fields.name')} />
        <DecisionFields decisions={[]} optional />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** Gives a bloc another name. */
export async function RenameButton({ bloc }: { bloc: BlocLine }) {
  const t = await getTranslations('blocs');
  return (
    <DialogButton button={t('edit')} variant="bare" title={t('edit')}>
      <Form action={renameBlocAction} labels={{ name: t('fields.name') }}>
        <input type="hidden" name="blocId" value={bloc.id} />
        <input type="hidden" name="version" value={bloc.version} />
        <Field name="name" label={t('fields.name')} initial={bloc.name} />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** Takes a bloc back on which nothing stands. */
export async function VoidButton({ bloc }: { bloc: BlocLine }) {
  const t = await getTranslations('blocs');
  return (
    <DialogButton button={t('void')} variant="bare" title={t('voidTitle', { name: bloc.name })} consequence={t('voidBody')}>
      <Form action={voidBlocAction} labels={{ reason: t('fields.reason') }}>
        <input type="hidden" name="blocId" value={bloc.id} />
        <input type="hidden" name="version" value={bloc.version} />
        <TextArea name="reason" label={t('fields.reason')} rows={2} />
        <Ends save={t('void')} variant="danger" />
      </Form>
    </DialogButton>
  );
}

type MemberFieldsProps = { initial?: BlocMember };

async function MemberFields({ initial }: MemberFieldsProps) {
  const t = await getTranslations('blocs');
  return (
    <>
      <Field name="organisation" label={t('fields.organisation')} initial={initial?.organisation} />
      <Select
        name="role"
        label={t('fields.role')}
        choices={BLOC_ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        initial={initial?.role ?? 'MEMBER'}
      />
      <Checkbox name="isUs" label={t('fields.isUs')} initial={initial?.isUs ?? false} />
    </>
  );
}

/** Adds a unit to the bloc of the year. */
export async function AddMemberButton({ blocId, year }: { blocId: number; year: number }) {
  const t = await getTranslations('blocs');
  return (
    <DialogButton button={t('addMember')} title={t('addMember')}>
      <Form action={addMemberAction} labels={{ organisation: t('fields.organisation'), role: t('fields.role'), isUs: t('fields.isUs') }}>
        <Place blocId={blocId} year={year} />
        <MemberFields />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** Everything that is said of a unit but its points; and the way out of the bloc. */
export async function MemberButtons({ member }: { member: BlocMember }) {
  const [t, tCommon] = await Promise.all([getTranslations('blocs'), getTranslations('common')]);
  const optional = tCommon('optional');
  return (
    <span className="row wrap">
      <DialogButton button={tCommon('edit')} size="small" label={t('memberOf', { name: member.organisation })} title={member.organisation}>
        <Form
          action={changeMemberAction}
          labels={{
            ...{ organisation: t('fields.organisation'), role: t('fields.role'), isUs: t('fields.isUs'), pledge: t('fields.pledge') },
            ...{ ballots: t('fields.ballots'), proposal: t('fields.proposal') },
          }}
        >
          <Seen member={member} />
          <MemberFields initial={member} />
          <TextArea name="pledge" label={t('fields.pledge')} optional={optional} rows={5} initial={member.pledge ?? ''} />
          <Field name="ballots" type="number-vi" label={t('fields.ballots')} optional={optional} initial={member.ballots ?? ''} />
          <Field
            name="proposal"
            label={t('fields.proposal')}
            hint={t('fields.proposalHint')}
            optional={optional}
            initial={member.proposal ?? ''}
          />
          <Ends />
        </Form>
      </DialogButton>
      <DialogButton
        button={t('removeMember')}
        size="small"
        variant="bare"
        title={t('removeTitle', { name: member.organisation })}
        consequence={t('removeBody')}
      >
        <Form action={removeMemberAction} labels={{ reason: t('fields.reason') }}>
          <Seen member={member} />
          <TextArea name="reason" label={t('fields.reason')} rows={2} />
          <Ends save={t('removeMember')} variant="danger" />
        </Form>
      </DialogButton>
    </span>
  );
}

type CopyProps = { blocId: number; from: number; to: number; members: BlocMember[] };

/** Copies the units of another year, with who leads next. */
export async function CopyButton({ blocId, from, to, members }: CopyProps) {
  const t = await getTranslations('blocs');
  return (
    <DialogButton variant="main" button={t('copy', { from })} title={t('copyTitle', { from, to })} consequence={t('copyBody')}>
      <Form action={copyYearAction} labels={{ chairId: t('nextChair', { to }) }}>
        <input type="hidden" name="blocId" value={blocId} />
        <input type="hidden" name="from" value={from} />
        <input type="hidden" name="to" value={to} />
        <Select
          name="chairId"
          label={t('nextChair', { to })}
          choices={members.map(({ id, organisation }) => ({ value: id, label: organisation }))}
          initial={nextChair(members) ?? undefined}
        />
        <Ends save={t('copy', { from })} />
      </Form>
    </DialogButton>
  );
}
