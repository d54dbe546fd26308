import type { Failure, Result } from '../../../main/contract/result.ts';
import { createCodeGate } from './codeGate.ts';
import type { FrameDecoder } from './frameDecoder.ts';
import { startFrameLoop, type Frame } from './frameLoop.ts';
import type { RunningCamera } from './openCamera.ts';

export type CameraState =
  | { readonly kind: 'starting' }
  /** `several`: different codes are in sight at once. */
  | { readonly kind: 'watching'; readonly several: boolean }
  /** It is tried again by itself. */
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface CameraParts<Picture extends Frame> {
  open(): Promise<Result<RunningCamera<Picture>>>;
  createDecoder(): FrameDecoder<Picture>;
  onState(state: CameraState): void;
  /** A code came into sight; once for each time it is shown. */
  onCode(text: string): void;
}

export const cameraTimes = {
  /** A camera that does not work is opened again after this, in milliseconds: somebody may plug it in. */
  retryEveryMs: 5000,
  /** A camera that has not answered for this long is named; its answer is still welcome. */
  patienceMs: 8000,
} as const;

/** Keeps the camera open and tells its codes, until the returned function is called: then camera and decoder are off, and nothing is told any more. */
export function watchCamera<Picture extends Frame>(parts: CameraParts<Picture>): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end = (): void => undefined;

  const failed = (failure: Failure): void => {
    end();
    parts.onState({ kind: 'failed', failure });
    timer = setTimeout(() => void begin(), cameraTimes.retryEveryMs);
  };
  const watch = (camera: RunningCamera<Picture>): void => {
    const decoder = parts.createDecoder();
    const gate = createCodeGate();
    let ended = false;
    const broken = (failure: Failure) => (): void => {
      if (!ended) failed(failure);
    };
    const stopLoop = startFrameLoop({
      grab: camera.grab,
      decode: decoder.decode,
      onTexts: (texts, at) => {
        const seen = gate(texts, at);
        parts.onState({ kind: 'watching', several: seen.kind === 'several' });
        if (seen.kind === 'read') parts.onCode(seen.text);
      },
      onBroken: broken({ code: 'cameraInUse' }),
    });
    end = () => {
      if (ended) return;
      ended = true;
      stopLoop();
      decoder.stop();
      camera.stop();
    };
    camera.onGone(broken({ code: 'cameraNotFound' }));
    parts.onState({ kind: 'watching', several: false });
  };
  const begin = async (): Promise<void> => {
    timer = setTimeout(
      () => parts.onState({ kind: 'failed', failure: { code: 'cameraInUse' } }),
      cameraTimes.patienceMs,
    );
    const opened = await parts.open();
    clearTimeout(timer);
    if (stopped) {
      // The visitor went on while the camera was starting.
      if (opened.ok) opened.value.stop();
    } else if (opened.ok) watch(opened.value);
    else failed(opened.error);
  };

  parts.onState({ kind: 'starting' });
  void begin();
  return () => {
    stopped = true;
    clearTimeout(timer);
    end();
  };
}
