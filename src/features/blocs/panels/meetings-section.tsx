import { getTranslations } from 'next-intl/server';
import { formatDay } from '@/domain/date';
import { Field, Form, TextArea } from '@/ui/form';
import { DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { holdMeetingAction, removeMeetingAction } from '../actions';
import { Ends, Place } from '../components/form-parts';
import type { BlocMeeting, BlocYear } from '../queries';
import { MEETING_KINDS, type MeetingKind } from '../schema';

type YearProps = { blocId: number; year: number; mayManage: boolean };

/** The three meetings of a bloc's year. */
export async function Meetings({ meetings, blocId, year, mayManage }: YearProps & Pick<BlocYear, 'meetings'>) {
  const t = await getTranslations('blocs');
  const rows = MEETING_KINDS.map((kind) => ({ kind, meeting: meetings.find((one) => one.kind === kind) }));
  type Row = (typeof rows)[number];
  const buttons = ({ kind, meeting }: Row) => <MeetingButtons blocId={blocId} year={year} kind={kind} meeting={meeting} />;
  const when = ({ meeting }: Row) => (meeting ? formatDay(meeting.heldOn) : t('notHeld'));
  return (
    <Section title={t('meetings')}>
      <DataTable
        caption={t('meetings')}
        rows={rows}
        rowKey={({ kind }) => kind}
        dense
        columns={[
          { key: 'kind', head: t('fields.kind'), rowHead: true, className: 'nowrap', cell: ({ kind }) => t(`kind.${kind}`) },
          { key: 'when', head: t('fields.heldOn'), className: 'nowrap', cell: when },
          { key: 'place', head: t('fields.place'), cell: ({ meeting }) => meeting?.place ?? '–' },
          { key: 'result', head: t('fields.result'), className: 'whitespace-pre-line', cell: ({ meeting }) => meeting?.result ?? '–' },
          ...(mayManage ? [{ key: 'act', head: <span className="sr">{t('meeting')}</span>, cell: buttons }] : []),
        ]}
        phone={(row) => ({
          title: t(`kind.${row.kind}`),
          detail: [when(row), row.meeting?.place, row.meeting?.result].filter(Boolean).join(' · '),
          aside: mayManage && buttons(row),
        })}
      />
    </Section>
  );
}

type MeetingProps = { blocId: number; year: number; kind: MeetingKind; meeting: BlocMeeting | undefined };

/** Records one of the three meetings of the year, corrects it, or takes it back. */
async function MeetingButtons({ blocId, year, kind, meeting }: MeetingProps) {
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
          <input type="hidden" name="version" value={meeting?.version ?? ''} />
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
