import { CreditCardOutlined, IdcardOutlined, MobileOutlined, QrcodeOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DocumentNumber } from '../../ui/DocumentNumber.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useAct, useCall } from './devdockClient.ts';
import type { Target } from './DevdockApp.tsx';

/** What each person can show: the Notice and the electronic card under the scanner, the passport on the reader. */
export function PeopleSection({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { value: people = [], failure } = useCall('people', {});
  const scan = useAct('scanNotice');
  const hand = useAct('handPassport');
  const ecard = useAct('scanEcard');
  const earlier = useAct('giveEarlierCard');
  /** Whose card was shown last: the same code can come again. */
  const [shownId, setShownId] = useState<string | null>(null);
  /** The earlier card that was given last (D8). */
  const [given, setGiven] = useState<{ readonly personId: string; readonly cardNumber: string } | null>(null);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = people.find((person) => person.id === chosenId) ?? people[0];
  const problem = failure ?? scan.failure ?? hand.failure ?? ecard.failure ?? earlier.failure;
  return (
    <section className="dockSection" aria-labelledby="dockPeople">
      <h2 id="dockPeople">{t('people.title')}</h2>
      {problem === null ? null : <FailureNote failure={problem} />}
      <Select
        className="dockWide"
        aria-label={t('people.choose')}
        value={chosen?.id ?? null}
        onChange={setChosenId}
        listHeight={420}
        options={people.map((person) => ({
          value: person.id,
          label: `${person.nationality} · ${person.name}`,
          hint: pick(person.hintZh, person.hintEn),
        }))}
        optionRender={(option) => (
          <div className="dockPerson">
            <span>{option.label}</span>
            <span className="quiet">{String(option.data['hint'])}</span>
          </div>
        )}
      />
      {chosen === undefined ? null : (
        <>
          <p className="dockChosen">
            <span className="dockFlag mono">{chosen.nationality}</span>
            <DocumentNumber value={chosen.permitNumber} />
            <span className="dockHint">{pick(chosen.hintZh, chosen.hintEn)}</span>
          </p>
          <div className="dockPair">
            <Button
              type="primary"
              icon={<QrcodeOutlined aria-hidden />}
              onClick={() => void scan.run({ personId: chosen.id, target })}
            >
              {t('people.scan')}
            </Button>
            <Button
              type="primary"
              icon={<IdcardOutlined aria-hidden />}
              onClick={() => void hand.run({ personId: chosen.id, target })}
            >
              {t('people.hand')}
            </Button>
          </div>
          <div className="dockPair">
            <Button
              icon={<MobileOutlined aria-hidden />}
              onClick={() =>
                void ecard.run({ personId: chosen.id, target }).then((shown) => {
                  if (shown.ok) setShownId(chosen.id);
                })
              }
            >
              {t('people.ecard')}
            </Button>
            <Button
              disabled={shownId !== chosen.id}
              onClick={() => void ecard.run({ personId: chosen.id, target, again: true })}
            >
              {t('people.ecardAgain')}
            </Button>
          </div>
          <div className="dockPair">
            <Button
              icon={<CreditCardOutlined aria-hidden />}
              onClick={() =>
                void earlier.run({ personId: chosen.id }).then((result) => {
                  if (result.ok) setGiven({ personId: chosen.id, ...result.value });
                })
              }
            >
              {t('people.earlier')}
            </Button>
            <span className="dockHint">
              {given?.personId === chosen.id ? t('people.earlierGiven', { number: given.cardNumber }) : ''}
            </span>
          </div>
        </>
      )}
    </section>
  );
}
