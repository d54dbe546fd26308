import type { signIn as zh } from '../zh/signIn.ts';

export const signIn: typeof zh = {
  title: 'Sign in to the window',
  act: 'Sign in',
  busy: 'Signing in…',
  acts: { verifyOriginals: 'check originals', issueCards: 'issue cards' },
  actsLabel: 'This station may',
  hint: 'Repeated errors lock the account. Without the network sign-in works for a limited time.',
  starting: 'The station is starting…',
};
