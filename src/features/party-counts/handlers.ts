import 'server-only';
import { yearInput } from '@/domain/input';
import { jsonCommand, jsonQuery } from '@/server/json-handler';
import { readParty } from '@/server/party-read';
import { saveCounts } from './commands';
import { countsOf } from './queries';
import { COUNT_COLUMNS, cellName, countText, versionOf } from './rules';

export const saveCountsHandler = jsonCommand(saveCounts);

/** What stands in the cells of a year now, by their names: asked for when somebody else was quicker. */
export const readCountsHandler = jsonQuery('party.read', async (actor, request) => {
  const year = yearInput.safeParse(new URL(request.url).searchParams.get('year')).data;
  const rows = year === undefined ? null : await readParty(actor, 'party.read', (tx) => countsOf(tx, year));
  return (
    rows &&
    Object.fromEntries(
      rows.flatMap(({ id, counts, by, at }) =>
        COUNT_COLUMNS.map((column) => [
          cellName(id, column),
          { text: countText(counts[column]), version: versionOf(counts[column]), by: by ?? '', at: at ?? '' },
        ]),
      ),
    )
  );
});
