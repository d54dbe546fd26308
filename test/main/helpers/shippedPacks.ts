import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePacks, type PackFile } from '../../../main/domain/rules/resolvePacks.ts';
import { photoRulesOf, type PhotoRules } from '../../../main/domain/photo/photoRules.ts';
import type { RulePack } from '../../../main/domain/rules/rulePack.ts';

const folder = join(import.meta.dirname, '../../../resources/rules');

/** The files of `resources/rules` as they are; each call gives a new copy. */
export const shippedPackFiles = (): PackFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({
      file: name,
      content: JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown,
    }));

const resolved = resolvePacks(shippedPackFiles());
if (!resolved.ok)
  throw new Error(`the shipped rule packs are bad: ${String(resolved.error.detail?.['reason'])}`);
export const shippedPacks: readonly RulePack[] = resolved.value;

/** The photo rules of the newest shipped pack of a region; by default the national ones. */
export const shippedPhotoRules = (region = '100000'): PhotoRules => photoRulesOf(shippedPack(region).photo);

/** The newest shipped pack of a region. */
export function shippedPack(region: string): RulePack {
  const pack = shippedPacks.findLast((each) => each.region === region);
  if (!pack) throw new Error(`no pack is shipped for ${region}`);
  return pack;
}
