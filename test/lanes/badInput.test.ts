import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newMachine, type Blank } from '../../drivers/sim/evolisMachine.ts';
import type { CaseView } from '../../main/contract/cases.ts';
import type { ErrorCode } from '../../main/contract/errors.ts';
import type { CaseId } from '../../main/contract/ids.ts';
import type { Failure } from '../../main/contract/result.ts';
import { mrzCheckDigit } from '../../main/domain/identifiers/checksums.ts';
import type { SamplePerson } from '../../main/training/people.ts';
import { trainingBlanks } from '../../main/training/station.ts';
import { temporaryFolder } from '../main/helpers/index.ts';
import { badInputDesk, eventually, expectNamed, type BadInputDesk } from './support/badInputDesk.ts';
import { value } from './support/deskWork.ts';

/** Bad input at a window with a case on the screen: named with its remedy, on the audit chain, and nothing else is different. */

const otherCharacter = (character: string): string => (character === '5' ? '6' : '5');
const withWrong = (line: string, index: number): string =>
  line.slice(0, index) + otherCharacter(line.charAt(index)) + line.slice(index + 1);

interface BadRead {
  readonly what: string;
  readonly code: ErrorCode;
  /** The event on the chain; its subject is the device. */
  readonly event: 'qr.refused' | 'mrz.refused';
  readonly give: (at: BadInputDesk, anna: SamplePerson) => void;
  /** Text that must not be anywhere afterwards. */
  readonly text?: string;
  /** The field that message and audit row name. */
  readonly field?: string;
}

const scan =
  (text: string): BadRead['give'] =>
  ({ station }) =>
    station.training.counter.scanner.scan(text);
const show =
  (lines: (person: SamplePerson) => readonly string[]): BadRead['give'] =>
  ({ station }, anna) =>
    station.training.counter.passportReader.show(lines(anna));

/** The fields of a zone that have a check digit, and where that digit stands (ICAO 9303-4). */
const checkDigits = { documentNumber: 9, birthDate: 19, expiryDate: 27, personalNumber: 42, composite: 43 };

const badReads: readonly BadRead[] = [
  {
    what: 'a QR of another system',
    code: 'qrForeign',
    event: 'qr.refused',
    give: scan('https://pay.example.com/q?to=4711-OTHER-SYSTEM'),
    text: '4711-OTHER-SYSTEM',
  },
  {
    what: 'a QR with a wrong check',
    code: 'qrDamaged',
    event: 'qr.refused',
    give: ({ station }, anna) =>
      station.training.counter.scanner.scan(withWrong(anna.noticeQr, anna.noticeQr.length - 6)),
  },
  {
    what: 'half of a QR',
    code: 'qrDamaged',
    event: 'qr.refused',
    give: ({ station }, anna) => station.training.counter.scanner.scan(anna.noticeQr.slice(0, 12)),
  },
  {
    what: 'bytes of a scanner that are no text',
    code: 'qrDamaged',
    event: 'qr.refused',
    give: ({ station }) =>
      station.training.counter.scanner.scanBytes(Uint8Array.of(0x5a, 0xff, 0x80, 0xff, 0x31)),
  },
  {
    what: 'control characters from a scanner',
    code: 'qrDamaged',
    event: 'qr.refused',
    give: ({ station }) => station.training.counter.scanner.scanBytes(Uint8Array.of(0x5a, 0x01, 0x02)),
  },
  {
    what: 'a truncated second line of a zone',
    code: 'mrzTruncated',
    event: 'mrz.refused',
    give: show(({ mrz }) => [mrz[0], mrz[1].slice(0, 31)]),
  },
  {
    what: 'one line of a zone',
    code: 'mrzTruncated',
    event: 'mrz.refused',
    give: show(({ mrz }) => [mrz[1]]),
  },
  {
    what: 'bytes of a passport reader that are no text',
    code: 'mrzTruncated',
    event: 'mrz.refused',
    give: ({ station }, anna) => {
      const { passportReader } = station.training.counter;
      passportReader.faults.set('noise');
      passportReader.show(anna.mrz);
      passportReader.faults.clear('noise');
    },
  },
  ...Object.entries(checkDigits).map(
    ([field, index]): BadRead => ({
      what: `a wrong check digit of ${field}`,
      code: 'mrzCheckDigit',
      event: 'mrz.refused',
      give: show(({ mrz }) => [mrz[0], withWrong(mrz[1], index)]),
      field,
    }),
  ),
  {
    what: 'a visa',
    code: 'mrzUnsupported',
    event: 'mrz.refused',
    give: show(({ mrz }) => [`V${mrz[0].slice(1)}`, mrz[1]]),
  },
  {
    what: 'an identity card of three lines',
    code: 'mrzUnsupported',
    event: 'mrz.refused',
    give: show(() => ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'E<<A'.padEnd(30, '<')]),
  },
  {
    what: 'the Notice of a permit that nobody knows',
    code: 'permitUnknown',
    event: 'qr.refused',
    give: (at) => at.station.training.counter.scanner.scan(at.person('nemo').noticeQr),
  },
  {
    what: "somebody else's passport, after the right one",
    code: 'passportDiffers',
    event: 'mrz.refused',
    give: (at) => at.station.training.counter.passportReader.show(at.person('karl').mrz),
    field: 'passportNumber',
  },
];

