import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The contents of every pack file in `<resourcesDir>/rules`, not yet checked. A file that is no JSON counts as an empty one. */
export function readRulePackFiles(resourcesDir: string): unknown[] {
  const folder = join(resourcesDir, 'rules');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => {
      try {
        return JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown;
      } catch {
        return {};
      }
    });
}
