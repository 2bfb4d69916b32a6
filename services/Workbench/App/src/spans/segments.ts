export interface Span {
  start: number;
  end: number;
  label: string;
  text: string;
}

/** A stretch of text within which the same spans hold. */
export interface Stretch {
  start: number;
  end: number;
  /** Indexes into the spans. */
  spans: number[];
}

/** Cuts a text of <code>length</code> code points at every begin and end of a span. */
export function stretches(length: number, spans: readonly Pick<Span, 'start' | 'end'>[]): Stretch[] {
  const cuts = new Set([0, length]);
  for (const span of spans) {
    cuts.add(clamp(span.start, length));
    cuts.add(clamp(span.end, length));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  // Along the text, with those in hand that hold there: a thousand spans are not looked at for each of their two thousand stretches.
  const byStart = spans.map((_, at) => at).sort((a, b) => (spans[a]?.start ?? 0) - (spans[b]?.start ?? 0));
  let holding: number[] = [];
  let next = 0;
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] as number;
    while (next < byStart.length && (spans[byStart[next] as number]?.start ?? 0) < end) holding.push(byStart[next++] as number);
    holding = holding.filter((at) => (spans[at]?.end ?? 0) > start);
    return { start, end, spans: [...holding].sort((a, b) => a - b) };
  });
}

function clamp(value: number, length: number) {
  return Math.max(0, Math.min(value, length));
}

export function overlaps(a: Pick<Span, 'start' | 'end'>, b: Pick<Span, 'start' | 'end'>) {
  return a.start < b.end && b.start < a.end;
}
