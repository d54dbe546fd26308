import { describe, expect, it } from 'vitest';
import { isOurs, standingOf } from '../../../../../main/domain/cards/upstreamCards.ts';
import { trainingChipKeys } from '../../../../../main/training/chipKeys.ts';
import {
  adapterBench,
  adapterNames,
  answered,
  cardRow,
  chip,
  locked,
  now,
  otherStation,
  registerInput,
  sendRows,
  stationId,
  today,
  watchAddresses,
  wireRow,
} from './helpers.ts';

watchAddresses();
const jobKey = `${stationId}:job_000001`;
const otherKey = `${otherStation}:job_000009`;

describe.each(adapterNames)('G2 %s: what the calls about a card mean', (adapter) => {
  it('D3 the same job key resumes the same batch and card number: again, after giving up, after a waste (9.20)', async () => {
    const bench = await adapterBench(adapter);
    const { upstream } = bench;
    const permit = bench.permitOf('anna');
    const first = answered(await upstream.call('cardRegister', registerInput(permit, jobKey)));
    expect(first.resumed).toBe(false);
    const { batch, cardNumber } = first.card;
    expect(cardNumber).toMatch(/^[A-Z0-9]{9}$/);
    const again = async () =>
      answered(await bench.again().call('cardRegister', registerInput(permit, jobKey)));
    expect(await again()).toMatchObject({ resumed: true, card: { batch, cardNumber, jobKey } });

    const release = async () => answered(await upstream.call('cardRelease', { jobKey })).released;
    expect([await release(), await release()]).toEqual([true, false]);
    expect(answered(await upstream.call('cardQuery', { permitNumber: permit.permitNumber })).cards).toEqual(
      [],
    );
    expect(await again()).toMatchObject({ card: { batch, cardNumber, state: 'registered' } });

    const card = await locked(bench, permit, jobKey);
    expect(await sendRows(bench, cardRow(card, 'wasted'))).toMatchObject([{ outcome: 'accepted' }]);
    expect(await sendRows(bench, cardRow(card, 'report'))).toMatchObject([
      { outcome: 'refused', code: 'wrongOrder' },
    ]);
    const remade = await locked(bench, permit, jobKey);
    expect(remade).toMatchObject({ batch, cardNumber });
    const report = cardRow(remade, 'report', { id: wireRow('second', 'card.report').id });
    expect(await sendRows(bench, report)).toMatchObject([{ outcome: 'accepted' }]);
    expect(bench.server.books().cards).toMatchObject([{ batch, cardNumber, state: 'reported', reports: 1 }]);
  });

  it('9.15 a card goes its way in order: its data, report, enable, hand over; and stands in the books of the day', async () => {
    const bench = await adapterBench(adapter);
    const permit = bench.permitOf('esperanza');
    const { card } = answered(await bench.upstream.call('cardRegister', registerInput(permit, jobKey)));
    const made = { jobKey, permit, batch: card.batch, cardNumber: card.cardNumber };
    expect(await sendRows(bench, cardRow(made, 'report'))).toMatchObject([{ code: 'wrongOrder' }]);
    const { batch, cardNumber } = card;
    const { data } = answered(await bench.upstream.call('cardLock', { jobKey, batch, cardNumber }));
    // 1.8: whatever length the province wants, the number of the station is the number.
    expect(data).toMatchObject({
      batch,
      cardNumber,
      socialSecurityNumber: 'ESP0TST000007',
      permitNumber: permit.permitNumber,
      documentNumber: permit.holder.passportNumber,
      birthDate: permit.holder.birthDate,
      bankName: '测试银行 Test Bank',
      photo: 'AAAA',
    });
    expect(data.name.length).toBeGreaterThan(100);
    const operations = ['enable', 'report', 'handOver', 'enable', 'handOver'] as const;
    const outcomes: string[] = [];
    for (const [at, operation] of operations.entries()) {
      const id = wireRow(`step${at}`, 'card.report').id;
      const [result] = await sendRows(bench, cardRow(made, operation, { id }));
      outcomes.push(result?.outcome ?? '');
    }
    expect(outcomes).toEqual(['refused', 'accepted', 'refused', 'accepted', 'accepted']);
    expect(bench.server.books().cards).toMatchObject([
      { state: 'handedOver', reports: 1, enables: 1, handOvers: 1 },
    ]);
    const booked = { batch, cardNumber, cardIdentifier: chip };
    expect(answered(await bench.upstream.call('books', { stationId, date: today }))).toEqual({
      reported: [booked],
      enabled: [booked],
    });
    const { permitNumber } = permit;
    expect(answered(await bench.upstream.call('cardPerson', { permitNumber }))).toMatchObject({
      insured: true,
      cards: [{ cardNumber, status: 'normal', jobKey, making: false }],
      at: new Date(now).toISOString(),
    });
  });

  it('9.13 a card of another station is told as not ours', async () => {
    const bench = await adapterBench(adapter);
    const permit = bench.permitOf('anna');
    answered(await bench.upstream.call('cardRegister', registerInput(permit, otherKey, otherStation)));
    const { cards } = answered(await bench.upstream.call('cardQuery', { permitNumber: permit.permitNumber }));
    expect(cards).toMatchObject([{ stationId: otherStation, jobKey: otherKey }]);
    expect(standingOf(cards, jobKey)).toBe('other');
    expect(await bench.upstream.call('cardRegister', registerInput(permit, jobKey))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'cardExists' },
    });
    const [theirs] = cards;
    if (theirs === undefined) throw new Error('no card');
    const made = { ...theirs, permit };
    // Their number under our key: nothing is locked, nothing is certified.
    const { batch, cardNumber } = theirs;
    const stolen = { jobKey, batch, cardNumber };
    expect((await bench.upstream.call('cardLock', stolen)).kind).toBe('refused');
    const key = { cardIdentifier: chip, publicKey: trainingChipKeys.newPair().publicKey };
    expect((await bench.upstream.call('cardCertificate', { ...stolen, ...key })).kind).toBe('refused');
    expect(bench.server.books().cards).toMatchObject([{ cardNumber, state: 'registered' }]);
    expect(await sendRows(bench, cardRow(made, 'report'))).toMatchObject([
      { outcome: 'refused', code: 'notRegistered' },
    ]);
    expect(bench.server.books().cards).toHaveLength(1);
  });

  it('9.13 "done before" by another chip is a conflict and no success', async () => {
    const bench = await adapterBench(adapter);
    const card = await locked(bench, bench.permitOf('anna'), jobKey);
    const rival = cardRow(card, 'report', {
      cardIdentifier: 'F'.repeat(32),
      id: wireRow('rival', 'card.report').id,
      businessKey: 'rival',
      caseNumber: null,
    });
    expect(await sendRows(bench, rival)).toMatchObject([{ outcome: 'accepted' }]);
    const [ours] = await sendRows(bench, cardRow(card, 'report'));
    expect(ours?.outcome).toBe('alreadyDone');
    const record = ours?.outcome === 'alreadyDone' ? ours.record : undefined;
    expect(record).toMatchObject({ cardNumber: card.cardNumber, cardIdentifier: 'F'.repeat(32) });
    expect(isOurs(record, { ...card, cardIdentifier: chip }, jobKey)).toBe(false);
  });

  it('a certificate is given once for a key; another key for the same card is refused', async () => {
    const bench = await adapterBench(adapter);
    const card = await locked(bench, bench.permitOf('anna'), jobKey);
    const { batch, cardNumber } = card;
    const ask = (publicKey: string) =>
      bench.upstream.call('cardCertificate', { jobKey, batch, cardNumber, cardIdentifier: chip, publicKey });
    const { publicKey } = trainingChipKeys.newPair();
    const first = answered(await ask(publicKey));
    expect(first.certificate.length).toBeGreaterThan(100);
    expect(answered(await ask(publicKey))).toEqual(first);
    expect(await ask(trainingChipKeys.newPair().publicKey)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'conflict' },
    });
  });

  it('D8 9.12 a lost card is reported and replaced: by its number, never beside it, and it ends when the new one is enabled', async () => {
    const bench = await adapterBench(adapter);
    const permit = bench.permitOf('anna');
    const { permitNumber } = permit;
    const old = await locked(bench, permit, jobKey);
    for (const operation of ['report', 'enable', 'handOver'] as const)
      expect(await sendRows(bench, cardRow(old, operation))).toMatchObject([{ outcome: 'accepted' }]);
    const newKey = `${stationId}:job_000002`;
    const register = (replaces?: string) =>
      bench.upstream.call('cardRegister', {
        ...registerInput(permit, newKey),
        ...(replaces !== undefined && { replaces }),
      });
    const refused = (code: string) => ({ kind: 'refused', refusal: { code } });
    expect(await register()).toMatchObject(refused('cardExists'));
    expect(await register(old.cardNumber)).toMatchObject(refused('oldCardUsable'));

    const loss = (id: string, operation: string, region = '440300') =>
      wireRow(id, 'card.loss', { permitNumber, cardNumber: old.cardNumber, operation, region });
    const statusNow = async () => {
      const { cards } = answered(await bench.upstream.call('cardPerson', { permitNumber }));
      return cards.find(({ cardNumber }) => cardNumber === old.cardNumber)?.status;
    };
    expect(await statusNow()).toBe('normal');
    expect(await sendRows(bench, loss('l1', 'formalLoss', '440100'))).toMatchObject([
      { outcome: 'accepted' },
    ]);
    expect(await sendRows(bench, loss('l2', 'formalLoss'))).toMatchObject([{ outcome: 'alreadyDone' }]);
    expect(await sendRows(bench, loss('l3', 'cancel', '440100'))).toMatchObject([
      { outcome: 'refused', code: 'otherCity' },
    ]);
    expect(await statusNow()).toBe('formalLoss');

    const { card } = answered(await register(old.cardNumber));
    expect(card.cardNumber).not.toBe(old.cardNumber);
    const { batch, cardNumber } = card;
    const next = { jobKey: newKey, permit, batch, cardNumber };
    answered(await bench.upstream.call('cardLock', { jobKey: newKey, batch, cardNumber }));
    expect(await sendRows(bench, cardRow(next, 'report'))).toMatchObject([{ outcome: 'accepted' }]);
    expect(await statusNow()).toBe('formalLoss');
    expect(await sendRows(bench, cardRow(next, 'enable'))).toMatchObject([{ outcome: 'accepted' }]);
    expect(await statusNow()).toBe('cancelled');
  });
});
