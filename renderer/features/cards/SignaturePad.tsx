import { Button } from 'antd';
import { useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { signatureField, type SignatureStrokes } from '../../../main/contract/handOver.ts';

type Point = SignatureStrokes[number][number];

/**
 * Where the recipient signs, by pen, finger or mouse. It keeps nothing itself: the strokes live in the form that shows it and are gone when the
 * form closes. Whoever cannot draw signs on paper instead, which the form offers beside it, so nothing here needs a pointer.
 */
export function SignaturePad({
  strokes,
  onChange,
}: {
  readonly strokes: SignatureStrokes;
  onChange(strokes: SignatureStrokes): void;
}) {
  const { t } = useTranslation();
  /** The pointer that is writing; a resting palm is another one. */
  const pen = useRef<number | null>(null);

  const pointOf = (event: PointerEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = (at: number, from: number, size: number, units: number): number =>
      Math.min(units, Math.max(0, Math.round(((at - from) / Math.max(1, size)) * units)));
    return [
      part(event.clientX, box.left, box.width, signatureField.width),
      part(event.clientY, box.top, box.height, signatureField.height),
    ];
  };
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    if (pen.current !== null || event.button !== 0) return;
    pen.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    onChange([...strokes, [pointOf(event)]]);
  };
  const draw = (event: PointerEvent<SVGSVGElement>): void => {
    if (pen.current !== event.pointerId) return;
    const line = strokes.at(-1) ?? [];
    const point = pointOf(event);
    const [x, y] = line.at(-1) ?? [-1, -1];
    // Only where the pen moved: a resting pen must not fill the receipt with points.
    if (point[0] !== x || point[1] !== y) onChange([...strokes.slice(0, -1), [...line, point]]);
  };
  const lift = (event: PointerEvent<SVGSVGElement>): void => {
    if (pen.current === event.pointerId) pen.current = null;
  };

  return (
    <div className="signature">
      <svg
        viewBox={`0 0 ${signatureField.width} ${signatureField.height}`}
        role="img"
        aria-label={t(strokes.length === 0 ? 'cards.handOver.padEmpty' : 'cards.handOver.padSigned')}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={lift}
        onPointerCancel={lift}
      >
        <line x1="60" x2="940" y1="320" y2="320" className="signatureLine" />
        {strokes.map((stroke, index) => (
          <polyline
            // A stroke never changes its place.
            key={index}
            points={[...stroke, ...(stroke.length === 1 ? stroke : [])]
              .map(([x, y]) => `${x},${y}`)
              .join(' ')}
          />
        ))}
      </svg>
      <div className="actRow">
        <Button disabled={strokes.length === 0} onClick={() => onChange([])}>
          {t('cards.handOver.padClear')}
        </Button>
        <span className="quiet">{t('cards.handOver.padHint')}</span>
      </div>
    </div>
  );
}
