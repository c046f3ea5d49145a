import 'server-only';
import { toColumn } from '@/domain/date';
import { giveRoles, refusals } from '@/features/accounts/writes';
import { defineCommand } from '@/server/command';
import { hashPassword, isPassword } from '@/server/passwords';
import { changedBy } from '@/server/versioned';
import { createSampleInput, setSamplePasswordInput } from './schema';

/** Makes the sample's accounts, many in one go: flagged, without a password until `setSamplePassword`, with no forced change. */
export const createSample = defineCommand({
  name: 'account.createSample',
  input: createSampleInput,
  permission: 'account.sample',
  load: async () => ({}),
  run: async ({ tx, input: { accounts, validFrom }, actor, now }) => {
    const created = await tx.account.createManyAndReturn({
      data: accounts.map(({ username, displayName }) => ({
        username,
        displayName,
        isSample: true,
        mustChangePassword: false,
        updatedAt: now,
        updatedById: actor.id,
      })),
      select: { id: true, username: true },
    });
    const ids = new Map(created.map(({ id, username }) => [username, id]));
    const grants = accounts.flatMap(({ username, grants }) => {
      const accountId = ids.get(username);
      return accountId === undefined ? [] : grants.map((grant) => ({ ...grant, accountId }));
    });
    await giveRoles(tx, grants, toColumn(validFrom), { actor, now });
    return created;
  },
  refusals,
});

/** Gives all sample accounts one password: hashed once, and written only where another one is in force. */
export const setSamplePassword = defineCommand({
  name: 'account.setSamplePassword',
  input: setSamplePasswordInput,
  permission: 'account.sample',
  load: async () => ({}),
  run: async ({ tx, input: { password }, actor, now }) => {
    const hashes = await tx.account.groupBy({ by: ['passwordHash'], where: { isSample: true } });
    const checked = await Promise.all(
      hashes.map(async ({ passwordHash }) => ({ passwordHash, good: await isPassword(passwordHash, password) })),
    );
    const good = checked.flatMap(({ passwordHash, good }) => (good && passwordHash !== null ? [passwordHash] : []));
    if (good.length === checked.length) return { updated: 0 };
    const { count } = await tx.account.updateMany({
      where: { isSample: true, OR: [{ passwordHash: null }, { passwordHash: { notIn: good } }] },
      data: {
        passwordHash: await hashPassword(password),
        mustChangePassword: false,
        sessionVersion: { increment: 1 },
        ...changedBy({ actor, now }),
      },
    });
    return { updated: count };
  },
});
