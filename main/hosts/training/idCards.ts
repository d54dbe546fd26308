import type { SimulatedIdCard } from '../../../drivers/sim/idCardReader.ts';
import type { TrainingIdCard } from '../../contract/devdock.ts';

const nobody = {
  chineseName: null,
  latinName: null,
  sex: 'F',
  ethnicCode: null,
  birthDate: '1981-08-03',
  address: null,
  issuer: null,
  issueCount: null,
  nationalityCode: null,
  travelPermitNumber: null,
  cardVersion: null,
  formerNumberPart: null,
  validFrom: '2023-12-01',
  expiresOn: '2033-11-30',
} as const;

/** Identity cards of nobody, for the reader of the training station. */
export const trainingIdCards: Readonly<Record<TrainingIdCard, SimulatedIdCard>> = {
  foreigner2023: {
    text: {
      ...nobody,
      cardType: 'foreigner2023',
      number: '911124198108030024',
      latinName: 'ERIKSSON, ANNA MARIA SPECIMEN',
      chineseName: '样本丁',
      issueCount: '00',
      nationalityCode: 'CAN',
      formerNumberPart: '123',
    },
  },
  resident: {
    text: {
      ...nobody,
      cardType: 'resident',
      number: '11010519491231002X',
      chineseName: '样本甲',
      birthDate: '1949-12-31',
      ethnicCode: '01',
      address: '样本路1号',
      issuer: '样本市公安局',
    },
  },
};
