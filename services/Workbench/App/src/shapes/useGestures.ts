import { type PointerEvent, useRef, useState } from 'react';
import type { ShapeField } from '../form/model';
import type { Mark } from '../work/desk';
import { distance, onTurned, type Point, type Quarters, rectBetween, type Size, toImage, type Vertex, type View } from './geometry';
import { dragGrip, type Grip, isLargeEnough, moveShape, POINTS_MIN, type Shape } from './shape';

type Gesture =
  | { kind: 'pan'; last: Point }
  | { kind: 'tune'; last: Point }
  | { kind: 'pinch'; last: number; center: Point }
  | { kind: 'box'; from: Point }
  | { kind: 'move'; mark: Mark; shape: Shape; from: Point }
  | { kind: 'grip'; mark: Mark; shape: Shape; grip: Grip };

/** What is being drawn or dragged, before it becomes part of the answer. */
export type Sketch =
  | { kind: 'new'; shape: Shape }
  | { kind: 'open'; points: Vertex[]; cursor: Point | null }
  | { kind: 'change'; mark: Mark; shape: Shape }
  | null;

interface Options {
  view: View;
  image: Size | null;
  quarters: Quarters;
  /** The field that is drawn for; null while shapes are only chosen or looked at. */
  drawing: ShapeField | null;
  isReadOnly: boolean;
  isPanning: () => boolean;
  shapeAt: (mark: Mark) => Shape | undefined;
  add: (field: ShapeField, shape: Shape) => void;
  change: (mark: Mark, shape: Shape) => void;
  select: (mark: Mark | null) => void;
  pan: (dx: number, dy: number) => void;
  /** Changes contrast and brightness by what was dragged on the screen. */
  tune: (dx: number, dy: number) => void;
  zoom: (factor: number, at: Point) => void;
}

const CLOSE_PX = 10;
const DRAG_MIN_PX = 3;
/** So far one drags for a percent. */
const TUNE_PX = 2;

