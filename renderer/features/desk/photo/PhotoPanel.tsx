import { Button } from 'antd';
import { useEffect, useId, useRef, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../../main/contract/ids.ts';
import { useCall } from '../../../client/client.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { useRefusal } from '../../window/Workstation.ts';
import { PhotoReport } from './PhotoReport.tsx';
import { lineNames } from './faceLines.ts';
import { usePhotoFile } from './usePhotoFile.ts';
import './photo.css';

/**
 * The photo of a case over the desk (A6): choose or drop a file, see what it is good for, set the face, look at what was made from it. Keys:
 * O chooses a file, 1–5 go to a line, Y and N say what the eye says, Esc closes.
 */
export function PhotoPanel(props: { readonly caseId: CaseId; readonly editable: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const answer = useCall('casePhotoGet', { caseId: props.caseId });
  const file = usePhotoFile(props.caseId);
  const editable = props.editable && refusal('casePhotoPut') === null;
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  const choose = (): void => chooser.current?.click();
  const press = (name: string): void =>
    dialog.current?.querySelector<HTMLElement>(`[data-act="${name}"]`)?.click();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    const line = lineNames[Number(key) - 1];
    if (line !== undefined) dialog.current?.querySelector<SVGGElement>(`[data-line="${line}"]`)?.focus();
    else if (key === 'o' && editable) choose();
    else if (key === 'y') press('right');
    else if (key === 'n') press('wrong');
    else return;
    event.preventDefault();
  };
  // The desk reads a dropped picture as a QR code; here it is the photo.
  const onDrag = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (event.type === 'drop' && editable) file.take(event.dataTransfer.files[0]);
  };

  const photo = answer.value?.photo ?? null;
  const failure = file.failure ?? answer.failure;
  return (
    <dialog
      ref={dialog}
      className="photoPanel"
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      onDragOver={onDrag}
      onDrop={onDrag}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <header>
        <h2 id={titleId}>{t('photo.title')}</h2>
        <span className="quiet" role="status">
          {file.busy ? t('photo.reading') : ''}
        </span>
        {editable ? (
          <Button onClick={choose} loading={file.busy} aria-keyshortcuts="O">
            {t(photo === null ? 'photo.choose' : 'photo.chooseOther')} <KeyCap name="O" />
          </Button>
        ) : null}
        <Button onClick={props.onClose} aria-keyshortcuts="Escape">
          {t('photo.close')} <KeyCap name="Esc" />
        </Button>
      </header>
      <input
        ref={chooser}
        type="file"
        accept="image/jpeg"
        className="visuallyHidden"
        tabIndex={-1}
        aria-label={t('photo.choose')}
        onChange={(event) => {
          file.take(event.target.files?.[0]);
          // The same file may be chosen again after it was corrected.
          event.target.value = '';
        }}
      />
      {failure === null ? null : <FailureNote failure={failure} />}
      {answer.value === undefined ? null : photo === null ? (
        <div className="photoDrop">
          <p>{t('photo.drop')}</p>
          <p className="quiet">{t('photo.dropHint')}</p>
        </div>
      ) : (
        <PhotoReport key={photo.attachmentId} caseId={props.caseId} photo={photo} editable={editable} />
      )}
    </dialog>
  );
}
