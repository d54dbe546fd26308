import type { DevdockMethods } from '../../../main/contract/devdock.ts';
import { createClient } from '../../client/createClient.ts';

/** The hooks of the DevDock's own table. */
export const { useCall, useAct } = createClient<DevdockMethods>();
