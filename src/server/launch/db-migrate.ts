import 'server-only';
import { launchEnv } from '../env';
import { migrate } from '../postgres/migrate';
import { withDatabase } from './database';
import { reportFailure } from './terminal';

/** `npm run db:migrate`: brings the database to the migrations of this checkout, without starting the app. */
try {
  const applied = await withDatabase(launchEnv(), (database) => migrate(database));
  console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'Nothing to apply: the database is up to date.');
} catch (error) {
  reportFailure(error);
}
