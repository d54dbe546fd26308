import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { secondRoles } from '../../../../main/app/people/signAgain.ts';
import { forbiddenPairIn } from '../../../../main/app/people/rolePairs.ts';
import { verifyCountersignature } from '../../../../main/app/people/verifyCountersignature.ts';
import type { StaffRecord } from '../../../../main/app/ports/stores.ts';
import { role, type Role } from '../../../../main/contract/access.ts';
import type { StaffId } from '../../../../main/contract/ids.ts';
import type { MethodDefinition } from '../../../../main/contract/method.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { runInline, type InlineStation } from '../../../../main/hosts/runInline.ts';
import { newOneTimeSecret, oneTimeCodeAt } from '../../../../main/infra/crypto/oneTimeCode.ts';
import { nativeBinding, sampleStaff, temporaryFolder, testDeps, testKey } from '../../helpers/index.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const password = 'pass phrase of the test';
const allowed = Array.from({ length: 2 ** role.options.length }, (_, bits) =>
  role.options.filter((_role, index) => (bits & (1 << index)) !== 0),
).filter((roles) => roles.length > 0 && forbiddenPairIn(roles) === null);
const pairs = allowed.flatMap((first) => allowed.map((second) => [first, second] as const));
const secret = newOneTimeSecret();
let made = 0;
/** Somebody with these roles and the password of the test. */
const somebody = (roles: readonly Role[], passwordHash: string, confirmedAt: string): StaffRecord => {
  made += 1;
  const id = `staff_${String(made).padStart(24, '0')}` as StaffId;
  return { ...sampleStaff(roles, `person${made}`), id, passwordHash, confirmedAt, oneTimeSecret: secret };
};
const spellings = (name: string): readonly string[] => [
  name,
  name.toUpperCase(),
  ` ${name} `,
  name.charAt(0).toUpperCase() + name.slice(1),
];

describe('H10 D4 nobody is his own second person', () => {
  it('for every pair of allowed roles, in every spelling, online and offline', async () => {
    for (const online of [true, false]) {
      const deps = testDeps({ links: { list: () => [], online: () => online } });
      const passwordHash = await deps.crypto.hashPassword(password);
      const people = allowed.map((roles) => somebody(roles, passwordHash, deps.clock.iso()));
      deps.stores.run(() => people.forEach((person) => deps.stores.staff.save(person)));
      for (const [index, first] of people.entries())
        for (const [other, second] of people.entries())
          for (const needed of role.options)
            for (const userName of index === other ? spellings(second.userName) : [second.userName]) {
              const signed = await verifyCountersignature(
                deps,
                { userName, password },
                { roles: [needed], notStaffId: first.id },
              );
              const expected =
                index === other ? 'samePerson' : second.roles.includes(needed) ? 'ok' : 'forbidden';
              expect(
                signed.ok ? 'ok' : signed.error.code,
                `${first.userName} ${userName} ${needed} ${online ? 'online' : 'offline'}`,
              ).toBe(expected);
            }
      deps.stores.close();
    }
  });

  it('what is made a second time takes a supervisor or a role that the first has not, never an auditor', () => {
    for (const [first, second] of pairs) {
      const may = secondRoles(first).some((each) => second.includes(each));
      const expected =
        second.includes('supervisor') || second.some((each) => each !== 'auditor' && !first.includes(each));
      expect([first.join(), second.join(), may]).toEqual([first.join(), second.join(), expected]);
    }
    expect(secondRoles(['clerk'])).toEqual(['supervisor', 'stockKeeper', 'technician']);
  });

  it('every use case that asks for a countersignature says who may not give it', () => {
    const files = readdirSync(join(root, 'main/app'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(join(root, 'main/app', name), 'utf8')] as const);
    const asks = files.flatMap(([name, source]) =>
      [...source.matchAll(/await verifyCountersignature\(|return verifyCountersignature\(/g)].map(
        ({ index }) =>
          [name, source.slice(index, source.indexOf(';', index)).includes('notStaffId')] as const,
      ),
    );
    expect(asks.length).toBeGreaterThan(12);
    // The supervisor who closes a day proves who he is once more; the second one is another.
    expect(asks.filter(([, named]) => !named).map(([name]) => name)).toEqual(selfProofs);
  });
});

/** Use cases in which somebody proves who he is, and is no second person. */
const selfProofs = ['day/signatures.ts'];

/** Does this input ask for a second person? */
const signs = (definition: MethodDefinition): boolean => {
  const { in: input } = definition;
  return JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })).includes(
    '"countersignature"',
  );
};
const signed = Object.entries(methods as Readonly<Record<string, MethodDefinition>>).filter(
  ([, definition]) => signs(definition),
);

