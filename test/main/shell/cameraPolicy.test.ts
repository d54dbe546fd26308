import { describe, expect, it } from 'vitest';
import { stationProfile } from '../../../main/contract/station.ts';
import { mayUse, type PermissionQuestion } from '../../../main/shell/cameraPolicy.ts';
import { permissionsPolicy } from '../../../main/shell/contentPolicy.ts';
import { parseSwitches, refusedSwitch } from '../../../main/shell/switches.ts';
import { testProfile } from '../helpers/index.ts';

const camera: PermissionQuestion = {
  permission: 'media',
  surface: 'kiosk',
  isMainFrame: true,
  requestingUrl: 'app://zhengka/kiosk.html',
  mediaTypes: ['video'],
};

describe('I4 what a page may use', () => {
  it('is the picture of the camera, on the kiosk of a station that has one', () => {
    expect(mayUse(camera, true)).toBe(true);
  });

  it('is nothing on a station without a camera', () => {
    expect(mayUse(camera, false)).toBe(false);
  });

  it.each<[string, Partial<PermissionQuestion>]>([
    ['the microphone', { mediaTypes: ['audio'] }],
    ['camera and microphone', { mediaTypes: ['video', 'audio'] }],
    ['media of a type that nobody names', { mediaTypes: [] }],
    ['media of an unknown type', { mediaTypes: ['unknown'] }],
    ['the window', { surface: 'window' }],
    ['the DevDock', { surface: 'devdock' }],
    ['contents that are no window of ours', { surface: null }],
    ['a frame inside the page', { isMainFrame: false }],
    ['another page', { requestingUrl: 'app://zhengka/index.html' }],
    ['another origin', { requestingUrl: 'https://zhengka/kiosk.html' }],
    ['an origin that begins alike', { requestingUrl: 'app://zhengka.example/kiosk.html' }],
    ['a page without an address', { requestingUrl: undefined }],
    ['the screen', { permission: 'display-capture' }],
    ['the clipboard', { permission: 'clipboard-read' }],
    ['a serial port', { permission: 'serial' }],
  ])('is not: %s', (_what, change) => {
    expect(mayUse({ ...camera, ...change }, true)).toBe(false);
  });

  it('is said in the headers as well: the camera for the kiosk’s page, sound for none', () => {
    expect(permissionsPolicy('/kiosk.html', true)).toContain('camera=(self), microphone=()');
    for (const [path, has] of [
      ['/kiosk.html', false],
      ['/index.html', true],
      ['/devdock.html', true],
      ['', true],
    ] as const)
      expect(permissionsPolicy(path, has)).toContain('camera=(), microphone=()');
  });
});

describe('I2 a camera that is played from a file', () => {
  const ways = [
    '--use-fake-device-for-media-stream',
    '--use-fake-device-for-media-stream=device-count=2',
    '--use-file-for-fake-video-capture=/a.y4m',
    '-use-file-for-fake-video-capture=/a.y4m',
    '--use-fake-ui-for-media-stream',
    '--auto-accept-camera-and-microphone-capture',
  ];
  it.each(ways)('a production station does not start with %s', (way) => {
    expect(refusedSwitch(['electron', way], true)).not.toBe(null);
    expect(refusedSwitch(['electron', way], false)).toBe(null);
  });

  it('gives a training kiosk its camera', () => {
    expect(parseSwitches(['electron', '--use-fake-device-for-media-stream=device-count=0'])).toMatchObject({
      simulatedCamera: true,
    });
    expect(parseSwitches(['electron', '--training'])).toMatchObject({ simulatedCamera: false });
  });
});

describe('A2 the camera in the profile of a station', () => {
  const { kioskCamera: _none, ...without } = testProfile;

  it('is none where nothing is said', () => {
    expect(stationProfile.parse(without).kioskCamera).toBe(null);
  });

  it('is the default one, or one by a part of its name, which is not empty', () => {
    const parse = (kioskCamera: unknown) => stationProfile.safeParse({ ...without, kioskCamera });
    expect(parse({ label: null }).data?.kioskCamera).toEqual({ label: null });
    expect(parse({ label: ' USB Camera ' }).data?.kioskCamera).toEqual({ label: 'USB Camera' });
    for (const wrong of [{ label: ' ' }, {}, true, 'USB Camera']) expect(parse(wrong).success).toBe(false);
  });
});
