import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and hands back what it said. Never throws for an exit code: the caller knows what it means.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeoutMs?: number, show?: boolean, quiet?: boolean }} [options]
 *   `show`: pass its output on as it comes (and keep it too); without it the output is only kept
 * @returns {Promise<{ code: number, stdout: string, stderr: string, output: string, timedOut: boolean, missing: boolean }>}
 */
export function run(command, args, options = {}) {
  return new Promise((done) => {
    let stdout = '';
    let stderr = '';
    let output = '';
    let timedOut = false;
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: Boolean(options.timeoutMs),
    });
    const timer =
      options.timeoutMs &&
      setTimeout(() => {
        timedOut = true;
        // The whole group: a downloader or a shell in between must not outlive its limit.
        try {
          process.kill(-(/** @type {number} */ (child.pid)), 'SIGKILL');
        } catch {
          child.kill('SIGKILL');
        }
      }, options.timeoutMs);
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      output += chunk;
      if (options.show) process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      output += chunk;
      if (options.show) process.stderr.write(chunk);
    });
    child.on('error', (error) => {
      if (timer) clearTimeout(timer);
      done({
        code: 127,
        stdout,
        stderr: `${stderr}${error.message}`,
        output: `${output}${error.message}`,
        timedOut,
        missing: true,
      });
    });
    child.on('close', (code) => {
      if (timer) clearTimeout(timer);
      done({ code: code ?? 1, stdout, stderr, output, timedOut, missing: false });
    });
  });
}

/**
 * Runs a program with our own terminal, for lanes whose output people watch. Ctrl+C reaches the child by the terminal itself.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<number>}
 */
export function runHere(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: 'inherit',
    });
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    process.on('SIGTERM', pass);
    process.on('SIGINT', ignore);
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? (signal === 'SIGINT' ? 130 : 1)));
    function finish(/** @type {number} */ code) {
      process.off('SIGTERM', pass);
      process.off('SIGINT', ignore);
      done(code);
    }
  });
}

function ignore() {
  // The child decides what Ctrl+C means; we wait for its exit code.
}

export const lastLines = (/** @type {string} */ text, count = 25) =>
  text.trimEnd().split('\n').slice(-count).join('\n');
