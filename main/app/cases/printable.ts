import type { Failure } from '../../contract/result.ts';
import type { Deps } from '../deps.ts';

/**
 * Can the fonts of the papers draw what a person typed? Asked before a number is used: else `paperGlyphMissing`, which names every
 * character. Null = yes.
 */
export async function printable(
  deps: Pick<Deps, 'paper'>,
  texts: readonly string[],
): Promise<Failure | null> {
  const missing = await deps.paper.missing(texts.join('\n').replaceAll('\n', ' '));
  return missing.length === 0 ? null : { code: 'paperGlyphMissing', detail: { glyphs: missing.join(' ') } };
}
