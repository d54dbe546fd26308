// The peer: Chromium prints the ledger as a PDF. One window stays open; what is timed is loading the page with its fonts, and printing it.
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(async () => {
  const url = process.env.ZHENGKA_BENCH_PAGE ?? '';
  const runs = Number(process.env.ZHENGKA_BENCH_RUNS ?? 1);
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  const loadMs = [];
  const printMs = [];
  let bytes = 0;
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    await window.loadURL(url);
    await window.webContents.executeJavaScript('document.fonts.ready.then(() => document.fonts.size)');
    const loaded = performance.now();
    const pdf = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
    printMs.push(performance.now() - loaded);
    loadMs.push(loaded - started);
    bytes = pdf.length;
  }
  const { chrome } = process.versions;
  process.stdout.write(`ZHENGKA_BENCH ${JSON.stringify({ chrome, bytes, loadMs, printMs })}\n`);
  app.quit();
});
