import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import type { RulePublisher } from '../../../../main/contract/station.ts';
import { acceptedPublishers, readRulePackFiles } from '../../../../main/hosts/core/rulePackFiles.ts';
import {
  packPublicKey,
  packSignatureProblem,
  signPack,
} from '../../../../main/infra/crypto/packSignature.ts';
import { trainingPublisher } from '../../../../main/training/rulePublisher.ts';
import { trainingPublisherKey } from '../../../../main/training/rulePublisherKey.ts';
import { testProfile } from '../../helpers/index.ts';
import { temporaryFolder } from '../../helpers/temporary.ts';

const shipped = join(import.meta.dirname, '../../../../resources/rules');
const pair = sm2.generateKeyPairHex();
const bureau: RulePublisher = { id: 'bureau', publicKey: pair.publicKey };
const content = { version: '440300-2026.11', 规则: ['一', '二'], list: { b: 1, a: 2 } };
const signed = (by: string, key: string, what: unknown = content) => ({
  signatures: [{ publisher: by, signature: signPack(what, key) }],
});

describe('B1 a rule pack is signed', () => {
  it('by an accepted publisher, whatever the order of keys and the spaces', () => {
    const signatures = signed('bureau', pair.privateKey);
    expect(packPublicKey(pair.privateKey)).toBe(pair.publicKey);
    expect(packSignatureProblem(content, signatures, [bureau])).toBeNull();
    const same = { list: { a: 2, b: 1 }, 规则: ['一', '二'], version: '440300-2026.11' };
    expect(packSignatureProblem(same, signatures, [bureau])).toBeNull();
  });

  it('a changed content, another key, another publisher and no signature are refused', () => {
    const signatures = signed('bureau', pair.privateKey);
    const changed = { ...content, 规则: ['二', '一'] };
    expect(packSignatureProblem(changed, signatures, [bureau])).toContain('does not fit');
    expect(packSignatureProblem(content, signed('bureau', trainingPublisherKey), [bureau])).toContain(
      'does not fit',
    );
    expect(packSignatureProblem(content, signatures, [trainingPublisher])).toContain('does not accept');
    expect(packSignatureProblem(content, signatures, [])).toContain('does not accept');
    for (const none of [
      undefined,
      {},
      { signatures: [] },
      { signatures: [{ publisher: 'bureau', signature: 'x' }] },
    ])
      expect(packSignatureProblem(content, none, [bureau])).toContain('no signature file');
  });

  it('a key that is no point of the curve verifies nothing, and the next key is judged as before', () => {
    const signatures = signed('bureau', pair.privateKey);
    const nowhere = `${pair.publicKey.slice(0, -1)}${pair.publicKey.endsWith('0') ? '1' : '0'}`;
    for (const publicKey of [nowhere, `04${'0'.repeat(128)}`, 'no key'])
      expect(packSignatureProblem(content, signatures, [{ ...bureau, publicKey }])).toContain('does not fit');
    expect(packSignatureProblem(content, signatures, [bureau])).toBeNull();
  });

  it('a forged signature of one accepted publisher is not healed by a good one of another', () => {
    const both = {
      signatures: [
        ...signed(trainingPublisher.id, trainingPublisherKey).signatures,
        ...signed('bureau', trainingPublisherKey).signatures,
      ],
    };
    expect(packSignatureProblem(content, both, [trainingPublisher])).toBeNull();
    expect(packSignatureProblem(content, both, [trainingPublisher, bureau])).toContain('of bureau');
  });

  it('production takes only the publishers of its profile, training also the training publisher', () => {
    const production = { ...testProfile, mode: 'production' as const };
    expect(acceptedPublishers(production)).toEqual([]);
    expect(acceptedPublishers({ ...production, rulePublishers: [bureau] })).toEqual([bureau]);
    expect(acceptedPublishers({ ...testProfile, rulePublishers: [bureau] })).toEqual([
      bureau,
      trainingPublisher,
    ]);
    expect(packPublicKey(trainingPublisherKey)).toBe(trainingPublisher.publicKey);
  });

  it('the shipped packs are signed for training, and a production station refuses them by name', () => {
    const taken = readRulePackFiles([shipped], [trainingPublisher], '440300');
    expect(taken.ok && taken.value.map(({ file }) => file)).toEqual([
      '100000-2026.11.json',
      '440300-2026.11.json',
    ]);
    const refused = readRulePackFiles([shipped], [bureau], '440300');
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'rulePackBad', detail: { file: '100000-2026.11.json' } },
    });
    expect(!refused.ok && refused.error.detail?.['reason']).toContain('signed by zhengka-training');
  });

  it('a pack beside the data is read as well, and a file that is no JSON is named', () => {
    const folder = join(temporaryFolder(), 'rules');
    mkdirSync(folder);
    const name = '440300-2026.11.json';
    for (const file of [name, `${name}.sig`])
      writeFileSync(join(folder, file), readFileSync(join(shipped, file)));
    const two = readRulePackFiles([join(folder, 'missing'), folder], [trainingPublisher], '440300');
    expect(two).toMatchObject({ ok: true, value: [{ file: name }] });
    writeFileSync(join(folder, name), '{"version": ');
    expect(readRulePackFiles([folder], [trainingPublisher], '440300')).toMatchObject({
      error: { code: 'rulePackBad', detail: { reason: `${name}: is no JSON` } },
    });
  });
});
