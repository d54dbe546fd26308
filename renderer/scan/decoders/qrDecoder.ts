/** A picture as a canvas hands it over: RGBA, four bytes a pixel, row by row. */
export interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

export interface DecodedCode {
  /** As in `ScanRead.symbology`; these decoders look for QR codes only. */
  readonly symbology: 'qrCode';
  /** `bytes` as text: strict UTF-8, else GB18030. */
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** Finds the QR codes of a picture. Never rejects for what a picture shows: without a readable code the list is empty. */
export interface QrDecoder {
  decode(picture: Picture): Promise<readonly DecodedCode[]>;
}
