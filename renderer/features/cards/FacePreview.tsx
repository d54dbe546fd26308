import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../main/contract/ids.ts';
import { useCall } from '../../client/client.ts';
import { BytesImage } from '../../ui/BytesImage.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';

/** Codes that mean: upstream gives the data of the face when the card is numbered, so there is none yet. */
const notYet = new Set(['jobNotFound', 'wrongState']);

/**
 * The face as it is printed (D10); before the card is numbered, the reason why it cannot be shown yet. The place of the picture is kept
 * while it is drawn, so that nothing moves under the hand. `hint` says what to look at.
 */
export function FacePreview({ caseId, hint }: { readonly caseId: CaseId; readonly hint: string }) {
  const { t } = useTranslation();
  const preview = useCall('cardPreview', { caseId });
  return (
    <figure className="preview">
      <figcaption>
        <b>{t('cards.plan.preview')}</b> <span className="quiet">{hint}</span>
      </figcaption>
      {preview.value === undefined ? (
        preview.failure === null ? (
          <p className="previewFace previewDrawing" role="status">
            {t('cards.plan.previewDrawing')}
          </p>
        ) : notYet.has(preview.failure.code) ? (
          <p className="previewLater">{t('cards.plan.previewLater')}</p>
        ) : (
          <FailureNote failure={preview.failure} />
        )
      ) : (
        <div className="previewFace">
          <BytesImage file={preview.value} alt={t('cards.plan.preview')} width={508} height={324} />
        </div>
      )}
    </figure>
  );
}
