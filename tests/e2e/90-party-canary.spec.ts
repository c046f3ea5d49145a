import { readFileSync } from 'node:fs';
import { expect, test } from '../support/app';
import { ask, askAs } from '../support/hospital-database';
import { morePeople, type Person, sendAway } from '../support/more-people';
import { CANARY, type Circle, type Planted, plant } from '../support/party-canary';
import { actionOf, actions, press, saidBy } from '../support/press';
import { routes } from '../support/routes';
import { textsIn } from '../support/unzip';

/** What each role may read of the Party, written from domain.md H5; nothing for a role that is not here. */
const READERS: Record<string, readonly Circle[]> = {
  PARTY_OFFICE: ['own', 'els', 'hos', 'law', 'sum'],
  PARTY_COMMITTEE: ['own', 'els', 'hos', 'law', 'sum'],
  CELL_SECRETARY: ['own', 'law'],
  DIRECTOR: ['law', 'sum'],
};
/** A page that holds the actions of ratings, in a year without any. */
const RATINGS = '/party/ratings?year=2009';
const ALL: readonly Circle[] = ['own', 'els', 'hos', 'law', 'sum'];
const OTHERS = ['ADMIN', 'PLANNING', 'DEPARTMENT_HEAD', 'REPORTER', 'EMULATION', 'UNION', 'DIRECTOR', 'CELL_SECRETARY'] as const;

let baseURL: string;
let planted: Planted;
let people: Person[] = [];
const of = (role: string): Person => {
  const person = people.find(({ username }) => username === `chim-${role.toLowerCase().replace('_', '-')}`);
  if (!person) throw new Error(`nobody is ${role}`);
  return person;
};
let logFrom = 0;
const log = () => readFileSync(process.env.E2E_LOG ?? '', 'utf8');

test.beforeAll(async () => {
  baseURL = `http://127.0.0.1:${process.env.E2E_PORT}`;
  logFrom = log().length;
  planted = await plant();
  const roles = [...OTHERS, 'PARTY_OFFICE', 'PARTY_COMMITTEE', 'GLASS'];
  people = await morePeople(
    baseURL,
    roles.map((role) => ({
      username: `chim-${role.toLowerCase().replace('_', '-')}`,
      role: role === 'GLASS' ? 'ADMIN' : role,
      ...((role === 'DEPARTMENT_HEAD' || role === 'REPORTER') && { department: 'NOI' }),
      ...(role === 'CELL_SECRETARY' && { partyBodyId: planted.cells.own.id }),
    })),
  );
});
test.afterAll(() => sendAway(people));

const isParty = (address: string) => /^\/(api\/)?party/.test(address);

type Ids = { account: number; contingency: number; task: number; period: number };

