import { App, Button, Input } from 'antd';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useRefusal } from '../window/Workstation.ts';
import { className, type StockClass } from '../stock/className.ts';
import { readCount } from './dayView.ts';

/** The hand counts before the eye sees the books (H1): classes only, no expected number anywhere on this page. */
export function BlindCount() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refusal = useRefusal();
  const classes = useCall('dayClasses', {});
  const count = useAct('dayCount');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const refused = refusal('dayCount');
  const keyOf = (each: StockClass): string => JSON.stringify([each.bank, each.vendor, each.cardClass]);
  const rows = classes.value ?? [];
  const counts = rows.map((each) => ({ ...each, counted: readCount(typed[keyOf(each)] ?? '') }));
  const complete = counts.every((each) => each.counted !== null);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const full = counts.flatMap((each) =>
      each.counted === null ? [] : [{ ...each, counted: each.counted }],
    );
    if (full.length !== rows.length) return;
    void count.run({ counts: full }).then((result) => {
      if (result.ok) void message.success(t('day.count.done'));
    });
  };
  return (
    <form className="card blindCount" onSubmit={submit}>
      <h2>{t('day.count.title')}</h2>
      <p>{t('day.count.text')}</p>
      {classes.failure === null ? null : <FailureNote failure={classes.failure} />}
      {rows.length === 0 && !classes.loading ? <p className="quiet">{t('day.count.noClasses')}</p> : null}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('day.count.class')}</th>
            <th scope="col">{t('day.count.counted')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((each, index) => {
            const key = keyOf(each);
            const name = className(t, each);
            return (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>
                  <Input
                    className="mono countField"
                    aria-label={`${name} ${t('day.count.counted')}`}
                    inputMode="numeric"
                    autoComplete="off"
                    autoFocus={index === 0}
                    size="large"
                    maxLength={6}
                    disabled={refused !== null}
                    value={typed[key] ?? ''}
                    onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="actRow">
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          disabled={!complete || refused !== null}
          loading={count.busy}
        >
          {t('day.count.act')}
        </Button>
        <span className="quiet">{refused ?? t('day.count.roleNote')}</span>
      </div>
      {count.failure === null ? null : <FailureNote failure={count.failure} />}
    </form>
  );
}
