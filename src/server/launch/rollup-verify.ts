import 'server-only';
import { launchEnv } from '../env';
import { withClient } from '../postgres/connection';
import { reportFailure } from './cannot-start';
import { withDatabase } from './database';

/** `npm run rollup:verify`: recomputes every sum from the figures and prints each stored one that differs. */
try {
  await withDatabase(launchEnv(), ({ ownerUrl }) =>
    withClient(ownerUrl, async (client) => {
      const { rows } = await client.query<Record<string, unknown>>('SELECT * FROM rollup_verify()');
      for (const row of rows) console.log(JSON.stringify(row));
      console.log(
        rows.length > 0
          ? `${rows.length} sum(s) differ from the figures. Repair: SELECT rollup_rebuild()`
          : 'OK: every sum equals its figures.',
      );
      if (rows.length > 0) process.exitCode = 1;
    }),
  );
} catch (error) {
  reportFailure(error);
}
