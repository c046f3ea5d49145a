import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf, formatDay } from '@/domain/date';
import { type PeriodRef, periodToSearch } from '@/domain/period';
import { can } from '@/domain/policy';
import { FIRST_YEAR_OF_QUARTERS } from '@/features/cell-ratings/schema';
import { shownOf, type YearOf } from '@/features/party-figures/queries';
import { differences } from '@/features/party-figures/rules';
import { disjoint } from '@/features/rating-rules/rules/aggregates';
import { readParty } from '@/server/party-read';
import { ChoiceLinks } from '@/ui/choice';
import { FileForm } from '@/ui/file-form';
import { Checkbox, Field, Form, Select, SubmitButton } from '@/ui/form';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DefinitionList } from '@/ui/page/definition-list';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { setLetterheadAction } from '../actions';

import { type CampaignFacts, campaignFacts, type Letterhead, letterheadOn, secretaryOn, yearOfPaper } from '../queries';
import type { PaperKind } from '../schema';

type Shown = Exclude<PaperKind, 'cell-minutes'>;
const SHOWN: readonly Shown[] = ['summary', 'list', 'decision', 'minutes'];
type PapersProps = { actor: Actor; period: PeriodRef; paper: Shown; tabs: ReactNode };

/** One paper at a time: what it takes, what is still missing, and what only a person knows; the head that all papers share. */
export async function PapersPanel({ actor, period, paper, tabs }: PapersProps) {
  const { year } = period;
  const quarter = paper !== 'summary' && period.quarter !== null && year >= FIRST_YEAR_OF_QUARTERS ? period.quarter : 0;
  const today = dayOf(new Date());
  const read = await readParty(
    actor,
    'party.read',
    async (tx) => ({
      head: await letterheadOn(tx, today),
      leader: await secretaryOn(tx, today),
      campaign: paper === 'summary' ? null : await campaignFacts(tx, { year, quarter }, today),
      figures: paper === 'summary' ? await yearOfPaper(tx, year) : [],
    }),
    paper === 'summary' ? undefined : { what: 'party.papers', of: { year, quarter } },
  );
  if (!read) return null;
  const { head, leader, campaign, figures } = read;
  const [t, tModules, tSpan] = await Promise.all([
    getTranslations('partyPapers'),
    getTranslations('modules.party'),
    getTranslations('cellRatings.span'),
  ]);
  const span = quarter === 0 ? tSpan('year', { year }) : tSpan('quarter', { roman: ['I', 'II', 'III', 'IV'][quarter - 1] ?? '', year });
  const address = `?${periodToSearch(period)}`;
  return (
    <>
      <PageHeader title={t('title', { span })} above={tModules('private')}>
        <p className="muted">{t('intro')}</p>
      </PageHeader>
      {tabs}
      <div className="my-3">
        <ChoiceLinks
          label={t('which')}
          options={SHOWN.map((kind) => ({
            href: `/party/papers${address}&paper=${kind}`,
            label: t(`short.${kind}`),
            current: kind === paper,
          }))}
        />
      </div>
      <div className="split">
        <Section title={t(`kind.${paper}`)}>
          <p className="muted">{t(`takes.${paper}`)}</p>
          {paper === 'summary' ? (
            <FiguresLine figures={figures} />
          ) : (
            <CampaignLine campaign={campaign} span={{ year, quarter }} address={address} />
          )}
          <PaperFields paper={paper} span={{ year, quarter }} leader={leader} decisions={campaign?.decisions ?? []} />
        </Section>
        <aside>
          <LetterheadSection head={head} mayChange={can(actor, 'party.organise')} today={today} />
          <Section title={t('kind.cell-minutes')}>
            <p className="small muted">
              {t('cellMinutes')} <Link href={`/party/ratings${address}`}>{t('toRatings')}</Link>
            </p>
          </Section>
        </aside>
      </div>
    </>
  );
}

type FieldsProps = {
  paper: Shown;
  span: { year: number; quarter: number };
  leader: string | null;
  decisions: CampaignFacts['decisions'];
};

/** What only a person knows: the number and day once they are given, who signs, what to print besides. All may stay open. */
async function PaperFields({ paper, span, leader, decisions }: FieldsProps) {
  const [t, tCommon] = await Promise.all([getTranslations('partyPapers'), getTranslations('common')]);
  const optional = tCommon('optional');
  const labels = {
    ...{ number: t('fields.number'), signedOn: t('fields.signedOn'), signer: t('fields.signer'), writer: t('fields.writer') },
    ...{ chair: t('fields.chair'), decisionId: t('fields.decision') },
  };
  const isMinutes = paper === 'minutes';
  return (
    <FileForm key={paper} className="form max-w-xl" address={`/api/party/papers/${paper}`} done={t('done')} labels={labels}>
      <input type="hidden" name="year" value={span.year} />
      <input type="hidden" name="quarter" value={span.quarter} />
      {paper === 'decision' && decisions.length > 0 && (
        <Select
          name="decisionId"
          label={t('fields.decision')}
          hint={t('hints.decision')}
          empty={t('newDraft')}
          choices={decisions.map(({ id, number, signedOn }) => ({
            value: id,
            label: [number ?? '…', signedOn && formatDay(signedOn)].filter(Boolean).join(' · '),
          }))}
        />
      )}
      <Field name="number" label={t('fields.number')} hint={t(`hints.number.${paper}`)} optional={optional} />
      <Field
        name="signedOn"
        type="date"
        label={t(isMinutes ? 'fields.heldOn' : 'fields.signedOn')}
        hint={t('hints.signedOn')}
        optional={optional}
      />
      {isMinutes ? (
        <>
          <Field name="writer" label={t('fields.writer')} optional={optional} />
          <Field name="chair" label={t('fields.chair')} optional={optional} initial={leader ?? ''} />
        </>
      ) : (
        <Field name="signer" label={t('fields.signer')} optional={optional} initial={paper === 'decision' ? '' : (leader ?? '')} />
      )}
      {paper === 'summary' && (
        <>
          <Checkbox name="hasTable" label={t('fields.hasTable')} initial />
          <Checkbox name="hasNames" label={t('fields.hasNames')} hint={t('hints.hasNames')} />
        </>
      )}
      <footer className="mt-4">
        <SubmitButton>{t(`get.${paper}`)}</SubmitButton>
      </footer>
    </FileForm>
  );
}

