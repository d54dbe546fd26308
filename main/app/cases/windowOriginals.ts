import type { Surface } from '../../contract/access.ts';
import type { IdCardRead, MrzRead } from '../../contract/devices.ts';
import type { CaseId } from '../../contract/ids.ts';
import type { Failure, Result } from '../../contract/result.ts';
import { shanghaiDate } from '../../domain/calendar/shanghai.ts';
import type { ReadProblem } from '../../domain/devices/readProblem.ts';
import { idCardMeaning } from '../../domain/identifiers/idCardMeaning.ts';
import { parseTravelZone, type TravelZone } from '../../domain/identifiers/travelZone.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from './actor.ts';
import { attachBeside } from './attachBeside.ts';
import { attachPassport, type Attached } from './attachPassport.ts';
import type { CurrentCase } from './intake.ts';
import { audit } from './saveCase.ts';

const withoutCase = { passport: 'noOpenCase', visa: 'mrzVisa', card: 'mrzUnsupported' } as const;

export type ReadKind = ReadProblem['read'];

/** What the intake gives to everything that is laid on a reader of the window. */
export interface WindowDesk {
  readonly deps: Deps;
  readonly current: CurrentCase;
  /** The person who may check originals now. */
  readonly deskActor: () => Result<Actor>;
  readonly nobody: Actor;
  noteScan(deviceId: string, surface: Surface, kind: ReadKind, outcome: string, caseId: CaseId | null): void;
  refuse(kind: ReadKind, deviceId: string, actor: Actor, problem: Failure): void;
  told(problem: Failure): void;
  /** True = this passport's holder has a card waiting here, and the read was taken for it (D11). */
  handOverPassport(documentNumber: string): boolean;
}

/**
 * Passports, visas and identity cards that are laid on a reader of the window: they belong to the case that is open there. A passport or visa
 * that cannot be taken changes no case.
 */
export function createWindowOriginals({
  deps,
  current,
  deskActor,
  nobody,
  noteScan,
  refuse,
  told,
  handOverPassport,
}: WindowDesk) {
  const { stores, bus, clock } = deps;
  const now = (): string => new Date(clock.now()).toISOString();

  /** Whose card waits shows the passport to get it: no case is meant by that read. An open case goes first. */
  const takenForHandOver = (read: MrzRead): boolean => {
    const zone = parseTravelZone(read.lines, shanghaiDate(clock.now()), now());
    if (!zone.ok || zone.value.kind !== 'passport' || isChecked(current.get())) return false;
    if (!handOverPassport(zone.value.passport.documentNumber)) return false;
    stores.run(() => noteScan(read.deviceId, 'window', 'mrz', 'handOver', null));
    return true;
  };
  const isChecked = (caseId: CaseId | null): boolean => {
    const state = caseId === null ? null : stores.cases.get(caseId)?.state;
    return state === 'open' || state === 'supplement';
  };

  const lay = (read: MrzRead, zone: TravelZone, caseId: CaseId, actor: Actor): Result<Attached> => {
    switch (zone.kind) {
      case 'passport':
        return attachPassport(deps, caseId, zone.passport, actor, () =>
          noteScan(read.deviceId, 'window', 'mrz', 'attached', caseId),
        );
      case 'visa':
        return attachBeside(deps, caseId, { visa: zone.visa }, actor, () =>
          noteScan(read.deviceId, 'window', 'mrz', 'visa', caseId),
        );
      case 'card':
        return { ok: false, error: { code: 'mrzUnsupported' } };
    }
  };

  const mrz = (read: MrzRead): void => {
    if (takenForHandOver(read)) return;
    const desk = deskActor();
    if (!desk.ok) return refuse('mrz', read.deviceId, nobody, desk.error);
    const actor = desk.value;
    const zone = parseTravelZone(read.lines, shanghaiDate(clock.now()), now());
    if (!zone.ok) return refuse('mrz', read.deviceId, actor, zone.error);
    const caseId = current.get();
    if (caseId === null) {
      // A visa or a card lies on the reader: that is said first, because no case would make a passport of it.
      return refuse('mrz', read.deviceId, actor, { code: withoutCase[zone.value.kind] });
    }
    const attached = lay(read, zone.value, caseId, actor);
    if (!attached.ok) return refuse('mrz', read.deviceId, actor, attached.error);
    bus.emit('caseChanged', { caseId });
    for (const problem of attached.value.problems) told(problem);
  };

  /**
   * A card is named for what it means (C1). A permanent resident's is laid beside the passport of the open case, if there is one; a card of
   * somebody else, such as an agent, is kept nowhere.
   */
  const idCard = (read: IdCardRead): void => {
    const { deviceId, sequence: _sequence, ...content } = read;
    const { cardType } = content;
    const desk = deskActor();
    if (!desk.ok) return refuse('idCard', deviceId, nobody, desk.error);
    const code = idCardMeaning[cardType];
    const caseId = current.get();
    stores.run(() => {
      noteScan(deviceId, 'window', 'idCard', code, caseId);
      audit(deps, desk.value, 'idCard.read', deviceId, { cardType, case: caseId });
    });
    told({ code });
    if (code !== 'idCardPermanentResident' || caseId === null) return;
    const attached = attachBeside(deps, caseId, { idCard: { ...content, readAt: now() } }, desk.value);
    // Without a passport to compare with, or in a case that is done, the card is only named.
    if (!attached.ok) {
      if (attached.error.code === 'idCardDiffers') told(attached.error);
      return;
    }
    bus.emit('caseChanged', { caseId });
    for (const problem of attached.value.problems) told(problem);
  };

  return { mrz, idCard };
}
