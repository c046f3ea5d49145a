import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { id } from '@/domain/input';
import { periodFromSearch } from '@/domain/period';
import { accountList } from '@/features/accounts/queries';
import { accountFilter } from '@/features/accounts/schema';
import { departmentDrill, indicatorDrill } from '@/features/annual-summary/queries/drill';
import { readingOf } from '@/features/annual-summary/rules/as-now';
import { departmentSort, summaryYear } from '@/features/annual-summary/schema';
import {
  councilMinutesInput,
  departmentMinutesInput,
  ofDecisionInput,
  stockInput,
  submissionInput,
  yearListInput,
} from '@/features/award-papers/schema';
import { proposalSearch } from '@/features/award-proposals/schema';
import { appraisalOf } from '@/features/award-rules/queries';
import { dueSearch } from '@/features/award-rules/schema';
import { awardee, decisionById, decisions } from '@/features/awards/queries/register';
import { decisionSearch } from '@/features/awards/schema';
import { blocSearch } from '@/features/blocs/schema';
import { partyReads } from '@/features/break-glass/queries';
import { readFilter } from '@/features/break-glass/schema';
import { campaignOf } from '@/features/cell-ratings/queries/campaign';
import { ratingOf } from '@/features/cell-ratings/queries/sheet';
import { ratingSearch } from '@/features/cell-ratings/schema';
import { contingencyFilter } from '@/features/contingency-plans/schema';
import { departmentByCode } from '@/features/departments/queries';
import { isOpenLink } from '@/features/first-administrator/queries';
import { indicatorByCode } from '@/features/indicators/queries';
import { movements } from '@/features/movements/queries';
import { movementFilter } from '@/features/movements/schema';
import { bodiesOn, bodyByCode } from '@/features/party-bodies/queries';
import { cellMinutesInput, decisionInput, listInput, minutesInput, paperSearch, summaryInput } from '@/features/party-papers/schema';
import { people } from '@/features/people/queries';
import { searchDepartments, searchIndicators } from '@/features/search/queries';
import { screenOf } from '@/features/submissions/queries/file';
import { taskLines } from '@/features/tasks/queries';
import { taskFilter } from '@/features/tasks/schema';
import { markableTasks } from '@/features/year-rollover/queries';
import { placeOf } from '@/features/year-rollover/rules/steps';
import { batchSearch, importSearch, uploadSearch } from '@/server/imports/file';
import { readAs } from '@/server/party-read';
import { fileNameOf } from '@/server/upload';
import { aDepartment, anActor, anIndicator, freshDb } from '../support/db';
import { aCell } from '../support/party';
import { aCampaign, aRuleSet } from '../support/ratings';

let admin: Actor;
let planning: Actor;
let office: Actor;
beforeAll(async () => {
  const db = await freshDb();
  [admin, planning, office] = [await anActor(db, 'ADMIN'), await anActor(db, 'PLANNING'), await anActor(db, 'PARTY_OFFICE')];
  await aCampaign(db, { year: 2026, ruleSetId: (await aRuleSet(db)).id }, [(await aCell(db)).id], { state: 'DRAFT', level: null });
  await aDepartment(db, 'NOI');
  await anIndicator(db, 'OPD');
});

const now = new Date('2026-10-05T03:00:00Z');

