import { describe, expect, it } from 'vitest';
import { sampleJob, sampleStaff, sampleUnit, testCaller } from '../../helpers/index.ts';
import type { JobId, UnitKey } from '../../../../main/contract/ids.ts';
import type { DocumentCode } from '../../../../main/contract/permit.ts';
import { noticeKind } from '../../../../main/contract/outcomes.ts';
import { shippedPacks } from '../../helpers/shippedPacks.ts';
import { act, acceptedDesk, boss, daysPass, deskWithBoss, lastPaper, refuse } from './afterwards.ts';
import {
  accept,
  codeOf,
  codes,
  goodPermit,
  must,
  openDesk,
  zoneOf,
  type Desk,
  secondPerson,
} from './desk.ts';

const takeIn = async (desk: Desk, documents: DocumentCode[]) =>
  must(await act(desk, 'caseSetCustody', { documents, custody: 'withUs' }));
const signed = { kind: 'signature', name: 'PERSON EXAMPLE' } as const;

describe('B6 originals handed back', () => {
  it('are listed and acknowledged, and are no longer with us', async () => {
    const desk = await deskWithBoss();
    await takeIn(desk, ['PASSPORT', 'DEGREE', 'CONTRACT']);
    expect(desk.view().handBack.allowed).toBe(true);
    const view = must(
      await act(desk, 'noticeHandBack', { documents: ['DEGREE', 'PASSPORT'], acknowledgement: signed }),
    );
    expect(view.withUs).toEqual(['CONTRACT']);
    const paper = lastPaper(desk);
    expect(paper).toMatchObject({ kind: 'handBack', number: 'SZ50-TH-2026-000001' });
    const titles = desk.view().documents;
    const order = titles
      .filter(({ code }) => code === 'DEGREE' || code === 'PASSPORT')
      .map((row) => row.titleEn);
    expect(paper.items.map(({ title }) => title.en)).toEqual(order);
    expect(JSON.stringify(paper.details)).toContain('PERSON EXAMPLE');
    expect(JSON.stringify(paper.details)).toContain('2026-11-25 09:20');
  });

  it('what is not with us is not handed back', async () => {
    const desk = await deskWithBoss();
    await takeIn(desk, ['PASSPORT']);
    const refused = await act(desk, 'noticeHandBack', {
      documents: ['PASSPORT', 'DEGREE'],
      acknowledgement: signed,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'notWithUs', detail: { items: 'DEGREE' } } });
    expect(desk.view().withUs).toEqual(['PASSPORT']);
    expect(desk.view().notices).toEqual([]);
  });

  it('a second factor must be the holder’s', async () => {
    const desk = await deskWithBoss();
    await takeIn(desk, ['PASSPORT']);
    const back = async (passportTail: string, birthDate: string) =>
      act(desk, 'noticeHandBack', {
        documents: ['PASSPORT'],
        acknowledgement: { kind: 'secondFactor', passportTail, birthDate },
      });
    expect(codeOf(await back('0T48', '1990-01-02'))).toBe('holderNotProven');
    expect(codeOf(await back('0T47', '1990-02-01'))).toBe('holderNotProven');
    must(await back('0T47', '1990-01-02'));
    const said = JSON.stringify(lastPaper(desk).details);
    expect(said).toContain('holder, by passport number and birth date');
    expect(said).not.toContain('1990-01-02');
  });

  it('a suspected original stays until the supervisor has looked; the passport may go', async () => {
    const desk = await deskWithBoss();
    await takeIn(desk, ['PASSPORT', 'DEGREE']);
    must(await act(desk, 'caseHold', { reason: 'x', document: 'DEGREE' }));
    const back = async (documents: DocumentCode[]) =>
      act(desk, 'noticeHandBack', { documents, acknowledgement: signed });
    expect(codeOf(await back(['PASSPORT', 'DEGREE']))).toBe('caseHeld');
    expect(must(await back(['PASSPORT'])).withUs).toEqual(['DEGREE']);
    expect(desk.view().handBack.allowed).toBe(false);
  });

  it('no outcome while the passport lies with us', async () => {
    const desk = await deskWithBoss();
    desk.checkAll();
    await takeIn(desk, ['PASSPORT']);
    expect(codeOf(accept(desk))).toBe('passportWithUs');
    must(await act(desk, 'noticeHandBack', { documents: ['PASSPORT'], acknowledgement: signed }));
    expect(must(accept(desk)).state).toBe('accepted');
  });
});

