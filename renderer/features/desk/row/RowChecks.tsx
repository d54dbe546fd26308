import { CheckCircleFilled, CloseCircleFilled, EyeOutlined, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { DocumentRow } from '../../../../main/contract/cases.ts';
import type { FormCheck } from '../../../../main/contract/caseFacts.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { DateResult } from '../facts/FactField.tsx';

const marks = {
  ok: CheckCircleFilled,
  look: EyeOutlined,
  warn: WarningFilled,
  asks: WarningFilled,
  fails: CloseCircleFilled,
} as const;
const tones = { ok: 'good', look: 'plainTone', warn: 'warn', asks: 'warn', fails: 'bad' } as const;

/** Every rule about the paper in hand, in words: dates with the day it goes stale, then how it has to be made (B4, 4.5, 4.30 to 4.33). */
export function RowChecks({ row }: { readonly row: DocumentRow }) {
  if (row.dateChecks.length === 0 && row.formChecks.length === 0) return null;
  return (
    <ul className="rowChecks">
      {row.dateChecks.map((check) => (
        <li key={`${check.rule}-${check.zh}`}>
          <DateResult check={check} />
        </li>
      ))}
      {row.formChecks.map((check) => (
        <li key={`${check.rule}-${check.kind}-${check.zh}`}>
          <FormResult check={check} />
        </li>
      ))}
    </ul>
  );
}

function FormResult({ check }: { readonly check: FormCheck }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const Mark = marks[check.result];
  return (
    <span className={`tone wrap ${tones[check.result]}`}>
      <Mark aria-hidden />
      {t(`checking.row.check.${check.result}`)}
      {t('common.colon')}
      {pick(check.zh, check.en)}
      <small className="mono quiet"> {check.rule}</small>
    </span>
  );
}
