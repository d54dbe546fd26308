import { useEffect, useId, useRef, type ReactNode } from 'react';
import './finalAct.css';

/** A dialog that only shows something. `onClose` null: it stays until its own button is pressed. */
export function PlainDialog(props: {
  readonly title: string;
  readonly className?: string;
  readonly onClose: (() => void) | null;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { onClose } = props;
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`finalAct ${props.className ?? ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onKeyDown={(event) => {
        // The browser closes a dialog at the second Esc whatever onCancel says; this one is kept open for a reason.
        if (event.key === 'Escape' && onClose === null) event.preventDefault();
      }}
    >
      <h2 id={titleId}>{props.title}</h2>
      {props.children}
    </dialog>
  );
}
