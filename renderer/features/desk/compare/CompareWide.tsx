import { Button } from 'antd';
import { useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, ComparedField } from '../../../../main/contract/cases.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { openComparison } from '../checklistRows.ts';
import { Freshness, Warnings } from './CompareFacts.tsx';
import { CompareTable } from './CompareTable.tsx';

/** The key that opens the whole table; C is an answer in the row in hand. */
export const compareKey = 'W';

/** The whole table over the desk (A3). S and D answer as they do below it; the same key or Esc goes back to where the focus was. */
export function CompareWide(props: {
  readonly view: CaseView;
  readonly editable: boolean;
  onConfirm(field: ComparedField, outcome: 'same' | 'differs'): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const { view, editable } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before it is taken out of the page: a dialog that is gone gives no focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLDialogElement>): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const key = event.key.toLowerCase();
    const open = openComparison(view.comparison)?.field;
    if (key === compareKey.toLowerCase()) props.onClose();
    else if ((key === 's' || key === 'd') && open !== undefined && editable)
      props.onConfirm(open, key === 's' ? 'same' : 'differs');
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className="finalAct compareWide"
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <header>
        <h2 id={titleId}>{t('checking.compare.wideTitle')}</h2>
        <Freshness view={view} />
        <Button autoFocus onClick={props.onClose}>
          {t('common.close')} <KeyCap name="Esc" />
        </Button>
      </header>
      <Warnings view={view} />
      <CompareTable view={view} wide editable={editable} onConfirm={props.onConfirm} />
    </dialog>
  );
}
