import { describe, expect, it } from 'vitest';
import type { UpstreamOutcome } from '../../../../main/app/ports/outside.ts';
import { describeError, type ErrorCode } from '../../../../main/contract/errors.ts';
import type { CaseId } from '../../../../main/contract/ids.ts';
import { upstreamCalls } from '../../../../main/contract/upstream.ts';
import { trainingEcardQr } from '../../../../main/domain/rules/readEcardQr.ts';
import { ecardBook } from '../../../../main/training/upstream/ecardBook.ts';
import { inspect, testProfile } from '../../helpers/index.ts';
import { goodPermit, must, openDesk, zoneOf } from './desk.ts';

const permit = goodPermit();
const other = goodPermit({
  permitNumber: 'TEST00000002',
  holder: { ...permit.holder, birthDate: '1971-03-04', passportNumber: 'X98Y76Z54' },
});
const checkInput = upstreamCalls.ecardCheck.in;

/** A desk, online, whose upstream knows the cards of the training book. */
function ecardDesk() {
  const desk = openDesk({}, [permit, other]);
  const { clock, upstream } = desk.deps;
  desk.link.online = true;
  let token = 0;
  const book = ecardBook({
    now: () => clock.now(),
    randomToken: () => String((token += 1)).padStart(24, 'QRTOKENX'),
  });
  upstream.answer('permitVerify', (input) => ({
    kind: 'answer',
    value: {
      permit: [permit, other].find(
        (each) => each.permitNumber === (input as { permitNumber: string }).permitNumber,
      ),
      at: clock.iso(),
    },
  }));
  upstream.answer('ecardCheck', (input) => {
    const { code, permitNumber } = checkInput.parse(input);
    return { kind: 'answer', value: { check: book.check(code, permitNumber), at: clock.iso() } };
  });
  const asked = () => upstream.calls.filter(({ name }) => name === 'ecardCheck');
  return { ...desk, book, asked, record: (id: CaseId) => desk.deps.stores.cases.get(id) };
}
type EcardDesk = ReturnType<typeof ecardDesk>;

const withCase = async (): Promise<EcardDesk> => {
  const desk = ecardDesk();
  await desk.begin(permit);
  await desk.intake.settled();
  desk.deps.bus.clear();
  return desk;
};
const chain = (desk: EcardDesk): { event: string; detail: string }[] =>
  inspect(
    desk.deps.stores,
    (database) =>
      database.prepare('SELECT event, detail FROM audit ORDER BY sequence').all() as {
        event: string;
        detail: string;
      }[],
  );

describe('A11 the code of an electronic card becomes evidence in the open case', () => {
  it('valid: who, when and the result, with the passport it stands on', async () => {
    const desk = await withCase();
    desk.deps.clock.advance(2500);
    await desk.scan(desk.book.show(permit));
    expect(desk.view().evidence).toEqual([
      { kind: 'ecard', result: 'valid', passport: 'same', by: 'Test clerk', at: desk.deps.clock.iso() },
    ]);
    expect(desk.problems()).toEqual([]);
    expect(desk.asked()[0]?.input).toMatchObject({ use: '01', permitNumber: permit.permitNumber });
    expect(chain(desk).at(-1)).toMatchObject({ event: 'case.ecardChecked' });
    expect(desk.intake.lastEcard()).toMatchObject({ state: 'valid', caseId: desk.current() });
  });

  it('valid on a passport that this case does not know: the same person, and said so', async () => {
    const desk = await withCase();
    await desk.scan(desk.book.show({ ...permit, holder: { ...permit.holder, passportNumber: 'C99999990' } }));
    expect(desk.view().evidence).toMatchObject([{ result: 'valid', passport: 'other' }]);
    expect(desk.problems()).toEqual([]);
  });

  it.each([
    [
      'expired',
      (desk: EcardDesk) => {
        const code = desk.book.show(permit);
        desk.deps.clock.advance(60_000);
        return code;
      },
      'ecardExpired',
    ],
    ['unknown', () => trainingEcardQr('NOBODYHASSHOWNTHISCODE00'), 'ecardUnknown'],
  ] as const)('%s: an entry, and told', async (result, codeOf, problem) => {
    const desk = await withCase();
    await desk.scan(codeOf(desk));
    expect(desk.view().evidence).toMatchObject([{ result, passport: null, by: 'Test clerk' }]);
    expect(desk.problems()).toEqual([problem]);
    expect(desk.intake.lastEcard()?.state).toBe(result);
  });

  it('a code of 59 seconds is good, and counts down from the moment it was first seen here', async () => {
    const desk = await withCase();
    const code = desk.book.show(permit);
    desk.deps.clock.advance(59_000);
    const scannedAt = desk.deps.clock.iso();
    await desk.scan(code);
    expect(desk.view().evidence).toMatchObject([{ result: 'valid' }]);
    expect(desk.intake.lastEcard()).toMatchObject({
      scannedAt,
      lifeEndsAt: new Date(Date.parse(scannedAt) + 60_000).toISOString(),
    });
  });
});

