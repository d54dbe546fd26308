import { useTranslation } from 'react-i18next';
import { useCall } from '../../../client/client.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { formatDateTime } from '../../../ui/format.ts';
import { CarriedTable } from './CarriedTable.tsx';
import { CarryIn } from './CarryIn.tsx';
import { CarryOut } from './CarryOut.tsx';
import { ReceiptsIn } from './ReceiptsIn.tsx';
import { ReceiptsOut } from './ReceiptsOut.tsx';

/** The queue moved by hand, in the order of the work: out here, in there, receipts out there, receipts in here (G6). */
export function CarryPart() {
  const { t } = useTranslation();
  const standing = useCall('carryStanding', {}, { everyMs: 15_000 });
  const carried = useCall('carriedRows', {}, { everyMs: 15_000 });
  const refresh = (): void => {
    standing.refresh();
    carried.refresh();
  };
  const { value } = standing;
  return (
    <>
      <p className="quiet">{t('carry.intro')}</p>
      {standing.failure === null ? null : <FailureNote failure={standing.failure} />}
      {value === undefined ? null : (
        <p role="status" className="carryStanding">
          <b>
            {value.exported === null
              ? t('carry.standing.none')
              : t('carry.standing.exported', {
                  count: value.exported.rows,
                  at: formatDateTime(value.exported.lastAt),
                })}
          </b>
          {value.carried.waiting + value.carried.problems + value.carried.acked === 0 ? null : (
            <span>{t('carry.standing.carried', value.carried)}</span>
          )}
        </p>
      )}
      <div className="carrySteps">
        <CarryOut onDone={refresh} />
        <CarryIn onDone={refresh} />
        <ReceiptsOut rows={carried.value ?? []} />
        <ReceiptsIn onDone={refresh} />
      </div>
      {carried.failure === null ? null : <FailureNote failure={carried.failure} />}
      {(carried.value ?? []).length === 0 ? null : <CarriedTable rows={carried.value ?? []} />}
    </>
  );
}
