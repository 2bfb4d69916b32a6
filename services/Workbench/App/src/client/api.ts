import type { Delivery, Job } from '../admin/api';
import { call, ownUrl, request } from '../api/http';
import type { Json, Page } from '../api/work';

export interface Project {
  id: string;
  name: string;
  status: 'new' | 'active' | 'inactive';
  create_date: string;
  instructions_file: string | null;
}

export interface File {
  id: string;
  url: string;
  name: string;
  content_type: string;
  size: number;
}

export interface OwnJob extends Omit<Job, 'account_id' | 'is_test'> {
  files: File[];
  expiration_date: string | null;
  metadata?: Json;
  origins?: Json;
}

export interface Metrics {
  project_id: string;
  project_name: string;
  metrics: {
    period_group_start: string;
    jobs_all: number;
    jobs_done: number;
    jobs_error: number;
    jobs_expired: number;
    jobs_canceled: number;
    avg_seconds_to_finish_job: number;
  }[];
}

export type { Delivery };

/** The reference of the API finds the key under the same name: it is in the session of this tab, and nowhere else. */
const KEY = 'hitl-client-key';

export const heldKey = {
  get: () => sessionStorage.getItem(KEY),
  set: (key: string) => sessionStorage.setItem(KEY, key),
  forget: () => sessionStorage.removeItem(KEY),
};

export function isTestKey(key: string) {
  return key.startsWith('hitl_test_');
}

const options = () => ({ apiKey: heldKey.get() ?? '' });

/** Fails when the key is none of an account. */
export function tryKey(key: string) {
  return call<unknown>('GET', '/v1/projects?limit=1', undefined, { apiKey: key });
}

export const client = {
  get: <T>(path: string) => call<T>('GET', path, undefined, options()),
  post: <T>(path: string, body?: unknown) => call<T>('POST', path, body ?? {}, { ...options(), idempotencyKey: crypto.randomUUID?.() }),
  /** A page of a plain list, whose `Link` leads on. */
  async page<T>(path: string): Promise<Page<T>> {
    const response = await request('GET', path, undefined, options());
    const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('Link') ?? '')?.[1];
    return {
      items: (await response.json()) as T[],
      next_cursor: next ? new URL(next, window.location.origin).searchParams.get('cursor') : null,
    };
  },
  /** A file of the account: no address of it works without the key. */
  async file(url: string) {
    return (await request('GET', ownUrl(url), undefined, options())).blob();
  },
};
