import { InboxOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../../main/contract/ids.ts';
import { useAct, useCall } from '../../../client/client.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';

/**
 * Whose originals lie with us while somebody else's case, or none, is on screen (B6); one press goes there. The case on screen says it in
 * its own header. Nothing to say = no strip.
 */
export function OriginalsStrip({ shown }: { readonly shown: CaseId | null }) {
  const { t } = useTranslation();
  const list = useCall('caseOriginalsWithUs', {}, { everyMs: 60_000 });
  const select = useAct('caseSelect');
  const others = (list.value ?? []).filter(({ id }) => id !== shown);
  if (list.failure !== null) return <FailureNote failure={list.failure} />;
  if (others.length === 0) return null;
  return (
    <p className="watchStrip" role="status">
      <InboxOutlined aria-hidden />
      <b>{t('outcome.originals.strip', { count: others.length })}</b>
      {others.map(({ id, number, name, documents }) => (
        <button key={id} type="button" className="plainAct" onClick={() => void select.run({ caseId: id })}>
          <span className="mono">{number}</span> {name}
          {documents.includes('PASSPORT') ? ` · ${t('outcome.originals.passport')}` : null}
        </button>
      ))}
      {select.failure === null ? null : <FailureNote failure={select.failure} />}
    </p>
  );
}
