import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { claimFolder } from '@/server/postgres/claim';
import { withParts, withSearchPath } from '@/server/postgres/connection';
import { startEmbedded } from '@/server/postgres/embedded';
import { migrate } from '@/server/postgres/migrate';
import { ensureDatabase, ensureRoles, OWNER_ROLE, RUNTIME_ROLE } from '@/server/postgres/roles';
const folder = mkdtempSync('/tmp/smp-data-');
const claim = await claimFolder(folder);
const [o, r] = ['ownerownerownerowner', 'runtimeruntimeruntime'];
const server = await startEmbedded({ folder, superuserPassword: 'supersupersupersuper' });
try {
  await ensureRoles(server.superuserUrl, { owner: o, runtime: r });
  await ensureDatabase(server.superuserUrl, 'tongket');
  const ownerUrl = withParts(server.superuserUrl, { database: 'tongket', user: OWNER_ROLE, password: o });
  await migrate({ ownerUrl, schema: 'tongket', runtimeRole: RUNTIME_ROLE });
  const runtimeUrl = withSearchPath(withParts(server.superuserUrl, { database: 'tongket', user: RUNTIME_ROLE, password: r }), 'tongket');
  const pgCpu = () => { let s = 0; try { const pid = readFileSync(`${folder}/postgres/postmaster.pid`, 'utf8').split('\n')[0]; const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' '); s = (Number(f[13]) + Number(f[14]) + Number(f[15]) + Number(f[16])) / 100; } catch (e) { s = -1; } return s; };
  const t = performance.now();
  const args = ['--conditions=react-server', '--import', 'tsx', ...(process.env.PROF ? ['--cpu-prof', '--cpu-prof-dir=/tmp/smp/prof'] : []), process.env.PROGRAM ?? 'prisma/seed/sample.ts'];
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, RUNTIME_DATABASE_URL: runtimeUrl, DATABASE_SCHEMA: 'tongket', DATABASE_URL: withSearchPath(ownerUrl, 'tongket'), SAMPLE_PASSWORD: 'mat-khau-thu-2026', DATA_DIR: folder } });
  const code = await new Promise((ok) => child.once('exit', ok));
  const u = process.resourceUsage();
  console.log('exit', code, 'wall', ((performance.now() - t) / 1000).toFixed(1), 'pg reaped children cpu', pgCpu());
  if (process.env.HOLD) { console.log(ownerUrl, runtimeUrl); await new Promise(() => {}); }
} finally {
  await server.stop(); claim.release();
}
