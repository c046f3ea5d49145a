/** How far long work has come: its step by name, and how many of how many rows of that step are done. */
export type Step = { step: string; done: number; total: number };
/** The last line of an answer in steps: what came of the work, or the sentence that refused it. */
export type LastLine = { result: unknown } | { message: string };

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
