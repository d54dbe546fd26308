#!/usr/bin/env node
// `npm run new:driver -- <id> --kind <kind>`: a driver that compiles, its contract test, and its line in the registry.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArgs } from './lib/cli.mjs';
import { repoDir } from './lib/paths.mjs';
import { Problem, main, say } from './lib/say.mjs';

/** What each kind reports, and where its drivers live. */
const kinds = {
  scanner: {
    folder: 'scanners',
    handle: 'ScannerHandle',
    report: "events.scan({ symbology: 'unknown', text })",
  },
  passportReader: { folder: 'readers', handle: 'DriverHandle', report: 'events.mrz([text])' },
};
const registryFile = join(repoDir, 'drivers/manager/registry.ts');

await main(() => {
  const { values, positionals } = readArgs({
    usage: 'npm run new:driver -- <id> [--kind scanner|passportReader]',
    en: 'Starts a new device driver: driver, contract test, registry line. docs/driver-kit.md explains them.',
    zh: '新建设备驱动：驱动、契约测试、注册行。说明见 docs/driver-kit.md。',
    options: { kind: { type: 'string', value: '<kind>', en: 'kind of device', zh: '设备类别' } },
    positionals: true,
  });
  const [id = ''] = positionals;
  const kind = /** @type {keyof typeof kinds} */ (values.kind ?? 'scanner');
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(id)) {
    throw new Problem({
      en: `"${id}" is no driver id.`,
      zh: `“${id}” 不是有效的驱动标识。`,
      remedyEn: 'Use small letters, digits and hyphens, for example: npm run new:driver -- acme-scan',
      remedyZh: '请使用小写字母、数字和连字符，例如：npm run new:driver -- acme-scan',
    });
  }
  if (!Object.hasOwn(kinds, kind)) {
    throw new Problem({
      en: `There is no template for the kind "${kind}".`,
      zh: `类别 “${kind}” 没有模板。`,
      remedyEn: `Choose from: ${Object.keys(kinds).join(', ')}. Card printers and chip readers start from the nearest existing driver.`,
      remedyZh: `可选：${Object.keys(kinds).join('、')}。制卡机与芯片读卡器请以最接近的现有驱动为起点。`,
    });
  }
  const name = id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const { folder } = kinds[kind];
  const driverFile = `drivers/${folder}/${name}.ts`;
  const testFile = `test/drivers/${folder}/${name}.test.ts`;
  for (const file of [driverFile, testFile]) {
    if (!existsSync(join(repoDir, file))) continue;
    throw new Problem({
      en: `${file} exists already.`,
      zh: `${file} 已存在。`,
      remedyEn: 'Choose another id, or work on that file.',
      remedyZh: '请更换标识，或直接修改该文件。',
    });
  }
  writeFileSync(join(repoDir, driverFile), driverText(id, name, kind));
  writeFileSync(join(repoDir, testFile), testText(id, name, kind));
  register(name, folder);
  say(`${driverFile}\n${testFile}\ndrivers/manager/registry.ts`);
  say(`Next 下一步: npm test -- ${testFile}`);
  // The registry is tested to have no driver without them.
  say(
    'Then 然后: its entries in test/drivers/contract/ and test/drivers/faultTable/, see docs/driver-kit.md',
  );
});

/** Adds import and array entry before the closing bracket. */
function register(/** @type {string} */ name, /** @type {string} */ folder) {
  const text = readFileSync(registryFile, 'utf8');
  const line = `import { ${name}Driver } from '../${folder}/${name}.ts';\n`;
  const imports = text.lastIndexOf('import { ');
  const afterImports = text.indexOf('\n', imports) + 1;
  const withImport = text.slice(0, afterImports) + line + text.slice(afterImports);
  writeFileSync(registryFile, withImport.replace('\n];', `\n  ${name}Driver,\n];`));
}

function driverText(
  /** @type {string} */ id,
  /** @type {string} */ name,
  /** @type {keyof typeof kinds} */ kind,
) {
  const { handle, report } = kinds[kind];
  return `import { z } from 'zod';
import type { Driver, ${handle} } from '../api/driver.ts';
import { decodeText } from '../framing/decodeText.ts';
import { framedHandle } from '../framing/framedHandle.ts';
import { lineSplitter } from '../framing/lineSplitter.ts';

/** Longest read, in bytes, and the silence that ends one without a line end. */
const maxBytes = 4096;
const silenceMs = 80;

/** Each option is a line of docs/configure-a-station.md. */
const options = z.strictObject({});

/** TODO: make and model, and the manual that its bytes come from. */
export const ${name}Driver: Driver<'${kind}', ${handle}> = {
  id: '${id}',
  kind: '${kind}',
  options,
  matches: (config) => config.driver === '${id}' && config.kind === '${kind}',
  async open(transport, clock, events, config) {
    if (!options.safeParse(config.options).success)
      return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const framer = lineSplitter({ maxBytes, silenceMs, suffix: 'auto' });
    const handle = framedHandle(transport, clock, events, framer, (line) => {
      const text = decodeText(line);
      if (text === null) events.readFailed('undecodable');
      else ${report};
    });
    return { ok: true, handle };
  },
};
`;
}

function testText(
  /** @type {string} */ id,
  /** @type {string} */ name,
  /** @type {keyof typeof kinds} */ kind,
) {
  return `import { ${name}Driver } from '../../../drivers/${kinds[kind].folder}/${name}.ts';
import { describeDriver } from '../../kit/driverContract.ts';

describeDriver('${id}', {
  driver: ${name}Driver,
  config: {
    id: 'device',
    kind: '${kind}',
    driver: '${id}',
    path: '/dev/null',
    baudRate: 9600,
    surface: 'window',
    options: {},
  },
  // The simulated device: answer here what the real one would. \`port.onReceive\` hears the driver, \`port.send\` answers it.
  attach: () => undefined,
});
`;
}
