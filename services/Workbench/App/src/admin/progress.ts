import { query } from '../api/http';
import { admin } from './api';
import { useBatches } from './useBatches';

export interface Progress {
  project_id: string;
  jobs_all: number;
  jobs_new: number;
  jobs_progress: number;
  jobs_done: number;
  jobs_error: number;
  jobs_canceled: number;
  jobs_expired: number;
  done_a_day: number;
  estimated_end_date: string | null;
  data_date: string;
}

/** In the order in which a job may pass through them. */
export const STATUSES = ['done', 'progress', 'new', 'error', 'expired', 'canceled'] as const;
export type JobStatus = (typeof STATUSES)[number];

export const STATUS_COLOURS: Record<JobStatus, string> = {
  done: 'green.7',
  progress: 'ink.5',
  new: 'gray.5',
  error: 'red.7',
  expired: 'orange.6',
  canceled: 'grape.6',
};

export const countOf = (progress: Progress, status: JobStatus) => progress[`jobs_${status}`];

const AGAIN_MS = 30_000;

/** How far projects are. */
export function useProgress(ids: readonly string[]) {
  return useBatches(
    'progress',
    ids,
    (batch) => admin.get<Progress[]>(`/metrics/progress${query({ project_ids: batch.join(',') })}`),
    (one) => one.project_id,
    AGAIN_MS,
  );
}

/** Rounded down: nothing is 100 % done before it is. */
export function percentDone({ jobs_done, jobs_all }: Pick<Progress, 'jobs_done' | 'jobs_all'>) {
  return jobs_all === 0 ? 0 : Math.floor((jobs_done / jobs_all) * 100);
}
