import {
  Listeners,
  transportFault,
  transportOk,
  type ClosedReason,
  type Transport,
  type TransportFault,
} from '../api/transport.ts';
import { apduControl, apduFramer, encodeApduFrame } from '../framing/apduFrames.ts';
import {
  pcsc,
  pcscFailure,
  smartcardLibrary,
  type PcscCard,
  type PcscContext,
  type PcscLibrary,
  type PcscReader,
} from './pcscLibrary.ts';
import { findReader, pcscPresence, release, type PcscPresence } from './pcscPresence.ts';

export { pcscIsPresent, watchPcsc } from './pcscPresence.ts';

export interface PcscParts {
  readonly load: () => Promise<PcscLibrary | null>;
  readonly presence: (reader: string) => Promise<PcscPresence>;
}
const realParts: PcscParts = { load: smartcardLibrary, presence: pcscPresence };

const pollMs = 1000;
/** A native call that hangs cannot be stopped; `close` waits this long for one and then leaves it behind. */
const closeWaitMs = 1000;

interface Session {
  readonly context: PcscContext;
  readonly reader: PcscReader;
  readonly poll: NodeJS.Timeout;
  card: PcscCard | null;
  /** There is a card, but it gave no ATR. */
  mute: boolean;
}

/**
 * A PC/SC reader that speaks the frames of `apduFrames.ts` at its byte interface, so that whatever works over the APDU socket works here.
 * As on the socket, nothing is answered while there is no card. `reader`: its name or a part of it.
 *
 * A powered card is held exclusively: the package has no SCardBeginTransaction, and this too keeps other programs out between two APDUs.
 * Commands run one after the other. Every `open` builds a new context, because one that saw the service die never recovers
 * (device-protocols 7.1); that the service or the reader went is found by asking every second, and by any command that fails.
 */
export function pcscTransport(reader: string, parts: PcscParts = realParts): Transport {
  const data = new Listeners<[Uint8Array]>();
  const closed = new Listeners<[ClosedReason]>();
  let session: Session | null = null;
  let opening = false;
  let framer = apduFramer({ silenceMs: 500 });
  /** The commands under way; outlives the session that started them. */
  let queue: Promise<void> = Promise.resolve();
  let underWay = 0;

  const enqueue = (work: () => Promise<void>): void => {
    underWay += 1;
    queue = queue.then(work).finally(() => {
      underWay -= 1;
    });
  };

  const end = (which: Session, reason: ClosedReason): void => {
    if (session !== which) return;
    session = null;
    clearInterval(which.poll);
    // Behind the commands under way: a synchronous call would wait for them, and everything with it.
    enqueue(async () => {
      letGo(which);
      release(which.context);
    });
    closed.emit(reason);
  };

  const failed = (which: Session, failure: unknown): void => {
    const why = pcscFailure(failure);
    if (why === 'mute') which.mute = true;
    if (why === 'noReader' || why === 'service') end(which, 'lost');
  };

  const answer = (which: Session, payload: Uint8Array): void => {
    if (session === which) data.emit(encodeApduFrame(payload));
  };

  /** With a cold reset; it is asked for here because letting go of a card would do it in a synchronous call. */
  const powerOn = async (which: Session): Promise<void> => {
    letGo(which);
    try {
      try {
        which.card = await which.reader.connect(pcsc.exclusive, pcsc.anyProtocol);
      } catch (failure) {
        if (pcscFailure(failure) !== 'mute') throw failure;
        // Some cards answer only when T=0 alone is offered.
        which.card = await which.reader.connect(pcsc.exclusive, pcsc.protocolT0);
      }
      await which.card.reconnect(pcsc.exclusive, which.card.protocol, pcsc.unpowerCard);
    } catch (failure) {
      failed(which, failure);
    }
  };

  const run = async (which: Session, payload: Uint8Array): Promise<void> => {
    if (session !== which) return;
    const control = payload.length === 1 ? payload[0] : null;
    const { card } = which;
    try {
      if (control === apduControl.powerOff) letGo(which);
      else if (control === apduControl.powerOn) await powerOn(which);
      else if (control === apduControl.reset)
        await card?.reconnect(pcsc.exclusive, pcsc.anyProtocol, pcsc.resetCard);
      else if (control === apduControl.getAtr) {
        if (which.mute) answer(which, new Uint8Array(0));
        else if (card?.atr) answer(which, Uint8Array.from(card.atr));
      } else if (control === null && card !== null) {
        const response = await card.transmit(Buffer.from(withoutLe(payload, card.protocol)));
        answer(which, Uint8Array.from(response));
      }
    } catch (failure) {
      failed(which, failure);
    }
  };

  const startPoll = (started: () => Session | null): NodeJS.Timeout => {
    const poll = setInterval(() => {
      const which = started();
      if (which === null) return;
      void parts.presence(reader).then((now) => {
        if (now !== 'present') end(which, 'lost');
      });
    }, pollMs);
    poll.unref();
    return poll;
  };

  const connect = async (): Promise<Session | TransportFault> => {
    // A call of an earlier session that still hangs holds the reader, and each one a thread of this process.
    if (underWay > 0) return 'inUse';
    const library = await parts.load();
    if (library === null) return 'serviceDown';
    let context: PcscContext;
    try {
      context = new library.Context();
    } catch {
      return 'serviceDown';
    }
    try {
      const found = findReader(context, reader);
      if (found !== null)
        return { context, reader: found, poll: startPoll(() => session), card: null, mute: false };
      release(context);
      return 'absent';
    } catch {
      release(context);
      return 'serviceDown';
    }
  };

  return {
    onData: (listener) => data.add(listener),
    onClosed: (listener) => closed.add(listener),
    async open() {
      if (session !== null || opening) return transportFault('inUse');
      opening = true;
      const connected = await connect();
      opening = false;
      if (typeof connected === 'string') return transportFault(connected);
      framer = apduFramer({ silenceMs: 500 });
      session = connected;
      return transportOk;
    },
    async write(bytes) {
      const which = session;
      if (which === null) return transportFault('lost');
      for (const outcome of framer.push(bytes)) {
        if (outcome.kind === 'frame') enqueue(() => run(which, outcome.frame));
      }
      return transportOk;
    },
    async close() {
      if (session !== null) end(session, 'requested');
      await Promise.race([
        queue,
        new Promise<void>((resolve) => void setTimeout(resolve, closeWaitMs).unref()),
      ]);
    },
  };
}

function letGo(session: Session): void {
  const { card } = session;
  session.card = null;
  session.mute = false;
  try {
    card?.disconnect(pcsc.leaveCard);
  } catch {
    // Pulled, or its service is gone.
  }
}

/** T=0 sends either data or a length (ISO 7816-3): with both, the length goes and the card answers 61xx. */
function withoutLe(apdu: Uint8Array, protocol: number): Uint8Array {
  return protocol === pcsc.protocolT0 && apdu.length === 6 + (apdu[4] ?? 0) && apdu.length > 6
    ? apdu.subarray(0, -1)
    : apdu;
}
