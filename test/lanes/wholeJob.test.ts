import { describe, expect, it } from 'vitest';
import { deskWork, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';

describe('A1 B2 D1 H1 the whole job in one process', () => {
  it('from the scanned Notice to the signed day', async () => {
    const station = await inlineStation();
    const client = station.open('window');
    const desk = deskWork(station.training, client);
    await desk.signIn('zhaoqiang');
    await desk.openDay();
    await desk.signIn('limin');
    const [person] = station.training.people;
    if (person === undefined) throw new Error('no people');

    const accepted = await desk.acceptPerson(person);
    expect(accepted.state).toBe('accepted');
    expect(accepted.notices.map((each) => each.kind)).toEqual(['acceptance']);

    const started = value(await client.methods.cardStart({ caseId: accepted.id }));
    const made = await desk.finishCard(started.id);
    expect(made.state === 'handedOver' ? made.state : await last(desk, made.id)).toBe('handedOver');
    expect(station.training.counter.printer.log().jobs).toHaveLength(1);

    await desk.signIn('zhaoqiang');
    value(
      await client.methods.dayCount({
        counts: value(await client.methods.dayClasses({})).map((each, index) => ({
          ...each,
          counted: index === 0 ? 23 : 4,
        })),
      }),
    );
    const figures = value(await client.methods.dayFigures({}));
    expect(figures.exceptions.filter((each) => each.needsReason)).toEqual([]);
    expect(figures.identities.filter((each) => !each.holds)).toEqual([]);
    const closed = value(
      await client.methods.dayClose({
        password: 'zhengka-3',
        reasons: {},
        countersignature: { userName: 'chenjing', password: 'zhengka-4' },
      }),
    );
    expect(closed.signatures).toHaveLength(2);
    const pdf = value(await client.methods.dayReport({ date: closed.date, format: 'pdf' }));
    expect(new TextDecoder('latin1').decode(pdf.bytes.subarray(0, 5))).toBe('%PDF-');
    expect(value(await client.methods.auditVerify({})).intact).toBe(true);
  });
});

/** A card that waits for upstream goes on by itself while the network is there. */
async function last(
  desk: ReturnType<typeof deskWork>,
  jobId: Parameters<typeof desk.job>[0],
): Promise<string> {
  const enabled = await desk.settled(jobId, (each) => each.next === 'handOver');
  return (await desk.finishCard(enabled.id)).state;
}
