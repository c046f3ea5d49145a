import 'server-only';
import { launchEnv } from '../env';
import { withClient } from '../postgres/connection';
import { withDatabase } from './database';
import { reportFailure } from './terminal';

/** `npm run rollup:verify`: recomputes every sum from the figures and prints each stored one that differs. */
try {
  await withDatabase(launchEnv(), ({ ownerUrl }) =>
    withClient(ownerUrl, async (client) => {
      const { rows } = await client.query<{ problem: string; rows: string }>('SELECT problem, rows FROM rollup_verify() WHERE rows > 0');
      for (const { problem, rows: count } of rows) console.log(`${problem}: ${count}`);
      console.log(
        rows.length > 0 ? 'Stored sums differ from the figures. Repair: SELECT rollup_rebuild()' : 'OK: every sum equals its figures.',
      );
      if (rows.length > 0) process.exitCode = 1;
    }),
  );
} catch (error) {
  reportFailure(error);
}
