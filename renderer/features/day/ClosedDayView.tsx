import { CheckCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ClosedDay } from '../../../main/contract/day.ts';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { DayFiles } from './DayFiles.tsx';
import { Exceptions } from './Exceptions.tsx';
import { FiguresView, ProofsView } from './FiguresView.tsx';
import { LateSigning } from './LateSigning.tsx';
import { OverrideLine, UnconfirmedNote } from './Standing.tsx';

/** Signatures, hash and chain head: what the paper and the files are proven by. */
function Seal({ day }: { readonly day: ClosedDay }) {
  const { t } = useTranslation();
  return (
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
        {day.override === null || day.override === undefined ? null : (
          <>
            <dt>{t('day.closed.lateSigned')}</dt>
            <dd>
              <OverrideLine override={day.override} />
            </dd>
          </>
        )}
        <dt>{t('day.closed.chainHead')}</dt>
        <dd className="mono hash">{day.chainHead}</dd>
        <dt>{t('day.closed.csvHash')}</dt>
        <dd>
          <span className="mono hash">{day.csvHash}</span>{' '}
          <span className="quiet">{t('day.closed.rows', { count: day.rowCount })}</span>
        </dd>
      </dl>
      {day.unconfirmed === null || day.unconfirmed === undefined ? null : (
        <UnconfirmedNote value={day.unconfirmed} />
      )}
      <DayFiles date={day.date} />
    </section>
  );
}

/** A day that is over: as it was signed, or, where it was overridden, with what its signatures still need. */
export function ClosedDayView({ date }: { readonly date: string }) {
  const { t } = useTranslation();
  const answer = useCall('dayClosed', { date });
  if (answer.value === undefined) {
    return answer.failure === null ? (
      <p className="card emptyState">{t('common.loading')}</p>
    ) : (
      <FailureNote failure={answer.failure} />
    );
  }
  const day = answer.value;
  if (day.signatures.length === 0) return <LateSigning key={date} day={day} />;
  return (
    <>
      <Seal day={day} />
      <ProofsView figures={day.figures} />
      <Exceptions exceptions={day.figures.exceptions} reasons={day.reasons} />
      <FiguresView figures={day.figures} />
    </>
  );
}
