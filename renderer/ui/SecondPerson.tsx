import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Countersignature } from '../../main/contract/access.ts';
import { Field } from './Field.tsx';

export const nobody: Countersignature = { userName: '', password: '' };

/** True when both parts of a countersignature are there. */
export const isSigned = (signature: Countersignature): boolean =>
  signature.userName.trim() !== '' && signature.password !== '';

/** Signature of a second person on the screen of the first (D4, H1). */
export function SecondPerson({
  value,
  hint,
  onChange,
}: {
  readonly value: Countersignature;
  /** Who may sign here, where it is not simply another person. */
  readonly hint?: string;
  onChange(value: Countersignature): void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="secondPerson">
      <legend>{t('common.secondPerson')}</legend>
      <p className="quiet">{hint ?? t('common.secondPersonHint')}</p>
      <div className="fields">
        <Field label={t('common.userName')}>
          {(id) => (
            <Input
              id={id}
              autoComplete="off"
              value={value.userName}
              onChange={(event) => onChange({ ...value, userName: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('common.password')}>
          {(id) => (
            <Input
              id={id}
              type="password"
              autoComplete="off"
              value={value.password}
              onChange={(event) => onChange({ ...value, password: event.target.value })}
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
}
