import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { ROLES, SYSTEM } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import type { Db, Tx } from '@/server/db';
import { aDepartment, anActor, asSystem, freshDb } from '../support/db';
import { aCell, aSecretary, seenBy } from '../support/party';
import { aRuleSet } from '../support/ratings';

/** Every table of the Party, with how a row of it is counted. */
const TABLES = [
  ...['party_body', 'party_body_version', 'party_lineage', 'party_cell_department', 'party_year_count', 'party_badge'],
  ...['party_rating', 'party_rating_step', 'member_rating', 'rating_rule_set', 'rating_level', 'rating_campaign', 'rating_cap'],
  ...['party_aggregate', 'party_letterhead', 'break_glass'],
];
const MIXED = ['decision', 'comment', 'attachment', 'reminder', 'audit_tx', 'audit_entry'];

let db: Db;
let own: number;
let other: number;
let secretary: Actor;
const actors = new Map<string, Actor>();

const count = async (tx: Tx, table: string, where = '') =>
  (await tx.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table} ${where}`))[0]?.n ?? 0;
const seen = (actor: Actor, table: string, where = '') => seenBy(db, actor, (tx) => count(tx, table, where));
const refused = (actor: Actor, statement: string) =>
  seenBy(db, actor, async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
    return tx.$executeRawUnsafe(statement);
  }).then(
    (rows) => `${rows} rows`,
    (error: unknown) => (String(error).includes('row-level security') ? 'refused' : String(error)),
  );

beforeAll(async () => {
  db = await freshDb();
  const departmentId = (await aDepartment(db)).id;
  [own, other] = [(await aCell(db, 'CB01', {}, [departmentId])).id, (await aCell(db, 'CB02')).id];
  secretary = await aSecretary(db, own);
  for (const role of ROLES) actors.set(role, role === 'CELL_SECRETARY' ? secretary : await anActor(db, role, departmentId));
  const ruleSet = await aRuleSet(db, { fromYear: 2031, toYear: 2031 });
  await asSystem(db, async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
    const decision = await tx.decision.create({
      data: { kind: 'PARTY', subject: 'BÍ MẬT', number: '1-QĐ/ĐU', signedOn: toColumn('2031-01-05'), isParty: true },
    });
    const decided = await tx.decision.create({ data: { kind: 'PARTY', subject: 'BÍ MẬT khác', isParty: true } });
    const campaign = await tx.ratingCampaign.create({
      data: { year: 2031, subject: 'CELL', ruleSetId: ruleSet.id, openedOn: toColumn('2031-11-01') },
    });
    for (const [partyBodyId, decisionId] of [
      [own, decision.id],
      [other, decided.id],
    ] as const) {
      const rating = await tx.partyRating.create({
        data: { campaignId: campaign.id, partyBodyId, ruleSetId: ruleSet.id, level: 'GOOD', decisionId, note: 'BÍ MẬT' },
      });
      await tx.partyRatingStep.create({ data: { ratingId: rating.id, step: 'SELF', level: 'GOOD', byId: SYSTEM.id, at: new Date() } });
      await tx.memberRating.create({ data: { campaignId: campaign.id, partyBodyId, total: 12, note: 'BÍ MẬT' } });
      await tx.partyYearCount.create({ data: { partyBodyId, year: 2031, officialStart: 12, note: 'BÍ MẬT' } });
      await tx.partyBadge.create({ data: { partyBodyId, milestone: 30, count: 2 } });
    }
    await tx.partyLineage.create({
      data: { fromId: own, toId: other, kind: 'MERGED', effectiveOn: toColumn('2031-12-01'), isPrincipal: true, decisionId: decided.id },
    });
    const figures = { mode: 'DISJOINT', total: 2, eligible: 2, rated: 2, excellent: 0, good: 2, completed: 0, notCompleted: 0 } as const;
    await tx.partyAggregate.create({ data: { year: 2031, subject: 'CELL', ...figures, source: 'BÍ MẬT' } });
    await tx.partyAggregate.create({ data: { year: 2030, subject: 'CELL', ...figures, source: 'Đã công bố', publishedAt: new Date() } });
    await tx.partyLetterhead.create({
      data: { validFrom: toColumn('2031-01-01'), superior: 'BÍ MẬT', issuer: 'BÍ MẬT', place: 'BÍ MẬT' },
    });
    await tx.breakGlass.create({
      data: { accountId: SYSTEM.id, reason: 'BÍ MẬT lý do', startsAt: new Date(0), endsAt: new Date(60_000) },
    });
    await tx.comment.create({
      data: { subjectType: 'PARTY_RATING', subjectKey: '1', authorId: SYSTEM.id, at: new Date(), body: 'BÍ MẬT', isParty: true },
    });
    await tx.attachment.create({
      data: {
        ...{ subjectType: 'PARTY_RATING', subjectKey: '1', fileName: 'BÍ MẬT.pdf', mimeType: 'application/pdf', bytes: 1 },
        ...{ sha256: 'a'.repeat(64), confidentiality: 'INTERNAL', isParty: true, uploadedById: SYSTEM.id, uploadedAt: new Date() },
      },
    });
    await tx.reminder.create({
      data: {
        kind: 'CUSTOM',
        subjectType: 'PARTY_RATING',
        subjectKey: '1',
        accountId: SYSTEM.id,
        dueOn: toColumn('2031-12-01'),
        isParty: true,
        facts: {},
      },
    });
  });
});

describe('Party rows', () => {
  it('are seen whole by the office and the committee', async () => {
    for (const role of ['PARTY_OFFICE', 'PARTY_COMMITTEE'] as const) {
      const actor = actors.get(role) as Actor;
      for (const table of TABLES) expect([table, (await seen(actor, table)) > 0]).toEqual([table, true]);
      for (const table of MIXED) expect([table, (await seen(actor, table, 'WHERE is_party')) > 0]).toEqual([table, true]);
    }
  });

  it('are not there for anybody else, nor without a name', async () => {
    for (const role of ['ADMIN', 'PLANNING', 'DEPARTMENT_HEAD', 'REPORTER', 'EMULATION', 'UNION'] as const) {
      const actor = actors.get(role) as Actor;
      for (const table of TABLES) expect([role, table, await seen(actor, table)]).toEqual([role, table, 0]);
      for (const table of MIXED) expect([role, table, await seen(actor, table, 'WHERE is_party')]).toEqual([role, table, 0]);
    }
    for (const table of TABLES) expect([table, await count(db, table)]).toEqual([table, 0]);
    for (const table of MIXED) expect([table, await count(db, table, 'WHERE is_party')]).toEqual([table, 0]);
  });

  it('are the own cell’s for its secretary, who sees no count of the hospital', async () => {
    const cells = {
      party_body: 1,
      party_body_version: 1,
      party_cell_department: 1,
      party_year_count: 1,
      party_rating: 1,
      member_rating: 1,
    };
    for (const [table, rows] of Object.entries(cells)) expect([table, await seen(secretary, table)]).toEqual([table, rows]);
    expect(await seen(secretary, 'party_rating_step')).toBe(1);
    expect(await seen(secretary, 'rating_campaign')).toBe(1);
    expect(await seen(secretary, 'party_letterhead')).toBe(1);
    expect(await refused(secretary, `UPDATE party_letterhead SET place = 'x'`)).toBe('0 rows');
    for (const table of ['rating_cap', 'party_aggregate', 'party_badge', 'party_lineage', 'break_glass'])
      expect([table, await seen(secretary, table)]).toEqual([table, 0]);
    expect(await seen(secretary, 'decision', 'WHERE is_party')).toBe(1);
    for (const table of ['comment', 'attachment', 'reminder', 'audit_tx', 'audit_entry'])
      expect([table, await seen(secretary, table, 'WHERE is_party')]).toEqual([table, 0]);
  });

  it('are published sums for the director', async () => {
    const director = actors.get('DIRECTOR') as Actor;
    expect(await seen(director, 'party_aggregate')).toBe(1);
    expect(await seen(director, 'rating_level')).toBeGreaterThan(0);
    for (const table of TABLES.filter((name) => !['party_aggregate', 'rating_rule_set', 'rating_level', 'rating_campaign'].includes(name)))
      expect([table, await seen(director, table)]).toEqual([table, 0]);
    for (const table of MIXED) expect([table, await seen(director, table, 'WHERE is_party')]).toEqual([table, 0]);
  });

  it('are not written by anybody else either', async () => {
    const planning = actors.get('PLANNING') as Actor;
    expect(await refused(planning, `INSERT INTO party_body (kind, code, established_on) VALUES ('CELL', 'X', '2030-01-01')`)).toBe(
      'refused',
    );
    expect(await refused(planning, `UPDATE party_rating SET note = 'x'`)).toBe('0 rows');
    expect(await refused(planning, `INSERT INTO decision (kind, subject, is_party) VALUES ('PARTY', 'x', true)`)).toBe('refused');
    expect(await refused(secretary, `INSERT INTO party_year_count (party_body_id, year) VALUES (${other}, 2032)`)).toBe('refused');
    expect(await refused(secretary, `INSERT INTO party_year_count (party_body_id, year) VALUES (${own}, 2032)`)).toBe('1 rows');
    expect(await refused(secretary, `UPDATE party_body SET sort_order = 1`)).toBe('0 rows');
    expect(await refused(secretary, `UPDATE party_rating SET note = 'của tôi'`)).toBe('1 rows');
  });

  it('are not told by a refusal: a number of the Party’s decisions is free for others', async () => {
    const same = `INSERT INTO decision (kind, subject, number, signed_on) VALUES ('OTHER', 'x', '1-QĐ/ĐU', '2031-01-05')`;
    expect(await refused(actors.get('PLANNING') as Actor, same)).toBe('1 rows');
    expect(await refused(actors.get('PLANNING') as Actor, same)).toContain('decision_once');
  });

  it('hold no file that is not at least internal', async () => {
    const office = actors.get('PARTY_OFFICE') as Actor;
    expect(await refused(office, `UPDATE attachment SET confidentiality = 'NORMAL' WHERE is_party`)).toContain('attachment_party_internal');
  });

  it('move no counter of the cap by hand', async () => {
    const office = actors.get('PARTY_OFFICE') as Actor;
    expect(await refused(office, 'UPDATE rating_cap SET decided_excellent_count = 0')).toContain('permission denied');
    expect(await refused(office, 'UPDATE rating_cap SET cap_limit = 99')).toContain('permission denied');
  });

  it('open to an administrator for a reason, to read and not to write, and close by themselves', async () => {
    const admin = await anActor(db, 'ADMIN');
    const open = (from: string, to: string) =>
      refused(
        admin,
        `INSERT INTO break_glass (account_id, reason, starts_at, ends_at) VALUES (${admin.id}, 'Khôi phục dữ liệu', now() ${from}, now() ${to})`,
      );
    expect(await open(`- interval '2 hours'`, `- interval '1 hour'`)).toBe('1 rows');
    expect(await seen(admin, 'party_rating')).toBe(0);
    expect(await open('', `+ interval '5 hours'`)).toContain('break_glass_limited');
    expect(await open('', `+ interval '1 hour'`)).toBe('1 rows');
    expect(await seen(admin, 'party_rating')).toBe(2);
    expect(await refused(admin, `UPDATE party_rating SET note = 'x'`)).toBe('0 rows');
    expect(await refused(admin, `INSERT INTO party_body (kind, code, established_on) VALUES ('CELL', 'Y', '2030-01-01')`)).toBe('refused');
    const planning = actors.get('PLANNING') as Actor;
    expect(
      await refused(
        planning,
        `INSERT INTO break_glass (account_id, reason, starts_at, ends_at) VALUES (${planning.id}, 'Tôi muốn xem', now(), now() + interval '1 hour')`,
      ),
    ).toBe('refused');
  });

  it('refuse to be written inside an act that was opened as an ordinary one', async () => {
    const mixed = seenBy(db, actors.get('PARTY_OFFICE') as Actor, async (tx) => {
      await tx.$executeRawUnsafe(`INSERT INTO decision (kind, subject) VALUES ('OTHER', 'x')`);
      await tx.$executeRawUnsafe(`UPDATE party_body SET sort_order = 2 WHERE id = ${own}`);
    });
    await expect(mixed).rejects.toThrow(/audit_party_mixed/);
  });
});
