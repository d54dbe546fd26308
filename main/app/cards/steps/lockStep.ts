import type { CardData } from '../../../contract/cards.ts';
import type { Failure } from '../../../contract/result.ts';
import type { UpstreamService } from '../../../contract/station.ts';
import type { Refusal } from '../../../contract/upstream.ts';
import type { UpstreamOutcome } from '../../ports/outside.ts';
import { jobKeyOf } from '../../../domain/cards/cardJob.ts';
import { cardDataProblem } from '../../../domain/cards/checkCardData.ts';
import { chipRecordOf } from '../../../domain/cards/chipReadBack.ts';
import { changedFields } from '../../../domain/cards/prefetch.ts';
import { standingOf } from '../../../domain/cards/upstreamCards.ts';
import type { JobRecord } from '../../ports/stores.ts';
import { nowOf, type CardDeps } from '../cardDeps.ts';
import { releaseUpstream } from '../releaseUpstream.ts';
import { writesChips } from '../chipStation.ts';
import { lockedTemplate, renderFace } from '../renderFace.ts';
import { checkReplacement, unconfirmedReport } from './replacementCheck.ts';
import { confirm, stopWith, writeIntent, type StepContext, type StepOutcome } from '../stepContext.ts';

type Locked =
  | {
      readonly kind: 'locked';
      readonly data: CardData;
      readonly template: string;
      readonly resumed: boolean;
    }
  /** Nothing is lost: the same key gets the same card later. */
  | { readonly kind: 'later'; readonly problem: Failure }
  | { readonly kind: 'failed'; readonly problem: Failure }
  | { readonly kind: 'conflict' };

/**
 * Steps 3–8 of domain-rules 9, all upstream and all before a blank is touched: is there another card, register (or
 * resume) with the job's own key, card data and lock, then the checks of 9.10 and a whole face.
 */
export async function lockStep(context: StepContext, job: JobRecord): Promise<StepOutcome> {
  const { deps, journal } = context;
  const unheard = unheardWaste(deps, job) ?? unconfirmedReport(deps, job);
  if (unheard !== null) {
    journal.commit(job.id, { events: [{ type: 'problem', problem: unheard }] });
    return 'stop';
  }
  const jobKey = jobKeyOf(deps.profile.stationId, job);
  writeIntent(context, job, 'lock', { jobKey });
  const result = await lock(context, job, jobKey);
  switch (result.kind) {
    case 'locked': {
      const { data, template, resumed } = result;
      // Asked again: the face that was agreed to stands only if it would be drawn the same (D10).
      const changed = job.data === null ? [] : changedFields(job.data, data);
      const before = job.data === null ? null : lockedTemplate(deps, job.id);
      const sameFace = before === template && changed.length === 0;
      confirm(
        context,
        job,
        'lock',
        {
          events: [{ type: 'locked', batch: data.batch, cardNumber: data.cardNumber, data, sameFace }],
        },
        { resumed, template, ...(job.data !== null && { changed: changed.join(' ') }) },
      );
      return 'go';
    }
    case 'later':
      return stopWith(context, job, 'lock', result.problem);
    case 'failed':
      journal.commit(job.id, {
        steps: [{ step: 'lock', phase: 'failed', detail: result.problem }],
        events: [{ type: 'failed', problem: result.problem }],
      });
      await releaseUpstream(deps, job);
      return 'stop';
    case 'conflict': {
      const problem: Failure = { code: 'conflict' };
      journal.commit(job.id, {
        steps: [{ step: 'lock', phase: 'failed', detail: problem }],
        events: [{ type: 'conflict', problem }],
      });
      return 'stop';
    }
  }
}

/** A re-make keeps batch and card number, so upstream must first have heard that the last card is waste. Null = it has. */
function unheardWaste({ stores }: CardDeps, job: JobRecord): Failure | null {
  const row = stores.outbox
    .ofCase(job.caseId)
    .find((each) => each.kind === 'card.wasted' && each.jobId === job.id && each.state !== 'acked');
  if (row === undefined) return null;
  return row.state === 'waiting'
    ? { code: 'upstreamOffline', detail: { upstream: 'queue', since: row.createdAt } }
    : { code: 'upstreamRefused', detail: { reason: row.refusal ?? row.state } };
}