/** Pointers on the stage: drawing, moving, resizing, and moving the image itself. */
export function useGestures(options: Options) {
  const { view, image, drawing, isReadOnly, add } = options;
  const gesture = useRef<Gesture | null>(null);
  const pointers = useRef(new Map<number, Point>());
  const [sketch, setSketch] = useState<Sketch>(null);

  const stagePoint = (event: PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return onTurned({ x: event.clientX - box.left, y: event.clientY - box.top }, box, options.quarters);
  };
  // To whole pixels of the image: nobody can point at less, and answers compare better.
  const imagePoint = (at: Point): Point => {
    const point = toImage(view, at);
    const [width, height] = [image?.width ?? 0, image?.height ?? 0];
    return { x: Math.max(0, Math.min(width, Math.round(point.x))), y: Math.max(0, Math.min(height, Math.round(point.y))) };
  };

  function finishOpen(points: Vertex[]) {
    if (drawing && drawing.type !== 'boxes' && points.length >= POINTS_MIN[drawing.type]) add(drawing, { points });
    setSketch(null);
  }

  function addVertex(field: ShapeField, at: Point) {
    const { x, y } = imagePoint(at);
    if (field.type === 'points') {
      add(field, { points: [[x, y]] });
      return;
    }
    const points = sketch?.kind === 'open' ? sketch.points : [];
    const [first] = points;
    const last = points.at(-1);
    const onScreen = ([px, py]: Vertex) => ({ x: view.x + px * view.scale, y: view.y + py * view.scale });
    if (field.type === 'polygons' && first && points.length >= 3 && distance(onScreen(first), at) < CLOSE_PX) finishOpen(points);
    else if (last && last[0] === x && last[1] === y) finishOpen(points);
    else setSketch({ kind: 'open', points: [...points, [x, y]], cursor: { x, y } });
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    if (!image) return;
    const at = stagePoint(event);
    pointers.current.set(event.pointerId, at);
    event.currentTarget.setPointerCapture(event.pointerId);
    if (pointers.current.size === 2) {
      const [a, b] = [...pointers.current.values()] as [Point, Point];
      gesture.current = { kind: 'pinch', last: distance(a, b), center: middle(a, b) };
      setSketch((now) => (now?.kind === 'open' ? now : null));
      return;
    }
    if (event.button === 0 && event.altKey) gesture.current = { kind: 'tune', last: { x: event.clientX, y: event.clientY } };
    else if (event.button === 1 || (event.button === 0 && options.isPanning())) gesture.current = { kind: 'pan', last: at };
    else if (event.button === 0) beginAt(event.target as Element, at);
  }

  function beginAt(target: Element, at: Point) {
    const grip = gripOf(target);
    const mark = markOf(target);
    const shape = mark && options.shapeAt(mark);
    if (grip && mark && shape && !isReadOnly) gesture.current = { kind: 'grip', mark, shape, grip };
    else if (drawing?.type === 'boxes' && !isReadOnly) {
      options.select(null);
      gesture.current = { kind: 'box', from: at };
    } else if (drawing && !isReadOnly) addVertex(drawing, at);
    else if (mark && shape) {
      options.select(mark);
      gesture.current = isReadOnly ? null : { kind: 'move', mark, shape, from: imagePoint(at) };
    } else {
      options.select(null);
      gesture.current = { kind: 'pan', last: at };
    }
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (!image) return;
    const at = stagePoint(event);
    if (pointers.current.has(event.pointerId)) pointers.current.set(event.pointerId, at);
    const now = gesture.current;
    if (!now) {
      if (sketch?.kind === 'open') setSketch({ ...sketch, cursor: imagePoint(at) });
      return;
    }
    switch (now.kind) {
      case 'pan':
        options.pan(at.x - now.last.x, at.y - now.last.y);
        now.last = at;
        break;
      case 'tune':
        options.tune((event.clientX - now.last.x) / TUNE_PX, (now.last.y - event.clientY) / TUNE_PX);
        now.last = { x: event.clientX, y: event.clientY };
        break;
      case 'pinch':
        pinch(now);
        break;
      case 'box':
        setSketch({ kind: 'new', shape: rectBetween(imagePoint(now.from), imagePoint(at), image) });
        break;
      case 'move': {
        const to = imagePoint(at);
        setSketch({ kind: 'change', mark: now.mark, shape: moveShape(now.shape, to.x - now.from.x, to.y - now.from.y, image) });
        break;
      }
      case 'grip':
        setSketch({ kind: 'change', mark: now.mark, shape: dragGrip(now.shape, now.grip, imagePoint(at), image) });
        break;
    }
  }

  function pinch(now: Extract<Gesture, { kind: 'pinch' }>) {
    const [a, b] = [...pointers.current.values()];
    if (!a || !b) return;
    const [apart, center] = [distance(a, b), middle(a, b)];
    options.zoom(apart / now.last, center);
    options.pan(center.x - now.center.x, center.y - now.center.y);
    now.last = apart;
    now.center = center;
  }

  function onPointerUp(event: PointerEvent<HTMLElement>) {
    const at = stagePoint(event);
    pointers.current.delete(event.pointerId);
    const now = gesture.current;
    gesture.current = null;
    if (!now || !image) return;
    if (now.kind === 'box' && drawing) {
      const rect = rectBetween(imagePoint(now.from), imagePoint(at), image);
      if (distance(now.from, at) >= DRAG_MIN_PX && isLargeEnough(drawing, rect)) add(drawing, rect);
      setSketch(null);
    } else if (now.kind === 'move' || now.kind === 'grip') {
      if (sketch?.kind === 'change') options.change(sketch.mark, sketch.shape);
      setSketch(null);
    }
  }

  function onPointerCancel(event: PointerEvent<HTMLElement>) {
    pointers.current.delete(event.pointerId);
    gesture.current = null;
    setSketch(null);
  }

  const open = sketch?.kind === 'open' ? sketch : null;
  return {
    sketch,
    isOpen: open !== null,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onDoubleClick: () => open && finishOpen(open.points) },
    finish: () => open && finishOpen(open.points),
    dropLast: () => open && setSketch(open.points.length > 1 ? { ...open, points: open.points.slice(0, -1) } : null),
    cancel: () => {
      gesture.current = null;
      setSketch(null);
    },
  };
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function markOf(target: Element): Mark | null {
  const element = target.closest<SVGElement>('[data-mark-field]');
  return element ? { field: element.dataset.markField ?? '', index: Number(element.dataset.markIndex) } : null;
}

function gripOf(target: Element): Grip | null {
  const element = target.closest<SVGElement>('[data-grip]');
  return element ? (JSON.parse(element.dataset.grip ?? 'null') as Grip) : null;
}
