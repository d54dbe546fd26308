import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiscrepancyView, HoldingStanding, StockBook } from '../../../main/contract/stockBook.ts';
import { formatDateTime } from '../../ui/format.ts';
import { className } from './className.ts';
import { printerName, subjectName } from './printerName.ts';

function Card({
  title,
  note,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly note?: string;
  /** Takes the whole width of the page. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className={wide ? 'card wide' : 'card'} aria-label={title}>
      <h2>
        {title} {note === undefined ? null : <small className="quiet">{note}</small>}
      </h2>
      {children}
    </section>
  );
}

/** opening + received − used − wasted − returned = closing, one line for each class (domain-rules 11.1). */
export function EquationCard({
  rows,
  dayOpen,
}: {
  readonly rows: StockBook['equation'];
  readonly dayOpen: boolean;
}) {
  const { t } = useTranslation();
  const terms = [
    ['', 'opening'],
    ['+', 'received'],
    ['−', 'used'],
    ['−', 'wasted'],
    ['−', 'returned'],
    ['=', 'closing'],
  ] as const;
  return (
    <Card
      wide
      title={t('stock.book.equation.title')}
      note={t(dayOpen ? 'stock.book.equation.today' : 'stock.book.equation.ever')}
    >
      <table className="bookTable">
        <thead>
          <tr>
            <th scope="col">{t('stock.column.class')}</th>
            {terms.map(([sign, term]) => (
              <th key={term} scope="col" className="number">
                {sign} {t(`day.figures.${term}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.bank}/${row.vendor}/${row.cardClass}`}>
              <th scope="row">{className(t, row)}</th>
              {terms.map(([, term]) => (
                <td key={term} className="number">
                  {row[term]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <p className="quiet">{t('stock.empty')}</p> : null}
    </Card>
  );
}

const tones: Readonly<Record<HoldingStanding, string>> = {
  noLimit: 'quiet',
  ok: 'tone good',
  refill: 'tone warn',
  full: 'tone',
};

/** Blanks of each clerk against ceiling and floor (H9): a bar, and the same in words. */
export function DeskCard({ book }: { readonly book: StockBook }) {
  const { t } = useTranslation();
  const { limits, desks } = book;
  return (
    <Card
      title={t('stock.book.desks.title')}
      note={
        limits === null
          ? t('stock.book.desks.noLimits')
          : t('stock.book.desks.floor', { floor: limits.deskFloor })
      }
    >
      <ul className="bookList">
        {desks.map((desk) => (
          <li key={desk.clerkId ?? 'unnamed'} className="deskLine">
            <span>{desk.clerk ?? t('stock.book.desks.unnamed')}</span>
            {limits === null ? (
              <span />
            ) : (
              <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden>
                <rect width="100" height="12" className="barGround" />
                <rect
                  width={Math.min(100, (100 * desk.held) / limits.deskCeiling)}
                  height="12"
                  className="bar"
                />
                <rect
                  x={(100 * limits.deskFloor) / limits.deskCeiling}
                  width="1"
                  height="12"
                  className="barMark"
                />
              </svg>
            )}
            <span>
              {limits === null
                ? t('stock.book.desks.held', { n: desk.held })
                : t('stock.book.desks.heldOf', { n: desk.held, ceiling: limits.deskCeiling })}
            </span>
            <span className={tones[desk.standing]}>{t(`stock.book.standing.${desk.standing}`)}</span>
          </li>
        ))}
      </ul>
      {desks.length === 0 ? <p className="quiet">{t('stock.book.desks.none')}</p> : null}
    </Card>
  );
}

/** Hopper, counters, reject bins. An act that may not be done here says why. */
export function PrinterCard({
  book,
  mayEmpty,
  mayExchange,
  mayCompare,
  onEmpty,
  onExchange,
  onCompare,
}: {
  readonly book: StockBook;
  readonly mayEmpty: string | null;
  readonly mayExchange: string | null;
  readonly mayCompare: string | null;
  onEmpty(printerId: string): void;
  onExchange(printerId: string): void;
  onCompare(printerId: string): void;
}) {
  const { t } = useTranslation();
  const acts = [
    { name: 'exchange', refusal: mayExchange, run: onExchange },
    { name: 'empty', refusal: mayEmpty, run: onEmpty },
    { name: 'compare', refusal: mayCompare, run: onCompare },
  ] as const;
  return (
    <Card title={t('stock.book.hopper.title')}>
      <p>
        {t('stock.book.hopper.free', { n: book.hopper.free })}{' '}
        {book.hopper.standing === 'noLimit' ? null : (
          <span className={tones[book.hopper.standing]}>
            {t(`stock.book.standing.${book.hopper.standing}`)}
          </span>
        )}
      </p>
      <ul className="bookList">
        {book.printers.map((each) => (
          <li key={each.printerId}>
            <b>{printerName(t, each.printerId)}</b>{' '}
            <span className="quiet">
              {each.waitsForPrint
                ? t('stock.book.hopper.waits')
                : each.comparedAt === null
                  ? t('stock.book.hopper.never')
                  : t('stock.book.hopper.counter', {
                      n: each.printedCards ?? '—',
                      at: formatDateTime(each.comparedAt),
                    })}
            </span>
            <div className="actRow">
              {acts.map(({ name, refusal, run }) => (
                <Button
                  key={name}
                  size="small"
                  disabled={refusal !== null}
                  title={refusal ?? ''}
                  onClick={() => run(each.printerId)}
                >
                  {t(`stock.book.hopper.${name}`)}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Differences that wait for a supervisor, oldest first; then those that were closed last. */
export function DiscrepancyCard({
  rows,
  refusal,
  onCloseOne,
}: {
  readonly rows: StockBook['discrepancies'];
  readonly refusal: string | null;
  onCloseOne(difference: DiscrepancyView): void;
}) {
  const { t } = useTranslation();
  return (
    <Card title={t('stock.book.discrepancies.title')}>
      <ul className="bookList">
        {rows.map((each) => (
          <li key={each.id} className={each.closed === null ? '' : 'quiet'}>
            <b className={each.closed === null ? 'tone bad' : ''}>
              {t(`stock.book.discrepancies.kind.${each.kind}`)}
            </b>{' '}
            {subjectName(t, each)} ·{' '}
            {t('stock.book.discrepancies.line', { ledger: each.ledger, found: each.found })}{' '}
            <span className="quiet">
              {each.closed === null
                ? t('stock.book.discrepancies.owner', { owner: each.owner, at: formatDateTime(each.since) })
                : t('stock.book.discrepancies.closed', {
                    by: each.closed.by,
                    at: formatDateTime(each.closed.at),
                    reason: each.closed.reason,
                  })}
            </span>{' '}
            {each.closed === null ? (
              <Button
                size="small"
                disabled={refusal !== null}
                title={refusal ?? ''}
                onClick={() => onCloseOne(each)}
              >
                {t('stock.book.discrepancies.close')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {rows.length === 0 ? <p className="quiet">{t('stock.book.discrepancies.none')}</p> : null}
    </Card>
  );
}

/** Counts of the last time: a difference is listed by the ends of the numbers that the books have there. */
export function CountCard({
  counts,
  refusal,
  onCount,
}: {
  readonly counts: StockBook['counts'];
  readonly refusal: string | null;
  onCount(): void;
}) {
  const { t } = useTranslation();
  return (
    <Card title={t('stock.book.count.last')}>
      <ul className="bookList">
        {counts.flatMap((count) =>
          count.rows.map((row) => (
            <li key={`${count.id} ${className(t, row)}`}>
              {t('stock.book.count.record', {
                at: formatDateTime(count.at),
                place: [t(`stock.state.${count.place}`), count.clerk, className(t, row)]
                  .filter((part) => part !== null)
                  .join(' · '),
                counted: row.counted,
                expected: row.expected,
                by: count.by,
              })}{' '}
              {row.tails.length === 0 ? null : (
                <span className="mono">{t('stock.book.count.tails', { tails: row.tails.join(' ') })}</span>
              )}
            </li>
          )),
        )}
      </ul>
      <div className="actRow">
        <Button disabled={refusal !== null} title={refusal ?? ''} onClick={onCount}>
          {t('stock.book.count.act')}
        </Button>
      </div>
    </Card>
  );
}
