import { Button } from 'antd';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../main/contract/result.ts';
import { FailureNote } from './FailureNote.tsx';
import { KeyCap } from './KeyCap.tsx';
import './finalAct.css';

export interface FinalActProps {
  readonly title: string;
  /** What will happen, in one sentence. */
  readonly sentence: string;
  readonly actLabel: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Names of what still has to be filled in; empty = may be confirmed. */
  readonly missing: readonly string[];
  readonly children?: ReactNode;
  onConfirm(): void;
  onClose(): void;
}

/** An act that cannot be taken back: one sentence, then a deliberate Ctrl+Enter (or the button). A bare Enter does nothing. */
export function FinalAct(props: FinalActProps) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const sentenceId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  const ready = props.missing.length === 0 && !props.busy;
  const onKeyDown = (event: KeyboardEvent<HTMLDialogElement>): void => {
    if (event.key !== 'Enter') return;
    const deliberate = event.ctrlKey || event.metaKey;
    const target = event.target as HTMLElement;
    const newLine = target instanceof HTMLTextAreaElement && !deliberate;
    const cancels = target.dataset['role'] === 'cancel' || target.closest('[data-role="cancel"]') !== null;
    if (newLine || (cancels && !deliberate)) return;
    event.preventDefault();
    if (deliberate && ready && !event.repeat) props.onConfirm();
  };

  return (
    <dialog
      ref={dialog}
      className="finalAct"
      aria-labelledby={titleId}
      aria-describedby={sentenceId}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        if (!props.busy) props.onClose();
      }}
    >
      <h2 id={titleId}>{props.title}</h2>
      <p id={sentenceId} className="finalSentence">
        {props.sentence}
      </p>
      {props.children}
      {props.failure === null ? null : <FailureNote failure={props.failure} />}
      <footer>
        <span className="quiet" aria-live="polite">
          {props.missing.length > 0
            ? t('common.somethingMissing', { what: props.missing.join('、') })
            : t('common.deliberate')}
        </span>
        <Button data-role="cancel" onClick={props.onClose} disabled={props.busy}>
          {t('common.cancel')} <KeyCap name="Esc" />
        </Button>
        <Button
          type="primary"
          danger={props.danger ?? false}
          disabled={props.missing.length > 0}
          loading={props.busy}
          onClick={props.onConfirm}
          aria-keyshortcuts="Control+Enter"
        >
          {props.actLabel} <KeyCap name="Ctrl ⏎" />
        </Button>
      </footer>
    </dialog>
  );
}
