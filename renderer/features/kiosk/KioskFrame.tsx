import {
  ArrowLeftOutlined,
  CloseOutlined,
  CustomerServiceOutlined,
  FontSizeOutlined,
  GlobalOutlined,
  SunOutlined,
} from '@ant-design/icons';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskView } from '../../../main/contract/kiosk.ts';
import type { StationStatus } from '../../../main/contract/station.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { useServiceGesture } from './maintenance/useServiceGesture.ts';
import type { Display } from './useDisplay.ts';

/** Head, place for the page, and the foot with "back" and "call staff", which never move. */
export function KioskFrame({
  view,
  station,
  display,
  onBack,
  onStaff,
  onEnd,
  onLanguage,
  onService,
  children,
}: {
  readonly view: KioskView;
  readonly station: StationStatus | undefined;
  readonly display: Display;
  /** Null where there is nothing to go back to: the place stays empty. */
  readonly onBack: (() => void) | null;
  /** Null where whoever stands here is staff. */
  readonly onStaff: (() => void) | null;
  readonly onEnd: (() => void) | null;
  readonly onLanguage: (() => void) | null;
  /** A technician asks for the sign-in of maintenance (E7). */
  readonly onService: () => void;
  readonly children: ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const { pick } = useLanguage();
  const service = useServiceGesture(onService);
  /** Before a language is chosen every word is there in all of them. */
  const label = (key: string): string =>
    view.endsAt === null ? `${i18n.getFixedT('zh')(key)} ${i18n.getFixedT('en')(key)}` : t(key);
  return (
    <div
      className="kioskScreen"
      data-page={view.page}
      data-alarm={view.left.length > 0 ? true : undefined}
      data-text={display.text}
      data-contrast={display.contrast}
    >
      <header className="kioskHead">
        <div className="kioskBrand" {...service}>
          <strong>{t('brand')}</strong>
          <span>{station === undefined ? '' : pick(station.nameZh, station.nameEn)}</span>
        </div>
        <div className="kioskTools" role="group" aria-label={t('frame.tools')}>
          <button type="button" aria-pressed={display.text === 'large'} onClick={display.toggleText}>
            <FontSizeOutlined aria-hidden />
            {label('frame.largeText')}
          </button>
          <button type="button" aria-pressed={display.contrast === 'high'} onClick={display.toggleContrast}>
            <SunOutlined aria-hidden />
            {label('frame.contrast')}
          </button>
          {onLanguage === null ? null : (
            <button type="button" className="kioskLanguage" onClick={onLanguage}>
              <GlobalOutlined aria-hidden />
              {t('frame.language')}
            </button>
          )}
        </div>
        {station?.mode === 'training' ? <p className="kioskTraining">{t('training')}</p> : null}
      </header>
      <Progress step={view.step} />
      <main className="kioskMain" key={view.page}>
        {children}
      </main>
      <footer className="kioskFoot">
        {onBack === null ? (
          <span />
        ) : (
          <button type="button" className="kioskQuiet" onClick={onBack}>
            <ArrowLeftOutlined aria-hidden />
            {t('frame.back')}
          </button>
        )}
        {onEnd === null ? (
          <span />
        ) : (
          <button type="button" className="kioskQuiet kioskEnd" onClick={onEnd}>
            <CloseOutlined aria-hidden />
            {t('frame.finish')}
          </button>
        )}
        {onStaff === null ? (
          <span />
        ) : (
          <button type="button" className="kioskQuiet kioskStaff" onClick={onStaff}>
            <CustomerServiceOutlined aria-hidden />
            {label('frame.staff')}
          </button>
        )}
      </footer>
    </div>
  );
}

function Progress({ step }: { readonly step: KioskView['step'] }) {
  const { t } = useTranslation();
  if (step === null) return <div className="kioskProgress" />;
  return (
    <section className="kioskProgress" aria-label={t('frame.progress', step)}>
      <span className="kioskProgressText" dir="ltr">
        {step.at} / {step.of}
      </span>
      <ol aria-hidden>
        {Array.from({ length: step.of }, (_, index) => (
          <li
            key={index}
            data-state={index + 1 < step.at ? 'done' : index + 1 === step.at ? 'here' : 'open'}
          />
        ))}
      </ol>
    </section>
  );
}

/** The question of the page. It takes the focus when the page comes, so that a screen reader starts here. */
export function Question({ children, second }: { readonly children: string; readonly second?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 className="kioskQuestion" tabIndex={-1} ref={heading}>
      {children}
      {second === undefined ? null : <span lang="en">{second}</span>}
    </h1>
  );
}
