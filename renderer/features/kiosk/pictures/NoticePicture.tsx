import { Arrow, Picture } from './Picture.tsx';

/** Dark squares of the drawn code (not a real one): column, row, width, height in modules. */
const modules: readonly (readonly [number, number, number, number])[] = [
  [8, 0, 1, 2],
  [10, 1, 1, 3],
  [8, 4, 2, 1],
  [12, 5, 1, 2],
  [0, 8, 2, 1],
  [3, 9, 1, 2],
  [5, 8, 1, 1],
  [7, 7, 2, 2],
  [10, 8, 3, 1],
  [13, 10, 2, 2],
  [8, 11, 1, 3],
  [10, 11, 2, 1],
  [11, 13, 1, 2],
  [13, 14, 2, 1],
  [7, 10, 1, 1],
  [9, 14, 1, 1],
];

function Finder({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="pInk" fillRule="evenodd" d="M0 0h7v7H0zM1 1h5v5H1z" />
      <rect className="pInk" x="2" y="2" width="3" height="3" />
    </g>
  );
}

/** The sheet comes from above, its code in the light of the scanner below. */
export function NoticePicture({ label }: { readonly label: string }) {
  return (
    <Picture label={label}>
      <path className="pBeam" d="M270 338 232 150h176l-38 188z" />
      <g transform="rotate(-2 320 140)">
        <path className="pPaper pLine" d="M188 14h264v246H188z" />
        <path className="pTint" d="M212 36h124v13H212zM212 60h92v9h-92zM212 78h104v9H212z" />
        <path className="pTint" d="M360 36h68v9h-68zM360 54h48v9h-48z" />
        <g transform="translate(256 118) scale(8.5)">
          <rect className="pPaper" x="-1" y="-1" width="17" height="17" />
          <Finder x={0} y={0} />
          <Finder x={8.5} y={0} />
          <Finder x={0} y={8.5} />
          {modules.map(([x, y, width, height]) => (
            <rect
              key={`${x} ${y}`}
              className="pInk"
              x={x}
              y={y}
              width={width}
              height={height}
              opacity={x > 7 && y < 7 ? 0 : 1}
            />
          ))}
        </g>
      </g>
      <path className="pDevice" d="M214 334h212a18 18 0 0 1 18 18v48H196v-48a18 18 0 0 1 18-18z" />
      <rect className="pRed" x="254" y="346" width="132" height="16" rx="8" />
      <Arrow x={520} y={150} />
      <Arrow x={120} y={150} />
    </Picture>
  );
}