/** How many cells the paper lists; without a campaign, where one is opened. */
async function CampaignLine({ campaign, span, address }: { campaign: CampaignFacts | null; span: FieldsProps['span']; address: string }) {
  const t = await getTranslations('partyPapers');
  if (!campaign)
    return (
      <p className="mb-4">
        {t('refused.noCampaign', { year: String(span.year), quarter: String(span.quarter) })}{' '}
        <Link href={`/party/ratings${address}`}>{t('toRatings')}</Link>
      </p>
    );
  const { lines } = campaign;
  return (
    <p className="mb-4">
      {t('counts', {
        total: lines.length,
        decided: lines.filter(({ decided }) => decided !== null).length,
        open: lines.filter(({ isOpen }) => isOpen).length,
      })}
    </p>
  );
}

/** Which figures the report takes, and where published and decided ones differ: said to the office, not in the paper. */
async function FiguresLine({ figures }: { figures: YearOf[] }) {
  const [t, tRules] = await Promise.all([getTranslations('partyPapers'), getTranslations('ratingRules')]);
  const said = figures.flatMap((of) => {
    const shown = shownOf(of);
    return shown && of.subject !== 'ORGANISATION' ? [{ of, shown, subject: tRules(`subject.${of.subject}`) }] : [];
  });
  if (said.length === 0) return <p>{t('noFigures')}</p>;
  return (
    <ul className="list lines small mb-4">
      {said.map(({ of, shown, subject }) => (
        <li key={of.subject}>{t(`from.${shown.from}`, { subject, rated: shown.rated, excellent: shown.excellent })}</li>
      ))}
      {said.flatMap(({ of, shown, subject }) => {
        const [latest] = of.revisions;
        if (!latest || !of.decided) return [];
        return differences(disjoint(latest.mode, latest), of.decided).map(({ level, published, decided }) => (
          <li key={`${of.subject} ${level}`}>
            <b>{t('differs.lead')}</b>{' '}
            {t(`differs.${shown.from}`, {
              ...{ subject, published, decided },
              level: of.set?.levels.find(({ code }) => code === level)?.label ?? tRules(`levelCode.${level}`),
            })}
          </li>
        ));
      })}
    </ul>
  );
}

/** What heads every paper; kept once, from a day on. */
async function LetterheadSection({ head, mayChange, today }: { head: Letterhead; mayChange: boolean; today: Day }) {
  const [t, tCommon] = await Promise.all([getTranslations('partyPapers.letterhead'), getTranslations('common')]);
  const { validFrom, version, superior, issuer, place } = head;
  const isSet = validFrom !== null;
  return (
    <Section title={t('title')}>
      {isSet ? (
        <DefinitionList
          items={[
            { term: t('superior'), value: superior },
            { term: t('issuer'), value: issuer },
            { term: t('place'), value: place },
            { term: t('validFrom'), value: formatDay(validFrom) },
          ]}
        />
      ) : (
        <p>{t(mayChange ? 'missing' : 'missingReader')}</p>
      )}
      {mayChange && (
        <DialogButton button={t(isSet ? 'change' : 'set')} variant={isSet ? 'plain' : 'main'} title={t('title')} consequence={t('body')}>
          <Form
            action={setLetterheadAction}
            labels={{ superior: t('superior'), issuer: t('issuer'), place: t('place'), validFrom: t('validFrom') }}
          >
            <input type="hidden" name="seenFrom" value={validFrom ?? ''} />
            <input type="hidden" name="version" value={version} />
            <Field name="superior" label={t('superior')} hint={t('superiorHint')} initial={superior} />
            <Field name="issuer" label={t('issuer')} hint={t('issuerHint')} initial={issuer} />
            <Field name="place" label={t('place')} hint={t('placeHint')} initial={place} />
            <Field name="validFrom" type="date" label={t('validFrom')} hint={t('validFromHint')} initial={validFrom ?? today} />
            <footer>
              <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
              <SubmitButton>{t('save')}</SubmitButton>
            </footer>
          </Form>
        </DialogButton>
      )}
    </Section>
  );
}
