import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BackupStatus, DrillReport } from '../../../main/contract/records.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { useRefusal } from '../window/Workstation.ts';

const megabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1);

function Drill({ report }: { readonly report: DrillReport }) {
  const { t } = useTranslation();
  return (
    <div className="drill" role="status">
      <span className={`tone ${report.proven ? 'good' : 'bad'}`}>
        {report.proven ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}
        {report.failed === null
          ? t('morning.copies.proven', {
              rows: report.rows,
              seconds: (report.milliseconds / 1000).toFixed(1),
            })
          : t('morning.copies.failed', { step: t(`morning.copies.step.${report.failed}`) })}
      </span>
      <span className="quiet">{t('morning.copies.lastDrill', { at: formatDateTime(report.at) })}</span>
      <ol>
        {report.steps.map(({ step, ok, figure }) => (
          <li key={step} className={ok ? 'good' : 'bad'}>
            {ok ? '✓' : '×'} {t(`morning.copies.step.${step}`)} <span className="mono quiet">{figure}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Facts({ status }: { readonly status: BackupStatus }) {
  const { t } = useTranslation();
  const { newest, lastTry } = status;
  return (
    <dl>
      <dt>{t('morning.copies.folder')}</dt>
      <dd className="mono">{status.folder}</dd>
      <dt>{t('morning.copies.newest')}</dt>
      <dd>
        {newest === null
          ? t('morning.copies.noCopy')
          : t('morning.copies.newestText', {
              at: formatDateTime(newest.takenAt),
              mb: megabytes(newest.bytes),
              sequence: newest.sequence,
            })}{' '}
        <span className="quiet">
          {status.copies === null
            ? t('morning.copies.away')
            : t('morning.copies.kept', {
                copies: status.copies,
                keep: status.keep,
                hours: status.everyHours,
              })}
        </span>
      </dd>
      {lastTry === null ? null : (
        <>
          <dt>{t('morning.copies.lastTry')}</dt>
          <dd>
            {formatDateTime(lastTry.at)} {t(`morning.copies.outcome.${lastTry.outcome}`)}
          </dd>
        </>
      )}
    </dl>
  );
}

/** Copies in the second place, and the drill that proves the newest one (G7). */
export function CopiesCard() {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const status = useCall('backupStatus', {}, { everyMs: 20_000 });
  const now = useAct('backupNow');
  const drill = useAct('backupDrill');
  const refused = refusal('backupNow');
  const failure = now.failure ?? drill.failure;
  const value = status.value;
  return (
    <section className="card copies">
      <h2>{t('morning.copies.title')}</h2>
      {status.failure === null ? null : <FailureNote failure={status.failure} />}
      {value === undefined ? (
        status.loading ? (
          <p className="quiet">{t('common.loading')}</p>
        ) : null
      ) : value.folder === null ? (
        <p>{t('morning.copies.none')}</p>
      ) : (
        <>
          <Facts status={value} />
          <div className="actRow">
            <Button
              loading={now.busy}
              disabled={refused !== null || drill.busy}
              onClick={() => {
                drill.clear();
                void now.run({});
              }}
            >
              {t('morning.copies.now')}
            </Button>
            <Button
              loading={drill.busy}
              disabled={refused !== null || now.busy || (value.copies ?? 0) === 0}
              onClick={() => {
                now.clear();
                void drill.run({});
              }}
            >
              {t('morning.copies.drill')}
            </Button>
            {drill.busy ? <span role="status">{t('morning.copies.drilling')}</span> : null}
            {refused === null ? null : <span className="quiet">{refused}</span>}
          </div>
          {failure === null ? null : <FailureNote failure={failure} />}
          {value.lastDrill === null ? (
            <p className="quiet">{t('morning.copies.neverDrilled')}</p>
          ) : (
            <Drill report={value.lastDrill} />
          )}
        </>
      )}
    </section>
  );
}
