import { describe, expect, it } from 'vitest';
import { hallProfile } from '../../../main/contract/hall.ts';

describe('A10 the hall of a station profile', () => {
  const given = (changes: object = {}) => ({
    listen: { host: '192.0.2.50', port: 7450 },
    peers: [{ stationId: 'SZ51', url: 'http://192.0.2.51:7450' }],
    ...changes,
  });
  const peers = (url: string) => ({ peers: [{ stationId: 'SZ51', url }] });

  it.each(['http://192.0.2.51:7450', 'http://window-51.hall:7450/', 'http://[fd00::51]:7450'])(
    'takes %s',
    (url) => {
      expect(hallProfile.safeParse(given(peers(url))).success).toBe(true);
    },
  );

  it.each([
    'https://192.0.2.51:7450',
    'http://192.0.2.51',
    'http://192.0.2.51:7450/x',
    'http://a@192.0.2.51:7450',
    'http://192.0.2.51:7450?x=1',
    'ftp://192.0.2.51:21',
  ])('refuses %s', (url) => {
    expect(hallProfile.safeParse(given(peers(url))).success).toBe(false);
  });

  it('listens on an address of this computer, and nothing waits for ever', () => {
    for (const wrong of [
      { listen: { host: 'window-50', port: 7450 } },
      { listen: { host: '192.0.2.50', port: 0 } },
      { answerWithinMs: 10 },
      { answerWithinMs: 60_000 },
      { peers: [{ stationId: 'sz51', url: 'http://192.0.2.51:7450' }] },
      { peers: ['1', '2'].map((end) => ({ stationId: 'SZ51', url: `http://192.0.2.${end}:7450` })) },
    ])
      expect(hallProfile.safeParse(given(wrong)).success).toBe(false);
    expect(hallProfile.safeParse(given({ answerWithinMs: 400 })).success).toBe(true);
  });
});
