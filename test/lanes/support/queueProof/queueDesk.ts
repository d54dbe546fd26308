import type { CaseView, NoticeView } from '../../../../main/contract/cases.ts';
import type { CaseId, RowId } from '../../../../main/contract/ids.ts';
import type { Result } from '../../../../main/contract/result.ts';
import type { QueueRowView } from '../../../../main/contract/sync.ts';
import type { ClockMove } from '../../../../main/contract/trainingClock.ts';
import type { SamplePerson } from '../../../../main/training/people.ts';
import type { ActKind, PlannedAct } from './queuePlan.ts';
import type { ProofStation } from './proofStation.ts';

/** What the people at the desk know to have done: the station has answered so, and from then on it must never be lost. */
export interface Promised {
  /** Cases that were opened. */
  readonly opened: Set<CaseId>;
  /** Decisions and ratings that were acknowledged, by case: how many of each kind. */
  readonly decisions: Map<CaseId, string[]>;
  readonly rated: Set<CaseId>;
  stockMoves: number;
  /** Calls whose outcome nobody heard: they may have happened. */
  unheardStockMoves: number;
}

export interface QueueDesk {
  readonly promised: Promised;
  /** Does one act as far as the cases allow it; what is refused is refused. Answers what came of it, in a word. */
  act(planned: PlannedAct): Promise<string>;
  /** Every refused row gets its next step from a supervisor. Answers how many there were. */
  settleRefused(how: number): Promise<number>;
  openRows(): Promise<readonly QueueRowView[]>;
  caseIds(): readonly CaseId[];
  counts(): Readonly<Record<'corrected' | 'withdrawn' | 'askedAgain', number>>;
}

const second = { userName: 'chenjing', password: 'zhengka-4' } as const;
const why = '培训原因 reason of the proof';
const peopleReady = 8;

