import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../main/contract/result.ts';
import { kioskProblem } from './kioskProblem.ts';

/** What went wrong and what the visitor can do, where the eye already is. */
export function Problem({ failure }: { readonly failure: Failure | null }) {
  const { t } = useTranslation();
  if (failure === null) return null;
  const { message, remedy } = kioskProblem(failure, t);
  return (
    <div className="kioskProblem" role="alert" data-code={failure.code}>
      <WarningOutlined aria-hidden />
      <div>
        <strong>{message}</strong>
        <span>{remedy}</span>
      </div>
    </div>
  );
}
