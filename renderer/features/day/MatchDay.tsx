import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useRefusal } from '../window/Workstation.ts';
import { CloseDialog } from './CloseDialog.tsx';
import { Exceptions } from './Exceptions.tsx';
import { FiguresView } from './FiguresView.tsx';
import { missingReasons } from './dayView.ts';

/** After the count: books against hand, what is open, a reason for each difference, then two signatures. */
export function MatchDay({ date }: { readonly date: string }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const figures = useCall('dayFigures', {});
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [signing, setSigning] = useState(false);
  if (figures.value === undefined) {
    return figures.failure === null ? (
      <p className="quiet">{t('common.loading')}</p>
    ) : (
      <FailureNote failure={figures.failure} />
    );
  }
  const missing = missingReasons(figures.value.exceptions, reasons);
  const refused = refusal('dayClose');
  return (
    <>
      <FiguresView figures={figures.value} />
      <Exceptions exceptions={figures.value.exceptions} reasons={reasons} onReasons={setReasons} />
      <section className="card actRow">
        <Button
          type="primary"
          size="large"
          disabled={missing.length > 0 || refused !== null}
          onClick={() => setSigning(true)}
        >
          {t('day.close.title')}
        </Button>
        <span className="quiet">
          {refused ?? (missing.length > 0 ? t('day.close.missing', { n: missing.length }) : '')}
        </span>
      </section>
      {signing ? <CloseDialog date={date} reasons={reasons} onClose={() => setSigning(false)} /> : null}
    </>
  );
}
