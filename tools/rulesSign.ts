// Signs the rule packs: `npm run rules:sign` with the training key, or for a release
// `npm run rules:sign -- --publisher <id> --key <file with 64 hex digits> [pack.json …]`. Signatures of other publishers are kept.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  packPublicKey,
  packSignatureProblem,
  packSignatures,
  signPack,
  type PackSignatures,
} from '../main/infra/crypto/packSignature.ts';
import { trainingPublisher } from '../main/training/rulePublisher.ts';
import { trainingPublisherKey } from '../main/training/rulePublisherKey.ts';

const folder = join(import.meta.dirname, '../resources/rules');

/** Signatures in a file; an unreadable one counts as none, because it is written anew. */
function signaturesIn(path: string): PackSignatures['signatures'] {
  if (!existsSync(path)) return [];
  const parsed = packSignatures.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success ? parsed.data.signatures : [];
}

/** Signs one pack file for one publisher. An own signature that still fits stays, so that nothing changes without a reason. */
function signFile(path: string, publisher: string, key: string): boolean {
  const content = JSON.parse(readFileSync(path, 'utf8')) as unknown;
  const before = signaturesIn(`${path}.sig`);
  const own = before.filter((entry) => entry.publisher === publisher);
  const fits =
    packSignatureProblem(content, { signatures: own }, [{ id: publisher, publicKey: packPublicKey(key) }]) ===
    null;
  if (fits) return false;
  const signatures = [
    ...before.filter((entry) => entry.publisher !== publisher),
    { publisher, signature: signPack(content, key) },
  ];
  writeFileSync(`${path}.sig`, `${JSON.stringify({ signatures }, null, 2)}\n`);
  return true;
}

function main(): number {
  const { values, positionals } = parseArgs({
    options: { publisher: { type: 'string' }, key: { type: 'string' } },
    allowPositionals: true,
  });
  if ((values.publisher === undefined) !== (values.key === undefined)) {
    process.stderr.write('--publisher and --key belong together. / --publisher 与 --key 须同时给出。\n');
    return 2;
  }
  const publisher = values.publisher ?? trainingPublisher.id;
  const key = values.key === undefined ? trainingPublisherKey : readFileSync(values.key, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(key)) {
    process.stderr.write('The key is not 64 hex digits. / 私钥不是64位十六进制数。\n');
    return 2;
  }
  const files =
    positionals.length > 0
      ? positionals
      : readdirSync(folder)
          .filter((name) => name.endsWith('.json'))
          .map((name) => join(folder, name));
  for (const path of files) {
    const signed = signFile(path, publisher, key);
    process.stdout.write(
      `${basename(path)}: ${signed ? `signed by ${publisher} / 已由 ${publisher} 签名` : 'signature fits / 签名有效'}\n`,
    );
  }
  return 0;
}

process.exitCode = main();
