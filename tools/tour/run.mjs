// Runs the guided tour as an ordinary user under a virtual display, and brings its results home.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepareRun } from '../launch/unprivileged.mjs';
import { outDir } from '../lib/paths.mjs';
import { runHere } from '../lib/run.mjs';
import { say } from '../lib/say.mjs';

/**
 * @param {import('../setup/index.mjs').Runtime} runtime
 * @returns {Promise<number>} the exit code: 0 only when every step really happened
 */
export async function runTour(runtime) {
  const prepared = await prepareRun({ runtime, name: 'tour' });
  const results = join(prepared.runDir, 'out');
  try {
    const program = [runtime.node, join(prepared.repoDir, 'tools', 'tour', 'tour.ts')];
    const options = ['--app', prepared.appDir, '--electron', prepared.executablePath, '--out', results];
    const [command = '', ...args] = prepared.wrapCommand([...program, ...options]);
    return await runHere(command, args, { cwd: prepared.repoDir, env: prepared.env });
  } finally {
    // Results of a tour that failed are what its failure is read from, so they are taken along as well.
    prepared.collect('out', join(outDir, 'tour'));
    prepared.cleanUp();
    if (existsSync(join(outDir, 'tour'))) say(`\nResults 结果: ${join('out', 'tour')}/`);
  }
}
