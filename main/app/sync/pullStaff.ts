import type { Role } from '../../contract/access.ts';
import type { StaffId } from '../../contract/ids.ts';
import type { StaffStanding } from '../../contract/people.ts';
import type { Deps } from '../deps.ts';
import { forbiddenPairIn, forbiddenPairsOf } from '../people/rolePairs.ts';
import type { StaffRecord } from '../ports/stores.ts';

/** How often "upstream still vouches" is written down: hours count (G10), so that not every contact is a commit. */
const confirmEveryMs = 15 * 60_000;

export interface StaffReport {
  /** Whose right to work here ended with this answer. */
  readonly deactivated: readonly StaffId[];
  /** Whose standing or roles are others than before, the deactivated too. */
  readonly changed: readonly StaffId[];
  readonly stopped: 'upToDate' | 'offline' | 'linkFault';
}

/**
 * Asks upstream for the standing of this station's people (G10, I4) and takes it in, in one commit. Somebody deactivated upstream stops, and
 * gets back only from upstream; roles that upstream names take the place of the station's. Whoever the list does not name is neither
 * confirmed nor deactivated, so that an empty or short list locks nobody out at once: without a word from upstream the sign-in expires in its
 * time. An answer for another station, or one that names somebody twice, is no answer of ours. As with the withdrawn papers, what goes wrong
 * is no matter of the links: it must not pause the queue.
 */
export async function pullStaff(
  deps: Pick<Deps, 'stores' | 'clock' | 'upstream' | 'log' | 'profile'>,
): Promise<StaffReport> {
  const { stores, clock, upstream, log, profile } = deps;
  const nothing = (how: StaffReport['stopped'], detail: string): StaffReport => {
    log.warn('staff.notPulled', { how, detail });
    return { deactivated: [], changed: [], stopped: how };
  };
  const askedAt = new Date(clock.now()).toISOString();
  const outcome = await upstream.call('staffStanding', { stationId: profile.stationId });
  if (outcome.kind === 'refused') return nothing('linkFault', outcome.refusal.code);
  if (outcome.kind !== 'answer') return nothing(outcome.kind, outcome.detail);
  const { stationId, staff } = outcome.value;
  if (stationId !== profile.stationId) return nothing('linkFault', 'stationId');
  const names = new Set(staff.map(({ userName }) => userName.toLowerCase()));
  if (names.size !== staff.length) return nothing('linkFault', 'userName');

  const deactivated: StaffId[] = [];
  const changed: StaffId[] = [];
  const known = staff.flatMap((standing) => {
    const person = stores.staff.byUserName(standing.userName);
    return person === null ? [] : [{ person, standing }];
  });
  if (known.some(({ person, standing }) => taken(deps, person, standing, askedAt) !== person))
    stores.run(() => {
      for (const { person: seen, standing } of known) {
        const person = stores.staff.get(seen.id) ?? seen;
        const next = taken(deps, person, standing, askedAt);
        if (next === person) continue;
        stores.staff.save(next);
        if (next.active !== person.active || next.roles !== person.roles) {
          changed.push(next.id);
          audit(deps, askedAt, person, next);
        }
        if (person.active && !next.active) deactivated.push(next.id);
      }
    });
  if (changed.length > 0) log.info('staff.changed', { changed: changed.length });
  return { deactivated, changed, stopped: 'upToDate' };
}

/** The person after upstream's word; the same object when it says nothing new. */
function taken(
  { profile, clock, log }: Pick<Deps, 'profile' | 'clock' | 'log'>,
  person: StaffRecord,
  standing: StaffStanding,
  askedAt: string,
): StaffRecord {
  // Whom the station took out itself is not upstream's to give back.
  if (!standing.active)
    return person.active
      ? { ...person, active: false, deactivatedAt: askedAt, deactivatedBy: 'upstream' }
      : person;
  const roles = standing.roles === undefined ? person.roles : sameRoles(person.roles, standing.roles);
  if (forbiddenPairIn(roles, forbiddenPairsOf(profile)) !== null) {
    // Neither taken nor vouched for: upstream has to put it right before the sign-in expires.
    log.warn('staff.rolesForbidden', { staffId: person.id });
    return person;
  }
  const back = person.deactivatedBy === 'upstream';
  const since = person.confirmedAt === null ? null : Date.parse(person.confirmedAt);
  const fresh = since !== null && clock.now() >= since && clock.now() - since < confirmEveryMs;
  if (fresh && !back && roles === person.roles) return person;
  return {
    ...person,
    roles,
    confirmedAt: askedAt,
    ...(back && { active: true, deactivatedAt: null, deactivatedBy: null }),
  };
}

/** The person's own list when the same roles are in it. */
function sameRoles(mine: readonly Role[], theirs: readonly Role[]): readonly Role[] {
  const wanted = [...new Set(theirs)];
  return wanted.length === mine.length && wanted.every((role) => mine.includes(role)) ? mine : wanted;
}

function audit({ stores }: Pick<Deps, 'stores'>, at: string, before: StaffRecord, next: StaffRecord): void {
  const write = (event: string, detail: Record<string, string>): void =>
    stores.audit.append({
      at,
      actor: 'system',
      surface: 'system',
      event,
      subject: next.id,
      detail: { ...detail, by: 'upstream' },
    });
  if (next.active !== before.active) write(next.active ? 'staff.reactivated' : 'staff.deactivated', {});
  if (next.roles !== before.roles)
    write('staff.rolesChanged', { roles: next.roles.join(' '), before: before.roles.join(' ') });
}
