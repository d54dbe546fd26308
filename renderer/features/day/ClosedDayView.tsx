import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosedDay } from '../../../main/contract/day.ts';
import type { OutputOf } from '../../../main/contract/method.ts';
import type { Methods } from '../../../main/contract/methods.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { call, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { saveDocument } from '../../ui/saveDocument.ts';
import { Exceptions } from './Exceptions.tsx';
import { FiguresView } from './FiguresView.tsx';

/** Paper, file, and the proof that a file is this day (H4). */
function Files({ day }: { readonly day: ClosedDay }) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [verified, setVerified] = useState<OutputOf<Methods['exportVerify']> | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const save = async (format: 'pdf' | 'csv'): Promise<void> => {
    const result = await call('dayReport', { date: day.date, format });
    setFailure(result.ok ? null : result.error);
    if (result.ok) saveDocument(result.value);
  };
  const verify = async (file: File): Promise<void> => {
    const result = await call('exportVerify', { bytes: new Uint8Array(await file.arrayBuffer()) });
    setFailure(result.ok ? null : result.error);
    setVerified(result.ok ? result.value : null);
  };
  return (
    <>
      <div className="actRow">
        <Button type="primary" onClick={() => void save('pdf')}>
          {t('day.closed.pdf')}
        </Button>
        <Button onClick={() => void save('csv')}>{t('day.closed.csv')}</Button>
        <Button onClick={() => picker.current?.click()}>{t('day.closed.verify')}</Button>
        <input
          ref={picker}
          type="file"
          accept=".csv,text/csv"
          hidden
          aria-label={t('day.closed.verify')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) void verify(file);
          }}
        />
        {verified === null ? null : (
          <span className={`tone wrap ${verified.same ? 'good' : 'bad'}`} role="status">
            {verified.same ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}
            {verified.same
              ? t('day.closed.same')
              : t('day.closed.different', { what: verified.difference?.place ?? '—' })}
          </span>
        )}
      </div>
      {failure === null ? null : <FailureNote failure={failure} />}
    </>
  );
}

export function ClosedDayView({ date }: { readonly date: string }) {
  const { t } = useTranslation();
  const answer = useCall('dayClosed', { date });
  if (answer.value === undefined) {
    return answer.failure === null ? (
      <p className="quiet">{t('common.loading')}</p>
    ) : (
      <FailureNote failure={answer.failure} />
    );
  }
  const day = answer.value;
  return (
    <>
      <section className="card closedDay">
        <h2>
          <CheckCircleFilled className="mark good" aria-hidden /> {t('day.closed.title', { date: day.date })}{' '}
          <small className="quiet">{t('day.closed.at', { at: formatDateTime(day.closedAt) })}</small>
        </h2>
        <dl>
          <dt>{t('day.closed.signatures')}</dt>
          <dd>
            {day.signatures.map((signature) => (
              <span key={signature.userName} className="signature">
                <b>{signature.staff}</b> <span className="mono">{signature.userName}</span>{' '}
                <small className="quiet">{formatDateTime(signature.at)}</small>
              </span>
            ))}
          </dd>
          <dt>{t('day.closed.chainHead')}</dt>
          <dd className="mono hash">{day.chainHead}</dd>
          <dt>{t('day.closed.csvHash')}</dt>
          <dd>
            <span className="mono hash">{day.csvHash}</span>{' '}
            <span className="quiet">{t('day.closed.rows', { count: day.rowCount })}</span>
          </dd>
        </dl>
        <Files day={day} />
      </section>
      <FiguresView figures={day.figures} />
      <Exceptions exceptions={day.figures.exceptions} reasons={day.reasons} />
    </>
  );
}
