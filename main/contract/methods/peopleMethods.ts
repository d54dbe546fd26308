import { z } from 'zod';
import { countersignature, role } from '../access.ts';
import { staffId } from '../ids.ts';
import { method } from '../method.ts';
import { displayName, newPassword, signedByTechnician, staffBook, staffLine, userName } from '../people.ts';
import { everybody, none, supervisor, window } from './common.ts';

const act = { out: staffLine, surfaces: window, roles: supervisor, mutating: true } as const;

/**
 * The people of a station (I4, I5, G10). Every change of an account is signed by a supervisor and a technician, who are never one person
 * (domain-rules 12.5); nobody changes or signs for his own. Errors of all: ownAccount, staffNotFound, and those of a countersignature.
 */
export const peopleMethods = {
  staffList: method({
    in: none,
    out: staffBook,
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
  /** With a first password that must be changed. Errors: rolesForbidden, passwordWeak, invalidInput (the name is taken). */
  staffAdd: method({
    ...act,
    in: z.object({
      userName,
      displayName,
      roles: z.array(role).min(1).max(role.options.length),
      password: newPassword,
      countersignature,
    }),
  }),
  /** All roles, not only new ones. Errors: rolesForbidden, lastSupervisor. */
  staffSetRoles: method({
    ...act,
    in: z.object({ ...signedByTechnician, roles: z.array(role).min(1).max(role.options.length) }),
  }),
  /** Errors: lastSupervisor, deactivatedUpstream. */
  staffSetActive: method({ ...act, in: z.object({ ...signedByTechnician, active: z.boolean() }) }),
  /** A new first password; also ends a lock. Errors: passwordWeak. */
  staffResetPassword: method({ ...act, in: z.object({ ...signedByTechnician, password: newPassword }) }),
  /**
   * New one-time codes (E7), signed by a supervisor and the person concerned, who must be there to read the code. Codes of before end. The
   * answer is the only time that the secret is shown: it is not kept for a repeated call, which makes a new one.
   */
  staffEnrolCodes: method({
    ...act,
    in: z.object({ staffId, countersignature }),
    out: z.object({ uri: z.string().startsWith('otpauth://') }),
    mutating: false,
  }),
  /** One's own. Errors: wrongCredentials (the old one), accountLocked, passwordWeak. */
  passwordChange: method({
    in: z.object({ password: z.string().min(1).max(256), newPassword }),
    out: none,
    surfaces: window,
    roles: everybody,
    mutating: true,
    beforePasswordChange: true,
  }),
} as const;
