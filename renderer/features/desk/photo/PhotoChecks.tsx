import { CheckCircleFilled, CloseCircleFilled, EyeOutlined, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { PhotoCheck, PhotoResult } from '../../../../main/contract/photos.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { explain } from '../../../ui/explain.ts';

const marks: Record<PhotoResult, { readonly Mark: typeof EyeOutlined; readonly tone: string }> = {
  ok: { Mark: CheckCircleFilled, tone: 'good' },
  warn: { Mark: WarningFilled, tone: 'warn' },
  needsEye: { Mark: EyeOutlined, tone: 'warn' },
  fails: { Mark: CloseCircleFilled, tone: 'bad' },
};

/** What English counts in the sentence of a check: months or years. */
const periodOf = ({ values }: PhotoCheck): number => Number(values['months'] ?? values['years'] ?? 0);

/** One rule, check by check in words: what was measured, and where it is not right, why and what to do (A6). */
export function PhotoChecks(props: {
  readonly column: 'permit' | 'card';
  readonly result: PhotoResult;
  readonly checks: readonly PhotoCheck[];
}) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <section className="photoChecks" aria-label={t(`photo.${props.column}`)} data-result={props.result}>
      <h3>
        {t(`photo.${props.column}`)} <ResultMark result={props.result} />
      </h3>
      <ul>
        {props.checks.map((check) => {
          const { Mark, tone } = marks[check.result];
          const said = check.failure === null ? null : explain(check.failure, language);
          // Four lines that nobody has confirmed are one matter: each row says its own number, and only below what it waits for.
          const guessed = check.failure?.code === 'photoFaceNotConfirmed';
          return (
            <li key={check.id} data-check={check.id} data-result={check.result}>
              <span className={`tone ${tone} wrap`}>
                <Mark aria-label={t(`photo.result.${check.result}`)} />
                <span>
                  {said === null || guessed
                    ? t(`photo.check.${check.id}`, { ...check.values, count: periodOf(check) })
                    : said.message}
                </span>
              </span>
              <span className="mono quiet">{check.rule}</span>
              {said === null ? null : <small>{guessed ? said.message : said.remedy}</small>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function ResultMark({ result }: { readonly result: PhotoResult }) {
  const { t } = useTranslation();
  const { Mark, tone } = marks[result];
  return (
    <span className={`tone ${tone}`}>
      <Mark aria-hidden />
      {t(`photo.result.${result}`)}
    </span>
  );
}
