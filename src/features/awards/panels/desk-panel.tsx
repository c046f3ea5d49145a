import { getMessages, getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf } from '@/domain/date';
import { departmentsInPeriod } from '@/features/departments/queries';
import { MAXIMUM_FILE_BYTES } from '@/server/upload';
import { DecisionDesk } from '../components/decision-desk';
import { titles } from '../queries/register';

/** A decision of long ago names departments that are long gone. */
const FIRST_DAY = '1900-01-01';

type DeskPanelProps = { actor: Actor; year: number; existing: { id: number; number: string; signedOn: string } | null };

/** The desk of one decision: a new one, or one on record that gets more recipients. */
export async function DeskPanel({ actor, year, existing }: DeskPanelProps) {
  const [t, messages, all, departments] = await Promise.all([
    getTranslations('awards.desk'),
    getMessages(),
    titles(actor),
    departmentsInPeriod(actor, { startsOn: FIRST_DAY, endsOn: dayOf(new Date()) }, { withRoot: true }),
  ]);
  const root = departments.find(({ kind }) => kind === 'HOSPITAL');
  const byCode = (code: string) => all.find((title) => title.code === code)?.id ?? null;
  return (
    <DecisionDesk
      accountId={actor.id}
      titles={all.map(({ level: _, ...title }) => title)}
      departments={departments.map(({ id, name, establishedOn, dissolvedOn }) => ({ id, name, establishedOn, dissolvedOn }))}
      start={{
        ...{ number: '', signedOn: '', authority: root?.name ?? '', signer: '', subject: t('subject', { year }) },
        ...{ yearFrom: String(year), yearTo: String(year), personType: byCode('LDTT'), collectiveType: byCode('TTLDTT'), lines: [] },
      }}
      existing={existing}
      maximumBytes={MAXIMUM_FILE_BYTES}
      words={messages.awards.desk}
    />
  );
}
