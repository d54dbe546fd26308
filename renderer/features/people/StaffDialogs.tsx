import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { role as allRoles, type Role } from '../../../main/contract/access.ts';
import type { StaffBook, StaffLine } from '../../../main/contract/people.ts';
import { staffId } from '../../../main/contract/ids.ts';
import { useAct } from '../../client/client.ts';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { QrPicture } from '../kiosk/QrPicture.tsx';

/** Says what was done, or nothing when it was not. */
export type Close = (done?: string) => void;

/** The first forbidden pair that is chosen; the host refuses it all the same (I4). */
const conflictIn = (roles: readonly Role[], pairs: StaffBook['forbiddenPairs']) =>
  pairs.find(([one, other]) => roles.includes(one) && roles.includes(other));

function RoleChoice(props: {
  readonly roles: readonly Role[];
  readonly pairs: StaffBook['forbiddenPairs'];
  onChange(roles: readonly Role[]): void;
}) {
  const { t } = useTranslation();
  const { roles } = props;
  const conflict = conflictIn(roles, props.pairs);
  const toggle = (each: Role): void =>
    props.onChange(roles.includes(each) ? roles.filter((one) => one !== each) : [...roles, each]);
  return (
    <fieldset className="field roleChoice">
      <legend className="label">{t('people.column.roles')}</legend>
      <div className="choices">
        {allRoles.options.map((each) => (
          <label key={each}>
            <input type="checkbox" checked={roles.includes(each)} onChange={() => toggle(each)} />
            {t(`common.role.${each}`)}
          </label>
        ))}
      </div>
      <p className={conflict === undefined ? 'quiet' : 'tone bad'} role="status">
        {conflict === undefined
          ? ''
          : t('people.roles.conflict', {
              one: t(`common.role.${conflict[0]}`),
              other: t(`common.role.${conflict[1]}`),
            })}
      </p>
    </fieldset>
  );
}

