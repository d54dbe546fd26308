import type { Countersignature } from '../../contract/access.ts';
import type { Failure } from '../../contract/result.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { CardJobView, CardPlan, CardPurpose } from '../../contract/cards.ts';
import type { DeviceConfig, DeviceState } from '../../contract/devices.ts';
import { faceValue } from '../../domain/cardFace/layoutCardFace.ts';
import { cardPlan } from '../../domain/cards/cardPlan.ts';
import { roomProblem } from '../../domain/cards/diskRoom.ts';
import { hasEnded, isPulledBack } from '../../domain/cards/jobReducer.ts';
import { cardStationOf, sharesBlanks } from '../../domain/devices/cardStation.ts';
import type { Caller, Handlers } from '../deps.ts';
import { withHall } from '../hall/hallCheck.ts';
import { attachmentGone } from '../photos/keepPicture.ts';
import { signAgain } from '../people/signAgain.ts';
import type { CaseRecord, JobRecord, StaffRecord } from '../ports/stores.ts';
import type { CardActor, CardDeps } from './cardDeps.ts';
import { feeOwed } from './fees.ts';
import type { CardExecutor } from './cardExecutor.ts';
import { certifies, writesChips } from './chipStation.ts';
import { reasonsAgainst } from './cardStanding.ts';
import { presentJob, withStop } from './presentJob.ts';
import { isRemake } from './remakes.ts';
import { drawFace } from './renderFace.ts';

type CardMethod =
  | 'cardPlan'
  | 'cardPreview'
  | 'cardStart'
  | 'cardBegin'
  | 'cardConfirmFace'
  | 'cardJobs'
  | 'cardJob'
  | 'cardResume'
  | 'cardRelease'
  | 'cardConfirmVisual'
  | 'cardSettle';

/** Ended jobs stay in the list for this many hours. */
const listHours = 24;

/** The card methods of the method table. A card is a job: every call answers at once, progress comes as `cardJobChanged`. */
export function cardHandlers(
  deps: CardDeps,
  executor: CardExecutor,
  /** Adds what is known towards the hand-over. */
  withMore: (job: JobRecord, view: CardJobView) => CardJobView = (_job, view) => view,
): Handlers<CardMethod> {
  const { stores, clock } = deps;
  const present = (job: JobRecord): CardJobView =>
    withMore(job, withStop(presentJob(deps, job), executor.stoppedBy(job.id)));
  const shown = (result: Result<JobRecord>): Result<CardJobView> =>
    result.ok ? success(present(stores.jobs.get(result.value.id) ?? result.value)) : result;

  /** The second person for a card that is made again (C4); null = none was given, or this is no such card. */
  const signedRemake = async (
    caller: Caller,
    job: JobRecord | null,
    countersignature: Countersignature | undefined,
  ): Promise<Result<StaffRecord> | null> => {
    if (job === null || caller.staff === null || countersignature === undefined) return null;
    return isRemake(deps, job) ? signAgain(deps, caller.staff, countersignature) : null;
  };

  return {
    cardPlan({ caseId, purpose }) {
      const theCase = stores.cases.get(caseId);
      if (theCase === null) return failure('caseNotFound');
      const plan = planOf(deps, theCase, purpose);
      return deps.hall === null ? success(plan) : withHall(deps, theCase, plan).then((said) => success(said));
    },

    async cardPreview({ caseId }) {
      const job = stores.jobs.latestOfCase(caseId);
      if (job === null) return failure('jobNotFound');
      if (job.data === null) {
        const gone = stores.retention.ofCase(caseId).purges.findLast(({ kind }) => kind === 'cardData');
        return gone === undefined ? failure('wrongState', { state: job.state }) : attachmentGone(gone.at);
      }
      const made = await drawFace(deps, job, job.data);
      if (!made.ok) return made;
      const { png, nameFit, template } = made.value;
      const { name, name50 } = job.data;
      return success({
        fileName: `card-${job.caseNumber}.png`,
        mediaType: 'image/png',
        bytes: png,
        face: {
          name: faceValue(job.data, 'name'),
          cutName: name50 === name ? null : name50,
          nameFit,
          template,
        },
      });
    },

    async cardStart({ caseId, purpose, reason, note, ahead, cardClass, countersignature }, caller) {
      const actor = actorOf(caller);
      const signed = await signedRemake(caller, stores.jobs.latestOfCase(caseId), countersignature);
      if (signed?.ok === false) return signed;
      return shown(
        executor.startJob({
          caseId,
          channel: 'window',
          ...(purpose !== undefined && { purpose }),
          reason,
          note,
          ...(ahead !== undefined && { ahead }),
          ...(cardClass !== undefined && { cardClass }),
          owner: actor.name,
          ownerId: actor.staffId,
          actor,
          ...(signed !== null && { second: signed.value.userName }),
        }),
      );
    },

    cardBegin: ({ jobId }, caller) => shown(executor.begin(jobId, actorOf(caller))),
    cardConfirmFace: async ({ jobId, ...verdict }, caller) =>
      shown(await executor.confirmFace(jobId, verdict, actorOf(caller))),

    cardJobs() {
      // Ended ones of this day only: without an open day, of the last hours.
      const since =
        stores.days.current()?.openedAt ?? new Date(clock.now() - listHours * 3_600_000).toISOString();
      return success(stores.jobs.list(since).map(present));
    },

    cardJob: ({ jobId }) => shown(found(stores.jobs.get(jobId))),
    cardResume: async ({ jobId, countersignature }, caller) => {
      const signed = await signedRemake(caller, stores.jobs.get(jobId), countersignature);
      if (signed?.ok === false) return signed;
      return shown(executor.resume(jobId, actorOf(caller), signed?.value.userName));
    },
    cardRelease: ({ jobId }, caller) => shown(executor.release(jobId, actorOf(caller))),
    cardConfirmVisual: ({ jobId, ...verdict }, caller) =>
      shown(executor.confirmVisual(jobId, verdict, actorOf(caller))),
    cardSettle: async ({ jobId, ...seen }, caller) =>
      shown(await executor.settle(jobId, seen, actorOf(caller))),
  };
}

