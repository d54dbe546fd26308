import type { Failure } from '../../contract/result.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { CardJobView, CardPlan } from '../../contract/cards.ts';
import type { DeviceConfig, DeviceState } from '../../contract/devices.ts';
import { cardPlan } from '../../domain/cards/cardPlan.ts';
import { hasEnded, isPulledBack } from '../../domain/cards/jobReducer.ts';
import { cardStationOf, sharesBlanks } from '../../domain/devices/cardStation.ts';
import type { Caller, Handlers } from '../deps.ts';
import type { CaseRecord, JobRecord } from '../ports/stores.ts';
import type { CardActor, CardDeps } from './cardDeps.ts';
import type { CardExecutor } from './cardExecutor.ts';
import { writesChips } from './chipStation.ts';
import { reasonAgainstGiving, reasonsAgainst } from './cardStanding.ts';
import { presentJob } from './presentJob.ts';

type CardMethod =
  | 'cardPlan'
  | 'cardPreview'
  | 'cardStart'
  | 'cardJobs'
  | 'cardJob'
  | 'cardResume'
  | 'cardRelease'
  | 'cardConfirmVisual'
  | 'cardSettle'
  | 'cardHandOver';

/** Ended jobs stay in the list for this many hours. */
const listHours = 24;

/** The card methods of the method table. A card is a job: every call answers at once, progress comes as `cardJobChanged`. */
export function cardHandlers(deps: CardDeps, executor: CardExecutor): Handlers<CardMethod> {
  const { stores, clock } = deps;
  const shown = (result: Result<JobRecord>): Result<CardJobView> =>
    result.ok ? success(presentJob(deps, stores.jobs.get(result.value.id) ?? result.value)) : result;

  return {
    cardPlan({ caseId }) {
      const theCase = stores.cases.get(caseId);
      return theCase === null ? failure('caseNotFound') : success(planOf(deps, theCase));
    },

    async cardPreview({ caseId }) {
      const job = stores.jobs.latestOfCase(caseId);
      if (job === null) return failure('jobNotFound');
      if (job.data === null) return failure('wrongState', { state: job.state });
      const made = await deps.paper.cardFace(job.data, { training: deps.profile.mode === 'training' });
      if (!made.ok) return failure('glyphMissing', { glyphs: made.missing.join(' ') });
      return success({ fileName: `card-${job.caseNumber}.png`, mediaType: 'image/png', bytes: made.png });
    },

    cardStart({ caseId }, caller) {
      const actor = actorOf(caller);
      return shown(
        executor.startJob({ caseId, channel: 'window', owner: actor.name, ownerId: actor.staffId, actor }),
      );
    },

    cardJobs() {
      const since = new Date(clock.now() - listHours * 3_600_000).toISOString();
      return success(stores.jobs.list(since).map((job) => presentJob(deps, job)));
    },

    cardJob: ({ jobId }) => shown(found(stores.jobs.get(jobId))),
    cardResume: ({ jobId }, caller) => shown(executor.resume(jobId, actorOf(caller))),
    cardRelease: ({ jobId }, caller) => shown(executor.release(jobId, actorOf(caller))),
    cardConfirmVisual: ({ jobId, ...verdict }, caller) =>
      shown(executor.confirmVisual(jobId, verdict, actorOf(caller))),
    cardSettle: async ({ jobId, ...seen }, caller) =>
      shown(await executor.settle(jobId, seen, actorOf(caller))),
    cardHandOver: async ({ jobId, ...recipient }, caller) => {
      const barred = reasonAgainstGiving(deps, jobId);
      return barred === null
        ? shown(await executor.give(jobId, recipient, actorOf(caller)))
        : { ok: false, error: barred };
    },
  };
}

const found = (job: JobRecord | null): Result<JobRecord> =>
  job === null ? failure('jobNotFound') : success(job);

/** Where each step of this case's card can finish now, before anybody waits (D2). */
function planOf(deps: CardDeps, theCase: CaseRecord): CardPlan {
  const { stores, links, profile } = deps;
  const job = stores.jobs.latestOfCase(theCase.id);
  const open = job !== null && !hasEnded(job);
  const place = open ? job.channel : 'window';
  const { printer, chipReader } = cardStationOf(profile.devices, place);
  const stateOf = (device: DeviceConfig | null): DeviceState | null =>
    deps.devices.states().find(({ id }) => id === device?.id) ?? null;
  const notAllowed: readonly Failure[] = open ? [] : reasonsAgainst(deps, theCase);
  return cardPlan({
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
    freeBlanks: stores.units.inState('hopper').filter((unit) => unit.jobId === null).length,
    blanksShared: sharesBlanks(profile.devices),
  });
}

/** The signed-in person; dispatch has already refused everybody else. */
function actorOf(caller: Caller): CardActor {
  const { staff, surface } = caller;
  if (staff === null) throw new Error('a card act without a person');
  return { name: staff.displayName, userName: staff.userName, staffId: staff.id, surface };
}
