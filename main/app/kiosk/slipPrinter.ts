import type { SlipPaper } from '../../contract/kiosk.ts';
import type { KioskSession } from '../../domain/kiosk/kioskSession.ts';
import type { SlipTicket } from '../../domain/kiosk/kioskPages.ts';
import { numberReceipt, slipReceipt } from '../../domain/kiosk/slipReceipt.ts';
import type { Deps } from '../deps.ts';
import { numberSlipOf, slipContentOf } from './kioskSlip.ts';

/** Printing and cutting a slip takes 2 to 3 s; a printer that waits for paper is not waited for. */
const printTimeoutMs = 15_000;

type PrinterDeps = Pick<Deps, 'profile' | 'devices' | 'crypto' | 'clock' | 'log' | 'stores' | 'links'>;

/** The kiosk's slip on its receipt printer, where there is one (E6). Only the visitor's own page hears how it went. */
export function createSlipPrinter(deps: PrinterDeps, onChanged: () => void) {
  let paper: SlipPaper = 'none';
  let printing = 0;
  const hasPrinter = deps.profile.devices.some(
    ({ kind, surface }) => kind === 'receiptPrinter' && surface === 'kiosk',
  );

  return {
    paper: (): SlipPaper => paper,
    /** Once for a slip page; the next page forgets it. Never rejects. */
    async print(session: KioskSession, ticket: SlipTicket | null): Promise<void> {
      const content = slipContentOf(deps, session, ticket);
      // Without a case the paper is the number alone.
      const number = content === null ? numberSlipOf(deps, session, ticket) : null;
      const parts = content !== null ? slipReceipt(content) : number !== null ? numberReceipt(number) : null;
      if (parts === null || !hasPrinter) return;
      printing += 1;
      const mine = printing;
      paper = 'printing';
      const { completion } = await deps.devices.printReceipt('kiosk', parts, printTimeoutMs);
      if (completion.code !== 'success')
        deps.log.warn('kiosk.slipNotPrinted', { code: completion.errorCode ?? completion.code });
      if (mine !== printing) return;
      paper = completion.code === 'success' ? 'printed' : 'failed';
      onChanged();
    },
    forget(): void {
      printing += 1;
      paper = 'none';
    },
  };
}
