/**
 * What a TLS error of Node or Electron means, as the detail of a link fault. The verification codes come from the X.509 library and are the
 * same in both; the protocol errors (`ERR_SSL_…`) are OpenSSL's in Node and BoringSSL's in Electron, so that they are read by their meaning.
 */
const byCode: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'tls:expired',
  CERT_NOT_YET_VALID: 'tls:notYetValid',
  CERT_REVOKED: 'tls:revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls:selfSigned',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls:wrongAuthority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls:wrongAuthority',
  UNABLE_TO_GET_ISSUER_CERT: 'tls:wrongAuthority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls:wrongAuthority',
  CERT_SIGNATURE_FAILURE: 'tls:wrongAuthority',
  CERT_UNTRUSTED: 'tls:wrongAuthority',
  CERT_REJECTED: 'tls:wrongAuthority',
  INVALID_CA: 'tls:wrongAuthority',
  INVALID_PURPOSE: 'tls:wrongAuthority',
  CERT_CHAIN_TOO_LONG: 'tls:wrongAuthority',
  PATH_LENGTH_EXCEEDED: 'tls:wrongAuthority',
  HOSTNAME_MISMATCH: 'tls:wrongName',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls:wrongName',
};

/**
 * Null: no matter of TLS. Never a text of the error, in which the other side may have written: only a name of the table, or `tls:other` with
 * the error's code.
 */
export function tlsFault(error: unknown): string | null {
  const code = codeOf(error);
  if (code === null) return null;
  const known = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  if (known !== undefined) return known;
  if (!/^(?:ERR_SSL_|ERR_TLS_|CERT_|CRL_|EPROTO$)/.test(code)) return null;
  if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN/.test(code))
    return 'tls:clientCertificate';
  if (/WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG/.test(code)) return 'tls:noTls';
  if (/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|TLS_PROTOCOL/.test(code)) return 'tls:oldVersion';
  return `tls:other ${/^[A-Z0-9_]{1,60}/.exec(code)?.[0] ?? ''}`.trim();
}

/** The code of a network error; `noAnswer` for one without. */
export const networkCode = (error: unknown): string => codeOf(error) ?? 'noAnswer';

function codeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}
