import { asciiBytes, asciiText } from './bytes.ts';

/**
 * Digital inputs of I/O modules that speak DCON (Advantech ADAM-4050 and the like, ICP DAS I-7000), device-protocols of the vendor's manual:
 * `$AA6<CR>` asks, `!OOII00<CR>` answers, OO = outputs and II = inputs as hex. An answer has no address: one question at a time.
 */
export const dconQuestion = (address: number): Uint8Array =>
  asciiBytes(`$${address.toString(16).toUpperCase().padStart(2, '0')}6\r`);

/** The inputs as bits, 0 = low; null when the line is no such answer. */
export function parseDconInputs(line: Uint8Array): number | null {
  const match = /^![0-9A-F]{2}([0-9A-F]{2})00$/.exec(asciiText(line) ?? '');
  return match === null ? null : Number.parseInt(match[1] ?? '', 16);
}

/** What a module with these inputs answers; its outputs are off. */
export const encodeDconInputs = (inputs: number): Uint8Array =>
  asciiBytes(`!00${inputs.toString(16).toUpperCase().padStart(2, '0')}00\r`);
