import type { PassportRead } from '../../contract/cases.ts';
import type { CaseId } from '../../contract/ids.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import { refusals } from '../../domain/cases/standing.ts';
import {
  comparePassport,
  differenceProblem,
  differingFields,
} from '../../domain/documents/comparePassport.ts';
import { differsDetail } from '../../domain/documents/fieldNames.ts';
import { passportStanding } from '../../domain/documents/passportChange.ts';
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

type Passports = Pick<CaseRecord, 'passport' | 'oldPassport'>;

/**
 * Where a passport goes that is laid down now. The one the record names, or the one that replaced it, is the right one, and another visitor's
 * never takes its place (null). A new passport of the same person moves the recorded one aside, whichever was laid down first (4.13).
 */
function placed(record: Passports, read: PassportRead, permit: PermitRecord): Passports | null {
  const { passport, oldPassport } = record;
  const now = passportStanding(read, permit);
  const before = passport === null ? null : passportStanding(passport, permit);
  if (before === 'newPassport' && now === 'recorded') return { passport, oldPassport: read };
  if (before === 'recorded' && now === 'newPassport') return { passport: read, oldPassport: passport };
  const hasRightOne = before === 'recorded' || before === 'newPassport';
  if (hasRightOne && now !== before) return null;
  return { passport: read, oldPassport };
}

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
    const [refused] = refusals('check', record);
    if (refused) return { ok: false, error: refused };
    const permit = snapshotOf(deps, record).record;
    const comparison = comparePassport(passport, permit, []);
    const differing = differingFields(comparison);
    const place = placed(record, passport, permit);
    if (place === null) return failure('passportDiffers', differsDetail(differing));

    const isOld = place.passport !== passport;
    const known =
      record.passport !== null && place.passport !== null && samePage(record.passport, place.passport);
    // The old passport is part of what was answered by eye about the new one.
    const saved: CaseRecord = { ...record, ...place, eye: known && !isOld ? record.eye : [] };
    const expired = !isOld && passport.expiryDate < shanghaiDate(deps.clock.now());
    saveCase(deps, saved, actor, isOld ? 'oldPassport.read' : 'passport.read', {
      differs: differing.join(','),
      expired,
    });
    alsoWrite?.(saved);
    const problems: Failure[] = [];
    const difference = isOld ? null : differenceProblem(comparison);
    if (difference !== null) problems.push(difference);
    if (expired) problems.push({ code: 'passportExpired', detail: { date: passport.expiryDate } });
    return success({ record: saved, problems });
  });
}
