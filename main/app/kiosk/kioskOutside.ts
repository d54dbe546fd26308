import type { DeviceKind } from '../../contract/devices.ts';
import type { CaseId } from '../../contract/ids.ts';
import type { KioskView, LeftDocument } from '../../contract/kiosk.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { JobSeen, KioskSession, Visit } from '../../domain/kiosk/kioskSession.ts';
import { kioskBlocker, scannerWorks } from '../../domain/kiosk/kioskAvailability.ts';
import { hasEnded } from '../../domain/cards/jobReducer.ts';
import { cardStationOf } from '../../domain/devices/cardStation.ts';
import { isOffered } from '../cards/atBezel.ts';
import type { CardDeps } from '../cards/cardDeps.ts';
import { reasonsAgainst } from '../cards/cardStanding.ts';
import { isRemake } from '../cards/remakes.ts';
import { askUpstream, type SourceDeps } from '../cases/permitSource.ts';
import type { Deps } from '../deps.ts';
import type { JobRecord } from '../ports/stores.ts';
import { revokedHindrance } from '../sync/revocation.ts';

/** Pages that only let somebody go, or that are the staff's own. */
const leaves: readonly KioskSession['page'][] = ['takeDocuments', 'thanks', 'callStaff', 'maintenance'];

/** What stops the page now: upstream that does not admit the station any more (I7), or device and link states (E5). */
export function blockerNow(
  deps: Pick<Deps, 'profile' | 'devices' | 'permits' | 'links' | 'stores'>,
  page: KioskSession['page'],
): Failure | null {
  const revoked = leaves.includes(page) ? null : revokedHindrance(deps);
  if (revoked !== null) return revoked;
  const link = deps.links.list().find((state) => state.service === 'permits');
  return kioskBlocker(page, {
    configured: deps.profile.devices,
    camera: deps.profile.kioskCamera !== null,
    states: deps.devices.states(),
    knownPermits: deps.permits.count(),
    permitsOnline: deps.links.online('permits'),
    permitsSince: link?.since ?? null,
  });
}

/** The camera that reads a Notice beside the scanner, or instead of one. */
export function noticeCamera(deps: Pick<Deps, 'profile' | 'devices'>): KioskView['noticeCamera'] {
  const { kioskCamera, devices: configured } = deps.profile;
  if (kioskCamera === null) return null;
  return { ...kioskCamera, scanner: scannerWorks({ configured, states: deps.devices.states() }) };
}

/**
 * The record of a scanned Notice, without opening a case: this station's copy first, then upstream. Fails with permitUnknown and
 * permitNotValid (its refusals), upstreamAnswerBad, and upstreamOffline when the copy does not have it and nobody answers.
 */
export async function findPermit(deps: SourceDeps, permitNumber: string): Promise<Result<PermitRecord>> {
  const known = deps.permits.byPermitNumber(permitNumber);
  if (known !== null) return success(known.record);
  const asked = await askUpstream(deps, permitNumber);
  if (!asked.ok) return asked;
  if (asked.value !== null) return success(asked.value.record);
  const link = deps.links.list().find((state) => state.service === 'permits');
  return failure('upstreamOffline', { upstream: 'permits', since: link?.since ?? '—' });
}

/**
 * May the holder of this permit have the card made here (domain-rules 3.17)? By policy, for an accepted case without a card on its way,
 * by the rules of every card, and with a machine that is ready.
 */
export function mayOfferCard(deps: CardDeps, permitNumber: string): boolean {
  const { profile, stores } = deps;
  if (!profile.kioskMayIssue || !profile.acts.includes('issueCards')) return false;
  const accepted = stores.cases.latestOfPermit(permitNumber);
  if (accepted?.state !== 'accepted') return false;
  // Who left while waiting for the attendant and comes back goes on with the same job.
  const job = stores.jobs.latestOfCase(accepted.id);
  const waits = job !== null && job.channel === 'kiosk' && jobSeenAs(deps, job) === 'waits';
  if (!waits && job !== null && !hasEnded(job)) return false;
  // A card that is made again takes a second person, who is at a window (C4).
  if (!waits && job !== null && isRemake(deps, job)) return false;
  if (!waits && reasonsAgainst(deps, accepted).length > 0) return false;
  const { printer } = cardStationOf(profile.devices, 'kiosk');
  return deps.devices.states().some((state) => state.status === 'online' && state.id === printer?.id);
}

const documentOf: Partial<Record<DeviceKind, LeftDocument>> = {
  passportReader: 'passport',
  idCardReader: 'idCard',
};

/** E4, where readers can tell: what lies on which reader of the kiosk. */
export function leftOnReaders(
  deps: Pick<Deps, 'profile' | 'devices'>,
): readonly { readonly deviceId: string; readonly document: LeftDocument }[] {
  const states = deps.devices.states();
  return deps.profile.devices.flatMap(({ id, kind, surface }) => {
    const document = documentOf[kind];
    const present = states.some((state) => state.id === id && state.media === 'present');
    return document !== undefined && surface === 'kiosk' && present ? [{ deviceId: id, document }] : [];
  });
}

const stopped: readonly JobRecord['state'][] = ['failed', 'wasted', 'retained', 'conflict'];
const waitsForUpstream: readonly JobRecord['state'][] = ['pendingReport', 'pendingEnable'];
/** A made card that upstream has not confirmed for this long goes on at a window: nobody stands here for a slow network. */
const upstreamPatienceMs = 60_000;

/** How far a card job is, as far as a visitor needs to know. */
export function jobSeenAs(
  deps: Pick<Deps, 'links' | 'clock' | 'profile' | 'stores'>,
  job: JobRecord | null,
): JobSeen {
  if (job === null || stopped.includes(job.state)) return 'stopped';
  if (job.state === 'handedOver') return 'done';
  if (waitsForUpstream.includes(job.state)) {
    const online = deps.links.online('queue') && deps.links.online('cards');
    const waited = deps.clock.now() - Date.parse(job.changedAt);
    return online && waited < upstreamPatienceMs ? 'runs' : 'stopped';
  }
  if (isOffered(deps, job)) return 'offered';
  return job.released ? 'runs' : 'waits';
}

/** The case of whoever stands here: the one they were given, or the one that their Notice belongs to (F6). Null = there is none yet. */
export function caseOnScreen(
  { stores }: Pick<Deps, 'stores'>,
  { caseId, permit }: Pick<Visit, 'caseId' | 'permit'>,
): CaseId | null {
  return caseId ?? (permit === null ? null : (stores.cases.latestOfPermit(permit.permitNumber)?.id ?? null));
}
