import { writeFileSync } from 'node:fs';
import qrcode from 'qrcode';

const width = 1280;
const height = 720;
/** Pixels of a module of the code. */
const module = 9;

/** What a camera would see, one picture each; Chromium plays the file as its camera, again and again. `texts` are the codes in sight, side by side. */
export function writeCameraFile(path: string, pictures: readonly (readonly string[])[]): void {
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`);
  const colour = Buffer.alloc((width * height) / 2, 128);
  const frames = pictures.flatMap((texts) => [Buffer.from('FRAME\n'), brightness(texts), colour]);
  writeFileSync(path, Buffer.concat([header, ...frames]));
}

/** A grey desk with white sheets that carry the codes. */
function brightness(texts: readonly string[]): Buffer {
  const pixels = Buffer.alloc(width * height, 150);
  const fill = (x: number, y: number, side: number, value: number): void => {
    for (let row = y; row < y + side; row += 1) pixels.fill(value, row * width + x, row * width + x + side);
  };
  texts.forEach((text, index) => {
    const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
    const side = (modules.size + 8) * module;
    // The middle square is 720 wide; two codes fit into it.
    const left = Math.round(width / 2 + (index - (texts.length - 1) / 2) * (side + 20) - side / 2);
    const top = Math.round((height - side) / 2);
    fill(left, top, side, 235);
    for (let row = 0; row < modules.size; row += 1)
      for (let column = 0; column < modules.size; column += 1)
        if (modules.get(row, column) !== 0)
          fill(left + (column + 4) * module, top + (row + 4) * module, module, 20);
  });
  return pixels;
}
