import { basename, join } from 'node:path';
import type { App, Session, WebContents } from 'electron';
import { appOrigin } from './appProtocol.ts';

/** Nothing leaves the pages: no other address, no new window, no permission, no network. */
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

export function lockSession(session: Session, papers: PaperPolicy): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
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
