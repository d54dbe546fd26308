import type { z } from 'zod';
import type { Countersignature } from '../../contract/access.ts';
import { cardPurpose } from '../../contract/cards.ts';
import type {
  EarlierAct,
  EarlierActView,
  EarlierView,
  LossOperation,
  ReplacementReason,
} from '../../contract/earlierCards.ts';
import type { EarlierActId, RowId } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { UpstreamCalls } from '../../contract/upstream.ts';
import { jobKeyOf } from '../../domain/cards/cardJob.ts';
import {
  reportBusinessKey,
  sameCity,
  statusAfter,
  type ReportedAct,
} from '../../domain/cards/earlierCards.ts';
import { feeDue } from '../../domain/cards/fees.ts';
import { hasEnded } from '../../domain/cards/jobReducer.ts';
import { packOf } from '../cases/factsOfCase.ts';
import { verifyCountersignature } from '../people/verifyCountersignature.ts';
import type { EarlierActRecord } from '../ports/replacements.ts';
import type { CaseRecord, StaffRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';
import { nowOf, type CardActor, type CardDeps } from './cardDeps.ts';
import { presentFee } from './fees.ts';
import { cardsOffline } from './upstreamAway.ts';

/** Acts that upstream hears of. */
type Reported = Exclude<EarlierAct, 'replaced'>;
const isReported = (act: EarlierActRecord): boolean => act.act !== 'replaced';

/** The newest report about this person's card, with how far its row has come (13.9); null = nothing was reported here. */
export function newestReport(deps: Pick<CardDeps, 'stores'>, permitNumber: string): ReportedAct | null {
  const act = deps.stores.earlierCards.ofPermit(permitNumber).findLast(isReported);
  const row = act === undefined || act.rowId === null ? null : deps.stores.outbox.get(act.rowId);
  return act === undefined || row === null ? null : { at: act.at, state: row.state, refusal: row.refusal };
}

/** Card that this station itself handed to the holder and knows of no other for; null = none. */
export function handedOverHere({ stores }: Pick<CardDeps, 'stores'>, permitNumber: string): string | null {
  return stores.jobs.ofPermit(permitNumber).findLast((job) => job.state === 'handedOver')?.cardNumber ?? null;
}

/** Is a card in the making here for this person? */
function isMaking({ stores }: Pick<CardDeps, 'stores'>, permitNumber: string): boolean {
  return stores.jobs.ofPermit(permitNumber).some((job) => !hasEnded(job));
}

interface Report {
  readonly act: Reported;
  readonly cardNumber: string | null;
  readonly reason: ReplacementReason;
  readonly note: string | undefined;
  readonly by: CardActor;
  readonly second: StaffRecord | null;
}

/** One commit: the entry in the book, the row that reports it, the audit. The row goes alone: its refusal must not hold up other rows of the case. */
function write(deps: CardDeps, theCase: CaseRecord, report: Report): EarlierActRecord {
  const { stores } = deps;
  const { act, cardNumber, reason, by, second } = report;
  const note = report.note === undefined || report.note === '' ? null : report.note;
  const operation = act === 'collected' ? 'cancel' : act;
  const at = nowOf(deps);
  const record = stores.run(() => {
    const before = stores.earlierCards.ofPermit(theCase.permitNumber);
    const rowId: RowId = enqueue(deps, {
      kind: 'card.loss',
      caseId: theCase.id,
      caseNumber: theCase.number,
      stream: 'alone',
      businessKey: reportBusinessKey({
        caseNumber: theCase.number,
        cardNumber,
        operation,
        count: before.filter((each) => each.act === act).length + 1,
      }),
      owner: by.name,
      payload: {
        permitNumber: theCase.permitNumber,
        cardNumber,
        operation,
        collected: act === 'collected',
        reason,
        region: deps.profile.region,
        at,
      },
    });
    const entry: EarlierActRecord = {
      id: deps.ids.next('earlier') as EarlierActId,
      caseId: theCase.id,
      caseNumber: theCase.number,
      permitNumber: theCase.permitNumber,
      jobId: null,
      act,
      cardNumber,
      purpose: null,
      reason,
      note,
      by: by.name,
      byId: by.staffId,
      by2: second?.displayName ?? null,
      at,
      rowId,
    };
    stores.earlierCards.insert(entry);
    stores.audit.append({
      at,
      actor: by.userName,
      surface: by.surface,
      event: `card.earlier.${act}`,
      subject: theCase.id,
      detail: { reason, ...(second !== null && { second: second.userName }) },
    });
    return entry;
  });
  deps.bus.emit('queueChanged', {});
  deps.bus.emit('caseChanged', { caseId: theCase.id });
  return record;
}

/** Null: there was no answer. A person stands at the desk, so a link that is known to be down is not waited for, nor is a slow one. */
async function askPerson(deps: CardDeps, permitNumber: string): Promise<PersonAnswer | null> {
  if (!deps.links.online('cards')) return null;
  const asked = await deps.upstream.call('cardPerson', { permitNumber }, { timeoutMs: 5000 });
  return asked.kind === 'answer' ? asked.value : null;
}
type PersonAnswer = z.output<UpstreamCalls['cardPerson']['out']>;

/** A report still waits, so a second one would race it. */
const pending = (deps: CardDeps, theCase: CaseRecord): Failure | null =>
  newestReport(deps, theCase.permitNumber)?.state === 'waiting' ? { code: 'lossPending' } : null;

/**
 * Loss 挂失, its formal form, or its end, queued (domain-rules 9.12, 13.9); 01 to 03 need no city. While a replacement is in the making its loss
 * is not taken back: that would make two usable cards. Errors: noOldCard, lossPending, replacementOpen, lossNotFitting,
 * reasonMissing.
 */
export async function reportLoss(
  deps: CardDeps,
  theCase: CaseRecord,
  wish: {
    readonly operation: LossOperation;
    readonly reason: ReplacementReason;
    readonly note?: string | undefined;
  },
  by: CardActor,
): Promise<Result<EarlierActView>> {
  if (wish.reason === 'other' && (wish.note ?? '') === '') return failure('reasonMissing');
  const asked = await askPerson(deps, theCase.permitNumber);
  // Everything from here on is one turn: what was judged is what is written.
  const open = pending(deps, theCase);
  if (open !== null) return { ok: false, error: open };
  if (wish.operation === 'cancelLoss' && isMaking(deps, theCase.permitNumber))
    return failure('replacementOpen');
  const known = handedOverHere(deps, theCase.permitNumber);
  const cards = asked?.cards.filter(({ making }) => !making) ?? [];
  if (asked !== null && cards.length === 0) return failure('noOldCard');
  const card =
    cards.find(({ status }) => isStep(statusAfter(status, wish.operation))) ??
    cards.find(({ cardNumber }) => cardNumber === known) ??
    cards.at(-1);
  if (card !== undefined && !isStep(statusAfter(card.status, wish.operation)))
    return failure('lossNotFitting', { status: card.status });
  const record = write(deps, theCase, {
    act: wish.operation,
    cardNumber: card?.cardNumber ?? known,
    reason: wish.reason,
    note: wish.note,
    by,
    second: null,
  });
  return success(presentAct(deps, record));
}

const isStep = (after: ReturnType<typeof statusAfter>): boolean => after !== null && after !== 'already';

/**
 * A damaged, expired or changed card is handed in before two people and cancelled upstream with code 04, in its own city (9.12). It needs
 * upstream's word on that city. Errors: upstreamOffline, noOldCard, otherCity, lossPending, lossNotFitting, reasonMissing.
 */
export async function collectCard(
  deps: CardDeps,
  theCase: CaseRecord,
  wish: {
    readonly cardNumber: string;
    readonly reason: ReplacementReason;
    readonly note?: string | undefined;
    readonly countersignature: Countersignature;
  },
  by: CardActor,
): Promise<Result<EarlierActView>> {
  if (wish.reason === 'other' && (wish.note ?? '') === '') return failure('reasonMissing');
  const second = await verifyCountersignature(deps, wish.countersignature, {
    roles: ['clerk', 'supervisor', 'stockKeeper'],
    ...(by.staffId !== null && { notStaffId: by.staffId }),
  });
  if (!second.ok) return second;
  const asked = await askPerson(deps, theCase.permitNumber);
  if (asked === null) return { ok: false, error: cardsOffline(deps) };
  const card = asked.cards.find(({ cardNumber }) => cardNumber === wish.cardNumber);
  if (card === undefined || card.making) return failure('noOldCard');
  if (!sameCity(card.region, deps.profile.region)) return failure('otherCity', { region: card.region });
  if (!isStep(statusAfter(card.status, 'cancel'))) return failure('lossNotFitting', { status: card.status });
  const open = pending(deps, theCase);
  if (open !== null) return { ok: false, error: open };
  const record = write(deps, theCase, {
    act: 'collected',
    cardNumber: card.cardNumber,
    reason: wish.reason,
    note: wish.note,
    by,
    second: second.value,
  });
  return success(presentAct(deps, record));
}

function presentAct({ stores }: Pick<CardDeps, 'stores'>, record: EarlierActRecord): EarlierActView {
  const row = record.rowId === null ? null : stores.outbox.get(record.rowId);
  const { id, act, cardNumber, reason, by, by2, at } = record;
  return {
    id,
    act,
    cardNumber,
    reason,
    by,
    by2,
    at,
    row: row === null ? null : { id: row.id, state: row.state, owner: row.owner, refusal: row.refusal },
  };
}

/** What upstream and this station know about earlier cards of the person of a case (D8). Without an answer of upstream that is said. */
export async function earlierCardsOf(deps: CardDeps, theCase: CaseRecord): Promise<EarlierView> {
  const { permitNumber } = theCase;
  const asked = await askPerson(deps, permitNumber);
  const { stationId, region } = deps.profile;
  const ours = new Set(deps.stores.jobs.ofPermit(permitNumber).map((job) => jobKeyOf(stationId, job)));
  const pack = packOf(deps, theCase);
  const job = deps.stores.jobs.latestOfCase(theCase.id);
  return {
    asked: asked === null ? 'offline' : 'answered',
    insured: asked?.insured ?? null,
    applicationOpen:
      asked?.cards.some(({ making, jobKey }) => making && (jobKey === null || !ours.has(jobKey))) ?? null,
    cards: (asked?.cards ?? [])
      .filter(({ making }) => !making)
      .map(({ cardNumber, status, region: city }) => ({
        cardNumber,
        status,
        sameCity: sameCity(city, region),
      })),
    handedOverHere: handedOverHere(deps, permitNumber),
    acts: deps.stores.earlierCards.ofPermit(permitNumber).map((act) => presentAct(deps, act)),
    fees: Object.fromEntries(
      cardPurpose.options.map((purpose) => [purpose, feeDue(pack, purpose)]),
    ) as EarlierView['fees'],
    fee: job === null ? null : presentFee(deps, job),
  };
}
