import { rowId } from '../../contract/ids.ts';
import { cardDataTo, cardRecordTo, useStateTo } from '../../infra/upstream/adapters/preOpen/cardWire.ts';
import {
  certificateTypes,
  paths,
  permitTo,
  services,
  statusOfRefusal,
  type Path,
} from '../../infra/upstream/adapters/preOpen/wire.ts';
import { dateOfSlash, epochOf } from '../../infra/upstream/adapters/wireTimes.ts';
import { preOpenRowDesk } from './preOpenRows.ts';
import { askDesk, badRequest, before, done, wrong, type Body, type Handlers } from './preOpenWords.ts';
import { serveProvince, type Province, type ProvinceAround, type ProvinceOptions } from './serveProvince.ts';

/** Starts 模拟省份乙, the simulated province that the adapter `preOpen` speaks to. It invents its words; no real province is meant. */
export function startPreOpenProvince(options: ProvinceOptions): Promise<Province> {
  return serveProvince(
    {
      adapter: 'preOpen',
      healthPath: paths.standing,
      requestType: 'application/json',
      answerType: 'application/json; charset=utf-8',
      write: (value) => new TextEncoder().encode(JSON.stringify(value)),
      open(around) {
        const handlers = handlersOf(around);
        return (path, text, refuses) => {
          const handle = Object.hasOwn(handlers, path) ? handlers[path as Path] : undefined;
          if (handle === undefined) return null;
          const body = jsonOf(text);
          if (typeof body !== 'object' || body === null) return badRequest;
          if (refuses) return wrong(statusOfRefusal('refusedByOfficer'), '经办人退回（模拟）');
          return around.database.run(() => handle(body as Body));
        };
      },
    },
    options,
  );
}

