import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../main/contract/errors.ts';
import { mrzCheckDigit } from '../../main/domain/identifiers/checksums.ts';
import type { SamplePerson } from '../../main/training/people.ts';
import {
  annasCase,
  badInputDesk,
  caseIds,
  caseNow,
  eventually,
  expectNamed,
  type BadInputDesk,
} from './support/badInputDesk.ts';
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
    code: 'mrzUnreadable',
    event: 'mrz.refused',
    give: ({ station }, anna) => {
      const { passportReader } = station.training.counter;
      passportReader.faults.set('noise');
      passportReader.show(anna.mrz);
      passportReader.faults.clear('noise');
    },
  },
  ...Object.entries(checkDigits).map(([field, index]): BadRead => ({
    what: `a wrong check digit of ${field}`,
    code: 'mrzCheckDigit',
    event: 'mrz.refused',
    give: show(({ mrz }) => [mrz[0], withWrong(mrz[1], index)]),
    field,
  })),
  {
    what: 'an identity card of three lines',
    code: 'mrzUnsupported',
    event: 'mrz.refused',
    give: show(() => [
      'I<UTOD231458907<<<<<<<<<<<<<<<',
      '7408122F1204159UTO<<<<<<<<<<<6',
      'E<<A'.padEnd(30, '<'),
    ]),
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

  it('a visa is laid beside the passport; somebody else’s after it is visaDiffers and changes nothing', async () => {
    const at = await badInputDesk();
    const { id } = await annasCase(at);
    const visaOf = ({ mrz }: SamplePerson): string[] => [`V${mrz[0].slice(1)}`, mrz[1]];
    at.station.training.counter.passportReader.show(visaOf(at.person('anna')));
    const before = await eventually('the visa', async () => {
      const now = await caseNow(at, id);
      return now.visa === null ? null : now;
    });
    const passport = before.passport?.documentNumber;
    expect(before.comparison.find(({ field }) => field === 'visaNumber')).toMatchObject({
      machine: 'same',
      others: [{ source: 'visa', value: passport }],
    });
    at.newRows();

    await at.told('visaDiffers', () =>
      at.station.training.counter.passportReader.show(visaOf(at.person('karl'))),
    );

    expect(await caseNow(at, id)).toEqual(before);
    expect(at.newRows()).toContainEqual(expect.objectContaining({ event: 'mrz.refused' }));
    at.nothingPersonal();
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
