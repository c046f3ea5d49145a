import { rmSync } from 'node:fs';

/** The hospital that the journeys walked through was theirs alone. */
export default function removeData(): void {
  const folder = process.env.E2E_DATA_DIR;
  if (folder?.includes('tong-ket-e2e-') && process.env.E2E_REUSE !== '1') rmSync(folder, { recursive: true, force: true });
}
