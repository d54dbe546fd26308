import { success } from '../../contract/result.ts';
import { auditAct } from '../audit/auditAct.ts';
import type { Deps, Handlers } from '../deps.ts';
import { startGateNow, type GateParts } from './startGate.ts';

/** The morning page and its paper (J1). */
export function gateHandlers(deps: Deps, parts: GateParts): Handlers<'startGate' | 'startGatePaper'> {
  return {
    startGate: async () => success(await startGateNow(deps, parts)),
    async startGatePaper(_input, caller) {
      const gate = await startGateNow(deps, parts);
      auditAct(deps, caller, 'export.startGate', gate.date, {
        blocked: gate.items.filter(({ state }) => state === 'blocked').length,
      });
      return success({
        fileName: `morning-${gate.stationId}-${gate.date}.pdf`,
        mediaType: 'application/pdf',
        bytes: await deps.paper.morningCheck(gate),
      });
    },
  };
}
