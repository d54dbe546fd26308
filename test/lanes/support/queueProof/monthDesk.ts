import type { CaseId } from '../../../../main/contract/ids.ts';
import type { SamplePerson } from '../../../../main/training/people.ts';
import { value } from '../deskWork.ts';
import { pause } from './queueDesk.ts';
import type { OtherSide } from './otherSide.ts';
import type { ProofStation } from './proofStation.ts';

/** The desk over a month: one person after the other, every day opened and signed. */
export interface MonthDesk {
  openDay(): Promise<void>;
  /** The next person, from the scan to a decision; of four, one is accepted, one gets a list of what is missing, two need nothing. */
  serve(): Promise<void>;
  closeDay(): Promise<void>;
  nextMorning(): void;
  askForDrain(): Promise<void>;
  isDraining(): boolean;
  /** Resolves when nothing waits; fails after `limitMs`. */
  drained(limitMs: number): Promise<void>;
  /** Milliseconds from a scan to the case on the screen, of at most `count` new people, as long as `goOn`. */
  scanTimes(count: number, goOn: () => boolean): Promise<readonly number[]>;
  /** Receipts that the open day has as corrections of earlier days, sorted. */
  lateReceipts(): Promise<readonly string[]>;
  auditIntact(): Promise<boolean>;
}

const why = '培训原因 reason of the proof';
const dayMs = 86_400_000;
const patienceMs = 30_000;

export function monthDesk(station: ProofStation<OtherSide>, people: readonly SamplePerson[]): MonthDesk {
  const { clerk, supervisor, auditor } = station.screens;
  const waiting = people.values();
  station.waitPatiently();
  let served = 0;
  let draining = false;
  const opened: ((caseId: CaseId) => void)[] = [];
  clerk.on('caseOpened', (data) => opened.shift()?.((data as { caseId: CaseId }).caseId));

  /** A Notice under the scanner, until the case is on the screen. */
  const scan = async (): Promise<{
    readonly caseId: CaseId;
    readonly person: SamplePerson;
    readonly ms: number;
  }> => {
    const person = waiting.next().value;
    if (person === undefined) throw new Error('no people');
    const begun = performance.now();
    const caseId = await new Promise<CaseId>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no case was opened')), patienceMs);
      opened.push((id) => {
        clearTimeout(timer);
        resolve(id);
      });
      station.scan(person.noticeQr);
    });
    value(await clerk.methods.caseGet({ caseId }));
    return { caseId, person, ms: performance.now() - begun };
  };

  async function check(caseId: CaseId, person: SamplePerson, missing: readonly string[]): Promise<void> {
    station.layPassport(person.mrz);
    const end = Date.now() + patienceMs;
    let view = value(await clerk.methods.caseGet({ caseId }));
    while (view.passport === null) {
      if (Date.now() > end) throw new Error('the passport never came');
      await pause(1);
      view = value(await clerk.methods.caseGet({ caseId }));
    }
    for (const row of view.comparison.filter((each) => each.machine === 'needsEye'))
      value(await clerk.methods.caseConfirmField({ caseId, field: row.field, outcome: 'same' }));
    for (const { code } of view.documents.filter((each) => each.required && each.verdict === null))
      value(
        await clerk.methods.caseSetVerdict({
          caseId,
          document: code,
          verdict: missing.includes(code) ? 'missing' : 'matches',
        }),
      );
  }

  return {
    async openDay() {
      value(await supervisor.methods.dayOpen({}));
    },
    async serve() {
      const { caseId, person } = await scan();
      served += 1;
      const way = served % 4;
      if (way % 2 === 0) {
        value(await clerk.methods.caseNotNeeded({ caseId, reason: why }));
        return;
      }
      await check(caseId, person, way === 1 ? ['NCR'] : []);
      if (way === 1) value(await clerk.methods.caseSupplement({ caseId }));
      else value(await clerk.methods.caseAccept({ caseId }));
    },
    async closeDay() {
      const classes = value(await supervisor.methods.dayClasses({}));
      value(
        await supervisor.methods.dayCount({
          counts: classes.map((each, index) => ({ ...each, counted: index === 0 ? 24 : 4 })),
        }),
      );
      const { exceptions } = value(await supervisor.methods.dayFigures({}));
      const reasons = Object.fromEntries(
        exceptions.filter((each) => each.needsReason).map((each) => [each.key, why]),
      );
      value(
        await supervisor.methods.dayClose({
          password: 'zhengka-3',
          reasons,
          countersignature: { userName: 'chenjing', password: 'zhengka-4' },
        }),
      );
    },
    nextMorning: () => station.skip(dayMs),
    async askForDrain() {
      draining = true;
      value(await supervisor.methods.queueRetry({}));
      void watch();
    },
    isDraining: () => draining,
    async drained(limitMs) {
      const end = Date.now() + limitMs;
      while (draining) {
        if (Date.now() > end) throw new Error('the queue is not empty');
        await pause(20);
      }
    },
    async scanTimes(count, goOn) {
      const found: number[] = [];
      while (found.length < count && goOn()) found.push((await scan()).ms);
      return found;
    },
    async lateReceipts() {
      const classes = value(await supervisor.methods.dayClasses({}));
      value(
        await supervisor.methods.dayCount({
          counts: classes.map((each, index) => ({ ...each, counted: index === 0 ? 24 : 4 })),
        }),
      );
      const { corrections = [] } = value(await supervisor.methods.dayFigures({}));
      return corrections
        .filter(({ kind }) => kind === 'receipt')
        .map(({ outcome }) => outcome)
        .toSorted();
    },
    async auditIntact() {
      return value(await auditor.methods.auditVerify({})).intact;
    },
  };

  /** Looks now and then, as the strip at the foot of the screen does; nothing waits = the drain is over. */
  async function watch(): Promise<void> {
    for (;;) {
      const overview = value(await supervisor.methods.queueOverview({}));
      if (overview.waiting === 0) break;
      await pause(50);
    }
    draining = false;
  }
}
