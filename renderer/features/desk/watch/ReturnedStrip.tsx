import { RollbackOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../../main/contract/ids.ts';
import { useAct, useCall } from '../../../client/client.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';

/**
 * What supervisors have returned to the desk and nobody has answered (B5), with who and why; one press goes there. The case on screen says it
 * in its own header. Nothing to say = no strip.
 */
export function ReturnedStrip({ shown }: { readonly shown: CaseId | null }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const list = useCall('caseReturnedList', {}, { everyMs: 60_000 });
  const select = useAct('caseSelect');
  const others = (list.value ?? []).filter(({ id }) => id !== shown);
  if (list.failure !== null) return <FailureNote failure={list.failure} />;
  if (others.length === 0) return null;
  return (
    <p className="watchStrip" role="status">
      <RollbackOutlined aria-hidden />
      <b>{t('outcome.returned.strip', { count: others.length })}</b>
      {others.map(({ id, number, name, documents, by, reason }) => (
        <button key={id} type="button" className="plainAct" onClick={() => void select.run({ caseId: id })}>
          <span className="mono">{number}</span> {name}
          {' · '}
          {documents.map(({ titleZh, titleEn }) => pick(titleZh, titleEn)).join(t('common.semicolon'))}
          {' · '}
          {by}
          {t('common.colon')}
          {reason}
        </button>
      ))}
      {select.failure === null ? null : <FailureNote failure={select.failure} />}
    </p>
  );
}
