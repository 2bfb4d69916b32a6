import type { Json } from '../api/work';
import { asList } from '../form/fieldProps';
import type { FieldOf } from '../form/model';
import { type DeskStore, labelFor } from '../work/desk';

export interface Segment {
  start: number;
  end: number;
  label?: string;
  text?: string;
}

export type SegmentsField = FieldOf<'segments'>;

const SHORTEST_S = 0.05;

/** Milliseconds are finer than anybody hears. */
export function seconds(value: number) {
  return Math.round(value * 1000) / 1000;
}

export function segmentsOf(value: Json | undefined): Segment[] {
  return asList<Segment>(value).filter((segment) => Number.isFinite(segment.start) && Number.isFinite(segment.end));
}

function write(store: DeskStore, field: SegmentsField, segments: Segment[], typing = false) {
  store.getState().change(field.name, segments.length === 0 ? undefined : (segments as unknown as Json), typing);
}

/** Where a new one stands in the list, which is kept by time; -1 when it is too short, or one too many. */
export function addSegment(store: DeskStore, field: SegmentsField, a: number, b: number, duration: number): number {
  const desk = store.getState();
  const segments = segmentsOf(desk.answers[field.name]);
  const [start, end] = [seconds(Math.max(0, Math.min(a, b))), seconds(Math.min(duration, Math.max(a, b)))];
  if (end - start < SHORTEST_S || desk.isReadOnly || (field.max !== undefined && segments.length >= field.max)) return -1;
  const label = labelFor(desk, field);
  const segment: Segment = { start, end, ...(label === undefined ? {} : { label }) };
  const next = [...segments, segment].sort((one, other) => one.start - other.start || one.end - other.end);
  write(store, field, next);
  return next.indexOf(segment);
}

export function changeSegment(store: DeskStore, field: SegmentsField, index: number, change: Partial<Segment>, typing = false) {
  const segments = segmentsOf(store.getState().answers[field.name]).map((segment, at) => {
    if (at !== index) return segment;
    const next = { ...segment, ...change };
    if (next.text === '') delete next.text;
    return next.end - next.start < SHORTEST_S ? segment : next;
  });
  write(store, field, segments, typing);
}

export function removeSegment(store: DeskStore, field: SegmentsField, index: number) {
  store.getState().select(null);
  write(
    store,
    field,
    segmentsOf(store.getState().answers[field.name]).filter((_, at) => at !== index),
  );
}

/** 1:02.50 */
export function clock(at: number): string {
  const minutes = Math.floor(at / 60);
  return `${minutes}:${(at - minutes * 60).toFixed(2).padStart(5, '0')}`;
}
