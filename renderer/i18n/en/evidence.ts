/** Checks that were made for a case (A11). */
export const evidence = {
  title: 'Checks made',
  ecard: 'Electronic card',
  result: { valid: 'online: valid', expired: 'online: code expired', unknown: 'online: code unknown' },
  passport: { same: 'passport as in this case', other: 'stands on another passport, look at both' },
  state: {
    asking: 'Checking the code of the electronic card online',
    valid: 'The code of the electronic card was checked; it is not kept',
    offline: 'Offline: the code of the electronic card was not checked',
    notChecked: 'The code of the electronic card was not checked; scan again while it lasts',
  },
  left: 'good for at most {{n}} s more',
};
