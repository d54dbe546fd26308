import { zlibSync } from 'fflate';

/** What pdfkit keeps of an object until it is written. Its types do not tell. */
interface Reference {
  data: { Filter?: unknown };
  buffer: Uint8Array[];
  finalize(): void;
}

interface Document {
  ref(data?: unknown): Reference;
}

/** Shorter streams gain nothing. */
const worthCompressing = 160;

/**
 * Compresses the streams of a document that was opened with `compress: false`, so that the same content is the same file on every computer
 * (H4). Node's zlib is not good for that: what it writes depends on its version and on the instructions of the processor.
 */
export function compressAlike(document: PDFKit.PDFDocument): void {
  const inside = document as unknown as Document;
  const plain = inside.ref.bind(document);
  inside.ref = (data) => {
    const reference = plain(data);
    const finalize = reference.finalize.bind(reference);
    reference.finalize = () => {
      const size = reference.buffer.reduce((sum, { length }) => sum + length, 0);
      if (size > worthCompressing && reference.data.Filter === undefined) {
        reference.buffer = [zlibSync(joined(reference.buffer, size), { level: 6 })];
        reference.data.Filter = 'FlateDecode';
      }
      finalize();
    };
    return reference;
  };
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
