import { createStaff } from '../../../../main/app/people/createStaff.ts';
import type { CaseView } from '../../../../main/contract/cases.ts';
import type { Result } from '../../../../main/contract/result.ts';
import { sampleJob, sampleStaff, testCaller } from '../../helpers/index.ts';
import { accept, must, openDesk, papersOf, type Desk } from './desk.ts';

export const boss = testCaller(sampleStaff(['supervisor'], 'other'));
const password = 'correct horse';
/** Somebody whose signature counts beside the clerk's. */
export const signature = { userName: 'boss', password };

export async function deskWithBoss(...given: Parameters<typeof openDesk>): Promise<Desk> {
  const desk = openDesk(...given);
  const person = { userName: 'boss', displayName: 'Test Boss', roles: ['supervisor'] as const, password };
  must(await createStaff(desk.deps, person, 'system'));
  await desk.begin();
  return desk;
}

/** A case that the clerk has accepted. */
export async function acceptedDesk(...given: Parameters<typeof openDesk>): Promise<Desk> {
  const desk = await deskWithBoss(...given);
  desk.checkAll();
  must(accept(desk));
  return desk;
}

type Handlers = Desk['handlers'];
type CaseInput<Name extends keyof Handlers> = Omit<Parameters<Handlers[Name]>[0], 'caseId'>;
/** An act about the case on the window, by the clerk unless somebody else is named. */
export const act = async <Name extends keyof Handlers>(
  desk: Desk,
  name: Name,
  input: CaseInput<Name>,
  caller = desk.caller,
): Promise<Result<CaseView>> => {
  const handler = desk.handlers[name] as (
    given: object,
    by: typeof caller,
  ) => Result<CaseView> | Promise<Result<CaseView>>;
  return handler({ caseId: desk.current(), ...input }, caller);
};

export const refuse = async (desk: Desk, reasons = ['The diploma is not recognised'], caller = boss) =>
  act(desk, 'caseRefuse', { reasons }, caller);
export const revoke = async (desk: Desk, reason = 'Decided by mistake', caller = boss) =>
  act(desk, 'caseRevoke', { reason }, caller);

/** The newest paper of the case. */
export const lastPaper = (desk: Desk) => {
  const paper = papersOf(desk).at(-1);
  if (!paper) throw new Error('no paper');
  return paper;
};
/** So many days later, at the same time of day, with everything reported meanwhile: the limits of working offline (G4) are another matter. */
export const daysPass = (desk: Desk, days: number): void => {
  const { stores, clock } = desk.deps;
  const at = clock.iso();
  stores.run(() => {
    for (const row of stores.outbox.open())
      stores.outbox.save({ ...row, state: 'acked', ackedAt: at, receipt: { number: 'R1', at } });
  });
  clock.advance(days * 86_400_000);
  // Upstream was there all the time, and vouches for the people (G10).
  stores.run(() => {
    for (const person of stores.staff.list()) stores.staff.save({ ...person, confirmedAt: clock.iso() });
  });
};

/** The papers of the case are with their holder. */
export function serve(desk: Desk): void {
  for (const { id, served } of desk.view().notices)
    if (served === null)
      must(desk.handlers.noticeServe({ noticeId: id, receiver: 'EXAMPLE' }, desk.caller) as Result<unknown>);
}

/** The holder of the case has its card. */
export function handOver(desk: Desk): void {
  const { stores, clock } = desk.deps;
  const { permitNumber } = desk.view().snapshot.record;
  stores.run(() =>
    stores.jobs.save(
      sampleJob({
        caseId: desk.current(),
        permitNumber,
        state: 'handedOver',
        unitTail: '0017',
        visualOkAt: clock.iso(),
        handedOverAt: clock.iso(),
        endedAt: clock.iso(),
      }),
    ),
  );
}

/** The list of recalls. */
export const recalls = async (desk: Desk, openOnly = true) =>
  must(await desk.handlers.recallList({ openOnly }, desk.caller));
