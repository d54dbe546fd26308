import type { ErrorCode } from '../../contract/errors.ts';
import type { NoticeId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { NoticeContent } from '../../domain/papers/noticeContent.ts';
import {
  nextPrint,
  printEnd,
  printOutcome,
  printWithinMs,
  type NextPrint,
  type NoticePrint,
  type PrintEnd,
} from '../../domain/papers/noticePrints.ts';
import type { Deps } from '../deps.ts';
import type { NoticeRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { audit } from './saveCase.ts';

export type PrintDeps = Pick<Deps, 'stores' | 'clock' | 'profile' | 'devices' | 'paper' | 'bus'>;

const openFailure: Readonly<Record<Extract<NextPrint, { kind: 'open' }>['outcome'], ErrorCode>> = {
  printing: 'noticePrintRuns',
  unknown: 'noticePrintUnknown',
};
const endEvent = {
  printed: 'notice.printed',
  failed: 'notice.printFailed',
  unknown: 'notice.printUnknown',
} as const;

/** Why nobody may make another paper of this notice now; null = somebody may. Also for the file: it would carry the same copy number. */
export function openPrint(deps: Pick<Deps, 'clock'>, notice: NoticeRecord): Result<never> | null {
  const next = nextPrint(notice, deps.clock.now());
  return next.kind === 'open' ? failure(openFailure[next.outcome]) : null;
}

/** A paper that was revoked or corrected is not handed out again: it is read in its case only (C7). */
export const withdrawnPaper = ({ withdrawn }: NoticeRecord): Result<never> | null =>
  withdrawn === null ? null : failure('noticeWithdrawn', { number: withdrawn.by });

/** The paper as it was issued, marked with the copy it is (0 = the original, C4) and with what took its place since (C7). */
export const paperAs = ({ content, withdrawn }: NoticeRecord, copy: number): NoticeContent => ({
  ...content,
  ...(copy === 0 ? {} : { copy }),
  ...(withdrawn === null ? {} : { withdrawn: { how: withdrawn.how, by: withdrawn.by } }),
});

/**
 * Prints a notice on the document printer of the station (C2, C4, F1): intent, command, outcome, each in the audit log. Sent at most once;
 * what became of it stands in the newest entry of `prints`. Fails, with nothing sent, when there is no printer, an earlier print is open,
 * or a copy has no reason or no second person.
 */
export async function printNotice(
  deps: PrintDeps,
  actor: Actor,
  noticeId: NoticeId,
  reason: string | undefined,
  /** User name of who signed for a copy; null = nobody did. */
  second: string | null = null,
): Promise<Result<NoticeRecord>> {
  const { stores, clock, profile, devices } = deps;
  if (!profile.devices.some(({ kind }) => kind === 'documentPrinter')) return failure('noDocumentPrinter');
  const planned = plan(deps, noticeId, reason, second);
  if (!planned.ok) return planned;
  const { copy } = planned.value;
  const pdf = await deps.paper.notice(paperAs(planned.value.notice, copy));

  const intended = stores.run((): Result<NoticeRecord> => {
    // Somebody else may have printed while the page was drawn.
    const again = plan(deps, noticeId, reason, second);
    if (!again.ok) return again;
    if (again.value.copy !== copy) return failure('noticePrintRuns');
    const print: NoticePrint = {
      copy,
      reason: copy === 0 ? null : (reason ?? null),
      at: new Date(clock.now()).toISOString(),
      by: actor.name,
      state: 'sent',
      failure: null,
      job: null,
    };
    const next = { ...again.value.notice, prints: [...again.value.notice.prints, print] };
    stores.notices.save(next);
    audit(deps, actor, 'notice.printSent', noticeId, { copy, ...(copy > 0 && { second }) });
    return success(next);
  });
  if (!intended.ok) return intended;
  deps.bus.emit('caseChanged', { caseId: intended.value.caseId });

  // The number of the case is all that the spooler, which every user of the computer can list, gets to know (I6).
  const facts = await devices.printDocument(
    { name: intended.value.content.caseNumber, pdf, copies: 1 },
    printWithinMs,
  );
  const printer = devices.states().find(({ kind }) => kind === 'documentPrinter');
  const end = printEnd(facts, printer);
  const index = intended.value.prints.length - 1;
  const ended = stores.run((): NoticeRecord => {
    const notice = stores.notices.get(noticeId);
    if (!notice) throw new Error('a notice is never deleted');
    const detail = { copy, code: facts.completion.code, job: end.job };
    // A person who went to the printer meanwhile knows better.
    if (notice.prints[index]?.state !== 'sent') {
      audit(deps, actor, 'notice.printLate', noticeId, detail);
      return notice;
    }
    audit(deps, actor, endEvent[end.state], noticeId, detail);
    return endPrint(deps, notice, index, end);
  });
  deps.bus.emit('caseChanged', { caseId: ended.caseId });
  return success(ended);
}

/** What a person saw at the printer decides a print that is `unknown`; only such a one. */
export function settlePrint(
  deps: PrintDeps,
  actor: Actor,
  noticeId: NoticeId,
  cameOut: boolean,
): Result<NoticeRecord> {
  const { stores, clock } = deps;
  const settled = stores.run((): Result<NoticeRecord> => {
    const notice = stores.notices.get(noticeId);
    if (!notice) return failure('caseNotFound');
    const index = notice.prints.length - 1;
    const last = notice.prints[index];
    const outcome = last === undefined ? null : printOutcome(last, clock.now());
    if (last === undefined || outcome !== 'unknown')
      return failure('wrongState', { state: '打印结果已知 the outcome is known' });
    audit(deps, actor, 'notice.printSettled', noticeId, { copy: last.copy, cameOut });
    const { job } = last;
    return success(
      endPrint(deps, notice, index, { state: cameOut ? 'printed' : 'failed', failure: null, job }),
    );
  });
  if (settled.ok) deps.bus.emit('caseChanged', { caseId: settled.value.caseId });
  return settled;
}

/** What would be printed now. Without a word to the printer. */
function plan(
  deps: PrintDeps,
  noticeId: NoticeId,
  reason: string | undefined,
  second: string | null,
): Result<{ readonly notice: NoticeRecord; readonly copy: number }> {
  const notice = deps.stores.notices.get(noticeId);
  if (!notice) return failure('caseNotFound');
  const withdrawn = withdrawnPaper(notice);
  if (withdrawn !== null) return withdrawn;
  const next = nextPrint(notice, deps.clock.now());
  if (next.kind === 'open') return failure(openFailure[next.outcome]);
  if (next.copy > 0 && reason === undefined) return failure('noticeReasonNeeded');
  if (next.copy > 0 && second === null) return failure('countersignatureNeeded');
  return success({ notice, copy: next.copy });
}

/** Saves how a print ended. A copy counts as handed out from here on and not before. Inside a transaction. */
function endPrint(
  deps: Pick<PrintDeps, 'stores'>,
  notice: NoticeRecord,
  index: number,
  end: PrintEnd,
): NoticeRecord {
  const prints = notice.prints.map((print, at) => (at === index ? { ...print, ...end } : print));
  const ended = prints[index];
  const reprint =
    ended?.state === 'printed' && ended.copy > 0
      ? [{ at: ended.at, by: ended.by, reason: ended.reason ?? '' }]
      : [];
  const next = { ...notice, prints, reprints: [...notice.reprints, ...reprint] };
  deps.stores.notices.save(next);
  return next;
}
