import type { Role, StaffView } from '../../../main/contract/access.ts';
import { methods, type MethodName } from '../../../main/contract/methods.ts';
import type { StationStatus } from '../../../main/contract/station.ts';

/** Why somebody may not call a method here; null = may. The host decides all the same: this only spares a click that must fail. */
export type Refusal =
  | { readonly kind: 'act'; readonly act: 'verifyOriginals' | 'issueCards' }
  | { readonly kind: 'role'; readonly roles: readonly Role[] };

/** Reads the method table itself, so a screen cannot have another opinion than the host. */
export function refusalFor(
  name: MethodName,
  staff: StaffView | null,
  station: Pick<StationStatus, 'acts'> | undefined,
): Refusal | null {
  const definition = methods[name];
  if ('act' in definition && definition.act !== undefined && station !== undefined) {
    if (!station.acts.includes(definition.act)) return { kind: 'act', act: definition.act };
  }
  const { roles } = definition;
  if (roles === 'anyone') return null;
  return staff?.roles.some((role) => roles.includes(role)) === true ? null : { kind: 'role', roles };
}
