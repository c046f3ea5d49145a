import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import type { Db } from '@/server/db';
import { anActor, asSystem, freshDb } from '../../../tests/support/db';
import { aCell, aSecretary, seenBy } from '../../../tests/support/party';
import { aCampaign, aRuleSet } from '../../../tests/support/ratings';
import { setLetterhead } from './commands';
import { campaignFacts, cellMeeting, letterheadOn, secretaryOn, summaryFacts } from './queries';
import { decisionBody } from './rules/decision';
import { ratingSentence } from './rules/summary';

let db: Db;
let office: Actor;
const now = new Date('2026-11-23T03:00:00Z');
const head = { superior: 'Đảng bộ tỉnh An Hòa', issuer: 'Đảng ủy Bệnh viện', place: 'An Hòa' };
const set = (validFrom: string, seenFrom: string | null, version: number, more = {}) =>
  setLetterhead.execute({ db, actor: office, now }, { ...head, ...more, validFrom, seenFrom: seenFrom ?? '', version });
const headOn = (day: string) => seenBy(db, office, (tx) => letterheadOn(tx, day));

beforeAll(async () => {
  db = await freshDb();
  office = await anActor(db, 'PARTY_OFFICE');
});

it('without a head takes who issues from the organisation, and leaves the rest open', async () => {
  expect(await headOn('2026-01-01')).toMatchObject({ validFrom: null, issuer: '', superior: '' });
  const person = await asSystem(db, (tx) =>
    tx.person.create({ data: { familyName: 'Đặng', middleName: 'Hữu', givenName: 'Khiêm', honorifics: 'TS.BS' } }),
  );
  await asSystem(db, (tx) =>
    tx.partyBody.create({
      data: {
        ...{ kind: 'ORGANISATION', code: 'DB', establishedOn: toColumn('2008-01-15') },
        partyBodyVersionsAsPartyBody: {
          create: { name: 'Đảng bộ Bệnh viện An Hòa', secretaryId: person.id, validFrom: toColumn('2008-01-15') },
        },
      },
    }),
  );
  expect(await headOn('2026-01-01')).toMatchObject({ validFrom: null, issuer: 'ĐẢNG ỦY BỆNH VIỆN AN HÒA' });
  expect(await seenBy(db, office, (tx) => secretaryOn(tx, '2026-01-01'))).toBe('Đặng Hữu Khiêm');
});

it('keeps the head of each time, in capitals, and tells the second of two who correct one', async () => {
  await set('2018-01-01', null, 0, { superior: 'Huyện ủy An Hòa' });
  await set('2025-07-01', '2018-01-01', 1);
  expect(await headOn('2019-01-09')).toMatchObject({ superior: 'HUYỆN ỦY AN HÒA', issuer: 'ĐẢNG ỦY BỆNH VIỆN' });
  expect(await headOn('2026-01-01')).toMatchObject({ superior: 'ĐẢNG BỘ TỈNH AN HÒA', validFrom: '2025-07-01' });
  expect((await headOn('2001-01-01')).validFrom).toBe('2018-01-01');
  await expect(set('2025-07-01', null, 0)).rejects.toMatchObject({ key: 'partyPapers.refused.sameDay' });
  await set('2025-07-01', '2025-07-01', 1, { place: 'Thành phố An Hòa' });
  await expect(set('2025-07-01', '2025-07-01', 1, { place: 'Nơi khác' })).rejects.toMatchObject({ key: 'common.refused.conflict' });
  expect((await headOn('2026-01-01')).place).toBe('Thành phố An Hòa');
});

