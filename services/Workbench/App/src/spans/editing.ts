import type { Json } from '../api/work';
import { asList } from '../form/fieldProps';
import type { FieldOf } from '../form/model';
import { type DeskStore, labelFor } from '../work/desk';
import { type CodePoints, trimSpan } from './codePoints';
import { overlaps, type Span } from './segments';

export type SpansField = FieldOf<'spans'>;

export function spansOf(value: Json | undefined): Span[] {
  return asList<Span>(value).filter((span) => Number.isInteger(span.start) && Number.isInteger(span.end));
}

function write(store: DeskStore, field: SpansField, spans: Span[]) {
  store.getState().change(field.name, spans.length === 0 ? undefined : (spans as unknown as Json));
}

/** Marks a stretch, in code points. Where spans may not overlap, the new one takes the place of those that it touches. */
export function addSpan(store: DeskStore, field: SpansField, points: CodePoints, from: number, to: number) {
  const desk = store.getState();
  const trimmed = trimSpan(points, from, to);
  if (!trimmed || desk.isReadOnly) return;
  const [start, end] = trimmed;
  const label = labelFor(desk, field);
  const span = { start, end, ...(label === undefined ? {} : { label }), text: points.slice(start, end) } as Span;
  const spans = spansOf(desk.answers[field.name]).filter((other) =>
    field.overlap ? !(other.start === start && other.end === end && other.label === label) : !overlaps(other, span),
  );
  if (field.max !== undefined && spans.length >= field.max) return;
  write(
    store,
    field,
    [...spans, span].sort((a, b) => a.start - b.start || a.end - b.end),
  );
}

export function removeSpan(store: DeskStore, field: SpansField, index: number) {
  store.getState().select(null);
  write(
    store,
    field,
    spansOf(store.getState().answers[field.name]).filter((_, at) => at !== index),
  );
}

export function relabelSpan(store: DeskStore, field: SpansField, index: number, label: string) {
  write(
    store,
    field,
    spansOf(store.getState().answers[field.name]).map((span, at) => (at === index ? { ...span, label } : span)),
  );
}
