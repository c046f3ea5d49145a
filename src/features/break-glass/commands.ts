import 'server-only';
import { Refusal } from '@/domain/errors';
import { defineCommand } from '@/server/command';
import { openBreakGlassInput } from './schema';

/**
 * Opens Party content to an administrator, to read only, for some minutes and for a written reason (domain.md H5, reliability.md N11).
 * The Party office sees every look with its reason; each page that is read is written down besides. One at a time.
 */
export const openBreakGlass = defineCommand({
  name: 'party.breakGlass',
  input: openBreakGlassInput,
  permission: 'party.breakGlass',
  load: async () => ({}),
  run: async ({ tx, input: { reason, minutes }, actor, now }) => {
    const [open] = await tx.$queryRaw<{ until: Date | null }[]>`SELECT break_glass_until(${actor.id}) AS until`;
    if (open?.until) throw new Refusal('breakGlass.refused.open');
    const { id } = await tx.breakGlass.create({
      data: { accountId: actor.id, reason, startsAt: now, endsAt: new Date(now.getTime() + minutes * 60_000) },
      select: { id: true },
    });
    return { id };
  },
  refusals: { break_glass_limited: 'breakGlass.refused.limited' },
});
