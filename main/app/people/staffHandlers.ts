import type { Countersignature, Role } from '../../contract/access.ts';
import { role } from '../../contract/access.ts';
import type { StaffId } from '../../contract/ids.ts';
import type { StaffLine } from '../../contract/people.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import { passwordProblem } from '../../domain/people/passwordRule.ts';
import { offlineHours, vouchedUntil } from '../../domain/people/signInLimits.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { checkPassword } from './checkPassword.ts';
import { addStaff } from './createStaff.ts';
import { presentStaff } from './peopleHandlers.ts';
import { createReadAudit } from './readAudit.ts';
import { forbiddenPairIn, forbiddenPairsOf } from './rolePairs.ts';
import { standingProblem } from './standing.ts';
import { verifyCountersignature } from './verifyCountersignature.ts';

export type StaffDeps = Pick<Deps, 'stores' | 'clock' | 'crypto' | 'ids' | 'bus' | 'profile'>;

type StaffMethod =
  | 'staffList'
  | 'staffAdd'
  | 'staffSetRoles'
  | 'staffSetActive'
  | 'staffResetPassword'
  | 'staffEnrolCodes'
  | 'passwordChange';

interface Signers {
  readonly first: StaffRecord;
  readonly second: StaffRecord;
}

/**
 * The staff page (I4, I5, G10). `letGo` ends the sessions of somebody at every screen: whoever was deactivated, or got another password,
 * is not at a window any more.
 */
