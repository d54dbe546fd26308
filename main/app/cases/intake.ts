import type { PassportRead } from '../../contract/cases.ts';
import type { Surface } from '../../contract/access.ts';
import type { ScreenScanSource } from '../../contract/methods/caseMethods.ts';
import type { IdCardRead, MrzRead, ScanRead, deviceEvents } from '../../contract/devices.ts';
import type { EcardScan } from '../../contract/evidence.ts';
import type { CaseId } from '../../contract/ids.ts';
import type { PaperCheck } from '../../contract/outcomes.ts';
import type { Result } from '../../contract/result.ts';
import type { z } from 'zod';
import type { CaseRecord, StaffRecord } from '../ports/stores.ts';

export type ReadFailed = z.infer<(typeof deviceEvents)['readFailed']>;

/** What a device of the kiosk surface read; it never reaches a window case. */
export type KioskRead =
  | { readonly kind: 'scan'; readonly read: ScanRead }
  | { readonly kind: 'mrz'; readonly read: MrzRead }
  | { readonly kind: 'idCard'; readonly read: IdCardRead }
  | { readonly kind: 'failed'; readonly failure: ReadFailed };

/** The case the window works on; kept in memory, lost with the program on purpose. */
export interface CurrentCase {
  get(): CaseId | null;
  set(caseId: CaseId | null): void;
}

export interface IntakeOptions {
  /** The person who is signed in at the window, or null: then a scan is refused with `notSignedIn`. */
  readonly windowStaff: () => StaffRecord | null;
  /** Who a waiting card belongs to is seen by what is read at the window (D11). `passport`: true = it was dealt with. */
  readonly handOver?: {
    passport(documentNumber: string, staff: StaffRecord | null): boolean;
    code(permitNumber: string, staff: StaffRecord | null): void;
  };
  /** Gets everything that devices of the kiosk surface read. */
  readonly onKioskRead?: (read: KioskRead) => void;
  /** Lets the desk have its turn between two cases that wait for upstream's word. Left out: nobody else is there. */
  readonly turn?: () => Promise<unknown>;
}

export interface Intake {
  readonly current: CurrentCase;
  /** What the window saw last as the code of one of our papers (C5); in memory, like the case. */
  lastPaper(): PaperCheck | null;
  /** The newest code of an electronic card at the window, without the code (A11); in memory. */
  lastEcard(): EcardScan | null;
  /** The device listeners. They never reject; each resolves when the read is dealt with and committed. */
  onScan(read: ScanRead): Promise<void>;
  /** A code that a screen read by itself, as text; dealt with like a scanner's read for that surface. `source` takes the place of the device. */
  onScreenScan(surface: Surface, source: ScreenScanSource, text: string): Promise<void>;
  onMrz(read: MrzRead): Promise<void>;
  /**
   * An identity card opens no case: it is named, and what it means for a work permit (C1). Only a permanent resident's is kept, beside the
   * passport of the open case.
   */
  onIdCard(read: IdCardRead): Promise<void>;
  onReadFailed(failed: ReadFailed): Promise<void>;
  /**
   * Opens the case of a permit, or continues the one it has (A1); an accepted case is shown again, never a second one. `actor` is the person
   * at the desk, null at a kiosk. Fails with permitUnknown, permitNotValid, upstreamAnswerBad.
   */
  openCase(request: {
    readonly permitNumber: string;
    readonly channel: 'window' | 'kiosk';
    readonly actor: StaffRecord | null;
  }): Promise<Result<CaseRecord>>;
  /** The permit number inside a QR of this city. Fails with qrForeign, qrDamaged, ecardAtWindow. */
  parsePermitQr(text: string): Result<{ readonly permitNumber: string }>;
  /** Parses a machine-readable zone. Fails with mrzTruncated, mrzCheckDigit, mrzVisa, mrzUnsupported. */
  readPassport(lines: readonly string[]): Result<PassportRead>;
  /**
   * Lays a passport to a case that is being checked. Fails with caseNotFound, caseClosed, and with passportDiffers when the case already
   * has the right passport and this is another one.
   */
  attachPassport(caseId: CaseId, passport: PassportRead, actor: StaffRecord | null): Result<CaseRecord>;
  /** Asks upstream about every case that was opened without it; to be called when the permit service is back. Never rejects. */
  verifyPending(): Promise<void>;
  /** Resolves when every read has been dealt with and no verification is running behind a screen. */
  settled(): Promise<void>;
}
