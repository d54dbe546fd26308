import { success, type Failure, type Result } from '../../contract/result.ts';
import { checkRulePack, type PackProblem } from './checkRulePack.ts';
import { rulePack, type RulePack } from './rulePack.ts';

/** One file of `resources/rules`, read but not checked. */
export interface PackFile {
  readonly file: string;
  readonly content: unknown;
}

/** What is wrong with a pack, and where: the file that says it, and the keys down to it. */
export interface FileProblem extends PackProblem {
  readonly file: string;
  /** Other places that may have said it, nearest first: an overlay, its base, the entry of `documents` that a row is made from. */
  readonly places: readonly { readonly file: string; readonly path: readonly string[] }[];
}

type Json = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The overlay's word counts; maps are merged key by key, everything else is replaced. */
function merge(base: unknown, over: unknown): unknown {
  if (!isMap(base) || !isMap(over)) return over === undefined ? base : over;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])];
  return Object.fromEntries(keys.map((key) => [key, merge(base[key], over[key])]));
}

/** What every file says about itself, and no other file gets from it. */
const header = ['version', 'name', 'region', 'effectiveFrom'];
const nameless = (content: unknown): unknown =>
  isMap(content)
    ? Object.fromEntries(Object.entries(content).filter(([key]) => !header.includes(key)))
    : content;

/** Maps of the files that are lists in a pack, by the name that the key gets. `null` takes an entry out. */
const keyNames: Readonly<Record<string, string>> = {
  permitQr: 'id',
  ecardQr: 'id',
  businessTypes: 'type',
  removed: 'id',
  timing: 'id',
  transition: 'id',
  identifiers: 'id',
  offices: 'id',
  states: 'country',
};

function listOf(entries: unknown, keyName: string): unknown {
  if (!isMap(entries)) return entries;
  return Object.entries(entries)
    .filter(([, entry]) => entry !== null)
    .map(([key, entry]) => (isMap(entry) ? { [keyName]: key, ...entry } : entry));
}

/** Puts the words of a clause where a file only names it; a name without words stays, and is found by the check. */
function withClauses(value: unknown, clauses: Json): unknown {
  if (Array.isArray(value)) return value.map((entry) => withClauses(entry, clauses));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'clause' && typeof inner === 'string' ? (clauses[inner] ?? inner) : withClauses(inner, clauses),
    ]),
  );
}

/** Rows of a kind of business are the entries of `documents` with what the row changes. */
function withDocuments(type: unknown, library: Json): unknown {
  if (!isMap(type) || !isMap(type['documents'])) return type;
  const rows = Object.fromEntries(
    Object.entries(type['documents']).map(([code, row]) => [
      code,
      row === null ? null : merge(library[code] ?? {}, row),
    ]),
  );
  return { ...type, documents: listOf(rows, 'code') };
}

/** The files' form made into the form of a pack; nothing is checked here. */
function expand(source: Json): Json {
  const { extends: _extends, clauses, documents, ...rest } = source;
  const library = isMap(documents) ? documents : {};
  const worded = withClauses(rest, isMap(clauses) ? clauses : {}) as Json;
  const rows = withClauses(library, isMap(clauses) ? clauses : {}) as Json;
  const apostille = worded['apostille'];
  return Object.fromEntries(
    Object.entries({
      ...worded,
      ...(isMap(apostille)
        ? { apostille: { ...apostille, states: listOf(apostille['states'], 'country') } }
        : {}),
    }).map(([key, value]) => {
      const keyName = keyNames[key];
      if (keyName === undefined) return [key, value];
      const list = listOf(value, keyName);
      return [
        key,
        key === 'businessTypes' && Array.isArray(list) ? list.map((type) => withDocuments(type, rows)) : list,
      ];
    }),
  );
}

/** The place of a problem in the words of the files: an entry of a list is named by its key. */
function keyedPath(pack: unknown, path: readonly PropertyKey[]): string[] {
  let at: unknown = pack;
  let list = '';
  return path.map((step) => {
    const next: unknown =
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined;
    const keyName = list === 'documents' ? 'code' : keyNames[list];
    const named = Array.isArray(at) && keyName !== undefined && isMap(next) ? next[keyName] : undefined;
    at = next;
    list = String(step);
    return typeof named === 'string' ? named : String(step);
  });
}

