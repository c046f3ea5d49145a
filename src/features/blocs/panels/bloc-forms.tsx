import { getTranslations } from 'next-intl/server';
import { formatEntry } from '@/domain/number';
import { DecisionFields, decisionLabels } from '@/features/departments/components/decision-fields';
import { Checkbox, Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import {
  addItemAction,
  addMemberAction,
  changeMemberAction,
  copyYearAction,
  foundBlocAction,
  holdMeetingAction,
  removeItemAction,
  removeMeetingAction,
  removeMemberAction,
  renameBlocAction,
  scoreAction,
} from '../actions';
import type { BlocLine, BlocMeeting, BlocMember, BlocYear, ScoreItem } from '../queries';
import { BLOC_ROLES, nextChair } from '../rules';
import type { MeetingKind } from '../schema';

async function Ends({ save, variant }: { save?: string; variant?: 'danger' }) {
  const tCommon = await getTranslations('common');
  return (
    <footer>
      <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
      <SubmitButton variant={variant}>{save ?? tCommon('save')}</SubmitButton>
    </footer>
  );
}

const Place = ({ blocId, year }: { blocId: number; year: number }) => (
  <>
    <input type="hidden" name="blocId" value={blocId} />
    <input type="hidden" name="year" value={year} />
  </>
);
const Seen = ({ member: { id, version } }: { member: BlocMember }) => (
  <>
    <input type="hidden" name="memberId" value={id} />
    <input type="hidden" name="version" value={version} />
  </>
);

/** Sets up a bloc. */
export async function FoundButton() {
  const t = await getTranslations('blocs');
  return (
    <DialogButton wide variant="main" button={t('found')} title={t('found')}>
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

/** Adds a criterion to the score sheet. */
export async function AddItemButton({ blocId, year }: { blocId: number; year: number }) {
  const t = await getTranslations('blocs');
  const labels = { code: t('fields.code'), name: t('fields.item'), maxPoints: t('fields.maxPoints'), isPenalty: t('fields.isPenalty') };
  return (
    <DialogButton button={t('addItem')} title={t('addItem')}>
      <Form action={addItemAction} labels={labels}>
        <Place blocId={blocId} year={year} />
        <Field name="code" label={labels.code} />
        <Field name="name" label={labels.name} />
        <Field name="maxPoints" type="number-vi" label={labels.maxPoints} />
        <Checkbox name="isPenalty" label={labels.isPenalty} />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** Takes a criterion off the score sheet. */
export async function RemoveItemButton({ item }: { item: ScoreItem }) {
  const t = await getTranslations('blocs');
  return (
    <DialogButton
      button={t('removeItem')}
      size="small"
      variant="bare"
      label={t('removeItemOf', { name: item.name })}
      title={t('removeItemTitle', { name: item.name })}
      consequence={t('removeItemBody')}
    >
      <Form action={removeItemAction}>
        <input type="hidden" name="itemId" value={item.id} />
        <Ends save={t('removeItem')} variant="danger" />
      </Form>
    </DialogButton>
  );
}

/** The points of one unit, criterion by criterion: its own, and the verified ones. */
export async function ScoreButton({ member, items, points }: { member: BlocMember } & Pick<BlocYear, 'items' | 'points'>) {
  const t = await getTranslations('blocs');
  const title = t('scoreOf', { name: member.organisation });
  const name = (item: ScoreItem) => `${item.code} ${item.name}`;
  const labels = Object.fromEntries(
    items.flatMap((item, at) =>
      (['self', 'verified'] as const).map((which) => [`scores.${at}.${which}`, `${name(item)}: ${t(`fields.${which}`)}`]),
    ),
  );
  return (
    <DialogButton wide button={t('score')} size="small" label={title} title={title}>
      <Form action={scoreAction} labels={labels}>
        <Seen member={member} />
        {items.map((item, at) => {
          const known = points.find(({ itemId, memberId }) => itemId === item.id && memberId === member.id);
          const hint = t(item.isPenalty ? 'penaltyHint' : 'scoreHint', { max: formatEntry(item.maxPoints) });
          return (
            <fieldset key={item.id}>
              <legend>
                <b>{name(item)}</b> <span className="muted small">{hint}</span>
              </legend>
              <input type="hidden" name={`scores.${at}.itemId`} value={item.id} />
              <div className="columns">
                {(['self', 'verified'] as const).map((which) => (
                  <Field
                    key={which}
                    name={`scores.${at}.${which}`}
                    type="number-vi"
                    label={t(`fields.${which}`)}
                    initial={known?.[which] ? formatEntry(known[which]) : ''}
                  />
                ))}
              </div>
            </fieldset>
          );
        })}
        <Ends />
      </Form>
    </DialogButton>
  );
}

type MeetingProps = { blocId: number; year: number; kind: MeetingKind; meeting: BlocMeeting | undefined };

/** Records one of the three meetings of the year, corrects it, or takes it back. */
export async function MeetingButtons({ blocId, year, kind, meeting }: MeetingProps) {
  const [t, tCommon] = await Promise.all([getTranslations('blocs'), getTranslations('common')]);
  const named = t(`kind.${kind}`);
  return (
    <span className="row wrap">
      <DialogButton
        button={meeting ? tCommon('edit') : t('meeting')}
        size="small"
        label={t(meeting ? 'meetingEdit' : 'meetingOf', { kind: named })}
        title={named}
      >
        <Form action={holdMeetingAction} labels={{ heldOn: t('fields.heldOn'), place: t('fields.place'), result: t('fields.result') }}>
          <Place blocId={blocId} year={year} />
          <input type="hidden" name="kind" value={kind} />
          <Field name="heldOn" type="date" label={t('fields.heldOn')} initial={meeting?.heldOn ?? ''} />
          <Field name="place" label={t('fields.place')} optional={tCommon('optional')} initial={meeting?.place ?? ''} />
          <TextArea name="result" label={t('fields.result')} optional={tCommon('optional')} rows={5} initial={meeting?.result ?? ''} />
          <Ends />
        </Form>
      </DialogButton>
      {meeting && (
        <DialogButton button={t('removeMeeting')} size="small" variant="bare" title={t('removeMeetingTitle', { kind: named })}>
          <Form action={removeMeetingAction} labels={{ reason: t('fields.reason') }}>
            <input type="hidden" name="meetingId" value={meeting.id} />
            <input type="hidden" name="version" value={meeting.version} />
            <TextArea name="reason" label={t('fields.reason')} rows={2} />
            <Ends save={t('removeMeeting')} variant="danger" />
          </Form>
        </DialogButton>
      )}
    </span>
  );
}