/** Real addresses of every route: of the Party's records, of others', and of none. A route that is not here fails the test. */
function addresses({ account, contingency, task, period }: Ids): Record<string, string[]> {
  const { cells, year, ruleSetId, files, taskId } = planted;
  const spans = [`year=${year}&period=year`, 'year=2026&period=q3'];
  const codes = [cells.own.code, cells.els.code];
  const across = (path: string) => (isParty(path) ? spans : spans.slice(0, 1)).map((span) => `${path}?${span}`);
  const figure = `departmentId=5&periodId=${period}&indicatorId=1&measure=PLAN`;
  return {
    '/': across('/'),
    '/account': ['/account'],
    '/admin/accounts': ['/admin/accounts', `/admin/accounts?q=${CANARY}`, '/admin/accounts?role=PARTY_OFFICE'],
    '/admin/accounts/[id]': [`/admin/accounts/${account}`, `/admin/accounts/${of('CELL_SECRETARY').id}`],
    '/admin/mail': ['/admin/mail'],
    '/admin/party-access': ['/admin/party-access'],
    '/admin/periods': across('/admin/periods'),
    '/admin/rollover': ['/admin/rollover', '/admin/rollover?to=2027&step=tasks'],
    '/admin/settings': ['/admin/settings'],
    '/awards': [...across('/awards'), '/awards?year=2023&period=year&title=BK_B'],
    '/awards/bloc': across('/awards/bloc'),
    '/awards/movements': ['/awards/movements', `/awards/movements?q=${CANARY}`],
    '/awards/movements/[id]': ['/awards/movements/1'],
    '/awards/import': ['/awards/import', '/awards/import?batch=1'],
    '/awards/catalogue': ['/awards/catalogue'],
    '/awards/catalogue/[code]': ['/awards/catalogue/CSTDCS', '/awards/catalogue/HHD30', `/awards/catalogue/${CANARY}`],
    '/awards/due': ['/awards/due?year=2026', `/awards/due?year=${year}&title=${CANARY}&department=${CANARY}`],
    '/awards/staff': [`/awards/staff?year=${year}&department=NOI`],
    '/awards/proposals': ['/awards/proposals?year=2025', `/awards/proposals?year=${year}`],
    '/awards/proposals/[id]': ['/awards/proposals/1', '/awards/proposals/x'],
    '/awards/proposals/council': ['/awards/proposals/council?year=2025'],
    '/awards/proposals/decide': ['/awards/proposals/decide?year=2025'],
    '/awards/proposals/meeting': ['/awards/proposals/meeting?year=2025'],
    '/awards/proposals/new': ['/awards/proposals/new?year=2026&title=LDTT&department=NOI'],
    '/awards/decisions': ['/awards/decisions', `/awards/decisions?q=${CANARY}`],
    '/awards/decisions/[id]': ['/awards/decisions/1', '/awards/decisions/2'],
    '/awards/decisions/[id]/add': ['/awards/decisions/1/add'],
    '/awards/decisions/new': ['/awards/decisions/new'],
    '/awards/departments/[code]': ['/awards/departments/KHTH', `/awards/departments/${cells.own.code}`],
    '/awards/historic': ['/awards/historic'],
    '/awards/people/[id]': ['/awards/people/1', '/awards/people/2'],
    '/contingency-plans': ['/contingency-plans'],
    '/contingency-plans/[id]': [`/contingency-plans/${contingency}`],
    '/contingency-plans/new': ['/contingency-plans/new'],
    '/departments': ['/departments', `/departments?q=${CANARY}`],
    '/departments/[code]': ['/departments/NOI', '/departments/NOI?tab=history', `/departments/${cells.own.code}`],
    '/departments/[code]/change': ['/departments/NOI/change'],
    '/departments/new': ['/departments/new'],
    '/figures': across('/figures'),
    '/inbox': ['/inbox'],
    '/indicators': [`/indicators?q=${CANARY}`],
    '/indicators/[code]': ['/indicators/OPD', `/indicators/${cells.own.code}`],
    '/indicators/[code]/edit': ['/indicators/OPD/edit'],
    '/indicators/[code]/target': ['/indicators/OPD/target'],
    '/indicators/new': ['/indicators/new'],
    '/indicators/rules': ['/indicators/rules'],
    '/meetings': across('/meetings'),
    '/party': across('/party'),
    '/party/access': ['/party/access', '/party/access?who=1&page=2'],
    '/party/bodies': ['/party/bodies', `/party/bodies?year=${year}`, `/party/bodies?q=${CANARY}`],
    '/party/bodies/[code]': [...codes.map((code) => `/party/bodies/${code}?year=${year}`), '/party/bodies/%E0%A4%A'],
    '/party/bodies/[code]/change': codes.map((code) => `/party/bodies/${code}/change?do=rename`),
    '/party/bodies/import': ['/party/bodies/import', '/party/bodies/import?batch=1'],
    '/party/bodies/new': ['/party/bodies/new'],
    '/party/commendations': across('/party/commendations'),
    '/party/counts': across('/party/counts'),
    '/party/figures': across('/party/figures'),
    '/party/papers': across('/party/papers'),
    '/party/ratings': ['cells', 'organisation', 'members'].flatMap((subject) =>
      across('/party/ratings').map((to) => `${to}&subject=${subject}`),
    ),
    '/party/ratings/[code]': [...codes.map((code) => `/party/ratings/${code}?year=${year}&period=year`), '/party/ratings/%E0%A4%A'],
    '/party/rules': ['/party/rules'],
    '/party/rules/[id]': [`/party/rules/${ruleSetId}`, '/party/rules/x'],
    '/people': ['/people', `/people?q=${CANARY}`],
    '/plans': across('/plans'),
    '/plans/[code]': ['/plans/NOI?year=2026&period=q3&tab=tasks', `/plans/${cells.own.code}?year=2026&period=q3`],
    '/reminders': ['/reminders'],
    '/reports': across('/reports'),
    '/reports/[code]': ['/reports/NOI?year=2026&period=q3'],
    '/research': across('/research'),
    '/review': across('/review'),
    '/summary': ['/summary'],
    '/summary/[year]': ['/summary/2026', `/summary/${year}`],
    '/summary/[year]/[indicator]': ['/summary/2026/OPD'],
    '/summary/[year]/[indicator]/[department]': ['/summary/2026/OPD/NOI'],
    '/tasks': ['/tasks', `/tasks?q=${CANARY}`],
    '/tasks/[id]': [`/tasks/${taskId}`, `/tasks/${task}`],
    '/tasks/new': ['/tasks/new'],
    '/first-password': ['/first-password'],
    '/setup/[token]': [`/setup/${CANARY}`],
    '/sign-in': ['/sign-in', `/sign-in?callbackUrl=/party/ratings/${cells.own.code}`],
    '/api/attachments': ['/api/attachments'],
    '/api/attachments/[id]': files.flatMap((file) => [`/api/attachments/${file}`, `/api/attachments/${file}?show=1`]),
    '/api/auth/[...nextauth]': ['/api/auth/session', '/api/auth/csrf', `/api/auth/${CANARY}`],
    '/api/awards/import': [`/api/awards/import?name=${CANARY}`],
    '/api/awards/import/confirm': ['/api/awards/import/confirm'],
    '/api/awards/import/rejected': ['/api/awards/import/rejected?batch=1', `/api/awards/import/rejected?batch=${CANARY}`],
    '/api/awards/import/template': ['/api/awards/import/template'],
    '/api/awards/papers/certificates': ['/api/awards/papers/certificates?decisionId=1'],
    '/api/awards/papers/council-minutes': ['/api/awards/papers/council-minutes?year=2025&heldOn=2026-01-10'],
    '/api/awards/papers/decision': ['/api/awards/papers/decision?decisionId=1', `/api/awards/papers/decision?decisionId=${CANARY}`],
    '/api/awards/papers/department-minutes': ['/api/awards/papers/department-minutes?year=2025&department=NOI&heldOn=2026-01-05'],
    '/api/awards/papers/decision-list': [
      '/api/awards/papers/decision-list?decisionId=1',
      `/api/awards/papers/decision-list?decisionId=${CANARY}`,
    ],
    '/api/awards/papers/stock': ['/api/awards/papers/stock?decisionId=1', '/api/awards/papers/stock?decisionId=2&whom='],
    '/api/awards/papers/year': ['/api/awards/papers/year?year=2025', '/api/awards/papers/year?year=2023'],
    '/api/awards/papers/submission': [`/api/awards/papers/submission?year=2025&superior=${CANARY}&submittedOn=2026-01-12`],
    '/api/awards/decisions': ['/api/awards/decisions'],
    '/api/awards/decisions/[id]': ['/api/awards/decisions/1', '/api/awards/decisions/2'],
    '/api/awards/match': ['/api/awards/match'],
    '/api/awards/recipients': ['/api/awards/recipients'],
    '/api/figures': [`/api/figures?${figure}`],
    '/api/figures/across': [`/api/figures/across?${figure}`, '/api/figures/across?periodId=x'],
    '/api/figures/history': [`/api/figures/history?${figure}`],
    '/api/figures/quarters': [`/api/figures/quarters?${figure}&year=2026`],
    '/api/livez': ['/api/livez'],
    '/api/party/counts': [`/api/party/counts?year=${year}`, '/api/party/counts?year=x'],
    '/api/party/counts/workbook': [`/api/party/counts/workbook?year=${year}`],
    '/api/awards/year': ['/api/awards/year?year=2023', '/api/awards/year?year=x'],
    '/api/party/figures': ['/api/party/figures'],
    '/api/party/cells': [`/api/party/cells?day=${year}-12-31`, '/api/party/cells'],
    '/api/party/cells/import': [`/api/party/cells/import?name=${CANARY}`],
    '/api/party/cells/import/confirm': ['/api/party/cells/import/confirm'],
    '/api/party/cells/rejected': ['/api/party/cells/rejected?batch=1', `/api/party/cells/rejected?batch=${CANARY}`],
    '/api/party/cells/template': ['/api/party/cells/template'],
    '/api/party/ratings': [`/api/party/ratings?year=${year}`, `/api/party/ratings?year=${year}&subject=MEMBER`],
    ...Object.fromEntries(
      ['summary', 'list', 'decision', 'minutes'].map((paper) => [
        `/api/party/papers/${paper}`,
        [`/api/party/papers/${paper}?year=${year}`],
      ]),
    ),
    '/api/party/papers/cell-minutes': codes.map((code) => `/api/party/papers/cell-minutes?year=${year}&code=${code}`),
    '/api/readyz': ['/api/readyz'],
    '/api/review/approve': ['/api/review/approve'],
    '/api/sections': ['/api/sections'],
    '/api/v1/search': [CANARY, 'zqxown', 'zqxels', cells.els.code, 'chi bo', 'qd du'].map(
      (q) => `/api/v1/search?q=${encodeURIComponent(q)}&year=${year}`,
    ),
    '/api/v1/summary/[year]': ['/api/v1/summary/2026', `/api/v1/summary/${year}`],
  };
}

