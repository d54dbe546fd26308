import { Button, Input } from 'antd';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { typedTicketNumber, type TicketView } from '../../../main/contract/tickets.ts';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';

/** A number from a person's hand, and those that were skipped: each is called with one touch (A9). */
export function ManualNumber({ skipped }: { readonly skipped: readonly TicketView[] }) {
  const { t } = useTranslation();
  const manual = useAct('ticketManual');
  const [typed, setTyped] = useState('');
  const number = typedTicketNumber.safeParse(typed);
  const call = (wanted: string): void => {
    void manual.run({ number: wanted }).then((result) => {
      if (result.ok) setTyped('');
    });
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (number.success) call(number.data);
  };
  return (
    <>
      {skipped.length === 0 ? null : (
        <p className="ticketSkipped">
          {t('tickets.skipped')}
          {skipped.slice(0, 6).map((each) => (
            <Button
              key={each.id}
              size="small"
              aria-label={t('tickets.callAgain', { number: each.number })}
              title={t('tickets.callAgain', { number: each.number })}
              onClick={() => call(each.number)}
            >
              {each.number}
            </Button>
          ))}
        </p>
      )}
      <form className="ticketManual" onSubmit={submit}>
        <Input
          size="small"
          aria-label={t('tickets.manual')}
          placeholder={t('tickets.manual')}
          autoComplete="off"
          spellCheck={false}
          maxLength={8}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button size="small" htmlType="submit" disabled={!number.success} loading={manual.busy}>
          {t('tickets.manualCall')}
        </Button>
      </form>
      {manual.failure === null ? null : <FailureNote failure={manual.failure} />}
    </>
  );
}
