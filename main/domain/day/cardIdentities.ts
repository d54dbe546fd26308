import { isPulledBack } from '../cards/jobReducer.ts';
import { inDay, type DayInputs, type DayJob, type DayUnit } from './dayInputs.ts';
import { finding, type Finding } from './finding.ts';
import { leftOver } from './unitDifferences.ts';

/** Ends of a job without a card. */
const failedStates: ReadonlySet<string> = new Set(['failed', 'retained']);
const endStates: ReadonlySet<string> = new Set(['handedOver', 'wasted', 'failed']);

/** 11.1b to 11.4: what became of blanks and cards, from the blanks on one side and from the jobs or their journals on the other. */
export function cardFindings(inputs: DayInputs): Finding[] {
  return [madeFinding(inputs), fedFinding(inputs), chainFinding(inputs), jobFinding(inputs)];
}

const nameOfJob = ({ caseNumber, unitTail }: DayJob): string =>
  [caseNumber, unitTail === null ? '' : `*${unitTail}`].filter(Boolean).join(' ');

/**
 * 11.1b. Left: blanks that became a card, as the stock has them. Right: made cards, as the jobs have them, by what became of each. A made card
 * that was destroyed as waste is one on both sides.
 */
function madeFinding(inputs: DayInputs): Finding {
  const made = inputs.jobs.filter((job) => job.visualOkAt !== null);
  const blanks = cardsInStock(inputs, made);
  const handedOver = made.filter((job) => job.handedOverAt !== null && job.state === 'handedOver');
  const destroyed = made.filter((job) => job.state === 'wasted');
  const retained = made.filter(isPulledBack);
  const held = made.filter((job) => job.handedOverAt === null && heldStates.has(job.state));
  const placed = new Set([...handedOver, ...destroyed, ...retained, ...held]);
  const key = (each: DayUnit | DayJob): string => ('key' in each ? each.key : (each.unitKey ?? each.id));
  const nobodysBlanks = leftOver<DayUnit | DayJob>(blanks, made, key);
  const blankless = leftOver<DayUnit | DayJob>(made, blanks, key);
  return finding(
    '11.1b',
    '成卡 = 已交付 + 留存 + 吞卡 + 销毁',
    'Cards made = handed over + held + retained + destroyed',
    blanks.length,
    placed.size,
    {
      names: [
        ...nobodysBlanks.map((unit) => ('tail' in unit ? `*${unit.tail}` : '')),
        ...[...blankless, ...made.filter((job) => !placed.has(job))].map((job) =>
          'caseNumber' in job ? nameOfJob(job) : '',
        ),
      ],
    },
  );
}

/** A made card that is with us: waiting for upstream, for its holder, or for a decision. */
const heldStates: ReadonlySet<DayJob['state']> = new Set([
  'visualOk',
  'pendingReport',
  'reported',
  'pendingEnable',
  'enabled',
  'conflict',
]);

function cardsInStock({ units, jobs, movements }: DayInputs, made: readonly DayJob[]): DayUnit[] {
  const known = new Set<string>(jobs.map(({ id }) => id));
  const wastedCards = new Set(
    made.flatMap(({ state, unitKey }) => (state === 'wasted' && unitKey !== null ? [unitKey] : [])),
  );
  const usedToday = new Set(movements.filter(({ to }) => to === 'used').map(({ unitKey }) => unitKey));
  return units.filter(
    ({ key, state, jobId }) =>
      (state === 'used' && ((jobId !== null && known.has(jobId)) || usedToday.has(key))) ||
      (state === 'wasted' && wastedCards.has(key)),
  );
}

/** States of a blank that was fed: with an outcome, or unresolved. */
const fedStates: ReadonlySet<string> = new Set(['used', 'wasted', 'hopper']);

/**
 * 11.2. Left: blanks that the journals say were read. Right: blanks that belong to a job of the day, without what its journal bound on days
 * before; a blank that moved for a job that nobody knows is one, too.
 */
