/** Finds many byte sequences in one pass: Aho and Corasick's automaton, written out as a table. Letters A to Z are taken in either case. */
export interface ByteMatcher {
  /** Calls `found` with the index of each sequence, once per sequence however often it stands there. */
  search(bytes: Uint8Array, found: (index: number) => void): void;
}

const fold = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);

/** Time grows with the bytes that are searched, not with the number of sequences: thousands of them in a gigabyte are a matter of seconds. */
export function byteMatcher(sequences: readonly Uint8Array[]): ByteMatcher {
  const most = sequences.reduce((sum, { length }) => sum + length, 1);
  const next = new Int32Array(most * 256).fill(-1);
  const fails = new Int32Array(most);
  const ends: number[][] = [[]];
  let states = 1;
  for (const [index, sequence] of sequences.entries()) {
    let state = 0;
    for (const byte of sequence) {
      const at = state * 256 + fold(byte);
      if (next[at] === -1) {
        next[at] = states;
        ends[states] = [];
        states += 1;
      }
      state = next[at] ?? 0;
    }
    if (sequence.length > 0) ends[state]?.push(index);
  }
  // Breadth first: where a path breaks off, the longest end of it that begins another path.
  const queue: number[] = [];
  for (let byte = 0; byte < 256; byte += 1) {
    const child = next[byte] ?? -1;
    if (child === -1) next[byte] = 0;
    else queue.push(child);
  }
  for (let head = 0; head < queue.length; head += 1) {
    const state = queue[head] ?? 0;
    const back = fails[state] ?? 0;
    for (let byte = 0; byte < 256; byte += 1) {
      const at = state * 256 + byte;
      const child = next[at] ?? -1;
      const through = next[back * 256 + byte] ?? 0;
      if (child === -1) next[at] = through;
      else {
        fails[child] = through;
        ends[child] = [...(ends[child] ?? []), ...(ends[through] ?? [])];
        queue.push(child);
      }
    }
  }
  const hits = Uint8Array.from({ length: states }, (_, state) => ((ends[state]?.length ?? 0) > 0 ? 1 : 0));
  const folded = Uint8Array.from({ length: 256 }, (_, byte) => fold(byte));
  return {
    search(bytes, found) {
      const told = new Set<number>();
      let state = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        state = next[state * 256 + (folded[bytes[at] as number] as number)] as number;
        if (hits[state] === 1)
          for (const index of ends[state] ?? [])
            if (!told.has(index)) {
              told.add(index);
              found(index);
            }
      }
    },
  };
}
