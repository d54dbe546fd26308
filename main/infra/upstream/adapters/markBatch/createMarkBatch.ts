import { z } from 'zod';
import type { Upstream, UpstreamOutcome } from '../../../../app/ports/outside.ts';
import type { UpstreamAccess } from '../../../../contract/hosts.ts';
import type { UpstreamService } from '../../../../contract/station.ts';
import { answerOf, mappedUpstream, type CallHow, type MappedCalls, type Stop } from '../mapped.ts';
import { createProvinceLink } from '../provinceLink.ts';
import { compactDate, instantOfStamp } from '../wireTimes.ts';
import { markBatchCards } from './cardCalls.ts';
import type { Fields } from './form.ts';
import { doneOf, markBatchLine } from './markBatchLine.ts';
import { markBatchRows } from './rowCalls.ts';
import { permitFrom, permitWire, services, transactions, type Transaction } from './wire.ts';

export interface MarkBatchOptions extends UpstreamAccess {
  /** Milliseconds for each request. Default 15 s. */
  readonly timeoutMs?: number;
  /** Milliseconds since 1970. Default: the computer's clock. */
  readonly now?: () => number;
  /** See `RowCallsOptions`. Default 60 s, which is longer than any time limit of ours. */
  readonly settleMs?: number;
}

const text = z.string().max(500);
const listOf = <Schema extends z.ZodType>(entry: Schema) =>
  z.object({ lb: z.array(entry).max(10_000), yb: z.string().max(200), gd: z.enum(['0', '1']) });
const permitPage = listOf(permitWire).extend({
  zx: z.array(text).max(10_000).default([]),
  xl: text.default(''),
  zs: z.string().default(''),
});
const standing = z.object({ fwbm: text, zt: z.enum(['0', '1']), sj: text });
const onePermit = z.object({ xk: permitWire, sj: text });
const staffList = z.object({
  zdbh: text,
  sj: text,
  lb: z.array(z.object({ yhm: text, zt: z.enum(['0', '1']), js: z.string().max(400) })),
});
const ecardAnswer = z.object({ jg: text, xkzh: text, csn: text, hzws: text, sj: text });
const picture = z.object({
  ysd: z.string().regex(/^\d{1,10}$/),
  qs: z.enum(['0', '1']),
  sh: z.enum(['0', '1']),
});
const bookLine = z.object({ pch: text, kh: text, ksbm: text });
const bookPages = z.object({ hp: z.array(bookLine), qy: z.array(bookLine) });
const ledger = z.object({
  zx: z.object({ xl: z.string(), xh: z.string(), tou: text, sj: text }).nullable(),
  lb: z.array(z.object({ lsid: text, lx: text, bdbh: text, hm: text, cjsj: text })),
  gd: z.enum(['0', '1']),
});
/** 有效 / 过期 / 未知 / 非本人. */
const ecardResults: Readonly<Record<string, string>> = {
  '1': 'valid',
  '2': 'expired',
  '3': 'unknown',
  '4': 'notYours',
};

/**
 * The adapter of 模拟省份甲, a simulated province in the style "mark, batch, data, report, enable" (docs/adapters.md). GB18030 both ways, form
 * fields, one transaction code for each step, no idempotency keys.
 */
