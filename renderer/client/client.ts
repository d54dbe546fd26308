import type { Methods } from '../../main/contract/methods.ts';
import { createClient } from './createClient.ts';

/** The hooks of the window and of the kiosk. The DevDock makes its own with `createClient<DevdockMethods>()`. */
export const { call, useCall, useAct } = createClient<Methods>();