const found = (job: JobRecord | null): Result<JobRecord> =>
  job === null ? failure('jobNotFound') : success(job);

/** Where each step of this case's card can finish now, before anybody waits (D2). */
function planOf(deps: CardDeps, theCase: CaseRecord, purpose?: CardPurpose): CardPlan {
  const { stores, links, profile } = deps;
  const latest = stores.jobs.latestOfCase(theCase.id);
  // Where a card that was handed over is to be replaced, the plan is that of the next one (4.21).
  const replaces = purpose !== undefined && purpose !== 'first' && latest?.state === 'handedOver';
  const job = replaces ? null : latest;
  const open = job !== null && !hasEnded(job);
  const place = open ? job.channel : 'window';
  const { printer, chipReader } = cardStationOf(profile.devices, place);
  const stateOf = (device: DeviceConfig | null): DeviceState | null =>
    deps.devices.states().find(({ id }) => id === device?.id) ?? null;
  const notAllowed: readonly Failure[] = open ? [] : reasonsAgainst(deps, theCase, purpose);
  const plan = cardPlan({
    state: open || job?.state === 'handedOver' ? (isPulledBack(job) ? 'enabled' : job.state) : null,
    notAllowed,
    cards: {
      online: links.online('cards'),
      since:
        links.list().find((link) => link.service === 'cards')?.since ??
        new Date(deps.clock.now()).toISOString(),
    },
    queueOnline: links.online('queue'),
    printer: stateOf(printer),
    chipReader: stateOf(chipReader),
    writesChips: writesChips(deps, place),
    certifies: certifies(deps, place),
    freeBlanks: stores.units.inState('hopper').filter((unit) => unit.jobId === null).length,
    blanksShared: sharesBlanks(profile.devices),
    noRoom: roomProblem(deps.disk.room()),
    feeOwed: open ? feeOwed(deps, job) : null,
  });
  return job !== null && isRemake(deps, job) ? { ...plan, remake: true } : plan;
}

/** The signed-in person; dispatch has already refused everybody else. */
export function actorOf(caller: Caller): CardActor {
  const { staff, surface } = caller;
  if (staff === null) throw new Error('a card act without a person');
  return { name: staff.displayName, userName: staff.userName, staffId: staff.id, surface };
}
