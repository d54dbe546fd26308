import { receiptsFile, type ReceiptsFile } from '../../contract/carryFile.ts';

const longestFile = 32 * 1024 * 1024;

export const writeReceipts = (file: ReceiptsFile): Uint8Array =>
  new Uint8Array(Buffer.from(`${JSON.stringify(file)}\n`));

/** Null: no file of receipts, whatever it is. Never throws. */
export function readReceipts(bytes: Uint8Array): ReceiptsFile | null {
  if (bytes.length > longestFile) return null;
  try {
    const found = receiptsFile.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}
