import type { Json } from '../api/work';
import { minSizeOf, type ShapeField, type ShapeKind } from '../form/model';
import {
  HANDLES,
  type Handle,
  handlePoint,
  moveRect,
  moveVertices,
  type Point,
  type Rect,
  resizeRect,
  round2,
  type Size,
  type Vertex,
} from './geometry';

export type BoxShape = Rect & { label?: string };
export type PointShape = { points: Vertex[]; label?: string };
export type Shape = BoxShape | PointShape;

export const POINTS_MIN: Record<Exclude<ShapeKind, 'boxes'>, number> = { polygons: 3, lines: 2, points: 1 };

export function isBox(shape: Shape): shape is BoxShape {
  return 'left' in shape;
}

export function isShape(kind: ShapeKind, value: unknown): value is Shape {
  if (typeof value !== 'object' || value === null) return false;
  const shape = value as Record<string, unknown>;
  return kind === 'boxes'
    ? [shape.left, shape.top, shape.width, shape.height].every(Number.isFinite)
    : Array.isArray(shape.points) && shape.points.every((point) => Array.isArray(point) && point.every(Number.isFinite));
}

export function shapesOf(field: ShapeField, value: Json | undefined): Shape[] {
  return Array.isArray(value) ? (value.filter((item) => isShape(field.type, item)) as unknown as Shape[]) : [];
}

/** As the answer holds it: <code>label</code> last, and only where there is one. */
export function withLabel(shape: Shape, label: string | undefined): Shape {
  const { label: _, ...bare } = shape;
  return (label === undefined ? bare : { ...bare, label }) as Shape;
}

export function moveShape(shape: Shape, dx: number, dy: number, image: Size): Shape {
  return isBox(shape) ? { ...shape, ...moveRect(shape, dx, dy, image) } : { ...shape, points: moveVertices(shape.points, dx, dy, image) };
}

/** Grown to the right and below; what a keyboard does where a mouse drags a corner. */
export function growShape(shape: Shape, dx: number, dy: number, image: Size): Shape {
  if (!isBox(shape)) return shape;
  return {
    ...shape,
    width: round2(Math.max(1, Math.min(image.width - shape.left, shape.width + dx))),
    height: round2(Math.max(1, Math.min(image.height - shape.top, shape.height + dy))),
  };
}

export type Grip = { kind: 'corner'; handle: Handle } | { kind: 'vertex'; index: number };

export function gripsOf(shape: Shape): { grip: Grip; at: Point }[] {
  if (isBox(shape)) return HANDLES.map((handle) => ({ grip: { kind: 'corner', handle }, at: handlePoint(shape, handle) }));
  return shape.points.map(([x, y], index) => ({ grip: { kind: 'vertex', index }, at: { x, y } }));
}

export function dragGrip(shape: Shape, grip: Grip, to: Point, image: Size): Shape {
  if (isBox(shape)) return grip.kind === 'corner' ? { ...shape, ...resizeRect(shape, grip.handle, to, image) } : shape;
  if (grip.kind !== 'vertex') return shape;
  const x = Math.max(0, Math.min(image.width, to.x));
  const y = Math.max(0, Math.min(image.height, to.y));
  return { ...shape, points: shape.points.map((point, index) => (index === grip.index ? [x, y] : point)) };
}

export function isLargeEnough(field: ShapeField, rect: Rect): boolean {
  const least = minSizeOf(field);
  return rect.width > 0 && rect.height > 0 && rect.width >= least.width && rect.height >= least.height;
}

/** In numbers, for lists and screen readers. */
export function wordsOfShape(shape: Shape): string {
  if (isBox(shape)) return `${shape.width} × ${shape.height} @ ${shape.left}, ${shape.top}`;
  const [first] = shape.points;
  return shape.points.length === 1 && first ? `${first[0]}, ${first[1]}` : `${shape.points.length} @ ${first?.[0]}, ${first?.[1]}`;
}