export function createMarkBatch(options: MarkBatchOptions): Upstream & { close(): Promise<void> } {
  const timeoutMs = options.timeoutMs ?? 15_000;
  const link = createProvinceLink(options, timeoutMs);
  const line = markBatchLine(link);
  const done = async <Schema extends z.ZodType>(
    service: UpstreamService,
    transaction: Transaction,
    fields: Fields,
    schema: Schema,
    how: CallHow,
  ): Promise<{ readonly kind: 'done'; readonly data: z.output<Schema> } | Stop> =>
    doneOf(await line.ask(service, transaction, fields, schema, how), transaction);

  const calls: MappedCalls = {
    ...markBatchCards(line),
    ...markBatchRows(line, { now: options.now ?? Date.now, settleMs: options.settleMs ?? 60_000 }),

    async health({ service }, how) {
      const said = await done(service, transactions.standing, { fwbm: services.to(service) }, standing, how);
      if (said.kind !== 'done') return said;
      const { fwbm, zt, sj } = said.data;
      return fitted({ service: services.from(fwbm), inService: zt === '1', time: instantOfStamp(sj) });
    },

    async permitFeed({ cursor, limit }, how) {
      const fields = { yb: cursor, ts: String(limit) };
      const said = await done('permits', transactions.permitChanges, fields, permitPage, how);
      if (said.kind !== 'done') return said;
      const { lb, zx, xl, zs, yb, gd } = said.data;
      return fitted({
        permits: lb.map(permitFrom),
        gone: zx,
        feed: xl,
        total: zs === '' ? null : Number(zs),
        cursor: yb,
        more: gd === '1',
      });
    },

    async permitVerify({ permitNumber }, how) {
      const said = await done('permits', transactions.permit, { xkzh: permitNumber }, onePermit, how);
      return said.kind === 'done'
        ? fitted({ permit: permitFrom(said.data.xk), at: instantOfStamp(said.data.sj) })
        : said;
    },

    async withdrawnPapers({ cursor, limit }, how) {
      const fields = { yb: cursor, ts: String(limit) };
      const said = await done('queue', transactions.withdrawn, fields, listOf(z.unknown()), how);
      if (said.kind !== 'done') return said;
      return fitted({ papers: said.data.lb, cursor: said.data.yb, more: said.data.gd === '1' });
    },

    async staffStanding({ stationId }, how) {
      const said = await done('queue', transactions.staff, { zdbh: stationId }, staffList, how);
      if (said.kind !== 'done') return said;
      const { zdbh, sj, lb } = said.data;
      return fitted({
        stationId: zdbh,
        at: instantOfStamp(sj),
        // No roles 角色 given: the province leaves them to the station.
        staff: lb.map(({ yhm, zt, js }) => ({
          userName: yhm,
          active: zt === '1',
          ...(js !== '' && { roles: js.split(',') }),
        })),
      });
    },

    async ecardCheck({ code, permitNumber }, how) {
      const fields = { ewm: code, yt: '01', xkzh: permitNumber ?? '' };
      const said = await done('cards', transactions.ecard, fields, ecardAnswer, how);
      if (said.kind !== 'done') return said;
      const { jg, xkzh, csn, hzws, sj } = said.data;
      const result = ecardResults[jg];
      const holder = xkzh === '' ? null : { permitNumber: xkzh, birthYear: Number(csn), passportTail: hzws };
      const check = result === 'valid' ? { result, holder } : { result };
      return fitted({ check, at: instantOfStamp(sj) });
    },

    async attachmentOffer({ stationId, rowId, kind, digest, size }, how) {
      const fields = { zdbh: stationId, lsid: rowId, lb: kind, zy: digest, cd: String(size) };
      const said = await done('queue', transactions.pictureOffer, fields, picture, how);
      return said.kind === 'done'
        ? answerOf({ received: Number(said.data.ysd), complete: said.data.qs === '1' })
        : said;
    },

    async attachmentPart({ stationId, digest, offset, bytes }, how) {
      const fields = { zdbh: stationId, zy: digest, py: String(offset), nr: bytes };
      const said = await done('queue', transactions.picturePart, fields, picture, how);
      if (said.kind !== 'done') return said;
      const { ysd, qs, sh } = said.data;
      return answerOf({ received: Number(ysd), complete: qs === '1', spoiled: sh === '1' });
    },

    async books({ stationId, date }, how) {
      const fields = { zdbh: stationId, rq: compactDate(date) };
      const said = await done('cards', transactions.booksOfDay, fields, bookPages, how);
      if (said.kind !== 'done') return said;
      const lines = (each: readonly z.infer<typeof bookLine>[]) =>
        each.map(({ pch, kh, ksbm }) => ({
          batch: pch,
          cardNumber: kh,
          cardIdentifier: ksbm === '' ? null : ksbm,
        }));
      return answerOf({ reported: lines(said.data.hp), enabled: lines(said.data.qy) });
    },

    async stationHead({ stationId, line: chainLine, sequence, limit }, how) {
      const fields = { zdbh: stationId, xl: String(chainLine), xh: String(sequence), ts: String(limit) };
      const said = await done('queue', transactions.ledgerPlace, fields, ledger, how);
      if (said.kind !== 'done') return said;
      const { zx, lb, gd } = said.data;
      return fitted({
        newest:
          zx === null
            ? null
            : { line: Number(zx.xl), sequence: Number(zx.xh), head: zx.tou, at: instantOfStamp(zx.sj) },
        rows: lb.map(({ lsid, lx, bdbh, hm, cjsj }) => ({
          id: lsid,
          kind: lx,
          caseNumber: bdbh === '' ? null : bdbh,
          number: hm === '' ? null : hm,
          createdAt: instantOfStamp(cjsj),
        })),
        more: gd === '1',
      });
    },
  };
  return { ...mappedUpstream(calls, timeoutMs), close: () => link.close() };
}

/** What a mapping made; `mappedUpstream` checks it by the contract's schema. */
const fitted = <Value>(value: unknown): UpstreamOutcome<Value> => answerOf(value as Value);
