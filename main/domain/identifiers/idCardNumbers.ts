import type { IdCardType } from '../../contract/devices.ts';
import type { NumberCheck } from './numberCheck.ts';
import { checkCitizenId, checkNewResidenceCard, checkOldResidenceCard } from './personNumbers.ts';

/** Number of a card that a SAM_V reader read, by the rule of its own kind of card; `today` resolves two-digit years. */
export function checkIdCardNumber(cardType: IdCardType, number: string, today: string): NumberCheck {
  switch (cardType) {
    case 'resident':
    case 'hkmtPermit':
      return checkCitizenId(number);
    case 'foreigner2017':
      return checkOldResidenceCard(number, today);
    case 'foreigner2023':
      return checkNewResidenceCard(number);
  }
}
