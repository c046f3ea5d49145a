import { createServer, type Server, type Socket } from 'node:net';

export type Received = { to: string; data: string };
type Answers = { rcpt?: (to: string) => string | null; data?: () => string | null };

/**
 * A mail server of the test's own on 127.0.0.1: it speaks just enough SMTP to take a letter, or to refuse it in the words of `answers`.
 * `stop` makes it a dead one; `start` on the same port brings it back.
 */
export async function aMailServer(answers: Answers = {}) {
  const received: Received[] = [];
  const open = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;
  const start = async () => {
    server = createServer((socket) => {
      open.add(socket.setEncoding('utf8'));
      socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
      talk(socket, answers, received);
    });
    await new Promise<void>((resolve, reject) => server?.once('error', reject).listen(port, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address === 'object' && address) port = address.port;
  };
  const stop = async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server?.close(resolve));
  };
  await start();
  return { received, start, stop, url: `smtp://127.0.0.1:${port}` };
}

function talk(socket: Socket, answers: Answers, received: Received[]): void {
  let [to, data, heard, isData] = ['', '', '', false];
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 mail.benhvien.example ready');
  socket.on('data', (chunk: string) => {
    heard += chunk;
    for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
      const line = heard.slice(0, end);
      heard = heard.slice(end + 2);
      if (isData && line !== '.') data += `${line.replace(/^\.\./, '.')}\n`;
      else if (isData) {
        isData = false;
        const refused = answers.data?.() ?? null;
        if (!refused) received.push({ to, data });
        say(refused ?? '250 taken');
      } else say(answer(line));
    }
  });
  const answer = (line: string): string => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT') {
      to = /<(.*)>/.exec(line)?.[1] ?? '';
      return answers.rcpt?.(to) ?? '250 ok';
    }
    if (verb === 'DATA') {
      [isData, data] = [true, ''];
      return '354 go on';
    }
    return verb === 'QUIT' ? '221 bye' : '250 ok';
  };
}
