import 'server-only';
import { createServer } from 'node:net';
import { CannotStart } from './cannot-start';

/** Throws CannotStart, naming the port and the way out, when nothing can listen on it. */
export async function refuseTakenPort(port: number): Promise<void> {
  const code = await problemOf(port);
  if (code === null) return;
  const reason = code === 'EACCES' ? 'may not be used by this account' : 'is already in use by another program';
  throw new CannotStart(`Port ${port} ${reason}. Choose another one, for example: PORT=${port < 1024 ? 3000 : port + 1} npm start`);
}

function problemOf(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    // Without an address: every interface, IPv4 and IPv6, as the app will.
    probe.listen(port, () => probe.close(() => resolve(null)));
  });
}
