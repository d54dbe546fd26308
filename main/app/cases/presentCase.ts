import type { CaseSummary, CaseView, NoticeView, Permission } from '../../contract/cases.ts';
import type { Failure } from '../../contract/result.ts';
import { permissionOf } from '../../domain/cases/afterDecision.ts';
import { canAccept, canIssue, canSupplement } from '../../domain/cases/decisions.ts';
import { holderName } from '../../domain/cases/composeNotice.ts';
import { isSatisfied } from '../../domain/documents/documentChecklist.ts';
import { nextPrint, printOutcome } from '../../domain/papers/noticePrints.ts';
import { numbersOfCase } from '../../domain/documents/passportChange.ts';
import { legalClock } from '../../domain/documents/legalClock.ts';
import type { Deps } from '../deps.ts';
import { presentCabinetEvent } from '../kiosk/presentCabinet.ts';
import { isFlagged } from '../kiosk/standing.ts';
import type { CaseRecord, NoticeRecord, OutboxRecord } from '../ports/stores.ts';
import { numberHindrance } from '../records/recordsHindrance.ts';
import { presentOutcomes } from './presentOutcomes.ts';
import { presentRules } from './presentRules.ts';
import { withUs } from './sayFacts.ts';
import { isConfirmed } from '../sync/isConfirmed.ts';
import { factsOfCase, hasLiveCard, packOf, snapshotOf, type FactsDeps } from './factsOfCase.ts';

/** A notice as screens see it; `confirmed` once upstream's receipt of its row is stored. */
export function presentNotice(deps: Pick<Deps, 'stores' | 'clock'>, notice: NoticeRecord): NoticeView {
  const now = deps.clock.now();
  const next = nextPrint(notice, now);
  const print = notice.prints.at(-1);
  return {
    id: notice.id,
    number: notice.number,
    kind: notice.kind,
    issuedAt: notice.issuedAt,
    issuedBy: notice.issuedBy,
    confirmed: isConfirmed(deps, notice.rowId),
    copies: notice.reprints.length,
    // While a print is open, what comes after it depends on its outcome: the careful answer is a copy.
    nextPrint: next.kind === 'print' && next.copy === 0 ? 'original' : 'copy',
    print:
      print === undefined
        ? null
        : {
            copy: print.copy,
            at: print.at,
            by: print.by,
            outcome: printOutcome(print, now),
            failure: print.failure,
          },
    served: notice.served,
    withdrawn: notice.withdrawn,
  };
}

/** The whole case for the clerk's screen, with every rule applied as of now. */
export function presentCase(deps: FactsDeps, record: CaseRecord): CaseView {
  const { stores, profile } = deps;
  const facts = factsOfCase(deps, record);
  const pack = packOf(deps, record);
  const clock = clockOf(deps, record);
  const hindrance = numberHindrance(deps);
  const rows = stores.outbox.ofCase(record.id);
  const count = (...states: OutboxRecord['state'][]): number =>
    rows.filter((row) => states.includes(row.state)).length;
  return {
    id: record.id,
    number: record.number,
    upstreamNumber: record.upstreamNumber,
    businessType: record.businessType,
    ...presentRules(facts),
    withUs: withUs(record),
    channel: record.channel,
    state: record.state,
    openedAt: record.openedAt,
    openedBy: record.openedBy,
    packVersion: record.packVersion,
    packNameZh: pack.name.zh,
    packNameEn: pack.name.en,
    snapshot: snapshotOf(deps, record),
    snapshotAgeDays: facts.snapshotAgeDays,
    verification: record.verification,
    passport: record.passport,
    oldPassport: record.oldPassport,
    visa: record.visa,
    idCard: record.idCard,
    numbers: numbersOfCase(facts.record, record.passport),
    passportExpired: facts.passportExpired,
    comparison: [...facts.comparison],
    documents: [...facts.documents],
    corrections: [...record.corrections],
    evidence: [...record.evidence],
    clock,
    notices: stores.notices.ofCase(record.id).map((notice) => presentNotice(deps, notice)),
    ...presentOutcomes(deps, record, facts, clock),
    accept: unlessHindered(canAccept(facts), hindrance),
    supplement: unlessHindered(canSupplement(facts), hindrance),
    issue: canIssue(facts, {
      snapshotLimitDays: profile.snapshotLimitDays,
      // A card that the holder has may be replaced: what the next one is for is said on its plan (D8).
      liveCard: hasLiveCard(deps, record.permitNumber, 'lost'),
      dayOpen: stores.days.current() !== null,
      cabinetOpened: isFlagged(deps, record.id),
    }),
    cabinetOpenings: stores.cabinet
      .ofCase(record.id)
      .filter(({ attention }) => attention)
      .map((event) => presentCabinetEvent(deps, event)),
    cardJobId: stores.jobs.latestOfCase(record.id)?.id ?? null,
    queue: {
      waiting: count('waiting'),
      acked: count('acked'),
      refused: count('refused', 'conflict'),
    },
  };
}

const clockOf = (deps: FactsDeps, record: CaseRecord): CaseView['clock'] =>
  legalClock({ ...record, receivedAt: record.openedAt }, packOf(deps, record), deps.clock.now());

/**
 * What a day asks of each of its cases, by the same rules: the legal clock, and the originals of one that is accepted (11.6). A month without a
 * network leaves thousands of open cases, and a whole case takes ten times as long.
 */
export const presentForDay = (
  deps: FactsDeps,
  record: CaseRecord,
): Pick<CaseView, 'clock' | 'documents'> => ({
  clock: clockOf(deps, record),
  documents: record.state === 'accepted' ? [...factsOfCase(deps, record).documents] : [],
});

/** What has a number of its own is not offered while the station may give none: said before the key is pressed, not after (I7, 11.9). */
const unlessHindered = (permission: Permission, hindrance: Failure | null): Permission =>
  permission.allowed && hindrance !== null ? permissionOf([hindrance]) : permission;

/** One line of the case list. */
export function summariseCase(deps: FactsDeps, record: CaseRecord): CaseSummary {
  const facts = factsOfCase(deps, record);
  const required = facts.documents.filter((row) => row.required);
  return {
    id: record.id,
    number: record.number,
    state: record.state,
    channel: record.channel,
    name: holderName(facts.record.holder),
    openedAt: record.openedAt,
    satisfied: required.filter(isSatisfied).length,
    total: required.length,
    cardJobId: deps.stores.jobs.latestOfCase(record.id)?.id ?? null,
  };
}
