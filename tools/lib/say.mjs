// What the commands print, and how they fail. One voice for all of them: a step line with its seconds, and a failure that
// names its cause and its remedy in English and then in Chinese.

/** A failure a person can act on. Anything else that is thrown is a defect of ours and keeps its stack. */
export class Problem extends Error {
  /** @param {{ en: string, zh: string, remedyEn: string, remedyZh: string, detail?: string | undefined }} text */
  constructor(text) {
    super(text.en);
    this.name = 'Problem';
    this.text = text;
  }
}

export function formatProblem(/** @type {unknown} */ error) {
  if (!(error instanceof Problem)) {
    return `\n✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
  }
  const { en, zh, remedyEn, remedyZh, detail } = error.text;
  const lines = ['', `✗ Cause:  ${en}`, `  Remedy: ${remedyEn}`, `✗ 原因：${zh}`, `  办法：${remedyZh}`];
  if (detail?.trim())
    lines.push(
      '',
      '  Details 详情:',
      ...detail
        .trim()
        .split('\n')
        .map((line) => `  | ${line}`),
    );
  return `${lines.join('\n')}\n`;
}

export const seconds = (/** @type {number} */ since) =>
  `${((performance.now() - since) / 1000).toFixed(1)} s`;

export function say(/** @type {string} */ line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs one named step. A step that has nothing to do returns a string, which is shown on the same line; a step that takes long gets
 * a sign of life every ten seconds, because silence looks like a hang.
 * @template T
 * @param {string} name English / 中文
 * @param {(note: (text: string) => void) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const start = performance.now();
  let notes = '';
  const alive = setInterval(() => say(`      … ${name} (${seconds(start)})`), 10_000);
  alive.unref();
  try {
    const result = await work((text) => {
      notes = text;
    });
    say(`  ✓ ${name}${notes ? ` — ${notes}` : ''} (${seconds(start)})`);
    return result;
  } catch (error) {
    say(`  ✗ ${name} (${seconds(start)})`);
    throw error;
  } finally {
    clearInterval(alive);
  }
}

/** The frame of every command: exit code 1 and a readable reason when it fails. */
export async function main(/** @type {() => Promise<number | void>} */ run) {
  try {
    const code = await run();
    process.exitCode = code ?? process.exitCode ?? 0;
  } catch (error) {
    process.stderr.write(formatProblem(error));
    process.exitCode = 1;
  }
}
