import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { colourOf } from '../form/colours';
import { useDesk, useDeskStore } from '../work/desk';
import classes from './media.module.css';
import { usePlayer } from './player';
import { addSegment, changeSegment, clock, type Segment, type SegmentsField, seconds, segmentsOf } from './segments';

type Drag = { kind: 'new'; from: number; to: number } | { kind: 'edge'; index: number; edge: 'start' | 'end'; to: number };

const DRAG_MIN_PX = 4;

interface Props {
  peaks: number[] | null;
  field: SegmentsField | null;
  zoom: number;
}

/** The recording along its time: where one is, how loud it is, and its segments, drawn by dragging. */
export function Timeline({ peaks, field, zoom }: Props) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const duration = usePlayer((player) => player.duration);
  const seek = usePlayer((player) => player.seek);
  const track = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [startHeight] = useState(() => usePlayer.getState().heightPx);
  const heightPx = usePlayer((player) => player.heightPx);
  const setHeight = usePlayer((player) => player.setHeight);
  const [drag, setDrag] = useState<Drag | null>(null);
  const value = useDesk((desk) => (field ? desk.answers[field.name] : undefined));
  const selected = useDesk((desk) => (desk.selected?.field === field?.name ? desk.selected?.index : undefined));
  const isReadOnly = useDesk((desk) => desk.isReadOnly);
  const segments = segmentsOf(value);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [setHeight]);

  function timeAt(event: PointerEvent) {
    const box = track.current?.getBoundingClientRect();
    return box ? Math.max(0, Math.min(duration, ((event.clientX - box.left) / box.width) * duration)) : 0;
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0 || duration === 0) return;
    const target = event.target as HTMLElement;
    const index = target.closest<HTMLElement>('[data-segment]')?.dataset.segment;
    const edge = target.dataset.edge as 'start' | 'end' | undefined;
    const at = timeAt(event);
    if (field && index !== undefined) store.getState().select({ field: field.name, index: Number(index) });
    if (edge && index !== undefined && !isReadOnly) setDrag({ kind: 'edge', index: Number(index), edge, to: at });
    else if (index !== undefined) seek(at);
    else if (field && !isReadOnly) setDrag({ kind: 'new', from: at, to: at });
    else seek(at);
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function onPointerUp(event: PointerEvent<HTMLDivElement>) {
    const width = track.current?.getBoundingClientRect().width ?? 1;
    setDrag(null);
    if (!drag || !field) return;
    if (drag.kind === 'edge') changeSegment(store, field, drag.index, { [drag.edge]: seconds(drag.to) });
    else if ((Math.abs(drag.to - drag.from) / duration) * width < DRAG_MIN_PX) seek(timeAt(event));
    else {
      const index = addSegment(store, field, drag.from, drag.to, duration);
      if (index >= 0) store.getState().select({ field: field.name, index });
    }
  }

  const shown =
    drag?.kind === 'edge'
      ? segments.map((segment, index) => (index === drag.index ? { ...segment, [drag.edge]: drag.to } : segment))
      : segments;
  const sketch: Segment | null = drag?.kind === 'new' ? { start: Math.min(drag.from, drag.to), end: Math.max(drag.from, drag.to) } : null;
  const place = (segment: Segment) => ({
    left: `${(100 * segment.start) / duration}%`,
    width: `${(100 * Math.max(0, segment.end - segment.start)) / duration}%`,
  });

  return (
    <div ref={scroller} className={classes.scroller} style={{ height: startHeight }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls */}
      <div
        ref={track}
        className={classes.track}
        data-testid="timeline"
        role="group"
        aria-label={t('media.timeline')}
        style={{ width: `${100 * zoom}%` }}
        onPointerDown={onPointerDown}
        onPointerMove={(event) => drag && setDrag({ ...drag, to: timeAt(event) })}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDrag(null)}
      >
        <Wave peaks={peaks} zoom={zoom} height={heightPx} />
        {duration > 0 &&
          shown.map((segment, index) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: a segment has no other name than its place
              key={index}
              className={classes.segment}
              data-segment={index}
              data-selected={index === selected || undefined}
              title={`${clock(segment.start)}–${clock(segment.end)} ${segment.text ?? ''}`}
              style={{ ...place(segment), ['--mark' as string]: colourOf(field?.labels ?? [], segment.label) }}
            >
              <span className={classes.edge} data-edge="start" />
              <span className={classes.segmentLabel}>
                {field?.labels.find((one) => one.value === segment.label)?.label ?? segment.label}
              </span>
              <span className={classes.edge} data-edge="end" />
            </div>
          ))}
        {sketch && <div className={classes.segment} style={{ ...place(sketch), ['--mark' as string]: 'var(--mantine-color-ink-6)' }} />}
        <Playhead />
      </div>
    </div>
  );
}

function Wave({ peaks, zoom, height }: { peaks: number[] | null; zoom: number; height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const width = Math.min(8000, Math.round(element.clientWidth * zoom));
    element.width = width;
    element.height = height;
    context.fillStyle = getComputedStyle(element).color;
    if (!peaks) {
      context.fillRect(0, height / 2, width, 1);
      return;
    }
    for (let x = 0; x < width; x += 2) {
      const peak = peaks[Math.floor((x / width) * peaks.length)] ?? 0;
      const high = Math.max(1, peak * (height - 8));
      context.fillRect(x, (height - high) / 2, 1.4, high);
    }
  }, [peaks, zoom, height]);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus
  return <canvas ref={canvas} className={classes.wave} aria-hidden="true" />;
}

/** Moved by hand sixty times a second: nothing else is drawn anew for it. */
function Playhead() {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      const { element, duration } = usePlayer.getState();
      if (line.current && element && duration > 0) line.current.style.left = `${(100 * element.currentTime) / duration}%`;
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, []);
  return <div ref={line} className={classes.playhead} />;
}
