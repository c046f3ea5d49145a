import 'server-only';

/**
 * An answer that a person sees in the browser's own window, because the address was opened there: a refusal is a sentence, not a program's
 * notation. What succeeded, and what a program asked for, stays as it is.
 */
export async function inWords(request: Request, answer: Response): Promise<Response> {
  if (answer.ok || !request.headers.get('accept')?.includes('text/html')) return answer;
  const { message, problems = [] }: { message: string; problems?: { message: string }[] } = await answer.json();
  return new Response([message, ...problems.map((problem) => problem.message)].join('\n'), {
    status: answer.status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' },
  });
}
