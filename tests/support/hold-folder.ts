import { claimFolder } from '@/server/postgres/claim';
import { startEmbedded } from '@/server/postgres/embedded';

/**
 * A launcher to be killed by a test: holds the folder given as first argument and runs its Postgres, with the password given as second,
 * until its input closes.
 */
const [folder = '', superuserPassword = ''] = process.argv.slice(2);
const claim = await claimFolder(folder);
const server = await startEmbedded({ folder, superuserPassword });
console.log(`ready ${server.port}`);
process.stdin.resume().on('close', async () => {
  await server.stop();
  claim.release();
});