/** Anna's case on the screen, with her passport, quiet. */
async function annasCase(at: BadInputDesk): Promise<CaseView> {
  const opened = await at.desk.scanNotice(at.person('anna'));
  await at.desk.checkPassport(opened.id, at.person('anna'));
  return at.quiet(opened.id);
}
const caseNow = async (at: BadInputDesk, caseId: CaseId): Promise<CaseView> =>
  value(await at.client.methods.caseGet({ caseId }));
const caseIds = async (at: BadInputDesk): Promise<readonly string[]> =>
  value(await at.client.methods.caseList({})).map((each) => each.id);

describe('A3 bad input from scanner and passport reader', () => {
  it.each(badReads)('$what is $code, and the case stays as it was', async (row) => {
    const at = await badInputDesk();
    const before = await annasCase(at);
    const open = await caseIds(at);
    at.newRows();

    const problem = await at.told(row.code, () => row.give(at, at.person('anna')));

    expect(await caseNow(at, before.id)).toEqual(before);
    expect(await caseIds(at)).toEqual(open);
    expect(value(await at.client.methods.caseCurrent({})).caseId).toBe(before.id);
    const refused = at.newRows().filter((each) => each.event === row.event);
    expect(refused).toHaveLength(1);
    const [entry] = refused;
    expect(entry).toMatchObject({
      actor: 'limin',
      subject: row.event === 'qr.refused' ? 'scanner' : 'passportReader',
    });
    expect(JSON.parse(entry?.detail ?? '')).toMatchObject({ code: row.code, case: before.id });
    if (row.field !== undefined) {
      expect(String(problem.detail?.['fields']).split(',')).toContain(row.field);
      expect(entry?.detail).toContain(row.field);
    }
    at.nothingPersonal(row.text === undefined ? [] : [row.text]);
  });

  it('a zone whose digits all hold is read, so that the rows above fail for their one character', async () => {
    const at = await badInputDesk();
    const { mrz } = at.person('anna');
    expect(mrz[1].charAt(9)).toBe(String(mrzCheckDigit(mrz[1].slice(0, 9))));
    expect((await annasCase(at)).passport).not.toBeNull();
  });

  it('a Notice that nobody can be asked about is permitUnknown, too, and opens nothing', async () => {
    const at = await badInputDesk();
    const before = await annasCase(at);
    at.station.training.upstream.setNetwork(false);
    at.newRows();

    await at.told('permitUnknown', () =>
      at.station.training.counter.scanner.scan(at.person('nemo').noticeQr),
    );

    expect(await caseIds(at)).toEqual([before.id]);
    expect(await caseNow(at, before.id)).toEqual(before);
    expect(at.newRows()).toContainEqual(expect.objectContaining({ event: 'qr.refused', subject: 'scanner' }));
    at.nothingPersonal();
  });

  it('an unknown number typed by hand is refused and on the chain, without the number', async () => {
    const at = await badInputDesk();
    const before = await annasCase(at);
    at.newRows();
    const refused = await at.client.methods.caseOpenByNumber({
      permitNumber: at.person('nemo').permitNumber,
    });
    if (refused.ok) throw new Error('it opened');
    expectNamed(refused.error, 'permitUnknown');
    expect(await caseNow(at, before.id)).toEqual(before);
    const [entry] = at.newRows().filter((each) => each.event === 'number.refused');
    expect(JSON.parse(entry?.detail ?? '{}')).toEqual({ code: 'permitUnknown' });
    at.nothingPersonal();
  });
});

