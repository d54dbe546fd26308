import { ClockCircleOutlined } from '@ant-design/icons';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosedDay } from '../../../main/contract/day.ts';
import { useAct } from '../../client/client.ts';
import { formatDateTime } from '../../ui/format.ts';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { DayFiles } from './DayFiles.tsx';
import { Exceptions } from './Exceptions.tsx';
import { FiguresView, ProofsView } from './FiguresView.tsx';
import { SignBar } from './SignBar.tsx';
import { SignDialog } from './SignDialog.tsx';
import { OverrideLine, UnconfirmedNote } from './Standing.tsx';
import { givenReasons, missingReasons } from './dayView.ts';
import { useReasonDraft } from './reasonDrafts.ts';

/** An overridden day with its frozen figures: each difference gets its reason, then two people sign (H3). */
export function LateSigning({ day }: { readonly day: ClosedDay }) {
  const { t } = useTranslation();
  const { staff } = useWorkstation();
  const sign = useAct('daySignLate');
  const refused = useRefusal()('daySignLate');
  const [reasons, setReasons] = useReasonDraft(staff.userName, day.date);
  const [signing, setSigning] = useState(false);
  const signButton = useRef<HTMLButtonElement>(null);
  const { date, figures, override } = day;
  const missing = missingReasons(figures.exceptions, reasons);
  return (
    <>
      <section className="card lateDay">
        <h2 className="tone warn">
          <ClockCircleOutlined aria-hidden />{' '}
          {t('day.unsigned.standing', { date, at: formatDateTime(override?.at ?? day.closedAt) })}
        </h2>
        {override === null || override === undefined ? null : <OverrideLine override={override} />}
        <UnconfirmedNote value={day.unconfirmed ?? null} />
        <DayFiles date={date} />
      </section>
      <ProofsView figures={figures} />
      <Exceptions
        exceptions={figures.exceptions}
        reasons={reasons}
        {...(refused === null && { onReasons: setReasons })}
        onDone={() => signButton.current?.focus()}
      />
      <FiguresView figures={figures} />
      <SignBar
        figures={figures}
        missing={missing.length}
        refused={refused}
        label={t('day.unsigned.signTitle')}
        button={signButton}
        onSign={() => setSigning(true)}
      />
      {signing ? (
        <SignDialog
          title={t('day.unsigned.signTitle')}
          sentence={t('day.unsigned.sentence', { date })}
          actLabel={t('day.unsigned.signAct')}
          busy={sign.busy}
          failure={sign.failure}
          onClose={() => {
            setSigning(false);
            sign.clear();
          }}
          onSign={(password, countersignature) =>
            void sign
              .run({ date, password, reasons: givenReasons(reasons), countersignature })
              .then((result) => {
                if (result.ok) setSigning(false);
              })
          }
        />
      ) : null}
    </>
  );
}
