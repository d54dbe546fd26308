import { CheckCircleOutlined, InboxOutlined, UserOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../main/contract/cases.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { passportCustody } from './withUs.ts';

const marks = { none: UserOutlined, withUs: InboxOutlined, handedBack: CheckCircleOutlined } as const;

/** Where the passport lies, always in sight (B6); one key takes it in, or leads to handing back what lies here. */
export function PassportMark(props: {
  readonly view: CaseView;
  readonly editable: boolean;
  onPress(): void;
}) {
  const { t } = useTranslation();
  const { view } = props;
  const where = passportCustody(view);
  const Mark = marks[where];
  const others = view.withUs.filter((code) => code !== 'PASSPORT').length;
  const back = view.withUs.length > 0;
  return (
    <div className={`passportMark ${where}`} role="status">
      <Mark aria-hidden />
      <b>{t(`checking.custody.${where}`)}</b>
      {others === 0 ? null : <span>{t('checking.custody.others', { count: others })}</span>}
      {props.editable ? (
        <button type="button" className="plainAct" aria-keyshortcuts="G" onClick={props.onPress}>
          {t(back ? 'checking.custody.handBack' : 'checking.custody.take')} <KeyCap name="G" />
        </button>
      ) : null}
    </div>
  );
}
