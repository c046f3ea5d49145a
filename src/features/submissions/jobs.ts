import 'server-only';
import { SYSTEM } from '@/domain/actor';
import type { Job } from '@/server/scheduler';
import { lockDue } from './commands';

/** Every ten minutes, what the calendar has closed is locked. Running it twice locks once. */
export const lockWhatIsDue: Job = {
  name: 'submissions.lockDue',
  everyMinutes: 10,
  run: async ({ db, now }) => {
    await lockDue.execute({ db, actor: SYSTEM, now }, {});
  },
};
