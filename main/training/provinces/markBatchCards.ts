import {
  cardDataTo,
  cardStateTo,
  stageOf,
  stages,
  type ProgressWire,
} from '../../infra/upstream/adapters/markBatch/cardWire.ts';
import {
  hasBatchText,
  openApplicationText,
  transactions,
} from '../../infra/upstream/adapters/markBatch/wire.ts';
import { beijingStamp } from '../../infra/upstream/adapters/wireTimes.ts';
import { cardDesk } from '../upstream/cardDesk.ts';
import { statusOf } from '../upstream/lossDesk.ts';
import { trainingRegion, type KeptCard } from '../upstream/upstreamDatabase.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import type { Application, Applications } from './applications.ts';
import { beforeSaid, doneSaid, reasonSaid, said, type Handlers } from './markBatchWords.ts';
import type { ProvinceAround } from './serveProvince.ts';

/**
 * The card desk of 模拟省份甲: one step per transaction, and no memory of requests. Who asks for a step twice is told "done before", "has a
 * batch already" or "an application is open"; who applies twice after giving up has two applications.
 */
export function markBatchCardDesk(
  { database, desk, options, now }: ProvinceAround,
  book: Applications,
): Handlers {
  const obstacles = cardDesk(database, { ...options, today: () => shanghaiDate(now()) });
  const cardOf = (application: Application): KeptCard | null =>
    application.cardNumber === null ? null : database.card(application.cardNumber);
  const isOpen = (each: Application): boolean => !each.released && each.cardNumber === null;

  const lineOf = (each: Application): ProgressWire => {
    const card = cardOf(each);
    const begun = each.batch !== null ? stages.batched : each.marked ? stages.marked : stages.applied;
    return {
      sqbh: each.number,
      bz: each.remark,
      zdbh: each.stationId,
      xkzh: each.permitNumber,
      jd: card === null ? begun : stageOf(card.state),
      pch: each.batch ?? '',
      kh: each.cardNumber ?? '',
      ksbm: card?.cardIdentifier ?? '',
      kzt: card === null ? '' : cardStateTo(statusOf(card)),
      csdm: card?.region ?? trainingRegion,
      sf: each.released || card?.released === true ? '1' : '0',
    };
  };
  const obstacleOf = (each: Application, replaces: string) => {
    const stopped = obstacles.obstacle({
      jobKey: each.remark,
      stationId: each.stationId,
      permitNumber: each.permitNumber,
      passportNumber: each.passportNumber,
      ...(replaces !== '' && { replaces }),
    });
    return stopped === null ? null : reasonSaid(stopped.refusal);
  };
  /** The card of a request, if batch and number belong together. */
  const cardFor = (fields: Readonly<Partial<Record<string, string>>>): KeptCard | ReturnType<typeof said> => {
    const card = database.card(fields['kh'] ?? '');
    if (card === null || card.released)
      return reasonSaid({ code: 'notRegistered', reason: '未登记 Not registered' });
    return card.batch === fields['pch']
      ? card
      : reasonSaid({ code: 'conflict', reason: '批次号或卡号不符 Batch or card number differ' });
  };

  return {
    [transactions.progress]({ xkzh, kh, bz }) {
      const permit = xkzh === undefined ? null : database.permit(xkzh);
      if (xkzh !== undefined && permit === null) return reasonSaid({ code: 'permitUnknown', reason: '' });
      const lines = book
        .list()
        .filter(
          (each) =>
            (xkzh === undefined || each.permitNumber === xkzh) &&
            (kh === undefined || each.cardNumber === kh) &&
            (bz === undefined || each.remark === bz),
        );
      return doneSaid({
        lb: lines.map(lineOf),
        cbbz: permit?.insured === true ? '1' : '0',
        sj: beijingStamp(new Date(now()).toISOString()),
      });
    },

    [transactions.apply]({ xkzh = '', hzh = '', zdbh = '', bz = '', ykh = '' }) {
      if (database.isRetired(zdbh)) return reasonSaid({ code: 'stationRetired', reason: '' });
      const applied: Application = {
        number: `SQ${String(database.next('application')).padStart(8, '0')}`,
        remark: bz,
        stationId: zdbh,
        permitNumber: xkzh,
        passportNumber: hzh,
        replaces: ykh === '' ? null : ykh,
        marked: false,
        batch: null,
        cardNumber: null,
        released: false,
      };
      // The remark is no key: an application of the same station with the same remark is one more application.
      if (book.list().some((each) => each.permitNumber === xkzh && isOpen(each)))
        return said(openApplicationText);
      const stopped = obstacleOf({ ...applied, remark: `new ${applied.number}` }, ykh);
      if (stopped !== null) return stopped;
      book.save(applied);
      return doneSaid({ sqbh: applied.number });
    },

    [transactions.mark]({ sqbh = '' }) {
      const found = book.get(sqbh);
      if (found === null) return reasonSaid({ code: 'notRegistered', reason: '' });
      if (found.marked) return beforeSaid(null);
      book.save({ ...found, marked: true });
      return doneSaid({});
    },

    [transactions.batchGet]({ sqbh = '' }) {
      const found = book.get(sqbh);
      if (found === null || !found.marked) return reasonSaid({ code: 'wrongOrder', reason: '' });
      if (found.batch !== null) return said(hasBatchText);
      const today = shanghaiDate(now()).replaceAll('-', '');
      const batch = `J${today}${String(database.next(`batch ${today}`)).padStart(4, '0')}`;
      book.save({ ...found, batch });
      return doneSaid({ pch: batch });
    },

    [transactions.batchRegister]({ sqbh = '', pch = '' }) {
      const found = book.get(sqbh);
      if (found === null || found.batch === null) return reasonSaid({ code: 'wrongOrder', reason: '' });
      if (found.batch !== pch) return reasonSaid({ code: 'conflict', reason: '批次号不符 Batch differs' });
      if (found.cardNumber !== null) return beforeSaid(null);
      const cardNumber = `J${String(database.next('card')).padStart(8, '0')}`;
      database.saveCard({
        batch: found.batch,
        cardNumber,
        permitNumber: found.permitNumber,
        stationId: found.stationId,
        jobKey: found.remark,
        cardIdentifier: null,
        state: 'registered',
        released: false,
        status: null,
        region: trainingRegion,
        replaces: found.replaces,
        data: null,
        reportedAt: null,
        enabledAt: null,
      });
      book.save({ ...found, cardNumber });
      return doneSaid({ kh: cardNumber });
    },

    [transactions.batchResume]({ sqbh = '', ykh = '' }) {
      const found = book.get(sqbh);
      if (found === null) return reasonSaid({ code: 'notRegistered', reason: '' });
      const card = cardOf(found);
      const waits = found.released || card?.released === true || card?.state === 'wasted';
      if (!waits) return beforeSaid(null);
      const stopped = obstacleOf(found, ykh);
      if (stopped !== null) return stopped;
      const replaces = ykh === '' ? null : ykh;
      book.save({ ...found, released: false, replaces });
      if (card !== null)
        database.saveCard({ ...card, released: false, state: 'registered', cardIdentifier: null, replaces });
      return doneSaid({});
    },

    [transactions.batchRelease]({ sqbh = '' }) {
      const found = book.get(sqbh);
      if (found === null) return reasonSaid({ code: 'notRegistered', reason: '' });
      if (found.released) return beforeSaid(null);
      const card = cardOf(found);
      if (card !== null && card.state !== 'registered' && card.state !== 'locked')
        return reasonSaid({ code: 'wrongOrder', reason: `状态 State: ${card.state}` });
      book.save({ ...found, released: true });
      if (card !== null) database.saveCard({ ...card, released: true, state: 'registered' });
      return doneSaid({});
    },

    [transactions.lock](fields) {
      const card = cardFor(fields);
      if ('code' in card) return card;
      if (database.isRetired(card.stationId)) return reasonSaid({ code: 'stationRetired', reason: '' });
      if (card.state === 'locked') return beforeSaid(null);
      const { batch, cardNumber, jobKey } = card;
      const answer = desk.cardLock({ jobKey, batch, cardNumber }, false);
      return 'refusal' in answer ? reasonSaid(answer.refusal) : doneSaid({});
    },

    [transactions.cardData](fields) {
      const card = cardFor(fields);
      if ('code' in card) return card;
      return card.data === null
        ? reasonSaid({ code: 'wrongOrder', reason: '须先锁定 Lock first' })
        : doneSaid(cardDataTo(card.data));
    },

    [transactions.certify](fields) {
      const card = cardFor(fields);
      if ('code' in card) return card;
      const cardIdentifier = fields['ksbm'] ?? '';
      if (database.certificate(cardIdentifier) !== null) return beforeSaid(null);
      const answer = desk.cardCertificate(
        {
          jobKey: card.jobKey,
          batch: card.batch,
          cardNumber: card.cardNumber,
          cardIdentifier,
          publicKey: fields['gy'] ?? '',
        },
        false,
      );
      if ('refusal' in answer) return reasonSaid(answer.refusal);
      return doneSaid({ zs: answer.value.certificate, glh: answer.value.adminBox ?? '' });
    },

    [transactions.certificateQuery]({ ksbm = '', gy = '', kh = '' }) {
      const known = database.certificate(ksbm);
      if (known === null) return reasonSaid({ code: 'notRegistered', reason: '' });
      return known.publicKey === gy && known.cardNumber === kh
        ? doneSaid({ zs: known.certificate, glh: known.adminBox })
        : reasonSaid({ code: 'conflict', reason: '该卡已有其他密钥的证书 A certificate for another key' });
    },
  };
}
