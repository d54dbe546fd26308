import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { UnitKey } from '../../../main/contract/ids.ts';
import type { CustodyActKind, StockBook } from '../../../main/contract/stockBook.ts';
import { formatDateTime } from '../../ui/format.ts';
import { printerName } from './printerName.ts';

export interface CustodyChoice {
  readonly units: readonly UnitKey[];
  readonly ribbons: readonly string[];
}

const toggled = <Value extends string>(list: readonly Value[], value: Value): readonly Value[] =>
  list.includes(value) ? list.filter((each) => each !== value) : [...list, value];

/** Waste and ribbons that wait for their end, ticked for one act of two people; and the latest records of such acts (D5, D13). */
export function CustodyCards({
  book,
  choice,
  refusals,
  onChoose,
  onAct,
  onReceiveRibbons,
  onReport,
}: {
  readonly book: StockBook;
  readonly choice: CustodyChoice;
  readonly refusals: Readonly<Record<'custody' | 'ribbons' | 'report', string | null>>;
  onChoose(choice: CustodyChoice): void;
  onAct(kind: CustodyActKind): void;
  onReceiveRibbons(): void;
  onReport(): void;
}) {
  const { t } = useTranslation();
  const chosen = choice.units.length + choice.ribbons.length;
  const inMachine = book.waste.some(
    ({ key, custody }) => choice.units.includes(key) && (custody === 'printer' || custody === 'rejectBox'),
  );
  const acts = [
    { kind: 'safe', name: 'toSafe', possible: choice.units.length > 0 && choice.ribbons.length === 0 },
    { kind: 'sentUp', name: 'sendUp', possible: chosen > 0 && !inMachine },
    { kind: 'destroyed', name: 'destroy', possible: chosen > 0 && !inMachine },
  ] as const;
  return (
    <>
      <section className="card" aria-label={t('stock.book.waste.title')}>
        <h2>{t('stock.book.waste.title')}</h2>
        <ul className="bookList">
          {book.waste.map((each) => (
            <li key={each.key}>
              <label>
                <input
                  type="checkbox"
                  checked={choice.units.includes(each.key)}
                  disabled={refusals.custody !== null}
                  onChange={() => onChoose({ ...choice, units: toggled(choice.units, each.key) })}
                />{' '}
                <b className="mono">•••• {each.tail}</b> {t(`stock.book.waste.custody.${each.custody}`)} ·{' '}
                {each.reason === null ? '—' : t(`cards.waste.${each.reason}`)}{' '}
                <span className="quiet">{formatDateTime(each.since)}</span>
              </label>
            </li>
          ))}
        </ul>
        {book.waste.length === 0 ? <p className="quiet">{t('stock.book.waste.none')}</p> : null}
        <div className="actRow">
          {acts.map(({ kind, name, possible }) => (
            <Button
              key={kind}
              danger={kind !== 'safe'}
              disabled={refusals.custody !== null || !possible}
              title={refusals.custody ?? (possible ? '' : t('stock.book.waste.choose'))}
              onClick={() => onAct(kind)}
            >
              {t(`stock.book.waste.${name}`)}
            </Button>
          ))}
          <Button disabled={refusals.report !== null} title={refusals.report ?? ''} onClick={onReport}>
            {t('stock.book.waste.report')}
          </Button>
        </div>
        {book.custodyActs.length === 0 ? null : (
          <details>
            <summary>{t('stock.book.waste.acts')}</summary>
            <ul className="bookList">
              {book.custodyActs.map((record) => (
                <li key={record.id}>
                  {t('stock.book.waste.record', {
                    at: formatDateTime(record.at),
                    act: t(`stock.book.waste.act.${record.kind}`),
                    what: [
                      ...record.tails,
                      ...record.ribbons,
                      ...(record.listNumber === null
                        ? []
                        : [t('stock.book.waste.withList', { number: record.listNumber })]),
                      ...(record.photos.length === 0
                        ? []
                        : [t('stock.book.waste.withPhotos', { n: record.photos.length })]),
                    ].join(' · '),
                    by: record.by,
                    by2: record.by2,
                  })}
                </li>
              ))}
            </ul>
          </details>
        )}
      </section>
      <section className="card" aria-label={t('stock.book.ribbons.title')}>
        <h2>{t('stock.book.ribbons.title')}</h2>
        <ul className="bookList">
          {book.ribbons
            .filter(({ state }) => state !== 'destroyed' && state !== 'sentUp')
            .map((ribbon) => (
              <li key={ribbon.label}>
                <label>
                  <input
                    type="checkbox"
                    checked={choice.ribbons.includes(ribbon.label)}
                    disabled={refusals.custody !== null || ribbon.state !== 'used'}
                    onChange={() => onChoose({ ...choice, ribbons: toggled(choice.ribbons, ribbon.label) })}
                  />{' '}
                  <b className="mono">{ribbon.label}</b> {t(`stock.book.ribbons.state.${ribbon.state}`)}{' '}
                  {ribbon.printerId === null ? '' : printerName(t, ribbon.printerId)}{' '}
                  <span className="quiet">
                    {ribbon.byCounter === null
                      ? formatDateTime(ribbon.since)
                      : t('stock.book.ribbons.cards', {
                          counter: ribbon.byCounter,
                          ledger: ribbon.byLedger ?? '—',
                        })}
                  </span>
                </label>
              </li>
            ))}
        </ul>
        {book.ribbons.length === 0 ? <p className="quiet">{t('stock.book.ribbons.none')}</p> : null}
        <div className="actRow">
          <Button
            disabled={refusals.ribbons !== null}
            title={refusals.ribbons ?? ''}
            onClick={onReceiveRibbons}
          >
            {t('stock.book.ribbons.receive')}
          </Button>
        </div>
      </section>
    </>
  );
}
