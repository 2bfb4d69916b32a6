import { memo, useMemo } from 'react';
import type { Json } from '../api/work';
import { colourOf } from '../form/colours';
import { jsonSet } from '../form/jsonSet';
import type { ShapeField } from '../form/model';
import type { Mark } from '../work/desk';
import { type Quarters, turnedHandle, type View } from './geometry';
import { gripsOf, isBox, type Shape, shapesOf } from './shape';
import classes from './shapes.module.css';
import type { Sketch } from './useGestures';

const POINT_PX = 6;
const GRIP_PX = 9;

interface FieldShapesProps {
  field: ShapeField;
  value: Json | undefined;
  suggestion: Json | undefined;
  /** The one that is drawn apart, since it is being changed. */
  changing: number | null;
  selected: number | null;
  scale: number;
  hiddenLabels: ReadonlySet<string>;
  isSolo: boolean;
}

/** All shapes of a field. Zooming and moving the image draws none of them anew, but for points, which keep their size. */
export const FieldShapes = memo(function FieldShapes(props: FieldShapesProps) {
  const { field, value, suggestion, changing, selected, scale, hiddenLabels, isSolo } = props;
  const isSuggested = useMemo(() => jsonSet(shapesOf(field, suggestion)), [field, suggestion]);
  const isHidden = (shape: Shape, index: number) =>
    index !== selected && (isSolo || (shape.label !== undefined && hiddenLabels.has(shape.label)));
  return shapesOf(field, value).map((shape, index) => (
    <OneShape
      // biome-ignore lint/suspicious/noArrayIndexKey: a shape has no other name than its place
      key={index}
      shape={shape}
      field={field}
      index={index}
      isHidden={index === changing || isHidden(shape, index)}
      isSelected={index === selected}
      isSuggested={isSuggested(shape)}
      scale={isBox(shape) || shape.points.length > 1 ? 1 : scale}
    />
  ));
});

interface OneShapeProps {
  shape: Shape;
  field: ShapeField;
  index: number;
  isHidden: boolean;
  isSelected: boolean;
  isSuggested: boolean;
  scale: number;
}

const OneShape = memo(function OneShape({ shape, field, index, isHidden, isSelected, isSuggested, scale }: OneShapeProps) {
  const colour = colourOf(field.labels, shape.label);
  const label = field.labels.find((one) => one.value === shape.label);
  return (
    <g
      data-mark-field={field.name}
      data-mark-index={index}
      data-suggested={isSuggested || undefined}
      data-selected={isSelected || undefined}
      className={classes.shape}
      visibility={isHidden ? 'hidden' : undefined}
      style={{ color: colour }}
    >
      <title>{label?.label ?? shape.label ?? field.name}</title>
      <Outline shape={shape} kind={field.type} scale={scale} />
    </g>
  );
});

export function Outline({ shape, kind, scale }: { shape: Shape; kind: ShapeField['type']; scale: number }) {
  if (isBox(shape))
    return <rect x={shape.left} y={shape.top} width={shape.width} height={shape.height} vectorEffect="non-scaling-stroke" />;
  const [first] = shape.points;
  if (kind === 'points' || shape.points.length === 1) {
    if (!first) return null;
    return <circle cx={first[0]} cy={first[1]} r={POINT_PX / scale} vectorEffect="non-scaling-stroke" />;
  }
  const points = shape.points.map((point) => point.join(',')).join(' ');
  return kind === 'polygons' ? (
    <polygon points={points} vectorEffect="non-scaling-stroke" />
  ) : (
    <polyline points={points} vectorEffect="non-scaling-stroke" />
  );
}

/** What is being drawn or dragged just now. */
export function SketchLayer({ sketch, kind, colour, view }: { sketch: Sketch; kind: ShapeField['type']; colour: string; view: View }) {
  if (!sketch) return null;
  if (sketch.kind !== 'open') {
    return (
      <g className={classes.sketch} style={{ color: colour }}>
        <Outline shape={sketch.shape} kind={kind} scale={view.scale} />
      </g>
    );
  }
  const line = [...sketch.points, ...(sketch.cursor ? [[sketch.cursor.x, sketch.cursor.y]] : [])];
  return (
    <g className={classes.sketch} style={{ color: colour }}>
      <polyline points={line.map((point) => point.join(',')).join(' ')} vectorEffect="non-scaling-stroke" />
      {sketch.points.map(([x, y]) => (
        <circle key={`${x},${y}`} cx={x} cy={y} r={4 / view.scale} vectorEffect="non-scaling-stroke" />
      ))}
    </g>
  );
}

/** In the stage's own pixels, so that they are as large at every zoom. */
export function Grips({ shape, mark, view, quarters }: { shape: Shape; mark: Mark; view: View; quarters: Quarters }) {
  return gripsOf(shape).map(({ grip, at }) => (
    <rect
      key={JSON.stringify(grip)}
      className={classes.grip}
      data-grip={JSON.stringify(grip)}
      data-mark-field={mark.field}
      data-mark-index={mark.index}
      x={view.x + at.x * view.scale - GRIP_PX / 2}
      y={view.y + at.y * view.scale - GRIP_PX / 2}
      width={GRIP_PX}
      height={GRIP_PX}
      style={{ cursor: grip.kind === 'corner' ? `${turnedHandle(grip.handle, quarters)}-resize` : 'move' }}
    />
  ));
}
