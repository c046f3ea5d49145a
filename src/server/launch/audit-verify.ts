import 'server-only';
import { launchEnv } from '../env';
import { withClient } from '../postgres/connection';
import { withDatabase } from './database';
import { reportFailure } from './terminal';

/** `npm run audit:verify`: recomputes the audit's hash chain; prints each break, or OK with the head to compare with one kept elsewhere. */
try {
  await withDatabase(launchEnv(), ({ ownerUrl }) =>
    withClient(ownerUrl, async (client) => {
      const { rows: problems } = await client.query<{ seq: string | null; problem: string }>('SELECT seq, problem FROM audit_verify()');
      for (const { seq, problem } of problems) console.log(`${seq === null ? 'outside the chain' : `entry ${seq}`}: ${problem}`);
      const { rows } = await client.query<{ seq: string; hash: string }>('SELECT seq, hash FROM audit_head');
      const [head] = rows;
      if (problems.length > 0) {
        console.log(`The audit has ${problems.length} problem(s): it was changed from outside the program.`);
        process.exitCode = 1;
      } else {
        console.log(`OK: ${head?.seq} sealed transactions, head ${head?.hash}`);
      }
    }),
  );
} catch (error) {
  reportFailure(error);
}
