import countries from 'i18n-iso-countries/index.js';

/** Codes of a zone that name no country by themselves: the officer chooses, upstream confirms (domain-rules 2.3). */
const needsPerson = new Set([
  ...[
    'GBD',
    'GBN',
    'GBO',
    'GBP',
    'GBS',
    'UNO',
    'UNA',
    'UNK',
    'XXA',
    'XXB',
    'XXC',
    'XXX',
    'RKS',
    'EUE',
    'UTO',
  ],
  // In the package's list, but not assigned by ISO 3166-1.
  'XKX',
]);

/** Is this an ISO 3166-1 alpha-3 code? */
export function isAlpha3(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && !needsPerson.has(code) && countries.alpha3ToAlpha2(code) !== undefined;
}

/** Is this an ISO 3166-1 numeric code, three digits? */
export function isNumericCountry(code: string): boolean {
  return /^\d{3}$/.test(code) && countries.numericToAlpha3(code) !== undefined;
}

/** ISO alpha-3 of a three-character zone code (`D<<` is `DEU`), or null where a person has to choose (domain-rules 2.3). */
export function countryOfZoneCode(zoneCode: string): string | null {
  const code = zoneCode.replace(/<+$/, '');
  if (code === 'D') return 'DEU';
  return isAlpha3(code) ? code : null;
}
