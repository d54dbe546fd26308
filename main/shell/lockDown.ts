import { basename, join } from 'node:path';
import type { App, Session, WebContents } from 'electron';
import type { Surface } from '../contract/access.ts';
import { appOrigin } from './appProtocol.ts';
import { mayUse } from './cameraPolicy.ts';

/** Nothing leaves the pages: no other address, no new window, no network. */
export function lockContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

export interface PaperPolicy {
  maySave(contents: WebContents): boolean;
  /** Papers go here without a question; null = the person chooses. */
  readonly folder: string | null;
}

export interface CameraPolicy {
  /** Surface of the window that shows these contents; null = no window of ours. */
  surfaceOf(contents: WebContents): Surface | null;
  /** Has the station's kiosk a camera? */
  readonly stationHasCamera: boolean;
}

/** No permission but the kiosk's camera (cameraPolicy.ts), no file but a paper of ours, no network. */
export function lockSession(session: Session, papers: PaperPolicy, cameras: CameraPolicy): void {
  const surfaceOf = (contents: WebContents | null): Surface | null =>
    contents === null ? null : cameras.surfaceOf(contents);
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const { isMainFrame, requestingUrl } = details;
    const surface = surfaceOf(contents);
    answer(mayUse({ permission, surface, isMainFrame, requestingUrl, mediaTypes }, cameras.stationHasCamera));
  });
  session.setPermissionCheckHandler((contents, permission, _origin, details) => {
    const mediaTypes = details.mediaType === undefined ? [] : [details.mediaType];
    const { isMainFrame, requestingUrl } = details;
    const surface = surfaceOf(contents);
    return mayUse({ permission, surface, isMainFrame, requestingUrl, mediaTypes }, cameras.stationHasCamera);
  });
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item, contents) => {
    // Only a paper that a host made, and only at a desk: on a public screen a save dialog would be a way out of the kiosk.
    if (!item.getURL().startsWith(`blob:${appOrigin}/`) || !papers.maySave(contents))
      return event.preventDefault();
    if (papers.folder !== null) item.setSavePath(join(papers.folder, basename(item.getFilename())));
  });
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] },
    (_details, answer) => answer({ cancel: true }),
  );
}
