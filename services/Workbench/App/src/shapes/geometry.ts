export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** How an image lies on the stage: its pixel (0, 0) at (x, y), each of its pixels <code>scale</code> wide. */
export interface View {
  x: number;
  y: number;
  scale: number;
}

export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const SCALE_MAX = 64;
const SCALE_MIN_OF_FIT = 0.25;
const MARGIN = 16;

/** Two decimals are finer than any pixel that somebody can point at. */
export function round2(value: number) {
  return Math.round(value * 100) / 100;
}

export function fitView(image: Size, stage: Size): View {
  const scale = Math.min((stage.width - 2 * MARGIN) / image.width, (stage.height - 2 * MARGIN) / image.height);
  const usable = Number.isFinite(scale) && scale > 0 ? scale : 1;
  return { scale: usable, x: (stage.width - image.width * usable) / 2, y: (stage.height - image.height * usable) / 2 };
}

/** Grows or shrinks around a point of the stage, which stays where it is in the image. */
export function zoomAt(view: View, at: Point, factor: number, fit: View): View {
  const scale = Math.max(fit.scale * SCALE_MIN_OF_FIT, Math.min(SCALE_MAX, view.scale * factor));
  const real = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * real, y: at.y - (at.y - view.y) * real };
}

export function toImage(view: View, at: Point): Point {
  return { x: (at.x - view.x) / view.scale, y: (at.y - view.y) / view.scale };
}

export function clampPoint(point: Point, image: Size): Point {
  return { x: round2(Math.max(0, Math.min(image.width, point.x))), y: round2(Math.max(0, Math.min(image.height, point.y))) };
}

export function rectBetween(a: Point, b: Point, image: Size): Rect {
  const [from, to] = [clampPoint(a, image), clampPoint(b, image)];
  return {
    left: Math.min(from.x, to.x),
    top: Math.min(from.y, to.y),
    width: round2(Math.abs(to.x - from.x)),
    height: round2(Math.abs(to.y - from.y)),
  };
}

/** Moved as a whole; stops at the image's edges. */
export function moveRect(rect: Rect, dx: number, dy: number, image: Size): Rect {
  return {
    ...rect,
    left: round2(Math.max(0, Math.min(image.width - rect.width, rect.left + dx))),
    top: round2(Math.max(0, Math.min(image.height - rect.height, rect.top + dy))),
  };
}

export type Handle = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w';
export const HANDLES: readonly Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

/** Where a handle of the image stands on the screen. */
export function turnedHandle(handle: Handle, quarters: Quarters): Handle {
  return HANDLES[(HANDLES.indexOf(handle) + 2 * quarters) % HANDLES.length] as Handle;
}

export function handlePoint(rect: Rect, handle: Handle): Point {
  return {
    x: rect.left + (handle.includes('w') ? 0 : handle.includes('e') ? rect.width : rect.width / 2),
    y: rect.top + (handle.includes('n') ? 0 : handle.includes('s') ? rect.height : rect.height / 2),
  };
}

/** One edge or corner is dragged; beyond the opposite one the rectangle turns over. */
export function resizeRect(rect: Rect, handle: Handle, to: Point, image: Size): Rect {
  const [right, bottom] = [rect.left + rect.width, rect.top + rect.height];
  const a = { x: handle.includes('w') ? to.x : rect.left, y: handle.includes('n') ? to.y : rect.top };
  const b = { x: handle.includes('e') ? to.x : right, y: handle.includes('s') ? to.y : bottom };
  return rectBetween(a, b, image);
}

export type Vertex = [number, number];

/** Moved as a whole; stops where its first point would leave the image. */
export function moveVertices(points: readonly Vertex[], dx: number, dy: number, image: Size): Vertex[] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const stepX = Math.max(-Math.min(...xs), Math.min(image.width - Math.max(...xs), dx));
  const stepY = Math.max(-Math.min(...ys), Math.min(image.height - Math.max(...ys), dy));
  return points.map(([x, y]) => [round2(x + stepX), round2(y + stepY)]);
}

export function distance(a: Point, b: Point) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function isInside(points: readonly Vertex[], at: Point): boolean {
  let inside = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const [xi, yi] = points[i] as Vertex;
    const [xj, yj] = points[j] as Vertex;
    if (yi > at.y !== yj > at.y && at.x < ((xj - xi) * (at.y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** How far the view is turned to the right, in steps of 90 degrees. */
export type Quarters = 0 | 1 | 2 | 3;

export function turnedOn(quarters: Quarters): Quarters {
  return ((quarters + 1) % 4) as Quarters;
}

/** The layer that is turned: as large as the stage, lying or standing. */
export function turnedSize(stage: Size, quarters: Quarters): Size {
  return quarters % 2 === 0 ? stage : { width: stage.height, height: stage.width };
}

/** A direction on the screen, as the turned layer has it. */
export function unturn(x: number, y: number, quarters: Quarters): Point {
  switch (quarters) {
    case 0:
      return { x, y };
    case 1:
      return { x: y, y: -x };
    case 2:
      return { x: -x, y: -y };
    case 3:
      return { x: -y, y: x };
  }
}

/** A point of the stage, on the layer that is turned around its middle. */
export function onTurned(at: Point, stage: Size, quarters: Quarters): Point {
  const layer = turnedSize(stage, quarters);
  const from = unturn(at.x - stage.width / 2, at.y - stage.height / 2, quarters);
  return { x: from.x + layer.width / 2, y: from.y + layer.height / 2 };
}
