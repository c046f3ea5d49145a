import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayOf, formatDay } from '@/domain/date';
import { departmentsOn } from '@/features/departments/queries';
import { people } from '@/features/people/queries';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { Link } from '@/ui/link';
import { PageHeader } from '@/ui/page/page-header';
import { Tabs } from '@/ui/page/tabs';
import { accessTo, accountChoices, bodiesOn, bodyByCode, partyDecisions, readConsequences } from '../queries';
import { type Asked, DissolveForm, MergeForm, SplitForm } from './ending-forms';
import { DepartmentsForm, LeadersForm, RenameForm } from './keeping-forms';

export const CHANGES = ['leaders', 'departments', 'rename', 'merge', 'split', 'dissolve'] as const;
export type ChangeKind = (typeof CHANGES)[number];
const OF_CELLS: readonly ChangeKind[] = ['departments', 'merge', 'split'];

/** One body and what may be done to it: its secretary, its departments, a new name, a merger, a split, the end. */
export async function ChangeBodyPanel({ code, change, asked }: { code: string; change: ChangeKind; asked: Asked }) {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('partyBodies.form')]);
  const today = dayOf(new Date());
  const read = await readParty(actor, 'party.read', async (tx) => {
    const body = await bodyByCode(tx, code, '9999-12-31');
    if (!body) return null;
    const ids = change === 'merge' && asked.from.length > 0 ? asked.from : [body.id];
    return {
      body,
      bodies: await bodiesOn(tx, today),
      decisions: await partyDecisions(tx),
      access: await accessTo(tx, body.id, today),
      accounts: await accountChoices(tx),
      seen: asked.on === null ? [] : await readConsequences(tx, ids, asked.on),
    };
  });
  if (!read) notFound();
  const { body } = read;
  const page = `/party/bodies/${code}`;
  const above = <Link href={page}>{body.name}</Link>;
  const title = t('changeTitle', { name: body.name });
  if (body.dissolvedOn)
    return (
      <PageHeader above={above} title={title}>
        {t('alreadyGone', { name: body.name, day: formatDay(body.dissolvedOn) })}
      </PageHeader>
    );
  const open = CHANGES.filter(
    (kind) => (body.kind === 'CELL' || !OF_CELLS.includes(kind)) && (body.kind !== 'ORGANISATION' || kind !== 'dissolve'),
  );
  const shown = open.includes(change) ? change : 'leaders';
  const [departments, known] = await Promise.all([departmentsOn(actor, today), people(actor, today)]);
  const FORMS = {
    leaders: LeadersForm,
    departments: DepartmentsForm,
    rename: RenameForm,
    merge: MergeForm,
    split: SplitForm,
    dissolve: DissolveForm,
  };
  const Chosen = FORMS[shown];
  return (
    <>
      <PageHeader above={above} title={title} />
      <Tabs
        label={t('tabs.label')}
        tabs={open.map((kind) => ({ href: `${page}/change?do=${kind}`, label: t(`tabs.${kind}`), current: kind === shown }))}
      />
      <p className="muted mt-5 mb-4 max-w-[34rem]">{t(`${shown}Intro`)}</p>
      <Chosen
        key={shown}
        {...read}
        others={read.bodies.filter(({ id, kind, dissolvedOn }) => kind === 'CELL' && id !== body.id && dissolvedOn === null)}
        departments={departments.map(({ id, name }) => ({ value: id, label: name }))}
        people={known.map(({ id, honorifics, fullName }) => ({ value: id, label: [honorifics, fullName].filter(Boolean).join(' ') }))}
        asked={asked}
      />
    </>
  );
}
