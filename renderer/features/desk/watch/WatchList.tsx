import type { ReactNode } from 'react';
import type { Failure } from '../../../../main/contract/result.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';

/** A list that somebody has to keep an eye on: its title, why it cannot be told, its lines, or that there are none. */
export function WatchList(props: {
  readonly title: string;
  readonly empty: string;
  readonly failure: Failure | null;
  /** Null while nothing is known. */
  readonly lines: readonly ReactNode[] | null;
}) {
  return (
    <section className="card watchList" aria-label={props.title}>
      <h2>{props.title}</h2>
      {props.failure === null ? null : <FailureNote failure={props.failure} />}
      {props.lines?.length === 0 ? <p className="quiet">{props.empty}</p> : null}
      <ul>{props.lines}</ul>
    </section>
  );
}
