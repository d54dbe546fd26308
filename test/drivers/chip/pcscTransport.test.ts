import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { encodeApduFrame } from '../../../drivers/framing/apduFrames.ts';
import { hexBytes, hexOf } from '../../../drivers/framing/bytes.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import type { PcscCard, PcscLibrary } from '../../../drivers/transports/pcscLibrary.ts';
import { pcscReaders, watchPcsc, type PcscPresence } from '../../../drivers/transports/pcscPresence.ts';
import { pcscTransport } from '../../../drivers/transports/pcscTransport.ts';
import { pass, settle } from '../helpers/drive.ts';

/** A PC/SC service that a test can break. */
interface Service {
  running: boolean;
  /** How often it died: a context of an earlier life never works again. */
  deaths: number;
  readers: string[];
  /** Text of the failure of the next connects; null = a card is there. */
  noCard: string | null;
  contexts: number;
  released: number;
  readonly sent: string[];
  transmit: (apdu: string) => Promise<string>;
}

function service(): Service {
  return {
    running: true,
    deaths: 0,
    readers: ['ACME Reader 00 00'],
    noCard: null,
    contexts: 0,
    released: 0,
    sent: [],
    transmit: async () => '9000',
  };
}

function die(state: Service): void {
  state.running = false;
  state.deaths += 1;
}

function libraryOf(state: Service): PcscLibrary {
  const card = (): PcscCard => ({
    protocol: 1,
    atr: hexBytes('3B00'),
    async transmit(apdu) {
      state.sent.push(hexOf(apdu));
      return hexBytes(await state.transmit(hexOf(apdu)));
    },
    reconnect: async () => 1,
    disconnect: () => undefined,
  });
  return {
    Context: class {
      readonly deaths: number;
      constructor() {
        if (!state.running) throw new Error('PC/SC service not running');
        state.contexts += 1;
        this.deaths = state.deaths;
      }
      listReaders() {
        if (!state.running || this.deaths !== state.deaths) throw new Error('Communication error');
        return state.readers.map((name) => ({
          name,
          connect: async () => {
            if (!state.running) throw new Error('PC/SC service not running');
            if (state.noCard !== null) throw new Error(state.noCard);
            return card();
          },
        }));
      }
      close() {
        state.released += 1;
      }
    },
  };
}

function transportOf(state: Service, reader = 'ACME') {
  const load = async () => libraryOf(state);
  const transport = pcscTransport(reader, { load, presence: pcscReaders(load) });
  const answers: string[] = [];
  const ends: string[] = [];
  transport.onData((chunk) => answers.push(hexOf(chunk)));
  transport.onClosed((reason) => ends.push(reason));
  onTestFinished(async () => transport.close());
  const tell = async (hex: string): Promise<void> => {
    await transport.write(encodeApduFrame(hexBytes(hex)));
    await settle();
  };
  return { transport, answers, ends, tell };
}

