import { z } from 'zod';
import type { UpstreamOutcome } from '../../../../app/ports/outside.ts';
import { answerOf, type CallHow, type MappedCalls, type Stop } from '../mapped.ts';
import { instantOfStamp } from '../wireTimes.ts';
import { doneOf, refusalOf, type MarkBatchLine } from './markBatchLine.ts';
import {
  cardDataFrom,
  cardDataWire,
  cardRecordFrom,
  hasNumber,
  personCardFrom,
  progressWire,
  stages,
  type ProgressWire,
} from './cardWire.ts';
import { reasons, transactions } from './wire.ts';

const progressAnswer = z.object({
  lb: z.array(progressWire).max(100),
  cbbz: z.enum(['0', '1']),
  sj: z.string(),
});
const applied = z.object({ sqbh: z.string().min(1).max(40) });
const batchGiven = z.object({ pch: z.string().min(1).max(32) });
const numberGiven = z.object({ kh: z.string().min(1).max(32) });
const certificateGiven = z.object({ zs: z.string(), glh: z.string() });
const nothing = z.unknown();

type Progress = { readonly kind: 'done'; readonly data: z.infer<typeof progressAnswer> } | Stop;
type CardCalls = Pick<
  MappedCalls,
  'cardRegister' | 'cardLock' | 'cardCertificate' | 'cardQuery' | 'cardPerson' | 'cardRelease'
>;

/** Asks how far somebody is: by permit, by card number, or by what the station itself wrote into the remark. */
export async function askProgress(
  line: MarkBatchLine,
  by: { readonly xkzh: string } | { readonly kh: string } | { readonly bz: string },
  how: CallHow,
): Promise<Progress> {
  return doneOf(
    await line.ask('cards', transactions.progress, by, progressAnswer, how),
    transactions.progress,
  );
}

const stop = (code: Parameters<typeof reasons.to>[0], reason = ''): Stop => ({
  kind: 'refused',
  refusal: refusalOf(reasons.to(code), reason),
});
const before = (jd: string, stage: string): boolean => Number(jd) < Number(stage);

/**
 * The card operations of 模拟省份甲: five requests where the contract has one. The province knows no keys, so each call begins with the
 * query of the progress and goes on where the last one was cut (9.20); "done before" counts only when the query shows our own remark (9.13).
 */
