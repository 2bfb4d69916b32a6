import { ownUrl } from '../api/http';
import type { WorkFile } from '../api/work';

/** Files are answered with <code>no-store</code>: what is loaded ahead is kept here, and for this page alone. */
const kept = new Map<string, Promise<void>>();

const KEPT_MAX = 8;
const BYTES_MAX = 30_000_000;
const FITTING = /^(image\/(?!svg)|audio\/|video\/)/;

const keyOf = (url: string) => url.split('?')[0] as string;
const loaded = new Map<string, string>();

/** Loads a picture or recording before it is shown; what fails is loaded again when it is. */
export function loadAhead(file: Pick<WorkFile, 'url' | 'content_type' | 'size'>): Promise<void> {
  if (!FITTING.test(file.content_type) || file.size > BYTES_MAX) return Promise.resolve();
  const url = ownUrl(file.url);
  const key = keyOf(url);
  const known = kept.get(key);
  if (known) return known;
  const loading = load(url, key);
  kept.set(key, loading);
  forgetOldest();
  return loading;
}

/** Where the browser reads a file: here, when it has been loaded ahead. */
export function nearest(url: string | undefined): string | undefined {
  return url && (loaded.get(keyOf(url)) ?? url);
}

async function load(url: string, key: string): Promise<void> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(response.statusText);
    const local = URL.createObjectURL(await response.blob());
    if (kept.has(key)) loaded.set(key, local);
    else URL.revokeObjectURL(local);
  } catch {
    kept.delete(key);
  }
}

function forgetOldest() {
  if (kept.size <= KEPT_MAX) return;
  const [oldest] = kept.keys();
  if (oldest === undefined) return;
  const local = loaded.get(oldest);
  kept.delete(oldest);
  loaded.delete(oldest);
  if (local) URL.revokeObjectURL(local);
}
