/** What of the `smartcard` package is used, so that a test can stand in for it. */
export interface PcscLibrary {
  readonly Context: new () => PcscContext;
}

/** A connection to the PC/SC service. Its calls wait for each other, so nothing synchronous may be asked while another one is under way. */
export interface PcscContext {
  /** Synchronous; throws when the service is gone. */
  listReaders(): readonly PcscReader[];
  close(): void;
}

export interface PcscReader {
  readonly name: string;
  connect(shareMode: number, protocols: number): Promise<PcscCard>;
}

export interface PcscCard {
  readonly protocol: number;
  /** Null when the card does not answer any more. */
  readonly atr: Uint8Array | null;
  transmit(apdu: Buffer): Promise<Uint8Array>;
  reconnect(shareMode: number, protocols: number, initialization: number): Promise<number>;
  disconnect(disposition: number): void;
}

/** PC/SC constants (winscard.h), the same on every platform. */
export const pcsc = {
  exclusive: 1,
  protocolT0: 1,
  anyProtocol: 3,
  leaveCard: 0,
  resetCard: 1,
  unpowerCard: 2,
} as const;

/** The `smartcard` package, loaded when it is first needed; null where it was not compiled or PC/SC is not installed. */
export async function smartcardLibrary(): Promise<PcscLibrary | null> {
  try {
    return await import('smartcard');
  } catch {
    return null;
  }
}

/** What a failed call means. The package gives texts only (its `pcsc_errors.h`); unknown ones count as the service's fault. */
export type PcscFailure = 'noCard' | 'mute' | 'inUse' | 'noReader' | 'service';

const failures: readonly (readonly [PcscFailure, RegExp])[] = [
  ['mute', /unresponsive|unpowered|invalid atr|not supported|protocol mismatch/i],
  ['noCard', /no smart card|card was removed|card was reset|not connected/i],
  ['inUse', /sharing violation/i],
  ['noReader', /reader unavailable|unknown reader|not ready|no readers/i],
];

export function pcscFailure(failure: unknown): PcscFailure {
  const text = failure instanceof Error ? failure.message : '';
  return failures.find(([, pattern]) => pattern.test(text))?.[0] ?? 'service';
}
