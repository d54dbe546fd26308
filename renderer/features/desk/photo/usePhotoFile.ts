import { useState } from 'react';
import type { CaseId } from '../../../../main/contract/ids.ts';
import { largestPictureBytes } from '../../../../main/contract/photos.ts';
import type { Failure } from '../../../../main/contract/result.ts';
import { failureOf } from '../../../client/callFailure.ts';
import { useAct } from '../../../client/client.ts';

/** Sends a chosen or dropped file to the host, which judges it. A file that is too large for that is not even read. */
export function usePhotoFile(caseId: CaseId): {
  readonly busy: boolean;
  readonly failure: Failure | null;
  take(file: File | null | undefined): void;
} {
  const put = useAct('casePhotoPut');
  const [unread, setUnread] = useState<Failure | null>(null);
  const take = async (file: File): Promise<void> => {
    put.clear();
    setUnread(null);
    if (file.size > largestPictureBytes)
      return setUnread({
        code: 'pictureTooLarge',
        detail: { bytes: file.size, limit: largestPictureBytes },
      });
    try {
      await put.run({ caseId, bytes: new Uint8Array(await file.arrayBuffer()), declaredOn: null });
    } catch (thrown) {
      setUnread(failureOf(thrown) ?? { code: 'pictureUnreadable' });
    }
  };
  return {
    busy: put.busy,
    failure: unread ?? put.failure,
    take: (file) => {
      if (file !== null && file !== undefined && !put.busy) void take(file);
    },
  };
}
