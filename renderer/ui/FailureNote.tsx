import { useTranslation } from 'react-i18next';
import { CloseOutlined, WarningOutlined } from '@ant-design/icons';
import type { Failure } from '../../main/contract/result.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { explain } from './explain.ts';
import './failureNote.css';

/** A failure in the reader's language with what can be done now. `onClose` adds a button that puts it away. */
export function FailureNote({
  failure,
  onClose,
}: {
  readonly failure: Failure;
  readonly onClose?: () => void;
}) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { message, remedy } = explain(failure, language);
  return (
    <div className="failureNote" role="alert" data-code={failure.code}>
      <WarningOutlined aria-hidden />
      <div>
        <strong>{message}</strong>
        <span>{remedy}</span>
      </div>
      {onClose === undefined ? null : (
        <button type="button" className="plain" onClick={onClose} aria-label={t('common.close')}>
          <CloseOutlined aria-hidden />
        </button>
      )}
    </div>
  );
}
