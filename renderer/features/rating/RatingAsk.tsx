import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../main/contract/ids.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useRefusal } from '../window/Workstation.ts';

/** Whether the case was rated, and the act that turns the screen over to the visitor (C6). Never what was said. */
export function RatingAsk({ caseId }: { readonly caseId: CaseId }) {
  const { t } = useTranslation();
  const mayAsk = useRefusal()('ratingAsk') === null;
  const state = useCall('ratingState', { caseId }, { enabled: mayAsk });
  const ask = useAct('ratingAsk');
  const offered = mayAsk && state.value?.state === 'notRated';
  useKeys(offered ? { F5: () => void ask.run({ caseId }) } : {});
  if (state.value === undefined || state.value.state === 'notYet') return null;
  return (
    <section className="ratingAsk" aria-label={t('ratings.label')}>
      <p>
        {t('ratings.label')} <strong>{t(`ratings.state.${state.value.state}`)}</strong>
      </p>
      {offered ? (
        <Button block onClick={() => void ask.run({ caseId })} loading={ask.busy} aria-keyshortcuts="F5">
          {t('ratings.ask')} <KeyCap name="F5" />
        </Button>
      ) : null}
      {ask.failure === null ? null : <FailureNote failure={ask.failure} />}
    </section>
  );
}
