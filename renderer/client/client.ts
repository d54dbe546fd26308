import type { Methods } from '../../main/contract/methods.ts';
import { createClient, type Client } from './createClient.ts';

const client: Client<Methods> = createClient<Methods>();

/** The hooks of the window and of the kiosk. The DevDock makes its own with `createClient<DevdockMethods>()`. */
export const call: Client<Methods>['call'] = client.call;
export const useCall: Client<Methods>['useCall'] = client.useCall;
export const useAct: Client<Methods>['useAct'] = client.useAct;
