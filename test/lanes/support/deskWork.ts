import type { CardJobView } from '../../../main/contract/cards.ts';
import type { CaseView } from '../../../main/contract/cases.ts';
import type { HandOverInput } from '../../../main/contract/handOver.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { Result } from '../../../main/contract/result.ts';
import type { StationClient } from '../../../main/hosts/runInline.ts';
import type { Training } from '../../../main/hosts/training/trainingHost.ts';
import type { SamplePerson } from '../../../main/training/people.ts';

/** Somebody of another role beside the clerk, for what is made a second time (C4). */
export const secondSignature = { userName: 'liuyang', password: 'zhengka-5' };

/** What a clerk does at the desk, over the same methods as the screen: a test tells the story and not the calls. */
export interface DeskWork {
  signIn(userName: string): Promise<void>;
  openDay(): Promise<void>;
  /** Scans the Notice, waits for the case. */
  scanNotice(person: SamplePerson): Promise<CaseView>;
  /** Lays the passport on the reader, waits until the case has it, and confirms by eye what the machine leaves open. */
  checkPassport(caseId: CaseId, person: SamplePerson): Promise<CaseView>;
  /** One verdict per document that needs one; `missing` ones are named. */
  verdicts(view: CaseView, missing?: readonly string[]): Promise<CaseView>;
  accept(caseId: CaseId): Promise<CaseView>;
  /** Everything up to an accepted case. */
  acceptPerson(person: SamplePerson): Promise<CaseView>;
  /** Starts the card of an accepted case; clerk and holder agree to its face, so that a blank is fed. */
  startCard(caseId: CaseId): Promise<CardJobView>;
  /** Waits for the face that clerk and holder have to look at, and agrees to it (D10). */
  agreeToFace(jobId: CardJobView['id']): Promise<CardJobView>;
  job(jobId: CardJobView['id']): Promise<CardJobView>;
  /** Asks until the job wants something else than waiting, or `until` holds. */
  settled(jobId: CardJobView['id'], until?: (job: CardJobView) => boolean): Promise<CardJobView>;
  /** Does what the job asks for, looking at the simulated machine as a person would, until it ends or waits for the network. */
  finishCard(jobId: CardJobView['id']): Promise<CardJobView>;
}

/** Longest wait for anything, so that a hang fails with a name and not with the runner's limit. */
const patienceMs = 20_000;
const askEveryMs = 20;

