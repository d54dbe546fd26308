// Preloaded by `launchApp` (`electron -r`): no window is opened before Playwright, which calls this name once it is attached, can see it.
// Chromium loses what is said to a page that is just getting its document, and Playwright would wait for that answer for ever. Its own
// loader does this too, but comes with its own Electron only, and with switches that the terminal does not ship with.
'use strict';
const { app } = require('electron');

const ready = app.whenReady();
const attached = new Promise((resolve) => {
  globalThis.__playwright_run = resolve;
});
app.whenReady = async () => {
  await Promise.all([ready, attached]);
};
