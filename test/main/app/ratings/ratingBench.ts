import { createDispatch } from '../../../../main/app/dispatch.ts';
import { ratingHandlers } from '../../../../main/app/ratings/ratingHandlers.ts';
import { createRatingDesk } from '../../../../main/app/ratings/ratingSheet.ts';
import type { StaffRecord } from '../../../../main/app/ports/stores.ts';
import type { Surface } from '../../../../main/contract/access.ts';
import type { InputOf, OutputOf } from '../../../../main/contract/method.ts';
import { ratingMethods } from '../../../../main/contract/methods/ratingMethods.ts';
import { failure, type Result } from '../../../../main/contract/result.ts';
import { sampleStaff, testCaller } from '../../helpers/index.ts';
import { accept, must, openDesk } from '../cases/desk.ts';

export const clerk = sampleStaff(['clerk']);
export const boss = sampleStaff(['supervisor'], 'otherboss');

type Table = typeof ratingMethods;

/** A window with one accepted case of `clerk`, and its ratings, called as screens call them: with rights and schemas. */
export async function openRatings(options: { readonly accepted?: boolean } = {}) {
  const window = openDesk();
  await window.begin();
  window.checkAll();
  if (options.accepted !== false) must(accept(window));
  const { deps } = window;
  const desk = createRatingDesk(deps);
  const dispatch = createDispatch({
    table: ratingMethods,
    handlers: ratingHandlers(deps, { desk, rateAtKiosk: () => failure('wrongState', { state: 'attract' }) }),
    profile: deps.profile,
    answers: null,
    clock: deps.clock,
    ids: deps.ids,
    log: deps.log,
  });
  const as =
    (staff: StaffRecord | null, surface: Surface = 'window') =>
    async <Name extends keyof Table>(
      method: Name,
      input: InputOf<Table[Name]>,
    ): Promise<Result<OutputOf<Table[Name]>>> =>
      (await dispatch({ method, input }, testCaller(staff, surface))) as Result<OutputOf<Table[Name]>>;
  return { ...window, as, call: as(clerk), boss: as(boss), caseId: window.current() };
}
