import { z } from 'zod';
import type { Upstream, UpstreamOutcome } from '../../../../app/ports/outside.ts';
import type { UpstreamAccess } from '../../../../contract/hosts.ts';
import { answerOf, mappedUpstream, type CallHow, type MappedCalls } from '../mapped.ts';
import { createProvinceLink } from '../provinceLink.ts';
import { instantOfEpoch, slashDate } from '../wireTimes.ts';
import { preOpenLine } from './preOpenLine.ts';
import { preOpenRows } from './rowCalls.ts';
import {
  cardDataFrom,
  cardDataWire,
  cardRecordFrom,
  cardWire,
  personCardFrom,
  personCardWire,
} from './cardWire.ts';
import { certificateTypes, epoch, paths, permitFrom, permitWire, services } from './wire.ts';

export interface PreOpenOptions extends UpstreamAccess {
  /** Milliseconds for each request. Default 15 s. */
  readonly timeoutMs?: number;
}

const text = z.string().max(500);
const page = <Schema extends z.ZodType>(entry: Schema) =>
  z.object({ entries: z.array(entry).max(10_000), next: z.string().max(200), hasNext: z.boolean() });
const permitPage = page(permitWire).extend({
  removed: z.array(text).max(10_000).default([]),
  series: text.default(''),
  count: z.number().int().nullable().default(null),
});
const standing = z.object({ center: text, running: z.boolean(), clock: epoch });
const onePermit = z.object({ permit: permitWire, asOf: epoch });
const staffList = z.object({
  terminal: text,
  asOf: epoch,
  persons: z.array(z.object({ login: text, enabled: z.boolean(), duties: z.array(text).nullable() })),
});
const ecard = z.object({
  verdict: z.enum(['GOOD', 'EXPIRED', 'UNKNOWN', 'OTHER_PERSON']),
  owner: z.object({ permitNo: text, birthYear: z.number().int(), certificateTail: text }).nullable(),
  asOf: epoch,
});
const verdicts = { GOOD: 'valid', EXPIRED: 'expired', UNKNOWN: 'unknown', OTHER_PERSON: 'notYours' } as const;
const opened = z.object({ card: cardWire });
const dataGiven = z.object({ data: cardDataWire });
/** The contract says how long they may be. */
const certificateGiven = z.object({ certificate: z.string(), adminEnvelope: z.string().nullable() });
const cardList = z.object({ cards: z.array(cardWire).max(100) });
const personGiven = z.object({ insured: z.boolean(), cards: z.array(personCardWire).max(100), asOf: epoch });
const cancelled = z.object({ cancelled: z.boolean() });
const picture = z.object({ stored: z.number().int(), whole: z.boolean(), spoiled: z.boolean() });
const bookLine = z.object({ batchNo: text, cardNo: text, chipNo: text.nullable() });
const dayBooks = z.object({ completed: z.array(bookLine), activated: z.array(bookLine) });
const ledger = z.object({
  newest: z
    .object({ line: z.number().int(), position: z.number().int(), head: text, asOf: epoch })
    .nullable(),
  entries: z.array(
    z.object({
      requestNo: text,
      kind: text,
      caseNo: text.nullable(),
      paperNo: text.nullable(),
      madeAt: epoch,
    }),
  ),
  hasNext: z.boolean(),
});

/**
 * The adapter of 模拟省份乙, a simulated province in the style "pre-open, completed, active" (docs/adapters.md). Its request numbers are our
 * job keys and row ids, so that what is sent again is known there; rows go one by one.
 */
