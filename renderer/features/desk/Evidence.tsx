import { CheckCircleFilled, MobileOutlined, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../main/contract/cases.ts';
import type { EcardState, EvidenceEntry } from '../../../main/contract/evidence.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import { useCall } from '../../client/client.ts';
import { formatPreciseTime } from '../../ui/format.ts';
import { useSecondsLeft } from './useSecondsLeft.ts';
import './evidence.css';

/** While the code lives, these are worth a line of their own; the others are told as a problem, and their code is of no use any more. */
const shownWhileAlive: readonly EcardState[] = ['asking', 'valid', 'offline', 'notChecked'];

/** Checks that were made for the case (A11): who, when, what came of it. The code itself is nowhere. */
export function Evidence({ view }: { readonly view: Pick<CaseView, 'id' | 'evidence'> }) {
  const { t } = useTranslation();
  const life = <EcardLife caseId={view.id} />;
  if (view.evidence.length === 0) return life;
  return (
    <section className="evidence" aria-label={t('evidence.title')}>
      <h2>{t('evidence.title')}</h2>
      <ul>
        {view.evidence.map((entry, index) => (
          // Entries are only ever added at the end.
          <Entry key={index} entry={entry} />
        ))}
      </ul>
      {life}
    </section>
  );
}

function Entry({ entry }: { readonly entry: EvidenceEntry }) {
  const { t } = useTranslation();
  const good = entry.result === 'valid' && entry.passport === 'same';
  return (
    <li>
      <b>{t('evidence.ecard')}</b>
      <span className={`tone wrap ${good ? 'good' : 'warn'}`}>
        {good ? <CheckCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}
        {t(`evidence.result.${entry.result}`)}
        {entry.passport === null ? null : ` · ${t(`evidence.passport.${entry.passport}`)}`}
      </span>
      <span className="quiet">
        {entry.by} {formatPreciseTime(entry.at)}
      </span>
    </li>
  );
}

/** How long the newest code can still be good, counted from its scan (domain-rules 3.9); gone when it cannot. */
export function EcardLife({ caseId }: { readonly caseId: CaseId | null }) {
  const { t } = useTranslation();
  const { value } = useCall('caseEcardScan', {}, { everyMs: 5_000 });
  const left = useSecondsLeft(value?.lifeLeftMs ?? 0);
  const scan = value?.scan ?? null;
  if (scan === null || scan.caseId !== caseId || left === 0 || !shownWhileAlive.includes(scan.state))
    return null;
  return (
    <p className="ecardLife">
      <MobileOutlined aria-hidden />
      <span role="status">{t(`evidence.state.${scan.state}`)}</span>
      <span role="timer">{t('evidence.left', { n: left })}</span>
    </p>
  );
}
