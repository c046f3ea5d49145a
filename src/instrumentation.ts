import type { Instrumentation } from 'next';

/** Starts the scheduler when the server starts; the scheduler's own module decides nothing about what runs. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const [{ startJobs }, { forgetAnswers }, { lockWhatIsDue }] = await Promise.all([
    import('./server/scheduler'),
    import('./server/idempotency'),
    import('./features/submissions/jobs'),
  ]);
  startJobs([lockWhatIsDue, forgetAnswers]);
}

/** What Next could not answer is logged once, with the digest that the person also sees. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logRequestError } = await import('./server/log');
  logRequestError(error, { path: request.path.split('?')[0] ?? '', kind: context.routeType });
};
