import { call } from '../api/http';
import type { Json } from '../api/work';

export interface Account {
  id: string;
  name: string;
  plan: 'standard' | 'professional' | 'enterprise';
  status: 'active' | 'suspended';
  create_date: string;
  default_callback_url: string | null;
}

export interface ApiKey {
  id: string;
  name: string;
  mode: 'live' | 'test';
  prefix: string;
  status?: 'active' | 'expiring' | 'expired' | 'revoked';
  create_date: string;
  expire_date?: string | null;
  last_used_date?: string | null;
  /** Only in the answer to its creation. */
  key?: string;
}

export interface Settings {
  template_id?: string | null;
  template_version?: number | null;
  submissions: number;
  completion_rule?: 'first' | 'agreement' | 'review';
  agreement?: { threshold: number; iou: number; submissions_max: number };
  review?: { stages: number; sample_rate: number; return_to: 'author' | 'another' };
  undo_seconds?: number;
  allows_corrections?: boolean;
  allows_skipping?: boolean;
  asks_second_opinion?: boolean;
  allows_fallback?: boolean;
  team_ids?: string[];
  lease_minutes: number;
}

export interface Project {
  id: string;
  account_id: string;
  name: string;
  status: 'new' | 'active' | 'inactive';
  status_reason: string | null;
  create_date: string;
  instructions_file: string | null;
  settings: Settings;
}

export interface Template {
  id: string;
  account_id: string | null;
  name: string;
  description: string | null;
  version: number;
  fields: Json[];
  status: string;
  create_date: string;
  update_date: string;
}

export interface Annotator {
  id: string;
  email: string;
  name: string;
  status: 'active' | 'inactive';
  role: 'annotator' | 'reviewer' | 'administrator';
  projects: string[];
  teams?: string[];
  jobs_per_day?: number | null;
  jobs_done?: number;
  jobs_held?: number;
  create_date: string;
}

export interface Team {
  id: string;
  name: string;
  account_id: string | null;
  members: number;
  create_date: string;
}

export interface Member {
  annotator_id: string;
  email: string;
  name: string;
  status: string;
  add_date: string;
}

export interface Invitation {
  id: string;
  url?: string;
  email: string | null;
  name: string | null;
  role: string;
  state: 'open' | 'accepted' | 'revoked' | 'expired';
  create_date: string;
  expire_date: string;
}

export interface Job {
  job_id: string;
  account_id: string;
  project_id: string;
  status: 'new' | 'progress' | 'done' | 'error' | 'canceled' | 'expired';
  is_test: boolean;
  create_date: string;
  start_date: string | null;
  finish_date: string | null;
  error?: string | null;
  annotations?: Json;
}

export interface Attempt {
  date: string;
  status: number | null;
  duration_ms: number;
  response: string | null;
  error: string | null;
}

export interface Delivery {
  id: string;
  event: string;
  account_id?: string;
  job_id: string | null;
  url: string;
  state: 'pending' | 'delivered' | 'exhausted' | 'canceled';
  create_date: string;
  next_attempt_date: string | null;
  attempts: Attempt[];
}

export interface Usage {
  account_id: string;
  month: string;
  live_jobs: number;
  billable_jobs: number;
}

export interface AuditEntry {
  id: string;
  actor: string;
  action: string;
  path: string;
  request_id: string;
  date: string;
}

const base = '/v1/admin';

export const admin = {
  get: <T>(path: string) => call<T>('GET', `${base}${path}`),
  post: <T>(path: string, body?: unknown) => call<T>('POST', `${base}${path}`, body ?? {}, { idempotencyKey: crypto.randomUUID?.() }),
  put: <T>(path: string, body: unknown) => call<T>('PUT', `${base}${path}`, body),
  patch: <T>(path: string, body: unknown) => call<T>('PATCH', `${base}${path}`, body),
  remove: (path: string) => call<void>('DELETE', `${base}${path}`),
};
