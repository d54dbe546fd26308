import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView, Permission } from '../../../main/contract/cases.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { explain } from '../../ui/explain.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { mayEdit } from './checklistRows.ts';
import { missingOf, type Missing } from './missing.ts';
import { permissionOf } from './outcomes.ts';

/** How many are named before "and more"; the rest is one key away. */
const named = 3;

/** What is still missing, always in sight above the keys; H unfolds why an act waits, each reason with what to do. */
export function MissingBar(props: {
  readonly view: CaseView;
  readonly whyOpen: boolean;
  onGoTo(index: number): void;
  onWhy(open: boolean): void;
  /** Leads to papers beside the decisions; left out = may not. */
  onPapers?(): void;
}) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { view, whyOpen } = props;
  const checking = mayEdit(view);
  const missing = checking ? missingOf(view) : [];
  const word = (item: Missing): string =>
    item.kind === 'passport'
      ? t('checking.missing.passport')
      : item.kind === 'field'
        ? t('checking.missing.eye', { what: t(`desk.compare.field.${item.field}`) })
        : pick(item.zh, item.en);
  return (
    <div className="missingBar">
      {whyOpen ? <Why view={view} /> : null}
      <div className="missingLine">
        {missing.length === 0 ? (
          <b className={view.accept.allowed ? 'tone good' : undefined}>
            {view.accept.allowed ? <CheckCircleFilled aria-hidden /> : null}
            {view.accept.allowed
              ? t('checking.missing.nothing')
              : checking
                ? t('checking.missing.blocked')
                : t(`desk.state.${view.state}`)}
          </b>
        ) : (
          <b className="tone warn">
            <ExclamationCircleFilled aria-hidden />
            {t('checking.missing.title', { n: missing.length })}
          </b>
        )}
        <ol aria-label={t('checking.missing.title', { n: missing.length })}>
          {missing.slice(0, named).map((item) => (
            <li key={item.kind === 'row' ? item.code : item.kind === 'field' ? item.field : item.kind}>
              {item.kind === 'row' ? (
                <button type="button" className="plainAct" onClick={() => props.onGoTo(item.index)}>
                  {word(item)}
                </button>
              ) : (
                word(item)
              )}
            </li>
          ))}
          {missing.length > named ? (
            <li className="quiet">{t('checking.missing.more', { n: missing.length })}</li>
          ) : null}
        </ol>
        {missing.some(({ kind }) => kind === 'row') ? (
          <span className="quiet missingKey">
            {t('checking.missing.next')} <KeyCap name="N" />
          </span>
        ) : null}
        {props.onPapers === undefined ? null : (
          <button type="button" className="plainAct" aria-keyshortcuts="L" onClick={props.onPapers}>
            {t('outcome.papers.open')} <KeyCap name="L" />
          </button>
        )}
        <button
          type="button"
          className="plainAct"
          aria-expanded={whyOpen}
          aria-keyshortcuts="H"
          onClick={() => props.onWhy(!whyOpen)}
        >
          {t(whyOpen ? 'checking.missing.hideWhy' : 'checking.missing.why')} <KeyCap name="H" />
        </button>
      </div>
    </div>
  );
}

function Why({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const acts: readonly (readonly [string, Permission])[] = [
    ['desk.act.accept', permissionOf(view, 'accept')],
    ['desk.act.supplement', permissionOf(view, 'supplement')],
    ['desk.act.card', view.issue],
  ];
  return (
    <dl className="why">
      {acts.map(([label, permission]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>
            {permission.allowed ? <span className="tone good">{t('checking.missing.allowed')}</span> : null}
            <ul>
              {permission.reasons.map((reason, index) => {
                const { message, remedy } = explain(reason, language);
                // "Not possible in this state" is true, and says nothing to a person who is still checking.
                if (reason.code === 'wrongState' && mayEdit(view))
                  return <li key={index}>{t('desk.act.acceptFirst')}</li>;
                return (
                  <li key={index}>
                    <b>{message}</b> <span className="quiet">{remedy}</span>
                  </li>
                );
              })}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}