async function lock(context: StepContext, job: JobRecord, jobKey: string): Promise<Locked> {
  const { deps } = context;
  const { upstream, profile, stores } = deps;
  const { permitNumber } = job;
  const theCase = stores.cases.get(job.caseId);
  const record = theCase === null ? null : (stores.snapshots.get(theCase.snapshotId)?.record ?? null);
  if (theCase === null || record === null) throw new Error('a card job without its case');

  if (theCase.verification === 'pendingOnline') {
    // A QR read offline proves nothing (13.4): upstream has the word before the person's card is registered.
    const verified = await upstream.call('permitVerify', { permitNumber });
    if (verified.kind !== 'answer') return noAnswer(deps, verified, 'permits');
    const { status } = verified.value.permit;
    if (status !== 'valid')
      return { kind: 'failed', problem: { code: 'permitNotValid', detail: { status } } };
  }
  const earlier = await checkReplacement(deps, job, jobKey);
  if (earlier.kind === 'noAnswer') return noAnswer(deps, earlier.outcome, 'cards');
  if (earlier.kind !== 'clear') return earlier;
  const found = await upstream.call('cardQuery', { permitNumber });
  if (found.kind !== 'answer') return noAnswer(deps, found, 'cards');
  const counted = found.value.cards.filter((card) => !earlier.outOfUse.has(card.cardNumber));
  const standing = standingOf(counted, jobKey);
  if (standing === 'other') return { kind: 'failed', problem: { code: 'cardExists' } };
  if (standing === 'conflict') return { kind: 'conflict' };

  const registered = await upstream.call(
    'cardRegister',
    {
      jobKey,
      stationId: profile.stationId,
      permitNumber,
      passportNumber: record.holder.passportNumber,
      ...(earlier.replaces !== null && { replaces: earlier.replaces }),
    },
    { idempotencyKey: jobKey },
  );
  if (registered.kind !== 'answer') return noAnswer(deps, registered, 'cards');
  const { batch, cardNumber } = registered.value.card;
  if (registered.value.card.jobKey !== jobKey) return { kind: 'conflict' };

  const locked = await upstream.call(
    'cardLock',
    { jobKey, batch, cardNumber },
    { idempotencyKey: `${jobKey}:lock` },
  );
  if (locked.kind !== 'answer') return noAnswer(deps, locked, 'cards');
  const { data } = locked.value;
  if (data.batch !== batch || data.cardNumber !== cardNumber) return { kind: 'conflict' };
  const problem = cardDataProblem(data, record);
  if (problem !== null) return { kind: 'failed', problem };
  const chip = writesChips(deps, job.channel) ? chipRecordOf(data) : null;
  if (chip?.ok === false) return { kind: 'failed', problem: chip.error };
  context.faces.delete(job.id);
  const face = await renderFace(context, job, data);
  return face.ok
    ? { kind: 'locked', data, template: face.value.template, resumed: registered.value.resumed }
    : { kind: 'failed', problem: face.error };
}

function noAnswer(
  deps: CardDeps,
  outcome: Exclude<UpstreamOutcome<unknown>, { kind: 'answer' }>,
  service: UpstreamService,
): Locked {
  if (outcome.kind === 'refused') return refused(outcome.refusal);
  if (outcome.kind === 'linkFault') return { kind: 'later', problem: { code: 'upstreamAnswerBad' } };
  const link = deps.links.list().find((state) => state.service === service);
  const since = link === undefined || link.state === 'online' ? nowOf(deps) : link.since;
  return { kind: 'later', problem: { code: 'upstreamOffline', detail: { upstream: service, since } } };
}

function refused({ code, reason }: Refusal): Locked {
  switch (code) {
    case 'conflict':
      return { kind: 'conflict' };
    case 'cardExists':
    case 'permitUnknown':
    case 'stationRetired':
      return { kind: 'failed', problem: { code } };
    case 'permitNotValid':
      return { kind: 'failed', problem: { code, detail: { status: reason } } };
    case 'otherCity':
      return { kind: 'failed', problem: { code, detail: { region: reason } } };
    case 'oldCardUsable':
      // Its loss was taken back in this very moment: what the desk does next about it starts the job again.
      return { kind: 'later', problem: { code, detail: { status: reason } } };
    case 'photoMissing':
      return { kind: 'failed', problem: { code: 'cardNotAllowed', detail: { reason } } };
    case 'notRegistered':
    case 'wrongOrder':
    case 'refusedByOfficer':
      return { kind: 'failed', problem: { code: 'upstreamRefused', detail: { reason } } };
  }
}
