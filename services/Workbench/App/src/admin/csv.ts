import { query } from '../api/http';
import type { Page } from '../api/work';
import { admin } from './api';

export type Cell = string | number | null | undefined;

/** RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front: names are whatever people typed. */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]) {
  return [head, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n');
}

function cellOf(cell: Cell) {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a text over as a file; the mark at its beginning tells spreadsheets that it is UTF-8. */
export function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

const PAGE = 1000;

/** Every page of a list, not only those that are shown. */
export async function readAll<T>(path: string, filters: Record<string, string>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await admin.get<Page<T>>(`${path}${query({ ...filters, limit: PAGE, cursor })}`);
    all.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return all;
}
