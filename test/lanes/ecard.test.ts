import { describe, expect, it } from 'vitest';
import { tracesIn } from '../../tools/lib/tracesIn.ts';
import { annasCase, badInputDesk, caseNow, eventually } from './support/badInputDesk.ts';
import { value } from './support/deskWork.ts';
import { dataFolderOf } from './support/stationFiles.ts';

describe('A11 an electronic card at the window, from the scanner’s bytes to the evidence', () => {
  it('is checked over HTTP, becomes evidence, and its code is in no file; offline and for others it is refused by name', async () => {
    const at = await badInputDesk();
    const { upstream, counter } = at.station.training;
    const { id } = await annasCase(at);
    const shown: string[] = [];
    const show = (person: string): string => {
      const code = upstream.showEcard(at.person(person).permitNumber);
      shown.push(code);
      return code;
    };
    const scan = (code: string): void => counter.scanner.scan(code);

    scan(show('anna'));
    const checked = await eventually('the evidence', async () => {
      const view = await caseNow(at, id);
      return view.evidence.length > 0 ? view : null;
    });
    expect(checked.evidence).toMatchObject([
      { kind: 'ecard', result: 'valid', passport: 'same', by: '李敏' },
    ]);
    const last = value(await at.client.methods.caseEcardScan({})).scan;
    expect(last).toMatchObject({ caseId: id, state: 'valid' });
    expect(Date.parse(last?.lifeEndsAt ?? '') - Date.parse(last?.scannedAt ?? '')).toBe(60_000);

    await at.told('ecardOtherPerson', () => scan(show('karl')));
    upstream.setFault({ fault: 'garbage', calls: 1, path: '/v1/ecards/check' });
    await at.told('upstreamAnswerBad', () => scan(show('anna')));
    await at.told('ecardDamaged', () => scan(`${show('anna')}0`));
    upstream.setNetwork(false);
    await at.told('ecardOffline', () => scan(show('anna')));
    expect(await caseNow(at, id)).toMatchObject({ evidence: checked.evidence, snapshot: checked.snapshot });

    expect(at.newRows().map(({ event }) => event)).toContain('case.ecardChecked');
    const tokens = shown.map((code) => code.split(':')[1] ?? '');
    expect(tokens.map(({ length }) => length)).toEqual([24, 24, 24, 24, 24]);
    at.nothingPersonal(tokens);
    const secrets = Object.fromEntries(tokens.map((token, index) => [`code ${index}`, token]));
    expect(tracesIn(dataFolderOf(at.station), secrets)).toEqual([]);
    const scanner = value(await at.client.methods.deviceFrames({ deviceId: 'scanner' }));
    expect(scanner).not.toEqual([]);
    for (const device of at.station.training.ready.profile.devices) {
      const frames = value(await at.client.methods.deviceFrames({ deviceId: device.id }));
      for (const token of tokens) expect(JSON.stringify(frames)).not.toContain(token);
    }
  });
});
