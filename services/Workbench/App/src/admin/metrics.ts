import { query } from '../api/http';
import { admin } from './api';

export const LEVELS = ['day', 'week', 'month', 'year'] as const;
export type Level = (typeof LEVELS)[number];

export interface Group {
  period_group_start: string;
  jobs_all: number;
  jobs_done: number;
  jobs_new: number;
  jobs_progress: number;
  jobs_error: number;
  jobs_expired: number;
  jobs_canceled: number;
  min_seconds_to_finish_job: number;
  max_seconds_to_finish_job: number;
  avg_seconds_to_finish_job: number;
  avg_job_lifespan_seconds: number;
}

export interface Metrics {
  project_id: string;
  metrics: Group[];
}

/** How far back each level looks: as many groups as fit into a chart. */
const DAYS_BACK: Record<Level, number | null> = { day: 30, week: 26 * 7, month: 730, year: null };

export async function readMetrics(project: string, level: Level): Promise<Group[]> {
  const back = DAYS_BACK[level];
  const [metrics] = await admin.get<Metrics[]>(
    `/metrics${query({ project_ids: project, period_group_level: level, period_start_date: back === null ? null : daysAgo(back) })}`,
  );
  return metrics?.metrics ?? [];
}

/** A day of UTC, as the metrics count them. */
function daysAgo(days: number) {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** What a group is called; its first day is one of UTC. */
export function nameOf(start: string, level: Level, language: string) {
  const parts: Intl.DateTimeFormatOptions =
    level === 'year' ? { year: 'numeric' } : level === 'month' ? { year: 'numeric', month: 'short' } : { month: 'short', day: 'numeric' };
  return new Date(`${start}T00:00:00Z`).toLocaleDateString(language, { ...parts, timeZone: 'UTC' });
}
