import { describe, expect, it } from 'vitest';
import type { ToShell } from '../../../main/rpc/hostControl.ts';
import { superviseHost, type HostChild, type SupervisorOptions } from '../../../main/shell/supervisor.ts';
import { fixedClock } from '../helpers/index.ts';

interface FakeChild extends HostChild<never> {
  readonly sent: unknown[];
  readonly killed: () => boolean;
  say(message: ToShell | object): void;
  exit(code: number): void;
}

function fakeChild(): FakeChild {
  const sent: unknown[] = [];
  let say: (message: unknown) => void = () => undefined;
  let exit: (code: number) => void = () => undefined;
  let killed = false;
  return {
    sent,
    killed: () => killed,
    post: (message) => void sent.push(message),
    onMessage: (listener) => {
      say = listener;
    },
    onExit: (listener) => {
      exit = listener;
    },
    kill: () => {
      killed = true;
      exit(9);
    },
    say: (message) => say(message),
    exit: (code) => exit(code),
  };
}

function supervised(changes: Partial<SupervisorOptions<never>> = {}) {
  const clock = fixedClock();
  const children: FakeChild[] = [];
  const told: string[] = [];
  const supervisor = superviseHost<never>({
    spawn: () => {
      const child = fakeChild();
      children.push(child);
      return child;
    },
    onSpawned: (again) => told.push(again ? 'again' : 'first'),
    onMessage: (message) => told.push(message.control),
    onDown: (code) => told.push(`down ${code}`),
    onGaveUp: () => told.push('gave up'),
    clock,
    ...changes,
  });
  supervisor.start();
  return { clock, children, told, supervisor, last: () => children.at(-1) ?? fakeChild() };
}

describe('a supervised host', () => {
  it('is started again when it ends', () => {
    const { children, told, last } = supervised();
    last().exit(1);
    expect(children).toHaveLength(2);
    expect(told).toEqual(['first', 'down 1', 'again']);
  });

  it('is given up after five restarts in a minute, and not before', () => {
    const { clock, children, told, last } = supervised();
    for (let crash = 0; crash < 5; crash += 1) {
      last().exit(1);
      clock.advance(2000);
    }
    expect(told).not.toContain('gave up');
    last().exit(1);
    expect(told.at(-1)).toBe('gave up');
    expect(children).toHaveLength(6);
  });

  it('gets time between crashes, from the second on', () => {
    const { clock, children, last } = supervised();
    last().exit(1);
    last().exit(1);
    expect(children).toHaveLength(2);
    clock.advance(250);
    expect(children).toHaveLength(3);
    last().exit(1);
    clock.advance(250);
    expect(children).toHaveLength(3);
    clock.advance(250);
    expect(children).toHaveLength(4);
  });

  it('is never given up when it ends now and then', () => {
    const { clock, told, last } = supervised();
    for (let crash = 0; crash < 20; crash += 1) {
      last().exit(1);
      clock.advance(15_000);
    }
    expect(told).not.toContain('gave up');
  });

  it('is not started again when it said why it cannot start', () => {
    const { children, told, last } = supervised();
    last().say({ control: 'failed', error: { code: 'databaseNewer' } });
    last().exit(0);
    expect(children).toHaveLength(1);
    expect(told).toEqual(['first', 'failed', 'down 0']);
  });

  it('is killed when it is ready and then does not answer', () => {
    const { clock, children, last } = supervised({ heartbeat: { everyMs: 1000, misses: 2 } });
    clock.advance(60_000);
    expect(last().killed()).toBe(false);
    last().say({ control: 'ready' });
    for (let beat = 1; beat <= 10; beat += 1) {
      clock.advance(1000);
      last().say({ control: 'pong', id: beat });
    }
    expect(children).toHaveLength(1);
    clock.advance(1000);
    clock.advance(1000);
    clock.advance(1000);
    expect(children[0]?.killed()).toBe(true);
    expect(children).toHaveLength(2);
  });

  it('F2 is ended and started again when it hangs before it is ready, and left alone once it is', () => {
    const { clock, children, told, last } = supervised({ readyWithinMs: 20_000 });
    clock.advance(19_999);
    expect(children).toHaveLength(1);
    clock.advance(1);
    expect([children[0]?.killed(), children.length]).toEqual([true, 2]);
    last().say({ control: 'ready' });
    clock.advance(20_000);
    expect(last().killed()).toBe(false);
    expect(told).not.toContain('gave up');
  });

  it('is replaced without being counted against the budget', () => {
    const { children, told, supervisor } = supervised();
    for (let each = 0; each < 10; each += 1) supervisor.replace();
    expect(children).toHaveLength(11);
    expect(told).not.toContain('gave up');
  });

  it('is asked to stop, and made to when it does not', async () => {
    const polite = supervised();
    const stopped = polite.supervisor.stop(1000);
    expect(polite.last().sent).toEqual([{ control: 'stop' }]);
    polite.last().exit(0);
    await stopped;
    expect(polite.children).toHaveLength(1);

    const hung = supervised();
    const killed = hung.supervisor.stop(1000);
    hung.clock.advance(1000);
    await killed;
    expect(hung.last().killed()).toBe(true);
    expect(hung.children).toHaveLength(1);
  });

  it('is not believed when it says something else', () => {
    const { told, last } = supervised();
    last().say({ control: 'bound', screen: '../window', staff: null });
    last().say({ control: 'rights', roles: ['supervisor'] });
    expect(told).toEqual(['first']);
  });
});
