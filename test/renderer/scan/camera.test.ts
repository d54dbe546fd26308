import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failure, success, type Result } from '../../../main/contract/result.ts';
import { createCodeGate, gateTimes } from '../../../renderer/scan/camera/codeGate.ts';
import { lookEveryMs, startFrameLoop } from '../../../renderer/scan/camera/frameLoop.ts';
import {
  cameraFailure,
  chooseCamera,
  openCamera,
  type RunningCamera,
} from '../../../renderer/scan/camera/openCamera.ts';
import { cameraTimes, watchCamera, type CameraState } from '../../../renderer/scan/camera/watchCamera.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const wait = async (milliseconds: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(milliseconds);
};

/** A camera and a decoder whose looks take `tookMs`. */
function fakeLook(tookMs = 10) {
  const seen = { grabbed: 0, closed: 0, atOnce: 0, mostAtOnce: 0, decoded: 0 };
  let texts: readonly string[] = [];
  let broken = false;
  return {
    seen,
    show: (next: readonly string[]) => {
      texts = next;
    },
    break: () => {
      broken = true;
    },
    grab: async () => {
      seen.grabbed += 1;
      return Promise.resolve({
        close: () => {
          seen.closed += 1;
        },
      });
    },
    decode: async (): Promise<readonly string[]> => {
      if (broken) throw new Error('broken');
      seen.atOnce += 1;
      seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.atOnce);
      const found = texts;
      await new Promise((done) => setTimeout(done, tookMs));
      seen.atOnce -= 1;
      seen.decoded += 1;
      return found;
    },
  };
}

describe('A1 looking at the pictures of a camera', () => {
  it('happens six times a second and one at a time', async () => {
    const look = fakeLook();
    const stop = startFrameLoop({ ...look, onTexts: () => undefined, onBroken: () => undefined });
    await wait(2000);
    stop();
    expect(look.seen.decoded).toBeGreaterThanOrEqual(10);
    expect(look.seen.decoded).toBeLessThanOrEqual(2000 / lookEveryMs + 1);
    expect(look.seen.mostAtOnce).toBe(1);
  });

  it('leaves a slow machine half of its time', async () => {
    const look = fakeLook(400);
    const stop = startFrameLoop({ ...look, onTexts: () => undefined, onBroken: () => undefined });
    await wait(4000);
    stop();
    expect(look.seen.decoded).toBe(5);
    expect(look.seen.mostAtOnce).toBe(1);
  });

  it('stops at once: nothing is grabbed or told any more, and what was on its way is dropped', async () => {
    const look = fakeLook(100);
    const told = vi.fn<() => void>();
    const stop = startFrameLoop({ ...look, onTexts: told, onBroken: told });
    look.show(['A']);
    await wait(50);
    expect(look.seen.atOnce).toBe(1);
    stop();
    await wait(5000);
    expect(look.seen.grabbed).toBe(1);
    expect(told).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops while it rests, too', async () => {
    const look = fakeLook(10);
    const stop = startFrameLoop({ ...look, onTexts: () => undefined, onBroken: () => undefined });
    await wait(50);
    expect(look.seen).toMatchObject({ grabbed: 1, atOnce: 0 });
    stop();
    await wait(5000);
    expect(look.seen.grabbed).toBe(1);
  });

  it('gives a picture back that comes after the stop', async () => {
    const look = fakeLook();
    const stop = startFrameLoop({ ...look, onTexts: () => undefined, onBroken: () => undefined });
    stop();
    await wait(1000);
    expect(look.seen).toMatchObject({ grabbed: 1, closed: 1, decoded: 0 });
  });

  it('ends when the decoder breaks, and says so once', async () => {
    const look = fakeLook();
    const onBroken = vi.fn<() => void>();
    look.break();
    startFrameLoop({ ...look, onTexts: () => undefined, onBroken });
    await wait(5000);
    expect(onBroken).toHaveBeenCalledOnce();
    expect(look.seen.grabbed).toBe(1);
  });
});

