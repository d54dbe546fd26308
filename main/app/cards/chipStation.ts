import { cardStationOf, type CardPlace } from '../../domain/devices/cardStation.ts';
import type { CardDeps } from './cardDeps.ts';

type Options = Readonly<Record<string, string | number | boolean>>;

const optionsOf = ({ profile }: Pick<CardDeps, 'profile'>, place: CardPlace): Options =>
  cardStationOf(profile.devices, place).chipReader?.options ?? {};
const isChosen = (option: Options[string] | undefined): boolean => option !== undefined && option !== 'none';

/** Has the machine that makes the cards of `place` somebody who writes chips (D6)? By the profile; what the reader then says has the last word. */
export function writesChips(deps: Pick<CardDeps, 'profile'>, place: CardPlace): boolean {
  return isChosen(optionsOf(deps, place)['personaliser']);
}

/** Are the keys of its chips certified (domain-rules 9 steps 11–12)? Then upstream is needed with the card inside (13.6). */
export function certifies(deps: Pick<CardDeps, 'profile'>, place: CardPlace): boolean {
  return writesChips(deps, place) && isChosen(optionsOf(deps, place)['certificates']);
}

/** Do the cards made there come with a PIN that their holder has to change at the desk (D11)? */
export const hasHolderPin = (deps: Pick<CardDeps, 'profile'>, place: CardPlace): boolean =>
  optionsOf(deps, place)['holderPin'] === true;