type Answer = { address: string; how: string; status: number; text: string };

/** How a browser, its router and its prefetch ask for the same page; a page holds its own payload, so the others are asked for where it matters. */
const HOW: Record<string, Record<string, string>> = {
  page: {},
  payload: { rsc: '1' },
  prefetch: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
};

async function crawl(person: Person | null, list: readonly string[]): Promise<Answer[]> {
  const asked = list.flatMap((address) =>
    Object.keys(HOW).flatMap((how) => (how === 'page' || (isParty(address) && !address.startsWith('/api')) ? [{ address, how }] : [])),
  );
  const answers: Answer[] = [];
  const next = asked.values();
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (const { address, how } of next) {
        const url = how === 'page' ? address : `${address}${address.includes('?') ? '&' : '?'}_rsc=1`;
        const answer = await fetch(baseURL + url, {
          headers: { ...HOW[how], ...(person && { cookie: person.cookie }) },
          // the router's own requests are led to their address of the cache; a page that leads elsewhere is asked for there
          redirect: how === 'page' ? 'manual' : 'follow',
        });
        const body = new Uint8Array(await answer.arrayBuffer());
        const headers = [...answer.headers]
          .map(([name, value]) => `${name}: ${decodeURIComponent(value.replace(/%(?![0-9a-f]{2})/gi, ''))}`)
          .join('\n');
        answers.push({ address, how, status: answer.status, text: `${headers}\n${textsIn(body).join('\n')}` });
      }
    }),
  );
  return answers;
}