function fedFinding(inputs: DayInputs): Finding {
  const feeds = inputs.feeds.filter((feed) => inDay(inputs, feed.at));
  const blanks = blanksWithOutcome(inputs);
  const ofFeed = ({ jobId, unitTail }: DayInputs['feeds'][number]): string => `${jobId} ${unitTail}`;
  const ofBlank = ({ jobId, tail }: DayUnit): string => `${jobId} ${tail}`;
  const names = [
    ...leftOver(feeds.map(ofFeed), blanks.map(ofBlank), String),
    ...leftOver(blanks.map(ofBlank), feeds.map(ofFeed), String),
  ].map((key) => {
    const [jobId, tail] = key.split(' ');
    const job = inputs.jobs.find(({ id }) => id === jobId);
    return [job?.caseNumber ?? jobId, `*${tail}`].join(' ');
  });
  return finding(
    '11.2',
    '进卡 = 使用 + 废卡 + 未定（一卡一任务）',
    'Blanks fed = used + wasted + unresolved (one job each)',
    feeds.length,
    blanks.length,
    { names },
  );
}

function blanksWithOutcome(inputs: DayInputs): DayUnit[] {
  const name = (jobId: string, tail: string): string => `${jobId} ${tail}`;
  const jobs = new Set<string>(inputs.jobs.map((job) => job.id));
  const moved = new Set(inputs.movements.filter(({ jobId }) => jobId !== null).map(({ unitKey }) => unitKey));
  const before = inputs.feeds
    .filter((feed) => feed.at < inputs.from)
    .map((feed) => name(feed.jobId, feed.unitTail));
  return inputs.units.filter(({ key, jobId, tail, state }) => {
    if (jobId === null || !fedStates.has(state) || !(jobs.has(jobId) || moved.has(key))) return false;
    const known = before.indexOf(name(jobId, tail));
    if (known >= 0) before.splice(known, 1);
    return known < 0;
  });
}

/** 11.3. H ⊆ A ⊆ R ⊆ P by their instants, and P∖R, R∖A, A∖H by the state that each of their members must be in. */
function chainFinding(inputs: DayInputs): Finding {
  const wrong = inputs.jobs.filter((job) => outOfOrder(job) || !lawfulStates(job).has(job.state));
  return finding(
    '11.3',
    '顺序颠倒的卡（交付 ⊆ 启用 ⊆ 回盘 ⊆ 目检）',
    'Cards out of order (handed over ⊆ enabled ⊆ reported ⊆ checked)',
    wrong.length,
    0,
    { names: wrong.map(nameOfJob) },
  );
}

function outOfOrder(job: DayJob): boolean {
  return (
    (job.handedOverAt !== null && job.enabledAt === null) ||
    (job.enabledAt !== null && job.reportedAt === null) ||
    (job.reportedAt !== null && job.visualOkAt === null)
  );
}

const states = (...each: DayJob['state'][]): ReadonlySet<DayJob['state']> => new Set(each);
const notMade = states(
  'ready',
  'locked',
  'fed',
  'written',
  'readBackOk',
  'printed',
  'failed',
  'wasted',
  'retained',
  'conflict',
);
const notReported = states('visualOk', 'pendingReport', 'conflict', 'wasted');
const notEnabled = states('reported', 'pendingEnable', 'conflict', 'wasted');
const notHandedOver = states('enabled', 'retained');
const handedOver = states('handedOver');

/** The states that fit how far a card has come (domain-rules 11.3: P∖R = pendingReport, R∖A = pendingEnable, A∖H = waiting). */
function lawfulStates(job: DayJob): ReadonlySet<DayJob['state']> {
  if (job.handedOverAt !== null) return handedOver;
  if (job.enabledAt !== null) return notHandedOver;
  if (job.reportedAt !== null) return notEnabled;
  return job.visualOkAt === null ? notMade : notReported;
}

/** 11.4. Left: what was open and what began. Right: what ended, by how, and what is open; a job whose end and state disagree is neither. */
function jobFinding(inputs: DayInputs): Finding {
  const { jobs } = inputs;
  const open = jobs.filter((job) => job.endedAt === null && !endStates.has(job.state));
  const ended = jobs.filter((job) => inDay(inputs, job.endedAt) && hasLawfulEnd(job));
  const started = jobs.filter((job) => inDay(inputs, job.startedAt));
  const neither = jobs.filter((job) =>
    job.endedAt === null ? endStates.has(job.state) : !hasLawfulEnd(job),
  );
  return finding(
    '11.4',
    '日初在制 + 新开 = 交付 + 废卡 + 失败 + 日末在制',
    'Open at start + started = handed over + wasted + failed + open',
    inputs.openJobsAtStart + started.length,
    ended.length + open.length,
    { names: neither.map(nameOfJob) },
  );
}

const hasLawfulEnd = ({ state }: DayJob): boolean =>
  state === 'handedOver' || state === 'wasted' || failedStates.has(state);
