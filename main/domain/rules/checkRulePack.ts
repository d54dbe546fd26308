import { weekday } from '../calendar/dates.ts';
import { photoProblems } from './checkPhotoPolicy.ts';
import { noticeWords } from './noticeWords.ts';
import { paperPrefix } from '../papers/paperCode.ts';
import { slipPrefix } from './readQr.ts';
import type { BusinessRule, Condition, RulePack } from './rulePack.ts';

/** What is wrong, and the keys down to it. */
export interface PackProblem {
  readonly path: readonly string[];
  readonly reason: string;
}

/** Codes that this program makes itself. */
const ownPrefixes = [slipPrefix, paperPrefix];

const problem = (path: readonly string[], reason: string): PackProblem => ({ path, reason });

function duplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** The pattern compiled, or why it cannot be; a pattern that does not name the whole text would take a part of one. */
function patternProblem(pattern: string): string | null {
  if (!pattern.startsWith('^') || !pattern.endsWith('$')) return 'must match the whole text (^…$)';
  try {
    return new RegExp(pattern, 'u').source === '' ? 'is empty' : null;
  } catch {
    return 'is no regular expression';
  }
}

function qrProblems(pack: RulePack): PackProblem[] {
  return pack.permitQr.flatMap((entry) => {
    const path = ['permitQr', entry.id, 'pattern'];
    const reason = patternProblem(entry.pattern);
    if (reason !== null) return [problem(path, reason)];
    return entry.pattern.includes('(?<permit>') ? [] : [problem(path, 'lacks the group "permit"')];
  });
}

/** Two readers that want the same text would make it depend on their order what a code is. */
function ecardProblems(pack: RulePack): PackProblem[] {
  const overlaps = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);
  return pack.ecardQr.flatMap(({ id, prefix, pattern, trainingOnly }) => {
    const path = ['ecardQr', id];
    const reason = pattern === undefined ? null : patternProblem(pattern);
    return [
      ...(reason === null ? [] : [problem([...path, 'pattern'], reason)]),
      ...[...pack.permitQr.map((entry) => entry.prefix), ...ownPrefixes]
        .filter((other) => overlaps(prefix, other))
        .map((other) => problem([...path, 'prefix'], `cannot be told from ${other}`)),
      // Whatever begins so leaves the station: "http" would send every link somebody holds under the scanner.
      ...(pattern === undefined && !trainingOnly && prefix.length < 12
        ? [
            problem(
              [...path, 'prefix'],
              'is too short for codes that are sent without a pattern (12 characters)',
            ),
          ]
        : []),
    ];
  });
}

function identifierProblems(pack: RulePack): PackProblem[] {
  return pack.identifiers.flatMap(({ id, pattern, good, bad }) => {
    const path = ['identifiers', id];
    const reason = patternProblem(pattern);
    if (reason !== null) return [problem([...path, 'pattern'], reason)];
    const takes = (text: string): boolean => new RegExp(pattern, 'u').test(text);
    return [
      ...good
        .filter((text) => !takes(text))
        .map((text) => problem([...path, 'good'], `the pattern refuses ${text}`)),
      ...bad.filter(takes).map((text) => problem([...path, 'bad'], `the pattern takes ${text}`)),
    ];
  });
}

const namesOf = ({ allOf, anyOf }: Condition): string[] => [...allOf, ...anyOf];

/** Whatever decides about a paper must be something that can be said at the desk or holds by itself. */
function situationProblems(type: BusinessRule): PackProblem[] {
  const path = ['businessTypes', type.type];
  const known: readonly string[] = [...type.offers, ...type.holds];
  const unsaid = (used: readonly string[], at: readonly string[]): PackProblem[] =>
    used
      .filter((name) => !known.includes(name))
      .map((name) => problem([...path, ...at], `${name} decides here, but nobody can say it (offers)`));
  return [
    ...type.documents.flatMap((row) => [
      ...unsaid(namesOf(row.when), ['documents', row.code, 'when']),
      ...row.waivedWhen.flatMap((waiver) =>
        unsaid(namesOf(waiver.when), ['documents', row.code, 'waivedWhen']),
      ),
      ...unsaid(row.form.authentication?.notWhen ?? [], ['documents', row.code, 'form', 'authentication']),
    ]),
    ...unsaid(type.grounds, ['grounds']),
    ...unsaid(
      type.newApplicationWhen.map((entry) => entry.situation),
      ['newApplicationWhen'],
    ),
    ...type.exemptions.flatMap((entry) => unsaid(entry.unless, ['exemptions'])),
  ];
}

