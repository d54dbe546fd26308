import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'fontkit';
import type { Font } from 'fontkit';

const family = '@expo-google-fonts';

/** Font files, as packed by tools/build/entries.mjs. */
const files = {
  han: `${family}/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf`,
  hanBold: `${family}/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf`,
  latin: `${family}/noto-sans/400Regular/NotoSans_400Regular.ttf`,
  latinBold: `${family}/noto-sans/700Bold/NotoSans_700Bold.ttf`,
  mono: `${family}/noto-sans-mono/400Regular/NotoSansMono_400Regular.ttf`,
  monoBold: `${family}/noto-sans-mono/700Bold/NotoSansMono_700Bold.ttf`,
} as const;
export type FaceName = keyof typeof files;
export const faceNames = Object.keys(files) as FaceName[];

export interface RunStyle {
  readonly bold?: boolean | undefined;
  /** Numbers in the monospaced face. */
  readonly mono?: boolean | undefined;
}

/** Part of a text that one font can draw. */
export interface TextRun {
  readonly face: FaceName;
  readonly text: string;
}

export interface PaperFonts {
  path(face: FaceName): string;
  /** The font for one PDF. Parsed once and shared, but what it remembers of its glyphs belongs to that PDF alone. */
  forDocument(face: FaceName): Font;
  /** Splits by coverage. A character that no font has comes out as its code, `[U+13000]`: visible, never silently gone. */
  runs(text: string, style?: RunStyle): TextRun[];
  /** Characters no font can draw, each once, with its code: `𓀀 U+13000`. */
  missing(text: string): string[];
}

/** Marks of direction and joining that no paper shows. */
const invisible = /[\u2028\u2029\p{Default_Ignorable_Code_Point}]/gu;
/** Quotation marks and dashes exist in both scripts at different widths: they follow the text before them. */
const followsText = (code: number): boolean => code >= 0x2010 && code <= 0x203a;

export const drawable = (text: string): string => text.normalize('NFC').replace(invisible, '');

const codeOf = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

/** @param fontsDir the folder that holds `@expo-google-fonts/`. Fonts are read when they are first needed. */
export function openFonts(fontsDir: string): PaperFonts {
  const opened = new Map<FaceName, Font>();
  const memory = (): Map<string, FaceName | null> => new Map();
  const known = { plain: memory(), bold: memory(), mono: memory(), boldMono: memory() };

  const path = (face: FaceName): string => join(fontsDir, files[face]);
  const open = (face: FaceName): Font => {
    const found = opened.get(face);
    if (found) return found;
    const font = create(readFileSync(path(face)));
    opened.set(face, font);
    return font;
  };

  const orderFor = (code: number, style: RunStyle): FaceName[] => {
    const latin: FaceName = style.bold ? 'latinBold' : 'latin';
    const han: FaceName = style.bold ? 'hanBold' : 'han';
    const mono: FaceName[] = style.mono ? [style.bold ? 'monoBold' : 'mono'] : [];
    return code < 0x2000 ? [...mono, latin, han] : [...mono, han, latin, style.bold ? 'monoBold' : 'mono'];
  };

  const faceFor = (character: string, style: RunStyle): FaceName | null => {
    const faces = known[style.bold ? (style.mono ? 'boldMono' : 'bold') : style.mono ? 'mono' : 'plain'];
    const before = faces.get(character);
    if (before !== undefined) return before;
    const code = character.codePointAt(0) ?? 0;
    const face =
      code < 0x20 || code === 0x7f
        ? null
        : (orderFor(code, style).find((each) => open(each).hasGlyphForCodePoint(code)) ?? null);
    faces.set(character, face);
    return face;
  };

  const runs = (text: string, style: RunStyle = {}): TextRun[] => {
    const found: { face: FaceName; text: string }[] = [];
    const add = (face: FaceName, part: string): void => {
      const last = found.at(-1);
      if (last?.face === face) last.text += part;
      else found.push({ face, text: part });
    };
    for (const character of drawable(text)) {
      const code = character.codePointAt(0) ?? 0;
      const last = found.at(-1)?.face;
      if (last && followsText(code) && open(last).hasGlyphForCodePoint(code)) {
        add(last, character);
        continue;
      }
      const face = faceFor(character, style);
      if (face) add(face, character);
      else add(style.bold ? 'monoBold' : 'mono', `[${codeOf(code)}]`);
    }
    return found;
  };

  const missing = (text: string): string[] => {
    const lacking = Array.from(drawable(text)).filter((character) => faceFor(character, {}) === null);
    return [...new Set(lacking)].map((character) => {
      const code = character.codePointAt(0) ?? 0;
      return code < 0x20 || code === 0x7f ? codeOf(code) : `${character} ${codeOf(code)}`;
    });
  };

  // A glyph keeps the first character it was asked for, and one glyph may stand for two characters (一 U+4E00 and ⼀ U+2F00). Shared
  // memory would let one paper decide what is copied out of the next.
  const forDocument = (face: FaceName): Font =>
    Object.create(open(face), { _glyphs: { value: {}, writable: true } }) as Font;

  return { path, forDocument, runs, missing };
}
