import { useTranslation } from 'react-i18next';
import type { FaceFacts as Facts } from '../../../main/contract/cards.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import { useCall } from '../../client/client.ts';

/** What was done to the name so that it fits: shown as a fact, not as a colour. */
function FittedAs({ fit }: { readonly fit: Facts['nameFit'] }) {
  const { t } = useTranslation();
  const { step, steps, lines, size, narrow } = fit;
  return (
    <>
      {t('cards.face.fitted', { size, lines, step, steps })}
      {narrow < 1 ? ` · ${t('cards.face.narrowed', { percent: Math.round(narrow * 100) })}` : null}
    </>
  );
}

/** The holder's whole name beside the picture of the face, how it was fitted, and what the chip has where it is too long for it (8.4). */
export function FaceFacts({ caseId }: { readonly caseId: CaseId }) {
  const { t } = useTranslation();
  const preview = useCall('cardPreview', { caseId });
  const face = preview.value?.face;
  if (face === undefined) return null;
  return (
    <dl className="faceFacts">
      <div>
        <dt>{t('cards.face.name')}</dt>
        <dd className="faceName">{face.name}</dd>
      </div>
      <div>
        <dt>{t('cards.face.fit')}</dt>
        <dd>
          <FittedAs fit={face.nameFit} />
        </dd>
      </div>
      {face.cutName === null ? null : (
        <div>
          <dt>{t('cards.face.cutName')}</dt>
          <dd className="mono">{face.cutName}</dd>
        </div>
      )}
    </dl>
  );
}

/** What the clerk says to the holder, in both languages, whatever the screen is set to. */
export function SaidToHolder() {
  const { i18n } = useTranslation();
  return (
    <p className="saidToHolder">
      <span lang="zh">{i18n.getFixedT('zh')('cards.face.ask')}</span>
      <span lang="en">{i18n.getFixedT('en')('cards.face.ask')}</span>
    </p>
  );
}
