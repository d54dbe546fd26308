import { join } from 'node:path';
import { launchApp } from '../launch/electron.ts';
import { pssOfTree } from './memory.ts';

export interface BareWindow {
  readonly electron: string;
  readonly startupMs: number;
  readonly mib: number;
  readonly processes: number;
}

/** Start-up and memory of an empty window of the same runtime, in the same run: what the terminal is compared with. */
export async function measureBareWindow(): Promise<BareWindow> {
  const started = performance.now();
  const bare = await launchApp({ appDir: join(import.meta.dirname, 'bareWindow') });
  try {
    const window = await bare.app.firstWindow();
    await window.getByText('bare').waitFor();
    const startupMs = Math.round(performance.now() - started);
    const electron = await bare.app.evaluate(() => process.versions['electron'] ?? '');
    return { electron, startupMs, ...pssOfTree(bare.app.process().pid ?? 0) };
  } finally {
    await bare.close();
  }
}
