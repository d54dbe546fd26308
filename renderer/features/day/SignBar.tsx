import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayFigures } from '../../../main/contract/day.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { stockDifference } from './dayView.ts';

function Mark({ good, words }: { readonly good: boolean; readonly words: string }) {
  return (
    <span className={`tone ${good ? 'good' : 'warn'}`}>
      {good ? <CheckCircleFilled aria-hidden /> : <WarningFilled aria-hidden />} {words}
    </span>
  );
}

/** Always in sight while a day is matched: what stands in the way of the signatures, and the key that goes on. */
export function SignBar(props: {
  readonly figures: DayFigures;
  readonly missing: number;
  readonly refused: string | null;
  readonly label: string;
  readonly button: Ref<HTMLButtonElement>;
  onSign(): void;
}) {
  const { t } = useTranslation();
  const { button, figures, missing, onSign, refused } = props;
  const ready = missing === 0 && refused === null;
  const equal = figures.stock.every((row) => stockDifference(row) === 0);
  useKeys({ F9: ready ? onSign : undefined });
  return (
    <section className="signBar" aria-label={t('day.close.bar')}>
      <Mark good={equal} words={t(equal ? 'day.close.stockEqual' : 'day.close.stockOff')} />
      {figures.match === undefined || figures.match.units === 0 ? null : (
        <Mark
          good={figures.match.agree === figures.match.units}
          words={t('day.close.matchLine', { agree: figures.match.agree, units: figures.match.units })}
        />
      )}
      <span role="status">
        {refused === null ? (
          <Mark
            good={missing === 0}
            words={missing === 0 ? t('day.close.ready') : t('day.close.missing', { n: missing })}
          />
        ) : (
          <span className="quiet">{refused}</span>
        )}
      </span>
      {missing > 0 && refused === null ? (
        <span className="quiet">
          <KeyCap name="F8" /> {t('day.close.next')}
        </span>
      ) : null}
      <Button
        ref={button}
        type="primary"
        size="large"
        className="push"
        disabled={!ready}
        aria-keyshortcuts="F9"
        onClick={onSign}
      >
        {props.label} <KeyCap name="F9" />
      </Button>
    </section>
  );
}
