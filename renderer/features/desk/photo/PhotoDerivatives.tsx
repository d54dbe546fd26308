import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../../main/contract/ids.ts';
import type { DerivativeFacts } from '../../../../main/contract/photos.ts';
import { useCall } from '../../../client/client.ts';
import { BytesImage } from '../../../ui/BytesImage.tsx';

/** The pictures made from the photo, each with its size and how it was made (7.2). */
export function PhotoDerivatives(props: {
  readonly caseId: CaseId;
  readonly derivatives: readonly DerivativeFacts[];
}) {
  const { t } = useTranslation();
  return (
    <section className="photoDerivatives" aria-label={t('photo.derivatives')}>
      <h3>{t('photo.derivatives')}</h3>
      <ul>
        {props.derivatives.map((facts) => (
          <li key={facts.kind} data-kind={facts.kind}>
            <Picture caseId={props.caseId} facts={facts} />
            <span>
              <b>{t(`photo.derivative.${facts.kind}`)}</b>
              <br />
              {t('photo.size', { width: facts.width, height: facts.height, bytes: facts.bytes })}
              <br />
              <small>
                {facts.quality === null
                  ? t('photo.untouched')
                  : t('photo.quality', { quality: facts.quality, psnr: facts.psnr ?? '∞' })}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Picture({ caseId, facts }: { readonly caseId: CaseId; readonly facts: DerivativeFacts }) {
  const { t } = useTranslation();
  const { value, failure } = useCall('casePhotoPicture', { caseId, kind: facts.kind, digest: facts.digest });
  const height = 88;
  const width = Math.round((height * facts.width) / facts.height);
  // Why it is gone is said once, in the place of the photo itself.
  return value === undefined ? (
    <span className="pictureHole" data-gone={failure?.code === 'attachmentGone' ? true : undefined} />
  ) : (
    <BytesImage file={value} alt={t(`photo.derivative.${facts.kind}`)} width={width} height={height} />
  );
}
