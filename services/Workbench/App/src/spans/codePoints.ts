/**
 * Offsets in answers count Unicode code points, as Python and PostgreSQL do; the browser counts UTF-16 units. The two differ
 * behind every emoji.
 */
export class CodePoints {
  /** The UTF-16 offset of each code point, and of the end. */
  private readonly starts: Uint32Array;

  constructor(readonly text: string) {
    const starts: number[] = [];
    for (let unit = 0; unit < text.length; unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1) starts.push(unit);
    starts.push(text.length);
    this.starts = Uint32Array.from(starts);
  }

  get length() {
    return this.starts.length - 1;
  }

  /** An offset within a surrogate pair becomes that of its character. */
  fromUtf16(unit: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  toUtf16(codePoint: number): number {
    return this.starts[Math.max(0, Math.min(codePoint, this.length))] as number;
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.toUtf16(start), this.toUtf16(end));
  }
}

const SPACE = /\s/u;
const WORD = /[\p{L}\p{N}\p{M}_]/u;

/** Without spaces at its ends; null when nothing is left. In code points. */
export function trimSpan(points: CodePoints, start: number, end: number): [number, number] | null {
  let [from, to] = [start, end];
  while (from < to && SPACE.test(points.slice(from, from + 1))) from++;
  while (to > from && SPACE.test(points.slice(to - 1, to))) to--;
  return from < to ? [from, to] : null;
}

/** Grown to whole words. In code points. */
export function snapToWords(points: CodePoints, start: number, end: number): [number, number] {
  const isWord = (at: number) => at >= 0 && at < points.length && WORD.test(points.slice(at, at + 1));
  let [from, to] = [start, end];
  if (isWord(from)) while (isWord(from - 1)) from--;
  if (isWord(to - 1)) while (isWord(to)) to++;
  return [from, to];
}