describe('E6 a code in front of the camera', () => {
  const { forgetAfterMs, restMs } = gateTimes;

  it('is one read however long it is held', () => {
    const gate = createCodeGate();
    expect(gate(['A'], 0)).toEqual({ kind: 'read', text: 'A' });
    for (let at = 150; at < 60_000; at += 150) expect(gate(['A'], at)).toEqual({ kind: 'nothing' });
  });

  it('is the same showing when a few pictures miss it, and a new one after it was away', () => {
    const gate = createCodeGate();
    gate(['A'], 0);
    expect(gate([], 1000)).toEqual({ kind: 'nothing' });
    expect(gate(['A'], forgetAfterMs - 1)).toEqual({ kind: 'nothing' });
    expect(gate(['A'], 2 * forgetAfterMs)).toEqual({ kind: 'read', text: 'A' });
  });

  it('waits until the visitor has seen what came of the one before', () => {
    const gate = createCodeGate();
    gate(['A'], 0);
    expect(gate(['B'], restMs - 1)).toEqual({ kind: 'nothing' });
    expect(gate(['B'], restMs)).toEqual({ kind: 'read', text: 'B' });
  });

  it('is not guessed when there are two different ones; twice the same is one', () => {
    const gate = createCodeGate();
    expect(gate(['A', 'B'], 0)).toEqual({ kind: 'several' });
    expect(gate(['A', 'A'], 100)).toEqual({ kind: 'read', text: 'A' });
    // Held beside another one it is still the same showing.
    for (let at = 200; at < 5000; at += 150) gate(['A', 'B'], at);
    expect(gate(['A'], 5000)).toEqual({ kind: 'nothing' });
  });
});

describe('A2 which camera', () => {
  const devices = [
    { kind: 'audioinput', label: 'USB Camera microphone', deviceId: 'sound' },
    { kind: 'videoinput', label: 'Integrated Webcam', deviceId: 'first' },
    { kind: 'videoinput', label: 'USB Camera (1b3f:2247)', deviceId: 'second' },
  ] as const;

  it('is found by a part of its name, in any case', () => {
    expect(chooseCamera(devices, 'usb camera')).toBe('second');
    expect(chooseCamera(devices, 'webcam')).toBe('first');
  });

  it('is never another one, nor a microphone', () => {
    expect(chooseCamera(devices, 'microphone')).toBe(null);
    expect(chooseCamera(devices, 'Logitech')).toBe(null);
  });

  it.each([
    ['NotFoundError', 'cameraNotFound'],
    ['OverconstrainedError', 'cameraNotFound'],
    ['NotAllowedError', 'cameraRefused'],
    ['SecurityError', 'cameraRefused'],
    ['NotReadableError', 'cameraInUse'],
    ['AbortError', 'cameraInUse'],
  ])('%s is %s', (name, code) => {
    expect(cameraFailure(name)).toEqual({ code });
  });
});

describe('E2 opening a camera', () => {
  /** A system with two cameras, that tells names only while or after one ran (`shy`). */
  function system(shy: boolean) {
    const asked: MediaStreamConstraints[] = [];
    let running = 0;
    const video = { play: async () => Promise.resolve(), srcObject: null } as unknown as HTMLVideoElement;
    const names = ['Integrated Webcam', 'USB Camera'];
    const media = {
      enumerateDevices: async () =>
        Promise.resolve(
          names.map((label, index) => ({
            kind: 'videoinput',
            label: shy && running === 0 ? '' : label,
            deviceId: `camera${index}`,
          })) as MediaDeviceInfo[],
        ),
      getUserMedia: async (wish: MediaStreamConstraints) => {
        asked.push(wish);
        running += 1;
        const track = {
          stop: () => {
            running -= 1;
          },
          addEventListener: () => undefined,
        };
        return Promise.resolve({ getTracks: () => [track] } as unknown as MediaStream);
      },
    };
    return { asked, video, media, running: () => running };
  }

  it.each([false, true])('opens the named one without sound, names hidden at first: %s', async (shy) => {
    const { asked, video, media, running } = system(shy);
    const opened = await openCamera(video, 'usb', media);
    expect(opened.ok).toBe(true);
    expect(asked).toHaveLength(shy ? 2 : 1);
    expect(asked.at(-1)).toMatchObject({ audio: false, video: { deviceId: { exact: 'camera1' } } });
    expect(running()).toBe(1);
    if (opened.ok) opened.value.stop();
    expect([running(), video.srcObject]).toEqual([0, null]);
  });

  it.each([false, true])('leaves no camera running when the named one is not there: %s', async (shy) => {
    const { video, media, running } = system(shy);
    expect(await openCamera(video, 'Logitech', media)).toEqual(failure('cameraNotFound'));
    expect(running()).toBe(0);
  });

  it('leaves the choice to the system when none is named, and names what it refuses', async () => {
    const { asked, video, media } = system(false);
    await openCamera(video, null, media);
    expect(asked[0]).toMatchObject({ audio: false });
    expect(JSON.stringify(asked)).not.toContain('deviceId');
    const refusing = {
      ...media,
      getUserMedia: async () => Promise.reject(new DOMException('no', 'NotAllowedError')),
    };
    expect(await openCamera(video, null, refusing)).toEqual(failure('cameraRefused'));
  });
});

