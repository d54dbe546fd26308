import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { upstreamCalls } from '../../../main/contract/upstream.ts';
import { openapiText } from '../../../main/training/openapi.ts';

describe('the upstream document (design 7)', () => {
  it('is the one the tables of the contract make; `npm run openapi` writes it', () => {
    const kept = readFileSync(new URL('../../../resources/upstream/openapi.yaml', import.meta.url), 'utf8');
    expect(kept === openapiText(), 'resources/upstream/openapi.yaml is not up to date').toBe(true);
  });

  it('has every call with its schema, refusal and key', () => {
    const document = parse(openapiText()) as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    expect(document.openapi).toBe('3.1.0');
    for (const { path, verb } of Object.values(upstreamCalls)) {
      const operation = document.paths[path]?.[verb] as {
        responses: Record<string, unknown>;
        parameters: unknown[];
      };
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '409']));
      if (verb === 'post')
        expect(operation.parameters).toEqual([{ $ref: '#/components/parameters/IdempotencyKey' }]);
    }
  });
});
