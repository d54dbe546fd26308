import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Text kept at a path: `read` gives null when there is none; `write` replaces it whole or not at all. */
export interface StateFile {
  read(): string | null;
  write(text: string): void;
}

export function stateFile(path: string): StateFile {
  return {
    read() {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return null;
      }
    },
    write(text) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, text);
      renameSync(`${path}.new`, path);
    },
  };
}
