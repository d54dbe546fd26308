import { useEffect, useRef, useState, type RefObject } from 'react';
import { call } from '../../client/client.ts';
import { createFrameDecoder } from './frameDecoder.ts';
import { openCamera } from './openCamera.ts';
import { watchCamera, type CameraState } from './watchCamera.ts';

/** As long as the contract lets a scan be. */
const longestText = 8192;

/**
 * Reads codes with the kiosk's camera for as long as the calling component is on the screen; what it reads goes to the core host as a scanner's
 * read does (A1). `label` is a part of the camera's name, null = the default. The picture is for the element of `video`, and kept nowhere.
 */
export function useCamera(label: string | null): {
  readonly state: CameraState;
  readonly video: RefObject<HTMLVideoElement | null>;
} {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>({ kind: 'starting' });

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    return watchCamera({
      open: async () => openCamera(element, label),
      createDecoder: createFrameDecoder,
      // Six times a second the same: nothing is drawn again for that.
      onState: (next) => setState((before) => (sameState(before, next) ? before : next)),
      // A refusal comes back as the page's problem, as after any scan.
      onCode: (text) => void call('caseScanned', { source: 'camera', text: text.slice(0, longestText) }),
    });
  }, [label]);
  return { state, video };
}

const sameState = (one: CameraState, other: CameraState): boolean =>
  (one.kind === 'watching' && other.kind === 'watching' && one.several === other.several) ||
  (one.kind === 'failed' && other.kind === 'failed' && one.failure.code === other.failure.code);