describe('C8 the permit page', () => {
  it('shows the snapshot with its age and whether upstream was asked', async () => {
    const desk = await deskWithBoss();
    daysPass(desk, 3);
    const view = must(await act(desk, 'noticePermitPage', {}));
    const paper = lastPaper(desk);
    expect(paper).toMatchObject({ kind: 'permitPage', number: 'SZ50-XX-2026-000001' });
    const said = Object.fromEntries((paper.details ?? []).map(({ label, value }) => [label.en, value]));
    const { record } = view.snapshot;
    expect(said).toMatchObject({
      'Passport No.': record.holder.passportNumber,
      'Permit valid': `${record.validFrom} – ${record.validTo}`,
      Position: record.position,
    });
    expect(said['Data as of (UTC+8)']).toBe('2026-11-25 09:20（3 天前 3 days ago）');
    expect(said['Verification']).toContain('待联网核验');
  });

  it('for the passport that lies here and fits, and for a valid permit', async () => {
    const permit = goodPermit();
    const cancelled = openDesk({}, [goodPermit({ status: 'cancelled' })]);
    await cancelled.begin(goodPermit({ status: 'cancelled' }));
    expect(codes(cancelled.view(), 'permitPage' as never)).toEqual(['permitNotValid']);
    expect(codeOf(await act(cancelled, 'noticePermitPage', {}))).toBe('permitNotValid');

    const stranger = openDesk();
    await stranger.begin();
    const { stores } = stranger.deps;
    const record = stores.cases.get(stranger.current());
    if (!record?.passport) throw new Error('no passport');
    const { passport } = record;
    stores.run(() =>
      stores.cases.save({ ...record, passport: { ...passport, documentNumber: 'C01X00T99' } }),
    );
    expect(codeOf(await act(stranger, 'noticePermitPage', {}))).toBe('passportDiffers');
    stores.run(() => stores.cases.save({ ...record, passport: null }));
    expect(codeOf(await act(stranger, 'noticePermitPage', {}))).toBe('passportNotRead');
    await stranger.lay(zoneOf(permit));
    must(await act(stranger, 'noticePermitPage', {}));
  });
});