describe('H10 D4 no method takes the caller as second person', () => {
  let station: InlineStation;
  beforeAll(async () => {
    station = await runInline({
      directory: temporaryFolder(),
      databaseKey: testKey(),
      resourcesDir: join(root, 'resources'),
      fontsDir: join(root, 'node_modules'),
      sqliteNativeBinding: nativeBinding ?? null,
      core: { autoSync: false },
    });
  });
  afterAll(async () => station.close());

  it('the methods with a second person are these', () => {
    expect(signed.map(([name]) => name).toSorted()).toEqual(Object.keys(inputs).toSorted());
  });

  it.each(signed.map(([name]) => name))(
    '%s',
    async (name) => {
      const definition = (methods as Readonly<Record<string, MethodDefinition>>)[name];
      if (definition === undefined || definition.roles === 'anyone') throw new Error('no such method');
      const { stores, crypto, clock } = station.core().deps;
      const passwordHash = await crypto.hashPassword(password);
      const roleSets = allowed.filter((roles) => roles.some((each) => definition.roles.includes(each)));
      for (const roles of roleSets) {
        const person = somebody(roles, passwordHash, new Date(clock.now()).toISOString());
        stores.run(() => stores.staff.save(person));
        const atWindow = definition.surfaces.includes('window');
        const screen = station.open(atWindow ? 'window' : 'kiosk');
        const who = { userName: person.userName, password };
        expect(
          atWindow
            ? await screen.methods.signIn(who)
            : await screen.methods.maintenanceEnter({ ...who, code: oneTimeCodeAt(secret, clock.now()) }),
        ).toMatchObject({ ok: true });
        const call = (screen.methods as unknown as Record<string, (input: object) => Promise<unknown>>)[name];
        for (const userName of spellings(person.userName)) {
          const signature = { countersignature: { userName, password } };
          const input = inputs[name] ?? {};
          const override =
            'override' in input ? { override: { ...(input['override'] as object), ...signature } } : {};
          const answer = (await call?.({ ...input, ...('override' in input ? override : signature) })) as {
            ok: boolean;
            error?: { code: string };
          };
          expect([name, roles.join('+'), userName, answer.ok ? 'ok' : answer.error?.code]).toEqual([
            name,
            roles.join('+'),
            userName,
            'samePerson',
          ]);
        }
      }
    },
    60_000,
  );
});
const id = (prefix: string) => `${prefix}_000000000000000000000000`;
const unit = 'a'.repeat(64);

/** A good input of each. For `dayOpen` the signature lies deeper (`override`): see there. */
const inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  staffAdd: {
    userName: 'somebody',
    displayName: 'Test Somebody',
    roles: ['clerk'],
    password: 'another pass phrase',
  },
  staffSetRoles: { staffId: id('staff'), roles: ['clerk'] },
  staffSetActive: { staffId: id('staff'), active: false },
  staffResetPassword: { staffId: id('staff'), password: 'another pass phrase' },
  staffEnrolCodes: { staffId: id('staff') },
  caseSupplement: { caseId: id('case') },
  noticeReprint: { noticeId: id('notice'), reason: 'smudged' },
  noticePrint: { noticeId: id('notice'), reason: 'smudged' },
  caseRelease: { caseId: id('case'), finding: 'cleared', note: 'x' },
  cardStart: { caseId: id('case') },
  cardResume: { jobId: id('job') },
  cardResolveConflict: { jobId: id('job'), decision: 'goOn' },
  cardCollect: { caseId: id('case'), cardNumber: 'A12345678', reason: 'broken' },
  feeTake: { jobId: id('job'), means: 'waived', note: 'x' },
  feeRefund: { jobId: id('job'), note: 'x' },
  stockReceive: { bank: 'Test Bank', vendor: 'Test Vendor', bankCardNumbers: ['6212000009990011'] },
  stockMove: { units: [unit], to: 'vault' },
  stockWaste: { unit, reason: 'jam', note: '' },
  stockToSafe: { units: [unit] },
  stockSendUp: { units: [unit], ribbons: [], listNumber: 'L-1' },
  stockDestroy: { units: [unit], ribbons: [], photos: [] },
  ribbonReceive: { labels: ['R-1'] },
  binEmpty: { printerId: 'cardPrinter', found: 0 },
  dayOpen: { override: { kind: 'twoPeople', reason: 'x' } },
  dayClose: { password, reasons: {} },
  daySignLate: { date: '2026-11-24', password, reasons: {} },
  registerDevice: { deviceId: 'scanner', identity: { make: 'x', model: 'x', serial: 'x', firmware: 'x' } },
  maintenanceBinEmpty: {
    printerId: 'kioskCardPrinter',
    found: 0,
    keeper: { userName: 'liuyang', password: 'x' },
  },
  recordsAccept: { reason: 'x' },
  clockAccept: { reason: 'x' },
};
