import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../main/contract/cases.ts';
import type { Failure } from '../../main/contract/result.ts';
import {
  annasCase,
  badInputDesk,
  caseNow,
  expectNamed,
  without,
  type BadInputDesk,
} from './support/badInputDesk.ts';
import { value } from './support/deskWork.ts';

describe('A3 papers that do not fit: kept for the comparison, never accepted', () => {
  /** What a differing passport may change: itself, what is computed from it, and nothing a person decided. */
  const kept = (view: CaseView) => ({
    ...without(view, [
      'passport',
      'passportExpired',
      'comparison',
      'accept',
      'supplement',
      'issue',
      'permitPage',
    ]),
    // A date check of the passport itself reads its expiry from the passport that lies there.
    documents: view.documents.map((row) => without(row, ['dateChecks'])),
  });

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