function handlersOf(around: ProvinceAround): Handlers {
  const ask = askDesk(around.desk);
  const permitOf = (body: Body): unknown =>
    body['certificateType'] === certificateTypes.workPermit ? body['certificateNo'] : undefined;
  const epoch = (instant: string): number => epochOf(instant);

  return {
    [paths.standing]: (body) =>
      ask(
        'health',
        { service: typeof body['center'] === 'string' ? services.from(body['center']) : '' },
        ({ service, inService, time }) =>
          done({ center: services.to(service), running: inService, clock: epoch(time) }),
      ),
    [paths.permitChanges]: (body) =>
      ask('permitFeed', { cursor: body['after'], limit: body['most'] }, (page) =>
        done({
          entries: page.permits.map(permitTo),
          removed: page.gone ?? [],
          series: page.feed ?? '',
          count: page.total ?? null,
          next: page.cursor,
          hasNext: page.more,
        }),
      ),
    [paths.permit]: (body) =>
      ask('permitVerify', { permitNumber: permitOf(body) }, ({ permit, at }) =>
        done({ permit: permitTo(permit), asOf: epoch(at) }),
      ),
    [paths.withdrawn]: (body) =>
      ask('withdrawnPapers', { cursor: body['after'], limit: body['most'] }, (page) =>
        done({ entries: page.papers, next: page.cursor, hasNext: page.more }),
      ),
    [paths.staff]: (body) =>
      ask('staffStanding', { stationId: body['terminal'] }, ({ stationId, staff, at }) =>
        done({
          terminal: stationId,
          asOf: epoch(at),
          persons: staff.map(({ userName, active, roles }) => ({
            login: userName,
            enabled: active,
            duties: roles ?? null,
          })),
        }),
      ),
    [paths.ecard]: (body) => {
      const person = body['person'];
      const permitNumber = person === null ? null : permitOf(person as Body);
      return ask('ecardCheck', { code: body['code'], use: '01', permitNumber }, ({ check, at }) => {
        const holder = check.result === 'valid' ? check.holder : null;
        return done({
          verdict: { valid: 'GOOD', expired: 'EXPIRED', unknown: 'UNKNOWN', notYours: 'OTHER_PERSON' }[
            check.result
          ],
          owner:
            holder === null
              ? null
              : {
                  permitNo: holder.permitNumber,
                  birthYear: holder.birthYear,
                  certificateTail: holder.passportTail,
                },
          asOf: epoch(at),
        });
      });
    },
    [paths.preOpen]: (body) =>
      ask(
        'cardRegister',
        {
          jobKey: body['requestNo'],
          stationId: body['terminal'],
          permitNumber: body['permitNo'],
          passportNumber:
            body['certificateType'] === certificateTypes.passport ? body['certificateNo'] : undefined,
          ...(body['replacesCardNo'] !== null && { replaces: body['replacesCardNo'] }),
        },
        ({ card, resumed }) => (resumed ? before : done)({ card: cardRecordTo(card) }),
      ),
    [paths.cardData]: (body) =>
      ask(
        'cardLock',
        { jobKey: body['requestNo'], batch: body['batchNo'], cardNumber: body['cardNo'] },
        ({ data }) => done({ data: cardDataTo(data) }),
      ),
    [paths.certificate]: (body) =>
      ask(
        'cardCertificate',
        {
          jobKey: body['requestNo'],
          batch: body['batchNo'],
          cardNumber: body['cardNo'],
          cardIdentifier: body['chipNo'],
          publicKey: body['publicKey'],
        },
        ({ certificate, adminBox }) => done({ certificate, adminEnvelope: adminBox }),
      ),
    [paths.byPerson]: (body) =>
      ask('cardQuery', { permitNumber: permitOf(body) }, ({ cards }) =>
        done({ cards: cards.map(cardRecordTo) }),
      ),
    [paths.person]: (body) =>
      ask('cardPerson', { permitNumber: permitOf(body) }, ({ insured, cards, at }) =>
        done({
          insured,
          asOf: epoch(at),
          cards: cards.map(({ cardNumber, status, region, jobKey, making }) => ({
            cardNo: cardNumber,
            useState: useStateTo(status),
            area: region,
            requestNo: jobKey,
            making,
          })),
        }),
      ),
    [paths.cancelPreOpen]: (body) =>
      ask('cardRelease', { jobKey: body['requestNo'] }, ({ released }) =>
        (released ? done : before)({ cancelled: released }),
      ),
    ...preOpenRowDesk(around),
    [paths.pictureOffer]: (body) =>
      ask(
        'attachmentOffer',
        {
          stationId: body['terminal'],
          rowId: rowId.safeParse(body['requestNo']).data,
          kind: body['kind'],
          digest: body['digest'],
          size: body['length'],
        },
        ({ received, complete: whole }) => done({ stored: received, whole, spoiled: false }),
      ),
    [paths.picturePart]: (body) =>
      ask(
        'attachmentPart',
        {
          stationId: body['terminal'],
          digest: body['digest'],
          offset: body['from'],
          bytes: body['content'],
        },
        ({ received, complete: whole, spoiled }) =>
          done({ stored: received, whole, spoiled: spoiled === true }),
      ),
    [paths.booksOfDay]: (body) =>
      ask(
        'books',
        { stationId: body['terminal'], date: dateOfSlash(String(body['day'])) },
        ({ reported, enabled }) => {
          const lines = (each: typeof reported) =>
            each.map(({ batch, cardNumber, cardIdentifier }) => ({
              batchNo: batch,
              cardNo: cardNumber,
              chipNo: cardIdentifier,
            }));
          return done({ completed: lines(reported), activated: lines(enabled) });
        },
      ),
    [paths.ledgerPlace]: (body) =>
      ask(
        'stationHead',
        {
          stationId: body['terminal'],
          line: body['line'],
          sequence: body['position'],
          limit: body['most'],
        },
        ({ newest, rows, more }) =>
          done({
            newest:
              newest === null
                ? null
                : {
                    line: newest.line,
                    position: newest.sequence,
                    head: newest.head,
                    asOf: epoch(newest.at),
                  },
            entries: rows.map(({ id, kind, caseNumber, number, createdAt }) => ({
              requestNo: id,
              kind,
              caseNo: caseNumber,
              paperNo: number,
              madeAt: epoch(createdAt),
            })),
            hasNext: more,
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
