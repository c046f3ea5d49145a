import 'server-only';
import { toColumn } from '@/domain/date';
import { defineCommand } from '@/server/command';
import { changedBy } from '@/server/versioned';
import { inCapitals } from './rules/wording';
import { letterheadInput } from './schema';

/** Sets what heads the Party's papers from a day on; said again for the same day, it corrects that head. */
export const setLetterhead = defineCommand({
  name: 'party.setLetterhead',
  input: letterheadInput,
  permission: 'party.organise',
  load: async () => ({}),
  run: async ({ tx, input, actor, now }) => {
    const { validFrom, seenFrom, version } = input;
    const head = { superior: inCapitals(input.superior), issuer: inCapitals(input.issuer), place: input.place };
    const at = toColumn(validFrom);
    if (validFrom === seenFrom)
      await tx.partyLetterhead.update({ where: { validFrom: at, rowVersion: version }, data: { ...head, ...changedBy({ actor, now }) } });
    else await tx.partyLetterhead.create({ data: { validFrom: at, ...head, updatedAt: now, updatedById: actor.id } });
    return { validFrom };
  },
  refusals: { party_letterhead_pkey: 'partyPapers.refused.sameDay', party_letterhead_filled: 'common.field.required' },
});
