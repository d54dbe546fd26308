import type { EcardScan, EcardState } from '../../contract/evidence.ts';
import type { CaseId } from '../../contract/ids.ts';
import type { ScreenScanSource } from '../../contract/methods/caseMethods.ts';
import { success, type Failure, type Result } from '../../contract/result.ts';
import { refusals } from '../../domain/cases/standing.ts';
import type { EcardCode } from '../../domain/rules/readEcardQr.ts';
import type { CaseRecord } from '../ports/stores.ts';
import type { Actor } from './actor.ts';
import { change, type CheckDeps } from './checkCase.ts';
import { askAboutEcard, evidenceOf, seenCodes, type EcardDeps, type EcardFinding } from './ecardCheck.ts';

export interface EcardScanned {
  readonly deviceId: string;
  /** Null for a device of the device host. */
  readonly source: ScreenScanSource | null;
  readonly code: EcardCode;
}

export interface EcardParts {
  /** The case the window works on. */
  readonly current: () => CaseId | null;
  /** Opens or continues the case of a permit and shows it. */
  readonly open: (permitNumber: string, actor: Actor) => Promise<Result<CaseRecord>>;
  /** Class of the scan for the books, in the transaction it belongs to. */
  readonly noteScan: (deviceId: string, outcome: string, caseId: CaseId) => void;
  /** Bad input that changed no case. */
  readonly refuse: (deviceId: string, actor: Actor, problem: Failure) => void;
  readonly tell: (problem: Failure) => void;
}

export interface EcardDesk {
  /** Null = no code was seen since the program started. */
  last(): EcardScan | null;
  /**
   * Checks a code that was scanned at the window. With a case that is being checked, the answer becomes evidence in it; else a good card opens
   * its holder's case. Expired and unknown codes are evidence, too, and are told. Everything else that is not good changes no case.
   */
  check(scanned: EcardScanned, actor: Actor): Promise<void>;
}

const stateOf: Readonly<Partial<Record<Failure['code'], EcardState>>> = {
  ecardSeenBefore: 'expired',
  ecardExpired: 'expired',
  ecardUnknown: 'unknown',
  ecardOtherPerson: 'otherPerson',
  ecardWithoutPermit: 'withoutPermit',
  ecardOffline: 'offline',
};
const badCode = { expired: 'ecardExpired', unknown: 'ecardUnknown' } as const;

/** The electronic card at the window (A11): its code goes upstream once, and only who, when and what came of it stays. */
export function createEcardDesk(deps: EcardDeps & CheckDeps, parts: EcardParts): EcardDesk {
  const { stores, bus, clock } = deps;
  const seen = seenCodes(deps);
  let last: EcardScan | null = null;

  const note = (scan: EcardScan): void => {
    last = scan;
    bus.emit('ecardScanned', {});
  };

  const caseBeingChecked = (): CaseRecord | null => {
    const caseId = parts.current();
    const record = caseId === null ? null : stores.cases.get(caseId);
    return record !== null && refusals('check', record).length === 0 ? record : null;
  };

  const record = (
    caseId: CaseId,
    finding: EcardFinding,
    { deviceId, source }: EcardScanned,
    actor: Actor,
  ): Result<CaseRecord> =>
    change(
      deps,
      caseId,
      actor,
      'case.ecardChecked',
      { result: finding.result, ...(source === null ? {} : { source }) },
      (before, at) => {
        const entry = evidenceOf(deps, before, finding, actor.name, at);
        if (!entry.ok) return entry;
        parts.noteScan(deviceId, `ecard.${finding.result}`, caseId);
        return success({ ...before, evidence: [...before.evidence, entry.value] });
      },
    );

  return {
    last: () => last,
    check: async (scanned, actor) => {
      const { code, deviceId } = scanned;
      const now = clock.now();
      // By time that has passed: a clock that is put back would give an old code another life.
      const elapsed = clock.elapsed();
      const firstSeenAt = seen.firstSeen(code.text, elapsed);
      const open = caseBeingChecked();
      const scan = {
        scannedAt: new Date(now).toISOString(),
        lifeEndsAt: new Date(now - (elapsed - firstSeenAt) + code.lifeSeconds * 1000).toISOString(),
      };
      const refuse = (problem: Failure): void => {
        note({ ...scan, caseId: open?.id ?? null, state: stateOf[problem.code] ?? 'notChecked' });
        parts.refuse(deviceId, actor, problem);
      };
      note({ ...scan, caseId: open?.id ?? null, state: 'asking' });

      const asked = await askAboutEcard(deps, code, firstSeenAt, open?.permitNumber ?? null);
      if (!asked.ok) return refuse(asked.error);
      const finding = asked.value;
      if (finding.result !== 'valid') {
        const problem = { code: badCode[finding.result] };
        if (open === null) return refuse(problem);
        const written = record(open.id, finding, scanned, actor);
        if (!written.ok) return refuse(written.error);
        note({ ...scan, caseId: open.id, state: finding.result });
        return parts.tell(problem);
      }
      const target = open === null ? await parts.open(finding.holder.permitNumber, actor) : success(open);
      if (!target.ok) return refuse(target.error);
      const written = record(target.value.id, finding, scanned, actor);
      if (!written.ok) return refuse(written.error);
      note({ ...scan, caseId: target.value.id, state: 'valid' });
    },
  };
}
