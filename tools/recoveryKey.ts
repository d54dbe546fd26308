// For the recovery officer: `npm run recovery:key -- --from <manifest or key.json> --private <PEM file> --out <data folder>` unwraps the database
// key of a station and writes `recovered-key`, which the station reads at its next start and removes once it has proven right.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unwrapRecoveryKey } from './recovery/unwrapRecoveryKey.ts';

function say(zh: string, en: string): void {
  process.stderr.write(`${en}.\n${zh}。\n`);
}

function main(): number {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      private: { type: 'string' },
      /** Of the private key; asked for by name so that it stands in no list of processes: a file. */
      passphrase: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { from, private: privateFile, out } = values;
  if (from === undefined || privateFile === undefined || out === undefined) {
    say(
      '用法：--from 备份清单.json --private 私钥.pem [--passphrase 口令文件] --out 数据文件夹',
      'Use: --from <manifest.json> --private <key.pem> [--passphrase <file>] --out <data folder>',
    );
    return 2;
  }
  const passphrase =
    values.passphrase === undefined ? undefined : readFileSync(values.passphrase, 'utf8').trim();
  const unwrapped = unwrapRecoveryKey(from, readFileSync(privateFile, 'utf8'), passphrase);
  if (!unwrapped.ok) {
    say(unwrapped.zh, unwrapped.en);
    return 1;
  }
  writeFileSync(join(out, 'recovered-key'), `${unwrapped.key.toString('base64')}\n`, { mode: 0o600 });
  say(
    '已写入 recovered-key；程序下次启动时读取并删除',
    'recovered-key is written; the program reads and removes it at its next start',
  );
  return 0;
}

process.exitCode = main();
