import type { SimulatedIdCard } from '../../../drivers/sim/idCardReader.ts';
import type { IdCardText } from '../../../drivers/framing/samVText.ts';

const nobody = {
  sex: 'F',
  birthDate: '1974-08-12',
  validFrom: '2024-01-01',
  expiresOn: '2034-01-01',
  chineseName: null,
  latinName: null,
  ethnicCode: null,
  address: null,
  issuer: null,
  issueCount: null,
  nationalityCode: null,
  travelPermitNumber: null,
  cardVersion: null,
  formerNumberPart: null,
} as const;

/** One obviously made-up card of each layout. */
export const texts: readonly IdCardText[] = [
  {
    ...nobody,
    cardType: 'resident',
    number: '11010519491231002X',
    chineseName: '样本甲',
    ethnicCode: '01',
    address: '样本省样本市样本路0号',
    issuer: '样本市公安局',
    expiresOn: null,
  },
  {
    ...nobody,
    cardType: 'hkmtPermit',
    number: '810000199408230021',
    chineseName: '样本乙',
    address: '样本省样本市样本路1号',
    issuer: '样本市公安局',
    issueCount: '01',
    travelPermitNumber: 'H00000000',
  },
  {
    ...nobody,
    cardType: 'foreigner2017',
    number: 'KAZ110090123105',
    latinName: 'ERIKSSON, ANNA MARIA',
    chineseName: '样本丙',
    nationalityCode: 'KAZ',
    issuer: '1500',
    cardVersion: '01',
  },
  {
    ...nobody,
    cardType: 'foreigner2023',
    number: '911124198108030024',
    // 46 characters with a space as the 35th, the last of the first part.
    latinName: 'ERIKSSON, ANNA MARIA SPECIMEN SPEC EXAMPLENAME',
    chineseName: '样本丁',
    issueCount: '00',
    nationalityCode: 'CAN',
    formerNumberPart: '123',
  },
];

export const cardOf = (cardType: IdCardText['cardType']): IdCardText => {
  const found = texts.find((text) => text.cardType === cardType);
  if (found === undefined) throw new Error('no such sample card');
  return found;
};

export const specimen: SimulatedIdCard = { text: cardOf('foreigner2023'), newestAddress: '样本路2号' };
