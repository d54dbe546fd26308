import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Band, CardPhotoRule, FaceLines } from '../../../../main/contract/photos.ts';
import type { CropPlan } from '../../../../main/domain/photo/planCrop.ts';
import { isLevel, lineNames, moveLine, rangeOf, stepOf, type LineName, type Size } from './faceLines.ts';

/**
 * The crop, the bands of 7.3 inside it, and the five lines over the photo. Each line is a slider: its key or Tab gets there, arrow keys and
 * the mouse move it.
 */
export function FaceOverlay(props: {
  readonly size: Size;
  readonly lines: FaceLines;
  readonly plan: CropPlan;
  /** Of the rule pack of the case. */
  readonly card: CardPhotoRule;
  readonly editable: boolean;
  onLines(lines: FaceLines): void;
}) {
  const { t } = useTranslation();
  const { size, lines, plan, card, editable } = props;
  const drawing = useRef<SVGSVGElement>(null);
  const { crop } = plan;
  const scale = crop.width / card.width;
  const level = (band: Band) => ({
    x: crop.x,
    y: crop.y + band.low * scale,
    width: crop.width,
    height: (band.high - band.low) * scale,
  });

  const move = (name: LineName, to: number): void => props.onLines(moveLine(lines, name, to, size));
  const onKey = (name: LineName) => (event: KeyboardEvent) => {
    const step = stepOf(name, event.key, event.shiftKey);
    if (step === null || !editable) return;
    event.preventDefault();
    move(name, lines[name] + step);
  };
  const onDrag = (name: LineName) => (event: PointerEvent<SVGGElement>) => {
    const box = drawing.current?.getBoundingClientRect();
    if (box === undefined || !editable || (event.type === 'pointermove' && event.buttons !== 1)) return;
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    move(
      name,
      isLevel(name)
        ? ((event.clientY - box.top) / box.height) * size.height
        : ((event.clientX - box.left) / box.width) * size.width,
    );
  };

  return (
    <svg
      ref={drawing}
      className="faceOverlay"
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      aria-label={t('photo.lines.title')}
    >
      <path
        className="outsideCrop"
        fillRule="evenodd"
        d={`M0 0H${size.width}V${size.height}H0ZM${crop.x} ${crop.y}h${crop.width}v${crop.height}h${-crop.width}Z`}
      />
      <rect className="band" {...level(card.hairTop)} />
      <rect
        className="band"
        x={crop.x + card.eyeX.low * scale}
        y={crop.y}
        width={(card.eyeX.high - card.eyeX.low) * scale}
        height={crop.height}
      />
      {/* Below this edge the eyes are too low. */}
      <rect className="tooLow" {...level({ low: card.height - card.minEyeFromBottom, high: card.height })} />
      {lineNames.map((name, index) => {
        const [low, high] = rangeOf(lines, name, size);
        const at = lines[name];
        const ends = isLevel(name)
          ? { x1: 0, x2: size.width, y1: at, y2: at }
          : { x1: at, x2: at, y1: 0, y2: size.height };
        return (
          <g
            key={name}
            role="slider"
            tabIndex={editable ? 0 : -1}
            className={`faceLine ${isLevel(name) ? 'level' : 'upright'}`}
            data-line={name}
            aria-label={t(`photo.lines.${name}`)}
            aria-orientation={isLevel(name) ? 'vertical' : 'horizontal'}
            aria-valuemin={low}
            aria-valuemax={high}
            aria-valuenow={at}
            aria-valuetext={t('photo.lines.value', { line: t(`photo.lines.${name}`), value: at })}
            aria-disabled={!editable}
            aria-keyshortcuts={String(index + 1)}
            onKeyDown={onKey(name)}
            onPointerDown={onDrag(name)}
            onPointerMove={onDrag(name)}
          >
            <line className="grip" {...ends} />
            <line className="shown" {...ends} />
          </g>
        );
      })}
    </svg>
  );
}
