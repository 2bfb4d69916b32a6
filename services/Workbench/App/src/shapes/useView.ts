import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { fitView, onTurned, type Point, type Quarters, type Size, turnedSize, unturn, type View, zoomAt } from './geometry';

const WHEEL_STEP = 0.0015;

/** Where the image lies on the stage. Until somebody moves it, it fits, however the stage is resized. */
export function useView(stage: RefObject<HTMLElement | null>, image: Size | null, quarters: Quarters) {
  const [outer, setOuter] = useState<Size>({ width: 0, height: 0 });
  const size = turnedSize(outer, quarters);
  const [moved, setMoved] = useState<View | null>(null);
  const fit = image && size.width > 0 ? fitView(image, size) : { x: 0, y: 0, scale: 1 };
  const view = moved ?? fit;

  useLayoutEffect(() => {
    const element = stage.current;
    if (!element) return;
    const measure = () => setOuter({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [stage]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another image, or a turned one, begins anew
  useEffect(() => setMoved(null), [image?.width, image?.height, quarters]);

  const { x: fitX, y: fitY, scale: fitScale } = fit;
  const zoom = useCallback(
    (factor: number, at?: Point) =>
      setMoved((now) => {
        const base = { x: fitX, y: fitY, scale: fitScale };
        return zoomAt(now ?? base, at ?? { x: size.width / 2, y: size.height / 2 }, factor, base);
      }),
    [fitX, fitY, fitScale, size.width, size.height],
  );
  const pan = useCallback(
    (dx: number, dy: number) => setMoved((now) => ({ scale: now?.scale ?? fitScale, x: (now?.x ?? fitX) + dx, y: (now?.y ?? fitY) + dy })),
    [fitX, fitY, fitScale],
  );
  const reset = useCallback(() => setMoved(null), []);

  // React's own wheel listeners are passive and could not keep the page from scrolling.
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const aside = unturn(-event.deltaY, 0, quarters);
      if (event.shiftKey) pan(aside.x, aside.y);
      else zoom(Math.exp(-event.deltaY * WHEEL_STEP), onTurned({ x: event.clientX - box.left, y: event.clientY - box.top }, box, quarters));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [stage, zoom, pan, quarters]);

  return { view, size, zoom, pan, reset };
}
