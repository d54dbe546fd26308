import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { RatingSheet as Sheet } from '../../../main/contract/ratings.ts';
import { useAct, useCall } from '../../client/client.ts';
import { useHostSkew } from '../../client/useHostSkew.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { RatingLevels } from './RatingLevels.tsx';
import { closesIn, ratingLevels, visitorWords } from '../../i18n/ratingWords.ts';
import './rating.css';

/** The visitor's sheet over everything that is on the window's screen (C6); nothing while nobody is asked. */
export function RatingSheet() {
  const { value: sheet } = useCall('ratingSheet', {}, { everyMs: 5000 });
  const { value: station } = useCall('stationStatus', {});
  const skewMs = useHostSkew(station?.now);
  return sheet === undefined || sheet.page === 'closed' ? null : <OpenSheet sheet={sheet} skewMs={skewMs} />;
}

function OpenSheet({
  sheet,
  skewMs,
}: {
  readonly sheet: Exclude<Sheet, { page: 'closed' }>;
  readonly skewMs: number;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const give = useAct('ratingGive');
  const decline = useAct('ratingDecline');
  const seconds = useSecondsLeft(sheet.endsAt, skewMs);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => heading.current?.focus(), [sheet.page]);

  const asks = sheet.page === 'ask';
  const rate = (index: number): void => {
    const chosen = ratingLevels[index];
    if (chosen !== undefined && asks && !give.busy) void give.run({ level: chosen.level });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (/^[1-5]$/.test(event.key) && !event.repeat && !event.ctrlKey && !event.altKey)
      rate(Number(event.key) - 1);
  };
  const { question, thanks, free, caseNumber, notNow } = visitorWords;
  const closing = closesIn(seconds);
  const title = asks ? question : thanks;
  return (
    <dialog
      ref={dialog}
      className="ratingSheet"
      aria-labelledby="ratingTitle"
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        if (asks) void decline.run({});
      }}
    >
      <h1 id="ratingTitle" tabIndex={-1} ref={heading}>
        {title.zh}
        <span lang="en">{title.en}</span>
      </h1>
      {asks ? (
        <>
          <p className="ratingCase">
            {caseNumber.zh} <span lang="en">{caseNumber.en}</span>{' '}
            <strong className="mono" translate="no">
              {sheet.caseNumber}
            </strong>
          </p>
          <RatingLevels keys busy={give.busy} onRate={(level) => void give.run({ level })} />
          {give.failure === null ? null : <FailureNote failure={give.failure} />}
          <footer>
            <p>
              {free.zh}
              <span lang="en">{free.en}</span>
            </p>
            <button type="button" className="ratingNotNow" onClick={() => void decline.run({})}>
              {notNow.zh} <span lang="en">{notNow.en}</span> <KeyCap name="Esc" />
            </button>
          </footer>
          <p className="ratingTime" role="timer">
            {closing.zh} <span lang="en">{closing.en}</span>
          </p>
        </>
      ) : null}
    </dialog>
  );
}

/** Whole seconds until an ISO instant of the host, whose clock may be ahead of this window's; never below 0. */
function useSecondsLeft(endsAt: string, skewMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((Date.parse(endsAt) - skewMs - now) / 1000));
}