export function staffHandlers(
  deps: StaffDeps,
  letGo: (staffId: StaffId, why: Failure) => void,
): Handlers<StaffMethod> {
  const { stores, clock, crypto, profile, bus } = deps;
  const auditRead = createReadAudit(deps);
  const isoNow = (): string => new Date(clock.now()).toISOString();

  const line = (staff: StaffRecord, reader: StaffId | undefined): StaffLine => {
    const until = vouchedUntil(staff, profile.signInOfflineHours);
    const locked = staff.lockedUntil !== null && Date.parse(staff.lockedUntil) > clock.now();
    return {
      ...presentStaff(staff),
      active: staff.active,
      deactivatedBy: staff.deactivatedBy,
      lockedUntil: locked ? staff.lockedUntil : null,
      confirmedAt: staff.confirmedAt,
      validUntil: until === null ? null : new Date(until).toISOString(),
      mustChangePassword: staff.mustChangePassword,
      secondFactor: staff.oneTimeSecret !== null,
      problem: standingProblem(profile, clock.now(), staff),
      self: staff.id === reader,
    };
  };

  /** Both signatures, before anything is looked up in a transaction; what they saw is looked at again inside. */
  const sign = async (
    caller: Caller,
    countersignature: Countersignature,
    about: StaffId | null,
  ): Promise<Result<Signers>> => {
    const first = personOf(caller);
    if (about === first.id) return failure('ownAccount');
    const second = await verifyCountersignature(deps, countersignature, {
      roles: ['technician'],
      notStaffId: first.id,
    });
    if (!second.ok) return second;
    return second.value.id === about ? failure('ownAccount') : success({ first, second: second.value });
  };

  /** One commit: the person as `change` makes him or her, and its audit entry. Null detail = nothing to do. */
  const commit = (
    caller: Caller,
    signers: Signers,
    staffId: StaffId,
    event: string,
    change: (person: StaffRecord) => Result<{ person: StaffRecord; detail: Record<string, string> }>,
  ): Result<StaffRecord> => {
    const saved = stores.run((): Result<StaffRecord> => {
      // The first may have been stopped while the second was typing.
      const first = stores.staff.get(signers.first.id);
      const stopped = first === null ? null : standingProblem(profile, clock.now(), first);
      if (stopped !== null) return { ok: false, error: stopped };
      const person = stores.staff.get(staffId);
      if (person === null) return failure('staffNotFound');
      const changed = change(person);
      if (!changed.ok) return changed;
      stores.staff.save(changed.value.person);
      stores.audit.append({
        at: isoNow(),
        actor: signers.first.userName,
        surface: caller.surface,
        event,
        subject: staffId,
        detail: { ...changed.value.detail, second: signers.second.userName },
      });
      return success(changed.value.person);
    });
    return saved;
  };

  const shown = (result: Result<StaffRecord>, caller: Caller): Result<StaffLine> => {
    if (!result.ok) return result;
    // Rights and names of people stand on every screen.
    bus.emit('sessionChanged', {});
    return success(line(result.value, caller.staff?.id));
  };

  return {
    staffList: (_input, caller) => {
      const reader = personOf(caller);
      auditRead({ userName: reader.userName, surface: caller.surface }, 'read.staff', 'staff');
      return success({
        people: stores.staff.list().map((person) => line(person, reader.id)),
        forbiddenPairs: forbiddenPairsOf(profile).map(([one, other]) => [one, other]),
        offlineHours: Object.fromEntries(
          role.options.map((each) => [each, offlineHours([each], profile.signInOfflineHours)]),
        ) as Record<Role, number>,
      });
    },

    staffAdd: async ({ countersignature, password, ...person }, caller) => {
      const weak = weakness(password, person.userName);
      if (weak !== null) return weak;
      const signed = await sign(caller, countersignature, null);
      if (!signed.ok) return signed;
      const { first, second } = signed.value;
      const passwordHash = await crypto.hashPassword(password);
      return shown(
        addStaff(
          deps,
          { ...person, roles: distinct(person.roles), passwordHash, mustChangePassword: true },
          { userName: first.userName, surface: caller.surface, second: second.userName },
        ),
        caller,
      );
    },

    staffSetRoles: async ({ staffId, roles, countersignature }, caller) => {
      const signed = await sign(caller, countersignature, staffId);
      if (!signed.ok) return signed;
      const wanted = distinct(roles);
      const saved = commit(caller, signed.value, staffId, 'staff.rolesChanged', (person) => {
        const pair = forbiddenPairIn(wanted, forbiddenPairsOf(profile));
        if (pair !== null) return failure('rolesForbidden', { one: pair[0], other: pair[1] });
        const next = { ...person, roles: wanted };
        if (leavesNoSupervisor(deps, next)) return failure('lastSupervisor');
        return success({
          person: next,
          detail: { roles: wanted.join(' '), before: person.roles.join(' ') },
        });
      });
      return shown(saved, caller);
    },

    staffSetActive: async ({ staffId, active, countersignature }, caller) => {
      const signed = await sign(caller, countersignature, staffId);
      if (!signed.ok) return signed;
      const saved = commit(
        caller,
        signed.value,
        staffId,
        active ? 'staff.reactivated' : 'staff.deactivated',
        (person) => {
          if (active && person.deactivatedBy === 'upstream') return failure('deactivatedUpstream');
          const next: StaffRecord = active
            ? { ...person, active, deactivatedAt: null, deactivatedBy: null }
            : {
                ...person,
                active,
                deactivatedAt: person.deactivatedAt ?? isoNow(),
                deactivatedBy: person.deactivatedBy ?? 'station',
              };
          if (leavesNoSupervisor(deps, next)) return failure('lastSupervisor');
          return success({ person: next, detail: {} });
        },
      );
      if (saved.ok && !active) letGo(staffId, { code: 'accountDeactivated' });
      return shown(saved, caller);
    },

    staffResetPassword: async ({ staffId, password, countersignature }, caller) => {
      const person = stores.staff.get(staffId);
      if (person === null) return failure('staffNotFound');
      const weak = weakness(password, person.userName);
      if (weak !== null) return weak;
      const signed = await sign(caller, countersignature, staffId);
      if (!signed.ok) return signed;
      const passwordHash = await crypto.hashPassword(password);
      const saved = commit(caller, signed.value, staffId, 'staff.passwordReset', (now) =>
        success({
          person: { ...now, passwordHash, mustChangePassword: true, failedAttempts: 0, lockedUntil: null },
          detail: {},
        }),
      );
      if (saved.ok) letGo(staffId, { code: 'passwordMustChange' });
      return shown(saved, caller);
    },

    staffEnrolCodes: async ({ staffId, countersignature }, caller) => {
      const first = personOf(caller);
      if (staffId === first.id) return failure('ownAccount');
      const person = stores.staff.get(staffId);
      if (person === null) return failure('staffNotFound');
      // The person reads the code off this screen, so it is the person who must be here.
      const signedBy = stores.staff.byUserName(countersignature.userName.trim());
      if (signedBy !== null && signedBy.id !== staffId) return failure('forbidden');
      const second = await verifyCountersignature(deps, countersignature, {
        roles: person.roles,
        notStaffId: first.id,
      });
      if (!second.ok) return second;
      const secret = crypto.newOneTimeSecret();
      const saved = commit(caller, { first, second: second.value }, staffId, 'staff.codesEnrolled', (now) =>
        success({ person: { ...now, oneTimeSecret: secret, oneTimeStep: null }, detail: {} }),
      );
      if (!saved.ok) return saved;
      bus.emit('sessionChanged', {});
      return success({
        uri: crypto.oneTimeUri(secret, saved.value.userName, `Zhengka ${profile.stationId}`),
      });
    },

    passwordChange: async ({ password, newPassword }, caller) => {
      const person = personOf(caller);
      const weak =
        password === newPassword
          ? failure('passwordWeak', { why: 'sameAsOld' })
          : weakness(newPassword, person.userName);
      if (weak !== null) return weak;
      const checked = await checkPassword(deps, {
        userName: person.userName,
        password,
        purpose: 'passwordCheck',
        surface: caller.surface,
        accept: () => null,
      });
      if (!checked.ok) return checked;
      const passwordHash = await crypto.hashPassword(newPassword);
      const saved = stores.run((): Result<StaffRecord> => {
        const now = stores.staff.get(person.id);
        // A supervisor may have given another one in the meantime: then the old one that was typed is not the old one.
        if (now?.passwordHash !== checked.value.passwordHash) return failure('wrongCredentials');
        const next = { ...now, passwordHash, mustChangePassword: false };
        stores.staff.save(next);
        stores.audit.append({
          at: isoNow(),
          actor: now.userName,
          surface: caller.surface,
          event: 'staff.passwordChanged',
          subject: now.id,
          detail: {},
        });
        return success(next);
      });
      if (!saved.ok) return saved;
      bus.emit('sessionChanged', {});
      return success({});
    },
  };
}

/**
 * Would nobody be left who can be a supervisor here, once this person is so? Counts who is active and has no forbidden pair; an expired
 * sign-in comes back with upstream.
 */
export function leavesNoSupervisor(
  { stores, profile }: Pick<Deps, 'stores' | 'profile'>,
  next: StaffRecord,
): boolean {
  return !stores.staff
    .list()
    .map((person) => (person.id === next.id ? next : person))
    .some(
      ({ active, roles }) =>
        active && roles.includes('supervisor') && forbiddenPairIn(roles, forbiddenPairsOf(profile)) === null,
    );
}

function weakness(password: string, userName: string): Result<never> | null {
  const why = passwordProblem(password, { userName });
  return why === null ? null : failure('passwordWeak', { why });
}

const distinct = (roles: readonly Role[]): Role[] => role.options.filter((each) => roles.includes(each));

/** The signed-in person; dispatch has already refused everybody else. */
function personOf({ staff }: Caller): StaffRecord {
  if (staff === null) throw new Error('a staff act without a person');
  return staff;
}
