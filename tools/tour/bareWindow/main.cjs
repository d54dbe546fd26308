// The peer that start-up time and memory are compared with: a window of the same runtime with nothing in it.
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { sandbox: true } });
  return window.loadURL('data:text/html,<!doctype html><title>bare</title><p>bare');
});
