import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { RulePublisher } from '../../main/contract/station.ts';
import { resolvePack, type FileProblem, type PackFile } from '../../main/domain/rules/resolvePacks.ts';
import { packSignatureProblem, packSignatures } from '../../main/infra/crypto/packSignature.ts';
import { explainPack } from './explainPack.ts';
import { readPackText, type PackText } from './packText.ts';

export interface Checked {
  readonly exitCode: 0 | 1 | 2;
  readonly lines: readonly string[];
}

interface Read extends PackFile {
  readonly path: string;
  readonly text: PackText;
}

function readFolder(folder: string): Read[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      const text = readPackText(readFileSync(path, 'utf8'));
      return { file: name, path, text, content: text.content };
    });
}

/** The place that says most of the way to the problem; of two that say the same, the nearer one. */
function lineOf(problem: FileProblem, files: readonly Read[]): { file: string; line: number } {
  const found = problem.places.flatMap((place) => {
    const file = files.find((each) => each.file === place.file);
    if (!file) return [];
    const { line, depth } = file.text.lineOf(place.path);
    return [{ file: place.file, line, missing: place.path.length - depth }];
  });
  const best = found.toSorted((a, b) => a.missing - b.missing)[0];
  return best ?? { file: problem.file, line: 1 };
}

function signatureWords(file: Read, publishers: readonly RulePublisher[]): { bad: boolean; words: string } {
  const path = `${file.path}.sig`;
  if (!existsSync(path)) return { bad: true, words: `${file.file}: 没有签名文件 there is no signature file` };
  const { content } = readPackText(readFileSync(path, 'utf8'));
  const named = packSignatures.safeParse(content);
  const signers = named.success ? named.data.signatures.map((entry) => entry.publisher) : [];
  const known = publishers.filter(({ id }) => signers.includes(id));
  // A publisher whose key is not here cannot be checked: the station, which has the key, does that.
  if (named.success && known.length === 0)
    return { bad: false, words: `签名 signed by ${signers.join(', ')}（本机无其公钥 key not known here）` };
  const problem = packSignatureProblem(file.content, content, publishers);
  return problem === null
    ? { bad: false, words: `签名 signed by ${signers.join(', ')}` }
    : { bad: true, words: `${file.file}: 签名无效 bad signature: ${problem}` };
}

function checkFile(file: Read, files: readonly Read[], publishers: readonly RulePublisher[]): Checked {
  if (file.text.faults.length > 0)
    return {
      exitCode: 1,
      lines: file.text.faults.map(({ line, reason }) => `${file.file}:${line}: ${reason}`),
    };
  const resolved = resolvePack(file, files);
  if ('problems' in resolved)
    return {
      exitCode: 1,
      lines: resolved.problems.map((problem) => {
        const place = lineOf(problem, files);
        return `${place.file}:${place.line}: ${problem.path.join('.') || 'pack'}: ${problem.reason}`;
      }),
    };
  const signature = signatureWords(file, publishers);
  return signature.bad
    ? { exitCode: 1, lines: [signature.words] }
    : { exitCode: 0, lines: [...explainPack(resolved.pack), signature.words, ''] };
}

/**
 * Explains packs in words, or says in which file and line one is wrong. `wish`: a region (six digits), a file, or null for every pack of
 * `folder`. A file elsewhere is read together with its own folder.
 */
export function checkRules(
  wish: string | null,
  folder: string,
  publishers: readonly RulePublisher[],
): Checked {
  const isRegion = wish !== null && /^\d{6}$/.test(wish);
  const isFile = wish !== null && !isRegion;
  if (isFile && !existsSync(wish))
    return { exitCode: 2, lines: [`没有文件 there is no file ${basename(wish)}`] };
  const files = readFolder(isFile ? dirname(resolve(wish)) : folder);
  const chosen = files.filter(
    ({ file }) => wish === null || (isRegion ? file.startsWith(`${wish}-`) : file === basename(wish)),
  );
  if (chosen.length === 0)
    return { exitCode: 2, lines: [`没有这样的规则包 there is no such pack: ${wish ?? ''}`] };
  const checked = chosen.map((file) => checkFile(file, files, publishers));
  return {
    exitCode: checked.some(({ exitCode }) => exitCode !== 0) ? 1 : 0,
    lines: checked.flatMap(({ lines }) => lines),
  };
}