it('prints the year 2018 from published figures alone', async () => {
  const figures = { year: 2018, publishedAt: now, source: 'Hội nghị tổng kết' } as const;
  await asSystem(db, async (tx) => {
    const all = { total: 42, eligible: 42, rated: 42, excellent: 8, good: 42, completed: 42, notCompleted: 0 };
    await tx.partyAggregate.create({ data: { ...figures, subject: 'CELL', mode: 'CUMULATIVE', ...all } });
    const members = { total: 518, eligible: 518, rated: 518, excellent: 80, disciplined: 0 };
    await tx.partyAggregate.create({ data: { ...figures, subject: 'MEMBER', mode: 'CUMULATIVE', ...members } });
  });
  const facts = await seenBy(db, office, (tx) => summaryFacts(tx, 2018));
  expect(facts?.sums.map(ratingSentence)).toEqual([
    'Có 08/42 (19,05\u00a0%) chi bộ hoàn thành xuất sắc nhiệm vụ; 42/42 (100\u00a0%) chi bộ hoàn thành tốt nhiệm vụ trở lên.',
    'Có 80/518 (15,44\u00a0%) đảng viên hoàn thành xuất sắc nhiệm vụ.',
  ]);
  expect(facts?.sums[1]?.disciplined).toBe(0);
  expect(facts?.documents).toEqual(['Quy định 132-QĐ/TW ngày 08/3/2018', 'Hướng dẫn 16-HD/BTCTW ngày 24/9/2018']);
  expect(await seenBy(db, office, (tx) => summaryFacts(tx, 2001))).toBeNull();
});

it('drafts what is proposed, prints what is decided, and gives a secretary the own minutes only', async () => {
  const [own, other] = [await aCell(db, 'CB-A'), await aCell(db, 'CB-B')];
  const secretary = await aSecretary(db, own.id);
  const { id: ruleSetId } = await aRuleSet(db);
  const { ratings } = await aCampaign(db, { year: 2024, ruleSetId }, [own.id, other.id], { state: 'APPRAISED', level: 'GOOD' });
  const votes = {
    eligibleVoters: 20,
    present: 18,
    votesExcellent: 1,
    votesGood: 17,
    votesCompleted: 0,
    votesNotCompleted: 0,
    invalidVotes: 0,
  };
  await asSystem(db, async (tx) => {
    for (const ratingId of ratings)
      await tx.partyRatingStep.create({ data: { ratingId, step: 'CELL_MEETING', level: 'GOOD', ...votes, byId: office.id, at: now } });
    const { id } = await tx.decision.create({
      data: { kind: 'PARTY', isParty: true, number: '12-QĐ/ĐU', signedOn: toColumn('2025-01-05'), subject: 'Xếp loại' },
    });
    await tx.partyRating.update({ where: { id: ratings[0] }, data: { state: 'DECIDED', decisionId: id } });
  });
  const span = { year: 2024, quarter: 0 };
  const facts = await seenBy(db, office, (tx) => campaignFacts(tx, span, '2026-11-23'));
  expect(facts?.lines).toMatchObject([
    { name: 'Chi bộ CB-A', decided: 'GOOD', isOpen: false, decisionNumber: '12-QĐ/ĐU' },
    { name: 'Chi bộ CB-B', decided: null, isOpen: true, level: 'GOOD', ballots: { excellent: 1, present: 18 } },
  ]);
  expect(facts?.decisions).toMatchObject([{ number: '12-QĐ/ĐU', signedOn: '2025-01-05' }]);
  const open = (facts?.lines ?? []).flatMap((line) => (line.isOpen && line.level ? [{ ...line, level: line.level }] : []));
  const body = decisionBody({ ...span, issuer: 'ĐẢNG ỦY', documents: [], lines: open, labels: facts?.labels as never, overCap: null });
  expect(JSON.stringify(body)).toContain('01 chi bộ trực thuộc');
  const minutesOf = (actor: Actor, code: string) => seenBy(db, actor, (tx) => cellMeeting(tx, span, code, '2026-11-23'));
  expect(await minutesOf(secretary, 'CB-A')).toMatchObject({
    cell: 'Chi bộ CB-A',
    meeting: { votes: { eligible: 20, present: 18, good: 17 } },
  });
  expect(await minutesOf(secretary, 'CB-B')).toBeNull();
  expect(await minutesOf(await anActor(db, 'DIRECTOR'), 'CB-A')).toBeNull();
  expect(await minutesOf(office, 'CB-B')).toMatchObject({ cell: 'Chi bộ CB-B' });
});
