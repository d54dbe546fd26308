/**
 * What a validator says. `warning`: the shape is right but a check that proves nothing alone is not, so the officer looks; `bad`: it cannot
 * be such a number. `reason` is a code, never the number.
 */
export type NumberCheck =
  | { readonly result: 'good' }
  | { readonly result: 'warning'; readonly reason: NumberFault }
  | { readonly result: 'bad'; readonly reason: NumberFault };

export type NumberFault = 'shape' | 'checkDigit' | 'innerCheckDigit' | 'country' | 'date' | 'length';

export const good: NumberCheck = { result: 'good' };
export const bad = (reason: NumberFault): NumberCheck => ({ result: 'bad', reason });
export const warning = (reason: NumberFault): NumberCheck => ({ result: 'warning', reason });
