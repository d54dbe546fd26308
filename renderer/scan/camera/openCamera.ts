import { failure, success, type Failure, type Result } from '../../../main/contract/result.ts';

/** Side of the square that is looked at, in pixels: enough for the codes of a page at a hand's distance. */
const side = 640;

/** A camera that runs. */
export interface RunningCamera<Picture> {
  /** The middle square of the newest picture, where the frame on the screen is; null while there is none. */
  grab(): Promise<Picture | null>;
  /** Hears once that the camera has gone, e.g. unplugged. */
  onGone(listener: () => void): void;
  /** Stops every track: the camera's light goes out. */
  stop(): void;
}

/** What stands in the way, by the name of what `getUserMedia` throws. */
export function cameraFailure(name: string): Failure {
  switch (name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return { code: 'cameraNotFound' };
    case 'NotAllowedError':
    case 'SecurityError':
      return { code: 'cameraRefused' };
    default:
      // NotReadableError and AbortError: it is there, and does not start.
      return { code: 'cameraInUse' };
  }
}

/**
 * The camera whose name has `label` in it. A camera of another name never stands in: it may look at the queue and not at the paper.
 */
export function chooseCamera(
  devices: readonly Pick<MediaDeviceInfo, 'kind' | 'label' | 'deviceId'>[],
  label: string,
): string | null {
  const wanted = label.toLowerCase();
  const found = devices.find(
    (device) => device.kind === 'videoinput' && device.label.toLowerCase().includes(wanted),
  );
  return found?.deviceId ?? null;
}

type Media = Pick<MediaDevices, 'enumerateDevices' | 'getUserMedia'>;

/** The cameras with their names, which some versions of Chromium keep to themselves until a camera has run. */
async function namedCameras(media: Media): Promise<readonly MediaDeviceInfo[]> {
  const camerasNow = async (): Promise<readonly MediaDeviceInfo[]> =>
    (await media.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
  const cameras = await camerasNow();
  if (cameras.length === 0 || cameras.some(({ label }) => label !== '')) return cameras;
  const stream = await media.getUserMedia({ audio: false, video: true });
  try {
    return await camerasNow();
  } finally {
    stream.getTracks().forEach((track) => track.stop());
  }
}

/** Shows the camera in `video`, without sound. `label` null = the system's default. Fails with cameraNotFound, cameraRefused, cameraInUse. */
export async function openCamera(
  video: HTMLVideoElement,
  label: string | null,
  media: Media = navigator.mediaDevices,
): Promise<Result<RunningCamera<ImageBitmap>>> {
  let stream: MediaStream | null = null;
  try {
    const deviceId = label === null ? null : chooseCamera(await namedCameras(media), label);
    if (label !== null && deviceId === null) return failure('cameraNotFound');
    stream = await media.getUserMedia({
      audio: false,
      video: {
        width: { ideal: 1280 },
        height: { ideal: 720 },
        frameRate: { ideal: 15 },
        ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
      },
    });
    return success(show(video, stream));
  } catch (thrown) {
    stream?.getTracks().forEach((track) => track.stop());
    return { ok: false, error: cameraFailure(thrown instanceof Error ? thrown.name : '') };
  }
}

function show(video: HTMLVideoElement, stream: MediaStream): RunningCamera<ImageBitmap> {
  const tracks = stream.getTracks();
  video.srcObject = stream;
  // Rejected when the page is left before the first picture; `grab` finds out by itself.
  video.play().catch(() => undefined);
  return {
    async grab() {
      const { videoWidth: width, videoHeight: height } = video;
      if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || width === 0 || height === 0) return null;
      const square = Math.min(width, height);
      const target = Math.min(square, side);
      return createImageBitmap(video, (width - square) / 2, (height - square) / 2, square, square, {
        resizeWidth: target,
        resizeHeight: target,
        resizeQuality: 'medium',
      });
    },
    onGone: (listener) => {
      for (const track of tracks) track.addEventListener('ended', listener, { once: true });
    },
    stop() {
      // `ended` is not told for a stop of our own.
      for (const track of tracks) track.stop();
      video.srcObject = null;
    },
  };
}
