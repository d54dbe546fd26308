import { Button, Input, type InputRef } from 'antd';
import { useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../main/contract/method.ts';
import type { PermitHit } from '../../../main/contract/methods/permitMethods.ts';
import type { Methods } from '../../../main/contract/methods.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { call, useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatSince } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';

/** A permit number has a digit; a text of letters only is looked for as a name. */
const numberShape = /^(?=.*\d)[0-9A-Z]{6,32}$/;

type Hits = OutputOf<Methods['permitSearch']>;

/** The way to a case when the QR cannot be read: a number opens it, a name shows whose it may be. */
export function ManualEntry() {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const open = useAct('caseOpenByNumber');
  const select = useAct('caseSelect');
  const [typed, setTyped] = useState('');
  const [hits, setHits] = useState<Hits | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const field = useRef<InputRef>(null);
  useKeys({ F2: () => field.current?.focus() });
  const refused = refusal('caseOpenByNumber');
  const text = typed.trim();
  const number = typed.replaceAll(/\s/g, '').toUpperCase();

  const openNumber = async (permitNumber: string): Promise<void> => {
    const result = await open.run({ permitNumber });
    if (result.ok) void select.run({ caseId: result.value.id });
  };
  const search = async (): Promise<Hits | null> => {
    const result = await call('permitSearch', { text });
    setFailure(result.ok ? null : result.error);
    setHits(result.ok ? result.value : null);
    return result.ok ? result.value : null;
  };
  const submit = async (): Promise<void> => {
    open.clear();
    if (!numberShape.test(number)) {
      await search();
      return;
    }
    // A passport number looks like a permit number: what this station knows decides which it is.
    const known = await search();
    const [only] = known?.found ?? [];
    if (known === null || only === undefined || only.permitNumber === number) {
      setHits(null);
      await openNumber(number);
    }
  };
  return (
    <form
      className="card manualEntry"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        if (text !== '' && refused === null) void submit();
      }}
    >
      <h2>
        <KeyCap name="F2" /> {t('desk.empty.manual')}
      </h2>
      <Field label={t('desk.empty.number')} hint={refused ?? t('desk.empty.numberHint')}>
        {(id, hintId) => (
          <Input
            id={id}
            ref={field}
            aria-describedby={hintId}
            autoComplete="off"
            spellCheck={false}
            maxLength={80}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setHits(null);
            }}
          />
        )}
      </Field>
      <Button type="primary" htmlType="submit" loading={open.busy} disabled={text === '' || refused !== null}>
        {t('desk.empty.open')}
      </Button>
      {failure === null ? null : <FailureNote failure={failure} />}
      {open.failure === null ? null : <FailureNote failure={open.failure} />}
      {hits === null ? null : (
        <HitList hits={hits} busy={open.busy} onOpen={(hit) => void openNumber(hit.permitNumber)} />
      )}
    </form>
  );
}

function HitList(props: {
  readonly hits: Hits;
  readonly busy: boolean;
  readonly onOpen: (hit: PermitHit) => void;
}) {
  const { t } = useTranslation();
  const { now } = useWorkstation();
  const { found, more, waiting } = props.hits;
  return (
    <section aria-label={t('desk.search.title')} aria-live="polite">
      <p className="quiet">
        {found.length === 0 ? t('desk.search.none') : t('desk.search.count', { n: found.length })}
        {more ? ` ${t('desk.search.more')}` : ''}
        {waiting > 0 ? ` ${t('desk.search.waiting', { n: waiting })}` : ''}
      </p>
      <ul className="permitHits">
        {found.map((hit) => (
          <li key={hit.permitNumber}>
            <span>
              <b>
                {hit.familyName} {hit.givenNames}
              </b>{' '}
              {hit.nationality} · {hit.birthYear} · <span className="mono">…{hit.passportTail}</span>
              <br />
              <small className="quiet">
                <span className="mono">{hit.permitNumber}</span> · {t(`desk.search.status.${hit.status}`)} ·{' '}
                {t('desk.search.validTo', { date: hit.validTo })} ·{' '}
                {t('desk.search.asOf', { at: formatSince(hit.fetchedAt, now) })}
              </small>
            </span>
            <Button disabled={props.busy} onClick={() => props.onOpen(hit)}>
              {t('desk.search.open')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
