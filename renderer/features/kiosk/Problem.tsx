import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../main/contract/result.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { kioskProblem } from './kioskProblem.ts';

/** What went wrong and what the visitor can do, where the eye already is. `remedy` false: the page itself says what to do. */
export function Problem({
  failure,
  remedy: withRemedy = true,
}: {
  readonly failure: Failure | null;
  readonly remedy?: boolean;
}) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (failure === null) return null;
  const { message, remedy } = kioskProblem(failure, t, language);
  return (
    <div className="kioskProblem" role="alert" data-code={failure.code}>
      <WarningOutlined aria-hidden />
      <div>
        <strong>{message}</strong>
        {withRemedy ? <span>{remedy}</span> : null}
      </div>
    </div>
  );
}
