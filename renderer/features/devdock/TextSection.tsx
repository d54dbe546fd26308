import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useAct } from './devdockClient.ts';
import type { Target } from './DevdockApp.tsx';

/** Any text: the QR of a kiosk slip, a damaged code, rubbish. */
export function TextSection({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const scan = useAct('scanText');
  const show = useAct('showLines');
  const problem = scan.failure ?? show.failure;
  const lines = text.split('\n').filter((line) => line !== '');
  return (
    <section className="dockSection" aria-labelledby="dockText">
      <h2 id="dockText">{t('text.title')}</h2>
      {problem === null ? null : <FailureNote failure={problem} />}
      <Input.TextArea
        className="mono"
        rows={2}
        maxLength={4096}
        aria-labelledby="dockText"
        placeholder={t('text.placeholder')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="dockPair">
        <Button disabled={text === ''} onClick={() => void scan.run({ text, target })}>
          {t('text.scan')}
        </Button>
        <Button
          disabled={lines.length === 0}
          onClick={() =>
            void show.run({ lines: lines.slice(0, 3).map((line) => line.slice(0, 120)), target })
          }
        >
          {t('text.show')}
        </Button>
      </div>
    </section>
  );
}
