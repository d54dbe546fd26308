import type { z } from 'zod';
import type { devdockMethods } from '../../contract/devdock.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import type { LackingRow } from '../../contract/records.ts';
import type {
  BookedCard,
  OutboxRow,
  Refusal,
  UpstreamCallName,
  UpstreamCalls,
} from '../../contract/upstream.ts';
import { shanghaiDate, shanghaiDay } from '../../domain/calendar/shanghai.ts';
import { cardDesk, refuse, type Answer } from './cardDesk.ts';
import type { EcardBook } from './ecardBook.ts';
import { attachmentDesk } from './attachmentDesk.ts';
import { certificateDesk } from './certificateDesk.ts';
import { outboxDesk } from './outboxDesk.ts';
import type { StaffDesk } from './staffDesk.ts';
import type { KeptCard, UpstreamDatabase } from './upstreamDatabase.ts';

export type UpstreamBooks = z.infer<(typeof devdockMethods)['books']['out']>;

/** The work behind each call: synchronous, one transaction, no HTTP. `officerRefuses` = the fault "refuse". */
export type Desk = {
  readonly [Name in UpstreamCallName]: (
    input: z.output<UpstreamCalls[Name]['in']>,
    officerRefuses: boolean,
  ) => Answer<z.input<UpstreamCalls[Name]['out']>>;
};

export interface DeskOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly bankName: string;
  readonly photoOf: (permit: PermitRecord) => string;
  readonly ecards: Pick<EcardBook, 'check'>;
  readonly people: Pick<StaffDesk, 'list'>;
}

/** All calls of the contract over the books of the training upstream. */
export function upstreamDesk(database: UpstreamDatabase, options: DeskOptions): Desk {
  const isoNow = (): string => new Date(options.now()).toISOString();
  const cards = cardDesk(database, { ...options, today: () => shanghaiDate(options.now()) });
  const certificates = certificateDesk(database, { today: () => shanghaiDate(options.now()) });
  const attachments = attachmentDesk(database);
  const outbox = outboxDesk(database, { now: isoNow });
  const refused = refuse('refusedByOfficer', '经办人退回（培训） Refused by an officer (training)');
  const run = <Value>(officerRefuses: boolean, work: () => Answer<Value>): Answer<Value> =>
    officerRefuses ? refused : database.run(work);

  /** A retired station is given nothing new (H6); what it still has to send is taken, so that no row is lost. */
  const retired = (stationId: string | undefined): { readonly refusal: Refusal } | null =>
    stationId !== undefined && database.isRetired(stationId)
      ? refuse('stationRetired', '终端已停用 The station is retired')
      : null;

  return {
    health: ({ service }, officerRefuses) =>
      run(officerRefuses, () => ({ value: { service, inService: true, time: isoNow() } })),
    permitFeed: ({ cursor, limit }, officerRefuses) =>
      run(officerRefuses, () => {
        const feed = database.feedId(() => feedName(options.now()));
        // A cursor of another line of the feed is unknown here: everything is told from the beginning.
        const [line, place = ''] = cursor.split('.');
        const { records, ...rest } = readOn(line === feed ? place : '', limit, (sequence, count) =>
          database.feedAfter(sequence, count).map((entry) => ({ sequence: entry.sequence, record: entry })),
        );
        return {
          value: {
            permits: records.flatMap(({ record }) => record ?? []),
            gone: records.flatMap(({ gone }) => gone ?? []),
            feed,
            total: database.countPermits(),
            cursor: `${feed}.${rest.cursor}`,
            more: rest.more,
          },
        };
      }),
    withdrawnPapers: ({ cursor, limit }, officerRefuses) =>
      run(officerRefuses, () => {
        const { records, ...rest } = readOn(cursor, limit, database.withdrawnAfter);
        return { value: { papers: records, ...rest } };
      }),
    staffStanding: ({ stationId }, officerRefuses) =>
      run(officerRefuses, () => ({
        value: { stationId, staff: [...options.people.list()], at: isoNow() },
      })),
    permitVerify: ({ permitNumber }, officerRefuses) =>
      run(officerRefuses, () => {
        const permit = database.permit(permitNumber);
        return permit === null
          ? refuse('permitUnknown', '未找到该工作许可 No such work permit')
          : { value: { permit, at: isoNow() } };
      }),
    ecardCheck: ({ code, permitNumber }, officerRefuses) =>
      run(officerRefuses, () => ({
        value: { check: options.ecards.check(code, permitNumber), at: isoNow() },
      })),
    cardRegister: (input, officerRefuses) =>
      run(officerRefuses, () => retired(input.stationId) ?? cards.register(input)),
    cardLock: (input, officerRefuses) =>
      run(officerRefuses, () => retired(database.cardOfJob(input.jobKey)?.stationId) ?? cards.lock(input)),
    cardCertificate: (input, officerRefuses) => run(officerRefuses, () => certificates.certify(input)),
    cardQuery: (input, officerRefuses) => run(officerRefuses, () => ({ value: cards.query(input) })),
    cardPerson: (input, officerRefuses) =>
      run(officerRefuses, () => {
        const answer = cards.person(input);
        return 'value' in answer ? { value: { ...answer.value, at: isoNow() } } : answer;
      }),
    cardRelease: (input, officerRefuses) => run(officerRefuses, () => cards.release(input)),
    attachmentOffer: (input, officerRefuses) =>
      run(officerRefuses, () => ({ value: attachments.offer(input) })),
    attachmentPart: (input, officerRefuses) =>
      run(officerRefuses, () => {
        const value = attachments.part(input);
        return value === null
          ? refuse('wrongOrder', '未先声明该图片 The picture was not offered first')
          : { value };
      }),
    // A refusal of rows is told row by row: the batch itself is answered.
    outbox: ({ stationId, chainHead, chainSequence, chainLine = 0, rows }, officerRefuses) =>
      run(false, () => ({
        value: {
          results: officerRefuses
            ? outbox.refuseAll(rows)
            : outbox.batch(
                stationId,
                chainHead,
                rows,
                chainSequence === undefined ? undefined : { line: chainLine, sequence: chainSequence },
              ),
        },
      })),
    books: ({ stationId, date }, officerRefuses) =>
      run(officerRefuses, () => {
        const refusal = retired(stationId);
        if (refusal !== null) return refusal;
        const { from, to } = shanghaiDay(date);
        const ofDay = (at: string | null): boolean => at !== null && at >= from && at < to;
        const mine = database
          .cards()
          .filter((card) => card.stationId === stationId && card.state !== 'wasted');
        return {
          value: {
            reported: mine.filter((card) => ofDay(card.reportedAt)).map(booked),
            enabled: mine.filter((card) => ofDay(card.enabledAt)).map(booked),
          },
        };
      }),
    stationHead: ({ stationId, line, sequence, limit }, officerRefuses) =>
      run(officerRefuses, () => {
        const rows = database.rowsAfter(stationId, { line, sequence }, limit + 1);
        return {
          value: {
            newest: database.newestPlace(stationId),
            rows: rows.slice(0, limit).map(lacking),
            more: rows.length > limit,
          },
        };
      }),
  };
}

