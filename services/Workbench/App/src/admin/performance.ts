import { query } from '../api/http';
import { type Annotator, admin } from './api';
import { csvOf, readAll } from './csv';
import { useBatches } from './useBatches';

/** How somebody's newest work went. */
export interface Performance {
  annotator_id: string;
  measured: number;
  median_active_seconds: number | null;
  p90_active_seconds: number | null;
  reviewed: number;
  accepted: number;
}

const AT_ONCE = 100;

const read = (ids: readonly string[]) => admin.get<Performance[]>(`/annotators/performance${query({ ids: ids.join(',') })}`);

export function usePerformance(ids: readonly string[]) {
  return useBatches('performance', ids, read, (one) => one.annotator_id);
}

/** All that fit the filters, with their numbers. */
export async function performanceCsv(filters: Record<string, string>) {
  const annotators = await readAll<Annotator>('/annotators', filters);
  const rows: (string | number | null)[][] = [];
  for (let at = 0; at < annotators.length; at += AT_ONCE) {
    const batch = annotators.slice(at, at + AT_ONCE);
    const found = new Map((await read(batch.map(({ id }) => id))).map((one) => [one.annotator_id, one]));
    for (const annotator of batch) rows.push(rowOf(annotator, found.get(annotator.id)));
  }
  return csvOf(HEAD, rows);
}

const HEAD = [
  'id',
  'name',
  'email',
  'role',
  'status',
  'jobs_done',
  'jobs_held',
  'measured',
  'median_active_seconds',
  'p90_active_seconds',
  'reviewed',
  'accepted',
];

function rowOf({ id, name, email, role, status, jobs_done, jobs_held }: Annotator, performance: Performance | undefined) {
  const { measured = 0, median_active_seconds = null, p90_active_seconds = null, reviewed = 0, accepted = 0 } = performance ?? {};
  return [
    id,
    name,
    email,
    role,
    status,
    jobs_done ?? 0,
    jobs_held ?? 0,
    measured,
    median_active_seconds,
    p90_active_seconds,
    reviewed,
    accepted,
  ];
}
