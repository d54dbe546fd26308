import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { Exceptions } from './Exceptions.tsx';
import { FiguresView, ProofsView } from './FiguresView.tsx';
import { SignBar } from './SignBar.tsx';
import { SignDialog } from './SignDialog.tsx';
import { UnconfirmedNote, openNow } from './Standing.tsx';
import { givenReasons, missingReasons } from './dayView.ts';
import { useReasonDraft } from './reasonDrafts.ts';

/** After the count: books against hand, what is open, a reason for each difference, then two signatures. */
export function MatchDay({ date }: { readonly date: string }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const { staff } = useWorkstation();
  const figures = useCall('dayFigures', {});
  const close = useAct('dayClose');
  const [reasons, setReasons] = useReasonDraft(staff.userName, date);
  const [signing, setSigning] = useState(false);
  const signButton = useRef<HTMLButtonElement>(null);
  if (figures.value === undefined) {
    return figures.failure === null ? (
      <p className="card emptyState">{t('common.loading')}</p>
    ) : (
      <FailureNote failure={figures.failure} />
    );
  }
  const missing = missingReasons(figures.value.exceptions, reasons);
  const refused = refusal('dayClose');
  const open = openNow(figures.value);
  return (
    <>
      <ProofsView figures={figures.value} />
      <Exceptions
        exceptions={figures.value.exceptions}
        reasons={reasons}
        {...(refused === null && { onReasons: setReasons })}
        onDone={() => signButton.current?.focus()}
      />
      <FiguresView figures={figures.value} />
      <SignBar
        figures={figures.value}
        missing={missing.length}
        refused={refused}
        label={t('day.close.title')}
        button={signButton}
        onSign={() => setSigning(true)}
      />
      {signing ? (
        <SignDialog
          title={t('day.close.title')}
          sentence={t('day.close.sentence', { date })}
          actLabel={t('day.close.act')}
          busy={close.busy}
          failure={close.failure}
          onClose={() => {
            setSigning(false);
            close.clear();
          }}
          onSign={(password, countersignature) =>
            void close.run({ password, reasons: givenReasons(reasons), countersignature }).then((result) => {
              if (result.ok) setSigning(false);
            })
          }
        >
          {open === null ? null : <UnconfirmedNote value={open} />}
        </SignDialog>
      ) : null}
    </>
  );
}
