import type { TFunction } from 'i18next';

/** Who answers for something: a person by name, and the kiosk or the station itself in the reader's language. */
export function ownerName(owner: string, t: TFunction): string {
  if (owner === 'kiosk') return t('desk.kiosk');
  return owner === 'system' ? t('common.station') : owner;
}
