import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { success, type Result } from '../../contract/result.ts';
import type { RulePublisher, StationProfile } from '../../contract/station.ts';
import { packFailure, type PackFile } from '../../domain/rules/resolvePacks.ts';
import { packSignatureProblem } from '../../infra/crypto/packSignature.ts';
import { trainingPublisher } from '../../training/rulePublisher.ts';

/** Whose packs a station takes: those that its profile names; in training also the training publisher's, whose key is no secret. */
export function acceptedPublishers(
  profile: Pick<StationProfile, 'mode' | 'rulePublishers'>,
): readonly RulePublisher[] {
  const named = profile.rulePublishers ?? [];
  return profile.mode === 'training' ? [...named, trainingPublisher] : named;
}

const nation = '100000';

/** A pack that says it is of another region; one that says nothing is read, and found to be bad. */
function isElsewhere(content: unknown, region: string): boolean {
  const { data } = z.object({ region: z.string() }).safeParse(content);
  return data !== undefined && data.region !== region && data.region !== nation;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The pack files of the folders that this region works with, its own and the national ones, each with a signature that an accepted publisher
 * made (B1); a folder may be missing. Packs of other regions are left unread: they cannot matter here, and checking a signature takes its
 * time. Contents are not yet checked. Fails with `rulePackBad`, whose detail names the file and the reason, at the first file that is no
 * JSON or is not properly signed.
 */
export function readRulePackFiles(
  folders: readonly string[],
  publishers: readonly RulePublisher[],
  region: string,
): Result<PackFile[]> {
  const files: PackFile[] = [];
  for (const folder of folders.filter((each) => existsSync(each))) {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    for (const file of names.toSorted()) {
      const content = readJson(join(folder, file));
      if (isElsewhere(content, region)) continue;
      const reason =
        content === undefined
          ? 'is no JSON'
          : packSignatureProblem(content, readJson(join(folder, `${file}.sig`)), publishers);
      if (reason !== null) return { ok: false, error: packFailure({ file, path: [], reason }) };
      files.push({ file, content });
    }
  }
  return success(files);
}
