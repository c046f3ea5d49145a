import { aDepartment, anActor, asSystem, freshDb } from '@tests/support/db';
import { aMailServer } from '@tests/support/smtp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, SYSTEM } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import type { Db } from '@/server/db';
import { openMailer } from '@/server/mail';
import { claimMail, resendMail, settleMail, skipMail } from './commands';
import { deliver } from './jobs';
import { mailState } from './queries';

let db: Db;
let admin: Actor;
const appUrl = 'https://tongket.benhvien.example';
const from = 'Tổng Kết <tongket@benhvien.example>';
const now = new Date('2026-10-05T00:10:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const facts = {
  ...{
    about: 'FILE',
    file: 'REPORT',
    year: 2026,
    quarter: 3,
    code: 'NOI',
    department: 'Khoa Nội <tổng hợp>',
    dueOn: '2026-10-05',
    days: 2,
  },
  ...{ extended: false, reopened: false, again: false, by: null, word: null },
};

beforeAll(async () => {
  db = await freshDb();
  admin = await anActor(db, 'ADMIN');
  await asSystem(db, (tx) =>
    tx.department.create({
      data: {
        code: 'BV',
        establishedOn: toColumn('1951-01-01'),
        versions: { create: { name: 'Bệnh viện Đa khoa Sông Vân', kind: 'HOSPITAL', functions: [], validFrom: toColumn('1951-01-01') } },
      },
    }),
  );
});
beforeEach(() =>
  asSystem(db, (tx) => tx.reminder.updateMany({ where: { emailState: 'PENDING' }, data: { emailState: 'SKIPPED', claimedAt: null } })),
);

let key = 0;
async function aWaitingMail(more: { email?: string | null; isParty?: boolean } = {}) {
  const { id: departmentId } = await aDepartment(db);
  const { id: accountId } = await anActor(db, 'REPORTER', departmentId);
  return asSystem(db, async (tx) => {
    await tx.account.update({
      where: { id: accountId },
      data: { email: more.email === undefined ? `nguoi${accountId}@benhvien.example` : more.email },
    });
    return tx.reminder.create({
      data: {
        ...{
          kind: 'BEFORE_DUE',
          subjectType: 'SUBMISSION',
          subjectKey: `1/${++key}/REPORT`,
          accountId,
          dueOn: toColumn('2026-10-03'),
          facts,
          createdAt: now,
        },
        isParty: more.isParty ?? false,
      },
    });
  });
}
const row = (id: number) => db.reminder.findUniqueOrThrow({ where: { id } });
const send = (url: string, at = now) => deliver({ db, mailer: openMailer({ url, from }), appUrl, clock: () => at });
const claim = (at = now) => claimMail.execute({ db, actor: SYSTEM, now: at }, {});

