import { openCarryFile, packCarryFile } from './carryFile.ts';

/** What takes long: it runs in a worker thread of the core host. */
export const carryFileMethods = { pack: packCarryFile, open: openCarryFile };
export type CarryFileMethodName = keyof typeof carryFileMethods;
