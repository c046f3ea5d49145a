import 'server-only';
import { randomBytes } from 'node:crypto';
import { SYSTEM } from '@/domain/actor';
import { dayOf, toColumn } from '@/domain/date';
import { NotFound, problemAt } from '@/domain/errors';
import { nothingInput } from '@/domain/input';
import { passwordProblem } from '@/features/accounts/rules';
import { giveRoles, hasAdministrator, refusals } from '@/features/accounts/writes';
import { defineCommand } from '@/server/command';
import { hashPassword, hashToken } from '@/server/passwords';
import { setUpInput } from './schema';

const HOUR_MS = 3_600_000;
const LINK_HOURS = 24;

/** Makes the one-time link for the first administrator; earlier links stop working. `token` is null when somebody can administer already. */
export const offerFirstAdministrator = defineCommand({
  name: 'account.offerFirstAdministrator',
  input: nothingInput,
  permission: 'account.signIn',
  load: async () => ({}),
  run: async ({ tx, now }) => {
    if (await hasAdministrator(tx, dayOf(now))) return { token: null };
    const token = randomBytes(32).toString('base64url');
    await tx.oneTimeLink.updateMany({ where: { purpose: 'FIRST_ADMIN', usedAt: null, expiresAt: { gt: now } }, data: { expiresAt: now } });
    await tx.oneTimeLink.create({
      data: { tokenHash: hashToken(token), purpose: 'FIRST_ADMIN', expiresAt: new Date(now.getTime() + LINK_HOURS * HOUR_MS) },
    });
    return { token };
  },
});

/** Makes the first administrator for whoever holds the link; it works once. Used, expired, replaced and unknown are one answer. */
export const setUpFirstAdministrator = defineCommand({
  name: 'account.setUpFirstAdministrator',
  input: setUpInput,
  permission: 'account.signIn',
  load: (tx, { token }) =>
    tx.oneTimeLink.findFirst({
      where: { tokenHash: hashToken(token), purpose: 'FIRST_ADMIN', usedAt: null },
      select: { tokenHash: true, accountId: true },
    }),
  run: async ({ tx, input, before: { tokenHash }, now }) => {
    const { count } = await tx.oneTimeLink.updateMany({
      where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0 || (await hasAdministrator(tx, dayOf(now)))) throw new NotFound();
    const problem = passwordProblem(input.newPassword, [input.username, input.displayName]);
    if (problem) throw problemAt('newPassword', problem);
    const { id } = await tx.account.create({
      data: {
        username: input.username,
        displayName: input.displayName,
        passwordHash: await hashPassword(input.newPassword),
        mustChangePassword: false,
        updatedAt: now,
        updatedById: SYSTEM.id,
      },
      select: { id: true },
    });
    await giveRoles(tx, [{ accountId: id, role: 'ADMIN', departmentId: null }], toColumn(dayOf(now)), { actor: SYSTEM, now });
    return { id, username: input.username };
  },
  refusals,
});
