import { failure, success, type Result } from '../../contract/result.ts';
import { checkRulePack } from './checkRulePack.ts';
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
 * Builds the register from the contents of the pack files. `today` is asked at every use, so that a pack takes effect at midnight. Fails
 * with `rulePackBad` when a file is wrong, a version is there twice, or nothing is in effect for the region.
 */
export function createPackRegister(
  contents: readonly unknown[],
  region: string,
  today: () => string,
): Result<PackRegister> {
  const packs: RulePack[] = [];
  for (const content of contents) {
    const checked = checkRulePack(content);
    if (!checked.ok) return checked;
    if (packs.some((pack) => pack.version === checked.value.version))
      return failure('rulePackBad', { reason: `version ${checked.value.version} is there twice` });
    packs.push(checked.value);
  }
  const first = selectRulePack(packs, region, today());
  if (!first) return failure('rulePackBad', { reason: `no pack is in effect for region ${region}` });
  return success({
    newest: () => selectRulePack(packs, region, today()) ?? first,
    byVersion: (version) => packs.find((pack) => pack.version === version) ?? null,
  });
}
