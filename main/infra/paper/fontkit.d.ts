/** The part of fontkit (the one pdfkit uses, too; it brings no types) that coverage needs. */
declare module 'fontkit' {
  export interface Font {
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): unknown;
  }
  export function create(data: Uint8Array): Font;
}
