import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseState, CaseView } from '../../../main/contract/cases.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { KeptItem } from '../../../main/contract/retention.ts';
import { useCall } from '../../client/client.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useRefusal } from '../window/Workstation.ts';
import './retention.css';

/** Nothing has an end before the case has one. */
const ended: readonly CaseState[] = ['accepted', 'notNeeded', 'notOurs', 'refused', 'revoked'];

/** What is kept of an ended case and until when (I3). Closed at first: it is asked for, and written down as a look, when somebody opens it. */
export function CaseRetention({ view }: { readonly view: Pick<CaseView, 'id' | 'state'> }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  if (!ended.includes(view.state) || refusal('retentionOfCase') !== null) return null;
  return (
    <details className="caseRetention" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('retention.case.title')}</summary>
      {open ? <KeptOfCase caseId={view.id} /> : null}
    </details>
  );
}

/** Pictures of one kind that stand alike are one line. */
export function KeptOfCase({ caseId }: { readonly caseId: CaseId }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { value, failure } = useCall('retentionOfCase', { caseId });
  const nameOf = ({ kind, title }: KeptItem): string =>
    kind === 'scans' && title !== null
      ? t('retention.scanOf', { title: pick(title.zh, title.en) })
      : t(`retention.kind.${kind}`);
  const stateOf = ({ state, until, days, destroyedOn, clause }: KeptItem): string =>
    t(`retention.case.state.${state}`, { until: until ?? '—', on: destroyedOn ?? '—', count: days, clause });
  const lines = new Map<string, { readonly name: string; readonly state: string; count: number }>();
  for (const item of value?.items ?? []) {
    const [name, state] = [nameOf(item), stateOf(item)];
    const line = lines.get(`${name} ${state}`);
    if (line === undefined) lines.set(`${name} ${state}`, { name, state, count: 1 });
    else line.count += 1;
  }
  return (
    <>
      {failure === null ? null : <FailureNote failure={failure} />}
      {value === undefined ? null : (
        <>
          {value.waitsFor.length === 0 ? null : (
            <p className="quiet">
              {t('retention.case.waits', {
                reasons: value.waitsFor.map((reason) => t(`retention.reason.${reason}`)).join(' · '),
              })}
            </p>
          )}
          {lines.size === 0 ? <p className="quiet">{t('retention.case.empty')}</p> : null}
          <ul>
            {[...lines].map(([key, { name, state, count }]) => (
              <li key={key}>
                <b>
                  {name}
                  {count > 1 ? ` × ${count}` : ''}
                </b>{' '}
                <span className="quiet">{state}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