const text = (content: unknown, key: string): string =>
  isMap(content) && typeof content[key] === 'string' ? content[key] : '';

/** Where the files may say what stands at `path`: overlay before base, the row before the entry of `documents` that it is made from. */
function placesOf(chain: readonly PackFile[], path: readonly string[]): FileProblem['places'] {
  const [top, , third, code, ...rest] = path;
  const inRow = top === 'businessTypes' && third === 'documents' && code !== undefined;
  const paths = inRow ? [path, ['documents', code, ...rest]] : [path];
  return chain.flatMap(({ file }) => paths.map((each) => ({ file, path: each })));
}

/**
 * The file and what it extends, nearest first. A pack extends a pack of another version that is at least as old; nothing in a circle.
 */
function chainOf(file: PackFile, files: readonly PackFile[]): PackFile[] | FileProblem {
  const chain = [file];
  for (let last = file; text(last.content, 'extends') !== '';) {
    const base = files.find((each) => text(each.content, 'version') === text(last.content, 'extends'));
    const problem = (reason: string): FileProblem => ({
      file: last.file,
      path: ['extends'],
      reason,
      places: [{ file: last.file, path: ['extends'] }],
    });
    if (!base) return problem(`there is no pack ${text(last.content, 'extends')}`);
    if (chain.includes(base)) return problem('extends itself');
    const since = text(last.content, 'effectiveFrom');
    if (since !== '' && text(base.content, 'effectiveFrom') > since)
      return problem('takes effect before the pack it extends');
    chain.push(base);
    last = base;
  }
  return chain;
}

/** One file with everything it extends, as a pack; or everything that is wrong with it. */
export function resolvePack(
  file: PackFile,
  files: readonly PackFile[],
): { readonly pack: RulePack } | { readonly problems: readonly FileProblem[] } {
  if (!isMap(file.content))
    return { problems: [{ file: file.file, path: [], reason: 'is no pack', places: [] }] };
  const chain = chainOf(file, files);
  if (!Array.isArray(chain)) return { problems: [chain] };
  const merged = chain
    .map((each) => each.content)
    .reduce((over, base) => merge(nameless(base), over)) as Json;
  const raw = expand(merged);
  const placed = ({ path, reason }: PackProblem): FileProblem => ({
    file: file.file,
    path,
    reason,
    places: placesOf(chain, path),
  });
  const parsed = rulePack.safeParse(raw);
  if (!parsed.success)
    return {
      problems: parsed.error.issues.flatMap((issue) => {
        const path = keyedPath(raw, issue.path);
        if (issue.code === 'unrecognized_keys')
          return issue.keys.map((key) => placed({ path: [...path, key], reason: 'is no key of a pack' }));
        const clause = path.at(-1) === 'clause' ? clauseNamed(raw, issue.path) : null;
        return placed({ path, reason: clause === null ? issue.message : `there is no clause ${clause}` });
      }),
    };
  const problems = checkRulePack(parsed.data);
  return problems.length === 0 ? { pack: parsed.data } : { problems: problems.map(placed) };
}

function clauseNamed(raw: unknown, path: readonly PropertyKey[]): string | null {
  const value = path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined,
    raw,
  );
  return typeof value === 'string' ? value : null;
}

/** A problem as the named error of the station. */
export function packFailure(problem: Pick<FileProblem, 'file' | 'path' | 'reason'>): Failure {
  const path = problem.path.join('.');
  const reason = `${problem.file}: ${path === '' ? '' : `${path}: `}${problem.reason}`;
  return { code: 'rulePackBad', detail: { file: problem.file, reason } };
}

/** Every file as a pack. Fails with `rulePackBad` at the first wrong one, and when a version is there twice. */
export function resolvePacks(files: readonly PackFile[]): Result<RulePack[]> {
  const packs: RulePack[] = [];
  for (const file of files) {
    const resolved = resolvePack(file, files);
    if (!('pack' in resolved)) {
      const [problem] = resolved.problems;
      return { ok: false, error: packFailure(problem ?? { file: file.file, path: [], reason: 'is wrong' }) };
    }
    const { pack } = resolved;
    if (packs.some((known) => known.version === pack.version))
      return {
        ok: false,
        error: packFailure({ file: file.file, path: ['version'], reason: `${pack.version} is there twice` }),
      };
    packs.push(pack);
  }
  return success(packs);
}