/** The clerk, the supervisor and the others, over the methods of the screens. They know nothing of kills and faults. `pictures`: a photo is taken of everybody. */
export function queueDesk(station: ProofStation, pictures = false): QueueDesk {
  const { clerk, supervisor, keeper } = station.screens;
  const promised: Promised = {
    opened: new Set(),
    decisions: new Map(),
    rated: new Set(),
    stockMoves: 0,
    unheardStockMoves: 0,
  };
  const waiting: SamplePerson[] = station.people.slice(0, peopleReady);
  const owners = new Map<CaseId, SamplePerson>();
  const done = { corrected: 0, withdrawn: 0, askedAgain: 0 };

  /** The call again, when its host died before it answered: read calls are not sent again by the client. */
  const read = async <Value>(call: () => Promise<Result<Value>>): Promise<Value | null> => {
    for (let turn = 0; turn < 4; turn += 1) {
      const answer = await call();
      if (answer.ok) return answer.value;
      if (answer.error.code !== 'unavailable') return null;
      await station.settled();
    }
    return null;
  };
  const caseNow = async (caseId: CaseId): Promise<CaseView | null> =>
    read(async () => clerk.methods.caseGet({ caseId }));
  const word = (answer: Result<unknown>): string => (answer.ok ? 'done' : answer.error.code);

  const pick = async (which: number, fits: (view: CaseView) => boolean): Promise<CaseView | null> => {
    const ids = [...promised.opened];
    for (let turn = 0; turn < ids.length; turn += 1) {
      const id = ids[(Math.floor(which * ids.length) + turn) % ids.length];
      const view = id === undefined ? null : await caseNow(id);
      if (view !== null && fits(view)) return view;
    }
    return null;
  };
  const on = async (
    which: number,
    fits: (view: CaseView) => boolean,
    work: (view: CaseView) => Promise<Result<CaseView | NoticeView>>,
    decision?: string,
  ): Promise<string> => {
    const view = await pick(which, fits);
    if (view === null) return 'noCase';
    const answer = await work(view);
    if (answer.ok && decision !== undefined)
      promised.decisions.set(view.id, [...(promised.decisions.get(view.id) ?? []), decision]);
    return word(answer);
  };
  const open = ({ state }: CaseView): boolean => state === 'open' || state === 'supplement';
  const ended = ({ state }: CaseView): boolean => !['open', 'supplement', 'held'].includes(state);

  async function openCase(): Promise<string> {
    const person = waiting.shift();
    if (person === undefined) return 'nobodyWaits';
    const answer = await clerk.methods.caseOpenByNumber({ permitNumber: person.permitNumber });
    if (!answer.ok) {
      // Whoever was not served stands in line again; a case that was opened all the same is continued then.
      waiting.unshift(person);
      return answer.error.code;
    }
    promised.opened.add(answer.value.id);
    owners.set(answer.value.id, person);
    return 'done';
  }

  async function check(which: number, missing: number): Promise<string> {
    const view = await pick(which, (each) => open(each) && (each.passport === null || !each.accept.allowed));
    if (view === null) return 'noCase';
    let now: CaseView | null = view;
    if (view.passport === null) now = await passport(view.id);
    if (now === null) return 'noPassport';
    for (const row of now.comparison.filter((each) => each.machine === 'needsEye'))
      await clerk.methods.caseConfirmField({ caseId: view.id, field: row.field, outcome: 'same' });
    if (pictures && owners.has(view.id)) {
      const bytes = owners.get(view.id)?.photo() ?? new Uint8Array();
      await clerk.methods.casePhotoPut({ caseId: view.id, bytes, declaredOn: null });
    }
    let left = missing;
    for (const row of now.documents.filter((each) => each.required && each.verdict === null)) {
      const lacks = left > 0 && ['NCR', 'MEDICAL'].includes(row.code);
      if (lacks) left -= 1;
      await clerk.methods.caseSetVerdict({
        caseId: view.id,
        document: row.code,
        verdict: lacks ? 'missing' : 'matches',
      });
    }
    return 'done';
  }

  async function passport(caseId: CaseId): Promise<CaseView | null> {
    const person = owners.get(caseId);
    for (let turn = 0; turn < 3; turn += 1) {
      await clerk.methods.caseSelect({ caseId });
      station.layPassport(person?.mrz ?? []);
      for (let look = 0; look < 25; look += 1) {
        const view = await caseNow(caseId);
        if (view?.passport !== null && view !== null) return view;
        await pause(4);
      }
    }
    return null;
  }

  async function moveStock(): Promise<string> {
    const units = await read(async () => keeper.methods.stockList({}));
    const vault = (units ?? []).filter((unit) => unit.state === 'vault');
    const book = await read(async () => keeper.methods.stockBook({}));
    const clerkId = book?.clerks[0]?.clerkId;
    const [unit] = vault;
    if (unit === undefined || clerkId === undefined) return 'noBlank';
    const answer = await keeper.methods.stockMove({
      units: [unit.key],
      to: 'desk',
      clerkId,
      countersignature: { userName: 'zhaoqiang', password: 'zhengka-3' },
    });
    if (answer.ok) promised.stockMoves += 1;
    else if (isUnheard(answer)) promised.unheardStockMoves += 1;
    return word(answer);
  }

  async function closeDay(): Promise<string> {
    const classes = await read(async () => supervisor.methods.dayClasses({}));
    const counted = await supervisor.methods.dayCount({
      counts: (classes ?? []).map((each, index) => ({ ...each, counted: index === 0 ? 24 : 4 })),
    });
    if (!counted.ok) return counted.error.code;
    const figures = await read(async () => supervisor.methods.dayFigures({}));
    const reasons = Object.fromEntries(
      (figures?.exceptions ?? []).filter((each) => each.needsReason).map((each) => [each.key, why]),
    );
    return word(
      await supervisor.methods.dayClose({ password: 'zhengka-3', reasons, countersignature: second }),
    );
  }

  async function settle(row: QueueRowView, how: number): Promise<string> {
    const { id: rowId } = row;
    if (row.state === 'refused' && how < 0.4) {
      const answer = await supervisor.methods.queueCorrect({ rowId, reason: why });
      if (answer.ok) {
        done.corrected += 1;
        return 'corrected';
      }
      if (isUnheard(answer)) return 'unheard';
    }
    if (row.state === 'refused' && how > 0.85 && row.kind !== 'case.opened') {
      const answer = await supervisor.methods.queueWithdraw({ rowId, reason: why });
      if (answer.ok) {
        done.withdrawn += 1;
        return 'withdrawn';
      }
      if (isUnheard(answer)) return 'unheard';
    }
    const asked = await supervisor.methods.queueRetry({ rowId });
    if (asked.ok) done.askedAgain += 1;
    return word(asked);
  }

  const openRows = async (): Promise<readonly QueueRowView[]> => {
    for (let turn = 0; ; turn += 1) {
      const answer = await supervisor.methods.queueRows({ openOnly: true });
      if (answer.ok) return answer.value;
      if (answer.error.code !== 'unavailable' || turn > 4)
        throw new Error(`the queue cannot be read: ${answer.error.code}`);
      await station.settled();
    }
  };
  const settleRefused = async (how: number): Promise<number> => {
    const refused = (await openRows()).filter((row) => row.state !== 'waiting');
    for (const [index, row] of refused.entries()) await settle(row, (how + index * 0.37) % 1);
    return refused.length;
  };

  const acts: Readonly<Record<ActKind, (planned: PlannedAct) => Promise<string>>> = {
    open: openCase,
    check: async ({ which, how }) => check(which, how < 0.25 ? 1 : 0),
    accept: async ({ which }) =>
      on(
        which,
        (view) => view.accept.allowed,
        async ({ id }) => clerk.methods.caseAccept({ caseId: id }),
        'accepted',
      ),
    supplement: async ({ which }) =>
      on(
        which,
        (view) => view.supplement.allowed && view.notices.length < 2,
        async ({ id }) => clerk.methods.caseSupplement({ caseId: id }),
        'supplement',
      ),
    notNeeded: async ({ which }) =>
      on(
        which,
        open,
        async ({ id }) => clerk.methods.caseNotNeeded({ caseId: id, reason: why }),
        'notNeeded',
      ),
    notOurs: async ({ which }) =>
      on(
        which,
        open,
        async ({ id }) => clerk.methods.caseNotOurs({ caseId: id, authority: '培训机关 training authority' }),
        'notOurs',
      ),
    hold: async ({ which }) =>
      on(which, open, async ({ id }) => clerk.methods.caseHold({ caseId: id, reason: why }), 'held'),
    release: async ({ which }) =>
      on(
        which,
        ({ state }) => state === 'held',
        async ({ id }) =>
          clerk.methods.caseRelease({ caseId: id, finding: 'cleared', note: why, countersignature: second }),
        'released',
      ),
    refuse: async ({ which }) =>
      on(
        which,
        ({ state }) => state === 'accepted',
        async ({ id }) => supervisor.methods.caseRefuse({ caseId: id, reasons: [why] }),
        'refused',
      ),
    revoke: async ({ which }) =>
      on(
        which,
        ended,
        async ({ id }) => supervisor.methods.caseRevoke({ caseId: id, reason: why }),
        'revoked',
      ),
    correctPaper: async ({ which }) =>
      on(
        which,
        (view) => ended(view) && view.notices.length > 0,
        async ({ id, notices }) =>
          supervisor.methods.caseCorrect({
            caseId: id,
            noticeId: (notices.at(-1) as NoticeView).id,
            reason: why,
            correction: why,
          }),
        'corrected',
      ),
    slip: async ({ which, how }) =>
      on(
        which,
        () => true,
        async ({ id }) =>
          clerk.methods.noticeSlip({ caseId: id, kind: how < 0.5 ? 'registration' : 'insurance' }),
      ),
    async rate({ which, how }) {
      const view = await pick(which, (each) => ended(each) && !promised.rated.has(each.id));
      if (view === null) return 'noCase';
      const asked = await clerk.methods.ratingAsk({ caseId: view.id });
      if (!asked.ok) return asked.error.code;
      const given = await clerk.methods.ratingGive({ level: how < 0.5 ? 'verySatisfied' : 'dissatisfied' });
      if (given.ok) promised.rated.add(view.id);
      return word(given);
    },
    moveStock,
    closeDay,
    workOffline: async () => word(await supervisor.methods.queueWorkOffline({ on: true, reason: why })),
    workOnline: async () => word(await supervisor.methods.queueWorkOffline({ on: false })),
    cutNetwork: async () => Promise.resolve(network(false)),
    mendNetwork: async () => Promise.resolve(network(true)),
    officerRefuses: async ({ how }) => {
      station.other.upstream.setFault({ fault: 'refuse', calls: how < 0.7 ? 1 : 2, path: '/v1/outbox' });
      return Promise.resolve('done');
    },
    settleRefused: async ({ how }) => ((await settleRefused(how)) > 0 ? 'done' : 'noCase'),
    askAgain: async () => word(await clerk.methods.queueRetry({})),
    letTimePass: async ({ how }) => {
      station.skip([900, 4_000, 31_000, 400_000][Math.floor(how * 4)] ?? 4_000);
      await pause(3);
      return 'done';
    },
    async moveClock({ how }) {
      const ways = ['workingDay', 'day', 'real'] satisfies ClockMove[];
      const answer = await station.moveClock(ways[Math.floor(how * ways.length)] ?? 'day');
      return Number.isFinite(Number(answer)) ? 'done' : answer;
    },
    breathe: async ({ how }) => {
      await pause(Math.floor(how * 25));
      return 'done';
    },
  };

  function network(on: boolean): string {
    station.other.upstream.setNetwork(on);
    return 'done';
  }

  return {
    promised,
    act: async (planned) => acts[planned.act](planned),
    settleRefused,
    openRows,
    caseIds: () => [...promised.opened],
    counts: () => done,
  };
}

/** Nobody heard whether it was done: the host died twice, or died between the commit and its answer. */
const isUnheard = (answer: Result<unknown>): boolean =>
  !answer.ok && ['unavailable', 'internal', 'wrongState'].includes(answer.error.code);

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

export type { RowId };