/** The readable part of a letter: headers unfolded, words and body decoded. */
function plain(data: string): { subject: string; headers: string; body: string } {
  const [head = '', ...rest] = data.replace(/\r/g, '').split('\n\n');
  const headers = head.replace(/\n[ \t]+/g, ' ');
  const word = (text: string) =>
    text.replace(/\?= =\?/g, '?==?').replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_all, form: string, body: string) =>
      form.toUpperCase() === 'B'
        ? Buffer.from(body, 'base64').toString()
        : Buffer.from(
            body.replace(/_/g, ' ').replace(/=([0-9A-F]{2})/g, (_hex, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
            'latin1',
          ).toString(),
    );
  const body = rest
    .join('\n\n')
    .split(/\n--/)
    .map((part) => {
      const [type = '', ...text] = part.split('\n\n');
      const content = text.join('\n\n');
      if (/base64/i.test(type)) return Buffer.from(content, 'base64').toString();
      if (!/quoted-printable/i.test(type)) return content;
      const bytes = content
        .replace(/=\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_hex, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
      return Buffer.from(bytes, 'latin1').toString();
    })
    .join('\n');
  return { subject: word(/^Subject: (.*)$/im.exec(headers)?.[1] ?? ''), headers, body };
}

describe('a letter', () => {
  it('says the sentence of the app, names the hospital, and leads to the very sheet', async () => {
    const server = await aMailServer();
    const { id } = await aWaitingMail();
    expect(await send(server.url)).toBe(1);
    await server.stop();
    expect(await row(id)).toMatchObject({ emailState: 'SENT', emailAttempts: 1, claimedAt: null, emailedAt: now, emailProblem: null });
    expect(server.received).toHaveLength(1);
    const { subject, headers, body } = plain(server.received[0]?.data ?? '');
    expect(subject).toBe('[Bệnh viện Đa khoa Sông Vân] Còn 2 ngày đến hạn nộp báo cáo Quý III/2026');
    expect(headers).toContain(`Message-ID: <reminder-${id}@benhvien.example>`);
    expect(body).toContain('Khoa Nội <tổng hợp> · hạn 05/10/2026');
    expect(body).toContain('Khoa Nội &lt;tổng hợp&gt;');
    expect(body).toContain(`${appUrl}/reports/NOI?year=2026&period=q3`);
  });

  it('about a Party matter says only that there is something', async () => {
    const server = await aMailServer();
    await aWaitingMail({ isParty: true });
    await send(server.url);
    await server.stop();
    const { subject, body } = plain(server.received[0]?.data ?? '');
    expect(subject).toContain('Có việc mới trong Tổng Kết');
    expect(`${subject}${body}`).not.toMatch(/Khoa Nội|Quý III|reports/);
  });

  it('is not sent to a closed account, nor to one without an address, and they hold nobody up', async () => {
    const server = await aMailServer();
    const nobody = await aWaitingMail({ email: null });
    const closed = await aWaitingMail();
    await asSystem(db, (tx) => tx.account.update({ where: { id: closed.accountId }, data: { state: 'CLOSED' } }));
    await aWaitingMail();
    expect(await send(server.url)).toBe(1);
    await server.stop();
    expect([(await row(nobody.id)).emailAttempts, (await row(closed.id)).emailAttempts]).toEqual([0, 0]);
  });
});

describe('a dead mail server', () => {
  it('loses nothing: it is tried again after growing pauses, and delivered once when the server comes back', async () => {
    const server = await aMailServer();
    await server.stop();
    const mails = [await aWaitingMail(), await aWaitingMail(), await aWaitingMail()];
    expect(await send(server.url)).toBe(0);
    for (const { id } of mails) {
      expect(await row(id)).toMatchObject({ emailState: 'PENDING', emailAttempts: 1, claimedAt: null, nextAttemptAt: minutes(2) });
      expect((await row(id)).emailProblem).toMatch(/ECONNREFUSED/);
    }
    // not before its time
    expect(await claim(minutes(1))).toBeNull();
    expect(await send(server.url, minutes(2))).toBe(0);
    expect((await row(mails[0]?.id ?? 0)).nextAttemptAt).toEqual(minutes(12));
    const seen = await mailState(admin, minutes(3));
    expect(seen).toMatchObject({ waiting: 3, since: now, nextAttemptAt: minutes(12) });
    expect(seen?.troubled.map(({ problem }) => problem)).toEqual(Array(3).fill(expect.stringMatching(/ECONNREFUSED/)));

    await server.start();
    expect(await send(server.url, minutes(13))).toBe(3);
    expect(await send(server.url, minutes(14))).toBe(0);
    await server.stop();
    expect(server.received).toHaveLength(3);
    expect(new Set(server.received.map(({ to }) => to)).size).toBe(3);
  });

  it('is given up after a day with the last reason kept, until the administrator sends again', async () => {
    const server = await aMailServer();
    await server.stop();
    const { id } = await aWaitingMail();
    let at = now;
    let tries = 0;
    for (; tries < 30 && (await row(id)).emailState === 'PENDING'; tries++) {
      await send(server.url, at);
      at = (await row(id)).nextAttemptAt ?? at;
    }
    expect(at.getTime() - now.getTime()).toBe(86_400_000);
    expect(tries).toBe(9);
    expect(await row(id)).toMatchObject({ emailState: 'FAILED', nextAttemptAt: null });
    expect((await row(id)).emailProblem).toMatch(/ECONNREFUSED/);
    await expect(resendMail.execute({ db, actor: await anActor(db, 'PLANNING'), now: at }, {})).rejects.toThrow('notFound');
    expect(await resendMail.execute({ db, actor: admin, now: at }, { reminderId: id })).toEqual({ again: 1 });
    await server.start();
    expect(await send(server.url, at)).toBe(1);
    await server.stop();
    expect((await row(id)).emailState).toBe('SENT');
  });
});

describe('an address that the server refuses', () => {
  it('for good is failed at once, with the server’s words; the others go on', async () => {
    const bad: string[] = [];
    const server = await aMailServer({ rcpt: (to) => (bad.includes(to) ? '550 5.1.1 no such mailbox' : null) });
    const refused = await aWaitingMail();
    bad.push((await db.account.findUniqueOrThrow({ where: { id: refused.accountId } })).email ?? '');
    const good = await aWaitingMail();
    expect(await send(server.url)).toBe(1);
    await server.stop();
    expect(await row(refused.id)).toMatchObject({ emailState: 'FAILED', emailAttempts: 1 });
    expect((await row(refused.id)).emailProblem).toContain('550 5.1.1 no such mailbox');
    expect((await row(good.id)).emailState).toBe('SENT');
  });

  it('for now waits', async () => {
    const server = await aMailServer({ rcpt: () => '451 4.2.1 mailbox busy' });
    const { id } = await aWaitingMail();
    expect(await send(server.url)).toBe(0);
    await server.stop();
    expect(await row(id)).toMatchObject({ emailState: 'PENDING', nextAttemptAt: minutes(2) });
  });
});

describe('two processes', () => {
  it('never take the same mail', async () => {
    const made = [];
    for (let count = 0; count < 6; count++) made.push(await aWaitingMail());
    const claimed = await Promise.all(Array.from({ length: 8 }, () => claim()));
    const ids = claimed.flatMap((one) => (one ? [one.reminderId] : []));
    expect([...ids].sort()).toEqual(made.map(({ id }) => id).sort());
  });

  it('one of which dies in the middle: nobody knows, so it is failed and not sent twice', async () => {
    const { id } = await aWaitingMail();
    expect((await claim())?.reminderId).toBe(id);
    expect(await claim(minutes(9))).toBeNull();
    expect((await row(id)).emailState).toBe('PENDING');
    expect(await claim(minutes(11))).toBeNull();
    expect(await row(id)).toMatchObject({ emailState: 'FAILED', emailProblem: 'INTERRUPTED', claimedAt: null });
    // it was only slow, and says so after all
    await settleMail.execute({ db, actor: SYSTEM, now: minutes(12) }, { reminderId: id, outcome: 'SENT' });
    expect(await row(id)).toMatchObject({ emailState: 'SENT', emailProblem: null });
  });
});

it('without a mail server what waits stays in the app', async () => {
  const { id } = await aWaitingMail();
  expect(await skipMail.execute({ db, actor: SYSTEM, now }, {})).toEqual({ skipped: 1 });
  expect(await row(id)).toMatchObject({ emailState: 'SKIPPED', readAt: null });
  expect(await claim()).toBeNull();
});
