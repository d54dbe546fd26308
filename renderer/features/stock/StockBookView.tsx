import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shanghaiDate } from '../../../main/domain/calendar/shanghai.ts';
import type { CustodyActKind, DiscrepancyView, StockBook } from '../../../main/contract/stockBook.ts';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { CountCard, DeskCard, DiscrepancyCard, EquationCard, PrinterCard } from './BookCards.tsx';
import { CloseDiscrepancyDialog } from './CloseDiscrepancyDialog.tsx';
import { CountDialog } from './CountDialog.tsx';
import { CustodyCards, type CustodyChoice } from './CustodyCards.tsx';
import { CustodyDialog } from './CustodyDialog.tsx';
import { BinDialog, RibbonExchangeDialog, RibbonReceiveDialog } from './PrinterDialogs.tsx';
import { WasteReportDialog } from './WasteReport.tsx';

type Open =
  | { readonly kind: 'custody'; readonly act: CustodyActKind }
  | { readonly kind: 'bin' | 'ribbon'; readonly printerId: string }
  | { readonly kind: 'close'; readonly difference: DiscrepancyView }
  | { readonly kind: 'ribbons' | 'count' | 'report' };

const nothing: CustodyChoice = { units: [], ribbons: [] };

/** Equation, desks, printers, differences, waste and ribbons: what the stock is beside its single blanks. */
export function StockBookView({ book }: { readonly book: StockBook }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { now, station } = useWorkstation();
  const refusal = useRefusal();
  const compare = useAct('printerCompare');
  const [open, setOpen] = useState<Open | null>(null);
  const [chosen, setChosen] = useState<CustodyChoice>(nothing);
  // What was done with in the meantime, here or elsewhere, is not chosen any more.
  const choice = {
    units: chosen.units.filter((key) => book.waste.some((each) => each.key === key)),
    ribbons: chosen.ribbons.filter((label) =>
      book.ribbons.some((each) => each.label === label && each.state === 'used'),
    ),
  };
  /** `differs`: it was done, and what was counted is not what the books say. */
  const close = (done?: string, differs = false): void => {
    if (done !== undefined) {
      if (open?.kind === 'custody') setChosen(nothing);
      void (differs ? message.warning(done) : message.success(done));
    }
    setOpen(null);
  };
  return (
    <>
      <div className="stockBook">
        <EquationCard rows={book.equation} dayOpen={typeof station?.day === 'string'} />
        <DiscrepancyCard
          rows={book.discrepancies}
          refusal={refusal('discrepancyClose')}
          onCloseOne={(difference) => setOpen({ kind: 'close', difference })}
        />
        <DeskCard book={book} />
        <PrinterCard
          book={book}
          mayEmpty={refusal('binEmpty')}
          mayExchange={refusal('ribbonExchange')}
          mayCompare={refusal('printerCompare')}
          onEmpty={(printerId) => setOpen({ kind: 'bin', printerId })}
          onExchange={(printerId) => setOpen({ kind: 'ribbon', printerId })}
          onCompare={(printerId) =>
            void compare.run({ printerId }).then((result) => {
              if (result.ok) void message.success(t('stock.book.hopper.compared'));
            })
          }
        />
        <CustodyCards
          book={book}
          choice={choice}
          refusals={{
            custody: refusal('stockDestroy'),
            ribbons: refusal('ribbonReceive'),
            report: refusal('stockWasteReport'),
          }}
          onChoose={setChosen}
          onAct={(act) => setOpen({ kind: 'custody', act })}
          onReceiveRibbons={() => setOpen({ kind: 'ribbons' })}
          onReport={() => setOpen({ kind: 'report' })}
        />
        <CountCard
          counts={book.counts}
          refusal={refusal('stockCount')}
          onCount={() => setOpen({ kind: 'count' })}
        />
      </div>
      {compare.failure === null ? null : <FailureNote failure={compare.failure} />}
      {open?.kind === 'custody' ? <CustodyDialog kind={open.act} {...choice} onClose={close} /> : null}
      {open?.kind === 'bin' ? <BinDialog printerId={open.printerId} onClose={close} /> : null}
      {open?.kind === 'ribbon' ? <RibbonExchangeDialog printerId={open.printerId} onClose={close} /> : null}
      {open?.kind === 'close' ? (
        <CloseDiscrepancyDialog difference={open.difference} onClose={close} />
      ) : null}
      {open?.kind === 'ribbons' ? <RibbonReceiveDialog onClose={close} /> : null}
      {open?.kind === 'count' ? <CountDialog clerks={book.clerks} onClose={close} /> : null}
      {open?.kind === 'report' ? (
        <WasteReportDialog today={shanghaiDate(Date.parse(now))} onClose={() => close()} />
      ) : null}
    </>
  );
}