/** Every read that takes a text from an address, by what the text is there. */
const READS: Record<string, (text: string) => unknown> = {
  'departments ?q': (text) => searchDepartments(planning, text),
  'departments/[code]': (text) => departmentByCode(planning, text),
  'indicators/[code]': (text) => indicatorByCode(planning, text),
  'plans/[code]': (text) => screenOf(planning, text, { year: 2026, quarter: 3 }, 'PLAN', now),
  'awards/decisions ?q &signed &import': (text) => {
    const { q, signed, import: batchId } = decisionSearch.parse({ q: text, signed: text, import: text });
    return decisions(planning, { q, year: signed, batchId });
  },
  'awards/…/[id]': (text) =>
    id.safeParse(text).success && Promise.all([decisionById(planning, Number(text)), awardee(planning, Number(text))]),
  'summary/[year]': (text) => summaryYear.safeParse(text),
  'summary/…/[indicator]': (text) => indicatorDrill(planning, 2026, text),
  'summary/…/[indicator]/NOI': (text) => departmentDrill(planning, 2026, text, 'NOI'),
  'summary/…/OPD/[department]': (text) => departmentDrill(planning, 2026, 'OPD', text),
  'summary ?sort': (text) => departmentSort.parse(text),
  'admin/accounts ?q': (text) => accountList(admin, accountFilter.parse({ q: text }), now),
  'admin/accounts ?page &state &role': (text) => accountList(admin, accountFilter.parse({ page: text, state: text, role: text }), now),
  'admin/rollover ?to &step &part &q &page': (text) => placeOf({ to: text, step: text, part: text, q: text, page: text }, 2027),
  'admin/rollover ?mark': (text) => markableTasks(planning, 2026, text),
  'summary ?as': (text) => readingOf(text),
  'setup/[token]': (text) => isOpenLink(text, now),
  'api/v1/search ?q': (text) => searchIndicators(planning, text, 2026),
  'tasks ?q &…': (text) => {
    const filter = taskFilter.parse({
      q: text.slice(0, 100),
      department: text,
      area: text,
      standing: text,
      leader: text,
      month: text,
      page: text,
    });
    const span = { startsOn: '2026-01-01', endsOn: '2026-12-31' };
    return taskLines(planning, { span, filter, today: '2026-10-05' }, { kind: 'page', page: filter.page });
  },
  'contingency-plans ?kind &due': (text) => contingencyFilter.parse({ kind: text, due: text }),
  'party/papers ?paper': (text) => paperSearch.parse({ paper: text }),
  'awards/import, party/bodies/import ?batch &column &kind &page': (text) =>
    importSearch.parse({ batch: text, column: text, kind: text, page: text }),
  'api/awards/import/rejected, api/party/cells/rejected ?batch': (text) => batchSearch.safeParse({ batch: text }),
  'api/awards/import, api/party/cells/import ?name': (text) => [uploadSearch.safeParse({ name: text }), fileNameOf(text)],
  'awards/movements ?q &scope': (text) => movements(planning, movementFilter.parse({ q: text, scope: text })),
  'awards/movements/[id]': (text) => id.safeParse(text),
  'awards/bloc ?bloc': (text) => blocSearch.parse({ bloc: text }),
  'people ?q': (text) => people(planning, '2026-10-05', { q: text }),
  'party/bodies ?q': (text) => readAs(office, (tx) => bodiesOn(tx, '2026-10-05', text)),
  'party/bodies/[code]': (text) => readAs(office, (tx) => bodyByCode(tx, text, '2026-10-05')),
  'party/ratings ?subject': (text) => ratingSearch.parse({ subject: text }),
  'party/ratings/[code]': (text) =>
    readAs(office, async (tx) => {
      const campaign = await campaignOf(tx, { year: 2026, quarter: 0, subject: 'CELL' });
      if (!campaign) throw new Error('no campaign');
      return ratingOf(tx, campaign, text, '2026-10-05');
    }),
  'party/rules/[id]': (text) => id.safeParse(text),
  'party/access ?who &what &from &to &page': (text) =>
    readAs(office, (tx) => partyReads(tx, readFilter.parse({ who: text, what: text, from: text, to: text, page: text }))),
  'api/party/papers/summary ?…': (text) => summaryInput.safeParse({ year: text, number: text, signedOn: text, signer: text }),
  'api/party/papers/list ?…': (text) => listInput.safeParse({ year: 2026, quarter: text, signer: text }),
  'api/party/papers/decision ?…': (text) => decisionInput.safeParse({ year: 2026, decisionId: text }),
  'api/party/papers/minutes ?…': (text) => minutesInput.safeParse({ year: 2026, writer: text, chair: text }),
  'api/party/papers/cell-minutes ?…': (text) => cellMinutesInput.safeParse({ year: 2026, code: text, writer: text }),
  'awards/due ?title &view &department': (text) => dueSearch.parse({ title: text, view: text, department: text }),
  'awards/staff ?department': (text) =>
    appraisalOf(planning, dueSearch.parse({ department: text }).department, { year: 2026, day: '2026-10-05' }),
  'awards/proposals/new ?title &department &person': (text) => proposalSearch.parse({ title: text, department: text, person: text }),
  'api/awards/papers/department-minutes ?…': (text) =>
    departmentMinutesInput.safeParse({ year: 2026, department: text, heldOn: text, chair: text, startedAt: text, venue: text }),
  'api/awards/papers/council-minutes ?…': (text) =>
    councilMinutesInput.safeParse({ year: text, heldOn: text, writer: text, endedAt: text }),
  'api/awards/papers/submission ?…': (text) =>
    submissionInput.safeParse({ year: 2026, superior: text, submittedOn: text, number: text, signAs: text }),
  'api/awards/papers/decision, decision-list, certificates ?…': (text) => ofDecisionInput.safeParse({ decisionId: text, signAs: text }),
  'api/awards/papers/stock ?…': (text) => stockInput.safeParse({ decisionId: 1, right: text, down: text, whom: text, signer: text }),
  'api/awards/papers/year ?…': (text) => yearListInput.safeParse({ year: text, preparedBy: text }),
  'everywhere ?year &period': (text) => periodFromSearch({ year: text, period: text }, { year: 2026, quarter: 1 }),
};
const ODD = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '%',
  '_',
  '\\',
  "' OR 1=1 --",
  '../..',
  '-1',
  '1e309',
  '99999999999',
  'x'.repeat(100_000),
  '😀'.repeat(60),
];

it.each(Object.keys(READS))('%s takes any text for what it is', async (place) => {
  for (const text of ODD) await expect(Promise.resolve(READS[place]?.(text)), JSON.stringify(text.slice(0, 20))).resolves.not.toThrow();
});
