import { failure, success, type Result } from '../../contract/result.ts';
import { resolvePacks, type PackFile } from './resolvePacks.ts';
import type { RulePack } from './rulePack.ts';

/** The newest pack of a region that is in effect on a day (yyyy-mm-dd); null when there is none. */
export function selectRulePack(packs: readonly RulePack[], region: string, today: string): RulePack | null {
  return (
    packs
      .filter((pack) => pack.region === region && pack.effectiveFrom <= today)
      .toSorted(
        (a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom) || b.version.localeCompare(a.version),
      )[0] ?? null
  );
}

/** The packs of one region: what is in effect now, and any version that a case was opened under (B1). */
export interface PackRegister {
  newest(): RulePack;
  byVersion(version: string): RulePack | null;
}

/**
 * Builds the register from the pack files. `today` is asked at every use, so that a pack takes effect at midnight. Fails with `rulePackBad`
 * when a file is wrong, a version is there twice, or nothing is in effect for the region.
 */
export function createPackRegister(
  files: readonly PackFile[],
  region: string,
  today: () => string,
): Result<PackRegister> {
  const resolved = resolvePacks(files);
  if (!resolved.ok) return resolved;
  const packs = resolved.value;
  const first = selectRulePack(packs, region, today());
  if (!first) return failure('rulePackBad', { reason: `no pack is in effect for region ${region}` });
  return success({
    newest: () => selectRulePack(packs, region, today()) ?? first,
    byVersion: (version) => packs.find((pack) => pack.version === version) ?? null,
  });
}
