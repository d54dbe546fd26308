import type { z } from 'zod';
import { gb18030Bytes } from '../../contract/devices.ts';
import { rowId, type RowId } from '../../contract/ids.ts';
import {
  outboxRow,
  upstreamCalls,
  type batchResult,
  type OutboxRow,
  type RowResult,
} from '../../contract/upstream.ts';
import { fieldsOf, gbJson } from '../../infra/upstream/adapters/markBatch/form.ts';
import { permitTo, services, transactions } from '../../infra/upstream/adapters/markBatch/wire.ts';
import { beijingStamp, dateOfCompact, instantOfStamp } from '../../infra/upstream/adapters/wireTimes.ts';
import type { Answer } from '../upstream/cardDesk.ts';
import { openApplications } from './applications.ts';
import { markBatchCardDesk } from './markBatchCards.ts';
import { beforeSaid, doneSaid, reasonSaid, said, type Handlers, type Said } from './markBatchWords.ts';
import { serveProvince, type Province, type ProvinceAround, type ProvinceOptions } from './serveProvince.ts';

/** Starts 模拟省份甲, the simulated province that the adapter `markBatch` speaks to. It invents its words; no real province is meant. */
export function startMarkBatchProvince(options: ProvinceOptions): Promise<Province> {
  return serveProvince(
    {
      adapter: 'markBatch',
      healthPath: `/ywjk/${transactions.standing}`,
      requestType: 'application/x-www-form-urlencoded',
      answerType: 'application/json;charset=GB18030',
      write: (value) => gb18030Bytes(gbJson(value)) ?? new Uint8Array(),
      open(around) {
        const path = around.options.databasePath;
        const book = openApplications(
          path === ':memory:' ? path : `${path}.applications`,
          around.options.nativeBinding,
        );
        const handlers: Handlers = { ...markBatchCardDesk(around, book), ...rows(around), ...others(around) };
        return (address, body, refuses) => {
          const code = /^\/ywjk\/([A-Z]{2}\d\d)$/.exec(address)?.[1];
          const handle = code === undefined ? undefined : handlers[code as keyof Handlers];
          if (handle === undefined) return null;
          const fields = fieldsOf(body);
          if (fields === null) return said('报文有误', 'not GB18030');
          if (refuses) return reasonSaid({ code: 'refusedByOfficer', reason: '经办人退回（模拟）' });
          return around.database.run(() => handle(fields));
        };
      },
    },
    options,
  );
}

const stamp = (instant: string): string => beijingStamp(instant);

/** What became of one row, in the words of the province. */
function rowSaid(result: z.input<typeof batchResult>): Said {
  if (result.outcome === 'refused') return reasonSaid(result);
  if (result.outcome === 'notTried') return reasonSaid({ code: 'wrongOrder', reason: '' });
  const data = {
    lsh: result.receipt.number,
    sj: stamp(result.receipt.at),
    ywbh: result.upstreamCaseNumber ?? '',
  };
  return result.outcome === 'accepted' ? doneSaid(data) : beforeSaid(data);
}

function rows({ database, desk }: ProvinceAround): Handlers {
  const take = (row: OutboxRow, fields: Readonly<Partial<Record<string, string>>>): Said => {
    const answer = desk.outbox(
      {
        stationId: fields['fszd'] ?? '',
        chainHead: fields['zdtou'] ?? '',
        ...(fields['zdxh'] !== '' && { chainSequence: Number(fields['zdxh']) }),
        ...(fields['zdxl'] !== '' && { chainLine: Number(fields['zdxl']) }),
        rows: [row],
      },
      false,
    );
    const [result] = 'value' in answer ? answer.value.results : [];
    return result === undefined ? said('系统异常') : rowSaid(result);
  };
  const rowFrom = (fields: Readonly<Partial<Record<string, string>>>): OutboxRow | null => {
    const parsed = outboxRow.safeParse({
      id: fields['lsid'],
      kind: fields['lx'],
      stationId: fields['zdbh'],
      caseNumber: fields['bdbh'] === '' ? null : fields['bdbh'],
      businessKey: fields['ywj'],
      createdAt: instantOfStamp(fields['cjsj'] ?? ''),
      schema: Number(fields['bb']),
      ...(fields['gzlsid'] !== '' && { corrects: fields['gzlsid'] }),
      payload: jsonOf(fields['sjnr'] ?? ''),
    });
    return parsed.success ? parsed.data : null;
  };

  /** An operation on a card: its state says that it was done before, and there is nothing else to know it by. */
  const operation = (fields: Readonly<Partial<Record<string, string>>>): Said => {
    const row = rowFrom(fields);
    if (row === null) return said('报文有误');
    const receipt = database.effectReceipt(row.businessKey);
    if (receipt === null) return take(row, fields);
    const taken = database.answerAgain(row.id);
    const at = taken === null || taken.outcome === 'refused' ? fields['cjsj'] : stamp(taken.receipt.at);
    return beforeSaid({ lsh: receipt, sj: at, ywbh: '' });
  };

  return {
    [transactions.report]: operation,
    [transactions.enable]: operation,
    [transactions.signFor]: operation,
    [transactions.waste]: operation,
    [transactions.loss]: operation,

    /** A record is written down as often as it comes: nothing here knows that it came before. */
    [transactions.record](fields) {
      const row = rowFrom(fields);
      if (row === null) return said('报文有误');
      if (database.effectReceipt(row.businessKey) === null) return take(row, fields);
      const receipt = {
        number: `JL${String(database.next('record')).padStart(9, '0')}`,
        at: instantOfStamp(fields['cjsj'] ?? ''),
      };
      const again: RowResult = { id: row.id, outcome: 'accepted', receipt };
      database.saveRow(row, again);
      database.addEffect(row.businessKey, row.kind, null, receipt.number);
      return rowSaid(again);
    },

    [transactions.recordQuery]({ lsidlb = '[]' }) {
      const ids = jsonOf(lsidlb);
      const asked = Array.isArray(ids)
        ? ids.flatMap((id): RowId[] => {
            const parsed = rowId.safeParse(id);
            return parsed.success ? [parsed.data] : [];
          })
        : [];
      return doneSaid(
        asked.flatMap((id) => {
          const taken = database.answerAgain(id);
          return taken === null || taken.outcome === 'refused'
            ? []
            : [
                {
                  lsid: id,
                  lsh: taken.receipt.number,
                  sj: stamp(taken.receipt.at),
                  ywbh: taken.upstreamCaseNumber ?? '',
                },
              ];
        }),
      );
    },
  };
}

