import type { CardFace } from '../../../main/contract/devices.ts';
import { dotsPerLine, dotsPerPanel, lineCount } from './panelCodec.ts';

/** The four panels of a front, one byte a dot in line order: y, m, c 0..127, k 0 or 1. */
export interface Panels {
  readonly y: Uint8Array;
  readonly m: Uint8Array;
  readonly c: Uint8Array;
  readonly k: Uint8Array;
}

/**
 * Which way the landscape face is turned to become 1016 lines. No public source says (device-protocols 5.1: prove
 * on hardware), so it is a value of the model's profile.
 */
export type Turn = 'clockwise' | 'counterClockwise';

/** Index into a panel of the landscape pixel (x, y). */
function panelIndex(x: number, y: number, turn: Turn): number {
  return turn === 'clockwise'
    ? x * dotsPerLine + (dotsPerLine - 1 - y)
    : (lineCount - 1 - x) * dotsPerLine + y;
}

/** Landscape face (1016 × 648) to panels. Throws when the face has not exactly that many pixels. */
export function faceToPanels(face: CardFace, turn: Turn): Panels {
  if (face.colour.length !== dotsPerPanel * 3 || face.black.length !== dotsPerPanel)
    throw new Error('a face is 1016 × 648 dots');
  const panels = {
    y: new Uint8Array(dotsPerPanel),
    m: new Uint8Array(dotsPerPanel),
    c: new Uint8Array(dotsPerPanel),
    k: new Uint8Array(dotsPerPanel),
  };
  for (let y = 0; y < dotsPerLine; y += 1) {
    for (let x = 0; x < lineCount; x += 1) {
      const from = y * lineCount + x;
      const to = panelIndex(x, y, turn);
      // Ink is the complement of light: cyan takes red away, magenta green, yellow blue.
      panels.c[to] = inkOf(face.colour[from * 3] ?? 255);
      panels.m[to] = inkOf(face.colour[from * 3 + 1] ?? 255);
      panels.y[to] = inkOf(face.colour[from * 3 + 2] ?? 255);
      panels.k[to] = face.black[from] === 0 ? 0 : 1;
    }
  }
  return panels;
}

/**
 * Panels as a landscape RGBA image (1016 × 648 × 4 bytes), the way the printed card looks: black ink covers colour.
 * Inverse of `faceToPanels` up to the 128 levels of a panel.
 */
export function panelsToRgba(panels: Panels, turn: Turn): Uint8Array {
  const rgba = new Uint8Array(dotsPerPanel * 4);
  for (let y = 0; y < dotsPerLine; y += 1) {
    for (let x = 0; x < lineCount; x += 1) {
      const from = panelIndex(x, y, turn);
      const to = (y * lineCount + x) * 4;
      const inked = panels.k[from] === 1;
      rgba[to] = inked ? 0 : lightOf(panels.c[from] ?? 0);
      rgba[to + 1] = inked ? 0 : lightOf(panels.m[from] ?? 0);
      rgba[to + 2] = inked ? 0 : lightOf(panels.y[from] ?? 0);
      rgba[to + 3] = 255;
    }
  }
  return rgba;
}

/** 0..255 of light to 0..127 of ink, rounded so that white is exactly no ink and black is full ink. */
function inkOf(light: number): number {
  return Math.round(((255 - light) * 127) / 255);
}
function lightOf(ink: number): number {
  return 255 - Math.round((ink * 255) / 127);
}
