import type { Act, Surface } from '../../contract/access.ts';
import type { MethodDefinition } from '../../contract/method.ts';
import type { Failure } from '../../contract/result.ts';
import type { StaffRecord } from '../ports/stores.ts';
import { standingProblem, type StandingProfile } from './standing.ts';

/** Who asks, where, and at what station. */
export interface Asking {
  readonly surface: Surface;
  readonly acts: readonly Act[];
  readonly staff: Pick<StaffRecord, 'roles' | 'active' | 'confirmedAt' | 'mustChangePassword'> | null;
  readonly profile: StandingProfile;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * May this call be made? Surface, station act and role must all allow it (design 2, feature I4). Null = yes. Refusals: `forbidden`,
 * `notSignedIn`, those of `standingProblem`, `passwordMustChange`.
 */
export function authorise(
  definition: Pick<MethodDefinition, 'surfaces' | 'act' | 'roles' | 'beforePasswordChange'>,
  asking: Asking,
): Failure | null {
  if (!definition.surfaces.includes(asking.surface)) return { code: 'forbidden' };
  if (definition.act !== undefined && !asking.acts.includes(definition.act)) return { code: 'forbidden' };
  if (definition.roles === 'anyone') return null;
  const { staff } = asking;
  if (staff === null) return { code: 'notSignedIn' };
  const problem = standingProblem(asking.profile, asking.now, staff);
  if (problem !== null) return problem;
  if (staff.mustChangePassword && definition.beforePasswordChange !== true)
    return { code: 'passwordMustChange' };
  return definition.roles.some((role) => staff.roles.includes(role)) ? null : { code: 'forbidden' };
}
