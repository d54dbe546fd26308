import { LineCounter, isMap, isPair, isScalar, isSeq, parseDocument, type Document } from 'yaml';

/** A pack file as text, with the way from a place in it to its line. */
export interface PackText {
  readonly content: unknown;
  /** What keeps it from being JSON at all, with its line (from 1). */
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
  /** The line of the deepest part of `path` that the file has, and how many of its steps were found. */
  readonly lineOf: (path: readonly string[]) => { readonly line: number; readonly depth: number };
}

function walk(document: Document, path: readonly string[]): { offset: number; depth: number } {
  let node: unknown = document.contents;
  let offset = 0;
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
      if (!pair) return { offset, depth };
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as { range?: readonly number[] } | undefined;
      if (item === undefined) return { offset, depth };
      offset = item.range?.[0] ?? offset;
      node = item;
    } else return { offset, depth };
  }
  return { offset, depth: path.length };
}

function strictJson(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'is no JSON';
  }
}

/** Reads a pack. JSON is read as the YAML it also is, because that reader knows lines and refuses a key that is there twice. */
export function readPackText(text: string): PackText {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, prettyErrors: false });
  const lineAt = (offset: number): number => counter.linePos(offset).line;
  const faults = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    reason: error.code === 'DUPLICATE_KEY' ? 'this key is there twice' : error.message,
  }));
  const json = strictJson(text);
  if (json !== null && faults.length === 0) {
    const position = /position (\d+)/.exec(json)?.[1];
    faults.push({ line: position === undefined ? 1 : lineAt(Number(position)), reason: json });
  }
  return {
    content: faults.length === 0 ? (JSON.parse(text) as unknown) : undefined,
    faults,
    lineOf: (path) => {
      const { offset, depth } = walk(document, path);
      return { line: lineAt(offset), depth };
    },
  };
}
