import { useTranslation } from 'react-i18next';
import type { KioskView } from '../../../../main/contract/kiosk.ts';
import { Question } from '../KioskFrame.tsx';
import { OutOfOrderPicture, TakePicture } from '../pictures/DeskPictures.tsx';
import { useAlarm } from '../useAlarm.ts';

/** The cabinet was opened (E7): nothing of the visit is left, and no time ends the page. What lies on a reader is named (E4). */
export function CallStaffPage({ view }: { readonly view: KioskView }) {
  const { t, i18n } = useTranslation();
  const [zh, en] = [i18n.getFixedT('zh'), i18n.getFixedT('en')];
  const [left] = view.left;
  useAlarm(left === undefined ? 'once' : 'repeated');
  /** Whoever comes next reads it too: in the language of the visit, and in the other one. */
  const other = view.language === 'zh' ? en : zh;
  const otherTag = view.language === 'zh' ? 'en' : 'zh';
  return (
    <>
      <h1 className="kioskQuestion">
        {t('callStaff.question')}
        <span lang={otherTag}>{other('callStaff.question')}</span>
      </h1>
      <div className="kioskShow">
        {left === undefined ? (
          <OutOfOrderPicture label={t('callStaff.picture')} />
        ) : (
          <TakePicture label={t(`take.left.picture.${left}`)} document={left} />
        )}
      </div>
      <div className="kioskAct" role="status">
        {left === undefined ? null : <Question>{t(`take.left.${left}`)}</Question>}
        <p className="kioskText">{t('callStaff.text')}</p>
        <p className="kioskText">{t('callStaff.safe')}</p>
        <p className="kioskText">
          <strong>{t('callStaff.wait')}</strong>
        </p>
        <p className="kioskHint" lang={otherTag}>
          {other('callStaff.text')} {other('callStaff.wait')}
        </p>
      </div>
    </>
  );
}