describe('A11 what is not good changes no case and has a name', () => {
  const strikes: readonly (readonly [
    what: string,
    prepare: (desk: EcardDesk) => string,
    problem: ErrorCode,
    state: string | null,
  ])[] = [
    ['the card of another person', (desk) => desk.book.show(other), 'ecardOtherPerson', 'otherPerson'],
    [
      'the card of another person, from an upstream that says valid all the same',
      (desk) => {
        answerValid(desk, { permitNumber: other.permitNumber, birthYear: 1990, passportTail: '0T47' });
        return desk.book.show(other);
      },
      'ecardOtherPerson',
      'otherPerson',
    ],
    [
      'the right permit number on somebody born in another year',
      (desk) => {
        answerValid(desk, { permitNumber: permit.permitNumber, birthYear: 1991, passportTail: '0T47' });
        return desk.book.show(permit);
      },
      'ecardOtherPerson',
      'otherPerson',
    ],
    ['a card with no permit', (desk) => desk.book.show(null), 'ecardWithoutPermit', 'withoutPermit'],
    [
      'offline by the link',
      (desk) => {
        desk.link.online = false;
        return desk.book.show(permit);
      },
      'ecardOffline',
      'offline',
    ],
    ['no answer', (desk) => struck(desk, { kind: 'offline', detail: 'timeOut' }), 'ecardOffline', 'offline'],
    [
      'a link fault',
      (desk) => struck(desk, { kind: 'linkFault', detail: 'HTTP 401' }),
      'upstreamAnswerBad',
      'notChecked',
    ],
    [
      'a refusal',
      (desk) =>
        struck(desk, {
          kind: 'refused',
          refusal: { refused: true, code: 'refusedByOfficer', reason: 'closed' },
        }),
      'upstreamRefused',
      'notChecked',
    ],
    ['garbage with the right beginning', () => 'ZKE1:garbage', 'ecardDamaged', null],
    ['a wrong check', () => `${trainingEcardQr('A'.repeat(24)).slice(0, -4)}0000`, 'ecardDamaged', null],
  ];
  const answerValid = (
    desk: EcardDesk,
    holder: { permitNumber: string; birthYear: number; passportTail: string },
  ): void =>
    desk.deps.upstream.answer('ecardCheck', () => ({
      kind: 'answer',
      value: { check: { result: 'valid', holder }, at: desk.deps.clock.iso() },
    }));
  const struck = (desk: EcardDesk, outcome: UpstreamOutcome<unknown>): string => {
    desk.deps.upstream.answer('ecardCheck', () => outcome);
    return desk.book.show(permit);
  };

  it.each(strikes)('%s', async (_what, prepare, problem, state) => {
    const desk = await withCase();
    const before = desk.record(desk.current());
    await desk.scan(prepare(desk));
    expect(desk.problems()).toEqual([problem]);
    expect(desk.record(desk.current())).toEqual(before);
    expect(desk.intake.lastEcard()?.state ?? null).toBe(state);
    expect(chain(desk).at(-1)).toMatchObject({ event: 'qr.refused' });
    expect(JSON.parse(chain(desk).at(-1)?.detail ?? '')).toMatchObject({ code: problem });
  });

  it('13.4 offline nothing is sent, nothing is queued, and what remains possible is said in both languages', async () => {
    const desk = await withCase();
    desk.link.online = false;
    const rows = desk.rows();
    await desk.scan(desk.book.show(permit));
    expect(desk.asked()).toEqual([]);
    desk.link.online = true;
    await desk.intake.verifyPending();
    await desk.intake.settled();
    expect(desk.asked()).toEqual([]);
    expect(desk.rows()).toEqual(rows);
    expect(describeError({ code: 'ecardOffline' }, 'en').remedy).toContain('check originals and passport');
    expect(describeError({ code: 'ecardOffline' }, 'zh').remedy).toContain('核验原件和护照');
  });

  it('a code that expired here is named when it comes again, without asking anybody, online or not', async () => {
    const desk = await withCase();
    const code = desk.book.show(permit);
    await desk.scan(code);
    desk.deps.clock.advance(59_999);
    await desk.scan(code);
    expect(desk.view().evidence.map(({ result }) => result)).toEqual(['valid', 'valid']);
    desk.deps.clock.advance(1);
    desk.link.online = false;
    await desk.scan(code);
    expect(desk.problems()).toEqual(['ecardSeenBefore']);
    expect(desk.asked()).toHaveLength(2);
    expect(desk.view().evidence).toHaveLength(2);
  });

  it('G4 a clock that is put back gives a code that expired here no other life', async () => {
    const desk = await withCase();
    const code = desk.book.show(permit);
    await desk.scan(code);
    desk.deps.clock.advance(60_000);
    desk.deps.clock.set(new Date(desk.deps.clock.now() - 3 * 3_600_000).toISOString());
    await desk.scan(code);
    expect(desk.problems()).toEqual(['ecardSeenBefore']);
    expect(desk.view().evidence).toHaveLength(1);
  });

  it('a finished case takes no evidence: the card opens its own holder’s case', async () => {
    const desk = await withCase();
    const first = desk.current();
    must(await desk.handlers.caseNotNeeded({ caseId: first, reason: '测试 test' }, desk.caller));
    await desk.scan(desk.book.show(other));
    expect(desk.current()).not.toBe(first);
    expect(desk.record(first)?.evidence).toEqual([]);
    expect(desk.view().evidence).toMatchObject([{ result: 'valid' }]);
  });
});

