import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { calendarDate, type CaseId } from '../../../../main/contract/ids.ts';
import type { FaceLines, PhotoView } from '../../../../main/contract/photos.ts';
import { planCrop } from '../../../../main/domain/photo/planCrop.ts';
import { useAct, useCall } from '../../../client/client.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { BytesImage } from '../../../ui/BytesImage.tsx';
import { explain } from '../../../ui/explain.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { Field } from '../../../ui/Field.tsx';
import { formatDateTime } from '../../../ui/format.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { FaceOverlay } from './FaceOverlay.tsx';
import { fitsCard } from './faceLines.ts';
import { PhotoChecks } from './PhotoChecks.tsx';
import { PhotoDerivatives } from './PhotoDerivatives.tsx';

/** A photo that is there: the picture with its lines, the two rules side by side, the three pictures made from it. */
export function PhotoReport(props: {
  readonly caseId: CaseId;
  readonly photo: PhotoView;
  readonly editable: boolean;
}) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { caseId, photo, editable } = props;
  const { report, attachmentId } = photo;
  const { file } = report.facts;
  const setFace = useAct('casePhotoSetFace');
  const [moved, setMoved] = useState<FaceLines | null>(null);
  const lines = moved ?? report.face.lines;
  const plan = planCrop(file, lines, report.cardRule);
  const fits = fitsCard(plan, report.cardRule);
  const shown = report.derivatives.find(({ kind }) => kind === 'permit');

  const say = (looks: 'right' | 'wrong'): void => void setFace.run({ caseId, attachmentId, lines, looks });
  const { face } = report;
  // Nobody has looked yet, so there is nothing to be glad about.
  const guess = face.source !== 'manual' && moved === null;
  return (
    <>
      {report.atIntake === null ? null : (
        <div className="atIntake" role="alert">
          <strong>{explain(report.atIntake, language).message}</strong>{' '}
          <span>{explain(report.atIntake, language).remedy}</span>
        </div>
      )}
      {setFace.failure === null ? null : <FailureNote failure={setFace.failure} />}
      <div className="photoBody">
        <section className="photoFace" aria-label={t('photo.lines.title')}>
          <div className="photoStage" style={{ aspectRatio: `${file.width} / ${file.height}` }}>
            {shown === undefined ? null : <Stage caseId={caseId} digest={shown.digest} size={file} />}
            <FaceOverlay
              size={file}
              lines={lines}
              plan={plan}
              card={report.cardRule}
              editable={editable}
              onLines={setMoved}
            />
          </div>
          <p className={`tone ${fits ? (guess ? 'plainTone' : 'good') : 'bad'} wrap`} role="status">
            {t(fits ? 'photo.lines.fits' : 'photo.lines.misses')}
          </p>
          <p className="mono">{t('photo.lines.onCard', plan.onCard)}</p>
          <p className="quiet">
            {t(`photo.lines.source.${face.source}`, {
              name: face.by ?? '',
              at: face.at === null ? '' : formatDateTime(face.at),
            })}
          </p>
          {editable ? (
            <>
              <p className="quiet">{t('photo.lines.hint')}</p>
              <div className="photoActs">
                <Button
                  type="primary"
                  data-act="right"
                  loading={setFace.busy}
                  aria-keyshortcuts="Y"
                  onClick={() => say('right')}
                >
                  {t('photo.right')} <KeyCap name="Y" />
                </Button>
                <Button
                  danger
                  data-act="wrong"
                  aria-keyshortcuts="N"
                  disabled={setFace.busy}
                  onClick={() => say('wrong')}
                >
                  {t('photo.wrong')} <KeyCap name="N" />
                </Button>
              </div>
            </>
          ) : null}
          <TakenOn {...props} />
        </section>
        <div className="photoPermit">
          <PhotoChecks column="permit" result={report.permitResult} checks={report.permit} />
          <PhotoDerivatives caseId={caseId} derivatives={report.derivatives} />
        </div>
        <PhotoChecks column="card" result={report.cardResult} checks={report.card} />
      </div>
    </>
  );
}

function Stage(props: {
  readonly caseId: CaseId;
  readonly digest: string;
  readonly size: { readonly width: number; readonly height: number };
}) {
  const { t } = useTranslation();
  const { value, failure } = useCall('casePhotoPicture', {
    caseId: props.caseId,
    kind: 'permit',
    digest: props.digest,
  });
  if (failure !== null) return <FailureNote failure={failure} />;
  return value === undefined ? null : (
    <BytesImage
      file={value}
      alt={t('photo.lines.picture')}
      width={props.size.width}
      height={props.size.height}
    />
  );
}

/** The camera's date is shown beside what the applicant says; the older one counts. */
function TakenOn({ caseId, photo, editable }: Parameters<typeof PhotoReport>[0]) {
  const { t } = useTranslation();
  const setDate = useAct('casePhotoSetDate');
  const { capturedOn } = photo.report.facts.file;
  const [typed, setTyped] = useState(photo.declaredOn ?? '');
  const declaredOn = typed.trim() === '' ? null : typed.trim();
  const isDate = declaredOn === null || calendarDate.safeParse(declaredOn).success;
  const save = (): void => {
    if (editable && isDate && declaredOn !== photo.declaredOn)
      void setDate.run({ caseId, attachmentId: photo.attachmentId, declaredOn });
  };
  return (
    <>
      <Field label={t('photo.takenOn')}>
        {(id) => (
          <Input
            id={id}
            className="mono"
            placeholder={t('photo.dateFormat')}
            maxLength={10}
            status={isDate ? '' : 'error'}
            aria-invalid={!isDate}
            value={typed}
            readOnly={!editable}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={save}
            onPressEnter={save}
          />
        )}
      </Field>
      <p className="quiet">
        {capturedOn === null ? t('photo.noCamera') : t('photo.byCamera', { date: capturedOn })}
      </p>
      {setDate.failure === null ? null : <FailureNote failure={setDate.failure} />}
    </>
  );
}