export function deskWork(training: Training, client: StationClient): DeskWork {
  const { methods } = client;
  const { counter, ready } = training;

  const until = async <Value>(what: string, ask: () => Promise<Value | null>): Promise<Value> => {
    const end = Date.now() + patienceMs;
    let last: Value | null = null;
    while (Date.now() < end) {
      last = await ask();
      if (last !== null) return last;
      await new Promise((resolve) => setTimeout(resolve, askEveryMs));
    }
    throw new Error(`waited ${patienceMs} ms for ${what}`);
  };
  const caseNow = async (caseId: CaseId): Promise<CaseView> => value(await methods.caseGet({ caseId }));
  const job: DeskWork['job'] = async (jobId) => value(await methods.cardJob({ jobId }));
  const settled: DeskWork['settled'] = async (jobId, holds = (each) => each.next !== 'wait') =>
    until('the card job', async () => {
      const now = await job(jobId);
      return holds(now) || isEnd(now) ? now : null;
    });

  const work: DeskWork = {
    async signIn(userName) {
      const person = ready.seed.staff.find((each) => each.userName === userName);
      value(await methods.signIn({ userName, password: person?.password ?? '' }));
    },
    async openDay() {
      value(await methods.dayOpen({}));
    },
    async scanNotice(person) {
      await devicesReady(client, ['scanner', 'passportReader']);
      counter.scanner.scan(person.noticeQr);
      return until('the case', async () => {
        const { caseId } = value(await methods.caseCurrent({}));
        if (caseId === null) return null;
        const view = await caseNow(caseId);
        return view.snapshot.record.permitNumber === person.permitNumber ? view : null;
      });
    },
    async checkPassport(caseId, person) {
      counter.passportReader.show(person.mrz);
      let view = await until('the passport', async () => {
        const now = await caseNow(caseId);
        return now.passport === null ? null : now;
      });
      for (const row of view.comparison.filter((each) => each.machine === 'needsEye')) {
        view = value(await methods.caseConfirmField({ caseId, field: row.field, outcome: 'same' }));
      }
      return view;
    },
    async verdicts(view, missing = []) {
      let now = view;
      for (const row of view.documents.filter((each) => each.required && each.verdict === null)) {
        const verdict = missing.includes(row.code) ? 'missing' : 'matches';
        now = value(await methods.caseSetVerdict({ caseId: view.id, document: row.code, verdict }));
      }
      return now;
    },
    async accept(caseId) {
      return value(await methods.caseAccept({ caseId }));
    },
    async acceptPerson(person) {
      const opened = await work.scanNotice(person);
      const compared = await work.checkPassport(opened.id, person);
      await work.verdicts(compared);
      return work.accept(opened.id);
    },
    async startCard(caseId) {
      const started = value(await methods.cardStart({ caseId }));
      return work.agreeToFace(started.id);
    },
    async agreeToFace(jobId) {
      await settled(jobId, ({ next }) => next === 'confirmFace');
      return value(await methods.cardConfirmFace({ jobId, good: true }));
    },
    job,
    settled,
    async finishCard(jobId) {
      for (let turn = 0; turn < 30; turn += 1) {
        const now = await settled(jobId, (each) => each.next !== 'wait' || waitsForUpstream(each));
        if (isEnd(now) || waitsForUpstream(now)) return now;
        await doNext(now);
      }
      throw new Error('the card job never came to an end');
    },
  };

  /** The printer in which this blank lies: a kiosk's card is made by the kiosk's own. */
  const machineWith = (tail: string | null): Training['counter']['printer'] => {
    const { inside, output } = counter.kioskPrinter.state();
    const cards = [...output, ...(inside === null ? [] : [inside.card])];
    const there = tail !== null && cards.some(({ bankCardNumber }) => bankCardNumber.endsWith(tail));
    return there ? counter.kioskPrinter : counter.printer;
  };

  /** A person looks and presses the key that the screen offers. */
  const doNext = async (now: CardJobView): Promise<void> => {
    const jobId = now.id;
    const machine = machineWith(now.blankTail);
    const { output, inside } = machine.state();
    // A kiosk's printer keeps the printed card behind its bezel, where it is looked at.
    const behindBezel = machine === counter.kioskPrinter && inside?.at === 'print' ? inside.card : undefined;
    const lying = output.at(-1) ?? behindBezel;
    switch (now.next) {
      case 'confirmVisual':
        value(
          await methods.cardConfirmVisual({
            jobId,
            good: lying !== undefined && lying.faces === 1 && !lying.damaged,
          }),
        );
        return;
      case 'settle': {
        const cardIs = lying !== undefined ? 'output' : inside !== null ? 'printer' : 'nowhere';
        const card = lying ?? inside?.card;
        const face =
          card === undefined || card.faces === 0 ? 'blank' : card.damaged ? 'incomplete' : 'complete';
        value(await methods.cardSettle({ jobId, cardIs, face }));
        return;
      }
      case 'begin':
        value(await methods.cardBegin({ jobId }));
        return;
      case 'confirmFace':
        value(await methods.cardConfirmFace({ jobId, good: true }));
        return;
      case 'release':
        value(await methods.cardRelease({ jobId }));
        return;
      case 'resume':
        // A card that is made again takes a second person.
        value(
          await methods.cardResume({
            jobId,
            ...(now.remake === true && { countersignature: secondSignature }),
          }),
        );
        return;
      case 'handOver':
        machine.takeFromOutput();
        value(await methods.cardHandOver(handedOverTo(now)));
        return;
      case 'wait':
      case 'resolveConflict':
      case 'none':
        throw new Error(`nothing to press in ${now.state}`);
    }
  };
  return work;
}

/** What the desk says when the holder stands there, is known by eye and signs on paper; at a bezel the kiosk's attendant stands for it. */
export function handedOverTo(
  job: Pick<CardJobView, 'id' | 'handOver'>,
): { readonly jobId: CardJobView['id'] } & HandOverInput {
  return {
    jobId: job.id,
    recipient: 'holder',
    phone: '0755 00000000',
    identity: { how: 'byEye', document: 'residencePermit', lastFour: '0001' },
    proof: { kind: job.handOver?.atBezel === true ? 'atBezel' : 'onPaper' },
    pin: job.handOver?.holderPin === true ? 'changed' : 'notAvailable',
  };
}

/** Resolves when the devices are online; the status bar says so. */
export async function devicesReady(client: StationClient, ids: readonly string[]): Promise<void> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const { devices } = value(await client.methods.stationStatus({}));
    if (ids.every((id) => devices.some((each) => each.id === id && each.status === 'online'))) return;
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
  throw new Error(`devices not ready: ${ids.join(' ')}`);
}

export function value<Value>(result: Result<Value>): Value {
  if (!result.ok)
    throw new Error(`refused: ${result.error.code} ${JSON.stringify(result.error.detail ?? {})}`);
  return result.value;
}

const ends: ReadonlySet<CardJobView['state']> = new Set([
  'handedOver',
  'failed',
  'wasted',
  'retained',
  'conflict',
]);
export function isEnd(job: CardJobView): boolean {
  return ends.has(job.state);
}
const waitsForUpstream = (job: CardJobView): boolean =>
  job.next === 'wait' && ['pendingReport', 'pendingEnable'].includes(job.state);