/** Places seen in the answers, each with one address where it was. What somebody typed into an address is no news to them. */
function seenIn(answers: readonly Answer[]): Map<string, string> {
  const seen = new Map<string, string>();
  for (const { address, how, text } of answers) {
    const typed = planted.seenIn(address);
    for (const place of planted.seenIn(text)) if (!seen.has(place) && !typed.includes(place)) seen.set(place, `${how} ${address}`);
  }
  return seen;
}
const leaks = (answers: readonly Answer[], allowed: readonly Circle[]) =>
  [...seenIn(answers)].filter(([place]) => !allowed.includes(planted.circleOf(place))).map((pair) => pair.join(' on '));

async function addressesNow(): Promise<Record<string, string[]>> {
  const [ids] = await ask<Ids>(
    `SELECT (SELECT id FROM account WHERE username = 'vpdu') AS account, (SELECT id FROM contingency_plan ORDER BY id LIMIT 1) AS contingency,
       (SELECT max(id) FROM task) AS task, (SELECT id FROM period WHERE kind = 'QUARTER' AND year = 2026 AND index = 3) AS period`,
  );
  if (!ids) throw new Error('no hospital');
  const known = addresses(ids);
  expect(Object.keys(known).sort(), 'every route of src/app is crawled').toEqual(routes());
  return known;
}
const list = async () => Object.values(await addressesNow()).flat();

test('the Party office and the committee find what was put there, so that what others do not find is hidden and not absent', async () => {
  test.setTimeout(120_000);
  const answers = await crawl(of('PARTY_OFFICE'), await list());
  const office = seenIn(answers);
  for (const way of ['page', 'payload'])
    expect([...seenIn(answers.filter(({ how }) => how === way)).keys()]).toContain('party_rating_step.note (els)');
  const files = answers.filter(({ address, text }) => address.startsWith('/api/party') && /^content-disposition: /m.test(text));
  expect(files.length).toBeGreaterThan(0);
  for (const { address, text } of files) expect(text.includes('LƯU HÀNH NỘI BỘ'), address).toBe(true);
  const read = [
    ...['party_body.code', 'party_body_version.name', 'party_rating_step.note'].flatMap((name) => [`${name} (own)`, `${name} (els)`]),
    ...['rating_cap.override_reason (hos)', 'rating_cap.override_document (hos)', 'decision.number (els)', 'break_glass.reason (hos)'],
    ...['party_aggregate.source (sum)', 'party_aggregate.source (hos)', 'rating_level.label (law)', 'rating_rule_set.documents (law)'],
  ];
  expect(read.filter((place) => !office.has(place))).toEqual([]);
  const committee = seenIn(await crawl(of('PARTY_COMMITTEE'), (await list()).filter(isParty)));
  expect(
    ['party_body.code (els)', 'party_rating_step.note (els)', 'party_aggregate.source (hos)'].filter((place) => !committee.has(place)),
  ).toEqual([]);
});

