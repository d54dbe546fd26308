import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AheadResult } from '../../../main/contract/cardBoard.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useRefusal } from '../window/Workstation.ts';

/** Cards fetched ahead for a day without a network: how many, how many more, fetch, give back (D2, G4). */
export function AheadBar() {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const ahead = useCall('cardAhead', {}, { everyMs: 30_000 });
  const fetch = useAct('cardFetchAhead');
  const giveBack = useAct('cardGiveBack');
  const [told, setTold] = useState<{
    readonly act: 'fetched' | 'givenBack';
    readonly result: AheadResult;
  } | null>(null);
  const view = ahead.value;
  if (view === undefined || refusal('cardFetchAhead') !== null) return null;
  const room = Math.max(0, view.limit - view.held);
  const count = Math.min(view.cases, room);
  const why = !view.online
    ? t('cardBoard.ahead.offline')
    : room === 0
      ? t('cardBoard.ahead.full')
      : view.cases === 0
        ? t('cardBoard.ahead.none')
        : null;
  return (
    <section className="card aheadBar" aria-label={t('cardBoard.ahead.title')}>
      <div>
        <b>{t('cardBoard.ahead.title')}</b>{' '}
        <span>{t('cardBoard.ahead.held', { held: view.held, limit: view.limit, hours: view.hours })}</span>
        {view.usableOffline ? null : <p className="explain held">{t('cardBoard.ahead.certifies')}</p>}
      </div>
      <div className="actRow">
        <Button
          disabled={why !== null}
          loading={fetch.busy}
          onClick={() =>
            void fetch.run({}).then((result) => {
              if (result.ok) setTold({ act: 'fetched', result: result.value });
            })
          }
        >
          {t('cardBoard.ahead.fetch', { count })}
        </Button>
        <Button
          disabled={view.held === 0 || !view.online}
          loading={giveBack.busy}
          onClick={() =>
            void giveBack.run({}).then((result) => {
              if (result.ok) setTold({ act: 'givenBack', result: result.value });
            })
          }
        >
          {t('cardBoard.ahead.giveBack', { count: view.held })}
        </Button>
        {why === null ? null : <span className="quiet">{why}</span>}
      </div>
      {told === null ? null : (
        <div role="status">
          <p>{t(`cardBoard.ahead.${told.act}`, { count: told.result.done.length })}</p>
          {told.result.refused.map(({ caseNumber, failure }) => (
            <div key={caseNumber} className="aheadRefused">
              <span className="mono">{caseNumber}</span>
              <FailureNote failure={failure} />
            </div>
          ))}
        </div>
      )}
      {fetch.failure === null ? null : <FailureNote failure={fetch.failure} />}
      {giveBack.failure === null ? null : <FailureNote failure={giveBack.failure} />}
    </section>
  );
}