export function createPreOpen(options: PreOpenOptions): Upstream & { close(): Promise<void> } {
  const timeoutMs = options.timeoutMs ?? 15_000;
  const link = createProvinceLink(options, timeoutMs);
  const line = preOpenLine(link);
  const byPermit = (permitNumber: string) => ({
    certificateType: certificateTypes.workPermit,
    certificateNo: permitNumber,
  });
  const pictureOf = async (
    path: (typeof paths)['pictureOffer'] | (typeof paths)['picturePart'],
    body: object,
    how: CallHow,
  ) => {
    const said = await line.ask('queue', path, body, picture, how);
    if (said.kind !== 'done') return said;
    const { stored, whole, spoiled } = said.data;
    return answerOf({ received: stored, complete: whole, spoiled });
  };

  const calls: MappedCalls = {
    ...preOpenRows(line),

    async health({ service }, how) {
      const said = await line.ask(
        'queue',
        paths.standing,
        { center: services.to(service) },
        standing,
        how,
        service,
      );
      if (said.kind !== 'done') return said;
      const { center, running, clock } = said.data;
      return fitted({ service: services.from(center), inService: running, time: instantOfEpoch(clock) });
    },

    async permitFeed({ cursor, limit }, how) {
      const said = await line.ask(
        'permits',
        paths.permitChanges,
        { after: cursor, most: limit },
        permitPage,
        how,
      );
      if (said.kind !== 'done') return said;
      const { entries, removed, series, count, next, hasNext } = said.data;
      return fitted({
        permits: entries.map(permitFrom),
        gone: removed,
        feed: series,
        total: count,
        cursor: next,
        more: hasNext,
      });
    },

    async permitVerify({ permitNumber }, how) {
      const said = await line.ask('permits', paths.permit, byPermit(permitNumber), onePermit, how);
      return said.kind === 'done'
        ? fitted({ permit: permitFrom(said.data.permit), at: instantOfEpoch(said.data.asOf) })
        : said;
    },

    async withdrawnPapers({ cursor, limit }, how) {
      const asked = { after: cursor, most: limit };
      const said = await line.ask('queue', paths.withdrawn, asked, page(z.unknown()), how);
      if (said.kind !== 'done') return said;
      return fitted({ papers: said.data.entries, cursor: said.data.next, more: said.data.hasNext });
    },

    async staffStanding({ stationId }, how) {
      const said = await line.ask('queue', paths.staff, { terminal: stationId }, staffList, how);
      if (said.kind !== 'done') return said;
      const { terminal, asOf, persons } = said.data;
      return fitted({
        stationId: terminal,
        at: instantOfEpoch(asOf),
        staff: persons.map(({ login, enabled, duties }) => ({
          userName: login,
          active: enabled,
          ...(duties !== null && { roles: duties }),
        })),
      });
    },

    async ecardCheck({ code, permitNumber }, how) {
      const asked = { code, purpose: 1, person: permitNumber === null ? null : byPermit(permitNumber) };
      const said = await line.ask('cards', paths.ecard, asked, ecard, how);
      if (said.kind !== 'done') return said;
      const { verdict, owner, asOf } = said.data;
      const holder =
        owner === null
          ? null
          : { permitNumber: owner.permitNo, birthYear: owner.birthYear, passportTail: owner.certificateTail };
      const result = verdicts[verdict];
      return fitted({
        check: result === 'valid' ? { result, holder } : { result },
        at: instantOfEpoch(asOf),
      });
    },

    async cardRegister({ jobKey, stationId, permitNumber, passportNumber, replaces }, how) {
      const asked = {
        requestNo: jobKey,
        terminal: stationId,
        permitNo: permitNumber,
        certificateType: certificateTypes.passport,
        certificateNo: passportNumber,
        replacesCardNo: replaces ?? null,
      };
      const said = await line.askTwice('cards', paths.preOpen, asked, opened, how);
      return said.kind === 'done' || said.kind === 'before'
        ? fitted({ card: cardRecordFrom(said.data.card), resumed: said.kind === 'before' })
        : said;
    },

    async cardLock({ jobKey, batch, cardNumber }, how) {
      const asked = { requestNo: jobKey, batchNo: batch, cardNo: cardNumber };
      const said = await line.ask('cards', paths.cardData, asked, dataGiven, how);
      return said.kind === 'done' ? fitted({ data: cardDataFrom(said.data.data) }) : said;
    },

    async cardCertificate({ jobKey, batch, cardNumber, cardIdentifier, publicKey }, how) {
      const asked = {
        requestNo: jobKey,
        batchNo: batch,
        cardNo: cardNumber,
        chipNo: cardIdentifier,
        publicKey,
      };
      const said = await line.ask('certificates', paths.certificate, asked, certificateGiven, how);
      return said.kind === 'done'
        ? answerOf({ certificate: said.data.certificate, adminBox: said.data.adminEnvelope })
        : said;
    },

    async cardQuery({ permitNumber }, how) {
      const said = await line.ask('cards', paths.byPerson, byPermit(permitNumber), cardList, how);
      return said.kind === 'done' ? fitted({ cards: said.data.cards.map(cardRecordFrom) }) : said;
    },

    async cardPerson({ permitNumber }, how) {
      const said = await line.ask('cards', paths.person, byPermit(permitNumber), personGiven, how);
      if (said.kind !== 'done') return said;
      const { insured, cards, asOf } = said.data;
      return fitted({ insured, cards: cards.map(personCardFrom), at: instantOfEpoch(asOf) });
    },

    async cardRelease({ jobKey }, how) {
      const said = await line.askTwice('cards', paths.cancelPreOpen, { requestNo: jobKey }, cancelled, how);
      return said.kind === 'done' || said.kind === 'before'
        ? answerOf({ released: said.kind === 'done' && said.data.cancelled })
        : said;
    },

    attachmentOffer: ({ stationId, rowId, kind, digest, size }, how) =>
      pictureOf(
        paths.pictureOffer,
        { terminal: stationId, requestNo: rowId, kind, digest, length: size },
        how,
      ),

    attachmentPart: ({ stationId, digest, offset, bytes }, how) =>
      pictureOf(paths.picturePart, { terminal: stationId, digest, from: offset, content: bytes }, how),

    async books({ stationId, date }, how) {
      const asked = { terminal: stationId, day: slashDate(date) };
      const said = await line.ask('cards', paths.booksOfDay, asked, dayBooks, how);
      if (said.kind !== 'done') return said;
      const lines = (each: readonly z.infer<typeof bookLine>[]) =>
        each.map(({ batchNo, cardNo, chipNo }) => ({
          batch: batchNo,
          cardNumber: cardNo,
          cardIdentifier: chipNo,
        }));
      return answerOf({ reported: lines(said.data.completed), enabled: lines(said.data.activated) });
    },

    async stationHead({ stationId, line: chainLine, sequence, limit }, how) {
      const asked = { terminal: stationId, line: chainLine, position: sequence, most: limit };
      const said = await line.ask('queue', paths.ledgerPlace, asked, ledger, how);
      if (said.kind !== 'done') return said;
      const { newest, entries, hasNext } = said.data;
      return fitted({
        newest:
          newest === null
            ? null
            : {
                line: newest.line,
                sequence: newest.position,
                head: newest.head,
                at: instantOfEpoch(newest.asOf),
              },
        rows: entries.map(({ requestNo, kind, caseNo, paperNo, madeAt }) => ({
          id: requestNo,
          kind,
          caseNumber: caseNo,
          number: paperNo,
          createdAt: instantOfEpoch(madeAt),
        })),
        more: hasNext,
      });
    },
  };
  return { ...mappedUpstream(calls, timeoutMs), close: () => link.close() };
}

/** What a mapping made; `mappedUpstream` checks it by the contract's schema. */
const fitted = <Value>(value: unknown): UpstreamOutcome<Value> => answerOf(value as Value);
