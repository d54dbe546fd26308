import { Button } from 'antd';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import './menu.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** What will happen, in one sentence. */
  readonly does: string;
  /** Why not now; null = may be chosen. */
  readonly why: string | null;
}

/** A few numbered choices over the desk: the number chooses, the arrows move, Esc goes back. Nothing final happens here. */
export function Menu(props: {
  readonly title: string;
  readonly sentence: string;
  readonly items: readonly MenuItem[];
  readonly children?: ReactNode;
  onChoose(id: string): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const choose = (item: MenuItem | undefined): void => {
    if (item?.why === null) props.onChoose(item.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDialogElement>): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const item = props.items[Number(event.key) - 1];
    if (step === undefined && item === undefined) return;
    event.preventDefault();
    if (item !== undefined) choose(item);
    else if (step !== undefined) {
      const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('ol button')];
      const at = buttons.indexOf(document.activeElement as HTMLElement);
      buttons[(at + step + buttons.length) % buttons.length]?.focus();
    }
  };
  return (
    <dialog
      ref={dialog}
      className="finalAct menu"
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <h2 id={titleId}>{props.title}</h2>
      <p className="quiet">{props.sentence}</p>
      <ol>
        {props.items.map((item, index) => (
          <li key={item.id}>
            <button
              type="button"
              aria-disabled={item.why !== null}
              aria-keyshortcuts={String(index + 1)}
              onClick={() => choose(item)}
            >
              <KeyCap name={String(index + 1)} />
              <b>{item.label}</b>
              <span>{item.does}</span>
              {item.why === null ? null : <small>{item.why}</small>}
            </button>
          </li>
        ))}
      </ol>
      {props.children}
      <footer>
        <Button onClick={props.onClose}>
          {t('common.cancel')} <KeyCap name="Esc" />
        </Button>
      </footer>
    </dialog>
  );
}
