import type { ComparedField, PassportRead } from '../../contract/cases.ts';
import type { CaseId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import { isBeingChecked } from '../../domain/cases/decisions.ts';
import { comparePassport, differingFields } from '../../domain/documents/comparePassport.ts';
import { differsDetail } from '../../domain/documents/fieldNames.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import type { Deps } from '../deps.ts';
import type { CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { snapshotOf } from './factsOfCase.ts';
import { saveCase } from './saveCase.ts';

export type AttachDeps = Pick<Deps, 'stores' | 'clock' | 'crypto'>;

export interface Attached {
  readonly record: CaseRecord;
  /** What a person must be told about this passport; the read is kept all the same. */
  readonly problems: readonly Failure[];
}

const samePage = (a: PassportRead, b: PassportRead): boolean =>
  (
    [
      'documentNumber',
      'familyName',
      'givenNames',
      'nationalityCode',
      'birthDate',
      'sex',
      'expiryDate',
    ] as const
  ).every((field) => a[field] === b[field]);

/**
 * Lays a passport to a case that is being checked. A wrong passport is kept, because the comparison must show what differs; but it never
 * replaces the right one, which another visitor's passport on the reader would do. Fails with caseNotFound, caseClosed, passportDiffers.
 */
export function attachPassport(
  deps: AttachDeps,
  caseId: CaseId,
  passport: PassportRead,
  actor: Actor,
  alsoWrite?: (record: CaseRecord) => void,
): Result<Attached> {
  const { stores } = deps;
  return stores.run((): Result<Attached> => {
    const record = stores.cases.get(caseId);
    if (!record) return failure('caseNotFound');
    if (!isBeingChecked(record.state)) return failure('caseClosed');
    const permit = snapshotOf(deps, record).record;
    const differsIn = (read: PassportRead): ComparedField[] =>
      differingFields(comparePassport(read, permit, []));
    const differing = differsIn(passport);
    const hasRightOne = record.passport !== null && !differsIn(record.passport).includes('passportNumber');
    if (hasRightOne && differing.includes('passportNumber'))
      return failure('passportDiffers', differsDetail(differing));

    const known = record.passport !== null && samePage(record.passport, passport);
    const saved: CaseRecord = { ...record, passport, eye: known ? record.eye : [] };
    const expired = passport.expiryDate < shanghaiDate(deps.clock.now());
    saveCase(deps, saved, actor, 'passport.read', { differs: differing.join(','), expired });
    alsoWrite?.(saved);
    const problems: Failure[] = [];
    if (differing.length > 0) problems.push({ code: 'passportDiffers', detail: differsDetail(differing) });
    if (expired) problems.push({ code: 'passportExpired', detail: { date: passport.expiryDate } });
    return success({ record: saved, problems });
  });
}
