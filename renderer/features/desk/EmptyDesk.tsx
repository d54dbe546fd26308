import { IdcardOutlined, OrderedListOutlined, QrcodeOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import { useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useClosedToday } from '../day/useClosedToday.ts';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { DeskFooter } from './DeskFooter.tsx';
import { EcardLife } from './Evidence.tsx';
import { footerActs } from './footerActs.ts';
import { ClockList } from './watch/ClockList.tsx';
import { RecallList } from './watch/RecallList.tsx';
import { SecondCheckList } from './watch/SecondCheckList.tsx';

const shape = /^[0-9A-Z]{6,32}$/;

/** Nobody at the window yet: what to do first, and the way when the QR cannot be read. */
export function EmptyDesk() {
  const { t } = useTranslation();
  const { station, staff, now } = useWorkstation();
  const supervises = staff.roles.includes('supervisor');
  const closedToday = useClosedToday(now);
  const refusal = useRefusal();
  const open = useAct('caseOpenByNumber');
  const select = useAct('caseSelect');
  const [typed, setTyped] = useState('');
  const field = useRef<InputRef>(null);
  useKeys({ F2: () => field.current?.focus() });

  const permitNumber = typed.replaceAll(/\s/g, '').toUpperCase();
  const refused = refusal('caseOpenByNumber');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!shape.test(permitNumber) || refused !== null) return;
    void open.run({ permitNumber }).then((result) => {
      if (result.ok) void select.run({ caseId: result.value.id });
    });
  };
  return (
    <>
      <main className="emptyDesk">
        <h1>{t('desk.empty.title')}</h1>
        <EcardLife caseId={null} />
        <ol className="firstSteps">
          <li>
            <QrcodeOutlined aria-hidden />
            <span>1</span>
            {t('desk.empty.steps.scan')}
          </li>
          <li>
            <IdcardOutlined aria-hidden />
            <span>2</span>
            {t('desk.empty.steps.passport')}
          </li>
          <li>
            <OrderedListOutlined aria-hidden />
            <span>3</span>
            {t('desk.empty.steps.check')}
          </li>
        </ol>
        <div className="watchLists">
          <ClockList whenEmpty={supervises} />
          <RecallList whenEmpty={supervises} />
          {supervises ? <SecondCheckList /> : null}
        </div>
        <form onSubmit={submit} className="card manualEntry">
          <h2>
            <KeyCap name="F2" /> {t('desk.empty.manual')}
          </h2>
          <Field label={t('desk.empty.number')} hint={refused ?? t('desk.empty.numberHint')}>
            {(id, hintId) => (
              <Input
                id={id}
                ref={field}
                aria-describedby={hintId}
                className="mono"
                autoComplete="off"
                spellCheck={false}
                maxLength={40}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
          <Button
            type="primary"
            htmlType="submit"
            loading={open.busy}
            disabled={!shape.test(permitNumber) || refused !== null}
          >
            {t('desk.empty.open')}
          </Button>
          {open.failure === null ? null : <FailureNote failure={open.failure} />}
        </form>
        {station?.day === null ? (
          <p className="quiet">{t(closedToday ? 'desk.empty.closedToday' : 'desk.empty.closed')}</p>
        ) : null}
      </main>
      <DeskFooter acts={footerActs(null, refusal, false)} onAct={() => undefined} />
    </>
  );
}