describe('F4 PC/SC as frames', () => {
  it('finds a renumbered reader, powers, gives the ATR, and answers APDUs in order', async () => {
    const state = service();
    state.readers = ['Other 00 00', 'ACME Reader 07 00'];
    const { transport, answers, tell } = transportOf(state, 'ACME Reader');
    expect(await transport.open()).toEqual({ ok: true });
    expect(await transport.open()).toEqual({ ok: false, fault: 'inUse' });
    await tell('00');
    await tell('01');
    await tell('04');
    await tell('00B2010012');
    expect(answers).toEqual(['00023B00', '00029000']);
    // T=0: data without Le.
    await tell('80A80000028300 00');
    expect(state.sent).toEqual(['00B2010012', '80A80000028300']);
  });

  it.each([
    ['No smart card present', []],
    ['Card is unresponsive', ['0000']],
    ['Sharing violation', []],
  ])('%s -> answers %j to the question for the ATR', async (failure, expected) => {
    const state = service();
    state.noCard = failure;
    const { transport, answers, ends, tell } = transportOf(state);
    await transport.open();
    await tell('01');
    await tell('04');
    await tell('00B2010012');
    expect(answers).toEqual(expected);
    expect(ends).toEqual([]);
    // The next power on asks again.
    state.noCard = null;
    await tell('01');
    await tell('04');
    expect(answers.at(-1)).toBe('00023B00');
  });

  it('is silent when the card was pulled, and lost when the service is gone', async () => {
    const state = service();
    const { transport, answers, ends, tell } = transportOf(state);
    await transport.open();
    await tell('01');
    state.transmit = async () => Promise.reject(new Error('Card was removed'));
    await tell('00B2010012');
    expect([answers, ends]).toEqual([[], []]);
    state.transmit = async () => Promise.reject(new Error('Communication error'));
    await tell('00B2010012');
    expect(ends).toEqual(['lost']);
    expect(await transport.write(encodeApduFrame(hexBytes('01')))).toEqual({ ok: false, fault: 'lost' });
  });

  it('builds a new context after the service died, and names it as down until then', async () => {
    const state = service();
    const { transport, tell, ends } = transportOf(state);
    await transport.open();
    die(state);
    await tell('01');
    expect(ends).toEqual(['lost']);
    expect(await transport.open()).toEqual({ ok: false, fault: 'serviceDown' });
    state.running = true;
    const before = state.contexts;
    expect(await transport.open()).toEqual({ ok: true });
    expect(state.contexts).toBe(before + 1);
    state.readers = [];
    await transport.close();
    expect(ends).toEqual(['lost', 'requested']);
    expect(await transport.open()).toEqual({ ok: false, fault: 'absent' });
  });

  it('without the addon the service counts as down', async () => {
    const transport = pcscTransport('ACME', { load: async () => null, presence: async () => 'serviceDown' });
    expect(await transport.open()).toEqual({ ok: false, fault: 'serviceDown' });
  });

  it('a call that hangs is left behind: close ends, its late answer is not heard, and nothing is opened over it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const state = service();
    const { transport, answers, tell } = transportOf(state);
    await transport.open();
    await tell('01');
    let answerLate: (hex: string) => void = () => undefined;
    state.transmit = async () =>
      new Promise((resolve) => {
        answerLate = resolve;
      });
    await tell('00B2010012');
    const closing = transport.close();
    await vi.advanceTimersByTimeAsync(1000);
    await closing;
    expect(await transport.open()).toEqual({ ok: false, fault: 'inUse' });
    answerLate('9000');
    await settle();
    expect(answers).toEqual([]);
    expect(state.released).toBeGreaterThan(0);
    expect(await transport.open()).toEqual({ ok: true });
  });

  it('finds by asking that reader or service went while nothing is sent', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    for (const breakIt of [
      (state: Service) => (state.running = false),
      (state: Service) => (state.readers = []),
    ]) {
      const state = service();
      const { transport, ends } = transportOf(state);
      await transport.open();
      await vi.advanceTimersByTimeAsync(1000);
      expect(ends).toEqual([]);
      breakIt(state);
      await vi.advanceTimersByTimeAsync(1000);
      expect(ends).toEqual(['lost']);
    }
  });
});

describe('F4 presence of a PC/SC reader', () => {
  it('tells a missing reader from a missing service, and recovers with a new context', async () => {
    const state = service();
    const presence = pcscReaders(async () => libraryOf(state));
    expect(await presence('ACME')).toBe('present');
    expect(await presence('Nobody')).toBe('absent');
    expect(state.contexts).toBe(1);
    die(state);
    expect(await presence('ACME')).toBe('serviceDown');
    state.running = true;
    expect(await presence('ACME')).toBe('present');
    // Dead and back between two questions.
    state.deaths += 1;
    expect(await presence('ACME')).toBe('present');
    expect(await pcscReaders(async () => null)('ACME')).toBe('serviceDown');
  });

  it('gives a hint for every change, and none after it was closed', async () => {
    const clock = manualClock();
    let now: PcscPresence = 'absent';
    const hint = vi.fn<() => void>();
    const watch = watchPcsc('ACME', clock, hint, async () => now);
    await pass(clock, 3000);
    expect(hint).toHaveBeenCalledTimes(1);
    for (const next of ['present', 'serviceDown', 'present'] as const) {
      now = next;
      await pass(clock, 2000);
    }
    expect(hint).toHaveBeenCalledTimes(4);
    watch.close();
    now = 'absent';
    await pass(clock, 3000);
    expect(hint).toHaveBeenCalledTimes(4);
  });
});
