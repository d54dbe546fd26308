import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newMachine, type Blank } from '../../drivers/sim/evolisMachine.ts';
import type { CaseView } from '../../main/contract/cases.ts';
import type { ErrorCode } from '../../main/contract/errors.ts';
import type { Failure } from '../../main/contract/result.ts';
import { trainingBlanks } from '../../main/training/station.ts';
import { temporaryFolder } from '../main/helpers/index.ts';
import { badInputDesk, caseNow, expectNamed, without, type BadInputDesk } from './support/badInputDesk.ts';
import { value } from './support/deskWork.ts';

describe('D3 blanks that may not become a card', () => {
  const [good, spare] = trainingBlanks;
  const inVault = trainingBlanks.at(-1);
  if (good === undefined || spare === undefined || inVault === undefined) throw new Error('no blanks');
  const ofAnotherStation: Blank = {
    ...good,
    bankCardNumber: '6212009990000000009',
    cardIdentifier: '99'.padEnd(32, '0'),
  };

  /** A desk whose printer holds these blanks and no others. */
  async function deskWithFeeder(blanks: readonly Blank[]): Promise<BadInputDesk> {
    const directory = temporaryFolder();
    mkdirSync(join(directory, 'sim'));
    writeFileSync(join(directory, 'sim', 'printer-state.json'), JSON.stringify(newMachine(blanks)));
    return badInputDesk(directory);
  }
  /** What a refused blank may change of its case: that it has a job, and why there may be another. */
  const withoutJob = (view: CaseView) => without(view, ['cardJobId', 'issue']);

  it.each([
    { what: 'unknown here', code: 'blankUnknown', feeder: [ofAnotherStation, good] },
    { what: 'booked in the vault', code: 'blankElsewhere', feeder: [inVault, good] },
    { what: 'with a dead chip', code: 'chipDead', feeder: [{ ...spare, dead: true }, good] },
  ] as const)('a blank $what is $code: it goes to the reject box unprinted', async ({ code, feeder }) => {
    const at = await deskWithFeeder(feeder);
    const accepted = await at.desk.acceptPerson(at.person('anna'));
    const before = await at.quiet(accepted.id);
    await isRefused(at, before, code);
    // The next blank is good, and the same case gets its card from it.
    const again = await at.desk.startCard(before.id);
    expect((await at.desk.settled(again.id)).next).toBe('confirmVisual');
    expect(at.station.training.counter.printer.state().output).toMatchObject([
      { bankCardNumber: good.bankCardNumber, faces: 1 },
    ]);
  });

  it('a blank already used is blankUsed: it goes to the reject box unprinted', async () => {
    const at = await deskWithFeeder([good, good]);
    const first = await at.desk.acceptPerson(at.person('anna'));
    const made = await at.desk.startCard(first.id);
    await at.desk.settled(made.id);
    value(await at.client.methods.cardConfirmVisual({ jobId: made.id, good: true }));
    const enabled = await at.desk.settled(made.id, (job) => job.next === 'handOver');
    expect((await at.desk.finishCard(enabled.id)).state).toBe('handedOver');

    const accepted = await at.desk.acceptPerson(at.person('karl'));
    await isRefused(at, await at.quiet(accepted.id), 'blankUsed');
    expect(at.station.training.upstream.books().cards.filter((card) => card.reports > 0)).toHaveLength(1);
  });

  async function isRefused(at: BadInputDesk, before: CaseView, code: ErrorCode): Promise<void> {
    const { printer } = at.station.training.counter;
    const printed = printer.state().printedCards;
    at.newRows();

    const started = await at.desk.startCard(before.id);
    const failed = await at.desk.settled(started.id);

    expect(failed).toMatchObject({ state: 'failed', place: 'rejectBox' });
    expectNamed(failed.problem as Failure, code);
    expect(printer.state()).toMatchObject({ inside: null, output: [], printedCards: printed });
    expect(printer.state().rejectBin).toMatchObject([{ faces: 0 }]);
    expect(withoutJob(await caseNow(at, before.id))).toEqual(withoutJob(before));
    const [entry] = at.newRows().filter((each) => each.event === 'card.readBlank.failed');
    expect(entry?.subject).toBe(started.id);
    expect(JSON.parse(entry?.detail ?? '{}')).toEqual({ code });
    at.nothingPersonal(
      [...trainingBlanks, ofAnotherStation].flatMap((blank) => [blank.bankCardNumber, blank.cardIdentifier]),
    );
  }
});