/** What a station lacks, without what the row says about anybody. */
const lacking = ({ id, kind, caseNumber, createdAt, payload }: OutboxRow): LackingRow => {
  const number = payload['number'];
  return { id, kind, caseNumber, number: typeof number === 'string' ? number.slice(0, 60) : null, createdAt };
};

const booked = ({ batch, cardNumber, cardIdentifier }: KeptCard): BookedCard => ({
  batch,
  cardNumber,
  cardIdentifier,
});

/** Everything upstream was told, as the DevDock and the tests compare it with the station's own books. */
export function readBooks(database: UpstreamDatabase): UpstreamBooks {
  const effects = database.effects();
  const count = (cardNumber: string, kind: string): number =>
    effects
      .filter((effect) => effect.card_number === cardNumber && effect.kind === kind)
      .reduce((sum, effect) => sum + effect.times, 0);
  return {
    cards: database
      .cards()
      .filter((card) => !card.released)
      .map((card) => ({
        batch: card.batch,
        cardNumber: card.cardNumber,
        permitNumber: card.permitNumber,
        state: card.state,
        ...(card.status !== null && { status: card.status }),
        reports: count(card.cardNumber, 'card.report'),
        enables: count(card.cardNumber, 'card.enable'),
        handOvers: count(card.cardNumber, 'card.handOver'),
      })),
    rows: database.rows(),
    effects: effects.map((effect) => ({ businessKey: effect.business_key, times: effect.times })),
  };
}

/** One page of a feed, from behind the cursor. */
function readOn<Entry>(
  cursor: string,
  limit: number,
  after: (
    sequence: number,
    limit: number,
  ) => readonly { readonly sequence: number; readonly record: Entry }[],
): { records: Entry[]; cursor: string; more: boolean } {
  const from = readCursor(cursor);
  const found = after(from, limit + 1);
  const page = found.slice(0, limit);
  return {
    records: page.map(({ record }) => record),
    cursor: cursorText(page.at(-1)?.sequence ?? from),
    more: found.length > limit,
  };
}

/** Named by the moment in which it began, milliseconds since 1970. */
export const feedName = (now: number): string => `f${now}`;

const cursorText = (sequence: number): string => `s${sequence}`;

/** An unknown cursor starts again from the beginning: the station then gets everything once more, which does no harm. */
function readCursor(cursor: string): number {
  const digits = /^s(\d{1,15})$/.exec(cursor)?.[1];
  return digits === undefined ? 0 : Number(digits);
}
