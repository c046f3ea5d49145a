import type { LastLine, Step } from '@/server/steps';

/** What the server answered at last: the batch, or a sentence; neither when the connection broke. */
export type Outcome = { batchId?: number; message?: string };

/** Sends a request whose answer tells its steps line by line, and hands each on as it comes. */
export async function follow(address: string, init: RequestInit, onStep: (step: Step) => void): Promise<Outcome> {
  try {
    const answer = await fetch(address, { method: 'POST', ...init });
    if (!answer.ok || !answer.body) return await answer.json();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let [rest, outcome]: [string, Outcome] = ['', {}];
    for (;;) {
      const { value = '', done } = await reader.read();
      const lines = `${rest}${value}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.filter(Boolean)) {
        const said: Step | LastLine = JSON.parse(line);
        if ('step' in said) onStep(said);
        else outcome = 'result' in said ? (said.result as Outcome) : { message: said.message };
      }
      if (done) return outcome;
    }
  } catch {
    return {};
  }
}
