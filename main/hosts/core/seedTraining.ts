import type { TrainingSeed } from '../../contract/hosts.ts';
import { createStaff } from '../../app/people/createStaff.ts';
import type { Deps } from '../../app/deps.ts';

/** First fill of an empty training station: its people and its blanks. A database that has people is left as it is. */
export async function seedTraining(
  deps: Pick<Deps, 'stores' | 'clock' | 'crypto' | 'ids' | 'profile'>,
  seed: TrainingSeed,
): Promise<void> {
  const { stores } = deps;
  if (deps.profile.mode !== 'training') throw new Error('a production station is never seeded');
  if (stores.units.list().length === 0) {
    const at = new Date(deps.clock.now()).toISOString();
    stores.run(() => {
      seed.units.forEach(({ bankCardNumber, bank, vendor }, index) => {
        const unitKey = deps.crypto.unitKeyOf(bankCardNumber) as Parameters<typeof stores.units.get>[0];
        const state = index < seed.hopper ? ('hopper' as const) : ('vault' as const);
        const known = {
          cardClass: 'standard',
          box: null,
          jobId: null,
          cardIdentifier: null,
          reason: null,
          clerkId: null,
          printerId: null,
          custody: null,
        } as const;
        stores.units.move(
          { key: unitKey, tail: bankCardNumber.slice(-4), bank, vendor, state, since: at, ...known },
          {
            unitKey,
            from: null,
            to: state,
            at,
            by: 'system',
            by2: null,
            jobId: null,
            reason: null,
            note: null,
          },
        );
      });
    });
  }
  await Promise.all(
    seed.staff
      .filter(({ userName }) => stores.staff.byUserName(userName) === null)
      .map(async (person) => {
        const created = await createStaff(deps, person, 'system');
        if (!created.ok) throw new Error(`the seed has an impossible person: ${created.error.code}`);
      }),
  );
}