function FirstPassword({ value, onChange }: { readonly value: string; onChange(text: string): void }) {
  const { t } = useTranslation();
  return (
    <Field label={t('people.firstPassword')} hint={t('people.passwordRule')}>
      {(id, hintId) => (
        <Input
          id={id}
          aria-describedby={hintId}
          type="password"
          autoComplete="off"
          maxLength={256}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function AddDialog({ book, onClose }: { readonly book: StaffBook; readonly onClose: Close }) {
  const { t } = useTranslation();
  const add = useAct('staffAdd');
  const [userName, setUserName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [password, setPassword] = useState('');
  const [second, setSecond] = useState(nobody);
  const words = [
    { label: t('people.column.name'), value: displayName, change: setDisplayName, max: 60 },
    { label: t('common.userName'), value: userName, change: setUserName, max: 32 },
  ];
  const missing = [
    ...words.filter(({ value }) => value.trim() === '').map(({ label }) => label),
    ...(roles.length === 0 || conflictIn(roles, book.forbiddenPairs) !== undefined
      ? [t('people.column.roles')]
      : []),
    ...(password === '' ? [t('people.firstPassword')] : []),
    ...(isSigned(second) ? [] : [t('common.secondPerson')]),
  ];
  return (
    <FinalAct
      title={t('people.add.title')}
      sentence={t('people.add.sentence')}
      actLabel={t('people.add.act')}
      busy={add.busy}
      failure={add.failure}
      missing={missing}
      onClose={() => onClose()}
      onConfirm={() =>
        void add
          .run({ userName, displayName, roles: [...roles], password, countersignature: second })
          .then((result) => {
            if (result.ok) onClose(t('people.add.done', { name: result.value.displayName }));
          })
      }
    >
      <div className="fields">
        {words.map(({ label, value, change, max }) => (
          <Field key={label} label={label}>
            {(id) => (
              <Input
                id={id}
                maxLength={max}
                autoComplete="off"
                spellCheck={false}
                value={value}
                onChange={(event) => change(event.target.value)}
              />
            )}
          </Field>
        ))}
        <FirstPassword value={password} onChange={setPassword} />
      </div>
      <RoleChoice roles={roles} pairs={book.forbiddenPairs} onChange={setRoles} />
      <SecondPerson hint={t('people.signHint')} value={second} onChange={setSecond} />
    </FinalAct>
  );
}

export function RolesDialog(props: {
  readonly person: StaffLine;
  readonly book: StaffBook;
  readonly onClose: Close;
}) {
  const { t } = useTranslation();
  const { person, book, onClose } = props;
  const name = person.displayName;
  const save = useAct('staffSetRoles');
  const [roles, setRoles] = useState<readonly Role[]>(person.roles);
  const [second, setSecond] = useState(nobody);
  const missing = [
    ...(roles.length === 0 || conflictIn(roles, book.forbiddenPairs) !== undefined
      ? [t('people.column.roles')]
      : []),
    ...(isSigned(second) ? [] : [t('common.secondPerson')]),
  ];
  return (
    <FinalAct
      title={t('people.roles.title', { name })}
      sentence={t('people.roles.sentence')}
      actLabel={t('people.roles.act')}
      busy={save.busy}
      failure={save.failure}
      missing={missing}
      onClose={() => onClose()}
      onConfirm={() =>
        void save
          .run({ staffId: staffId.parse(person.id), roles: [...roles], countersignature: second })
          .then((result) => {
            if (result.ok) onClose(t('people.roles.done', { name }));
          })
      }
    >
      <RoleChoice roles={roles} pairs={book.forbiddenPairs} onChange={setRoles} />
      <SecondPerson hint={t('people.signHint')} value={second} onChange={setSecond} />
    </FinalAct>
  );
}

/** Takes the standing away, or gives it back. */
export function StandingDialog({ person, onClose }: { readonly person: StaffLine; readonly onClose: Close }) {
  const { t } = useTranslation();
  const save = useAct('staffSetActive');
  const [second, setSecond] = useState(nobody);
  const kind = person.active ? 'deactivate' : 'reactivate';
  const name = person.displayName;
  return (
    <FinalAct
      title={t(`people.${kind}.title`, { name })}
      sentence={t(`people.${kind}.sentence`)}
      actLabel={t(`people.${kind}.act`)}
      danger={person.active}
      busy={save.busy}
      failure={save.failure}
      missing={isSigned(second) ? [] : [t('common.secondPerson')]}
      onClose={() => onClose()}
      onConfirm={() =>
        void save
          .run({ staffId: staffId.parse(person.id), active: !person.active, countersignature: second })
          .then((result) => {
            if (result.ok) onClose(t(`people.${kind}.done`, { name }));
          })
      }
    >
      <SecondPerson hint={t('people.signHint')} value={second} onChange={setSecond} />
    </FinalAct>
  );
}

export function ResetDialog({ person, onClose }: { readonly person: StaffLine; readonly onClose: Close }) {
  const { t } = useTranslation();
  const save = useAct('staffResetPassword');
  const [password, setPassword] = useState('');
  const [second, setSecond] = useState(nobody);
  const name = person.displayName;
  return (
    <FinalAct
      title={t('people.reset.title', { name })}
      sentence={t('people.reset.sentence')}
      actLabel={t('people.reset.act')}
      danger
      busy={save.busy}
      failure={save.failure}
      missing={[
        ...(password === '' ? [t('people.firstPassword')] : []),
        ...(isSigned(second) ? [] : [t('common.secondPerson')]),
      ]}
      onClose={() => onClose()}
      onConfirm={() =>
        void save
          .run({ staffId: staffId.parse(person.id), password, countersignature: second })
          .then((result) => {
            if (result.ok) onClose(t('people.reset.done', { name }));
          })
      }
    >
      <FirstPassword value={password} onChange={setPassword} />
      <SecondPerson hint={t('people.signHint')} value={second} onChange={setSecond} />
    </FinalAct>
  );
}

/** One-time codes: signed by the person, then the QR code once (E7). */
export function EnrolDialog({ person, onClose }: { readonly person: StaffLine; readonly onClose: Close }) {
  const { t } = useTranslation();
  const enrol = useAct('staffEnrolCodes');
  const [second, setSecond] = useState({ ...nobody, userName: person.userName });
  const [uri, setUri] = useState<string | null>(null);
  const name = person.displayName;
  if (uri !== null) return <EnrolCode name={name} uri={uri} onClose={onClose} />;
  return (
    <FinalAct
      title={t('people.enrol.title', { name })}
      sentence={t('people.enrol.sentence')}
      actLabel={t('people.enrol.act')}
      busy={enrol.busy}
      failure={enrol.failure}
      missing={isSigned(second) ? [] : [t('common.secondPerson')]}
      onClose={() => onClose()}
      onConfirm={() =>
        void enrol.run({ staffId: staffId.parse(person.id), countersignature: second }).then((result) => {
          if (result.ok) setUri(result.value.uri);
        })
      }
    >
      <SecondPerson hint={t('people.ownHint', { name })} value={second} onChange={setSecond} />
    </FinalAct>
  );
}

/** The only time that the secret is shown. */
function EnrolCode(props: { readonly name: string; readonly uri: string; readonly onClose: Close }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="finalAct"
      aria-label={t('people.enrol.qr')}
      onCancel={() => props.onClose()}
    >
      <p className="finalSentence">{t('people.enrol.shown', { name: props.name })}</p>
      <div className="enrolQr">
        <QrPicture text={props.uri} label={t('people.enrol.qr')} />
      </div>
      <footer>
        <Button type="primary" autoFocus onClick={() => props.onClose()}>
          {t('people.enrol.close')}
        </Button>
      </footer>
    </dialog>
  );
}
