import type { Instrumentation } from 'next';

/** Starts the scheduler when the server starts; the scheduler's own module decides nothing about what runs. A developer's console keeps all. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const [{ startJobs }, { forgetAnswers }, { lockWhatIsDue }, { remindOfWhatIsDue, deliverMail }, { keepMessagesOffTheConsole }] =
    await Promise.all([
      import('./server/scheduler'),
      import('./server/idempotency'),
      import('./features/submissions/jobs'),
      import('./features/reminders/jobs'),
      import('./server/log'),
    ]);
  if (process.env.NODE_ENV === 'production') keepMessagesOffTheConsole();
  startJobs([lockWhatIsDue, remindOfWhatIsDue, deliverMail, forgetAnswers]);
}

/** What Next could not answer is logged once, with the digest that the person also sees. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logRequestError } = await import('./server/log');
  logRequestError(error, { route: context.routePath, kind: context.routeType });
};
