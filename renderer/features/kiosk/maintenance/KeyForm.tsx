import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../main/contract/result.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { explain } from '../../../ui/explain.ts';
import { Overlay } from '../Overlays.tsx';
import { TouchKeys } from './TouchKeys.tsx';

export interface FormField<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly secret?: boolean;
  /** Digits only. */
  readonly digits?: boolean;
}

/** A form for staff at the kiosk: fields, the keys on the screen, what went wrong with its remedy. Its values are gone when it closes. */
export function KeyForm<Name extends string>(props: {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly fields: readonly FormField<Name>[];
  readonly act: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly children?: ReactNode;
  readonly onConfirm: (values: Readonly<Record<Name, string>>) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const id = useId();
  const { fields } = props;
  const empty = Object.fromEntries(fields.map(({ name }) => [name, ''])) as Record<Name, string>;
  const [values, setValues] = useState<Readonly<Record<Name, string>>>(empty);
  const [active, setActive] = useState(fields[0]?.name ?? null);
  const put = (name: Name, value: string): void => {
    const digits = fields.some((field) => field.name === name && field.digits === true);
    setValues((before) => ({ ...before, [name]: digits ? value.replace(/\D/g, '') : value }));
  };
  const ready = fields.every(({ name }) => values[name] !== '') && !props.busy;
  const failure = props.failure === null ? null : explain(props.failure, language);
  return (
    <Overlay name={props.name} role="dialog">
      <form
        className="kioskForm"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) props.onConfirm(values);
        }}
      >
        <h2 id={`${props.name}Title`}>{props.title}</h2>
        <p>{props.text}</p>
        <div className="kioskFields">
          {fields.map(({ name, label, secret, digits }, index) => (
            <label key={name} htmlFor={`${id}${name}`} data-active={active === name ? true : undefined}>
              {label}
              <input
                id={`${id}${name}`}
                name={`${props.name}-${name}`}
                type={secret === true ? 'password' : 'text'}
                inputMode={digits === true ? 'numeric' : 'text'}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={256}
                autoFocus={index === 0}
                value={values[name]}
                onFocus={() => setActive(name)}
                onChange={(event) => put(name, event.target.value)}
              />
            </label>
          ))}
        </div>
        {failure === null ? null : (
          <p className="kioskFault" role="alert">
            {`${failure.message}${language === 'zh' ? '。' : '. '}${failure.remedy}`}
          </p>
        )}
        {props.children}
        <TouchKeys
          onKey={(character) => active !== null && put(active, values[active] + character)}
          onRemove={() => active !== null && put(active, values[active].slice(0, -1))}
        />
        <div className="kioskFormActs">
          <button type="button" className="kioskSecond" onClick={props.onClose}>
            {t('maintenance.entry.close')}
          </button>
          <button type="submit" className="kioskPrimary" disabled={!ready}>
            {props.act}
          </button>
        </div>
      </form>
    </Overlay>
  );
}
