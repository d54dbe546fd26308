import type {
  ChipFacts,
  ChipKeyFacts,
  DeviceCompletion,
  DeviceIdentity,
  PrinterFacts,
  Supplies,
} from '../../main/contract/devices.ts';

/** Supplies before anything was asked. */
export const unknownSupplies: Supplies = {
  ribbon: 'unknown',
  ribbonRemaining: null,
  feeder: 'unknown',
  retainBin: 'unknown',
  cover: 'unknown',
};

/** Of a device that says nothing about itself. */
export const noIdentity: DeviceIdentity = { make: '', model: '', serial: '', firmware: '' };

export const completedWell: DeviceCompletion = { code: 'success' };

/** Facts of a printer that could not be asked: nothing is known, so nothing old is repeated. */
export function unknownPrinterFacts(completion: DeviceCompletion): PrinterFacts {
  return { completion, position: 'unknown', printedCards: null, supplies: unknownSupplies };
}

/** Facts of a key that was not asked for, or not answered. */
export function emptyChipKeyFacts(
  completion: DeviceCompletion,
  provider: string | null = null,
): ChipKeyFacts {
  return { completion, provider, publicKey: null, certificate: null, adminChanged: false };
}

/** Facts of a chip that was not read. */
export function emptyChipFacts(completion: DeviceCompletion, atr: string | null = null): ChipFacts {
  return {
    completion,
    atr,
    cardIdentifier: null,
    bankCardNumber: null,
    cardNumber: null,
    socialSecurityNumber: null,
    specificationVersion: null,
    holderName: null,
    issuedOn: null,
    expiresOn: null,
  };
}
