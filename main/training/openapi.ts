// Run as a program it writes the document; imported it only makes the text.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { z } from 'zod';
import {
  linkRefusal,
  signatureHeaders,
  signatureWindowMs,
  signedText,
  type SignedParts,
} from '../contract/stationIdentity.ts';
import { refusal, upstreamCalls, type UpstreamCallName } from '../contract/upstream.ts';

type Schema = Record<string, unknown>;

const summaries: Readonly<Record<UpstreamCallName, string>> = {
  health: 'Whether one service is in service, and the time upstream',
  attachmentOffer: 'A picture of a case is about to come; answers how much of it is there already',
  attachmentPart: 'The next bytes of an offered picture',
  permitFeed: 'Permit records that are new or changed since the cursor, and numbers that are gone, in pages',
  withdrawnPapers: 'Papers of all stations that were revoked or corrected since the cursor, in pages',
  staffStanding: 'The people of one station: who is active, and in which roles',
  permitVerify: 'One permit record as it is now',
  ecardCheck: 'Whether a dynamic code of an electronic card is good; the code is kept by neither side',
  cardRegister:
    'Application, instant-issue mark, batch and registration; the same job key gets the same card number',
  cardLock: 'Card data of a registered card; locks the person record for this station',
  cardCertificate:
    'Certificate for the key that the chip of a locked card made, and administrator secrets sealed for that chip; the same key gets the same answer',
  cardQuery: 'All cards of a permit',
  cardPerson: 'A person and the status of all cards, asked before a card is replaced',
  cardRelease: 'Gives up before a blank was used',
  outbox: 'Rows of the queue, one result with receipt each; card operations have one effect per business key',
  stationHead:
    'The latest place of the audit chain of a station that upstream was told, and the rows that came after a given place',
  books: 'Cards reported and enabled by a station on one day, by batch, card number and chip',
};

/** What stands in the lines that are signed. */
const signedLines: SignedParts = {
  stationId: 'station id',
  method: 'method',
  target: 'path and query',
  time: 'time',
  nonce: 'nonce',
  idempotencyKey: 'Idempotency-Key',
  bodyDigest: 'SHA-256 of the body in hex',
};

const bodyOf = (schema: unknown): Schema => ({ 'application/json': { schema } });

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) as Schema;
  return rest;
}

function operation(name: UpstreamCallName): Schema {
  const row = upstreamCalls[name];
  const input = schemaOf(row.in, 'input');
  const required = Array.isArray(input['required']) ? (input['required'] as string[]) : [];
  const key = { $ref: '#/components/parameters/IdempotencyKey' };
  const query = Object.entries((input['properties'] ?? {}) as Record<string, unknown>).map(
    ([field, schema]) => ({ name: field, in: 'query', required: required.includes(field), schema }),
  );
  return {
    operationId: name,
    summary: summaries[name],
    ...(row.verb === 'get'
      ? { parameters: query }
      : { parameters: [key], requestBody: { required: true, content: bodyOf(input) } }),
    responses: {
      '200': { description: 'Done', content: bodyOf(schemaOf(row.out, 'output')) },
      '409': { $ref: '#/components/responses/Refused' },
      '400': { description: 'The call does not fit this document' },
      '401': { $ref: '#/components/responses/NotHeard' },
      '403': { $ref: '#/components/responses/NotHeard' },
      '503': { description: 'Not now; the same call with the same key may be sent again' },
    },
  };
}

/** The HTTP contract of the reference adapter as OpenAPI 3.1, made from the tables of the contract (design 7). */
export function openapiText(): string {
  const paths: Record<string, Schema> = {};
  for (const name of Object.keys(upstreamCalls) as UpstreamCallName[]) {
    const { path, verb } = upstreamCalls[name];
    paths[path] = { ...paths[path], [verb]: operation(name) };
  }
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Zhengka reference upstream',
      version: '1',
      description:
        "The project's own contract: the ministry's interface is not public. Generated from main/contract/upstream.ts by `npm run openapi`; do not edit.",
    },
    security: [{ stationToken: [], stationSignature: [] }],
    paths,
    components: {
      securitySchemes: {
        stationToken: { type: 'http', scheme: 'bearer' },
        stationSignature: {
          type: 'apiKey',
          in: 'header',
          name: signatureHeaders.signature,
          description:
            `Ed25519, base64url, over eight lines joined by LF: ${signedText(signedLines).split('\n').join(' | ')}. ` +
            `They come in ${Object.values(signatureHeaders).join(', ')}; the key is named by the first 16 hex digits of the SHA-256 of its SPKI. ` +
            `The time is at most ${signatureWindowMs / 60_000} minutes from upstream's, a nonce is taken once; a repeated call is signed anew under the same Idempotency-Key.`,
        },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          description: 'The same for every try of the same call; the row id where one row is sent',
          schema: { type: 'string', minLength: 8, maxLength: 128 },
        },
      },
      responses: {
        NotHeard: {
          description:
            'The station is not listened to; nothing was looked at, and no row is refused by it. The token is missing or wrong, or as `error` says: 403 for otherStation and stationRevoked, else 401. clockOutside names the time upstream, by which the call is signed anew',
          content: bodyOf(schemaOf(linkRefusal, 'output')),
        },
        Refused: { description: 'Refused, with a reason', content: bodyOf(schemaOf(refusal, 'output')) },
      },
    },
  };
  return stringify(document, { lineWidth: 120, aliasDuplicateObjects: false });
}

const target = resolve(dirname(fileURLToPath(import.meta.url)), '../../resources/upstream/openapi.yaml');
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, openapiText());
}