describe('C9 slips', () => {
  it('help to register says the permit number and where to ask, dated by its pack', async () => {
    const desk = await deskWithBoss();
    must(await act(desk, 'noticeSlip', { kind: 'registration' }));
    const text = JSON.stringify(lastPaper(desk));
    for (const part of ['TEST00000001', '50号窗口', '0755-88121678', desk.view().packVersion, '2024年75号文'])
      expect(text).toContain(part);
    expect(text).not.toMatch(/\{\w+\}/);
  });

  it('insurance questions go to the bureau of the city', async () => {
    const desk = await deskWithBoss();
    must(await act(desk, 'noticeSlip', { kind: 'insurance' }));
    const text = JSON.stringify(lastPaper(desk));
    expect(text).toContain('深圳市人力资源和社会保障局');
    expect(text).toContain('Shenzhen Human Resources and Social Security Bureau');
    expect(text).not.toMatch(/\{\w+\}/);
  });

  it('are given however the case stands', async () => {
    const desk = await acceptedDesk();
    must(await act(desk, 'caseHold', { reason: 'x' }));
    must(await act(desk, 'noticeSlip', { kind: 'insurance' }));
    expect(desk.view().state).toBe('held');
  });

  it.each(shippedPacks.map((pack) => [pack.version, pack] as const))(
    '%s has words for every paper, and asks for none that nobody fills',
    (_version, pack) => {
      expect(noticeKind.options.filter((kind) => pack.notices[kind] === undefined)).toEqual([]);
      const filled = [
        'window',
        'bureau',
        'pack',
        'packVersion',
        'packFrom',
        'reason',
        'authority',
        'received',
        'permit',
        'hrss',
      ];
      const asked = [...JSON.stringify(pack.notices).matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
      expect(asked.filter((name) => !filled.includes(name))).toEqual([]);
    },
  );
});

describe('C2 service of a paper', () => {
  it('is recorded once, with receiver, contact and time', async () => {
    const desk = await acceptedDesk();
    const [paper] = desk.view().notices;
    if (!paper) throw new Error('no paper');
    const wish = { noticeId: paper.id, receiver: 'PERSON EXAMPLE', contact: '13800000000' };
    const served = must(await desk.handlers.noticeServe(wish, desk.caller));
    expect(served.served).toEqual({
      receiver: 'PERSON EXAMPLE',
      contact: '13800000000',
      at: desk.deps.clock.iso(),
      by: 'Test clerk',
    });
    expect(codeOf(await desk.handlers.noticeServe(wish, desk.caller))).toBe('noticeServed');
  });
});

describe('C4 one report of reprints for papers and cards', () => {
  it('has every copy and every card made again, with reason and person, and nothing else', async () => {
    const desk = await acceptedDesk();
    const [paper] = desk.view().notices;
    if (!paper) throw new Error('no paper');
    must(
      await desk.handlers.noticeReprint(
        { noticeId: paper.id, reason: 'smudged', countersignature: await secondPerson(desk) },
        desk.caller,
      ),
    );
    must(await refuse(desk));
    const { stores, clock } = desk.deps;
    const key = (digit: string): UnitKey => digit.repeat(64) as UnitKey;
    const spoil = (unit: string, jobId: string): void => {
      const fed = { unitKey: key(unit), at: clock.iso(), by: 'Test clerk', by2: null, note: null } as const;
      stores.units.move(sampleUnit({ key: key(unit), tail: `000${unit}`, state: 'hopper' }), {
        ...fed,
        from: null,
        to: 'hopper',
        jobId: null,
        reason: null,
      });
      stores.units.move(
        sampleUnit({
          key: key(unit),
          tail: `000${unit}`,
          state: 'wasted',
          jobId: jobId as JobId,
          since: clock.iso(),
        }),
        { ...fed, from: 'hopper', to: 'wasted', jobId: jobId as JobId, reason: 'printFault' },
      );
    };
    clock.advance(1000);
    stores.run(() => {
      stores.jobs.save(sampleJob({ id: 'job_again1' as JobId, caseId: desk.current(), attempt: 2 }));
      stores.jobs.save(
        sampleJob({ id: 'job_givenUp' as JobId, caseId: desk.current(), attempt: 1, state: 'wasted' }),
      );
      spoil('1', 'job_again1');
      spoil('2', 'job_givenUp');
    });
    const list = async (from: string, to: string) =>
      must(await desk.handlers.reprintList({ from, to }, testCaller(sampleStaff(['auditor']))));
    expect(await list('2026-11-25', '2026-11-25')).toEqual([
      {
        subject: 'paper',
        number: 'SZ50-SL-2026-000001',
        noticeKind: 'acceptance',
        caseId: desk.current(),
        caseNumber: desk.view().number,
        copy: 1,
        reason: 'smudged',
        at: '2026-11-25T01:20:00.000Z',
        by: 'Test clerk',
      },
      {
        subject: 'card',
        number: '0001',
        noticeKind: null,
        caseId: desk.current(),
        caseNumber: 'SZ50-20261125-0001',
        copy: 1,
        reason: 'printFault',
        at: '2026-11-25T01:20:01.000Z',
        by: 'Test clerk',
      },
    ]);
    expect(await list('2026-11-24', '2026-11-24')).toEqual([]);
    expect(await list('2026-11-26', '2026-11-27')).toEqual([]);
    expect(codeOf(await desk.handlers.reprintList({ from: '2026-11-26', to: '2026-11-25' }, boss))).toBe(
      'invalidInput',
    );
  });
});
