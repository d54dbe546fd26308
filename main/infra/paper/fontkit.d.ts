/** The part of fontkit (it comes with pdfkit and brings no types) that coverage needs. */
declare module 'fontkit' {
  export interface Font {
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): unknown;
  }
  export function create(data: Uint8Array): Font;
}