for (const role of [...OTHERS, null]) {
  const allowed = READERS[role ?? ''] ?? [];
  test(`${role ?? 'nobody'} finds ${allowed.length === 0 ? 'nothing of it' : `only ${allowed.join(', ')}`} on any page, payload, export or search`, async () => {
    test.setTimeout(120_000);
    const person = role && of(role);
    const answers = await crawl(person, await list());
    expect(leaks(answers, allowed)).toEqual([]);
    if (role === 'DIRECTOR') expect([...seenIn(answers).keys()]).toContain('rating_level.label (law)');
    if (role === 'CELL_SECRETARY') expect([...seenIn(answers).keys()]).toContain('party_rating_step.note (own)');
    if (role && allowed.length === 0) {
      const open = answers.filter(({ address, how, status }) => how === 'page' && isParty(address) && ![400, 404, 405].includes(status));
      expect(open.map(({ address }) => address)).toEqual([]);
    }
    expect(answers.filter(({ status }) => status >= 500).map(({ address, how, status }) => `${status} ${how} ${address}`)).toEqual([]);
  });
}

test('no other role finds it in any table of the database, nor does a question in nobody’s name', async () => {
  test.setTimeout(120_000);
  const tables = await ask<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'v', 'm') AND relname <> '_prisma_migrations'`,
  );
  const questions = (allowed: readonly Circle[]) => {
    const forbidden = ALL.filter((circle) => !allowed.includes(circle)).join('|');
    return tables.map(({ name }) => `SELECT '${name}' AS "table" FROM ${name} x WHERE x::text ~* 'zqx(${forbidden})\\d+x' LIMIT 1`);
  };
  for (const role of [...OTHERS, 'GLASS', null]) {
    const found = await askAs<{ table: string }>(role === null ? null : of(role).id, questions(READERS[role ?? ''] ?? []));
    expect(
      found.map(({ table }) => table),
      String(role),
    ).toEqual([]);
  }
  const office = await askAs<{ table: string }>(of('PARTY_OFFICE').id, questions([]));
  expect(office.map(({ table }) => table)).toEqual(
    expect.arrayContaining(['party_rating', 'comment', 'attachment', 'award', 'audit_entry', 'audit_tx', 'batch']),
  );
});

test('no command of the Party answers another role, nor tells it anything', async () => {
  test.setTimeout(120_000);
  const { cells, campaignId, ruleSetId, year } = planted;
  const [own, els] = [cells.own, cells.els];
  const rating = { ratingId: String(els.ratingId), version: '1' };
  const body = { partyBodyId: String(els.id), rowVersion: '1' };
  const decision = {
    'decision.number': '1-QĐ/ĐU',
    'decision.signedOn': `${year}-12-31`,
    'decision.authority': 'Đảng ủy',
    'decision.signer': 'Bùi Quang Thắng',
  };
  const forms: Record<string, Record<string, string>> = {
    selfRateAction: { ...rating, level: 'GOOD' },
    recordMeetingAction: {
      ...rating,
      level: 'GOOD',
      eligibleVoters: '9',
      present: '8',
      excellent: '0',
      good: '8',
      completed: '0',
      notCompleted: '0',
    },
    appraiseAction: { ...rating, level: 'GOOD', reason: 'x' },
    returnAction: { ...rating, reason: 'x' },
    appealAction: { ...rating, reason: 'x' },
    decideAction: {
      campaignId: String(campaignId),
      ...decision,
      'rows.0.ratingId': rating.ratingId,
      'rows.0.version': '1',
      'rows.0.level': 'GOOD',
    },
    passCapAction: { campaignId: String(campaignId), limit: '40', reason: 'x', document: 'x' },
    pasteMembersAction: { campaignId: String(campaignId), text: 'x' },
    publishAction: { campaignId: String(campaignId) },
    closeCampaignAction: { campaignId: String(campaignId), version: '1' },
    renameBodyAction: {
      ...body,
      validFrom: `${year}-12-31`,
      name: 'x',
      'decision.number': '2',
      'decision.signedOn': `${year}-12-31`,
      'decision.subject': 'x',
    },
    dissolveBodyAction: {
      ...body,
      dissolvedOn: `${year}-12-31`,
      'decision.number': '3',
      'decision.signedOn': `${year}-12-31`,
      'decision.subject': 'x',
    },
    describeRuleSetAction: { ruleSetId: String(ruleSetId), rowVersion: '1', documents: 'x' },
  };
  const known = await addressesNow();
  // every action of a feature of the Party: with a form that it takes, or with ids that it does not know
  const ids = { ...rating, ...body, campaignId: String(campaignId), ruleSetId: String(ruleSetId) };
  const ofParty = actions().filter(({ file }) => /features\/(party-|cell-ratings|rating-rules)/.test(file));
  expect(ofParty.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(forms)));
  const before = await state(own.id, els.id);
  for (const role of OTHERS) {
    const person = of(role);
    for (const action of ofParty) {
      const { name } = action;
      const page = known[action.route]?.find((address) => !address.includes('%')) ?? '/';
      const pressed = await press({ origin: baseURL, cookie: person.cookie }, page, action, forms[name] ?? ids);
      expect([role, name, saidBy(pressed).status]).toEqual([role, name, 'refused']);
      expect(
        planted.seenIn(pressed.text).filter((place) => place.endsWith('(els)') && !planted.seenIn(page).includes(place)),
        `${role} ${name}`,
      ).toEqual([]);
    }
    for (const payload of [{ year, cells: [{ partyBodyId: els.id, column: 'admitted', text: '1', version: 0 }] }, { year: 'x' }, []]) {
      const answer = await fetch(`${baseURL}/api/party/counts`, {
        method: 'POST',
        headers: { cookie: person.cookie, origin: baseURL, 'content-type': 'application/json' },
        body: JSON.stringify(payload),
      });
      expect([404, 422]).toContain(answer.status);
      expect(planted.seenIn(await answer.text())).toEqual([]);
    }
  }
  expect(await state(own.id, els.id)).toEqual(before);
});

const state = (...ids: number[]) =>
  ask(
    `SELECT b.row_version, r.row_version AS rating, r.state, c.admitted FROM party_body b JOIN party_rating r ON r.party_body_id = b.id JOIN party_year_count c ON c.party_body_id = b.id WHERE b.id = ANY ($1) ORDER BY b.id`,
    [ids],
  );

test('an administrator finds it while a reasoned look is open, is written down, and finds nothing afterwards', async () => {
  test.setTimeout(120_000);
  const admin = of('GLASS');
  const party = (await list()).filter(isParty);
  const opened = await press(
    { origin: baseURL, cookie: admin.cookie },
    '/admin/party-access',
    actionOf('break-glass', 'openBreakGlassAction'),
    {
      ...{ reason: 'Khôi phục dữ liệu sau sự cố máy chủ', minutes: '15' },
    },
  );
  expect(saidBy(opened).status).toBe('done');

  const during = seenIn(await crawl(admin, party));
  expect(['party_rating_step.note (els)', 'rating_cap.override_reason (hos)'].filter((place) => !during.has(place))).toEqual([]);
  const pressed = await press({ origin: baseURL, cookie: admin.cookie }, RATINGS, actionOf('cell-ratings', 'appealAction'), {
    ...{ ratingId: String(planted.cells.els.ratingId), version: '1', reason: 'x' },
  });
  expect(saidBy(pressed).status, 'a look reads and never writes').toBe('refused');
  const reads = await ask<{ command: string; session: string | null }>(
    `SELECT command, session_id AS session FROM audit_tx WHERE actor_id = $1 AND kind = 'READ' AND is_party`,
    [admin.id],
  );
  expect(reads.map(({ command }) => command)).toEqual(expect.arrayContaining(['party.ratingSheet', 'party.rating']));

  await ask(`UPDATE break_glass SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' WHERE account_id = $1`, [
    admin.id,
  ]);
  expect(leaks(await crawl(admin, party), [])).toEqual([]);
});

test('the server’s own log says nothing of it, whatever was asked', () => {
  const said = log().slice(logFrom);
  expect(said.length, 'refused attempts are logged').toBeGreaterThan(0);
  // What was typed into an address is the asker’s own word: only the searches above hold the bare mark.
  expect(planted.seenIn(said)).toEqual([]);
});
