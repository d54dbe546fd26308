import { InfoCircleOutlined, WarningFilled } from '@ant-design/icons';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Situation } from '../../../../main/contract/caseFacts.ts';
import type { CaseView } from '../../../../main/contract/cases.ts';
import { useAct } from '../../../client/client.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { KeyCap } from '../../../ui/KeyCap.tsx';

interface BarProps {
  readonly view: CaseView;
  readonly editable: boolean;
  readonly open: boolean;
  onOpen(open: boolean): void;
}

/** What this case is about and what holds for this person; both decide the rows, so a change shows in them at once (B1). */
export function BusinessBar({ view, editable, open, onOpen }: BarProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const holding = view.situationsOffered.filter(({ holds }) => holds);
  return (
    <div className="businessBar">
      <button
        type="button"
        className="businessLine"
        aria-expanded={open}
        aria-keyshortcuts="T"
        onClick={() => onOpen(!open)}
      >
        <b>{t(`desk.businessType.${view.businessType}`)}</b>
        <span className="quiet">
          {holding.length === 0
            ? t('checking.business.none')
            : holding.map(({ zh, en }) => pick(zh, en)).join(' · ')}
        </span>
        {view.advice.length === 0 || open ? null : (
          <span className="adviceCount">
            <InfoCircleOutlined aria-hidden />
            {t('checking.business.adviceCount', { n: view.advice.length })}
          </span>
        )}
        <KeyCap name="T" />
      </button>
      <Advice view={view} all={open} />
      {open ? <Chooser view={view} editable={editable} onOpen={onOpen} open /> : null}
    </div>
  );
}

/** What has to be told, or known, with its clause; it blocks nothing. Warnings are always in sight, the rest while it is unfolded. */
function Advice({ view, all }: { readonly view: CaseView; readonly all: boolean }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const shown = view.advice.filter(({ tone }) => all || tone === 'warn');
  if (shown.length === 0) return null;
  return (
    <ul className="advice" aria-label={t('checking.business.advice')}>
      {shown.map((advice) => (
        <li key={`${advice.rule}-${advice.zh}`} title={pick(advice.clauseZh, advice.clauseEn)}>
          <span className={advice.tone === 'warn' ? 'tone warn wrap' : 'quiet'}>
            {advice.tone === 'warn' ? <WarningFilled aria-hidden /> : <InfoCircleOutlined aria-hidden />}{' '}
            {pick(advice.zh, advice.en)}
            {advice.until === null || pick(advice.zh, advice.en).includes(advice.until)
              ? null
              : ` · ${t('desk.until', { date: advice.until })}`}
            <small className="mono"> {advice.rule}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Chooser({ view, editable, onOpen }: BarProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const panel = useRef<HTMLDivElement>(null);
  const setType = useAct('caseSetBusinessType');
  const setSituations = useAct('caseSetSituations');
  const typeFixed = !editable || view.state !== 'open';
  useEffect(() => {
    const first = panel.current?.querySelector<HTMLElement>('button[aria-pressed="true"]:not(:disabled)');
    (first ?? panel.current?.querySelector<HTMLElement>('button:not(:disabled)'))?.focus();
    const before = panel.current;
    return () => {
      if (before?.contains(document.activeElement) === true) (document.activeElement as HTMLElement).blur();
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (/^F\d+$/.test(event.key) || event.altKey || event.ctrlKey) return;
    // What is pressed here chooses here; it is no verdict for the row below.
    event.stopPropagation();
    if (event.key === 'Escape' || event.key.toLowerCase() === 't') {
      event.preventDefault();
      onOpen(false);
      return;
    }
    const within = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const between = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (within === undefined && between === undefined) return;
    event.preventDefault();
    const active = document.activeElement;
    const groups = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="group"]')]
      .map((group) => [...group.querySelectorAll<HTMLElement>('button:not(:disabled)')])
      .filter((buttons) => buttons.length > 0);
    const group = Math.max(
      0,
      groups.findIndex((buttons) => buttons.some((button) => button === active)),
    );
    const own = groups[group] ?? [];
    const at = own.findIndex((button) => button === active);
    if (within !== undefined) own[(at + within + own.length) % own.length]?.focus();
    else groups[(group + (between ?? 0) + groups.length) % groups.length]?.[0]?.focus();
  };
  const toggle = (name: Situation): void => {
    const said = view.situations.includes(name)
      ? view.situations.filter((each) => each !== name)
      : [...view.situations, name];
    void setSituations.run({ caseId: view.id, situations: said });
  };
  const failure = setType.failure ?? setSituations.failure;
  return (
    <div ref={panel} className="chooser" onKeyDown={onKeyDown}>
      <div role="group" aria-label={t('checking.business.type')}>
        <h3>{t('checking.business.type')}</h3>
        {view.state === 'open' ? null : <p className="quiet">{t('checking.business.typeLocked')}</p>}
        <div className="chips">
          {view.businessOffered.map((business) => (
            <button
              key={business.type}
              type="button"
              className="chip"
              aria-pressed={business.type === view.businessType}
              disabled={typeFixed}
              title={pick(business.elsewhereZh, business.elsewhereEn) || pick(business.zh, business.en)}
              onClick={() => void setType.run({ caseId: view.id, businessType: business.type })}
            >
              {t(`desk.businessType.${business.type}`)}
              {business.handledAt === 'window' ? null : (
                <small> {t(`checking.business.elsewhere.${business.handledAt}`)}</small>
              )}
            </button>
          ))}
        </div>
      </div>
      {view.situationsOffered.length === 0 ? null : (
        <div role="group" aria-label={t('checking.business.situations')}>
          <h3>{t('checking.business.situations')}</h3>
          <div className="chips">
            {view.situationsOffered.map((offered) => (
              <button
                key={offered.situation}
                type="button"
                className="chip"
                aria-pressed={offered.holds}
                disabled={!editable || offered.fixed}
                onClick={() => toggle(offered.situation)}
              >
                {pick(offered.zh, offered.en)}
                {offered.fixed ? <small> {t('checking.business.fixed')}</small> : null}
              </button>
            ))}
          </div>
        </div>
      )}
      <p className="quiet">{t('checking.business.hint')}</p>
      {failure === null ? null : <FailureNote failure={failure} />}
    </div>
  );
}
