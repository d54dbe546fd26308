import type { IdCardType } from '../../contract/devices.ts';
import type { ErrorCode } from '../../contract/errors.ts';

/** What an identity card says to this desk: nobody who has one needs a work permit (domain-rules: permanent residents are NOT_NEEDED). */
export const idCardMeaning: Readonly<Record<IdCardType, ErrorCode>> = {
  resident: 'idCardResident',
  hkmtPermit: 'idCardResident',
  foreigner2017: 'idCardPermanentResident',
  foreigner2023: 'idCardPermanentResident',
};
