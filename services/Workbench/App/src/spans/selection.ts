import type { CodePoints } from './codePoints';

/** The selected stretch of <code>root</code> in code points; each piece of its text says where it begins. */
export function selectedStretch(root: HTMLElement, points: CodePoints): [number, number] | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  const start = offsetOf(root, range.startContainer, range.startOffset);
  const end = offsetOf(root, range.endContainer, range.endOffset);
  return start < end ? [points.fromUtf16(start), points.fromUtf16(end)] : null;
}

/** In UTF-16 units: what the text nodes before it hold. */
function offsetOf(root: HTMLElement, container: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(container, offset);
  return before.toString().length;
}
