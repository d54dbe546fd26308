import { failure, success, type Result } from '../../contract/result.ts';
import { shanghaiDate, shanghaiDay } from '../../domain/calendar/shanghai.ts';
import type { PackRegister } from '../../domain/rules/selectRulePack.ts';
import type { Stores } from '../../app/ports/stores.ts';

/**
 * Is every rule pack installed that a case still needs: open cases, and those of the day that is not closed yet? A case is judged by the pack
 * it was opened under and by no other (B1), so without that pack neither the case nor the day can go on. Fails with `rulePackBad` that names
 * the versions; nothing is changed, and all is as before once they are back.
 */
export function packsInUse(
  stores: Pick<Stores, 'cases' | 'days'>,
  packs: Pick<PackRegister, 'byVersion'>,
  nowMillis: number,
): Result<void> {
  const today = shanghaiDay(shanghaiDate(nowMillis)).from;
  const since = [stores.days.current()?.openedAt ?? today, today].toSorted()[0] ?? today;
  const versions = new Set(stores.cases.list(since).map(({ packVersion }) => packVersion));
  const missing = [...versions].filter((version) => packs.byVersion(version) === null).toSorted();
  return missing.length === 0
    ? success()
    : failure('rulePackBad', {
        reason: `未结办件仍需要 open cases need: ${missing.join(', ')}`,
      });
}