function others({ desk }: ProvinceAround): Handlers {
  const give = <Value>(answer: Answer<Value>, map: (value: Value) => unknown): Said =>
    'refusal' in answer ? reasonSaid(answer.refusal) : doneSaid(map(answer.value));
  const flag = (yes: boolean | undefined): '0' | '1' => (yes === true ? '1' : '0');
  return {
    [transactions.standing]: ({ fwbm = '' }) => {
      const asked = upstreamCalls.health.in.safeParse({ service: services.from(fwbm) });
      return asked.success
        ? give(desk.health(asked.data, false), ({ service, inService, time }) => ({
            fwbm: services.to(service),
            zt: flag(inService),
            sj: stamp(time),
          }))
        : said('报文有误');
    },
    [transactions.permitChanges]: ({ yb = '', ts = '1000' }) =>
      give(desk.permitFeed({ cursor: yb, limit: Number(ts) }, false), (page) => ({
        lb: page.permits.map(permitTo),
        zx: page.gone ?? [],
        xl: page.feed ?? '',
        zs: page.total === null || page.total === undefined ? '' : String(page.total),
        yb: page.cursor,
        gd: flag(page.more),
      })),
    [transactions.permit]: ({ xkzh = '' }) =>
      give(desk.permitVerify({ permitNumber: xkzh }, false), ({ permit, at }) => ({
        xk: permitTo(permit),
        sj: stamp(at),
      })),
    [transactions.withdrawn]: ({ yb = '', ts = '1000' }) =>
      give(desk.withdrawnPapers({ cursor: yb, limit: Number(ts) }, false), (page) => ({
        lb: page.papers,
        yb: page.cursor,
        gd: flag(page.more),
      })),
    [transactions.staff]: ({ zdbh = '' }) =>
      give(desk.staffStanding({ stationId: zdbh }, false), ({ stationId, staff, at }) => ({
        zdbh: stationId,
        sj: stamp(at),
        lb: staff.map(({ userName, active, roles }) => ({
          yhm: userName,
          zt: flag(active),
          js: (roles ?? []).join(','),
        })),
      })),
    [transactions.ecard]: ({ ewm = '', xkzh = '' }) =>
      give(
        desk.ecardCheck({ code: ewm, use: '01', permitNumber: xkzh === '' ? null : xkzh }, false),
        ({ check, at }) => {
          const holder = check.result === 'valid' ? check.holder : null;
          return {
            jg: { valid: '1', expired: '2', unknown: '3', notYours: '4' }[check.result],
            xkzh: holder?.permitNumber ?? '',
            csn: holder === null ? '' : String(holder.birthYear),
            hzws: holder?.passportTail ?? '',
            sj: stamp(at),
          };
        },
      ),
    [transactions.booksOfDay]: ({ zdbh = '', rq = '' }) =>
      give(desk.books({ stationId: zdbh, date: dateOfCompact(rq) }, false), ({ reported, enabled }) => {
        const lines = (each: typeof reported) =>
          each.map(({ batch, cardNumber, cardIdentifier }) => ({
            pch: batch,
            kh: cardNumber,
            ksbm: cardIdentifier ?? '',
          }));
        return { hp: lines(reported), qy: lines(enabled) };
      }),
    [transactions.ledgerPlace]: ({ zdbh = '', xl = '0', xh = '0', ts = '1000' }) =>
      give(
        desk.stationHead(
          { stationId: zdbh, line: Number(xl), sequence: Number(xh), limit: Number(ts) },
          false,
        ),
        ({ newest, rows: found, more }) => ({
          zx:
            newest === null
              ? null
              : {
                  xl: String(newest.line),
                  xh: String(newest.sequence),
                  tou: newest.head,
                  sj: stamp(newest.at),
                },
          lb: found.map(({ id, kind, caseNumber, number, createdAt }) => ({
            lsid: id,
            lx: kind,
            bdbh: caseNumber ?? '',
            hm: number ?? '',
            cjsj: stamp(createdAt),
          })),
          gd: flag(more),
        }),
      ),
    [transactions.pictureOffer]: ({ zdbh = '', lsid = '', lb = '', zy = '', cd = '0' }) => {
      const asked = upstreamCalls.attachmentOffer.in.safeParse({
        stationId: zdbh,
        rowId: lsid,
        kind: lb,
        digest: zy,
        size: Number(cd),
      });
      return asked.success
        ? give(desk.attachmentOffer(asked.data, false), ({ received, complete }) => ({
            ysd: String(received),
            qs: flag(complete),
            sh: '0',
          }))
        : said('报文有误');
    },
    [transactions.picturePart]: ({ zdbh = '', zy = '', py = '0', nr = '' }) =>
      give(
        desk.attachmentPart({ stationId: zdbh, digest: zy, offset: Number(py), bytes: nr }, false),
        ({ received, complete, spoiled }) => ({
          ysd: String(received),
          qs: flag(complete),
          sh: flag(spoiled),
        }),
      ),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