describe('A3 papers that do not fit: kept for the comparison, never accepted', () => {
  /** What a differing passport may change: itself, what is computed from it, and nothing a person decided. */
  const kept = (view: CaseView) => {
    const { passport, passportExpired, comparison, accept, supplement, issue, documents, ...others } = view;
    // A date check of the passport itself reads its expiry from the passport that lies there.
    return { ...others, documents: documents.map(({ dateChecks, ...row }) => row) };
  };

  it.each([
    { what: 'a permit that differs in one field', id: 'john', shows: 'john', field: 'birthDate' },
    { what: 'the passport of somebody else', id: 'karl', shows: 'anna', field: 'passportNumber' },
  ])('$what is passportDiffers by field', async ({ id, shows, field }) => {
    const at = await badInputDesk();
    const opened = await at.desk.scanNotice(at.person(id));
    const before = await at.quiet(opened.id);
    at.newRows();

    const problem = await at.told('passportDiffers', () =>
      at.station.training.counter.passportReader.show(at.person(shows).mrz),
    );

    expect(String(problem.detail?.['fields']).split(',')).toContain(field);
    const after = await caseNow(at, opened.id);
    expect(kept(after)).toEqual(kept(before));
    const differing = after.comparison.filter((each) => each.machine === 'differs').map((each) => each.field);
    expect(differing).toContain(field);
    if (id === 'john') expect(differing).toEqual([field]);
    const [entry] = at.newRows().filter((each) => each.event === 'passport.read');
    expect(entry?.subject).toBe(opened.id);
    expect(String((JSON.parse(entry?.detail ?? '{}') as { differs?: string }).differs).split(',')).toContain(
      field,
    );
    await refusesToAccept(at, after);
    at.nothingPersonal();
  });

  it('an expired passport is passportExpired with its day', async () => {
    const at = await badInputDesk();
    const marie = at.person('marie');
    const opened = await at.desk.scanNotice(marie);
    const before = await at.quiet(opened.id);
    at.newRows();

    const problem = await at.told('passportExpired', () =>
      at.station.training.counter.passportReader.show(marie.mrz),
    );

    expect(problem.detail).toEqual({ date: marie.permit?.holder.passportExpiry });
    const after = await caseNow(at, opened.id);
    expect(kept(after)).toEqual(kept(before));
    expect(after.passportExpired).toBe(true);
    const [entry] = at.newRows().filter((each) => each.event === 'passport.read');
    expect(JSON.parse(entry?.detail ?? '{}')).toMatchObject({ expired: true, differs: '' });
    await refusesToAccept(at, after);
    at.nothingPersonal();
  });

  it('a cancelled permit is permitNotValid as soon as its Notice is scanned', async () => {
    const at = await badInputDesk();
    const before = await annasCase(at);
    const hans = at.person('hans');
    at.newRows();

    await at.told('permitNotValid', () => at.station.training.counter.scanner.scan(hans.noticeQr));

    expect(await caseNow(at, before.id)).toEqual(before);
    const { caseId } = value(await at.client.methods.caseCurrent({}));
    if (caseId === null || caseId === before.id) throw new Error('the case of the scanned Notice is shown');
    await at.desk.checkPassport(caseId, hans);
    await at.quiet(caseId);
    const verified = at.newRows().filter((each) => each.event === 'case.verified' && each.subject === caseId);
    expect(verified.map((each) => JSON.parse(each.detail) as unknown)).toContainEqual(
      expect.objectContaining({ status: 'cancelled' }),
    );
    await refusesToAccept(at, await caseNow(at, caseId));
    at.nothingPersonal();
  });
});

/** With every document verdict given, so that what is left is the reason. */
async function refusesToAccept(at: BadInputDesk, view: CaseView): Promise<void> {
  const checked = await at.desk.verdicts(view);
  expect(checked.accept.allowed).toBe(false);
  const refused = await at.client.methods.caseAccept({ caseId: view.id });
  if (refused.ok) throw new Error('it was accepted');
  expectNamed(refused.error, refused.error.code);
  for (const reason of checked.accept.reasons) expectNamed(reason as Failure, reason.code);
  expect(await caseNow(at, view.id)).toEqual(checked);
}