describe('A1 A11 with no case open a good card opens the case of its holder', () => {
  it('by the permit number that upstream gives', async () => {
    const desk = ecardDesk();
    await desk.scan(desk.book.show(other));
    expect(desk.asked()[0]?.input).toMatchObject({ permitNumber: null });
    expect(desk.view()).toMatchObject({
      snapshot: { record: { permitNumber: other.permitNumber } },
      evidence: [{ result: 'valid', passport: 'same' }],
    });
    expect(desk.problems()).toEqual([]);
  });

  it.each([
    ['expired', 'ecardExpired'],
    ['unknown', 'ecardUnknown'],
    ['notYours', 'ecardOtherPerson'],
  ] as const)('%s opens nothing', async (result, problem) => {
    const desk = ecardDesk();
    desk.deps.upstream.answer('ecardCheck', () => ({
      kind: 'answer',
      value: { check: { result }, at: desk.deps.clock.iso() },
    }));
    await desk.scan(desk.book.show(permit));
    expect(desk.intake.current.get()).toBeNull();
    expect(desk.problems()).toEqual([problem]);
  });

  it('not at a kiosk, and nobody signed in checks nothing', async () => {
    const desk = ecardDesk();
    expect(desk.intake.parsePermitQr(desk.book.show(permit))).toMatchObject({
      error: { code: 'ecardAtWindow' },
    });
    desk.link.staff = null;
    await desk.scan(desk.book.show(permit));
    expect(desk.problems()).toEqual(['notSignedIn']);
    expect(desk.asked()).toEqual([]);
  });

  it('3.10 a production station sends no text that its pack does not allow', async () => {
    const desk = openDesk({ profile: { ...testProfile, mode: 'production' } });
    desk.link.online = true;
    await desk.scan(trainingEcardQr('A'.repeat(24)));
    expect(desk.problems()).toEqual(['qrForeign']);
    expect(desk.deps.upstream.calls).toEqual([]);
  });
});

describe('A11 12.3 the code is kept nowhere', () => {
  it('not in any table, log line, hint, answer or key, whatever became of it', async () => {
    const desk = await withCase();
    const { deps } = desk;
    const codes: string[] = [];
    const show = async (code: string): Promise<void> => {
      codes.push(code);
      await desk.scan(code);
    };
    await show(desk.book.show(permit));
    await show(desk.book.show(other));
    await show(trainingEcardQr('NOBODYHASSHOWNTHISCODE00'));
    await show(`${trainingEcardQr('BADCHECKBADCHECKBADCHECK').slice(0, -4)}0000`);
    const screenCode = desk.book.show(permit);
    codes.push(screenCode);
    await desk.intake.onScreenScan('window', 'wedge', screenCode);
    // An upstream that quotes the code.
    const quoted = desk.book.show(permit);
    deps.upstream.answer('ecardCheck', () => ({
      kind: 'refused',
      refusal: { refused: true, code: 'refusedByOfficer', reason: `no ${quoted}` },
    }));
    await show(quoted);
    desk.link.online = false;
    await show(desk.book.show(permit));

    const tables = inspect(deps.stores, (database) =>
      (
        database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all() as { name: string }[]
      ).map(({ name }) => JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).all())),
    ).join('\n');
    const told = JSON.stringify([
      deps.log.lines,
      deps.bus.events,
      desk.view(),
      desk.intake.lastEcard(),
      desk.asked().map(({ key }) => key),
    ]);
    expect(codes).toHaveLength(7);
    expect(tables).toContain('case.ecardChecked');
    expect(told).toContain('upstreamRefused');
    for (const code of codes) {
      const [, token = ''] = code.split(':');
      for (const trace of [token, deps.crypto.sm3Hex(code)]) {
        expect(tables).not.toContain(trace);
        expect(told).not.toContain(trace);
      }
    }
    // The search finds what is there: the Notice's number stands in the same tables.
    expect(tables).toContain(permit.permitNumber);
  });

  it('each check goes with a key of its own, so that no answer of an earlier one comes back', async () => {
    const desk = await withCase();
    const code = desk.book.show(permit);
    await desk.scan(code);
    await desk.scan(code);
    const [first, second] = desk.asked().map(({ key }) => key);
    expect(first).toMatch(/^scan_/);
    expect(second).not.toBe(first);
  });

  it('a passport laid down while upstream is asked still belongs to the case', async () => {
    const desk = ecardDesk();
    await Promise.all([desk.scan(desk.book.show(permit)), desk.lay(zoneOf(permit))]);
    expect(desk.view()).toMatchObject({ passport: { documentNumber: permit.holder.passportNumber } });
    expect(desk.view().evidence).toHaveLength(1);
  });
});
