import QRCode from 'qrcode';
import type { Sheet } from './sheet.ts';

/** White around the code, in modules (ISO/IEC 18004). */
const quietZone = 4;

/**
 * A QR code with its white border in a square of `side` points, `left` and `top` its corner. Modules are vectors: crisp at any printer
 * resolution. Neighbours of a row are one rectangle, so that no hair line parts them.
 */
export function drawQr(sheet: Sheet, text: string, left: number, top: number, side: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const module = side / (size + 2 * quietZone);
  const originX = left + quietZone * module;
  const originY = top + quietZone * module;
  for (let row = 0; row < size; row += 1) {
    let from = 0;
    while (from < size) {
      if (!modules.get(row, from)) {
        from += 1;
        continue;
      }
      let to = from;
      while (to < size && modules.get(row, to)) to += 1;
      sheet.document.rect(originX + from * module, originY + row * module, (to - from) * module, module);
      from = to;
    }
  }
  sheet.document.fill('#000000');
}