describe('G11 an upstream that does not answer as itself', () => {
  const healthToo = ['/v1/health', undefined] as const;
  const strike = (at: BadInputDesk, fault: 'error500' | 'garbage' | 'loginPage', calls: number): void => {
    for (const path of healthToo)
      at.station.training.upstream.setFault({ fault, calls, ...(path === undefined ? {} : { path }) });
  };
  const queueLink = async (at: BadInputDesk, state: string): Promise<true | null> => {
    const { links } = value(await at.client.methods.stationStatus({}));
    return links.some((each) => each.service === 'queue' && each.state === state) ? true : null;
  };

  it.each([
    { what: 'status 500', fault: 'error500', state: 'offline', paused: false },
    { what: 'nothing: the network is off', fault: null, state: 'offline', paused: false },
    { what: 'garbage', fault: 'garbage', state: 'linkFault', paused: true },
    { what: 'a login page', fault: 'loginPage', state: 'linkFault', paused: true },
  ] as const)('$what: the link is $state, no row is lost', async ({ fault, state, paused }) => {
    const at = await badInputDesk();
    const { upstream } = at.station.training;
    const before = await annasCase(at);
    at.newRows();

    const cut = (): void => {
      if (fault === null) upstream.setNetwork(false);
      else strike(at, fault, 10_000);
    };
    const scanKarl = async (): Promise<void> => {
      cut();
      await at.desk.scanNotice(at.person('karl'));
    };
    // A wrong answer to the question about the permit is said at the window; no answer is a state of the link.
    if (paused) await at.told('upstreamAnswerBad', scanKarl);
    else await scanKarl();
    await eventually(`the queue's link to be ${state}`, async () => queueLink(at, state));

    expect(await caseNow(at, before.id)).toEqual(before);
    const [row, ...others] = value(await at.client.methods.queueRows({ openOnly: true }));
    expect(others).toEqual([]);
    expect(row).toMatchObject({ kind: 'case.opened', state: 'waiting', owner: '李敏', receipt: null });
    if (paused) expect(row).toMatchObject({ attempts: 0, lastAttemptAt: null, nextAttemptAt: null });
    expect(value(await at.client.methods.stationStatus({})).queue).toMatchObject({ waiting: 1, paused });
    const karls = await caseNow(at, row?.caseId ?? before.id);
    expect(karls.verification).toBe('pendingOnline');
    const offline = await eventually('the blocker of a card', async () => {
      const { blockers } = value(await at.client.methods.cardPlan({ caseId: before.id }));
      return blockers.find((each) => each.code === 'upstreamOffline') ?? null;
    });
    expectNamed(offline as Failure, 'upstreamOffline');
    const entries = at.newRows();
    expect(entries).toContainEqual(
      expect.objectContaining({ event: `link.${state}`, subject: 'queue', actor: 'system' }),
    );
    if (paused)
      expect(entries).toContainEqual(
        expect.objectContaining({ event: 'case.verifyFailed', subject: karls.id }),
      );
    at.nothingPersonal();

    // It goes on by itself when upstream is upstream again, and nothing is doubled.
    if (fault === null) upstream.setNetwork(true);
    else strike(at, fault, 0);
    value(await at.client.methods.queueRetry({}));
    await at.quiet(karls.id);
    expect(upstream.books().effects.filter((each) => each.times !== 1)).toEqual([]);
    expect(at.newRows()).toContainEqual(expect.objectContaining({ event: 'link.online', subject: 'queue' }));
  });
});

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
  const withoutJob = ({ cardJobId, issue, ...others }: CaseView) => others;

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
    const again = value(await at.client.methods.cardStart({ caseId: before.id }));
    expect((await at.desk.settled(again.id)).next).toBe('confirmVisual');
    expect(at.station.training.counter.printer.state().output).toMatchObject([
      { bankCardNumber: good.bankCardNumber, faces: 1 },
    ]);
  });

  it('a blank already used is blankUsed: it goes to the reject box unprinted', async () => {
    const at = await deskWithFeeder([good, good]);
    const first = await at.desk.acceptPerson(at.person('anna'));
    const made = value(await at.client.methods.cardStart({ caseId: first.id }));
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

    const started = value(await at.client.methods.cardStart({ caseId: before.id }));
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
