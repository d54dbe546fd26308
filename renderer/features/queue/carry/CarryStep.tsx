import { useId, type ReactNode } from 'react';

/** One of the four steps, as a card: what, where, and its act. */
export function CarryStep({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="card carryStep" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="quiet">{text}</p>
      {children}
    </section>
  );
}