export function markBatchCards(line: MarkBatchLine): CardCalls {
  const own = async (by: { xkzh: string } | { bz: string }, jobKey: string, how: CallHow) => {
    const found = await askProgress(line, by, how);
    return found.kind === 'done'
      ? ({ kind: 'found', own: found.data.lb.find(({ bz }) => bz === jobKey) ?? null } as const)
      : found;
  };

  /** The province locks whatever number it is told, so whose card it is is looked up first. */
  const ownCard = async (
    {
      jobKey,
      batch,
      cardNumber,
    }: { readonly jobKey: string; readonly batch: string; readonly cardNumber: string },
    how: CallHow,
  ): Promise<{ readonly kind: 'mine' } | Stop> => {
    const found = await askProgress(line, { kh: cardNumber }, how);
    if (found.kind !== 'done') return found;
    const card = found.data.lb.find(({ kh }) => kh === cardNumber);
    if (card === undefined || card.sf === '1') return stop('notRegistered', '未登记 Not registered');
    return card.bz === jobKey && card.pch === batch
      ? { kind: 'mine' }
      : stop('conflict', '批次号不符或非本业务 Not the batch, or not this job');
  };

  return {
    async cardRegister({ jobKey, stationId, permitNumber, passportNumber, replaces }, how) {
      const known = await own({ xkzh: permitNumber }, jobKey, how);
      if (known.kind !== 'found') return known;
      let at = known.own;
      const resumed = at !== null && hasNumber(at);
      if (at !== null && at.zdbh !== stationId) return stop('conflict');
      if (at === null) {
        const asked = {
          xkzh: permitNumber,
          hzh: passportNumber,
          zdbh: stationId,
          bz: jobKey,
          ykh: replaces ?? '',
        };
        const said = await line.ask('cards', transactions.apply, asked, applied, how);
        if (said.kind === 'done') at = newLine(said.data.sqbh, stationId, permitNumber, jobKey);
        else if (said.kind === 'openApplication') {
          // Ours, when an earlier try of it was slow; else somebody else's.
          const again = await own({ xkzh: permitNumber }, jobKey, how);
          if (again.kind !== 'found') return again;
          if (again.own === null) return stop('cardExists', '该人已有在办业务 An application is open');
          at = again.own;
        } else return onlyStop(said, transactions.apply);
      }
      if (at.sf === '1' || at.jd === stages.wasted) {
        const fields = { sqbh: at.sqbh, ykh: replaces ?? '' };
        const said = await line.ask('cards', transactions.batchResume, fields, nothing, how);
        if (said.kind !== 'done' && said.kind !== 'before') return onlyStop(said, transactions.batchResume);
        if (hasNumber(at)) at = { ...at, sf: '0', jd: stages.registered, ksbm: '' };
      }
      const numbered = await toNumber(at, how);
      return 'kind' in numbered ? numbered : answerOf({ card: cardRecordFrom(numbered), resumed });
    },

    async cardLock({ jobKey, batch, cardNumber }, how) {
      const mine = await ownCard({ jobKey, batch, cardNumber }, how);
      if (mine.kind !== 'mine') return mine;
      const card = { pch: batch, kh: cardNumber };
      const said = await line.ask('cards', transactions.lock, card, nothing, how);
      // Locked before, and the query has just shown that it is our card (9.13).
      if (said.kind !== 'done' && said.kind !== 'before') return onlyStop(said, transactions.lock);
      const data = doneOf(
        await line.ask('cards', transactions.cardData, card, cardDataWire, how),
        transactions.cardData,
      );
      return data.kind === 'done' ? fitted<'cardLock'>({ data: cardDataFrom(data.data) }) : data;
    },

    async cardCertificate({ jobKey, batch, cardNumber, cardIdentifier, publicKey }, how) {
      const mine = await ownCard({ jobKey, batch, cardNumber }, how);
      if (mine.kind !== 'mine') return mine;
      const key = { kh: cardNumber, ksbm: cardIdentifier, gy: publicKey };
      const asked = { ...key, pch: batch };
      const said = await line.ask('certificates', transactions.certify, asked, certificateGiven, how);
      // One card has one certificate: what was given before is asked for, and only for the very key (9 step 11).
      const given =
        said.kind === 'before'
          ? await line.ask('certificates', transactions.certificateQuery, key, certificateGiven, how)
          : said;
      const done = doneOf(given, transactions.certify);
      return done.kind === 'done'
        ? answerOf({ certificate: done.data.zs, adminBox: done.data.glh === '' ? null : done.data.glh })
        : done;
    },

    async cardQuery({ permitNumber }, how) {
      const found = await askProgress(line, { xkzh: permitNumber }, how);
      // Nobody of that number has a card: the contract's query has no refusal for that.
      if (found.kind === 'refused' && found.refusal.code === 'permitUnknown') return answerOf({ cards: [] });
      return found.kind === 'done' ? answerOf({ cards: cardsOf(found.data.lb).map(cardRecordFrom) }) : found;
    },

    async cardPerson({ permitNumber }, how) {
      const found = await askProgress(line, { xkzh: permitNumber }, how);
      if (found.kind !== 'done') return found;
      const { lb, cbbz, sj } = found.data;
      const cards = cardsOf(lb).filter(({ jd }) => jd !== stages.wasted);
      return fitted<'cardPerson'>({
        insured: cbbz === '1',
        cards: cards.map(personCardFrom),
        at: instantOfStamp(sj),
      });
    },

    async cardRelease({ jobKey }, how) {
      const known = await own({ bz: jobKey }, jobKey, how);
      if (known.kind !== 'found') return known;
      if (known.own === null || known.own.sf === '1') return answerOf({ released: false });
      const said = await line.ask('cards', transactions.batchRelease, { sqbh: known.own.sqbh }, nothing, how);
      if (said.kind === 'done') return answerOf({ released: true });
      return said.kind === 'before'
        ? answerOf({ released: false })
        : onlyStop(said, transactions.batchRelease);
    },
  };

  /** Mark, batch, register: whichever are still missing. A step that was done by a try whose answer was lost is looked up, never repeated. */
  async function toNumber(from: ProgressWire, how: CallHow): Promise<ProgressWire | Stop> {
    let at = from;
    const { sqbh } = at;
    const lookUp = async (): Promise<ProgressWire | Stop> => {
      const again = await own({ xkzh: from.xkzh }, from.bz, how);
      if (again.kind !== 'found') return again;
      return again.own ?? stop('notRegistered');
    };
    if (before(at.jd, stages.marked)) {
      const said = await line.ask('cards', transactions.mark, { sqbh }, nothing, how);
      if (said.kind !== 'done' && said.kind !== 'before') return onlyStop(said, transactions.mark);
    }
    if (before(at.jd, stages.batched)) {
      const said = await line.ask('cards', transactions.batchGet, { sqbh }, batchGiven, how);
      if (said.kind === 'done') at = { ...at, pch: said.data.pch };
      else if (said.kind === 'hasBatch') {
        const found = await lookUp();
        if ('kind' in found) return found;
        at = found;
      } else return onlyStop(said, transactions.batchGet);
    }
    if (before(at.jd, stages.registered)) {
      const fields = { sqbh, pch: at.pch };
      const said = await line.ask('cards', transactions.batchRegister, fields, numberGiven, how);
      if (said.kind === 'done') at = { ...at, kh: said.data.kh, jd: stages.registered };
      else if (said.kind === 'before') {
        const found = await lookUp();
        if ('kind' in found) return found;
        at = found;
      } else return onlyStop(said, transactions.batchRegister);
    }
    return at;
  }
}

const cardsOf = (lines: readonly ProgressWire[]): ProgressWire[] =>
  lines.filter((each) => hasNumber(each) && each.sf === '0');

const newLine = (sqbh: string, zdbh: string, xkzh: string, bz: string): ProgressWire => ({
  sqbh,
  bz,
  zdbh,
  xkzh,
  jd: stages.applied,
  pch: '',
  kh: '',
  ksbm: '',
  kzt: '',
  csdm: '',
  sf: '0',
});

function onlyStop(said: Parameters<typeof doneOf>[0], transaction: Parameters<typeof doneOf>[1]): Stop {
  const ended = doneOf(said, transaction);
  return ended.kind === 'done' ? { kind: 'linkFault', detail: `code ${transaction}` } : ended;
}

/** What a mapping made; the contract's own schema looks at it before anybody else does. */
const fitted = <Name extends keyof MappedCalls>(value: unknown): Awaited<ReturnType<MappedCalls[Name]>> =>
  answerOf(value) as UpstreamOutcome<unknown> as Awaited<ReturnType<MappedCalls[Name]>>;
