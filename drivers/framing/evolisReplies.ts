/**
 * The host's half of the Evolis language: what a printer answers. With `Pem;4` every command is answered `06`, or
 * `15` + one code letter; a read command answers text whose terminator no source specifies, so CR, CRLF, NUL and
 * 50 ms of silence all end it (device-protocols 5.1).
 */
export type EvolisReply =
  | { readonly kind: 'ack' }
  | { readonly kind: 'nak'; readonly code: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Bytes came that are none of these; the command may or may not have been done. */
  | { readonly kind: 'garbled' };

/** Longest text any read command answers. */
const longestText = 200;

export interface EvolisReplyReader {
  readonly pending: boolean;
  readonly held: number;
  push(chunk: Uint8Array): EvolisReply[];
  /** 50 ms without a byte: ends a text without terminator, and a `15` without its letter. */
  silence(): EvolisReply[];
}

export function evolisReplyReader(): EvolisReplyReader {
  let text = '';
  let nak = false;
  let noisy = false;

  const take = (): EvolisReply => {
    const reply: EvolisReply = noisy ? { kind: 'garbled' } : { kind: 'text', text };
    text = '';
    noisy = false;
    return reply;
  };

  return {
    get pending() {
      return text !== '' || nak || noisy;
    },
    get held() {
      return text.length;
    },
    push(chunk) {
      const out: EvolisReply[] = [];
      for (const byte of chunk) {
        if (nak) {
          nak = false;
          const known = byte > 0x20 && byte < 0x7f;
          out.push(known ? { kind: 'nak', code: String.fromCharCode(byte) } : { kind: 'garbled' });
        } else if (byte === 0x06 || byte === 0x15) {
          if (text !== '' || noisy) out.push(take());
          if (byte === 0x06) out.push({ kind: 'ack' });
          else nak = true;
        } else if (byte === 0x0d || byte === 0x0a || byte === 0x00) {
          if (text !== '' || noisy) out.push(take());
        } else if (byte < 0x20 || byte > 0x7e || text.length >= longestText) {
          // Never repair a text by dropping bytes: `5,00 Volts` and `0,00 Volts` are one byte apart.
          noisy = true;
        } else text += String.fromCharCode(byte);
      }
      return out;
    },
    silence() {
      if (nak) {
        nak = false;
        return [{ kind: 'garbled' }];
      }
      return text !== '' || noisy ? [take()] : [];
    },
  };
}
