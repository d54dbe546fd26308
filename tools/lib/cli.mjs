import { parseArgs } from 'node:util';
import { Problem, say } from './say.mjs';

/**
 * Reads the command line, answers `--help`, and refuses what it does not know.
 * @param {{ usage: string, en: string, zh: string, options?: Record<string, { type: 'string' | 'boolean', short?: string,
 *   value?: string, en: string, zh: string }>, positionals?: boolean, more?: string }} spec
 */
export function readArgs(spec) {
  const options = {
    ...spec.options,
    help: { type: 'boolean', short: 'h', en: 'show this help', zh: '显示帮助' },
  };
  let parsed;
  try {
    parsed = parseArgs({
      options: /** @type {any} */ (
        Object.fromEntries(
          Object.entries(options).map(([name, { type, short }]) => [
            name,
            short ? { type, short } : { type },
          ]),
        )
      ),
      allowPositionals: spec.positionals ?? false,
      strict: true,
    });
  } catch (error) {
    throw new Problem({
      en: error instanceof Error ? error.message : String(error),
      zh: '命令行参数无法识别。',
      remedyEn: `Usage: ${spec.usage}   (--help shows every option)`,
      remedyZh: `用法：${spec.usage}   （--help 查看全部选项）`,
    });
  }
  if (parsed.values.help) {
    say(`${spec.en}\n${spec.zh}\n\nUsage 用法: ${spec.usage}\n`);
    for (const [name, option] of Object.entries(options)) {
      const left = `${option.short ? `-${option.short}, ` : '    '}--${name}${option.value ? ` ${option.value}` : ''}`;
      say(`  ${left.padEnd(28)} ${option.en} / ${option.zh}`);
    }
    if (spec.more) say(`\n${spec.more}`);
    process.exit(0);
  }
  return { values: /** @type {Record<string, any>} */ (parsed.values), positionals: parsed.positionals };
}
