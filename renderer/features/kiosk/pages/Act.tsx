import type { ReactNode } from 'react';
import type { Failure } from '../../../../main/contract/result.ts';
import { Question } from '../KioskFrame.tsx';
import { Problem } from '../Problem.tsx';

function Steps({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ol className="kioskSteps">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ol>
  );
}

/** A page that asks for one act: the question, a picture of the act, its steps. `remedy` false: the steps are what to do about the problem. */
export function Act({
  question,
  picture,
  steps,
  problem,
  remedy = true,
  children,
}: {
  readonly question: string;
  readonly picture: ReactNode;
  readonly steps: readonly string[];
  readonly problem: Failure | null;
  readonly remedy?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <>
      <Question>{question}</Question>
      <div className="kioskShow">{picture}</div>
      <div className="kioskAct">
        <Problem failure={problem} remedy={remedy} />
        {steps.length === 0 ? null : <Steps texts={steps} />}
        {children}
      </div>
    </>
  );
}

/** What the page waits for. */
export function Waiting({ text }: { readonly text: string }) {
  return (
    <p className="kioskWaiting" role="status">
      <span className="kioskDots" aria-hidden />
      {text}
    </p>
  );
}
