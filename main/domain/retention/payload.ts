type Payload = Readonly<Record<string, unknown>>;

/** What a row still says after its end: which act it was, never about whom or by which number of a bank. Everything else goes (domain-rules 10.2). */
const stays = new Set([
  'act',
  'kind',
  'to',
  'at',
  'outcome',
  'number',
  'noticeKind',
  'code',
  'jobKey',
  'batch',
  'level',
  'channel',
  'givenAt',
  'amount',
  'chipWritten',
]);

/** The payload of a row after its end: what stays, and the digest of what was sent, so that upstream's copy can be proven. */
export function destroyedPayload(payload: Payload, digest: string, at: string): Payload {
  const kept = Object.entries(payload).filter(
    ([name, value]) => stays.has(name) && (typeof value !== 'object' || value === null),
  );
  return { ...Object.fromEntries(kept), destroyed: { at, digest } };
}
