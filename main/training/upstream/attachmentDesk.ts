import { sm3 } from 'sm-crypto-v2';
import type { z } from 'zod';
import type { UpstreamCalls } from '../../contract/upstream.ts';
import type { UpstreamDatabase } from './upstreamDatabase.ts';

type Offer = z.output<UpstreamCalls['attachmentOffer']['in']>;
type Part = z.output<UpstreamCalls['attachmentPart']['in']>;
type Standing = z.output<UpstreamCalls['attachmentPart']['out']>;

/** Takes pictures in parts and keeps them by their digest: the same picture is kept once, and bytes that are not what was offered are let go. */
export function attachmentDesk(database: UpstreamDatabase) {
  const standing = (digest: string): Standing => {
    const kept = database.attachment(digest);
    return { received: kept?.received ?? 0, complete: kept?.complete ?? false, spoiled: false };
  };
  return {
    offer({ digest, size, kind, stationId, rowId }: Offer): Standing {
      database.offerAttachment({ digest, size, kind, stationId, rowId });
      return standing(digest);
    },
    /** A digest that nobody offered is `wrongOrder`. */
    part({ digest, offset, bytes }: Part): Standing | null {
      const kept = database.attachment(digest);
      if (kept === null) return null;
      const part = Buffer.from(bytes, 'base64');
      if (kept.complete || offset !== kept.received || part.length === 0) return standing(digest);
      if (kept.received + part.length > kept.size) return spoil(digest);
      database.addAttachmentPart(digest, offset, part);
      if (kept.received + part.length < kept.size) return standing(digest);
      if (sm3(new Uint8Array(database.attachmentBytes(digest))) !== digest) return spoil(digest);
      database.completeAttachment(digest);
      return standing(digest);
    },
  };

  function spoil(digest: string): Standing {
    database.dropAttachmentParts(digest);
    return { received: 0, complete: false, spoiled: true };
  }
}
