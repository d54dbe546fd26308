import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, DocumentRow } from '../../../../main/contract/cases.ts';
import type { ScanView } from '../../../../main/contract/photos.ts';
import type { Failure } from '../../../../main/contract/result.ts';
import { useAct, useCall } from '../../../client/client.ts';
import { BytesImage } from '../../../ui/BytesImage.tsx';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { formatTime } from '../../../ui/format.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { useRefusal } from '../../window/Workstation.ts';
import { recordFacts } from './recordFacts.ts';

/** The scan of the paper in hand and what the permit record says about it, side by side (B2, B5). */
export function RowSides(props: {
  readonly view: CaseView;
  readonly row: DocumentRow;
  readonly editable: boolean;
}) {
  const { t } = useTranslation();
  const { view, row } = props;
  const facts = recordFacts(view, row.code);
  return (
    <div className="rowSides">
      <ScanSide view={view} row={row} editable={props.editable} />
      <section aria-label={t('checking.row.record')}>
        <h4>{t('checking.row.record')}</h4>
        {facts.length === 0 ? (
          <p className="quiet">{t('checking.row.noRecord')}</p>
        ) : (
          <dl>
            {facts.map((fact) => (
              <div key={fact.key}>
                <dt>{t(`checking.recordFact.${fact.key}`)}</dt>
                <dd>{fact.word === true ? t(fact.value) : fact.value}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </div>
  );
}

/** The newest scan of this row. The key O finds the chooser by its mark. */
function ScanSide({ view, row, editable }: Parameters<typeof RowSides>[0]) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const chooser = useRef<HTMLInputElement>(null);
  const put = useAct('caseScanPut');
  const [refused, setRefused] = useState<readonly Failure[]>([]);
  /** The last one was good, and by its rule no picture of it is kept. */
  const [notKept, setNotKept] = useState<'view' | 'hash' | null>(null);
  const allowed = refusal('caseScans') === null;
  const scans = useCall('caseScans', { caseId: view.id }, { enabled: allowed });
  const scan = scans.value?.findLast((each) => each.document === row.code);
  const section = useRef<HTMLElement>(null);
  /** How many files were given here. */
  const [taken, setTaken] = useState(0);
  // What came of it lies below the line of keys when the row is low on the screen.
  useEffect(() => {
    if (taken > 0) section.current?.scrollIntoView({ block: 'nearest' });
  }, [taken, scan?.attachmentId]);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const result = await put.run({ caseId: view.id, document: row.code, bytes });
    setRefused(result.ok ? result.value.gate.reasons : []);
    const keep = result.ok ? (result.value.keep ?? 'image') : 'image';
    setNotKept(keep === 'image' ? null : keep);
    setTaken((before) => before + 1);
  };
  return (
    <section ref={section} className="scanSide" aria-label={t('checking.row.scan')}>
      <h4>{t('checking.row.scan')}</h4>
      {scan === undefined ? (
        <p className="quiet">{t('checking.row.noScan')}</p>
      ) : scan.destroyedOn !== undefined ? (
        <p className="quiet">{t('retention.scanGone', { on: scan.destroyedOn })}</p>
      ) : (
        <ScanPicture view={view} scan={scan} row={row} />
      )}
      {editable && allowed && refusal('caseScanPut') === null ? (
        <>
          <Button
            size="small"
            data-act="scan"
            loading={put.busy}
            aria-keyshortcuts="O"
            onClick={() => chooser.current?.click()}
          >
            {t(put.busy ? 'checking.row.scanReading' : 'checking.row.addScan')} <KeyCap name="O" />
          </Button>
          <input
            ref={chooser}
            type="file"
            accept="image/jpeg,image/png"
            className="visuallyHidden"
            tabIndex={-1}
            aria-label={t('checking.row.addScan')}
            onChange={(event) => {
              void take(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </>
      ) : null}
      {notKept === null ? null : <p role="status">{t(`retention.scanNotKept.${notKept}`)}</p>}
      {refused.length > 0 ? <p className="tone bad">{t('checking.row.scanRefused')}</p> : null}
      {[...refused, ...(put.failure === null ? [] : [put.failure])].map((failure, index) => (
        <FailureNote key={index} failure={failure} />
      ))}
    </section>
  );
}

function ScanPicture({
  view,
  scan,
  row,
}: {
  readonly view: CaseView;
  readonly scan: ScanView;
  readonly row: DocumentRow;
}) {
  const { t } = useTranslation();
  const picture = useCall('caseScanPicture', { caseId: view.id, attachmentId: scan.attachmentId });
  if (picture.failure !== null) return <FailureNote failure={picture.failure} />;
  return (
    <figure>
      {picture.value === undefined ? (
        <p className="quiet">{t('common.loading')}</p>
      ) : (
        <BytesImage
          file={picture.value}
          alt={`${t('checking.row.scan')} ${row.code}`}
          width={220}
          height={150}
        />
      )}
      <figcaption className="quiet">
        {t('checking.row.scanBy', { name: scan.addedBy, at: formatTime(scan.addedAt) })}
      </figcaption>
    </figure>
  );
}
