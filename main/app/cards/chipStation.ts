import { cardStationOf, type CardPlace } from '../../domain/devices/cardStation.ts';
import type { CardDeps } from './cardDeps.ts';

/** Has the machine that makes the cards of `place` somebody who writes chips (D6)? By the profile; what the reader then says has the last word. */
export function writesChips({ profile }: Pick<CardDeps, 'profile'>, place: CardPlace): boolean {
  const { personaliser } = cardStationOf(profile.devices, place).chipReader?.options ?? {};
  return personaliser !== undefined && personaliser !== 'none';
}
