import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { TicketBoard } from '../../../main/contract/tickets.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { formatTime, minutesBetween } from '../../ui/format.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { ManualNumber } from './ManualNumber.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { ticketActs, type TicketActId } from './ticketActs.ts';
import './tickets.css';

/** Numbers that are listed one by one; the rest is counted. */
const listed = 5;

/** The queue of people above the day's cases (A9): the number in hand large, who waits, and what can be pressed now. */
export function TicketPanel({ selected }: { readonly selected: CaseId | null }) {
  const { t } = useTranslation();
  const mayCall = useRefusal()('ticketCall') === null;
  const list = useCall('ticketList', {}, { everyMs: 15_000 });
  const acts = {
    call: useAct('ticketCall'),
    recall: useAct('ticketRecall'),
    skip: useAct('ticketSkip'),
    finish: useAct('ticketFinish'),
  };
  const attach = useAct('ticketAttach');
  const [transfers, setTransfers] = useState(false);
  const board = list.value;
  const offered = mayCall && board !== undefined ? ticketActs(board) : [];
  const press = (id: TicketActId): void => {
    for (const act of [...Object.values(acts), attach]) act.clear();
    if (id === 'transfer') setTransfers(true);
    else void acts[id].run({});
  };
  useKeys(
    Object.fromEntries(offered.flatMap(({ id, key }) => (key === null ? [] : [[key, () => press(id)]]))),
  );
  if (board === undefined) return list.failure === null ? null : <FailureNote failure={list.failure} />;

  const { inHand } = board;
  const failure = [...Object.values(acts), attach].find((act) => act.failure !== null)?.failure ?? null;
  const attachable = mayCall && inHand !== null && selected !== null && inHand.caseId !== selected;
  return (
    <section className="ticketPanel" aria-label={t('tickets.title')}>
      <InHand ticket={inHand} />
      {failure === null ? null : <FailureNote failure={failure} />}
      {offered.length === 0 ? null : (
        <div className="ticketActs">
          {offered.map(({ id, key, next }) => (
            <Button
              key={id}
              size={next ? 'middle' : 'small'}
              type={next ? 'primary' : 'default'}
              className={next ? 'ticketNext' : ''}
              aria-keyshortcuts={key ?? undefined}
              loading={id !== 'transfer' && acts[id].busy}
              onClick={() => press(id)}
            >
              {t(`tickets.${id}`)}
              {key === null ? null : <KeyCap name={key.replace('Shift+', '⇧')} />}
            </Button>
          ))}
          {attachable ? (
            <Button size="small" loading={attach.busy} onClick={() => void attach.run({ caseId: selected })}>
              {t('tickets.attach')}
            </Button>
          ) : null}
        </div>
      )}
      <Waiting board={board} />
      {mayCall ? <ManualNumber skipped={board.skipped} /> : null}
      {board.server === 'none' ? null : <p className="quiet">{t(`tickets.server.${board.server}`)}</p>}
      {transfers && inHand !== null ? (
        <TransferDialog number={inHand.number} onClose={() => setTransfers(false)} />
      ) : null}
    </section>
  );
}

function InHand({ ticket }: { readonly ticket: TicketBoard['inHand'] }) {
  const { t } = useTranslation();
  if (ticket === null) return <p className="ticketInHand none">{t('tickets.none')}</p>;
  const since = ticket.servedAt ?? ticket.calledAt;
  return (
    <div className="ticketInHand" data-state={ticket.state} aria-live="polite">
      <strong translate="no">{ticket.number}</strong>
      <span>
        {t(`tickets.state.${ticket.state}`)}
        {since === null ? null : ` ${t('tickets.since', { at: formatTime(since) })}`}
      </span>
      {ticket.recalls === 0 ? null : <span>{t('tickets.recalls', { n: ticket.recalls + 1 })}</span>}
      {ticket.source === 'local' ? null : <span>{t(`tickets.source.${ticket.source}`)}</span>}
      {ticket.caseNumber === null ? null : (
        <span className="mono" translate="no">
          {ticket.caseNumber}
        </span>
      )}
    </div>
  );
}

function Waiting({ board: { waiting } }: { readonly board: TicketBoard }) {
  const { t } = useTranslation();
  const { now } = useWorkstation();
  if (waiting.length === 0) return <p className="quiet">{t('tickets.nobody')}</p>;
  return (
    <>
      <p className="quiet">{t('tickets.waiting', { n: waiting.length })}</p>
      <ol className="ticketWaiting">
        {waiting.slice(0, listed).map(({ id, number, takenAt }) => (
          <li key={id}>
            <b translate="no">{number}</b>
            {takenAt === null ? null : t('tickets.minutes', { n: minutesBetween(takenAt, now) })}
          </li>
        ))}
      </ol>
      {waiting.length > listed ? (
        <p className="quiet">{t('tickets.more', { n: waiting.length - listed })}</p>
      ) : null}
    </>
  );
}
