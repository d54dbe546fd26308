import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../main/contract/result.ts';
import { call } from '../../../client/client.ts';
import { KeyForm } from './KeyForm.tsx';

/** The reject box of the kiosk's printer, counted by two people of the stock (domain-rules 10.3). */
export function BinForm({
  printerId,
  onDone,
  onClose,
}: {
  readonly printerId: string;
  readonly onDone: (counted: { readonly found: number; readonly ledger: number }) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const person = (which: 'first' | 'second', field: 'userName' | 'password'): string =>
    `${t(`maintenance.bin.${which}`)} · ${t(`maintenance.entry.${field}`)}`;
  return (
    <KeyForm
      name="bin"
      title={t('maintenance.bin.title')}
      text={t('maintenance.bin.text')}
      act={t('maintenance.bin.confirm')}
      busy={busy}
      failure={failure}
      fields={[
        { name: 'found', label: t('maintenance.bin.found'), digits: true },
        { name: 'firstName', label: person('first', 'userName') },
        { name: 'firstPassword', label: person('first', 'password'), secret: true },
        { name: 'secondName', label: person('second', 'userName') },
        { name: 'secondPassword', label: person('second', 'password'), secret: true },
      ]}
      onClose={onClose}
      onConfirm={(values) => {
        setBusy(true);
        setFailure(null);
        void call('maintenanceBinEmpty', {
          printerId,
          found: Number(values.found),
          keeper: { userName: values.firstName, password: values.firstPassword },
          countersignature: { userName: values.secondName, password: values.secondPassword },
        }).then((answer) => {
          setBusy(false);
          if (answer.ok) onDone(answer.value);
          else setFailure(answer.error);
        });
      }}
    />
  );
}
