import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StaffId } from '../../../../main/contract/ids.ts';
import { trainingStaff } from '../../../../main/training/station.ts';
import {
  deskNames,
  desks,
  proofFolder,
  proofKey,
  proofStation,
  type DeskName,
  type ProofOptions,
  type StationTemplate,
} from './proofStation.ts';

/** Starts a station once, signs everybody in and pulls the permits, then keeps its folder. */
export async function stationTemplate(
  program: string,
  options: Pick<ProofOptions, 'people' | 'profile'> = {},
): Promise<StationTemplate> {
  const station = await proofStation({ ...options, program, template: null });
  const kept = proofFolder();
  const staff: Partial<Record<DeskName, StaffId>> = {};
  try {
    for (const name of deskNames) {
      const person = trainingStaff.find(({ userName }) => userName === desks[name]);
      const signed = await station.screens[name].methods.signIn({
        userName: desks[name],
        password: person?.password ?? '',
      });
      if (!signed.ok) throw new Error(`nobody signs in: ${signed.error.code}`);
      staff[name] = signed.value.id as StaffId;
    }
    const end = Date.now() + 20_000;
    for (;;) {
      const standing = await station.screens.clerk.methods.permitStanding({});
      if (standing.ok && standing.value.asOf !== null) break;
      if (Date.now() > end) throw new Error('the permits were never pulled');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    // A killed station is a good template: its files are whole.
    await station.stop();
    cpSync(join(station.folder, 'data'), kept, { recursive: true });
  } finally {
    await station.close();
  }
  return {
    folder: kept,
    databaseKey: proofKey,
    staff: staff as Record<DeskName, StaffId>,
    remove: () => rmSync(kept, { recursive: true, force: true }),
  };
}