type Picture = { close(): void };

/** A kiosk page over a camera that can be unplugged, refused and slow. */
function watched() {
  const look = fakeLook();
  const states: CameraState[] = [];
  const codes: string[] = [];
  const on = { camera: 0, decoders: 0, opened: 0 };
  let gone = (): void => undefined;
  let answer = async (): Promise<Result<RunningCamera<Picture>>> => Promise.resolve(success(camera()));
  const camera = (): RunningCamera<Picture> => {
    on.camera += 1;
    return {
      grab: look.grab,
      onGone: (listener) => {
        gone = listener;
      },
      stop: () => {
        on.camera -= 1;
      },
    };
  };
  const stop = () =>
    watchCamera<Picture>({
      open: async () => {
        on.opened += 1;
        return answer();
      },
      createDecoder: () => {
        on.decoders += 1;
        return {
          decode: look.decode,
          stop: () => {
            on.decoders -= 1;
          },
        };
      },
      onState: (state) => states.push(state),
      onCode: (text) => codes.push(text),
    });
  return {
    look,
    states,
    codes,
    on,
    start: stop,
    camera,
    unplug: () => gone(),
    answers: (next: typeof answer) => {
      answer = next;
    },
  };
}

describe('E2 the camera of a page', () => {
  it('runs while the page is shown; then camera, decoder and timers are gone', async () => {
    const page = watched();
    const stop = page.start();
    expect(page.states).toEqual([{ kind: 'starting' }]);
    page.look.show(['A']);
    await wait(1000);
    expect(page.on).toEqual({ camera: 1, decoders: 1, opened: 1 });
    expect(page.states.at(-1)).toEqual({ kind: 'watching', several: false });
    expect(page.codes).toEqual(['A']);
    stop();
    const told = page.states.length;
    page.look.show(['B']);
    await wait(30_000);
    expect(page.on).toEqual({ camera: 0, decoders: 0, opened: 1 });
    expect([page.codes, page.states.length]).toEqual([['A'], told]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is closed again when it opens after the page was left', async () => {
    const page = watched();
    page.answers(
      async () => new Promise((resolve) => setTimeout(() => resolve(success(page.camera())), 3000)),
    );
    const stop = page.start();
    await wait(1000);
    stop();
    await wait(10_000);
    expect(page.on).toEqual({ camera: 0, decoders: 0, opened: 1 });
    expect(page.states).toEqual([{ kind: 'starting' }]);
  });

  it('is named when it does not work, and tried again until the page is left (E5)', async () => {
    const page = watched();
    page.answers(async () => Promise.resolve(failure('cameraNotFound')));
    const stop = page.start();
    await wait(100);
    expect(page.states.at(-1)).toEqual({ kind: 'failed', failure: { code: 'cameraNotFound' } });
    page.answers(async () => Promise.resolve(success(page.camera())));
    await wait(cameraTimes.retryEveryMs);
    expect(page.states.at(-1)).toEqual({ kind: 'watching', several: false });
    page.unplug();
    expect(page.states.at(-1)).toEqual({ kind: 'failed', failure: { code: 'cameraNotFound' } });
    expect(page.on).toMatchObject({ camera: 0, decoders: 0, opened: 2 });
    stop();
    await wait(30_000);
    expect(page.on.opened).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is named when it does not answer, and still welcome when it does', async () => {
    const page = watched();
    page.answers(
      async () => new Promise((resolve) => setTimeout(() => resolve(success(page.camera())), 20_000)),
    );
    const stop = page.start();
    await wait(cameraTimes.patienceMs);
    expect(page.states.at(-1)).toEqual({ kind: 'failed', failure: { code: 'cameraInUse' } });
    await wait(20_000);
    expect(page.states.at(-1)).toEqual({ kind: 'watching', several: false });
    expect(page.on.opened).toBe(1);
    stop();
    expect(page.on.camera).toBe(0);
  });

  it('is opened anew when its decoder broke', async () => {
    const page = watched();
    page.look.break();
    const stop = page.start();
    await wait(100);
    expect(page.states.at(-1)).toEqual({ kind: 'failed', failure: { code: 'cameraInUse' } });
    expect(page.on).toMatchObject({ camera: 0, decoders: 0 });
    await wait(cameraTimes.retryEveryMs);
    expect(page.on.opened).toBe(2);
    stop();
  });
});