function businessProblems(pack: RulePack): PackProblem[] {
  if (pack.businessTypes.length === 0) return [problem(['businessTypes'], 'is empty')];
  return pack.businessTypes.flatMap((type) => {
    const path = ['businessTypes', type.type];
    const atWindow = type.handledAt === 'window';
    return [
      ...(atWindow && type.documents.length === 0
        ? [problem([...path, 'documents'], 'a window needs at least one document')]
        : []),
      ...(!atWindow && type.elsewhere === null
        ? [problem([...path, 'elsewhere'], 'must say how and where it is done instead')]
        : []),
      ...type.documents
        .filter((row) => row.form.sealOrSignature && (row.form.seal === null || row.form.signature === null))
        .map((row) =>
          problem(
            [...path, 'documents', row.code, 'form'],
            'sealOrSignature needs both a seal and a signature',
          ),
        ),
      ...type.documents.flatMap((row) =>
        row.dateRules
          .filter((rule) => rule.field === 'passportExpiry' && row.code !== 'PASSPORT')
          .map(() =>
            problem([...path, 'documents', row.code, 'dateRules'], 'only PASSPORT has a passportExpiry'),
          ),
      ),
      ...situationProblems(type),
    ];
  });
}

function transitionProblems(pack: RulePack): PackProblem[] {
  const types = pack.businessTypes.map((entry) => entry.type);
  return pack.transition.flatMap((row) => {
    const path = ['transition', row.id];
    const { approvedBefore, approvedFrom, leadsTo } = row;
    return [
      ...(approvedBefore !== null && approvedFrom !== null && approvedFrom >= approvedBefore
        ? [
            problem(
              [...path, 'approvedFrom'],
              `no day is before ${approvedBefore} and from ${approvedFrom} on`,
            ),
          ]
        : []),
      ...(leadsTo !== null && !types.includes(leadsTo)
        ? [problem([...path, 'leadsTo'], `${leadsTo} is not in businessTypes`)]
        : []),
    ];
  });
}

function calendarProblems(pack: RulePack): PackProblem[] {
  const { holidays, makeUpDays, coversUntil } = pack.calendar;
  const days = [
    ...holidays.map((date) => ({ date, list: 'holidays' })),
    ...makeUpDays.map((date) => ({ date, list: 'makeUpDays' })),
  ];
  return [
    ...duplicates([...holidays, ...makeUpDays]).map((date) =>
      problem(['calendar', makeUpDays.includes(date) ? 'makeUpDays' : 'holidays'], `${date} is there twice`),
    ),
    ...days
      .filter(({ date }) => date > coversUntil)
      .map(({ date, list }) => problem(['calendar', list], `${date} is after coversUntil ${coversUntil}`)),
    ...makeUpDays
      .filter((date) => weekday(date) !== 0 && weekday(date) !== 6)
      .map((date) => problem(['calendar', 'makeUpDays'], `${date} is a working day anyway`)),
  ];
}

function noticeProblems(pack: RulePack): PackProblem[] {
  const entries = Object.entries(pack.notices);
  const series = duplicates(entries.map(([, notice]) => notice.series));
  return [
    ...entries
      .filter(([, notice]) => series.includes(notice.series))
      .slice(1)
      .map(([kind, notice]) =>
        problem(['notices', kind, 'series'], `series ${notice.series} is there twice`),
      ),
    ...entries.flatMap(([kind, notice]) =>
      noticeWords(kind).flatMap((word) => {
        const missing = (['zh', 'en'] as const).filter(
          (language) => !notice.paragraphs.some((paragraph) => paragraph[language].includes(`{${word}}`)),
        );
        return missing.map((language) =>
          problem(['notices', kind, 'paragraphs'], `never says {${word}} in ${language}`),
        );
      }),
    ),
  ];
}

function apostilleProblems({ apostille }: RulePack): PackProblem[] {
  return apostille.states.flatMap(({ country, from, source }) => {
    const path = ['apostille', 'states', country];
    return [
      ...(from < apostille.inForceFrom
        ? [problem([...path, 'from'], `${from} is before the Convention, ${apostille.inForceFrom}`)]
        : []),
      ...(apostille.sources[source] === undefined
        ? [problem([...path, 'source'], `there is no source ${source}`)]
        : []),
    ];
  });
}

/** What no schema can say about a pack: words that do not fit together. Empty = the pack is good. */
export function checkRulePack(pack: RulePack): PackProblem[] {
  return [
    ...(pack.version.startsWith(`${pack.region}-`)
      ? []
      : [problem(['version'], `must begin with the region ${pack.region}`)]),
    ...qrProblems(pack),
    ...ecardProblems(pack),
    ...businessProblems(pack),
    ...transitionProblems(pack),
    ...calendarProblems(pack),
    ...noticeProblems(pack),
    ...apostilleProblems(pack),
    ...identifierProblems(pack),
    ...photoProblems(pack.photo),
  ];
}
