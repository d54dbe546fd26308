import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../main/contract/cases.ts';
import { formatDateTime } from '../../ui/format.ts';

/** Everything that was decided, oldest first. Nothing is overwritten: what lost its place stays in sight and says so (C7). */
export function DecisionList({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  if (view.decisions.length === 0) return null;
  return (
    <div className="corrections">
      <h3>{t('outcome.decisions')}</h3>
      <ol>
        {view.decisions.map((decision) => (
          <li key={decision.id}>
            <b>{t(`outcome.decision.${decision.kind}`)}</b>{' '}
            {decision.finding === null ? null : `${t(`outcome.release.${decision.finding}`)} `}
            {decision.noticeNumber === null ? null : <span className="mono">{decision.noticeNumber} </span>}
            {decision.reasons.join(t('common.semicolon'))}{' '}
            <span className="quiet">
              {t('common.by', { name: decision.by, at: formatDateTime(decision.at) })}
              {decision.countersignedBy === null
                ? null
                : ` · ${t('outcome.decidedWith', { name: decision.countersignedBy })}`}
            </span>
            {decision.supersededBy === null ? null : (
              <span className="tone warn"> {t('outcome.superseded')}</span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
