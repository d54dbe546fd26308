import type { ReactNode } from 'react';

/** Frame of all pictures: 640 × 400 units, colours from the theme, so that high contrast and both orientations draw the same act. */
export function Picture({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <svg className="kioskPicture" viewBox="0 0 640 400" role="img" aria-label={label}>
      {children}
    </svg>
  );
}

/** A thick arrow from (0,0) downwards, 84 units long. */
export function Arrow({
  x,
  y,
  turn = 0,
}: {
  readonly x: number;
  readonly y: number;
  readonly turn?: number;
}) {
  return (
    <path
      className="pAccent"
      transform={`translate(${x} ${y}) rotate(${turn})`}
      d="M-13 0h26v44h22L0 84l-35-40h22z"
    />
  );
}

/** A passport photo: head and shoulders in a frame. */
export function Portrait({
  x,
  y,
  scale = 1,
}: {
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
}) {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`}>
      <rect className="pSoft pThin" width="56" height="72" rx="5" />
      <circle className="pLineFill" cx="28" cy="27" r="12" />
      <path className="pLineFill" d="M7 66c0-15 9-23 21-23s21 8 21 23z" />
    </g>
  );
}
