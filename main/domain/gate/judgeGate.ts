import type { GateItem } from '../../contract/gate.ts';
import type { GateFacts } from './gateFacts.ts';
import { deviceItems } from './gateDevices.ts';
import { dataItems } from './gateData.ts';
import { keepingItems } from './gateKeeping.ts';
import { workItems } from './gateWork.ts';

/** Every precondition of the station in the order of the page (J1). Pure: the same facts give the same page. */
export function judgeGate(facts: GateFacts): GateItem[] {
  return [...workItems(facts), ...deviceItems(facts), ...dataItems(facts), ...keepingItems(facts)];
}
