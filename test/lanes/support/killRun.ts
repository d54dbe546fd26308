import type { CardJobView } from '../../../main/contract/cards.ts';
import type { CaseView } from '../../../main/contract/cases.ts';
import type { QueueRowView } from '../../../main/contract/sync.ts';
import type { SimulatedCard } from '../../../drivers/sim/evolisMachine.ts';
import type { SamplePerson } from '../../../main/training/people.ts';
import { deskWork, isEnd, secondSignature, value, type DeskWork } from './deskWork.ts';
import type { KillableStation } from './killableStation.ts';
import { roundedCard, type KillPlan, type UndisturbedCard } from './killPlan.ts';
import { writeCounter, type WriteCounter } from './writeCounter.ts';

/** What became of one card. */
export interface CardEnd {
  readonly person: SamplePerson;
  readonly job: CardJobView;
  /** Did the kill of the plan happen? A cut behind the last byte does not. */
  readonly struck: boolean;
  /** The blank was spoiled and the card made again on another one. */
  readonly remade: boolean;
  /** Somebody had to look into the printer. */
  readonly asked: boolean;
  /** Upstream refused the report; a supervisor had it asked again. */
  readonly refused: boolean;
}

/** Cards that left the machine, by who has them now. */
export interface Hands {
  readonly holders: SimulatedCard[];
  readonly desk: SimulatedCard[];
}

export interface KillDesk {
  readonly station: KillableStation;
  readonly hands: Hands;
  readonly writes: WriteCounter;
  /** The day is open, a clerk sits at the window. */
  begin(): Promise<void>;
  /** A card without any disturbance, and what it took. */
  undisturbed(person: SamplePerson): Promise<{ readonly end: CardEnd; readonly card: UndisturbedCard }>;
  run(person: SamplePerson, plan: KillPlan): Promise<CardEnd>;
}

/** Longest wait for anything, so that a hang fails with a name; a busy machine starts a host in half a minute. */
const patienceMs = 240_000;
const askEveryMs = 20;
/** Nobody presses a key twice within this time; a machine that was just started again must find a quiet line. */
const pressEveryMs = 200;
const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** The people at the desk of a station whose hosts die: they look at what the screen says and do it, and know nothing of the kill. */
export function killDesk(station: KillableStation): KillDesk {
  const { client, training } = station;
  const { methods } = client;
  const { counter, upstream } = training;
  const desk: DeskWork = deskWork(training, client);
  const hands: Hands = { holders: [], desk: [] };
  const printerLine = station.lines.get('cardPrinter');
  const chipLine = station.lines.get('chipReader');
  if (printerLine === undefined || chipLine === undefined) throw new Error('no line to the printer');
  const writes = writeCounter(chipLine, () => counter.printer.cardAtStation()?.bankCardNumber ?? null);

  // Whoever takes the card out of the printer has it from then on.
  const take = counter.printer.takeFromOutput;
  const toHolder = (): SimulatedCard | null => {
    const card = take();
    if (card !== null) hands.holders.push(card);
    return card;
  };
  Object.assign(counter.printer, { takeFromOutput: toHolder });

  const openRows = async (): Promise<readonly QueueRowView[]> =>
    value(await methods.queueRows({ openOnly: true }));
  const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
    const end = Date.now() + patienceMs;
    let last: unknown = null;
    while (Date.now() < end) {
      try {
        if (await holds()) return;
      } catch (thrown) {
        // A host that is being started again answers nothing yet.
        last = thrown;
      }
      await sleep(askEveryMs);
    }
    throw new Error(`waited ${patienceMs} ms for ${what}${last instanceof Error ? `: ${last.message}` : ''}`);
  };
  const drained = (): Promise<void> =>
    until('the queue to be empty', async () => {
      const open = await openRows();
      if (open.length > 0 && open.every(({ state }) => state === 'waiting')) await methods.queueRetry({});
      return open.length === 0;
    });

  const machineIsUp = async (): Promise<boolean> => {
    const { devices } = value(await methods.stationStatus({}));
    return ['cardPrinter', 'chipReader'].every((id) =>
      devices.some((each) => each.id === id && each.status === 'online'),
    );
  };

  /** Goes on with the card as the screen says until it has an end. */
  const finish = async (person: SamplePerson, view: CaseView): Promise<Omit<CardEnd, 'struck'>> => {
    let remade = false;
    let asked = false;
    let refused = false;
    let ended: CardJobView | null = null;
    await until(`the card of ${person.id}`, async () => {
      const job = value(await methods.cardJobs({})).find((each) => each.caseId === view.id);
      if (job === undefined) {
        value(await methods.cardStart({ caseId: view.id }));
        return false;
      }
      if (job.state === 'handedOver') {
        ended = job;
        return true;
      }
      asked ||= job.next === 'settle';
      remade ||= job.attempt > 1;
      if (job.state === 'wasted' && job.place === 'desk') {
        // The spoiled card is taken out before the next one comes.
        const spoiled = take();
        if (spoiled !== null) hands.desk.push(spoiled);
      }
      if (job.next === 'resume' && isEnd(job)) {
        value(
          await methods.cardResume({
            jobId: job.id,
            ...(job.remake === true && { countersignature: secondSignature }),
          }),
        );
        return false;
      }
      if (isEnd(job)) throw new Error(`the card ended as ${job.state}`);
      const [row] = (await openRows()).filter((each) => each.caseId === view.id && each.state === 'refused');
      if (row !== undefined) {
        refused = true;
        if (row.owner === '') throw new Error('a refused row without an owner');
        await desk.signIn('zhaoqiang');
        value(await methods.queueRetry({ rowId: row.id }));
        await desk.signIn('limin');
        return false;
      }
      if (job.next === 'wait') {
        if (['pendingReport', 'pendingEnable'].includes(job.state)) await methods.queueRetry({});
        return false;
      }
      if (job.problem !== null) await sleep(pressEveryMs);
      // Nobody presses "go on" while the screen says that the machine is not there.
      if (job.next === 'resume' && !(await machineIsUp())) return false;
      await desk.finishCard(job.id);
      return false;
    });
    if (ended === null) throw new Error('no end');
    return { person, job: ended, remade, asked, refused };
  };

  const accept = async (person: SamplePerson): Promise<CaseView> => {
    const view = await desk.acceptPerson(person);
    await drained();
    return view;
  };

  return {
    station,
    hands,
    writes,
    async begin() {
      await desk.signIn('zhaoqiang');
      await desk.openDay();
      await desk.signIn('limin');
    },
    async undisturbed(person) {
      const view = await accept(person);
      await station.armJournal(null, 'core');
      printerLine.arm(null, () => undefined);
      const end = { ...(await finish(person, view)), struck: false };
      await drained();
      const card = roundedCard({
        journal: [...station.journal()],
        toDevice: printerLine.passed('toDevice'),
        toHost: printerLine.passed('toHost'),
      });
      return { end, card };
    },
    async run(person, plan) {
      const view = await accept(person);
      const before = station.kills()[plan.victim];
      for (const fault of plan.faults) upstream.setFault(fault);
      await station.armJournal(plan.trigger, plan.victim);
      printerLine.arm(plan.cut, () => station.kill(plan.victim));
      const end = await finish(person, view);
      const struck = station.kills()[plan.victim] > before;
      printerLine.arm(null, () => undefined);
      for (const fault of plan.faults) upstream.setFault({ ...fault, calls: 0 });
      await station.settled();
      if (!struck && plan.trigger !== null) await station.armJournal(null, plan.victim);
      await drained();
      return { ...end, struck };
    },
  };
}
